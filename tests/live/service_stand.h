// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../scenario/reading.h"
#include "ingest_stand.h"
#include "live/live_service.h"

#include <charconv>
#include <memory>
#include <string>

namespace highwater::test {

/// A scenario with the stage "api" behind the silent producer "clients"; members in single quotes, without braces. live: as a whole.
inline std::string liveText(const std::string& stage = {}, const std::string& live = "'listen': '127.0.0.1:0'", const std::string& more = {})
{
    return json("{'highwater': 1, 'name': 'Test', 'nodes': {'clients': {'type': 'producer', 'to': 'api', 'arrivals': 'poisson(80/s)'},"
                "'api': {'type': 'stage'" + std::string(stage.empty() ? "" : ", ") + stage + "}" + more + "}, 'live': {" + live + "}}");
}

/// A live service in this thread.
struct ServiceStand
{
    explicit ServiceStand(const std::string& text, LiveServiceOptions options = {}, LiveHooks hooks = {})
        : folder(options.folder), scenario(std::make_shared<const Scenario>(scenarioOf(text, options.folder)))
    {
        auto opened = LiveService::open(scenario, std::move(options), std::move(hooks));
        if (opened) {
            service = std::move(*opened);
            port = service->address().port;
        } else {
            fault = opened.error();
        }
    }
    [[nodiscard]] std::unique_ptr<RawClient> client() const { return std::make_unique<RawClient>(port); }

    /// A sample of /metrics, for instance items("completed").
    [[nodiscard]] double sample(const std::string& name) const
    {
        RawClient look(port);
        look.send(get("/metrics"));
        if (!comesTrue([&] { return look.answers().size() == 1; })) {
            return -1;
        }
        const std::string text = '\n' + look.answers()[0].body;
        const std::size_t at = text.find('\n' + name + ' ');
        if (at == std::string::npos) {
            return -1;
        }
        double value = -1;
        const char* begin = text.data() + at + name.size() + 2;
        std::from_chars(begin, text.data() + text.size(), value);
        return value;
    }
    [[nodiscard]] double items(const std::string& outcome, const std::string& node = "api") const
    {
        return sample("highwater_items_total{node=\"" + node + "\",outcome=\"" + outcome + "\"}");
    }
    /// Everybody has their answer, and nothing is kept of any message.
    [[nodiscard]] bool isEmpty() const
    {
        const LiveFigures figures = service->figures();
        return service->drained() && figures.payload == 0 && figures.unconfirmed == 0;
    }

    std::filesystem::path folder;
    std::shared_ptr<const Scenario> scenario;
    std::unique_ptr<LiveService> service;
    Error fault;
    std::uint16_t port = 0;
};

/// Whether an id was confirmed: {"status":"OK","id":"17"}
inline std::string confirmed(std::uint64_t id)
{
    return R"({"status":"OK","id":")" + std::to_string(id) + R"("})";
}

} // namespace highwater::test
