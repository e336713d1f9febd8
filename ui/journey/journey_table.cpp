// SPDX-License-Identifier: GPL-3.0-or-later
#include "journey/journey_table.h"

#include "inspector/paint.h"
#include "inspector/slim_thumb.h"
#include "journey/stay_look.h"
#include "theme/icons.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <array>

namespace highwater {

namespace {

constexpr int gap = 6; ///< on both sides of a column's text
constexpr int tableRow = 20;
constexpr int headerHeight = 22;
constexpr int iconSide = 12;
constexpr int barHeight = 10;
constexpr int leastBars = 60;
constexpr std::array<int, JourneyModel::ColumnCount> widths{108, 62, 80, 60, 60, 60, 58, 40, 90};
/// Which columns give way first when there is not room for all.
constexpr std::array<int, 6> lessNeeded{JourneyModel::Where,   JourneyModel::Attempts, JourneyModel::Retrying,
                                        JourneyModel::Blocked, JourneyModel::Served,   JourneyModel::Waited};

bool isLeft(int column)
{
    return column == JourneyModel::Item || column == JourneyModel::Where || column == JourneyModel::End;
}
} // namespace

void JourneyDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QRect cell = option.rect;
    painter->save();
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(cell, m_theme.color(Token::Selected));
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(cell, m_theme.color(Token::Hover));
    if (option.state.testFlag(QStyle::State_Selected) && index.column() == JourneyModel::Item)
        painter->fillRect(QRect(cell.left(), cell.top(), 3, cell.height()), m_theme.color(Token::Accent));
    const QString text = index.data().toString();
    const QFont font = Theme::font(12);
    const int baseline = cell.center().y() + Theme::scaled(5);
    const bool names = index.column() == JourneyModel::Item || index.column() == JourneyModel::Total;
    const QColor ink = m_theme.color(names ? Token::Text : Token::Muted);
    if (index.column() == JourneyModel::Where) {
        paintParts(*painter, cell, index.data(JourneyModel::partsRole).toList());
    } else if (index.column() == JourneyModel::End) {
        const FateLook look = lookOf(static_cast<Fate>(index.data(JourneyModel::fateRole).toInt()));
        painter->drawPixmap(cell.left() + gap, cell.center().y() - iconSide / 2 + 1,
                            iconPixmap(look.icon, iconSide, m_theme.color(look.token), painter->device()->devicePixelRatioF()));
        paint::elided(*painter, cell.left() + gap + iconSide + 4, baseline, cell.width() - gap - iconSide - 4, text, font, ink);
    } else if (isLeft(index.column())) {
        // The end of the name tells the item from others.
        paint::text(*painter, cell.left() + gap + 2, baseline, QFontMetricsF(font).elidedText(text, Qt::ElideMiddle, cell.width() - 2 * gap),
                    font, ink);
    } else {
        paint::text(*painter, cell.right() + 1 - gap, baseline, text, font, ink, paint::Align::Right);
    }
    painter->restore();
}

void JourneyDelegate::paintParts(QPainter& painter, const QRect& cell, const QVariantList& parts) const
{
    const double room = cell.width() - 2.0 * gap;
    double from = cell.left() + gap;
    for (std::size_t i = 0; i < stayCount && static_cast<qsizetype>(i) < parts.size(); ++i) {
        const double width = parts[static_cast<qsizetype>(i)].toDouble() * room;
        if (width < 0.5)
            continue;
        paintStay(painter,
                  QRectF(std::round(from), cell.center().y() - barHeight / 2 + 1, std::round(from + width) - std::round(from), barHeight),
                  static_cast<Stay>(i), m_theme);
        from += width;
    }
}

JourneyHeader::JourneyHeader(const Theme& theme, QWidget* parent) : QHeaderView(Qt::Horizontal, parent), m_theme(theme)
{
    setHighlightSections(false);
    setSectionsClickable(true);
    setMinimumSectionSize(24);
    connect(&theme, &Theme::changed, this, [this] { viewport()->update(); });
}

void JourneyHeader::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_theme.color(Token::Surface));
    paint::rule(painter, 0, viewport()->width(), viewport()->height() - 1, m_theme.color(Token::Border));
    painter.end();
    QHeaderView::paintEvent(event);
}

void JourneyHeader::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    const QString name = model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString();
    const QFont font = Theme::font(11);
    const bool left = isLeft(section);
    const bool sorted = isSortIndicatorShown() && sortIndicatorSection() == section;
    const int baseline = rect.center().y() + Theme::scaled(4);
    const QColor ink = m_theme.color(sorted ? Token::Text : Token::Muted);
    const int room = rect.width() - 2 * gap - (sorted && left ? 10 : 0);
    if (left)
        paint::elided(*painter, rect.left() + gap + 2, baseline, room, name, font, ink);
    else
        paint::text(*painter, rect.right() + 1 - gap, baseline, name, font, ink, paint::Align::Right);
    if (!sorted)
        return;
    const double width = std::min<double>(room, paint::widthOf(name, font));
    const double x = left ? rect.left() + gap + 2 + width + 7 : rect.right() + 1 - gap - width - 7;
    const double y = rect.center().y() + 0.5;
    const double tip = sortIndicatorOrder() == Qt::AscendingOrder ? -3 : 3;
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(ink);
    painter->drawPolygon(QPolygonF{QPointF(x - 3.5, y - tip / 2), QPointF(x + 3.5, y - tip / 2), QPointF(x, y + tip)});
    painter->setRenderHint(QPainter::Antialiasing, false);
}

JourneyTable::JourneyTable(JourneyModel* journeys, Theme& theme, QWidget* parent)
    : QTableView(parent), m_journeys(journeys), m_sorted(new QSortFilterProxyModel(this)), m_theme(theme)
{
    m_sorted->setSourceModel(journeys);
    m_sorted->setSortRole(JourneyModel::sortRole);
    setModel(m_sorted);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    setAccessibleName(tr("The slowest items"));
    verticalHeader()->hide();
    setItemDelegate(new JourneyDelegate(theme, this));
    auto* header = new JourneyHeader(theme, this);
    setHorizontalHeader(header);
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setSectionResizeMode(JourneyModel::Where, QHeaderView::Stretch);
    header->setSortIndicator(JourneyModel::Total, Qt::DescendingOrder);
    setSortingEnabled(true);
    new SlimThumb(this, &theme);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this, &JourneyTable::currentJourneyChanged);
    connect(journeys, &QAbstractItemModel::modelReset, this, &JourneyTable::chooseColumns);
    connect(&theme, &Theme::changed, this, &JourneyTable::dress);
    dress();
}

void JourneyTable::dress()
{
    QPalette palette = m_theme.palette();
    palette.setColor(QPalette::Base, m_theme.color(Token::Surface));
    setPalette(palette);
    verticalHeader()->setMinimumSectionSize(Theme::scaled(tableRow));
    verticalHeader()->setDefaultSectionSize(Theme::scaled(tableRow));
    horizontalHeader()->setFixedHeight(Theme::scaled(headerHeight));
    for (int column = 0; column < JourneyModel::ColumnCount; ++column)
        horizontalHeader()->resizeSection(column, Theme::scaled(widths[static_cast<std::size_t>(column)]));
}

void JourneyTable::resizeEvent(QResizeEvent* event)
{
    chooseColumns();
    QTableView::resizeEvent(event);
}

/// Columns in which there is nothing but zeros go, and in a narrow table those that matter less.
void JourneyTable::chooseColumns()
{
    int sum = 0;
    for (int column = 0; column < JourneyModel::ColumnCount; ++column) {
        const bool hidden = m_journeys->isIdle(column);
        setColumnHidden(column, hidden);
        sum += hidden ? 0 : Theme::scaled(column == JourneyModel::Where ? leastBars : widths[static_cast<std::size_t>(column)]);
    }
    for (const int column : lessNeeded) {
        if (sum <= viewport()->width() || isColumnHidden(column))
            continue;
        setColumnHidden(column, true);
        sum -= Theme::scaled(column == JourneyModel::Where ? leastBars : widths[static_cast<std::size_t>(column)]);
    }
    const bool bars = !isColumnHidden(JourneyModel::Where);
    horizontalHeader()->setSectionResizeMode(JourneyModel::Item, bars ? QHeaderView::Fixed : QHeaderView::Stretch);
    if (bars)
        horizontalHeader()->resizeSection(JourneyModel::Item, Theme::scaled(widths[JourneyModel::Item]));
}

const Journey* JourneyTable::current() const
{
    return m_journeys->journey(m_sorted->mapToSource(currentIndex()).row());
}

void JourneyTable::choose(std::optional<int> row)
{
    const QModelIndex index = row ? m_sorted->mapFromSource(m_journeys->index(*row, 0)) : QModelIndex();
    if (index.isValid()) {
        setCurrentIndex(index);
    } else {
        selectionModel()->clear();
        Q_EMIT currentJourneyChanged();
    }
}

void JourneyTable::move(int by)
{
    const int row = std::clamp(currentIndex().row() + by, 0, std::max(0, m_sorted->rowCount() - 1));
    if (m_sorted->rowCount() > 0)
        setCurrentIndex(m_sorted->index(row, 0));
}

} // namespace highwater
