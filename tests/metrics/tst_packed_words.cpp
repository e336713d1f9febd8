// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/packed_words.h"
#include "sim/random.h"

#include <QtTest>

using namespace highwater;

namespace {

struct Alike
{
    std::int64_t instant = -1;
    std::uint32_t number = 7;
    std::uint16_t place = 3;
    bool on = true;
    std::uint8_t stamp = 0;
    bool operator==(const Alike&) const = default;
};

template <typename T>
std::vector<T> unpacked(PackedWords::Reader& reader)
{
    std::vector<T> values{T()};
    reader.next(values);
    return values;
}

template <typename T>
std::vector<T> packedAndUnpacked(const std::vector<T>& values)
{
    PackedWords words;
    words.append(values);
    PackedWords::Reader reader(words);
    return unpacked<T>(reader);
}

} // namespace

class PackedWordsTest : public QObject
{
    Q_OBJECT

    /// One in so many is not zero, and has up to so many bits.
    template <typename T>
    static std::vector<T> sparse(std::uint64_t seed, std::size_t size, std::uint64_t oneIn, int bits)
    {
        Draws draws(seed);
        std::vector<T> values(size);
        for (T& value : values) {
            if (mix64(draws.next()) % oneIn == 0) {
                value = static_cast<T>(mix64(draws.next()) >> (64 - bits));
            }
        }
        return values;
    }

private Q_SLOTS:
    void countsComeBackAsTheyWereHoweverManyAreZero()
    {
        for (const std::size_t size : {0u, 2u, 64u, 66u, 512u, 5120u, 64u * 300u}) {
            for (const std::uint64_t oneIn : {1u, 3u, 50u, 2000u, UINT32_MAX}) {
                for (const int bits : {1, 8, 9, 31, 32, 57, 64}) {
                    const auto wide = sparse<std::uint64_t>(size + oneIn, size, oneIn, bits);
                    QVERIFY(packedAndUnpacked(wide) == wide);
                    const auto narrow = sparse<std::uint32_t>(size * 3 + oneIn, size, oneIn, std::min(bits, 32));
                    QVERIFY(packedAndUnpacked(narrow) == narrow);
                }
            }
        }
    }
    void valuesOfSeveralWordsComeBackEvenIfNewOnesAreNotZero()
    {
        Draws draws(4);
        std::vector<Alike> values(1000);
        for (std::size_t i = 0; i < values.size(); ++i) {
            values[i] = {static_cast<std::int64_t>(1e12 + 1e6 * draws.uniform()), static_cast<std::uint32_t>(i % 37), 0, i % 3 == 0, static_cast<std::uint8_t>(i)};
        }
        QVERIFY(packedAndUnpacked(values) == values);
        QVERIFY(packedAndUnpacked(std::vector<Alike>(5)) == std::vector<Alike>(5));
    }
    void vectorsComeBackInTheirOrder()
    {
        const auto first = sparse<std::uint64_t>(1, 512, 4, 12);
        const std::vector<Alike> second(3);
        const auto third = sparse<std::uint32_t>(2, 1024, 9, 32);
        PackedWords words;
        words.append(first);
        words.append(std::vector<std::uint64_t>());
        words.append(second);
        words.append(third);
        words.close();
        PackedWords::Reader reader(words);
        QVERIFY(unpacked<std::uint64_t>(reader) == first);
        QVERIFY(unpacked<std::uint64_t>(reader).empty());
        QVERIFY(unpacked<Alike>(reader) == second);
        QVERIFY(unpacked<std::uint32_t>(reader) == third);
    }
    void zerosTakeNextToNothingAndSmallCountsAByteOrTwo()
    {
        PackedWords zeros;
        zeros.append(std::vector<std::uint64_t>(100'000));
        zeros.close();
        QVERIFY(zeros.bytes() < 50);
        PackedWords small;
        small.append(sparse<std::uint64_t>(3, 100'000, 1, 8));
        small.close();
        QVERIFY(small.bytes() < 100'000 * 7 / 4);
    }
};

QTEST_GUILESS_MAIN(PackedWordsTest)
#include "tst_packed_words.moc"
