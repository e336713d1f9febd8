// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/parameters.h"

#include "inspector/law_text.h"
#include "inspector/mark_edits.h"
#include "units/quantity.h"
#include "units/time.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace highwater {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

template <typename T>
double orInfinity(const std::optional<T>& value)
{
    return value ? static_cast<double>(*value) : infinity;
}

QString countText(double value)
{
    return std::isfinite(value) ? QString::number(std::llround(value)) : QStringLiteral("unlimited");
}

QString timeText(double seconds)
{
    return QString::fromStdString(writeDuration(fromSeconds(seconds)));
}

/// A member that is absent when the value is infinite.
Edits optionalEdit(const char* path, double value, QString (*text)(double))
{
    return {{QString::fromLatin1(path), std::isfinite(value) ? std::optional(text(value)) : std::nullopt}};
}

const flow::RetryPolicy& retryOf(const Node& node)
{
    return node.producer()->retry;
}

bool retries(const Node& node)
{
    return retryOf(node).kind != flow::RetryPolicy::Kind::None;
}

/// At least 16, so that the same hand movement means the same for all small numbers.
KnobScale countScale(double file)
{
    if (!std::isfinite(file))
        return {1, 1000, true, true, true};
    return file <= 32 ? KnobScale::linear(1, file <= 8 ? 16 : 64, true) : KnobScale::decades(file, 2, true);
}

KnobScale levelScale(const Node& node, double least)
{
    const auto& queue = node.stage()->queue;
    if (queue.capacity && *queue.capacity > 0)
        return KnobScale::linear(least, static_cast<double>(*queue.capacity), true);
    KnobScale scale{1, queue.measure == flow::Measure::Bytes ? 1e9 : 1e5, true, true, false};
    scale.endless = !queue.marks;
    return scale;
}

KnobScale capacityScale(const Node& node)
{
    const auto& queue = node.stage()->queue;
    if (!queue.capacity)
        return {1, queue.measure == flow::Measure::Bytes ? 1e9 : 1e5, true, true, true};
    return KnobScale::decades(std::max(1.0, static_cast<double>(*queue.capacity)), 2, true);
}

Edits attemptsEdits(const EditBase& base, double value)
{
    if (!retries(base.node)) {
        const QString attempts = std::isfinite(value) ? QStringLiteral(", \"attempts\": ") + countText(value) : QString();
        return {{QStringLiteral("retry"), QStringLiteral("{\"policy\": \"exponential\", \"base\": \"%1\"%2}")
                                              .arg(QString::fromStdString(writeDuration(retryOf(base.node).base)), attempts)}};
    }
    return optionalEdit("retry/attempts", value, countText);
}

std::vector<NumberParameter> stageNumbers()
{
    using U = KnobUnit;
    return {
        {KnobGroup::Stage, QStringLiteral("workers"), QStringLiteral("workers"),
         QStringLiteral("How many items this stage works on at the same time. More workers raise the rate it can serve."), U::Count,
         QStringLiteral("unlimited"), 1, [](const Node&) { return QStringLiteral("Workers"); },
         [](const Node& n) { return std::optional(orInfinity(n.stage()->workers)); },
         [](const Node& f) { return countScale(orInfinity(f.stage()->workers)); },
         [](const EditBase&, double v) { return Edits{{QStringLiteral("workers/count"), countText(v)}}; }},
        {KnobGroup::Stage, QStringLiteral("service"), QStringLiteral("service"),
         QStringLiteral("The mean time that one worker spends on one item. The kind of its distribution stays as it is."), U::Seconds,
         QString(), 0,
         [](const Node& n) {
             return QStringLiteral("Service time, ") + QString::fromStdString(lawName(n.stage()->service));
         },
         [](const Node& n) -> std::optional<double> {
             const double mean = knobMeanOf(n.stage()->service);
             return lawWithMean(n.stage()->service, Quantity::Time, mean) ? std::optional(mean) : std::nullopt;
         },
         [](const Node& f) {
             const double mean = knobMeanOf(f.stage()->service);
             return KnobScale::decades(mean > 0 ? mean : 0.01, 1, false);
         },
         [](const EditBase& b, double v) {
             const auto text = lawWithMean(b.node.stage()->service, Quantity::Time, v);
             return text ? Edits{{QStringLiteral("workers/service"), QString::fromStdString(*text)}} : Edits{};
         }},
        {KnobGroup::Stage, QStringLiteral("highWater"), QStringLiteral("high"),
         QStringLiteral("When this many items wait, the signal goes on and senders are asked to wait."), U::Items,
         QStringLiteral("none"), 1, [](const Node&) { return QStringLiteral("High mark"); },
         [](const Node& n) -> std::optional<double> {
             const auto& q = n.stage()->queue;
             return q.capacity == 0 ? std::nullopt : std::optional(q.marks ? static_cast<double>(q.marks->high) : infinity);
         },
         [](const Node& n) { return levelScale(n, 1); }, highMarkEdits},
        {KnobGroup::Stage, QStringLiteral("lowWater"), QStringLiteral("low"),
         QStringLiteral("When the level has fallen to this, the signal goes off and senders go on. The gap to the high mark keeps the "
                        "signal from flapping."),
         U::Items, QStringLiteral("none"), 0, [](const Node&) { return QStringLiteral("Low mark"); },
         [](const Node& n) -> std::optional<double> {
             const auto& q = n.stage()->queue;
             return q.capacity == 0 ? std::nullopt : std::optional(q.marks ? static_cast<double>(q.marks->low) : infinity);
         },
         [](const Node& n) { return levelScale(n, 0); }, lowMarkEdits},
        {KnobGroup::Stage, QStringLiteral("capacity"), QStringLiteral("capacity"),
         QStringLiteral("How many items may wait. Items in service do not count. Marks above a smaller capacity come down with it."),
         U::Items, QStringLiteral("unlimited"), 0, [](const Node&) { return QStringLiteral("Capacity"); },
         [](const Node& n) { return std::optional(orInfinity(n.stage()->queue.capacity)); }, capacityScale, capacityEdits},
        {KnobGroup::StageMore, QStringLiteral("concurrency"), QStringLiteral("concurrency"),
         QStringLiteral("How many items one worker holds at once."), U::Count, QString(), 1,
         [](const Node&) { return QStringLiteral("Concurrency per worker"); },
         [](const Node& n) { return std::optional(static_cast<double>(n.stage()->concurrency)); },
         [](const Node& f) { return countScale(static_cast<double>(f.stage()->concurrency)); },
         [](const EditBase&, double v) { return Edits{{QStringLiteral("workers/concurrency"), countText(v)}}; }},
    };
}

KnobScale arrivalScale(const Node& file)
{
    const auto& arrivals = file.producer()->arrivals;
    const bool closed = arrivals.kind == Arrivals::Kind::Closed;
    const double rate = knobRateOf(arrivals).value_or(0);
    return KnobScale::decades(rate > 0 ? rate : 100, 1, closed);
}

std::vector<NumberParameter> producerNumbers()
{
    using U = KnobUnit;
    return {
        {KnobGroup::Producer, QStringLiteral("arrivals"), QStringLiteral("arrivals"),
         QStringLiteral("How many items this producer wants to send: its mean rate, or the number of users of a closed source."),
         U::PerSecond, QString(), 0,
         [](const Node& n) { return QString::fromStdString(arrivalsLabel(n.producer()->arrivals)); },
         [](const Node& n) -> std::optional<double> {
             const auto& a = n.producer()->arrivals;
             const auto rate = knobRateOf(a);
             return rate && arrivalsWithRate(a, *rate) ? rate : std::nullopt;
         },
         arrivalScale,
         [](const EditBase& b, double v) {
             const auto text = arrivalsWithRate(b.node.producer()->arrivals, v);
             return text ? Edits{{QStringLiteral("arrivals"), QString::fromStdString(*text)}} : Edits{};
         }},
        {KnobGroup::Producer, QStringLiteral("timeout"), QStringLiteral("timeout"),
         QStringLiteral("After this time the sender gives up and may try again. Work that is already queued is not cancelled."),
         U::Seconds, QStringLiteral("off"), 1e-9, [](const Node&) { return QStringLiteral("Timeout"); },
         [](const Node& n) {
             const auto& timeout = n.producer()->timeout;
             return std::optional(timeout ? toSeconds(*timeout) : infinity);
         },
         [](const Node& f) {
             const auto& timeout = f.producer()->timeout;
             return timeout ? KnobScale::decades(toSeconds(*timeout), 1, false) : KnobScale{0.01, 100, true, false, true};
         },
         [](const EditBase&, double v) { return optionalEdit("timeout", v, timeText); }},
        {KnobGroup::Producer, QStringLiteral("attempts"), QStringLiteral("attempts"),
         QStringLiteral("How often an item is tried, the first time included. 1 means no retry; layers of retries multiply."), U::Count,
         QStringLiteral("unlimited"), 1, [](const Node&) { return QStringLiteral("Attempts"); },
         [](const Node& n) { return std::optional(retries(n) ? orInfinity(retryOf(n).attempts) : 1.0); },
         [](const Node& f) {
             KnobScale scale = KnobScale::linear(1, 10, true);
             scale.endless = retries(f) && !retryOf(f).attempts;
             return scale;
         },
         attemptsEdits},
        {KnobGroup::Producer, QStringLiteral("size"), QStringLiteral("size"),
         QStringLiteral("The mean size of one item. It matters where queues count bytes."), U::Bytes, QString(), 0,
         [](const Node& n) { return QStringLiteral("Size, ") + QString::fromStdString(lawName(n.producer()->size)); },
         [](const Node& n) -> std::optional<double> {
             const double mean = knobMeanOf(n.producer()->size);
             return lawWithMean(n.producer()->size, Quantity::Size, mean) ? std::optional(mean) : std::nullopt;
         },
         [](const Node& f) { return KnobScale::decades(std::max(1.0, knobMeanOf(f.producer()->size)), 1, true); },
         [](const EditBase& b, double v) {
             const auto text = lawWithMean(b.node.producer()->size, Quantity::Size, v);
             return text ? Edits{{QStringLiteral("size"), QString::fromStdString(*text)}} : Edits{};
         }},
        {KnobGroup::ProducerMore, QStringLiteral("retryBase"), QStringLiteral("retry base"),
         QStringLiteral("The delay before the first retry; an exponential policy doubles it every time."), U::Seconds, QString(), 1e-9,
         [](const Node&) { return QStringLiteral("Retry base"); },
         [](const Node& n) { return retries(n) ? std::optional(toSeconds(retryOf(n).base)) : std::nullopt; },
         [](const Node& f) { return KnobScale::decades(toSeconds(retryOf(f).base), 1, false); },
         [](const EditBase&, double v) { return Edits{{QStringLiteral("retry/base"), timeText(v)}}; }},
        {KnobGroup::ProducerMore, QStringLiteral("retryBudget"), QStringLiteral("retry budget"),
         QStringLiteral("Retries per first try, at most. It keeps retries from multiplying the load."), U::Share, QStringLiteral("off"), 0,
         [](const Node&) { return QStringLiteral("Retry budget"); },
         [](const Node& n) { return retries(n) ? std::optional(orInfinity(retryOf(n).budget)) : std::nullopt; },
         [](const Node& f) {
             KnobScale scale = KnobScale::linear(0, 1, false);
             scale.endless = !retryOf(f).budget;
             return scale;
         },
         [](const EditBase&, double v) {
             return optionalEdit("retry/budget", v,
                                 [](double share) { return QString::fromStdString(writeRatio(Ratio{share})); });
         }},
        {KnobGroup::ProducerMore, QStringLiteral("clients"), QStringLiteral("clients"),
         QStringLiteral("Independent senders that share the rate. Each waits on its own when it is held back."), U::Count, QString(), 1,
         [](const Node&) { return QStringLiteral("Clients"); },
         [](const Node& n) { return std::optional(static_cast<double>(n.producer()->clients)); },
         [](const Node& f) { return countScale(static_cast<double>(f.producer()->clients)); },
         [](const EditBase&, double v) { return Edits{{QStringLiteral("clients"), countText(v)}}; }},
    };
}

template <typename Value>
QString optionId(const QList<QString>& ids, Value value)
{
    return ids.value(static_cast<int>(value));
}

} // namespace

const std::vector<NumberParameter>& numberParameters()
{
    static const std::vector<NumberParameter> all = [] {
        auto list = stageNumbers();
        for (auto& parameter : producerNumbers())
            list.push_back(std::move(parameter));
        return list;
    }();
    return all;
}

const std::vector<ChoiceParameter>& choiceParameters()
{
    static const auto same = [](const char* word) { return ChoiceParameter::Option{QString::fromLatin1(word), QString::fromLatin1(word)}; };
    static const std::vector<ChoiceParameter> all{
        {KnobGroup::Stage, QStringLiteral("whenFull"), QStringLiteral("When full"), QStringLiteral("when full"),
         QStringLiteral("What happens to an item that finds no place: it is turned away (reject), its sender waits at the door (block), "
                        "the newcomer is lost (newest), or the item that has waited longest is lost (oldest)."),
         {same("reject"), same("block"), {QStringLiteral("drop-newest"), QStringLiteral("newest")},
          {QStringLiteral("drop-oldest"), QStringLiteral("oldest")}},
         QStringLiteral("queue/whenFull"),
         [](const Node& n) {
             return optionId({QStringLiteral("reject"), QStringLiteral("block"), QStringLiteral("drop-newest"), QStringLiteral("drop-oldest")},
                             n.stage()->queue.whenFull);
         }},
        {KnobGroup::StageMore, QStringLiteral("order"), QStringLiteral("Order"), QStringLiteral("order"),
         QStringLiteral("Which waiting item is served next: the oldest (fifo) or the newest (lifo)."), {same("fifo"), same("lifo")},
         QStringLiteral("queue/order"),
         [](const Node& n) { return optionId({QStringLiteral("fifo"), QStringLiteral("lifo")}, n.stage()->queue.order); }},
        {KnobGroup::StageMore, QStringLiteral("measure"), QStringLiteral("Measure"), QStringLiteral("measure"),
         QStringLiteral("What the level, the marks and the capacity count. It is set in the file."), {same("items"), same("bytes")},
         QStringLiteral("queue/measure"),
         [](const Node& n) { return optionId({QStringLiteral("items"), QStringLiteral("bytes")}, n.stage()->queue.measure); }, true},
        {KnobGroup::Producer, QStringLiteral("onPressure"), QStringLiteral("On pressure"), QStringLiteral("on pressure"),
         QStringLiteral("What this producer does while its target is pressed or full: stop producing (wait), keep sending (ignore), or "
                        "drop at the source (shed)."),
         {same("wait"), same("ignore"), same("shed")}, QStringLiteral("onPressure"),
         [](const Node& n) {
             return optionId({QStringLiteral("wait"), QStringLiteral("ignore"), QStringLiteral("shed")}, n.producer()->onPressure);
         }},
        {KnobGroup::Producer, QStringLiteral("jitter"), QStringLiteral("Retry jitter"), QStringLiteral("jitter"),
         QStringLiteral("How retry delays are spread, so that senders that failed together do not come back together."),
         {same("none"), same("full"), same("equal"), {QStringLiteral("decorrelated"), QStringLiteral("decorr.")}},
         QStringLiteral("retry/jitter"),
         [](const Node& n) {
             return retries(n) ? optionId({QStringLiteral("none"), QStringLiteral("full"), QStringLiteral("equal"), QStringLiteral("decorrelated")},
                                          retryOf(n).jitter)
                               : QString();
         }},
    };
    return all;
}

const std::vector<TextParameter>& textParameters()
{
    static const std::vector<TextParameter> all{
        {KnobGroup::StageMore, QStringLiteral("serviceText"), QStringLiteral("Service distribution"), QStringLiteral("service"),
         QStringLiteral("The whole law of the service time, such as exponential(40ms), lognormal(40ms, cv=1.5) or constant(5ms)."),
         QStringLiteral("workers/service"), [](const Node& n) { return QString::fromStdString(n.stage()->service.text); }},
        {KnobGroup::ProducerMore, QStringLiteral("arrivalsText"), QStringLiteral("Arrivals"), QStringLiteral("arrivals"),
         QStringLiteral("When items come, such as poisson(80/s), onoff(200/s, 1s, 4s) or closed(users=50, think=exponential(1s))."),
         QStringLiteral("arrivals"), [](const Node& n) { return QString::fromStdString(n.producer()->arrivals.text); }},
    };
    return all;
}

} // namespace highwater
