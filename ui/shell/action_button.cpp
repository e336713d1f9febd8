// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/action_button.h"

#include "inspector/paint.h"
#include "shell/actions.h"
#include "theme/icons.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr int iconSide = 16;
constexpr int gap = 8;

QFont wordFont()
{
    return Theme::font(12, Weight::Medium);
}

QFont keyFont()
{
    return Theme::codeFont(10.5);
}

} // namespace

int keybox::widthOf(const QString& key)
{
    return std::max(height, static_cast<int>(std::ceil(paint::widthOf(key, keyFont()))) + 8);
}

void keybox::paint(QPainter& painter, int x, int y, const QString& key, const Theme& theme)
{
    const int width = widthOf(key);
    highwater::paint::box(painter, QRectF(x, y, width, height), 3, Qt::transparent, theme.color(Token::Border));
    highwater::paint::text(painter, x + width / 2.0, y + 12, key, keyFont(), theme.color(Token::Muted), highwater::paint::Align::Centre);
}

ActionButton::ActionButton(QAction* action, const Theme* theme, Look look, QWidget* parent)
    : QAbstractButton(parent), m_action(action), m_theme(theme), m_look(look)
{
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::changed, this, &ActionButton::follow);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    follow();
}

void ActionButton::follow()
{
    setEnabled(m_action->isEnabled());
    setCheckable(m_action->isCheckable());
    setChecked(m_action->isChecked());
    setToolTip(m_action->toolTip());
    setAccessibleName(m_action->iconText());
    update();
}

void ActionButton::setKeyShown(bool shown)
{
    if (m_keyShown == shown)
        return;
    m_keyShown = shown;
    updateGeometry();
    update();
}

void ActionButton::setLook(Look look)
{
    if (m_look == look)
        return;
    m_look = look;
    updateGeometry();
    update();
}

QString ActionButton::key() const
{
    return m_keyShown && m_look != Look::Icon && !m_theme->presenting() ? keyText(m_action) : QString();
}

int ActionButton::contentWidth() const
{
    int width = static_cast<int>(std::ceil(paint::widthOf(m_action->iconText(), wordFont())));
    if (!m_action->property("drawing").toString().isEmpty())
        width += iconSide + 4;
    if (!key().isEmpty())
        width += gap + keybox::widthOf(key());
    return width;
}

QSize ActionButton::sizeHint() const
{
    return m_look == Look::Icon ? QSize(28, 28) : QSize(contentWidth() + 20, qRound(28 * Theme::typeFactor()));
}

void ActionButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const bool primary = m_look == Look::Primary;
    const bool on = isChecked();
    Token fill = primary ? Token::Accent : on ? Token::Selected : Token::Raised;
    if (isEnabled() && !primary && !on && (underMouse() || isDown()))
        fill = Token::Hover;
    QColor ground = m_theme->color(fill);
    if (primary && (underMouse() || isDown()))
        ground.setAlphaF(isDown() ? 0.78F : 0.9F);
    paint::box(painter, rect(), 4, ground, m_theme->color(primary || on ? Token::Accent : Token::Border));

    const QColor ink = m_theme->color(!isEnabled() ? Token::Strong : primary ? Token::OnAccent : Token::Text);
    const QString drawing = m_action->property("drawing").toString();
    const int top = (height() - iconSide) / 2;
    if (m_look == Look::Icon) {
        painter.drawPixmap((width() - iconSide) / 2, top, iconPixmap(drawing, iconSide, ink, devicePixelRatioF()));
    } else {
        int x = (width() - contentWidth()) / 2;
        if (!drawing.isEmpty()) {
            painter.drawPixmap(x, top, iconPixmap(drawing, iconSide, ink, devicePixelRatioF()));
            x += iconSide + 4;
        }
        const int baseline = height() / 2 + qRound(4 * Theme::typeFactor());
        paint::text(painter, x, baseline, m_action->iconText(), wordFont(), ink);
        x += static_cast<int>(std::ceil(paint::widthOf(m_action->iconText(), wordFont()))) + gap;
        if (!key().isEmpty() && primary)
            paint::text(painter, x + keybox::widthOf(key()) / 2.0, baseline, key(), keyFont(), ink, paint::Align::Centre);
        else if (!key().isEmpty())
            keybox::paint(painter, x, (height() - keybox::height) / 2, key(), *m_theme);
    }
    if (hasFocus())
        paint::focusRing(painter, rect(), 4, *m_theme);
}

void ActionButton::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

void ActionButton::enterEvent(QEnterEvent* event)
{
    update();
    QAbstractButton::enterEvent(event);
}

void ActionButton::leaveEvent(QEvent* event)
{
    update();
    QAbstractButton::leaveEvent(event);
}

} // namespace highwater
