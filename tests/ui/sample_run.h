// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/run.h"
#include "sample_snapshot.h"
#include "session/node_kind.h"

#include <memory>
#include <string>
#include <vector>

namespace highwater {

/// A run that never moves: its picture shows the document as it stands, with the figures of the sample snapshot where
/// names agree. A change is refused exactly when the document is faulty, and shows at once; one with a label is an
/// event at time 0.
class SampleRun final : public Run
{
public:
    static Checked<std::unique_ptr<Run>> create(const Document& document)
    {
        auto scenario = readScenario(document);
        if (!scenario)
            return tl::unexpected(scenario.error());
        auto run = std::make_unique<SampleRun>();
        run->m_document = document;
        run->show(std::move(*scenario));
        return run;
    }

    [[nodiscard]] std::shared_ptr<const Snapshot> latest() const override { return m_snapshot; }
    void start() override {}
    void pause() override {}
    void runTo(Instant) override {}
    void setSpeed(double) override {}
    void restart(std::uint64_t) override {}
    [[nodiscard]] const Document& document() const override { return m_document; }
    Checked<void> change(const Document& document, std::string_view label) override
    {
        auto scenario = readScenario(document);
        if (!scenario)
            return tl::unexpected(scenario.error());
        m_document = document;
        if (!label.empty())
            m_changes.push_back({static_cast<int>(m_changes.size()) + 1, runStart, std::string(label), true});
        show(std::move(*scenario));
        return {};
    }

private:
    void show(Scenario scenario)
    {
        const auto sample = sampleOfKinds();
        auto snapshot = std::make_shared<Snapshot>(*sample);
        snapshot->nodes.clear();
        for (const auto& node : scenario.nodes) {
            NodeView view;
            for (const auto& known : sample->nodes) {
                if (known.name == node.name)
                    view = known;
            }
            view.name = node.name;
            view.isProducer = node.producer() != nullptr;
            view.kind = kindOf(node);
            snapshot->nodes.push_back(std::move(view));
        }
        snapshot->changes = m_changes;
        snapshot->scenario = std::make_shared<const Scenario>(std::move(scenario));
        m_snapshot = std::move(snapshot);
    }

    Document m_document;
    std::vector<ChangeView> m_changes;
    std::shared_ptr<const Snapshot> m_snapshot;
};

} // namespace highwater
