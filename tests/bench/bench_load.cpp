// SPDX-License-Identifier: GPL-3.0-or-later
// How many requests a second the load generator makes, and how punctual it is, against the smallest server that there can be, in one process:
// bench_load [seconds]. Or only the server, for others: bench_load serve PORT [milliseconds of delay].
#include "../live/small_server.h"
#include "live/load_generator.h"
#include "scenario/law_reader.h"

#include <QCoreApplication>

#include <cstdio>
#include <cstdlib>

using namespace highwater;
using namespace highwater::test;

namespace {

ProducerNode producer(std::string_view arrivals, int clients, double size)
{
    DataFiles files{std::filesystem::path()};
    ProducerNode node;
    node.arrivals = readArrivals(arrivals, files).value();
    node.clients = clients;
    node.size = Distribution::constant(size, "size");
    return node;
}

void measure(const char* what, const ProducerNode& node, const SmallServer& server, int seconds)
{
    LoadGenerator generator({});
    if (!generator.set("load", node, server.url())) {
        return;
    }
    generator.start();
    QTimer::singleShot(seconds * 1000, qApp, [] { QCoreApplication::quit(); });
    QCoreApplication::exec();
    const LoadFigures f = generator.snapshot().producers.front().second;
    generator.stop();
    const TimeSummary due = f.fromIntended.summary();
    const TimeSummary sent = f.fromSend.summary();
    std::printf("%-36s %8.0f/s  late %7llu  from due p50 %7.3f p99 %7.3f ms  from send p50 %7.3f p99 %7.3f ms\n", what,
                static_cast<double>(f.accepted) / seconds, static_cast<unsigned long long>(f.late), due.p50.value_or(0) * 1e3,
                due.p99.value_or(0) * 1e3, sent.p50.value_or(0) * 1e3, sent.p99.value_or(0) * 1e3);
}

int serve(int port, int delay)
{
    SmallServer server([delay](const http::Request&) { return Answer{.delay = delay}; }, static_cast<std::uint16_t>(port));
    server.keeps = false;
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    if (argc > 2 && std::string_view(argv[1]) == "serve") {
        return serve(std::atoi(argv[2]), argc > 3 ? std::atoi(argv[3]) : 0);
    }
    const int seconds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 3;
    SmallServer server;
    server.keeps = false;
    measure("saturated, 1 client, 1 KiB", producer("saturated", 1, 1024), server, seconds);
    measure("saturated, 64 clients, 1 KiB", producer("saturated", 64, 1024), server, seconds);
    measure("saturated, 256 clients, 1 KiB", producer("saturated", 256, 1024), server, seconds);
    measure("saturated, 16 clients, 64 KiB", producer("saturated", 16, 65536), server, seconds);
    measure("poisson(1000/s)", producer("poisson(1000/s)", 1, 1024), server, seconds);
    measure("poisson(10000/s)", producer("poisson(10000/s)", 1, 1024), server, seconds);
}
