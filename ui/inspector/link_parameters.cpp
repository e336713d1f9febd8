// SPDX-License-Identifier: GPL-3.0-or-later
// What lies between a node and the next one: a wire with a kernel buffer at each end.
#include "inspector/inspector_text.h"
#include "inspector/parameter_parts.h"
#include "inspector/policy_text.h"
#include "units/quantity.h"

#include <cmath>
#include <limits>

namespace highwater {

using namespace parameter;

namespace {

const QString exitName = QStringLiteral("exit"); ///< in the file

constexpr double infinity = std::numeric_limits<double>::infinity();

/// One way out of a node: the routes of a list stand in the order of the file.
struct Way
{
    std::string reader; ///< of a channel; empty: the node's own
    std::size_t index = 0;
    QString target; ///< its name
};

const std::vector<Route>* routesAt(const Node& node, const Way& way)
{
    if (const auto* producer = node.producer())
        return &producer->to;
    if (const auto* channel = node.channel()) {
        for (const auto& consumer : channel->consumers) {
            if (consumer.name == way.reader)
                return &consumer.to;
        }
        return nullptr;
    }
    return &stageOf(node).to;
}

/// Null when the node has no such way, or it leads at once to its target.
const Hop* hopAt(const Node& node, const Way& way)
{
    const auto* routes = routesAt(node, way);
    return routes && way.index < routes->size() && (*routes)[way.index].hop ? &*(*routes)[way.index].hop : nullptr;
}

bool exists(const Node& node, const Way& way)
{
    const auto* routes = routesAt(node, way);
    return routes && way.index < routes->size();
}

QString routesPath(const Way& way)
{
    if (way.reader.empty())
        return QStringLiteral("to");
    QString reader = QString::fromStdString(way.reader);
    reader.replace(QLatin1Char('~'), QStringLiteral("~0")).replace(QLatin1Char('/'), QStringLiteral("~1"));
    return QStringLiteral("consumers/%1/to").arg(reader);
}

/// A route that is only a name becomes an object with that name.
Edits wayEdits(const EditBase& base, const Way& way, const QString& member, const std::optional<QString>& value)
{
    const QString path = routesPath(way);
    const QString written = writtenAt(base, path);
    if (written.startsWith(QLatin1Char('[')))
        return {{QStringLiteral("%1/%2/%3").arg(path).arg(way.index).arg(member), value, true}};
    if (written.startsWith(QLatin1Char('{')))
        return {{path + QLatin1Char('/') + member, value, true}};
    if (!value)
        return {};
    return {{path, objectText({{QStringLiteral("node"), way.target}, {member, *value}})}};
}

std::optional<QString> unless(bool absent, const QString& text)
{
    return absent ? std::nullopt : std::optional(text);
}

QString keyFor(const Way& way, const char* member)
{
    const QString reader = way.reader.empty() ? QString() : QString::fromStdString(way.reader) + QLatin1Char('.');
    return QStringLiteral("link.%1%2.%3").arg(reader).arg(way.index).arg(QLatin1String(member));
}

QString nameOf(const Way& way)
{
    return way.target == exitName ? Inspector::tr("exit") : way.target;
}

QString nounFor(const Way& way, const QString& noun)
{
    return Inspector::tr("%1 to %2").arg(noun, nameOf(way));
}

NumberParameter latency(const Way& way)
{
    const auto read = [way](const Node& n) {
        const Hop* hop = hopAt(n, way);
        return exists(n, way) ? std::optional(hop ? toSeconds(hop->latency) : 0.0) : std::nullopt;
    };
    return {
        .key = keyFor(way, "latency"),
        .noun = nounFor(way, Inspector::tr("latency")),
        .help = Inspector::tr("The time that an item is on the wire, however short it is."),
        .infinite = {},
        .least = 0,
        .unit = always<KnobUnit::Seconds>,
        .label = named(Inspector::tr("Latency")),
        .read = read,
        .scale = [read](const Node& file) { return timeScale(read(file).value_or(0)); },
        .write = [way](const EditBase& b,
                       double v) { return wayEdits(b, way, QStringLiteral("latency"), unless(v <= 0, timeText(v))); }};
}

NumberParameter bandwidth(const Way& way)
{
    const auto read = [way](const Node& n) {
        const Hop* hop = hopAt(n, way);
        return exists(n, way) ? std::optional(hop ? hop->bandwidth.value_or(infinity) : infinity) : std::nullopt;
    };
    return {.key = keyFor(way, "bandwidth"),
            .noun = nounFor(way, Inspector::tr("bandwidth")),
            .help = Inspector::tr("Bytes that the wire takes each second."),
            .infinite = Inspector::tr("unlimited"),
            .least = 1,
            .unit = always<KnobUnit::BytesPerSecond>,
            .label = named(Inspector::tr("Bandwidth, bytes per second")),
            .read = read,
            .scale =
                [read](const Node& file) {
                    const double value = read(file).value_or(infinity);
                    return std::isfinite(value) ? KnobScale::decades(value, 2, true)
                                                : KnobScale{1e3, 1e9, true, true, true};
                },
            .write =
                [way](const EditBase& b, double v) {
                    return wayEdits(b, way, QStringLiteral("bandwidth"),
                                    unless(!std::isfinite(v), sizeText(v) + QStringLiteral("/s")));
                }};
}

NumberParameter buffer(const Way& way, bool send)
{
    const QString member = send ? QStringLiteral("sendBuffer") : QStringLiteral("receiveBuffer");
    const auto read = [way, send](const Node& n) {
        const Hop* hop = hopAt(n, way);
        return exists(n, way) ? std::optional(hop ? orInfinity(send ? hop->sendBuffer : hop->receiveBuffer) : infinity)
                              : std::nullopt;
    };
    return {
        .key = keyFor(way, send ? "sendBuffer" : "receiveBuffer"),
        .noun = nounFor(way, send ? Inspector::tr("send buffer") : Inspector::tr("receive buffer")),
        .help = send ? Inspector::tr("Bytes that the sender's kernel takes; when it is full, the sender waits.")
                     : Inspector::tr("Bytes that the receiver's kernel holds; when it is full, nothing is sent."),
        .infinite = Inspector::tr("unlimited"),
        .least = 1,
        .unit = always<KnobUnit::Bytes>,
        .label = named(send ? Inspector::tr("Send buffer") : Inspector::tr("Receive buffer")),
        .read = read,
        .scale =
            [read](const Node& file) {
                const double value = read(file).value_or(infinity);
                return std::isfinite(value) ? KnobScale::decades(value, 2, true)
                                            : KnobScale{1024, 16 * 1024 * 1024, true, true, true};
            },
        .write = [way, member](const EditBase& b,
                               double v) { return wayEdits(b, way, member, unless(!std::isfinite(v), sizeText(v))); }};
}

NumberParameter loss(const Way& way)
{
    return {
        .key = keyFor(way, "loss"),
        .noun = nounFor(way, Inspector::tr("loss")),
        .help = Inspector::tr("The part of the items that is lost on the wire."),
        .infinite = {},
        .least = 0,
        .unit = always<KnobUnit::Share>,
        .label = named(Inspector::tr("Loss")),
        .read =
            [way](const Node& n) {
                const Hop* hop = hopAt(n, way);
                return exists(n, way) ? std::optional(hop ? hop->loss : 0.0) : std::nullopt;
            },
        .scale = [](const Node&) { return KnobScale::linear(0, 1, false); },
        .write = [way](const EditBase& b,
                       double v) { return wayEdits(b, way, QStringLiteral("loss"), unless(v <= 0, shareText(v))); }};
}

TextParameter outages(const Way& way)
{
    return {.key = keyFor(way, "outages"),
            .label = Inspector::tr("Outages of the link"),
            .noun = nounFor(way, Inspector::tr("outages")),
            .help = Inspector::tr("When nothing moves on the wire. They are set in the file."),
            .path = routesPath(way),
            .read =
                [way](const Node& n) {
                    const Hop* hop = hopAt(n, way);
                    return hop && !hop->outages.empty() ? std::optional(outagesText(hop->outages)) : std::nullopt;
                },
            .fixed = true,
            .write = {}};
}

void addSections(std::vector<ParameterSection>& sections, const std::vector<Route>& routes, const std::string& reader,
                 const QStringList& names)
{
    for (std::size_t i = 0; i < routes.size(); ++i) {
        const QString target = routes[i].node ? names.value(*routes[i].node) : exitName;
        const Way way{reader, i, target};
        const QString from = reader.empty() ? QString() : QString::fromStdString(reader) + QStringLiteral(": ");
        sections.push_back(
            {QStringLiteral("more") + keyFor(way, "link"),
             Inspector::tr("%1Link to %2: latency, buffers").arg(from, nameOf(way)),
             {latency(way), bandwidth(way), buffer(way, true), buffer(way, false), loss(way), outages(way)}});
    }
}

} // namespace

std::vector<ParameterSection> parameter::linkSections(const Node& node, const QStringList& names)
{
    std::vector<ParameterSection> sections;
    if (const auto* channel = node.channel()) {
        for (const auto& consumer : channel->consumers)
            addSections(sections, consumer.to, consumer.name, names);
    } else if (const auto* producer = node.producer()) {
        addSections(sections, producer->to, {}, names);
    } else {
        addSections(sections, stageOf(node).to, {}, names);
    }
    return sections;
}

} // namespace highwater
