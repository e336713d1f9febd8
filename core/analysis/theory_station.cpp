// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/theory_station.h"

#include "analysis/approximations.h"
#include "analysis/laws.h"
#include "analysis/queueing_single.h"
#include "analysis/queueing_special.h"
#include "analysis/theory_words.h"
#include "units/display.h"
#include "units/text.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <utility>

namespace highwater::analysis {

namespace {

using Law = Distribution::Law;
using flow::Order;

class StationChooser
{
public:
    StationChooser(const Scenario& scenario, const StageFlow& flow) : m_scenario(scenario), m_flow(flow)
    {
        m_result.subject.name = nodeName(flow.node);
    }

    StationTheory choose()
    {
        if (!m_flow.obstacle.empty()) {
            none(m_flow.obstacle);
            return std::move(m_result);
        }
        if (m_flow.heeded && !neverPressed()) {
            none("producers heed its signal, so that what comes depends on how full it is");
            return std::move(m_result);
        }
        if (hasPriorities()) {
            priorities();
        } else if (const auto service = commonService()) {
            m_service = *service;
            m_mean = momentOf(m_service, 1);
            m_load = m_flow.servers ? m_flow.rate * m_mean / static_cast<double>(*m_flow.servers) : 0.0;
            oneKind();
        } else {
            none("the producers' items have different services that are not all exponential");
        }
        return std::move(m_result);
    }

private:
    [[nodiscard]] const std::string& nodeName(int node) const { return m_scenario.nodes[static_cast<std::size_t>(node)].name; }
    [[nodiscard]] Order order() const { return m_flow.stage->queue.order; }
    [[nodiscard]] std::string workers() const { return workerWords(m_flow.servers); }
    [[nodiscard]] bool exponential() const { return m_service.law == Law::Exponential; }
    [[nodiscard]] bool single() const { return m_flow.servers == 1; }
    [[nodiscard]] std::string count() const { return std::to_string(*m_flow.servers); }
    [[nodiscard]] std::string intake() const
    {
        return (m_flow.direct ? "Poisson arrivals at " : "arrivals as in a network of product form at ") + displayRate(m_flow.rate);
    }

    void none(const std::string& reason) { m_result.subject.text = "No closed form: " + reason + "."; }
    void apply(std::string model, const std::string& text, const StationFigures& figures)
    {
        m_result.subject.model = std::move(model);
        m_result.subject.text = text + '.';
        m_result.sojourn = figures.sojourn;
        addFigures(figures, m_result.subject);
    }
    void apply(std::string model, const std::string& text, const Result<StationFigures>& figures)
    {
        if (figures) {
            apply(std::move(model), text, *figures);
        } else {
            none(figures.error().message);
        }
    }

    /// The signal would be pressed, or a producer find no room, in less than one of a thousand million arrivals.
    [[nodiscard]] bool neverPressed() const
    {
        const auto& queue = m_flow.stage->queue;
        const auto level = queue.marks ? std::optional(queue.marks->high) : queue.capacity;
        if (!level || !m_flow.servers) {
            return true;
        }
        constexpr std::int64_t most = 1'000'000;
        constexpr double never = 1e-9;
        const ItemClass& items = m_flow.classes.front();
        return m_flow.poisson && m_flow.sameService() && items.service.law == Law::Exponential && *level < most
               && *mmck(m_flow.rate, items.service.a, *m_flow.servers, *m_flow.servers + *level).loss < never;
    }

    [[nodiscard]] bool hasPriorities() const
    {
        const bool ordered = order() == Order::Priority || order() == Order::PriorityPreemptive;
        return ordered && std::any_of(m_flow.classes.begin(), m_flow.classes.end(),
                                      [this](const ItemClass& items) { return items.priority != m_flow.classes.front().priority; });
    }

    /// The law that all items share; of different exponential ones their mixture.
    [[nodiscard]] std::optional<Distribution> commonService() const
    {
        if (m_flow.sameService()) {
            return m_flow.classes.front().service;
        }
        auto points = std::make_shared<Distribution::Points>();
        for (const ItemClass& items : m_flow.classes) {
            if (items.service.law != Law::Exponential) {
                return std::nullopt;
            }
            points->emplace_back(items.service.a, items.rate / m_flow.rate);
        }
        Distribution mixture;
        mixture.law = Law::Mixture;
        mixture.points = std::move(points);
        mixture.text = "mixture";
        return mixture;
    }

    void oneKind()
    {
        const auto impatience =
            std::any_of(m_flow.classes.begin(), m_flow.classes.end(), [](const ItemClass& items) { return items.patience.has_value(); });
        if (impatience) {
            impatient();
        } else if (!m_flow.poisson) {
            otherArrivals();
        } else if (!m_flow.servers) {
            apply("M/" + letterOf(m_service) + "/inf", intake() + ", " + serviceWords(m_service) + ", nobody waits",
                  unlimitedServers(m_flow.rate, m_service));
        } else if (order() == Order::ProcessorSharing) {
            sharing();
        } else if (m_flow.room) {
            bounded();
        } else {
            unbounded();
        }
    }

    void unbounded()
    {
        const std::string text = intake() + ", " + serviceWords(m_service) + ", " + workers();
        if (exponential()) {
            apply("M/M/" + count(), text, inOrder(mmc(m_flow.rate, m_mean, *m_flow.servers)));
        } else if (single()) {
            apply("M/" + letterOf(m_service) + "/1", text, inOrder(mg1(m_flow.rate, m_service)));
        } else {
            estimate("the service is " + wordOf(m_service) + " and there are " + workers(), 1.0);
        }
    }

    /// Another order than first come first served changes no mean, but everything else.
    [[nodiscard]] Result<StationFigures> inOrder(Result<StationFigures> figures) const
    {
        if (figures && (order() == Order::Lifo || order() == Order::AdaptiveLifo)) {
            figures->waitSd.reset();
            figures->sojournSd.reset();
            figures->waitQuantiles.reset();
            figures->sojournQuantiles.reset();
        }
        return figures;
    }

    void bounded()
    {
        const std::string name = "M/" + letterOf(m_service) + '/' + count() + '/' + std::to_string(*m_flow.room);
        const std::string text =
            intake() + ", " + serviceWords(m_service) + ", " + workers() + ", room for " + std::to_string(*m_flow.room) + " in all";
        if (m_flow.room == m_flow.servers) {
            apply(name + " (Erlang B)", text, lossSystem(m_flow.rate, m_service, *m_flow.servers));
            return;
        }
        if (!exponential()) {
            estimate("the service is " + wordOf(m_service) + " and the queue is bounded", 1.0);
            return;
        }
        StationFigures figures = mmck(m_flow.rate, m_mean, *m_flow.servers, *m_flow.room);
        if (m_flow.stage->queue.whenFull == flow::WhenFull::DropOldest || order() != Order::Fifo) {
            // Who is lost and who is next changes no level and no loss; times of those that are served are others.
            figures.waits.reset();
            figures.wait.reset();
            figures.sojourn.reset();
            figures = *inOrder(figures);
            figures.waitSd.reset();
            figures.sojournSd.reset();
            figures.waitQuantiles.reset();
            figures.sojournQuantiles.reset();
        }
        apply(name, text, figures);
    }

    void sharing()
    {
        if (m_flow.room) {
            none("its shared workers are bounded");
        } else if (single()) {
            apply("M/" + letterOf(m_service) + "/1-PS", intake() + ", " + serviceWords(m_service) + ", shared by all",
                  processorSharing(m_flow.rate, m_service));
        } else if (exponential()) {
            // The number inside grows and shrinks as in M/M/c.
            auto figures = mmc(m_flow.rate, m_mean, *m_flow.servers);
            if (figures) {
                StationFigures shared;
                shared.throughput = figures->throughput;
                shared.loss = 0.0;
                shared.utilisation = figures->utilisation;
                shared.empty = figures->empty;
                shared.l = figures->l;
                shared.sojourn = figures->sojourn;
                figures = shared;
            }
            apply("M/M/" + count() + "-PS", intake() + ", " + serviceWords(m_service) + ", " + workers() + " shared by all", figures);
        } else {
            none("the service is " + wordOf(m_service) + " and " + workers() + " are shared");
        }
    }

    void impatient()
    {
        const auto& patience = m_flow.classes.front().patience;
        const bool alike =
            std::all_of(m_flow.classes.begin(), m_flow.classes.end(), [&](const ItemClass& items) { return items.patience == patience; });
        const bool simple = m_flow.poisson && exponential() && !m_flow.room && m_flow.servers && order() == Order::Fifo;
        if (!alike || !simple || (patience->law != Law::Exponential && patience->law != Law::Constant)) {
            none("items lose patience, and the arrivals are not Poisson, the service or the patience is of another law, or the queue is "
                 "bounded "
                 "or not first come first served");
            return;
        }
        const std::string text = intake() + ", " + serviceWords(m_service) + ", " + workers() + ", " + wordOf(*patience) + " patience of "
                                 + displayDuration(patience->a);
        if (patience->law == Law::Constant) {
            apply("M/M/" + count() + "+D", text, withDeadline(m_flow.rate, m_mean, *m_flow.servers, patience->a));
            return;
        }
        auto figures = analysis::impatient(m_flow.rate, m_mean, *m_flow.servers, patience->a);
        if (figures) {
            figures->waits.reset(); // of all arrivals; a run tells it of those that are served
        }
        apply("M/M/" + count() + "+M (Erlang A)", text, figures);
    }

    /// One producer's items that do not come as a Poisson process.
    void otherArrivals()
    {
        const ProducerNode* producer = m_flow.direct && m_flow.classes.size() == 1 ? source() : nullptr;
        if (producer == nullptr || (producer->clients > 1 && !producer->arrivals.batch)) {
            none(m_flow.direct ? "the arrivals of several senders add up to no process that a formula covers"
                               : "what leaves the stages before it is no Poisson process");
            return;
        }
        const Arrivals& arrivals = producer->arrivals;
        const bool simple = exponential() && single() && !m_flow.room && order() == Order::Fifo;
        const std::string behind = ", " + serviceWords(m_service) + ", " + workers();
        if (arrivals.batch) {
            if (simple && arrivals.kind == Arrivals::Kind::Poisson) {
                const double size = momentOf(*arrivals.batch, 1);
                apply("M^[X]/M/1", "batches at " + displayRate(arrivals.rate) + behind,
                      batchArrivals(arrivals.rate, size, momentOf(*arrivals.batch, 2), m_mean));
            } else {
                none("batches come, and the service is not exponential, or there are several workers or a bound");
            }
            return;
        }
        switch (arrivals.kind) {
        case Arrivals::Kind::Constant:
        case Arrivals::Kind::Renewal: {
            const Distribution gap =
                arrivals.kind == Arrivals::Kind::Renewal ? arrivals.gap : Distribution::constant(1.0 / arrivals.rate, "constant");
            if (simple) {
                apply((gap.law == Law::Constant ? "D" : "GI") + std::string("/M/1"),
                      wordOf(gap) + " gaps of " + displayDuration(momentOf(gap, 1)) + behind, gim1(gap, m_mean));
            } else {
                estimate("the gaps are " + wordOf(gap) + ", the service is " + wordOf(m_service) + " and there is " + workers(),
                         scvOf(gap));
            }
            return;
        }
        case Arrivals::Kind::Mmpp:
            if (simple && arrivals.stay > 0.0 && arrivals.stay2 > 0.0) {
                apply("MMPP(2)/M/1",
                      "arrivals at " + displayRate(arrivals.rate) + " and " + displayRate(arrivals.rate2) + " in turn" + behind,
                      switchedArrivals({arrivals.rate, arrivals.rate2, 1.0 / arrivals.stay, 1.0 / arrivals.stay2}, m_mean));
                return;
            }
            break;
        default:
            break;
        }
        none("its arrivals, " + arrivals.text + ", are covered by no formula");
    }

    [[nodiscard]] const ProducerNode* source() const
    {
        return m_scenario.nodes[static_cast<std::size_t>(m_flow.classes.front().producer)].producer();
    }

    /// No closed form, but two moments say something.
    void estimate(const std::string& why, double gapScv)
    {
        const double serviceScv = scvOf(m_service);
        if (m_load >= 1.0) {
            none(why + (m_flow.room ? "; the load per worker is " : ", and there is no steady state: the load per worker is ") +
                 displayNumber(m_load));
            return;
        }
        if (!std::isfinite(serviceScv + gapScv)) {
            none(why);
            return;
        }
        const TwoMomentStation station{m_load, gapScv, serviceScv, m_mean, *m_flow.servers};
        none(why + "; Allen-Cunneen estimates a mean wait of " + displayDuration(allenCunneenWait(station))
             + (m_flow.room ? " if nothing were lost" : ""));
    }

    void priorities()
    {
        if (!m_flow.poisson || !m_flow.direct || m_flow.loses() || !m_flow.servers) {
            none(std::string("items have priorities, and ")
                 + (m_flow.loses() ? "some are lost, of one class more than of another" : "their classes are no Poisson processes each"));
            return;
        }
        std::map<int, std::vector<const ItemClass*>> byPriority;
        for (const ItemClass& items : m_flow.classes) {
            byPriority[items.priority].push_back(&items);
        }
        std::vector<CustomerClass> classes;
        std::vector<double> rates;
        for (const auto& [priority, members] : byPriority) {
            if (std::any_of(members.begin(), members.end(),
                            [first = members.front()](const ItemClass* items) { return items->service != first->service; })) {
                none("items of the same priority have different services");
                return;
            }
            double rate = 0.0;
            for (const ItemClass* items : members) {
                rate += items->rate;
            }
            classes.push_back({rate, members.front()->service});
            rates.push_back(rate);
        }
        const bool interrupts = order() == Order::PriorityPreemptive;
        const bool many = !single();
        if (many && (interrupts || !m_flow.sameService() || m_flow.classes.front().service.law != Law::Exponential)) {
            none("items have priorities and there are " + workers() + ", and services differ, are not exponential or are interrupted");
            return;
        }
        const auto figures = many         ? priorityOfManyServers(rates, momentOf(m_flow.classes.front().service, 1), *m_flow.servers)
                             : interrupts ? priorityWithInterruption(classes)
                                          : priorityWithoutInterruption(classes);
        if (!figures) {
            none(figures.error().message);
            return;
        }
        applyPriorities(classes, *figures, interrupts);
        std::size_t place = 0;
        for (const auto& [priority, members] : byPriority) {
            for (const ItemClass* items : members) {
                addProducer(*items, (*figures)[place]);
            }
            ++place;
        }
    }

    void applyPriorities(const std::vector<CustomerClass>& classes, const std::vector<ClassFigures>& figures, bool interrupts)
    {
        StationFigures all;
        all.throughput = 0.0;
        all.utilisation = 0.0;
        all.lq = 0.0;
        all.l = 0.0;
        all.loss = 0.0;
        for (std::size_t i = 0; i < classes.size(); ++i) {
            *all.throughput += classes[i].arrivalRate;
            *all.utilisation += classes[i].arrivalRate * momentOf(classes[i].service, 1) / static_cast<double>(*m_flow.servers);
            *all.lq += classes[i].arrivalRate * figures[i].wait;
            *all.l += classes[i].arrivalRate * figures[i].sojourn;
        }
        all.wait = *all.lq / *all.throughput;
        all.sojourn = *all.l / *all.throughput;
        const std::string letter = m_flow.sameService() ? letterOf(m_flow.classes.front().service) : "G";
        apply("M/" + letter + '/' + count() + (interrupts ? ", preemptive priority" : ", priority (Cobham)"),
              "Poisson arrivals of " + std::to_string(classes.size()) + " classes, " + workers(), all);
    }

    /// The way of a producer's items, when this stage is all of it.
    void addProducer(const ItemClass& items, const ClassFigures& figures)
    {
        const ProducerNode& producer = *m_scenario.nodes[static_cast<std::size_t>(items.producer)].producer();
        if (producer.to.size() != 1 || !m_flow.isLast()) {
            return;
        }
        TheorySubject subject;
        subject.name = nodeName(items.producer);
        subject.model = m_result.subject.model;
        subject.text = "priority " + std::to_string(items.priority) + " at " + inQuotes(m_result.subject.name) + '.';
        addFigure(subject, "throughput_per_s", items.rate);
        addFigure(subject, "wait_s.mean", figures.wait);
        addFigure(subject, "sojourn_s.mean", figures.sojourn);
        m_result.producers.push_back(std::move(subject));
    }

    const Scenario& m_scenario;
    const StageFlow& m_flow;
    StationTheory m_result;
    Distribution m_service;
    double m_mean = 0; ///< of the service
    double m_load = 0; ///< per worker
};

} // namespace

StationTheory stationTheory(const Scenario& scenario, const StageFlow& flow)
{
    return StationChooser(scenario, flow).choose();
}

} // namespace highwater::analysis
