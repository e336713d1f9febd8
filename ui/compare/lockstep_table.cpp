// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/lockstep_table.h"

#include "inspector/paint.h"
#include "inspector/slim_thumb.h"
#include "theme/icons.h"

#include <QPainter>

#include <algorithm>

namespace highwater {

namespace {

using Verdict = LockstepModel::Verdict;

constexpr int gap = 8; ///< on both sides of a column's text
constexpr int headerHeight = 24;
constexpr int sectionHeight = 22;
constexpr int lowRow = 22;
constexpr int highRow = 36;
constexpr int nameWidth = 96;
constexpr int firstWidth = 108;      ///< of A, which has no difference
constexpr int leastWidth = 156;      ///< of the others
constexpr int oneLineWidth = 310;    ///< from there on value, difference and word stand in one line
constexpr int wordRoom = 132;        ///< of them, for the word
constexpr int iconSide = 12;
constexpr int shapeSide = 10;
constexpr int markRoom = 20; ///< right of a figure that may have a check beside it

struct Look
{
    const char16_t* icon;
    Token token;
};

Look lookOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Better:
    case Verdict::PerhapsBetter:
        return {u"check", Token::Flowing};
    case Verdict::Worse:
    case Verdict::PerhapsWorse:
        return {u"warn", Token::Pressed};
    case Verdict::NotRun:
    case Verdict::TooFew:
        return {u"clock", Token::Muted};
    case Verdict::None:
    case Verdict::Same:
    case Verdict::NotSeen:
        break;
    }
    return {u"minus", Token::Muted};
}

} // namespace

void LockstepDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QRect cell = option.rect;
    const bool section = index.data(LockstepModel::sectionRole).toBool();
    if (option.state.testFlag(QStyle::State_Selected) && !section)
        painter->fillRect(cell, m_theme.color(Token::Selected));
    if (index.column() == 0 || section) {
        const QFont font = Theme::font(section ? 11 : 12, section ? Weight::Bold : Weight::Regular);
        const int baseline = section || cell.height() < Theme::scaled(highRow) ? cell.center().y() + Theme::scaled(5) : cell.top() + Theme::scaled(15);
        paint::elided(*painter, cell.left() + gap, baseline, cell.width() - gap, index.data().toString(), font,
                      m_theme.color(section ? Token::Text : Token::Muted));
        return;
    }
    const auto verdict = static_cast<Verdict>(index.data(LockstepModel::verdictRole).toInt());
    const bool clear = verdict == Verdict::Better || verdict == Verdict::Worse;
    const QFont valueFont = Theme::font(12.5, Weight::Medium);
    const QFont small = Theme::font(11, clear ? Weight::Medium : Weight::Regular);
    const QString value = index.data(LockstepModel::valueRole).toString();
    const QString difference = index.data(LockstepModel::differenceRole).toString();
    const bool oneLine = cell.height() < Theme::scaled(highRow);
    const int first = oneLine ? cell.center().y() + Theme::scaled(5) : cell.top() + Theme::scaled(15);
    const int right = cell.right() + 1 - gap;
    const double valueWidth = paint::widthOf(value, valueFont);
    const int words = cell.left() + gap;
    double end = right;
    if (oneLine && verdict != Verdict::None) { // word, value, difference
        paint::text(*painter, right, first, difference, Theme::font(12), m_theme.color(Token::Text), paint::Align::Right);
        end = words + Theme::scaled(wordRoom) + Theme::scaled(60);
    } else if (!difference.isEmpty()) {
        paint::text(*painter, right, cell.top() + Theme::scaled(30), difference, small, m_theme.color(clear ? Token::Text : Token::Muted),
                    paint::Align::Right);
    }
    paint::text(*painter, end, first, value, valueFont, m_theme.color(Token::Text), paint::Align::Right);
    if (verdict == Verdict::None)
        return;
    const Look look = lookOf(verdict);
    const int side = Theme::scaled(iconSide);
    painter->drawPixmap(words, first - side + Theme::scaled(2),
                        iconPixmap(look.icon, side, m_theme.color(look.token), painter->device()->devicePixelRatioF()));
    paint::elided(*painter, words + side + 4, first, end - valueWidth - 6 - words - side - 4, index.data(LockstepModel::wordRole).toString(), small,
                  m_theme.color(clear ? Token::Text : Token::Muted));
}

CompareHeader::CompareHeader(const Theme& theme, QWidget* parent) : QHeaderView(Qt::Horizontal, parent), m_theme(theme)
{
    setHighlightSections(false);
    setSectionsClickable(false);
    setMinimumSectionSize(24);
    connect(&theme, &Theme::changed, this, [this] { viewport()->update(); });
}

void CompareHeader::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_theme.color(Token::Surface));
    paint::rule(painter, 0, viewport()->width(), viewport()->height() - 1, m_theme.color(Token::Border));
    painter.end();
    QHeaderView::paintEvent(event);
}

void CompareHeader::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    const QVariant variant = model()->headerData(section, Qt::Horizontal, LockstepModel::placeRole);
    const QString text = model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString();
    const int baseline = rect.center().y() + Theme::scaled(4);
    if (!variant.isValid()) {
        const auto alignment = model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole).toInt();
        if ((alignment & Qt::AlignRight) != 0)
            paint::text(*painter, rect.right() - markRoom, baseline, text, Theme::font(11), m_theme.color(Token::Muted), paint::Align::Right);
        else
            paint::elided(*painter, rect.left() + gap, baseline, rect.width() - gap, text, Theme::font(11), m_theme.color(Token::Muted));
        return;
    }
    const int side = Theme::scaled(shapeSide);
    const bool kept = model()->headerData(section, Qt::Horizontal, LockstepModel::keptRole).toBool();
    Variants::paintShape(*painter, QRectF(rect.left() + gap, rect.center().y() - side / 2 + 1, side, side), variant.toInt(), kept, m_theme);
    const int left = rect.left() + gap + side + 5;
    paint::elided(*painter, left, baseline, rect.right() - left, text, Theme::font(11, Weight::Medium), m_theme.color(Token::Text));
}

LockstepTable::LockstepTable(LockstepModel* lockstep, Theme& theme, QWidget* parent) : QTableView(parent), m_lockstep(lockstep), m_theme(theme)
{
    setModel(lockstep);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setTabKeyNavigation(false);
    setAccessibleName(tr("Variants in lock-step"));
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(8);
    setItemDelegate(new LockstepDelegate(theme, this));
    setHorizontalHeader(new CompareHeader(theme, this));
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    new SlimThumb(this, &theme);
    connect(lockstep, &QAbstractItemModel::modelReset, this, &LockstepTable::arrange);
    connect(&theme, &Theme::changed, this, &LockstepTable::dress);
    dress();
}

void LockstepTable::dress()
{
    QPalette palette = m_theme.palette();
    palette.setColor(QPalette::Base, m_theme.color(Token::Surface));
    setPalette(palette);
    horizontalHeader()->setFixedHeight(Theme::scaled(headerHeight));
    arrange();
}

void LockstepTable::resizeEvent(QResizeEvent* event)
{
    arrange();
    QTableView::resizeEvent(event);
}

/// Columns by the width, rows by what the columns have room for.
void LockstepTable::arrange()
{
    const int columns = m_lockstep->columnCount();
    if (columns < 2)
        return;
    const int rest = viewport()->width() - Theme::scaled(nameWidth) - Theme::scaled(firstWidth);
    const int each = columns > 2 ? std::max(Theme::scaled(leastWidth), rest / (columns - 2)) : 0;
    horizontalHeader()->resizeSection(0, Theme::scaled(nameWidth));
    horizontalHeader()->resizeSection(1, Theme::scaled(firstWidth));
    for (int column = 2; column < columns; ++column)
        horizontalHeader()->resizeSection(column, each);
    const int height = Theme::scaled(each >= Theme::scaled(oneLineWidth) ? lowRow : highRow);
    clearSpans();
    for (int row = 0; row < m_lockstep->rowCount(); ++row) {
        const bool section = m_lockstep->index(row, 0).data(LockstepModel::sectionRole).toBool();
        setRowHeight(row, section ? Theme::scaled(sectionHeight) : height);
        if (section)
            setSpan(row, 0, 1, columns);
    }
}

} // namespace highwater
