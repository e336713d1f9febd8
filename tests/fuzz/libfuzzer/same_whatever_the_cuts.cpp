// SPDX-License-Identifier: GPL-3.0-or-later
#include "same_whatever_the_cuts.h"

#include <cstdio>
#include <cstdlib>

namespace highwater::test {

namespace {

void demand(bool good, const char* what, const std::string& first, const std::string& second)
{
    if (!good) {
        std::fprintf(stderr, "%s\n--- in one piece:\n%s--- cut:\n%s", what, first.c_str(), second.c_str());
        std::abort();
    }
}

/// Once, behind the first so many bytes.
Cuts oneCut(std::size_t behind)
{
    return [behind, done = false](std::size_t left) mutable {
        const std::size_t length = done ? left : std::min(left, std::max<std::size_t>(behind, 1));
        done = true;
        return length;
    };
}

} // namespace

void sameWhateverTheCuts(std::string_view bytes, const std::function<std::string(const Cuts&)>& read)
{
    const std::string whole = read(inOnePiece());
    demand(!isBroken(whole), "a promise was broken", whole, {});
    const std::size_t hash = std::hash<std::string_view>{}(bytes);
    for (const Cuts& cuts : {byteByByte(), randomCuts(hash), cutsOf(bytes.substr(bytes.size() / 2)), oneCut(hash % (bytes.size() + 1))}) {
        const std::string other = read(cuts);
        demand(other == whole, "the cuts change what comes out", whole, other);
    }
}

} // namespace highwater::test
