// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/annotations.h"

#include "canvas/painting.h"
#include "theme/display_text.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr int mostSquares = 6;
constexpr double squareSide = 7;
constexpr double squareStep = 9;
constexpr double gateToSquares =
    16; ///< along the link from its end to the first square: gate and its second bar lie between
constexpr double arrowDistance = 12; ///< from the cards to an arrow; a disc on it needs more
constexpr double discArrowDistance = 15;

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

QFont noteFont()
{
    return Theme::sceneFont(10.5);
}

QFont reasonFont(bool numbered)
{
    return numbered ? Theme::sceneFont(11.5) : noteFont();
}

constexpr double lineHeight = 14; ///< of a second line of text

/// What an arrow and its text cover.
QRectF extentOf(const Annotation& arrow)
{
    const bool above = arrow.b.y() < arrow.a.y();
    const double middle = (arrow.a.x() + arrow.b.x()) / 2;
    const QStringList lines = arrow.text.split(QLatin1Char('\n'));
    double width = std::abs(arrow.b.x() - arrow.a.x());
    for (const QString& line : lines)
        width = std::max(width, textWidth(line, reasonFont(arrow.number > 0)));
    const double near = arrow.number > 0 ? 9 : 5;
    const double far = (arrow.number > 0 ? 25 : 18) + lineHeight * static_cast<double>(lines.size() - 1);
    return QRectF(middle - width / 2, arrow.a.y() - (above ? far : near), width, near + far);
}

bool isTaken(const Annotation& arrow, const std::vector<Annotation>& others)
{
    const QRectF extent = extentOf(arrow);
    return std::any_of(others.begin(), others.end(), [&](const Annotation& other) {
        return other.kind == Annotation::Kind::Arrow && other.number != arrow.number && extentOf(other).intersects(extent);
    });
}

bool isFree(const QRectF& rect, const Layout& layout, const QRectF& area)
{
    if (!area.contains(rect))
        return false;
    const auto hits = [&](const PlacedNode& node) { return node.rect.intersects(rect); };
    const auto crosses = [&](const PlacedEdge& edge) {
        return std::any_of(edge.points.begin(), edge.points.end(), [&](QPointF point) { return rect.contains(point); });
    };
    return std::none_of(layout.nodes.begin(), layout.nodes.end(), hits) && !(layout.exit && hits(*layout.exit)) &&
           std::none_of(layout.edges.begin(), layout.edges.end(), crosses);
}

} // namespace

Annotation arrowFor(const WaitStep& step, int number, const Layout& layout, const PlacedEdge* link, const QRectF& area,
                    const std::vector<Annotation>& others)
{
    const QRectF& from = layout.nodes[at(step.waiter)].rect;
    const QRectF& to = layout.nodes[at(step.blocker)].rect;
    Annotation arrow;
    arrow.kind = Annotation::Kind::Arrow;
    arrow.number = number;
    // A gap in the middle of a card lets two arrows of a chain meet without touching.
    const double gap = to.center().x() >= from.center().x() ? 3 : -3;
    const double left = std::round(from.center().x() + gap);
    const double right = std::round(to.center().x() - gap);
    const double distance = number > 0 ? discArrowDistance : arrowDistance;
    const double below = std::max(from.bottom(), to.bottom()) + distance;
    const double above = std::min(from.top(), to.top()) - distance;
    arrow.text = step.reason;
    for (const bool over : {false, true}) {
        arrow.a = {left, over ? above : below};
        arrow.b = {right, over ? above - 1 : below};
        if (isFree(extentOf(arrow), layout, area) && !isTaken(arrow, others))
            return arrow;
    }
    arrow.kind = Annotation::Kind::Badge;
    arrow.a = link ? link->points[link->points.size() / 3]
                   : QPointF((from.right() + to.left()) / 2, (from.center().y() + to.center().y()) / 2);
    arrow.b = {};
    return arrow;
}

void addLimit(Annotation& arrow, const QString& limit, const Layout& layout, const QRectF& area, const std::vector<Annotation>& all)
{
    if (arrow.kind != Annotation::Kind::Arrow || limit.isEmpty())
        return;
    const QString reason = arrow.text;
    for (const QString& between : {separator(), QStringLiteral("\n")}) {
        arrow.text = reason + between + limit;
        if (isFree(extentOf(arrow), layout, area) && !isTaken(arrow, all))
            return;
    }
    arrow.text = reason;
}

Annotation queueAnnotation(const Queueing& queueing, const PlacedEdge& edge, Token token)
{
    Annotation queue;
    queue.kind = Annotation::Kind::Queue;
    queue.token = token;
    const QPointF gate = edge.points.back();
    const double length = pointStep * static_cast<double>(edge.points.size() - 1);
    const int squares = static_cast<int>(std::min<std::int64_t>(queueing.count, mostSquares));
    for (int i = 0; i < squares; ++i) {
        const double back = gateToSquares + squareSide / 2 + i * squareStep;
        if (back + squareSide / 2 > length)
            break;
        queue.points.push_back(
            edge.points[edge.points.size() - 1 - static_cast<std::size_t>(std::lround(back / pointStep))]);
    }
    // The text stands on the side from which the link does not come.
    const QPointF before = edge.points[edge.points.size() / 2];
    const bool fromBelow = before.y() > gate.y() + 4;
    queue.a = QPointF(gate.x() - 4, std::round(gate.y()) + (fromBelow ? -13 : 20));
    const double room = queue.a.x() - edge.points.front().x() - 2;
    const QString count = countText(queueing.count);
    const QString both = count + QStringLiteral(" · ") + durationText(toSeconds(queueing.longest));
    if (queueing.longest > Duration::zero() && textWidth(both, noteFont()) <= room)
        queue.text = both;
    else if (textWidth(count, noteFont()) <= room)
        queue.text = count;
    return queue;
}

Annotation rateAnnotation(const QString& rate, const PlacedEdge& edge, double width)
{
    // On a link with buffers the label stands above their card, which lies in the middle.
    const QPointF middle = edge.hop ? QPointF(edge.hop->rect.center().x(), edge.hop->rect.top() - 9)
                                    : edge.points[edge.points.size() / 2];
    const bool level = !edge.hop && std::abs(edge.points.front().y() - edge.points.back().y()) < 20;
    return {Annotation::Kind::Label,
            level ? middle - QPointF(0, 11 + width / 2) : middle,
            {},
            rate,
            0,
            Token::Text,
            false,
            {}};
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
            paintLabel(*painter, annotation, Theme::sceneFont(11, Weight::Medium), 16);
            break;
        case Annotation::Kind::Name:
            paintLabel(*painter, annotation, noteFont(), 12);
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
    for (const QPointF& point : annotation.points) {
        const QRectF square(std::round(point.x() - squareSide / 2), std::round(point.y() - squareSide / 2), squareSide,
                            squareSide);
        paintBox(painter, square, m_theme->color(Token::Surface), m_theme->color(annotation.token), 1);
    }
    paintText(painter, annotation.a.x(), annotation.a.y(), annotation.text, noteFont(), m_theme->color(Token::Muted),
              Qt::AlignRight);
}

void AnnotationsItem::paintLabel(QPainter& painter, const Annotation& annotation, const QFont& font,
                                 double height) const
{
    const double width = std::ceil(textWidth(annotation.text, font)) + 8;
    QColor ground = m_theme->color(Token::Canvas);
    ground.setAlphaF(0.9F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    const double top = std::round(annotation.a.y() - height / 2);
    painter.drawRoundedRect(QRectF(std::round(annotation.a.x() - width / 2), top, width, height), 3, 3);
    paintText(painter, annotation.a.x(), top + height - 4 + (height < 14 ? 2 : 0), annotation.text, font,
              m_theme->color(annotation.token), Qt::AlignHCenter);
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
    const QStringList lines = annotation.text.split(QLatin1Char('\n'));
    double baseline = above ? y - (numbered ? 12 : 6) - lineHeight * static_cast<double>(lines.size() - 1) : y + (numbered ? 21 : 14);
    for (const QString& words : lines) {
        paintText(painter, middle, baseline, words, reasonFont(numbered), m_theme->color(numbered ? Token::Text : Token::Muted), Qt::AlignHCenter);
        baseline += lineHeight;
    }
}

void AnnotationsItem::paintBadge(QPainter& painter, QPointF center, int number) const
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme->color(Token::Text));
    painter.drawEllipse(center, 9, 9);
    paintText(painter, center.x(), std::round(center.y()) + 4, QString::number(number), Theme::sceneFont(11, Weight::Bold),
              m_theme->color(Token::Canvas), Qt::AlignHCenter);
}

void AnnotationsItem::paintRoot(QPainter& painter, const Annotation& annotation) const
{
    const QFont font = Theme::sceneFont(10.5, Weight::Medium);
    const double width = std::ceil(textWidth(annotation.text, font)) + 8;
    const QRectF tag(annotation.a.x() + 10, annotation.a.y() - 7, width, 14);
    painter.fillRect(tag, m_theme->color(Token::Canvas));
    paintText(painter, tag.x() + 4, tag.y() + 11, annotation.text, font, m_theme->color(Token::Text));
}

} // namespace highwater
