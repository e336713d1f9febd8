// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/endpoint.h"
#include "scenario/node_reader.h"
#include "units/quantity.h"

namespace highwater {

namespace {

std::string readUrl(FieldReader& reader, const Fields& fields)
{
    const auto field = fields.find("url");
    if (!field) {
        reader.refuse(Errc::Missing, fields.pointer("url"),
                      "\"url\" is missing; name the service, such as \"http://127.0.0.1:8081\"");
        return {};
    }
    const auto text = reader.text(*field, "the address of a service, such as \"http://127.0.0.1:8081\",");
    if (!text) {
        return {};
    }
    if (const auto url = checkHttpUrl(*text); !url) {
        reader.take(*field, url.error());
    }
    return *text;
}

std::optional<double> readTries(FieldReader& reader, const Field& field)
{
    const auto text = reader.text(field, "a rate in quotes, such as \"80/s\",");
    if (!text) {
        return std::nullopt;
    }
    const auto rate = parseRate(*text);
    if (!rate) {
        reader.take(field, rate.error());
        return std::nullopt;
    }
    if (!(rate->perSecond() > 0.0)) {
        reader.refuse(Errc::OutOfRange, field.pointer, *text + " lets nothing through; a rate is above 0/s");
        return std::nullopt;
    }
    return rate->perSecond();
}

} // namespace

Forward readForward(ReadContext& context, const Field& field)
{
    Forward forward;
    FieldReader& reader = context.reader;
    const auto fields = Fields::of(reader, field, fields::forward);
    if (!fields) {
        return forward;
    }
    forward.url = readUrl(reader, *fields);
    if (const auto timeout = fields->find("timeout")) {
        forward.timeout = reader.duration(*timeout, Duration(1)).value_or(forward.timeout);
    }
    if (const auto rate = fields->find("rate")) {
        forward.rate = readTries(reader, *rate);
    }
    if (const auto retry = fields->find("retry")) {
        forward.retry = readRetry(context, *retry);
    }
    return forward;
}

} // namespace highwater
