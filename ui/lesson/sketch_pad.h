// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QList>
#include <QPointF>
#include <QString>
#include <QWidget>

namespace highwater {

/// Paper for a guess that is a curve: drawn with the mouse, or with the arrow keys (left and right move, up and down draw, Delete wipes).
/// The run draws its own curve over it.
class SketchPad final : public QWidget
{
    Q_OBJECT
public:
    SketchPad(const Theme& theme, QWidget* parent);

    /// title: "depth of api"; the y axis goes from 0 to top, which is shown as topText, the x axis from 0 to seconds.
    void setAxes(const QString& title, double top, const QString& topText, double seconds, Token runToken);
    void clear();
    /// What the run has drawn so far, in the units of the axes; NaN where it has no value.
    void setRun(const QList<QPointF>& curve);
    [[nodiscard]] bool isDrawn() const;
    /// The height drawn at a part of the x axis, in the unit of the y axis; NaN: nothing is drawn there.
    [[nodiscard]] double valueAt(double part) const;
    /// The middle of what was drawn differs from the run there by that part of the y axis; NaN: they have nothing in common.
    [[nodiscard]] double meanError() const;
    [[nodiscard]] QSize sizeHint() const override { return {228, 124}; }
    [[nodiscard]] QRectF plot() const;

Q_SIGNALS:
    void drawn();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void drawTo(const QPointF& position, bool fromLast);
    void set(int place, double part);
    void describe();
    void paintCurve(QPainter& painter, const QList<QPointF>& points, const QPen& pen) const;
    [[nodiscard]] QList<QPointF> ownPoints() const;

    const Theme& m_theme;
    QString m_title;
    QString m_topText;
    double m_top = 1;
    double m_seconds = 1;
    Token m_runToken = Token::Text;
    QList<double> m_heights; ///< 0 to 1 by place on the x axis; NaN: not drawn
    int m_last = -1;         ///< the place where the pen was
    int m_pen = 0;           ///< of the keyboard
    QList<QPointF> m_run;
};

} // namespace highwater
