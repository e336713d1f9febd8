// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "canvas/link_face.h"
#include "canvas/pipeline_layout.h"
#include "canvas/wait_chain.h"
#include "theme/theme.h"

#include <QFont>
#include <QGraphicsItem>
#include <QPointF>
#include <QString>

#include <vector>

namespace highwater {

/// Something small that stands beside cards and links.
struct Annotation
{
    enum class Kind : std::uint8_t {
        Queue, ///< squares for senders along points, the first next to the gate; text at a, right-aligned: count and
               ///< longest wait
        Label, ///< text centred on a
        Name,  ///< the same, smaller
        Arrow, ///< from a to b, horizontally; text of one or two lines below (or above, when b.y is smaller than a.y by a pixel)
        Badge, ///< number in a disc at a
        Root   ///< the word "root" on an outline whose top left corner is a
    };
    Kind kind = Kind::Label;
    QPointF a;
    QPointF b;
    QString text;
    int number = 0; ///< in the disc (Arrow, Badge); 0: none
    Token token = Token::Text;
    bool faded = false; ///< not part of what "Who waits?" shows
    std::vector<QPointF> points;
    bool operator==(const Annotation&) const = default;
};

/// The arrow for one step of a chain: below both cards where nothing is in its way, else above, else a badge on the
/// link. area: where annotations may stand; others: arrows that stand there already. number: in "Who waits?", else 0.
Annotation arrowFor(const WaitStep& step, int number, const Layout& layout, const PlacedEdge* link, const QRectF& area,
                    const std::vector<Annotation>& others = {});
/// Says beside or below the reason which limit was hit, where there is room for it among all arrows, of which this is one.
void addLimit(Annotation& arrow, const QString& limit, const Layout& layout, const QRectF& area, const std::vector<Annotation>& all);
/// At most six squares before the gate of a link, the number of senders and how long the first has waited.
Annotation queueAnnotation(const Queueing& queueing, const PlacedEdge& edge, Token token);
/// The rate of a link as text: above a level link, on a sloping one.
Annotation rateAnnotation(const QString& rate, const PlacedEdge& edge, double width);

/// Draws all annotations as one item.
class AnnotationsItem final : public QGraphicsItem
{
public:
    explicit AnnotationsItem(const Theme& theme) : m_theme(&theme) {}
    void setTheme(const Theme& theme) { m_theme = &theme; }
    void setArea(const QRectF& area);
    void setAnnotations(std::vector<Annotation> annotations, double fade);
    [[nodiscard]] const std::vector<Annotation>& annotations() const { return m_annotations; }

    [[nodiscard]] QRectF boundingRect() const override { return m_area; }
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    void paintQueue(QPainter& painter, const Annotation& annotation) const;
    void paintLabel(QPainter& painter, const Annotation& annotation, const QFont& font, double height) const;
    void paintArrow(QPainter& painter, const Annotation& annotation) const;
    void paintBadge(QPainter& painter, QPointF center, int number) const;
    void paintRoot(QPainter& painter, const Annotation& annotation) const;

    const Theme* m_theme;
    QRectF m_area;
    std::vector<Annotation> m_annotations;
    double m_fade = 1;
};

} // namespace highwater
