// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/run.h"

#include <QString>
#include <QStringList>

namespace highwater {

/// A run without an engine, for tests of what sits on top: time stands where the test puts it, and every order is kept.
class FakeRun final : public Run
{
public:
    explicit FakeRun(Document document, Scenario scenario) : m_document(std::move(document)) { picture(std::move(scenario)); }

    [[nodiscard]] std::shared_ptr<const Snapshot> latest() const override { return m_latest; }
    void start() override { set(RunState::Running); }
    void pause() override { set(RunState::Paused); }
    [[nodiscard]] bool canGoBack() const override { return true; }
    void step(StepUnit, bool) override { set(RunState::Paused); }
    void seek(Instant instant) override { setNow(instant, RunState::Paused); }
    void runTo(Instant end) override { setNow(end, RunState::Paused); }
    void setSpeed(double factor) override { speed = factor; }
    void restart(std::uint64_t seed) override
    {
        Snapshot next = *m_latest;
        next.seed = seed;
        next.now = runStart;
        ++next.generation;
        m_latest = std::make_shared<const Snapshot>(std::move(next));
    }
    [[nodiscard]] const Document& document() const override { return m_document; }
    Checked<void> change(const Document& document, std::string_view label) override
    {
        auto scenario = readScenario(document);
        if (!scenario)
            return tl::unexpected(scenario.error());
        m_document = document;
        ++changes;
        if (!label.empty())
            marks << QString::fromUtf8(label.data(), static_cast<qsizetype>(label.size()));
        picture(std::move(*scenario));
        if (!label.empty()) {
            Snapshot next = *m_latest;
            next.changes.push_back({static_cast<int>(next.changes.size()) + 1, next.now, std::string(label), true});
            m_latest = std::make_shared<const Snapshot>(std::move(next));
        }
        return {};
    }

    void setNow(Instant now, RunState state = RunState::Running)
    {
        Snapshot next = *m_latest;
        next.now = now;
        next.state = state;
        m_latest = std::make_shared<const Snapshot>(std::move(next));
    }
    [[nodiscard]] QString arrivalsOf(const char* producer) const
    {
        const auto index = m_latest->scenario->find(producer);
        return QString::fromStdString(m_latest->scenario->nodes[static_cast<std::size_t>(*index)].producer()->arrivals.text);
    }

    int changes = 0;
    QStringList marks; ///< labels that stand on the time axis
    double speed = 0;

private:
    void set(RunState state) { setNow(m_latest->now, state); }
    void picture(Scenario scenario)
    {
        Snapshot next = m_latest ? *m_latest : Snapshot{};
        next.scenario = std::make_shared<const Scenario>(std::move(scenario));
        next.nodes.clear();
        for (const Node& node : next.scenario->nodes) {
            NodeView view;
            view.name = node.name;
            view.isProducer = node.producer() != nullptr;
            next.nodes.push_back(std::move(view));
        }
        m_latest = std::make_shared<const Snapshot>(std::move(next));
    }

    Document m_document;
    std::shared_ptr<const Snapshot> m_latest;
};

} // namespace highwater
