// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QMenuBar>
#include <QProxyStyle>
#include <QSplitter>

namespace highwater {

/// The lines between docks: 1 px of border in a grab area of 5, beside the content and not in the middle of a gap.
class DockLines final : public QProxyStyle
{
    Q_OBJECT
public:
    /// theme outlives the style.
    explicit DockLines(Theme* theme);
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const override;

private:
    Theme* m_theme;
};

/// A splitter whose handles are drawn the same way.
class LineSplitter final : public QSplitter
{
    Q_OBJECT
public:
    LineSplitter(Qt::Orientation orientation, Theme* theme, QWidget* parent);

protected:
    QSplitterHandle* createHandle() override;

private:
    Theme* m_theme;
};

/// The menu bar, 28 px, with the document's name in the middle where there is room for it.
class TitledMenuBar final : public QMenuBar
{
    Q_OBJECT
public:
    static constexpr int barHeight = 28;
    TitledMenuBar(Theme* theme, QWidget* parent);
    void setTitle(const QString& title);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme* m_theme;
    QString m_title;
};

/// The head of a dock at the bottom: one tab, with the number of its entries when it was told.
class TabHead final : public QWidget
{
    Q_OBJECT
public:
    static constexpr int headHeight = 28;
    TabHead(const QString& title, Theme* theme, QWidget* parent);
    void setCount(int count);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_title;
    int m_count = -1; ///< negative: none is shown
    Theme* m_theme;
};

} // namespace highwater
