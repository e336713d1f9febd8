// SPDX-License-Identifier: GPL-3.0-or-later
// A process with a store, for tests that harm it. It says on the standard output what it was told: "open", "safe ID", "lost ID REASON",
// "ends ID" before it finishes a message, or "error CODE WHERE: MESSAGE".
//   store_victim endless FILE          inserts for ever; even messages are finished as soon as they are safe, odd ones are begun
//   store_victim bounded FILE BYTES    may not make a file longer than that; once messages are lost, finishes one in vain, and is let off
//   store_victim nobody FILE           opens it as a user without rights
#include "store/sqlite_store.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <sys/resource.h>
#include <unistd.h>

namespace {

using namespace highwater;

void say(const char* word, std::uint64_t id, const std::string& rest = {})
{
    const std::string line = std::string(word) + ' ' + std::to_string(id) + ' ' + rest + '\n';
    // At once: the next moment may be the last one.
    if (::write(STDOUT_FILENO, line.data(), line.size()) < 0) {
        std::exit(1);
    }
}

std::unique_ptr<SqliteStore> openStore(const char* file)
{
    auto store = SqliteStore::open(file);
    if (!store) {
        std::printf("error %d %s: %s\n", static_cast<int>(store.error().code), store.error().where.c_str(), store.error().message.c_str());
        return nullptr;
    }
    say("open", (*store)->nextId());
    return std::move(*store);
}

Message message(std::uint64_t id)
{
    Message made;
    made.id = id;
    made.path = "/victim";
    made.body.assign(id % 7 == 0 ? 20'000 : 500, static_cast<char>('a' + id % 26));
    made.receivedAt = static_cast<std::int64_t>(id);
    return made;
}

int endless(SqliteStore& store)
{
    store.recover();
    for (std::uint64_t id = store.nextId();; ++id) {
        store.insert(message(id));
        store.flush();
        for (const auto& told : store.committed()) {
            say(told.fault ? "lost" : "safe", told.id, told.fault ? told.fault->message : "");
            if (told.id % 2 == 0) {
                say("ends", told.id);
                store.finish(told.id);
            } else {
                store.begin(told.id, 1);
            }
        }
        ::usleep(100);
    }
}

void allow(rlim_t bytes)
{
    struct ::rlimit limit = {};
    ::getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = bytes;
    ::setrlimit(RLIMIT_FSIZE, &limit);
}

bool insertOne(SqliteStore& store, std::uint64_t id)
{
    store.insert(message(id));
    store.flush();
    for (;;) {
        for (const auto& told : store.committed()) {
            say(told.fault ? "lost" : "safe", told.id, told.fault ? told.fault->message : "");
            return !told.fault;
        }
        ::usleep(200);
    }
}

int bounded(SqliteStore& store, rlim_t bytes)
{
    constexpr int enough = 1000;
    std::signal(SIGXFSZ, SIG_IGN);
    allow(bytes);
    const std::uint64_t first = store.nextId();
    std::uint64_t id = first;
    for (int i = 0; i < enough && insertOne(store, id); ++i) {
        ++id;
    }
    insertOne(store, ++id);
    const auto failures = store.counters().failures;
    say("ends", first);
    allow(1); // not even what takes little room
    store.finish(first);
    store.flush();
    while (store.counters().failures == failures) {
        ::usleep(200);
    }
    allow(RLIM_INFINITY);
    // Nobody asks again, and still it is written.
    const auto groups = store.counters().groups;
    while (store.counters().groups == groups) {
        ::usleep(200);
    }
    const bool safe = insertOne(store, ++id);
    std::fflush(stdout);
    std::_Exit(safe ? 0 : 1);
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 3) {
        return 2;
    }
    const std::string_view mode = argv[1];
    if (mode == "nobody" && ::geteuid() == 0) {
        constexpr ::uid_t nobody = 65534;
        if (::setgid(nobody) != 0 || ::setuid(nobody) != 0) {
            return 2;
        }
    }
    const auto store = openStore(argv[2]);
    if (store == nullptr) {
        return 3;
    }
    if (mode == "endless") {
        return endless(*store);
    }
    return mode == "bounded" && argc > 3 ? bounded(*store, static_cast<rlim_t>(std::atoll(argv[3]))) : 0;
}
