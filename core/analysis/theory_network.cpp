// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/theory_network.h"

#include "analysis/blocking_tandem.h"
#include "analysis/laws.h"
#include "analysis/queueing_networks.h"
#include "analysis/queueing_single.h"
#include "analysis/theory_words.h"
#include "units/display.h"
#include "units/text.h"

#include <algorithm>

namespace highwater::analysis {

namespace {

using Kind = Arrivals::Kind;
using flow::Order;

tl::unexpected<Error> because(std::string reason)
{
    return failure(Errc::Unsupported, {}, std::move(reason));
}

const std::string& nameOf(const Scenario& scenario, int node)
{
    return scenario.nodes[static_cast<std::size_t>(node)].name;
}

/// The one producer that sends; fails when there are several, or when it does not behave.
Result<int> onlyProducer(const Scenario& scenario)
{
    std::optional<int> found;
    for (std::size_t i = 0; i < scenario.nodes.size(); ++i) {
        const ProducerNode* producer = scenario.nodes[i].producer();
        const bool silent = producer == nullptr || meanRateOf(producer->arrivals).value_or(1.0) <= 0.0;
        if (!silent && found) {
            return because("several producers share the network");
        }
        found = silent ? found : std::optional(static_cast<int>(i));
    }
    if (!found) {
        return because("nobody sends");
    }
    const ProducerNode& producer = *scenario.nodes[static_cast<std::size_t>(*found)].producer();
    const std::string obstacle = obstacleOf(producer, nameOf(scenario, *found));
    if (!obstacle.empty()) {
        return because(obstacle);
    }
    if (producer.patience || producer.deadline) {
        return because("items do not wait as long as it takes");
    }
    return *found;
}

/// Whether a station has a product form: exponential, or shared, or a worker for everybody. Fails with the reason why not.
Result<void> hasProductForm(const Scenario& scenario, const StageFlow& stage)
{
    const std::string who = inQuotes(nameOf(scenario, stage.node));
    if (const std::string obstacle = obstacleOf(*stage.stage); !obstacle.empty()) {
        return because("at " + who + ' ' + obstacle);
    }
    const Distribution& service = stage.classes.front().service;
    const bool shared = stage.stage->queue.order == Order::ProcessorSharing && stage.servers == 1;
    if (service.law != Distribution::Law::Exponential && stage.servers && !shared) {
        return because("the service of " + who + " is " + wordOf(service));
    }
    return momentOf(service, 1) > 0.0 ? Result<void>() : because("the service of " + who + " takes no time");
}

/// What a closed network says about each of its stages.
TheorySubject closedSubject(const Scenario& scenario, const StageFlow& stage, const NetworkStationFigures& figures,
                            const std::string& model)
{
    TheorySubject subject;
    subject.name = nameOf(scenario, stage.node);
    subject.model = model;
    subject.text = serviceWords(stage.classes.front().service) + ", " + workerWords(stage.servers) + '.';
    StationFigures s;
    s.throughput = figures.throughput;
    s.loss = 0.0;
    s.utilisation = figures.utilisation;
    s.l = figures.l;
    s.sojourn = figures.sojourn;
    if (stage.stage->queue.order != Order::ProcessorSharing) {
        s.wait = figures.wait;
        s.lq = figures.throughput * figures.wait;
    }
    addFigures(s, subject);
    return subject;
}

TheorySubject endToEnd(const std::string& model, const std::string& text, std::optional<double> sojourn, std::optional<double> loss)
{
    TheorySubject subject{"end_to_end", model, text + '.', {}};
    addFigure(subject, "sojourn_s.mean", sojourn);
    addFigure(subject, "loss", loss);
    return subject;
}

/// The stages from one on, as long as there is one way; the last one has none, or ends the list.
Result<std::vector<std::size_t>> rowFrom(const Scenario& scenario, const NetworkFlow& flow, int node, std::optional<int> end)
{
    std::vector<std::size_t> row;
    std::optional<int> next = node;
    while (next) {
        const auto place = flow.find(*next);
        if (!place || std::find(row.begin(), row.end(), *place) != row.end()) {
            return because("the stages do not stand in a row");
        }
        row.push_back(*place);
        const std::vector<Route>& to = flow.stages[*place].stage->to;
        if (to.size() > 1 && next != end) {
            return because("the way parts behind " + inQuotes(nameOf(scenario, *next)));
        }
        next = next == end || to.empty() ? std::nullopt : to.front().node;
    }
    return row;
}

const ProducerNode& producerOf(const Scenario& scenario, int node)
{
    return *scenario.nodes[static_cast<std::size_t>(node)].producer();
}

} // namespace

bool hasArrivals(const Scenario& scenario, Kind kind)
{
    return std::any_of(scenario.nodes.begin(), scenario.nodes.end(),
                       [kind](const Node& node) { return node.producer() != nullptr && node.producer()->arrivals.kind == kind; });
}

Result<std::vector<TheorySubject>> closedTheory(const Scenario& scenario, const NetworkFlow& flow)
{
    constexpr std::int64_t mostUsers = 20'000;
    const auto source = onlyProducer(scenario);
    if (!source) {
        return tl::unexpected(source.error());
    }
    const ProducerNode& producer = producerOf(scenario, *source);
    const std::int64_t users = producer.arrivals.users;
    if (users < 1 || users > mostUsers) {
        return because("there are more users than the computation allows");
    }
    std::vector<const StageFlow*> stages;
    std::vector<NetworkStation> stations;
    for (const StageFlow& stage : flow.stages) {
        if (stage.classes.empty()) {
            continue;
        }
        if (auto fits = hasProductForm(scenario, stage); !fits) {
            return tl::unexpected(fits.error());
        }
        const auto& queue = stage.stage->queue;
        const std::int64_t waiting = stage.servers ? std::max<std::int64_t>(0, users - *stage.servers) : 0;
        if ((queue.capacity && *queue.capacity < waiting) || (stage.heeded && queue.marks && queue.marks->high <= waiting) ||
            stage.stage->window) {
            return because("the users do not all fit into " + inQuotes(nameOf(scenario, stage.node)));
        }
        stages.push_back(&stage);
        stations.push_back({momentOf(stage.classes.front().service, 1), stage.servers, stage.classes.front().rate});
    }
    const double think = momentOf(producer.arrivals.gap, 1);
    const NetworkFigures network = closedNetwork(users, think, stations);
    const bool repair = stations.size() == 1 && stations.front().visits == 1.0 && stages.front()->servers
                        && stages.front()->stage->queue.order == Order::Fifo
                        && producer.arrivals.gap.law == Distribution::Law::Exponential
                        && stages.front()->classes.front().service.law == Distribution::Law::Exponential;
    const std::string model =
        repair ? "M/M/" + std::to_string(*stages.front()->servers) + "//" + std::to_string(users) + " (machine repairman)"
               : "closed network (MVA)";
    std::vector<TheorySubject> subjects;
    TheorySubject users_{nameOf(scenario, *source),
                         model,
                         std::to_string(users) + " users, " + wordOf(producer.arrivals.gap) + " think time of " + displayDuration(think) +
                             '.',
                         {}};
    addFigure(users_, "throughput_per_s", network.throughput);
    addFigure(users_, "sojourn_s.mean", network.sojourn);
    subjects.push_back(std::move(users_));
    for (std::size_t i = 0; i < stages.size(); ++i) {
        TheorySubject subject = closedSubject(scenario, *stages[i], network.stations[i], model);
        if (repair) {
            subject.figures.clear();
            addFigures(repairman(users, think, stations.front().meanService, *stages.front()->servers), subject);
        }
        subjects.push_back(std::move(subject));
    }
    subjects.push_back(endToEnd(model, "every user sends again after the think time", network.sojourn, 0.0));
    return subjects;
}

Result<std::vector<TheorySubject>> windowTheory(const Scenario& scenario, const NetworkFlow& flow)
{
    const auto source = onlyProducer(scenario);
    if (!source) {
        return tl::unexpected(source.error());
    }
    const ProducerNode& producer = producerOf(scenario, *source);
    if (producer.to.size() != 1 || !producer.to.front().node) {
        return because("the sender feeds several stages");
    }
    const int first = *producer.to.front().node;
    const auto place = flow.find(first);
    if (!place || !flow.stages[*place].stage->window || flow.stages[*place].stage->queue.whenFull != flow::WhenFull::Block) {
        return because("the sender never runs dry, and no window bounds what is inside");
    }
    const Window& window = *flow.stages[*place].stage->window;
    const auto row = rowFrom(scenario, flow, first, window.until);
    if (!row) {
        return tl::unexpected(row.error());
    }
    if (flow.stages[row->back()].node != window.until) {
        return because("the window ends where not every item comes by");
    }
    std::vector<NetworkStation> stations;
    for (const std::size_t at : *row) {
        const StageFlow& stage = flow.stages[at];
        if (auto fits = hasProductForm(scenario, stage); !fits) {
            return tl::unexpected(fits.error());
        }
        if (stage.room && *stage.room < window.credits) {
            return because("the credits do not all fit into " + inQuotes(nameOf(scenario, stage.node)));
        }
        stations.push_back({momentOf(stage.classes.front().service, 1), stage.servers, 1.0});
    }
    const NetworkFigures network = closedNetwork(window.credits, 0.0, stations);
    const std::string model = "window of " + std::to_string(window.credits) + " credits (closed network)";
    std::vector<TheorySubject> subjects;
    for (std::size_t i = 0; i < row->size(); ++i) {
        subjects.push_back(closedSubject(scenario, flow.stages[(*row)[i]], network.stations[i], model));
    }
    const bool whole = flow.stages[row->back()].isLast();
    subjects.push_back(endToEnd(whole ? model : "",
                                whole ? "credits go round without a pause" : "No closed form: the way goes on behind the window",
                                whole ? std::optional(network.sojourn) : std::nullopt, whole ? std::optional(0.0) : std::nullopt));
    return subjects;
}

namespace {

/// Rates, buffers and the rule of a line; the reason when it is none.
Result<TandemLine> lineOf(const Scenario& scenario, const NetworkFlow& flow, const std::vector<std::size_t>& row)
{
    TandemLine line;
    for (std::size_t i = 0; i < row.size(); ++i) {
        const StageFlow& stage = flow.stages[row[i]];
        const auto& queue = stage.stage->queue;
        const std::string who = inQuotes(nameOf(scenario, stage.node));
        if (const std::string obstacle = obstacleOf(*stage.stage); !obstacle.empty()) {
            return because("at " + who + ' ' + obstacle);
        }
        const Distribution& service = stage.classes.front().service;
        if (stage.servers != 1 || service.law != Distribution::Law::Exponential || queue.order != Order::Fifo || stage.stage->window) {
            return because("lines whose queues block are covered for single exponential workers, first come first served; " + who +
                           " is not one");
        }
        line.rates.push_back(1.0 / service.a);
        if (i == 0) {
            continue;
        }
        if (!queue.capacity || queue.whenFull != flow::WhenFull::Block) {
            return because("the queue of " + who + " does not block");
        }
        const BlockingRule rule = queue.blocking == flow::Blocking::AfterService ? BlockingRule::AfterService : BlockingRule::BeforeService;
        if (i > 1 && rule != line.rule) {
            return because("queues of the line block by different rules");
        }
        line.rule = rule;
        line.buffers.push_back(*queue.capacity);
    }
    return line;
}

/// How the line is fed.
Result<void> addFeed(const ProducerNode& producer, const StageFlow& first, TandemLine& line)
{
    const auto& queue = first.stage->queue;
    if (producer.arrivals.kind == Kind::Saturated) {
        return {};
    }
    if (producer.arrivals.kind != Kind::Poisson || producer.arrivals.batch) {
        return because("the arrivals are not Poisson");
    }
    const bool loses = queue.whenFull == flow::WhenFull::Reject || queue.whenFull == flow::WhenFull::DropNewest;
    if (!queue.capacity || !loses) {
        return because("a line whose queues block is covered when its first queue is bounded and turns items away");
    }
    if (first.heeded) {
        return because("the producer heeds the signal of the first stage");
    }
    line.arrivalRate = producer.arrivals.rate;
    line.firstBuffer = *queue.capacity;
    return {};
}

/// One stage that never starves works all the time, whatever the law of its service.
Result<std::vector<TheorySubject>> alwaysBusy(const Scenario& scenario, const StageFlow& stage)
{
    const std::string obstacle = obstacleOf(*stage.stage);
    if (!obstacle.empty() || !stage.servers) {
        return because(obstacle.empty() ? "a worker for everybody never lets anybody wait" : obstacle);
    }
    const double mean = momentOf(stage.classes.front().service, 1);
    const std::string model = "saturated stage";
    TheorySubject subject{
        nameOf(scenario, stage.node), model, serviceWords(stage.classes.front().service) + ", " + workerWords(stage.servers) + '.', {}};
    addFigure(subject, "throughput_per_s", static_cast<double>(*stage.servers) / mean);
    addFigure(subject, "utilisation", 1.0);
    return std::vector<TheorySubject>{std::move(subject), endToEnd(model, "the sender never runs dry", std::nullopt, 0.0)};
}

TheorySubject tandemSubject(const std::string& name, const TandemFigures& figures, std::size_t i, bool starved, const std::string& model)
{
    TheorySubject subject{name, model, "place " + std::to_string(i + 1) + " of the line.", {}};
    addFigure(subject, "throughput_per_s", figures.throughput);
    addFigure(subject, "utilisation", figures.utilisation[i]);
    addFigure(subject, "blocked", figures.blocked[i]);
    if (i > 0 || starved) {
        addFigure(subject, "in_system.mean", figures.levels[i]);
        addFigure(subject, "sojourn_s.mean", figures.levels[i] / figures.throughput);
    }
    if (i == 0) {
        addFigure(subject, "loss", figures.loss);
    }
    return subject;
}

} // namespace

Result<std::vector<TheorySubject>> tandemTheory(const Scenario& scenario, const NetworkFlow& flow)
{
    const auto source = onlyProducer(scenario);
    if (!source) {
        return tl::unexpected(source.error());
    }
    const ProducerNode& producer = producerOf(scenario, *source);
    if (producer.to.size() != 1 || !producer.to.front().node) {
        return because("the sender feeds several stages");
    }
    const auto row = rowFrom(scenario, flow, *producer.to.front().node, std::nullopt);
    if (!row) {
        return tl::unexpected(row.error());
    }
    if (row->size() < 2) {
        return producer.arrivals.kind == Kind::Saturated ? alwaysBusy(scenario, flow.stages[row->front()])
                                                         : because("a single stage that blocks its sender is no line");
    }
    auto line = lineOf(scenario, flow, *row);
    if (!line) {
        return tl::unexpected(line.error());
    }
    if (auto fed = addFeed(producer, flow.stages[row->front()], *line); !fed) {
        return tl::unexpected(fed.error());
    }
    const auto figures = blockingTandem(*line);
    if (!figures) {
        return because(figures.error().message);
    }
    const bool starved = line->arrivalRate.has_value();
    const std::string model = std::string(starved ? "line with loss" : "saturated line") + ", blocking "
                              + (line->rule == BlockingRule::AfterService ? "after" : "before") + " service";
    std::vector<TheorySubject> subjects;
    for (std::size_t i = 0; i < row->size(); ++i) {
        subjects.push_back(tandemSubject(nameOf(scenario, flow.stages[(*row)[i]].node), *figures, i, starved, model));
    }
    subjects.push_back(endToEnd(model, "exact Markov chain of " + std::to_string(row->size()) + " stages",
                                starved ? std::optional(figures->l / figures->throughput) : std::nullopt, figures->loss));
    return subjects;
}

} // namespace highwater::analysis
