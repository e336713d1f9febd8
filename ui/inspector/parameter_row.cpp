// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/parameter_row.h"

#include "inspector/inspector_text.h"
#include "inspector/paint.h"
#include "theme/icons.h"

#include <QEvent>
#include <QPainter>

#include <cmath>

namespace highwater {

namespace {

constexpr double labelSize = 12;
constexpr double noteSize = 10.5;
constexpr int markSize = 14;

} // namespace

HelpMark::HelpMark(const QString& help, Theme* theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    setFixedSize(markSize, markSize);
    setToolTip(help);
    setWhatsThis(help);
    setAccessibleName(Inspector::tr("Help"));
    setAccessibleDescription(help);
    setCursor(Qt::WhatsThisCursor);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void HelpMark::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.drawPixmap(1, 1, iconPixmap(u"help", 12, m_theme->color(Token::Strong), devicePixelRatioF()));
}

ResetDot::ResetDot(Theme* theme, QWidget* parent) : QAbstractButton(parent), m_theme(theme)
{
    setFixedSize(13, 15); // larger than the dot, so that it can be hit
    setCursor(Qt::PointingHandCursor);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ResetDot::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme->color(isDown() ? Token::Text : Token::Accent));
    const QPointF middle(width() - 3.5, 7.5);
    painter.drawEllipse(middle, 3.5, 3.5);
    if (!hasFocus())
        return;
    painter.setPen(QPen(m_theme->color(Token::Accent), 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawLine(QPointF(0, 13), QPointF(width(), 13));
}

ParameterRow::ParameterRow(const QString& key, const QString& help, Theme* theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_help(new HelpMark(help, theme, this)), m_dot(new ResetDot(theme, this))
{
    setObjectName(key);
    setFixedHeight(rowHeight);
    m_dot->hide();
    connect(m_dot, &QAbstractButton::clicked, this, &ParameterRow::resetWanted);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ParameterRow::setLabel(const QString& label)
{
    if (m_label == label)
        return;
    m_label = label;
    layOut();
    update();
}

void ParameterRow::setFileNote(const QString& text)
{
    if (m_note == text)
        return;
    m_note = text;
    m_dot->setVisible(!text.isEmpty());
    const QString sentence = Inspector::tr("Back to the file\u2019s value, %1").arg(text);
    m_dot->setToolTip(sentence);
    m_dot->setAccessibleName(sentence);
    update();
}

void ParameterRow::layOut()
{
    m_help->move(static_cast<int>(std::ceil(paint::widthOf(m_label, Theme::font(labelSize)))) + 5, 0);
    m_dot->move(width() - m_dot->width(), 0);
}

void ParameterRow::resizeEvent(QResizeEvent*)
{
    layOut();
}

void ParameterRow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::EnabledChange)
        update();
    QWidget::changeEvent(event);
}

void ParameterRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paint::text(painter, 0, 11, m_label, Theme::font(labelSize),
                m_theme->color(isEnabled() ? Token::Text : Token::Muted));
    if (m_note.isEmpty())
        return;
    const auto note = Inspector::tr("file: %1").arg(m_note);
    const auto font = Theme::font(noteSize);
    const qreal room = width() - 14 - (m_help->x() + markSize + 8);
    const QString line = QFontMetricsF(font).elidedText(note, Qt::ElideRight, room);
    paint::text(painter, width() - 12, 11, line, font, m_theme->color(Token::Muted), paint::Align::Right);
}

} // namespace highwater
