// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/measured_player.h"

#include "run/snapshot_json.h"
#include "run/standing_changes.h"

#include <algorithm>

namespace highwater {

namespace {

constexpr std::ptrdiff_t bytesShown = 1200; ///< as many samples as a live run shows

/// A version of the scenario that stood for a part of the run.
struct Chapter
{
    Instant from;
    Document document;
    Scenario scenario;
};

Checked<std::vector<Chapter>> chaptersOf(const RunLog& log)
{
    std::vector<Chapter> chapters;
    auto begin = readScenario(log.begin);
    if (!begin) {
        return tl::unexpected(begin.error());
    }
    chapters.push_back({runStart, log.begin, std::move(*begin)});
    StandingChanges standing;
    for (const LoggedChange& change : log.changes) {
        auto scenario = readScenario(change.document);
        if (scenario) {
            scenario = standing.scenarioAfter(change.document, chapters.back().document, *scenario, change.asked);
        }
        if (!scenario) {
            return tl::unexpected(scenario.error());
        }
        chapters.push_back({change.at, change.document, std::move(*scenario)});
    }
    return chapters;
}

/// Clients that the scenario does not know have a node in the pictures; see liveScenario().
Node outsideNode(const std::string& name, const Scenario& scenario)
{
    const auto first = std::find_if(scenario.nodes.begin(), scenario.nodes.end(), [](const Node& node) { return node.producer() == nullptr; });
    ProducerNode clients;
    clients.arrivals.kind = Arrivals::Kind::Trace;
    clients.arrivals.times = std::make_shared<const std::vector<double>>();
    clients.arrivals.text = "from outside";
    clients.to = {Route{scenario.live.into.value_or(static_cast<int>(first - scenario.nodes.begin())), 1.0, {}}};
    return Node{name, std::move(clients)};
}

class MeasuredPlayer final : public RecordedPlayer
{
public:
    MeasuredPlayer(const Recording& recording, std::vector<Chapter> chapters) : m_recording(recording), m_chapters(std::move(chapters)) { show(0); }

    [[nodiscard]] Instant now() const override { return m_now; }
    [[nodiscard]] Instant end() const override { return frames().back().at; }
    [[nodiscard]] bool goesOn() const override { return false; }
    [[nodiscard]] Duration interval() const override
    {
        const auto steps = static_cast<std::int64_t>(std::max<std::size_t>(1, frames().size() - 1));
        return std::max<Duration>(std::chrono::milliseconds(10), (end() - frames().front().at) / steps);
    }
    [[nodiscard]] const Snapshot* picture() const override { return &m_picture; }
    bool advance(Instant target, std::uint64_t mostPictures) override
    {
        const Instant wanted = std::clamp(target, frames().front().at, end());
        const std::size_t frame = m_recording.reel->frameAt(wanted);
        if (frame <= m_frame || frame - m_frame <= mostPictures) {
            goTo(wanted);
            return true;
        }
        goTo(frames()[m_frame + mostPictures].at);
        return false;
    }
    void seek(Instant instant) override
    {
        m_rewinds += instant < m_now ? 1U : 0U;
        goTo(instant);
    }
    /// A picture is the smallest step that there is.
    void step(StepUnit unit, bool back) override
    {
        if (unit == StepUnit::Second) {
            seek(back ? std::max(runStart, m_now - std::chrono::seconds(1)) : m_now + std::chrono::seconds(1));
        } else if (back ? m_frame > 0 : m_frame + 1 < frames().size()) {
            seek(frames()[back ? m_frame - 1 : m_frame + 1].at);
        }
    }
    void restart(std::uint64_t /*seed*/) override
    {
        ++m_rewinds;
        goTo(runStart);
    }
    Checked<void> change(const Document& /*document*/, const std::string& /*label*/) override
    {
        return tl::unexpected(Faults{Error{Errc::Unsupported, {}, "this is the recording of a measured run: it can be looked at, but not changed"}});
    }
    [[nodiscard]] const Document& document() const override { return chapter().document; }
    [[nodiscard]] const std::string& trouble() const override { return m_picture.trouble; }

    void fill(bool /*fresh*/, Snapshot& picture) override
    {
        const RunState state = picture.state;
        const double wanted = picture.speedWanted;
        const double reached = picture.speedReached;
        picture = m_picture;
        picture.state = state;
        picture.speedWanted = wanted;
        picture.speedReached = reached;
        picture.mode = Mode::Measured;
        picture.seed = m_recording.log.seed;
        picture.generation = m_rewinds;
        picture.end = end();
    }

private:
    [[nodiscard]] const std::vector<ReelFrame>& frames() const { return m_recording.reel->frames; }
    [[nodiscard]] const Chapter& chapter() const { return m_chapters[m_chapter]; }

    void goTo(Instant instant)
    {
        m_now = std::clamp(instant, frames().front().at, end());
        if (const std::size_t frame = m_recording.reel->frameAt(m_now); frame != m_frame) {
            show(frame);
        }
    }

    void show(std::size_t frame)
    {
        m_frame = frame;
        m_now = std::max(m_now, frames()[frame].at);
        const Json json = Json::parse(frames()[frame].line, nullptr, false);
        auto picture = snapshotOfJson(json.is_object() && json.contains("frame") ? json["frame"] : Json::object(), {});
        m_picture = picture ? std::move(*picture) : Snapshot();
        const auto after = std::upper_bound(m_chapters.begin(), m_chapters.end(), m_picture.now, [](Instant at, const Chapter& each) { return at < each.from; });
        m_chapter = after == m_chapters.begin() ? 0 : static_cast<std::size_t>(after - m_chapters.begin()) - 1;
        showScenario();
        for (NodeView& node : m_picture.nodes) {
            const ColumnTrack* track = m_recording.reel->find(node.name);
            node.series = track != nullptr ? track->seriesUpTo(node.series.end) : Series();
        }
        if (m_picture.live) {
            showBytes();
        }
    }

    void showScenario()
    {
        auto scenario = std::make_shared<Scenario>(chapter().scenario);
        for (const ScheduledChange& change : scenario->schedule) {
            if (change.at <= m_picture.now && static_cast<std::size_t>(change.node) < scenario->nodes.size()) {
                scenario->nodes[static_cast<std::size_t>(change.node)] = change.after;
            }
        }
        for (const NodeView& node : m_picture.nodes) {
            if (node.fromOutside && !scenario->find(node.name)) {
                scenario->nodes.push_back(outsideNode(node.name, *scenario));
            }
        }
        fitTo(*scenario);
        m_picture.scenario = std::move(scenario);
    }

    /// A picture of a damaged or foreign file may have other nodes than its scenario: views rely on the order of both.
    void fitTo(const Scenario& scenario)
    {
        std::vector<NodeView> fitting;
        for (const Node& node : scenario.nodes) {
            const auto known = std::find_if(m_picture.nodes.begin(), m_picture.nodes.end(), [&](const NodeView& view) { return view.name == node.name; });
            NodeView view = known != m_picture.nodes.end() ? *known : NodeView();
            view.name = node.name;
            view.kind = static_cast<NodeKind>(node.kind.index());
            view.isProducer = node.producer() != nullptr;
            fitting.push_back(std::move(view));
        }
        const bool fits = m_picture.nodes.size() >= fitting.size() &&
                          std::equal(fitting.begin(), fitting.end(), m_picture.nodes.begin(),
                                     [](const NodeView& a, const NodeView& b) { return a.name == b.name && a.kind == b.kind && a.isProducer == b.isProducer; });
        if (!fits) {
            m_picture.nodes = std::move(fitting);
            m_picture.links.clear();
        }
        const auto count = static_cast<int>(m_picture.nodes.size());
        const auto stray = [count](int node) { return node < 0 || node >= count; };
        std::erase_if(m_picture.links, [&](const LinkView& link) { return stray(link.from) || (link.to && stray(*link.to)); });
        for (NodeView& view : m_picture.nodes) {
            if (view.waitsFor && stray(*view.waitsFor)) {
                view.waitsFor.reset();
            }
            std::erase_if(view.chain, stray);
        }
    }

    void showBytes()
    {
        const auto& all = m_recording.reel->bytes;
        const double now = toSeconds(m_picture.now);
        const auto end = std::upper_bound(all.begin(), all.end(), now, [](double at, const ByteSample& sample) { return at < sample.at; });
        const auto begin = end - all.begin() > bytesShown ? end - bytesShown : all.begin();
        m_picture.live->bytes = std::make_shared<const std::vector<ByteSample>>(begin, end);
    }

    Recording m_recording;
    std::vector<Chapter> m_chapters; ///< ascending; the first begins at 0
    std::size_t m_chapter = 0;
    std::size_t m_frame = 0;
    Instant m_now;
    std::uint64_t m_rewinds = 0;
    Snapshot m_picture;
};

} // namespace

Checked<std::unique_ptr<RecordedPlayer>> measuredPlayer(const Recording& recording)
{
    auto chapters = chaptersOf(recording.log);
    if (!chapters) {
        return tl::unexpected(chapters.error());
    }
    return std::unique_ptr<RecordedPlayer>(std::make_unique<MeasuredPlayer>(recording, std::move(*chapters)));
}

} // namespace highwater
