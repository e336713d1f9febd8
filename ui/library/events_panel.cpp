// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/events_panel.h"

#include "inspector/paint.h"
#include "inspector/slim_thumb.h"
#include "library/events_delegate.h"
#include "library/events_model.h"
#include "session/session.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QHeaderView>
#include <QPainter>
#include <QScrollBar>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace highwater {

namespace {

constexpr int rowHeight = 22;
/// The empty page with its picture needs this height; its two lines of words lie around this many pixels below the page's top.
constexpr int emptyPageHeight = 96;
constexpr int emptyWordsMiddle = 58;

} // namespace

EventsPanel::EventsPanel(Session* session, Theme* theme, QWidget* parent)
    : QWidget(parent), m_session(session), m_theme(theme), m_model(new EventsModel(this)), m_table(new QTableView(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 4, 12, 0);
    layout->addWidget(m_table);

    m_table->setModel(m_model);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setTabKeyNavigation(false);
    m_table->setAccessibleName(tr("Events"));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(rowHeight);
    m_table->verticalHeader()->setMinimumSectionSize(rowHeight);
    m_table->setItemDelegate(new EventsDelegate(theme, m_table));
    m_table->setMouseTracking(true);
    new SlimThumb(m_table, theme);
    auto* header = new EventsHeader(theme, m_table);
    m_table->setHorizontalHeader(header);
    header->setFixedHeight(rowHeight);
    header->resizeSection(EventsModel::Number, 44);
    header->resizeSection(EventsModel::Time, 84);
    header->resizeSection(EventsModel::Who, 84);
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setSectionResizeMode(EventsModel::What, QHeaderView::Stretch);

    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& row) {
        if (row.isValid())
            m_session->setCrosshair(m_model->secondsOf(row.row()));
    });
    connect(session, &Session::frame, this, &EventsPanel::follow);
    connect(session, &Session::scenarioOpened, this, [this] {
        ++m_openings;
        follow();
    });
    connect(theme, &Theme::changed, this, &EventsPanel::applyTheme);
    applyTheme();
    follow();
}

int EventsPanel::eventCount() const
{
    return m_model->rowCount();
}

void EventsPanel::applyTheme()
{
    QPalette palette = m_theme->palette();
    palette.setColor(QPalette::Base, m_theme->color(Token::Surface));
    m_table->setPalette(palette);
    update();
}

void EventsPanel::follow()
{
    const auto snapshot = m_session->snapshot();
    const int before = eventCount();
    const auto* bar = m_table->verticalScrollBar();
    const bool atEnd = bar->value() == bar->maximum();
    const auto generation = (static_cast<std::uint64_t>(m_openings) << 40) + (snapshot ? snapshot->generation : 0);
    m_model->setChanges(generation, snapshot ? snapshot->changes : std::vector<ChangeView>());
    m_table->setVisible(eventCount() > 0);
    if (eventCount() == before)
        return;
    // The newest stays in sight, unless somebody looks at an older one.
    if (atEnd)
        m_table->scrollToBottom();
    Q_EMIT eventCountChanged(eventCount());
    update();
}

void EventsPanel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->color(Token::Surface));
    if (eventCount() > 0)
        return;
    const int middle = width() / 2;
    // A low page leaves the picture out, so that the words are never clipped.
    const bool roomy = height() >= emptyPageHeight;
    const int top = roomy ? height() / 2 - 40 : height() / 2 - emptyWordsMiddle;
    if (roomy)
        painter.drawPixmap(middle - 16, top, iconPixmap(u"clock", 32, m_theme->color(Token::Muted), devicePixelRatioF()));
    paint::text(painter, middle, top + 54, tr("Nothing was changed yet."), Theme::font(14),
                m_theme->color(Token::Text), paint::Align::Centre);
    paint::text(painter, middle, top + 72, tr("Turn a knob: the change gets a number and a place in time."),
                Theme::font(11), m_theme->color(Token::Muted), paint::Align::Centre);
}

} // namespace highwater
