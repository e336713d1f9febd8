// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QList>
#include <QRect>
#include <QRgb>

#include <cstdint>
#include <vector>

namespace highwater {

/// The colours of one frame of an animated picture: at most 255, the last place is for what stays as it was. Median cut over the colours that
/// there are, weighted by how often; a picture with few colours keeps them all, to the bit. Any thread.
class FramePalette
{
public:
    static constexpr int mostColours = 255;

    /// The part of the image that counts; Format_RGB32.
    FramePalette(const QImage& image, const QRect& part);

    [[nodiscard]] const QList<QRgb>& colours() const { return m_colours; }
    [[nodiscard]] int indexOf(QRgb colour) const { return m_index[binOf(colour)]; }

private:
    /// 5 bits of red, 6 of green, 5 of blue.
    static std::size_t binOf(QRgb colour) { return static_cast<std::size_t>((qRed(colour) >> 3) << 11 | (qGreen(colour) >> 2) << 5 | qBlue(colour) >> 3); }

    QList<QRgb> m_colours;
    std::vector<std::uint8_t> m_index; ///< by bin
};

} // namespace highwater
