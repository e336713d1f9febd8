// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/annotations.h"

#include "canvas/node_face.h"
#include "canvas/node_painter.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr int mostSquares = 6;
constexpr double squareSide = 7;
constexpr double squareStep = 9;
constexpr double arrowDistance = 15; ///< from the cards to the arrow

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

QFont noteFont()
{
    return Theme::font(10.5);
}

QFont reasonFont(bool numbered)
{
    return numbered ? Theme::font(11.5) : noteFont();
}

/// What an arrow and its text cover.
QRectF extentOf(const Annotation& arrow)
{
    const bool above = arrow.b.y() < arrow.a.y();
    const double middle = (arrow.a.x() + arrow.b.x()) / 2;
    const double half = std::max(std::abs(arrow.b.x() - arrow.a.x()), textWidth(arrow.text, reasonFont(arrow.number > 0))) / 2;
    const double y = arrow.a.y();
    return above ? QRectF(middle - half, y - 20, 2 * half, 28) : QRectF(middle - half, y - 8, 2 * half, 28);
}

bool isFree(const QRectF& rect, const Layout& layout, const QRectF& area)
{
    if (!area.contains(rect))
        return false;
    const auto hits = [&](const PlacedNode& node) { return node.rect.intersects(rect); };
    return std::none_of(layout.nodes.begin(), layout.nodes.end(), hits) && !(layout.exit && hits(*layout.exit));
}

} // namespace

Annotation arrowFor(const WaitStep& step, int number, const Layout& layout, const QPainterPath* link, const QRectF& area)
{
    const QRectF& from = layout.nodes[at(step.waiter)].rect;
    const QRectF& to = layout.nodes[at(step.blocker)].rect;
    Annotation arrow;
    arrow.kind = Annotation::Kind::Arrow;
    arrow.text = step.reason;
    arrow.number = number;
    // A gap in the middle of a card lets two arrows of a chain meet without touching.
    const double gap = to.center().x() >= from.center().x() ? 3 : -3;
    const double left = std::round(from.center().x() + gap);
    const double right = std::round(to.center().x() - gap);
    const double below = std::max(from.bottom(), to.bottom()) + arrowDistance;
    arrow.a = {left, below};
    arrow.b = {right, below};
    if (isFree(extentOf(arrow), layout, area))
        return arrow;
    const double above = std::min(from.top(), to.top()) - arrowDistance;
    arrow.a = {left, above};
    arrow.b = {right, above - 1};
    if (isFree(extentOf(arrow), layout, area))
        return arrow;
    arrow.kind = Annotation::Kind::Badge;
    arrow.a = link ? link->pointAtPercent(0.4) : QPointF((from.right() + to.left()) / 2, (from.center().y() + to.center().y()) / 2);
    arrow.b = {};
    return arrow;
}

Annotation queueAnnotation(const Queueing& queueing, const QPainterPath& path, LinkState state)
{
    Annotation queue;
    queue.kind = Annotation::Kind::Queue;
    queue.a = gateOf(path) - QPointF(state == LinkState::Blocked ? 10 : 5, 0);
    queue.b = QPointF(path.elementAt(0));
    queue.number = static_cast<int>(std::min<std::int64_t>(queueing.count, mostSquares));
    queue.token = state == LinkState::Blocked ? Token::Blocked : Token::Pressed;
    queue.text = countText(queueing.count);
    if (queueing.longest > Duration::zero())
        queue.text += QStringLiteral(" · ") + durationText(toSeconds(queueing.longest));
    return queue;
}

void AnnotationsItem::setArea(const QRectF& area)
{
    prepareGeometryChange();
    m_area = area;
}

void AnnotationsItem::setAnnotations(std::vector<Annotation> annotations, double fade)
{
    if (annotations == m_annotations && fade == m_fade)
        return;
    m_annotations = std::move(annotations);
    m_fade = fade;
    update();
}

void AnnotationsItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    painter->setRenderHint(QPainter::Antialiasing);
    for (const auto& annotation : m_annotations) {
        painter->setOpacity(annotation.faded ? m_fade : 1);
        switch (annotation.kind) {
        case Annotation::Kind::Queue:
            paintQueue(*painter, annotation);
            break;
        case Annotation::Kind::Label:
            paintLabel(*painter, annotation);
            break;
        case Annotation::Kind::Arrow:
            paintArrow(*painter, annotation);
            break;
        case Annotation::Kind::Badge:
            paintBadge(*painter, annotation.a, annotation.number);
            break;
        case Annotation::Kind::Root:
            paintRoot(*painter, annotation);
            break;
        }
    }
    painter->setOpacity(1); // the view does not save the painter's state between items
}

void AnnotationsItem::paintQueue(QPainter& painter, const Annotation& annotation) const
{
    const double room = annotation.a.x() - annotation.b.x() - 4;
    const int squares = std::clamp(static_cast<int>(room / squareStep), 0, annotation.number);
    const double y = std::round(annotation.a.y() - squareSide / 2);
    for (int i = 0; i < squares; ++i) {
        const double x = std::round(annotation.a.x() - squareSide - i * squareStep);
        paintBox(painter, QRectF(x, y, squareSide, squareSide), m_theme->color(Token::Surface), m_theme->color(annotation.token), 1);
    }
    const QFont font = noteFont();
    const double right = annotation.a.x() + 8;
    for (const QString& text : {annotation.text, annotation.text.section(QLatin1Char(' '), 0, 0)}) {
        if (textWidth(text, font) > right - annotation.b.x() - 2)
            continue;
        paintText(painter, right, std::round(annotation.a.y()) + 20, text, font, m_theme->color(Token::Muted), Qt::AlignRight);
        break;
    }
}

void AnnotationsItem::paintLabel(QPainter& painter, const Annotation& annotation) const
{
    const QFont font = Theme::font(11, Weight::Medium);
    const double width = std::ceil(textWidth(annotation.text, font)) + 10;
    QColor ground = m_theme->color(Token::Canvas);
    ground.setAlphaF(0.9F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(std::round(annotation.a.x() - width / 2), std::round(annotation.a.y()) - 8, width, 16), 3, 3);
    paintText(painter, annotation.a.x(), std::round(annotation.a.y()) + 4, annotation.text, font, m_theme->color(annotation.token),
              Qt::AlignHCenter);
}

void AnnotationsItem::paintArrow(QPainter& painter, const Annotation& annotation) const
{
    const bool numbered = annotation.number > 0;
    const QColor ink = m_theme->color(numbered ? Token::Text : Token::Muted);
    const double y = std::round(annotation.a.y());
    const double way = annotation.b.x() >= annotation.a.x() ? 1 : -1;
    const double tip = annotation.b.x();
    const double thick = numbered ? 2 : 1;
    const QRectF line(QPointF(annotation.a.x(), y - 1), QPointF(tip - 6 * way, y - 1 + thick));
    painter.fillRect(line.normalized(), ink);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    painter.drawPolygon(QPolygonF{{tip, y}, {tip - 9 * way, y - 5}, {tip - 9 * way, y + 5}});
    const double middle = std::round((annotation.a.x() + tip) / 2);
    if (numbered)
        paintBadge(painter, QPointF(middle, y), annotation.number);
    const bool above = annotation.b.y() < annotation.a.y();
    const double baseline = above ? y - (numbered ? 12 : 6) : y + (numbered ? 21 : 14);
    paintText(painter, middle, baseline, annotation.text, reasonFont(numbered), m_theme->color(numbered ? Token::Text : Token::Muted),
              Qt::AlignHCenter);
}

void AnnotationsItem::paintBadge(QPainter& painter, QPointF center, int number) const
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme->color(Token::Text));
    painter.drawEllipse(center, 9, 9);
    paintText(painter, center.x(), std::round(center.y()) + 4, QString::number(number), Theme::font(11, Weight::Bold),
              m_theme->color(Token::Canvas), Qt::AlignHCenter);
}

void AnnotationsItem::paintRoot(QPainter& painter, const Annotation& annotation) const
{
    const QFont font = Theme::font(10.5, Weight::Medium);
    const double width = std::ceil(textWidth(annotation.text, font)) + 8;
    const QRectF tag(annotation.a.x() + 10, annotation.a.y() - 7, width, 14);
    painter.fillRect(tag, m_theme->color(Token::Canvas));
    paintText(painter, tag.x() + 4, tag.y() + 11, annotation.text, font, m_theme->color(Token::Text));
}

} // namespace highwater
