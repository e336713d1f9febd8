// SPDX-License-Identifier: GPL-3.0-or-later
#include "takeaway/gif_writer.h"

#include "takeaway/frame_palette.h"

#include <QFile>
#include <QSaveFile>

#include <gif_lib.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace highwater {

namespace {

constexpr int bitsPerColour = 8;
constexpr int paletteSize = 256;
constexpr int unchanged = FramePalette::mostColours; ///< index of what stays as it was
constexpr int keepBelow = 1;                         ///< GIF: the frame stays, the next one is drawn over it

int writeTo(GifFileType* gif, const GifByteType* bytes, int count)
{
    return static_cast<int>(static_cast<QIODevice*>(gif->UserData)->write(reinterpret_cast<const char*>(bytes), count));
}

/// The smallest part that holds every pixel that differs; one pixel when none does.
QRect changedPart(const QImage& image, const QImage& before)
{
    if (before.isNull())
        return image.rect();
    int left = image.width();
    int right = -1;
    int top = -1;
    int bottom = -1;
    for (int y = 0; y < image.height(); ++y) {
        const auto* now = reinterpret_cast<const QRgb*>(image.constScanLine(y));
        const auto* then = reinterpret_cast<const QRgb*>(before.constScanLine(y));
        const auto first = std::mismatch(now, now + image.width(), then).first - now;
        if (first == image.width())
            continue;
        int last = image.width() - 1;
        while (now[last] == then[last])
            --last;
        left = std::min(left, static_cast<int>(first));
        right = std::max(right, last);
        top = top < 0 ? y : top;
        bottom = y;
    }
    return right < 0 ? QRect(0, 0, 1, 1) : QRect(QPoint(left, top), QPoint(right, bottom));
}

} // namespace

struct GifWriter::Private
{
    explicit Private(const QString& name) : file(name) {}
    ~Private()
    {
        int ignored = 0;
        if (gif)
            EGifCloseFile(gif, &ignored);
        file.cancelWriting();
    }
    [[nodiscard]] tl::unexpected<Error> fault() const
    {
        const char* why = gif ? GifErrorString(gif->Error) : nullptr;
        return failure(Errc::Io, file.fileName().toStdString(), std::string("cannot be written: ") + (why ? why : file.errorString().toUtf8().constData()));
    }
    bool putHead(int hundredths, bool first);
    bool putPixels(const QImage& image, const QRect& part, const FramePalette& palette);

    QSaveFile file;
    QSize size;
    GifFileType* gif = nullptr;
    QImage before;
    int owed = 0; ///< milliseconds that were not shown yet
};

bool GifWriter::Private::putHead(int hundredths, bool first)
{
    if (first) {
        // The extension that every reader knows: repeat without end.
        constexpr std::array<GifByteType, 3> forever{1, 0, 0};
        if (EGifPutExtensionLeader(gif, APPLICATION_EXT_FUNC_CODE) == GIF_ERROR || EGifPutExtensionBlock(gif, 11, "NETSCAPE2.0") == GIF_ERROR ||
            EGifPutExtensionBlock(gif, static_cast<int>(forever.size()), forever.data()) == GIF_ERROR || EGifPutExtensionTrailer(gif) == GIF_ERROR)
            return false;
    }
    GraphicsControlBlock control;
    control.DisposalMode = keepBelow;
    control.UserInputFlag = false;
    control.DelayTime = hundredths;
    control.TransparentColor = first ? NO_TRANSPARENT_COLOR : unchanged;
    std::array<GifByteType, 4> bytes{};
    const auto length = EGifGCBToExtension(&control, bytes.data());
    return EGifPutExtension(gif, GRAPHICS_EXT_FUNC_CODE, static_cast<int>(length), bytes.data()) != GIF_ERROR;
}

bool GifWriter::Private::putPixels(const QImage& image, const QRect& part, const FramePalette& palette)
{
    std::vector<GifPixelType> row(static_cast<std::size_t>(part.width()));
    for (int y = part.top(); y <= part.bottom(); ++y) {
        const auto* now = reinterpret_cast<const QRgb*>(image.constScanLine(y));
        const auto* then = before.isNull() ? nullptr : reinterpret_cast<const QRgb*>(before.constScanLine(y));
        for (int x = part.left(); x <= part.right(); ++x)
            row[static_cast<std::size_t>(x - part.left())] = static_cast<GifPixelType>(then && now[x] == then[x] ? unchanged : palette.indexOf(now[x]));
        if (EGifPutLine(gif, row.data(), part.width()) == GIF_ERROR)
            return false;
    }
    return true;
}

GifWriter::GifWriter(std::unique_ptr<Private> with) : d(std::move(with)) {}
GifWriter::~GifWriter() = default;
GifWriter::GifWriter(GifWriter&& other) noexcept = default;
GifWriter& GifWriter::operator=(GifWriter&& other) noexcept = default;

Result<GifWriter> GifWriter::open(const QString& file, const QSize& size)
{
    constexpr int mostPixels = 65535;
    auto d = std::make_unique<Private>(file);
    d->size = size;
    if (size.isEmpty() || size.width() > mostPixels || size.height() > mostPixels)
        return failure(Errc::OutOfRange, file.toStdString(), "a GIF is 1 to 65535 pixels wide and high");
    int error = 0;
    if (!d->file.open(QIODevice::WriteOnly))
        return d->fault();
    d->gif = EGifOpen(&d->file, writeTo, &error);
    if (!d->gif)
        return failure(Errc::Io, file.toStdString(), "cannot be written");
    EGifSetGifVersion(d->gif, true);
    if (EGifPutScreenDesc(d->gif, size.width(), size.height(), bitsPerColour, 0, nullptr) == GIF_ERROR)
        return d->fault();
    return GifWriter(std::move(d));
}

Result<void> GifWriter::add(const QImage& given, int milliseconds)
{
    const QImage image = given.convertToFormat(QImage::Format_RGB32);
    if (image.size() != d->size)
        return failure(Errc::OutOfRange, d->file.fileName().toStdString(), "all frames of a GIF have one size");
    d->owed += milliseconds;
    const int hundredths = std::max(2, d->owed / 10);
    d->owed -= hundredths * 10;
    const QRect part = changedPart(image, d->before);
    const FramePalette palette(image, part);
    ColorMapObject* map = GifMakeMapObject(paletteSize, nullptr);
    if (!map)
        return failure(Errc::Io, d->file.fileName().toStdString(), "there is no memory left");
    for (qsizetype i = 0; i < palette.colours().size(); ++i) {
        const QRgb colour = palette.colours()[i];
        map->Colors[i] = {static_cast<GifByteType>(qRed(colour)), static_cast<GifByteType>(qGreen(colour)), static_cast<GifByteType>(qBlue(colour))};
    }
    const bool good = d->putHead(hundredths, d->before.isNull()) &&
                      EGifPutImageDesc(d->gif, part.left(), part.top(), part.width(), part.height(), false, map) != GIF_ERROR &&
                      d->putPixels(image, part, palette);
    GifFreeMapObject(map);
    if (!good)
        return d->fault();
    d->before = image;
    return {};
}

Result<void> GifWriter::finish()
{
    int error = 0;
    GifFileType* gif = std::exchange(d->gif, nullptr);
    if (gif && EGifCloseFile(gif, &error) == GIF_ERROR)
        return failure(Errc::Io, d->file.fileName().toStdString(), "cannot be written to its end");
    if (!d->file.commit())
        return d->fault();
    return {};
}

} // namespace highwater
