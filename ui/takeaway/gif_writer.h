// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "units/error.h"

#include <QImage>
#include <QString>

#include <memory>

namespace highwater {

/// Writes an animated GIF, frame by frame, that repeats without end. Only what changed since the frame before is written. One thread at a time;
/// a file that was not finished is removed.
class GifWriter
{
public:
    /// Fails with Io. The file is made beside its name and gets it when it is finished.
    static Result<GifWriter> open(const QString& file, const QSize& size);
    ~GifWriter();
    GifWriter(GifWriter&& other) noexcept;
    GifWriter& operator=(GifWriter&& other) noexcept;

    /// image: of that size. milliseconds: how long it is shown; GIF counts hundredths of a second, and what is lost is made up for later.
    Result<void> add(const QImage& image, int milliseconds);
    /// Writes the end of the file; nothing may be added after it. Fails with Io.
    Result<void> finish();

private:
    struct Private;
    explicit GifWriter(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace highwater
