// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/live_run.h"

#include "run/live_engine.h"

#include <utility>

namespace highwater {

LiveRun::LiveRun(std::unique_ptr<Engine> engine) : m_engine(std::move(engine)), m_document(m_engine->document) {}
LiveRun::~LiveRun() = default;

Checked<std::unique_ptr<LiveRun>> LiveRun::create(const Document& document, const LiveRunOptions& options)
{
    // What is wrong with the document needs no thread to be told.
    const auto checked = readForLive(document, options.access);
    if (!checked) {
        return tl::unexpected(checked.error());
    }
    auto engine = std::make_unique<Engine>(document, options);
    Checked<void> begun;
    engine->loop.call([&] { begun = engine->begin(checked->seed); });
    if (!begun) {
        return tl::unexpected(begun.error());
    }
    return std::unique_ptr<LiveRun>(new LiveRun(std::move(engine)));
}

std::shared_ptr<const Snapshot> LiveRun::latest() const
{
    m_engine->taken.store(true);
    const std::lock_guard lock(m_engine->mutex);
    return m_engine->latest;
}

void LiveRun::start()
{
    m_engine->loop.post([e = m_engine.get()] { e->running = true; });
}

void LiveRun::pause()
{
    m_engine->loop.post([e = m_engine.get()] {
        e->running = false;
        e->urgent = true;
    });
}

void LiveRun::restart(std::uint64_t seed)
{
    m_engine->loop.post([e = m_engine.get(), seed] {
        e->urgent = true;
        if (const auto begun = e->begin(seed); !begun) {
            e->fail(begun.error());
        }
    });
}

const Document& LiveRun::document() const
{
    const std::lock_guard lock(m_engine->mutex);
    m_document = m_engine->document;
    return m_document;
}

Checked<void> LiveRun::change(const Document& document, std::string_view label)
{
    if (const auto checked = m_engine->mayBecome(document); !checked) {
        return tl::unexpected(checked.error());
    }
    Document before;
    {
        const std::lock_guard lock(m_engine->mutex);
        before = std::exchange(m_engine->document, document);
    }
    m_engine->loop.post([e = m_engine.get(), document, before, text = std::string(label)] {
        if (!e->service) {
            return;
        }
        if (const auto changed = e->change(document, before, text); !changed) {
            const std::lock_guard lock(e->mutex);
            e->document = before;
        }
    });
    return {};
}

Endpoint LiveRun::address() const
{
    return m_engine->address;
}

std::optional<Endpoint> LiveRun::framesAddress() const
{
    return m_engine->framesAddress;
}

std::size_t LiveRun::recovered() const
{
    return m_engine->recovered;
}

void LiveRun::awaitChanges() const
{
    m_engine->loop.call([] {});
}

void LiveRun::drain()
{
    m_engine->loop.post([e = m_engine.get()] {
        if (!e->service) {
            e->drained.store(true);
            return;
        }
        e->draining = true;
        if (e->load) {
            e->load->stopSources();
        }
        e->service->drain();
        e->drained.store(e->service->drained());
    });
}

bool LiveRun::drained() const
{
    return m_engine->drained.load();
}

Report LiveRun::report() const
{
    Report report;
    m_engine->loop.call([&] {
        if (m_engine->service) {
            m_engine->service->network().advance();
            report = m_engine->report();
        }
    });
    return report;
}

} // namespace highwater
