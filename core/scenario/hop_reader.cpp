// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/node_reader.h"
#include "units/quantity.h"

namespace highwater {

namespace {

std::optional<double> readBandwidth(FieldReader& reader, const Field& field)
{
    const auto text = reader.text(field, "a size per time in quotes, such as \"100MB/s\",");
    if (!text) {
        return std::nullopt;
    }
    const auto bandwidth = parseByteRate(*text);
    if (!bandwidth) {
        reader.take(field, bandwidth.error());
        return std::nullopt;
    }
    if (!(*bandwidth > 0.0)) {
        reader.refuse(Errc::OutOfRange, field.pointer, *text + " lets nothing through; a bandwidth is above 0B/s");
        return std::nullopt;
    }
    return *bandwidth;
}

} // namespace

std::optional<Hop> readHop(FieldReader& reader, const Fields& fields)
{
    Hop hop;
    bool written = false;
    const auto find = [&](std::string_view name) {
        auto field = fields.find(name);
        written = written || field.has_value();
        return field;
    };
    if (const auto latency = find("latency")) {
        hop.latency = reader.duration(*latency).value_or(Duration::zero());
    }
    if (const auto bandwidth = find("bandwidth")) {
        hop.bandwidth = readBandwidth(reader, *bandwidth);
    }
    if (const auto buffer = find("sendBuffer")) {
        hop.sendBuffer = reader.bytes(*buffer, 1);
    }
    if (const auto buffer = find("receiveBuffer")) {
        hop.receiveBuffer = reader.bytes(*buffer, 1);
    }
    if (const auto loss = find("loss")) {
        hop.loss = reader.ratio(*loss, 1.0).value_or(0.0);
    }
    if (const auto outages = find("outages")) {
        hop.outages = readOutages(reader, *outages);
    }
    return written ? std::optional(hop) : std::nullopt;
}

} // namespace highwater
