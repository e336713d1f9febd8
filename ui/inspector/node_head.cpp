// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/node_head.h"

#include "inspector/paint.h"
#include "session/node_kind.h"
#include "units/display.h"

#include <QPainter>

#include <cmath>

namespace highwater {

namespace {

constexpr int padding = 14;
constexpr int shortestState = 250; ///< ms

} // namespace

NodeHead::NodeHead(Theme* theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    setFixedHeight(42);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, [this] { setNode(NodeView(m_latest)); });
}

void NodeHead::setNode(const NodeView& view)
{
    const QString name = QString::fromStdString(view.name);
    const StateLook look = lookOf(view);
    const bool other = name != m_name;
    if (other || (look.word != m_look.word && m_sinceLook.elapsed() >= shortestState)) {
        m_look = look;
        m_sinceLook.start();
        m_later.stop();
    } else if (look.word != m_look.word && !m_later.isActive()) {
        // A paused run sends no further picture: the chip must not stay behind.
        m_later.start(shortestState);
    }
    m_latest = view;
    m_latest.series = {};
    const bool timed =
        look.word == m_look.word && (view.state == NodeState::Pressed || view.state == NodeState::Waiting);
    const QString chip =
        timed ? m_look.word + QLatin1Char(' ') + QString::fromStdString(displayDuration(toSeconds(view.inState)))
              : m_look.word;
    if (!other && chip == m_chip && kindOf(view) == m_kind)
        return;
    m_name = name;
    m_kind = kindOf(view);
    m_chip = chip;
    setAccessibleName(m_name + QStringLiteral(", ") + m_look.word);
    setToolTip(m_name);
    update();
}

void NodeHead::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const auto font = Theme::font(11, Weight::Medium);
    const int width = 21 + static_cast<int>(std::ceil(paint::widthOf(m_chip, font))) + 7;
    const QRectF chip(this->width() - padding - width, 9, width, 18);
    const QColor state = m_theme->color(m_look.token);
    painter.drawPixmap(padding, 10, iconPixmap(nameOf(m_kind), 16, m_theme->color(Token::Text), devicePixelRatioF()));
    paint::elided(painter, padding + 24, 23, chip.left() - padding - 34, m_name, Theme::font(15, Weight::Medium),
                  m_theme->color(Token::Text));
    if (m_chip.isEmpty())
        return;
    paint::box(painter, chip, 9, m_theme->color(Token::Surface), state);
    painter.drawPixmap(QPointF(chip.left() + 6, chip.top() + 3),
                       iconPixmap(m_look.icon, 12, state, devicePixelRatioF()));
    paint::text(painter, chip.left() + 21, 22, m_chip, font, m_theme->color(Token::Text));
}

} // namespace highwater
