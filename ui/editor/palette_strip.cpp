// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/palette_strip.h"

#include "inspector/paint.h"
#include "theme/icons.h"

#include <QApplication>
#include <QDrag>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace highwater {

namespace {

constexpr int iconSide = 16;

} // namespace

PaletteButton::PaletteButton(Piece piece, const Theme& theme, QWidget* parent) : QAbstractButton(parent), m_piece(piece), m_theme(&theme)
{
    setText(wordOf(piece));
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    setMinimumHeight(32);
    setAccessibleName(tr("Add: %1").arg(wordOf(piece)));
    setToolTip(tr("%1. Drag it into the picture, or click and click there; Enter puts it beside the selected node.").arg(tipOf(piece)));
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void PaletteButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = QRectF(rect()).adjusted(3, 2, -3, -2);
    const bool hot = underMouse() || isDown();
    if (isChecked() || hot)
        paint::box(painter, area, 4, m_theme->color(isChecked() ? Token::Selected : Token::Hover), isChecked() ? m_theme->color(Token::Accent) : QColor(Qt::transparent));
    const double middle = width() / 2.0;
    const int top = height() / 2 - 16;
    painter.drawPixmap(QPointF(middle - iconSide / 2.0, top + 1), iconPixmap(drawingOf(m_piece), iconSide, m_theme->color(Token::Text), devicePixelRatioF()));
    paint::text(painter, middle, top + 29, text(), Theme::font(10.5), m_theme->color(Token::Text), paint::Align::Centre);
    if (hasFocus()) {
        painter.setPen(QPen(m_theme->color(Token::Accent), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(area, 4, 4);
    }
}

void PaletteButton::mousePressEvent(QMouseEvent* event)
{
    m_pressedAt = event->position().toPoint();
    QAbstractButton::mousePressEvent(event);
}

void PaletteButton::mouseMoveEvent(QMouseEvent* event)
{
    if (!event->buttons().testFlag(Qt::LeftButton) || !isDown() ||
        (event->position().toPoint() - m_pressedAt).manhattanLength() < QApplication::startDragDistance()) {
        QAbstractButton::mouseMoveEvent(event);
        return;
    }
    setDown(false);
    auto* drag = new QDrag(this);
    drag->setMimeData(mimeOf(m_piece));
    // The canvas shows the card that would come; the pointer carries the drawing alone.
    drag->setPixmap(iconPixmap(drawingOf(m_piece), iconSide, m_theme->color(Token::Accent), devicePixelRatioF()));
    drag->exec(Qt::CopyAction);
}

void PaletteButton::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        Q_EMIT qobject_cast<PaletteStrip*>(parentWidget())->pieceWanted(m_piece);
        return;
    }
    // Space belongs to the run.
    if (event->key() == Qt::Key_Space)
        event->ignore();
    else
        QAbstractButton::keyPressEvent(event);
}

PaletteStrip::PaletteStrip(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(&theme)
{
    setAccessibleName(tr("Palette"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(2, 4, 3, 4);
    column->setSpacing(0);
    for (const Piece piece : allPieces) {
        auto* button = new PaletteButton(piece, theme, this);
        column->addWidget(button);
        m_buttons.push_back(button);
        connect(button, &QAbstractButton::clicked, this, [this, piece] { Q_EMIT pieceChosen(piece); });
    }
    column->addStretch(1);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void PaletteStrip::setArmed(std::optional<Piece> piece)
{
    for (PaletteButton* button : m_buttons)
        button->setChecked(piece == button->piece());
}

void PaletteStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->color(Token::Window));
    painter.fillRect(QRect(width() - 1, 0, 1, height()), m_theme->color(Token::Border));
}

} // namespace highwater
