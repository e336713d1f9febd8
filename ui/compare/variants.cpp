// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/variants.h"

#include "scenario/remarks.h"
#include "session/session.h"

#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <utility>

namespace highwater {

namespace {

bool same(const Variant& one, const Variant& other)
{
    return one.place == other.place && one.name == other.name && one.kept == other.kept && one.document == other.document;
}

} // namespace

Variants::Variants(Session& session, QObject* parent) : QObject(parent), m_session(session)
{
    connect(&session, &Session::frame, this, [this] {
        if (!(m_session.document() == m_seen))
            follow();
    });
    connect(&session, &Session::comparedChanged, this, [this] {
        if (!m_session.baseline())
            m_baselineGiven.clear();
        follow();
    });
    connect(&session, &Session::scenarioOpened, this, [this] {
        m_kept.fill({});
        m_baselineGiven.clear();
        follow();
    });
    follow();
}

void Variants::follow()
{
    m_seen = m_session.document();
    auto all = gather();
    if (std::equal(all.begin(), all.end(), m_all.begin(), m_all.end(), same))
        return;
    m_all = std::move(all);
    Q_EMIT changed();
}

std::vector<Variant> Variants::gather() const
{
    std::vector<Variant> all;
    if (!m_session.snapshot())
        return all;
    const Document* baseline = m_session.baselineDocument();
    if (baseline != nullptr)
        all.push_back({0, m_baselineGiven.isEmpty() ? m_session.baselineName() : m_baselineGiven, true, *baseline});
    for (int place = 1; place < most; ++place) {
        if (const auto& kept = m_kept[static_cast<std::size_t>(place)])
            all.push_back({place, kept->given.isEmpty() ? kept->name : kept->given, true, kept->document});
    }
    const Document& now = m_session.document();
    const bool known = std::any_of(all.begin(), all.end(), [&now](const Variant& each) { return sameButRemarks(each.document, now); });
    const auto place = freePlace();
    if (baseline != nullptr && place && (keptCount() == 0 || !known)) {
        const auto at = std::find_if(all.begin(), all.end(), [&place](const Variant& each) { return each.place > *place; });
        all.insert(at, {*place, tr("as it stands"), false, now});
    }
    return all;
}

int Variants::keptCount() const
{
    return static_cast<int>(std::count_if(m_kept.begin(), m_kept.end(), [](const auto& kept) { return kept.has_value(); }));
}

std::optional<int> Variants::freePlace() const
{
    for (int place = 1; place < most; ++place) {
        if (!m_kept[static_cast<std::size_t>(place)])
            return place;
    }
    return std::nullopt;
}

QString Variants::nameOfNow() const
{
    const QString last = m_session.undoText();
    return last.isEmpty() ? tr("as in the file") : last;
}

std::optional<int> Variants::nextPlace() const
{
    if (!m_session.snapshot())
        return std::nullopt;
    return m_session.baseline() ? freePlace() : 0;
}

bool Variants::keep()
{
    if (!canKeep())
        return false;
    if (!m_session.baseline()) {
        m_session.toggleBaseline();
        return true;
    }
    m_kept[static_cast<std::size_t>(*freePlace())] = Kept{m_session.document(), nameOfNow(), {}};
    follow();
    return true;
}

void Variants::remove(int place)
{
    if (place == 0)
        m_session.dropBaseline();
    else if (place < most)
        m_kept[static_cast<std::size_t>(place)].reset();
    follow();
}

void Variants::rename(int place, const QString& name)
{
    const QString given = name.simplified();
    if (place == 0)
        m_baselineGiven = given;
    else if (auto& kept = m_kept[static_cast<std::size_t>(place)])
        kept->given = given;
    follow();
}

void Variants::goOnWith(int place)
{
    const auto at = std::find_if(m_all.begin(), m_all.end(), [place](const Variant& each) { return each.place == place; });
    if (at == m_all.end() || !at->kept)
        return;
    const Document document = at->document; // the step changes what is in m_all
    m_session.edit(document, tr("variant %1: %2").arg(letterOf(place), at->name));
}

void Variants::paintShape(QPainter& painter, const QRectF& box, int place, bool kept, const Theme& theme)
{
    const QColor colour = theme.color(colours[static_cast<std::size_t>(place)]);
    const QRectF at = box.adjusted(0.5, 0.5, -0.5, -0.5);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1.25));
    painter.setBrush(kept ? QBrush(colour) : QBrush(Qt::NoBrush));
    switch (place) {
    case 0:
        painter.drawRect(at);
        break;
    case 1:
        painter.drawEllipse(at);
        break;
    case 2:
        painter.drawPolygon(QPolygonF{QPointF(at.center().x(), at.top()), at.bottomRight(), at.bottomLeft()});
        break;
    default:
        painter.drawPolygon(QPolygonF{QPointF(at.center().x(), at.top()), QPointF(at.right(), at.center().y()),
                                      QPointF(at.center().x(), at.bottom()), QPointF(at.left(), at.center().y())});
    }
    painter.restore();
}

} // namespace highwater
