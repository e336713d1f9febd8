// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "canvas/pipeline_canvas.h"
#include "canvas_pictures.h"

#include <QImage>

namespace highwater {

inline constexpr QSize mainWindowPlace(1038, 248);

/// A canvas with a clock of its own, as large as wanted, laid out, without a window on the screen.
class Stand
{
public:
    explicit Stand(QSize size = mainWindowPlace, Theme::Choice choice = Theme::Choice::Dark)
        : theme(choice), canvas(&theme)
    {
        canvas.setClock([this] { return now; });
        canvas.resize(size);
        canvas.show();
    }
    void show(const Snapshot& snapshot, const QString& selected = {}) { canvas.show(shared(snapshot), selected); }
    /// The same picture again and again, 16 ms apart, its links carrying on.
    void run(Snapshot snapshot, int frames)
    {
        for (int i = 0; i < frames; ++i) {
            now += 16;
            for (auto& link : snapshot.links)
                link.items = static_cast<std::uint64_t>(link.rate * static_cast<double>(now) / 1000);
            show(snapshot);
        }
    }
    [[nodiscard]] const NodeItem& node(int index) const
    {
        return *canvas.picture().nodes()[static_cast<std::size_t>(index)];
    }
    QImage image(double ratio = 1)
    {
        QImage result(canvas.size() * ratio, QImage::Format_RGB32);
        result.setDevicePixelRatio(ratio);
        static_cast<QWidget&>(canvas).render(&result);
        result.setDevicePixelRatio(1);
        return result;
    }

    qint64 now = 1000;
    Theme theme;
    PipelineCanvas canvas;
};

} // namespace highwater
