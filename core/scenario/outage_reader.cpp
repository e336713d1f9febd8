// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/node_reader.h"
#include "units/text.h"

namespace highwater {

namespace {

std::optional<flow::Outage> readOutage(FieldReader& reader, const Field& field)
{
    const auto fields = Fields::of(reader, field, fields::outage);
    if (!fields) {
        return std::nullopt;
    }
    const std::size_t before = reader.faultCount();
    flow::Outage outage;
    for (const std::string_view name : {"at", "for"}) {
        if (!fields->has(name)) {
            reader.refuse(Errc::Missing, fields->pointer(name),
                          inQuotes(name) + " is missing; an outage has \"at\" and \"for\"");
        }
    }
    if (const auto at = fields->find("at")) {
        outage.at = runStart + reader.duration(*at).value_or(Duration::zero());
    }
    if (const auto length = fields->find("for")) {
        outage.length = reader.duration(*length, Duration(1)).value_or(Duration(1));
    }
    return reader.faultCount() == before ? std::optional(outage) : std::nullopt;
}

} // namespace

std::vector<flow::Outage> readOutages(FieldReader& reader, const Field& field)
{
    std::vector<flow::Outage> outages;
    const auto list = reader.list(field, "outages { \"at\", \"for\" }");
    if (!list) {
        return outages;
    }
    for (const Field& element : *list) {
        const auto outage = readOutage(reader, element);
        if (!outage) {
            continue;
        }
        const Instant end = outages.empty() ? runStart : outages.back().at + outages.back().length;
        if (outage->at < end) {
            reader.refuse(Errc::OutOfRange, pointerTo(element.pointer, "at"),
                          writeDuration(outage->at - runStart) + " is before the end of the outage above at " +
                              writeDuration(end - runStart) +
                              "; outages stand in the order of time, apart from each other");
        } else if (!outages.empty() && outage->at == end) {
            outages.back().length += outage->length;
        } else {
            outages.push_back(*outage);
        }
    }
    return outages;
}

} // namespace highwater
