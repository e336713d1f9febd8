// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/load_generator.h"

#include "live/load_producer.h"
#include "live/mailbox.h"

#include <QEventLoop>

#include <algorithm>
#include <atomic>
#include <memory>
#include <thread>

namespace highwater {

namespace {

/// What lives in the generator's thread.
struct Inside
{
    QEventLoop loop; ///< first: what follows needs the thread to have one
    bool ends = false;
    Agenda agenda;
    std::vector<std::unique_ptr<LoadProducer>> producers; ///< as the figures outside; null until it is set
};

} // namespace

struct LoadGenerator::Parts
{
    struct Entry
    {
        std::string name;
        std::unique_ptr<SharedFigures> shared; ///< stays where it is
    };

    void run();
    std::size_t placeOf(const std::string& name, bool make);

    LoadOptions options;
    mutable std::mutex mutex; ///< of the list of entries
    std::vector<Entry> entries;
    Mailbox mailbox;
    Inside* inside = nullptr; ///< for what comes by mail, in the generator's thread
    SteadyTime begin;
    std::atomic<bool> started = false;
    std::thread thread;
};

void LoadGenerator::Parts::run()
{
    Inside here;
    inside = &here;
    mailbox.open();
    if (!here.ends) {
        here.loop.exec();
    }
    mailbox.close();
    for (const auto& producer : here.producers) {
        if (producer) {
            producer->cancel();
        }
    }
}

/// The place of a producer in the lists; that of the end when there is none and none is made.
std::size_t LoadGenerator::Parts::placeOf(const std::string& name, bool make)
{
    const std::scoped_lock guard(mutex);
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& each) { return each.name == name; });
    const auto place = static_cast<std::size_t>(found - entries.begin());
    if (found == entries.end() && make) {
        entries.push_back({name, std::make_unique<SharedFigures>()});
    }
    return place;
}

LoadGenerator::LoadGenerator(LoadOptions options) : m_parts(std::make_unique<Parts>())
{
    options.connections = std::max(options.connections, 1);
    m_parts->options = options;
}

LoadGenerator::~LoadGenerator()
{
    stop();
}

void LoadGenerator::start()
{
    Parts& parts = *m_parts;
    if (parts.started) {
        return;
    }
    parts.begin = parts.options.begin.value_or(steadyNow());
    parts.started = true;
    parts.thread = std::thread([&parts] { parts.run(); });
}

Result<void> LoadGenerator::set(const std::string& name, const ProducerNode& producer, const std::string& url)
{
    const auto address = HttpAddress::parse(url);
    if (!address) {
        return tl::unexpected(address.error());
    }
    Parts& parts = *m_parts;
    const std::size_t place = parts.placeOf(name, true);
    SharedFigures* shared = nullptr;
    {
        const std::scoped_lock guard(parts.mutex);
        shared = parts.entries[place].shared.get();
    }
    {
        const std::scoped_lock guard(shared->mutex);
        shared->figures.finished = false;
    }
    // What is there before the run begins with it; a change acts from the instant at which it was asked for.
    const std::optional<SteadyTime> from = parts.started ? std::optional(steadyNow()) : std::nullopt;
    parts.mailbox.post([&parts, place, shared, name, producer, from, address = *address] {
        Inside& inside = *parts.inside;
        if (inside.producers.size() <= place) {
            inside.producers.resize(place + 1);
        }
        auto& made = inside.producers[place];
        if (!made) {
            made = std::make_unique<LoadProducer>(name, parts.options, parts.begin, inside.agenda, *shared);
        }
        made->configure(producer, address, std::max(from.value_or(parts.begin), parts.begin));
    });
    return {};
}

void LoadGenerator::remove(const std::string& name)
{
    Parts& parts = *m_parts;
    parts.mailbox.post([&parts, place = parts.placeOf(name, false)] {
        const auto& producers = parts.inside->producers;
        if (place < producers.size() && producers[place]) {
            producers[place]->cancel();
        }
    });
}

void LoadGenerator::stopSources()
{
    Parts& parts = *m_parts;
    parts.mailbox.post([&parts] {
        for (const auto& producer : parts.inside->producers) {
            if (producer) {
                producer->stopSource();
            }
        }
    });
}

void LoadGenerator::stop()
{
    Parts& parts = *m_parts;
    if (!parts.thread.joinable()) {
        return;
    }
    parts.mailbox.post([&parts] {
        parts.inside->ends = true;
        parts.inside->loop.quit();
    });
    parts.thread.join();
}

LoadSnapshot LoadGenerator::snapshot() const
{
    LoadSnapshot snapshot;
    snapshot.at = steadyNow();
    const std::scoped_lock guard(m_parts->mutex);
    for (const Parts::Entry& entry : m_parts->entries) {
        const std::scoped_lock own(entry.shared->mutex);
        snapshot.producers.emplace_back(entry.name, entry.shared->figures);
        if (entry.shared->dueSince) {
            snapshot.producers.back().second.behind = std::max(snapshot.at - *entry.shared->dueSince, Duration::zero());
        }
    }
    return snapshot;
}

bool LoadGenerator::finished() const
{
    const std::scoped_lock guard(m_parts->mutex);
    return std::all_of(m_parts->entries.begin(), m_parts->entries.end(), [](const Parts::Entry& entry) {
        const std::scoped_lock own(entry.shared->mutex);
        return entry.shared->figures.finished;
    });
}

} // namespace highwater
