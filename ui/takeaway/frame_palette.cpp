// SPDX-License-Identifier: GPL-3.0-or-later
#include "takeaway/frame_palette.h"

#include <algorithm>
#include <array>

namespace highwater {

namespace {

constexpr std::size_t binCount = std::size_t{1} << 16;

/// Colours that are alike to 5 or 6 bits.
struct Bin
{
    std::size_t number = 0;
    std::uint64_t count = 0;
    std::array<std::uint64_t, 3> sum{};

    [[nodiscard]] int channel(std::size_t which) const { return static_cast<int>(sum[which] / count); }
};

/// A range of bins that share a place of the palette.
struct Box
{
    std::size_t begin = 0;
    std::size_t end = 0;
    std::uint64_t count = 0;
    std::size_t widest = 0; ///< channel
    int extent = 0;         ///< of it

    /// Boxes with many pixels and far apart colours are cut first.
    [[nodiscard]] double urgency() const { return static_cast<double>(extent) * static_cast<double>(extent) * static_cast<double>(count); }
};

Box boxOf(const std::vector<Bin>& bins, std::size_t begin, std::size_t end)
{
    Box box{begin, end};
    for (std::size_t channel = 0; channel < 3; ++channel) {
        int least = 255;
        int most = 0;
        for (std::size_t i = begin; i < end; ++i) {
            least = std::min(least, bins[i].channel(channel));
            most = std::max(most, bins[i].channel(channel));
        }
        if (most - least > box.extent) {
            box.extent = most - least;
            box.widest = channel;
        }
    }
    for (std::size_t i = begin; i < end; ++i)
        box.count += bins[i].count;
    return box;
}

/// Where half of a box's pixels lie on each side.
std::size_t cutOf(std::vector<Bin>& bins, const Box& box)
{
    std::sort(bins.begin() + static_cast<std::ptrdiff_t>(box.begin), bins.begin() + static_cast<std::ptrdiff_t>(box.end),
              [&](const Bin& a, const Bin& b) { return a.channel(box.widest) < b.channel(box.widest); });
    std::uint64_t passed = 0;
    std::size_t at = box.begin;
    while (at + 1 < box.end && (passed += bins[at].count) < box.count / 2)
        ++at;
    return std::clamp(at + 1, box.begin + 1, box.end - 1);
}

std::vector<Bin> binsOf(const QImage& image, const QRect& part, const std::vector<std::uint32_t>& places)
{
    std::vector<Bin> bins;
    std::vector<std::uint32_t> where = places;
    for (int y = part.top(); y <= part.bottom(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(image.constScanLine(y));
        for (int x = part.left(); x <= part.right(); ++x) {
            const QRgb colour = line[x];
            const auto number = static_cast<std::size_t>((qRed(colour) >> 3) << 11 | (qGreen(colour) >> 2) << 5 | qBlue(colour) >> 3);
            if (where[number] == 0) {
                bins.push_back({number});
                where[number] = static_cast<std::uint32_t>(bins.size());
            }
            Bin& bin = bins[where[number] - 1];
            ++bin.count;
            bin.sum[0] += static_cast<std::uint64_t>(qRed(colour));
            bin.sum[1] += static_cast<std::uint64_t>(qGreen(colour));
            bin.sum[2] += static_cast<std::uint64_t>(qBlue(colour));
        }
    }
    return bins;
}

} // namespace

FramePalette::FramePalette(const QImage& image, const QRect& part) : m_index(binCount, 0)
{
    std::vector<Bin> bins = binsOf(image, part, std::vector<std::uint32_t>(binCount, 0));
    if (bins.empty())
        return;
    std::vector<Box> boxes{boxOf(bins, 0, bins.size())};
    while (static_cast<int>(boxes.size()) < mostColours) {
        const auto next = std::max_element(boxes.begin(), boxes.end(), [](const Box& a, const Box& b) { return a.urgency() < b.urgency(); });
        if (next->end - next->begin < 2 || next->extent == 0)
            break;
        const std::size_t cut = cutOf(bins, *next);
        const Box second = boxOf(bins, cut, next->end);
        *next = boxOf(bins, next->begin, cut);
        boxes.push_back(second);
    }
    for (const Box& box : boxes) {
        std::array<std::uint64_t, 3> sum{};
        for (std::size_t i = box.begin; i < box.end; ++i) {
            for (std::size_t channel = 0; channel < 3; ++channel)
                sum[channel] += bins[i].sum[channel];
            m_index[bins[i].number] = static_cast<std::uint8_t>(m_colours.size());
        }
        const auto mean = [&](std::size_t channel) { return static_cast<int>((sum[channel] + box.count / 2) / box.count); };
        m_colours.append(qRgb(mean(0), mean(1), mean(2)));
    }
}

} // namespace highwater
