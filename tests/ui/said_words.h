// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPaintDevice>
#include <QPaintEngine>
#include <QSet>
#include <QString>
#include <QStringList>
#include <QWidget>

namespace highwater::test {

/// A paint device that keeps the texts that are painted on it, and nothing else.
class TextCatcher final : public QPaintDevice
{
public:
    [[nodiscard]] QPaintEngine* paintEngine() const override { return &m_engine; }
    [[nodiscard]] const QStringList& texts() const { return m_engine.texts; }

protected:
    int metric(PaintDeviceMetric metric) const override;

private:
    struct Engine final : QPaintEngine
    {
        Engine() : QPaintEngine(AllFeatures) {}
        bool begin(QPaintDevice*) override { return true; }
        bool end() override { return true; }
        void updateState(const QPaintEngineState&) override {}
        void drawPixmap(const QRectF&, const QPixmap&, const QRectF&) override {}
        void drawImage(const QRectF&, const QImage&, const QRectF&, Qt::ImageConversionFlags) override {}
        void drawPath(const QPainterPath&) override {}
        void drawPolygon(const QPointF*, int, PolygonDrawMode) override {}
        void drawPolygon(const QPoint*, int, PolygonDrawMode) override {}
        void drawTextItem(const QPointF&, const QTextItem& item) override { texts.append(item.text()); }
        [[nodiscard]] Type type() const override { return User; }
        QStringList texts;
    };
    mutable Engine m_engine;
};

/// All that a widget and those in it say: painted, written, as tool tips, and to a screen reader. Those that are hidden say nothing.
QStringList saidBy(QWidget& widget);

/// The words of texts: three letters or more, as they are written. What a scenario file would say, such as "poisson(80/s)", is left
/// out, and so is a word that is cut off.
QSet<QString> wordsIn(const QStringList& texts);

} // namespace highwater::test
