// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/panel_button.h"

#include "inspector/paint.h"
#include "theme/icons.h"

#include <QKeyEvent>
#include <QPainter>

#include <cmath>

namespace highwater {

namespace {

constexpr int side = 28;
constexpr int iconSide = 16;

QFont wordFont()
{
    return Theme::font(12, Weight::Medium);
}

} // namespace

PanelButton::PanelButton(const QString& text, const QString& icon, Look look, const Theme& theme, QWidget* parent)
    : QAbstractButton(parent), m_icon(icon), m_look(look), m_theme(theme)
{
    setText(text);
    setAccessibleName(text);
    if (look == Look::Icon)
        setToolTip(text);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(look == Look::Icon ? QSizePolicy::Fixed : QSizePolicy::Minimum, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize PanelButton::sizeHint() const
{
    if (m_look == Look::Icon)
        return {side, side};
    const int words = static_cast<int>(std::ceil(paint::widthOf(text(), wordFont())));
    return {words + 24 + (m_icon.isEmpty() ? 0 : iconSide + 4), side};
}

void PanelButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const bool primary = m_look == Look::Primary && isEnabled();
    const bool pointed = isEnabled() && (underMouse() || isDown());
    QColor ground = m_theme.color(primary ? Token::Accent : pointed ? Token::Hover : Token::Raised);
    if (primary && pointed)
        ground.setAlphaF(isDown() ? 0.78F : 0.9F);
    paint::box(painter, rect(), 4, ground, m_theme.color(primary ? Token::Accent : Token::Border));
    const QColor ink = m_theme.color(!isEnabled() ? Token::Strong : primary ? Token::OnAccent : Token::Text);
    const bool wordless = m_look == Look::Icon;
    const qreal words = wordless ? 0 : paint::widthOf(text(), wordFont());
    const qreal whole = words + (m_icon.isEmpty() ? 0 : iconSide + (wordless ? 0 : 4));
    qreal left = (width() - whole) / 2;
    if (!m_icon.isEmpty()) {
        painter.drawPixmap(static_cast<int>(std::round(left)), (height() - iconSide) / 2, iconPixmap(m_icon, iconSide, ink, devicePixelRatioF()));
        left += iconSide + 4;
    }
    if (!wordless)
        paint::text(painter, left, height() / 2.0 + 4, text(), wordFont(), ink);
    if (hasFocus())
        paint::focusRing(painter, rect(), 4, m_theme);
}

void PanelButton::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        event->ignore();
}

} // namespace highwater
