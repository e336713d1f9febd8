// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/packed_words.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <utility>

namespace highwater {

// A vector is its size in bytes and its words, 64 to a group. A group is either a byte that says how many groups of zeros come, or a byte
// of 0, a bit for each word that is not zero, and of each of those its length in bytes (half a byte) and its lower bytes.

namespace {

constexpr std::size_t wordBytes = sizeof(std::uint64_t);
constexpr std::size_t wordsInGroup = 64;
constexpr std::uint8_t mostZeroGroups = 255;
using Group = std::array<std::uint64_t, wordsInGroup>;

void writeWord(std::uint8_t* to, std::uint64_t word)
{
    for (std::size_t i = 0; i < wordBytes; ++i) {
        to[i] = static_cast<std::uint8_t>(word >> 8 * i);
    }
}

std::uint64_t readWord(const std::uint8_t* from)
{
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < wordBytes; ++i) {
        word |= std::uint64_t{from[i]} << 8 * i;
    }
    return word;
}

std::uint64_t wordAt(std::span<const std::byte> bytes, std::size_t index)
{
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + index * wordBytes, wordBytes);
    return word;
}

/// The words of a group from one on, told by what differs from the one a stride before; zeros beyond the end.
std::uint64_t load(Group& group, std::span<const std::byte> bytes, std::size_t first, std::size_t stride)
{
    const std::size_t count = std::min(wordsInGroup, bytes.size() / wordBytes - first);
    std::uint64_t any = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t at = first + i;
        group[i] = wordAt(bytes, at) ^ (stride > 0 && at >= stride ? wordAt(bytes, at - stride) : 0);
        any |= group[i];
    }
    std::fill(group.begin() + static_cast<std::ptrdiff_t>(count), group.end(), 0);
    return any;
}

void writeGroup(const Group& group, std::vector<std::uint8_t>& out)
{
    std::array<std::uint8_t, wordBytes + wordsInGroup / 2> head{};
    std::array<std::uint8_t, (wordsInGroup + 1) * wordBytes> body; // NOLINT: what is used is written first
    std::uint64_t mask = 0;
    std::size_t words = 0;
    std::size_t end = 0;
    for (std::size_t i = 0; i < wordsInGroup; ++i) {
        if (group[i] == 0) {
            continue;
        }
        mask |= std::uint64_t{1} << i;
        const auto length = static_cast<std::size_t>(std::bit_width(group[i]) + 7) / 8;
        head[wordBytes + words / 2] |= static_cast<std::uint8_t>(length << 4 * (words % 2));
        writeWord(&body[end], group[i]);
        end += length;
        ++words;
    }
    writeWord(head.data(), mask);
    out.push_back(0);
    out.insert(out.end(), head.begin(), head.begin() + static_cast<std::ptrdiff_t>(wordBytes + (words + 1) / 2));
    out.insert(out.end(), body.begin(), body.begin() + static_cast<std::ptrdiff_t>(end));
}

/// Returns where the next one begins.
const std::uint8_t* readGroup(const std::uint8_t* from, std::span<std::byte> bytes)
{
    std::uint64_t mask = readWord(from);
    const std::uint8_t* lengths = from + wordBytes;
    const std::uint8_t* body = lengths + (std::popcount(mask) + 1) / 2;
    for (std::size_t words = 0; mask != 0; mask &= mask - 1, ++words) {
        const std::size_t length = lengths[words / 2] >> 4 * (words % 2) & 0xf;
        const std::uint64_t word = readWord(body) & (~std::uint64_t{0} >> 8 * (wordBytes - length));
        std::memcpy(bytes.data() + static_cast<std::size_t>(std::countr_zero(mask)) * wordBytes, &word, wordBytes);
        body += length;
    }
    return body;
}

} // namespace

void PackedWords::append(std::span<const std::byte> bytes, std::size_t stride)
{
    assert(bytes.size() % wordBytes == 0);
    m_bytes.resize(m_bytes.size() + wordBytes);
    writeWord(&m_bytes[m_bytes.size() - wordBytes], bytes.size());
    Group group;
    std::uint8_t zeroGroups = 0;
    const auto writeZeros = [&] {
        if (zeroGroups > 0) {
            m_bytes.push_back(std::exchange(zeroGroups, std::uint8_t{0}));
        }
    };
    for (std::size_t first = 0; first < bytes.size() / wordBytes; first += wordsInGroup) {
        if (load(group, bytes, first, stride) == 0) {
            if (++zeroGroups == mostZeroGroups) {
                writeZeros();
            }
        } else {
            writeZeros();
            writeGroup(group, m_bytes);
        }
    }
    writeZeros();
    m_bytes.resize(m_bytes.size() + wordBytes); // a word is read whole, however short it is
}

std::size_t PackedWords::Reader::size()
{
    const std::uint64_t size = readWord(m_next);
    m_next += wordBytes;
    return size;
}

void PackedWords::Reader::next(std::span<std::byte> bytes, std::size_t stride)
{
    if (stride > 0) {
        std::fill(bytes.begin(), bytes.end(), std::byte{0}); // a value need not be so when it is new; a count is
    }
    const std::size_t words = bytes.size() / wordBytes;
    for (std::size_t first = 0; first < words;) {
        const std::uint8_t zeroGroups = *m_next++;
        if (zeroGroups == 0) {
            m_next = readGroup(m_next, bytes.subspan(first * wordBytes));
        }
        first += wordsInGroup * std::max<std::size_t>(zeroGroups, 1);
    }
    m_next += wordBytes;
    for (std::size_t at = stride; stride > 0 && at < words; ++at) {
        const std::uint64_t word = wordAt(bytes, at) ^ wordAt(bytes, at - stride);
        std::memcpy(bytes.data() + at * wordBytes, &word, wordBytes);
    }
}

} // namespace highwater
