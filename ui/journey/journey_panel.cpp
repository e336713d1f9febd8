// SPDX-License-Identifier: GPL-3.0-or-later
#include "journey/journey_panel.h"

#include "charts/header_button.h"
#include "inspector/paint.h"
#include "journey/journey_model.h"
#include "journey/journey_table.h"
#include "journey/journey_words.h"
#include "journey/waterfall.h"
#include "session/session.h"
#include "theme/display_text.h"
#include "theme/icons.h"
#include "units/display.h"

#include <QPainter>

#include <algorithm>

namespace highwater {

namespace {

constexpr Duration span = std::chrono::minutes(1);
constexpr std::size_t mostItems = 20;
constexpr int pollMilliseconds = 40;
constexpr int edge = 12;
constexpr int stripHeight = 28;
constexpr int buttonGap = 6;
constexpr int mostTable = 640;
constexpr int tableShare = 52; ///< per cent

HeaderButton* button(const QString& words, const QString& tip, const Theme& theme, QWidget* parent)
{
    auto* made = new HeaderButton(HeaderButton::Look::Toggle, theme, parent);
    made->setCheckable(false);
    made->setWords(words);
    made->setToolTip(tip);
    made->setAccessibleName(words);
    return made;
}

QString clockText(Instant at)
{
    return qtText(displayClock(at.time_since_epoch()));
}

} // namespace

JourneyPanel::JourneyPanel(Session& session, Theme& theme, QWidget* parent)
    : QWidget(parent), m_session(session), m_theme(theme), m_finder(std::make_shared<JourneyFinder>()), m_model(new JourneyModel(this)),
      m_table(new JourneyTable(m_model, theme, this)), m_waterfall(new Waterfall(theme, this)),
      m_refresh(button(tr("Refresh"), tr("Look for the slowest items of the last minute"), theme, this)),
      m_start(button(tr("Go to its start"), tr("Go to the instant at which this item was created"), theme, this)),
      m_oldestButton(button(QString(), tr("Follow the item that has been in the selected node longest"), theme, this))
{
    m_poll.setInterval(pollMilliseconds);
    connect(&m_poll, &QTimer::timeout, this, &JourneyPanel::poll);
    connect(m_refresh, &QAbstractButton::clicked, this, &JourneyPanel::refresh);
    connect(m_oldestButton, &QAbstractButton::clicked, this, &JourneyPanel::showOldest);
    connect(m_start, &QAbstractButton::clicked, this, [this] {
        if (const auto journey = shown())
            Q_EMIT seekWanted(toSeconds(journey->begin));
    });
    connect(m_table, &JourneyTable::currentJourneyChanged, this, &JourneyPanel::showChosen);
    connect(m_waterfall, &Waterfall::neighbourWanted, m_table, &JourneyTable::move);
    connect(m_waterfall, &Waterfall::nodeChosen, this, &JourneyPanel::nodeChosen);
    connect(&session, &Session::frame, this, &JourneyPanel::follow);
    connect(&session, &Session::selectionChanged, this, &JourneyPanel::follow);
    connect(&session, &Session::scenarioOpened, this, &JourneyPanel::forget);
    connect(&session, &Session::liveChanged, this, &JourneyPanel::forget);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    setTabOrder(m_table, m_waterfall);
    follow();
}

JourneyPanel::~JourneyPanel() = default;

void JourneyPanel::setLookBack(LookBackSource source)
{
    m_source = std::move(source);
    follow();
}

bool JourneyPanel::live() const
{
    const auto snapshot = m_session.snapshot();
    return snapshot && snapshot->mode == Mode::Measured;
}

std::optional<Journey> JourneyPanel::shown() const
{
    return m_waterfall->journey();
}

/// Another run: nothing of the old one is true of it.
void JourneyPanel::forget()
{
    ++m_request;
    m_finder->cancel();
    m_waiting = false;
    m_poll.stop();
    m_oldest.reset();
    m_answer.reset();
    m_note.clear();
    m_model->setJourneys({});
    m_waterfall->show(std::nullopt);
    follow();
}

void JourneyPanel::follow()
{
    const auto snapshot = m_session.snapshot();
    if (snapshot && m_answer && (snapshot->branch != m_branch || snapshot->seed != m_seed || snapshot->end < m_askedAt)) {
        forget(); // restarted, or another future
        return;
    }
    const bool there = snapshot && !live() && m_source;
    const QString words = oldestWords();
    m_oldestButton->setWords(words);
    m_oldestButton->setAccessibleName(words);
    m_refresh->setEnabled(there && !m_waiting);
    m_oldestButton->setEnabled(there && !m_waiting && !m_session.selectedNode().isEmpty());
    m_start->setEnabled(there && shown().has_value());
    place();
    // In the past of what the table shows it stays: somebody looks into one of its items.
    const bool stands = snapshot && snapshot->state != RunState::Running;
    if (there && isVisible() && !m_waiting && snapshot->now > runStart && (!m_answer || (stands && snapshot->now > m_askedAt)))
        refresh();
    // Pictures come many times a second, and change nothing of what is painted here.
    const QString painted = title() + m_note + emptyText();
    if (painted != m_painted) {
        m_painted = painted;
        update();
    }
}

QString JourneyPanel::oldestWords() const
{
    return m_session.selectedNode().isEmpty() ? tr("Oldest") : tr("Oldest in %1").arg(m_session.selectedNode());
}

void JourneyPanel::refresh()
{
    const auto snapshot = m_session.snapshot();
    if (!snapshot || live())
        return;
    m_askedAt = snapshot->now;
    m_branch = snapshot->branch;
    m_seed = snapshot->seed;
    m_since = snapshot->now - std::min<Duration>(span, snapshot->now.time_since_epoch());
    m_deeper = false;
    m_note.clear();
    ask(m_since, std::nullopt);
}

void JourneyPanel::ask(Instant from, std::optional<RequestId> item)
{
    const std::uint64_t request = ++m_request;
    const auto take = [finder = m_finder, request, since = m_since, item](const LookBack& past) {
        JourneyQuestion question{past, since, mostItems, item, {}};
        question.budget = std::chrono::milliseconds(500);
        finder->ask(std::move(question), request);
    };
    m_waiting = m_source && m_source(from, take);
    m_waiting ? m_poll.start() : m_poll.stop();
    update();
}

void JourneyPanel::showOldest()
{
    const auto snapshot = m_session.snapshot();
    if (!snapshot || live() || m_session.selectedNode().isEmpty())
        return;
    m_branch = snapshot->branch;
    m_seed = snapshot->seed;
    m_oldestNode = m_session.selectedNode();
    m_oldest = std::make_shared<Oldest>();
    const auto look = [found = m_oldest, node = m_oldestNode.toStdString()](const Simulation& world) {
        const auto item = oldestIn(world, node);
        const std::lock_guard lock(found->mutex);
        found->item = item;
        found->done = true;
    };
    m_waiting = m_session.look(look);
    m_waiting ? m_poll.start() : m_oldest.reset();
    follow();
}

void JourneyPanel::poll()
{
    if (m_oldest) {
        takeOldest();
        return;
    }
    const bool more = m_finder->busy(); // asked first: when it is not, the newest answer is the last
    const auto answer = m_finder->newest();
    if (!answer || answer->request != m_request)
        return;
    m_waiting = more;
    if (!m_waiting)
        m_poll.stop();
    take(answer);
}

/// The item is known: now its way to where it is.
void JourneyPanel::takeOldest()
{
    std::optional<RequestId> item;
    {
        const std::lock_guard lock(m_oldest->mutex);
        if (!m_oldest->done)
            return;
        item = m_oldest->item;
    }
    m_oldest.reset();
    if (item) {
        ask(item->created, item);
        return;
    }
    m_waiting = false;
    m_poll.stop();
    say(tr("Nothing is inside %1 now.").arg(m_oldestNode));
}

void JourneyPanel::take(const std::shared_ptr<const JourneyAnswer>& answer)
{
    if (answer->aboutItem) {
        m_waiting = false;
        m_table->choose(std::nullopt);
        m_waterfall->show(answer->item);
        say(answer->item ? tr("The oldest in %1").arg(m_oldestNode) : tr("It left %1 before one could look.").arg(m_oldestNode));
        Q_EMIT answered();
        return;
    }
    if (answer != m_answer)
        showTable(*answer);
    m_answer = answer;
    Instant earliest = answer->from;
    for (const Journey& journey : answer->slowest.journeys)
        earliest = std::min(earliest, journey.begin);
    if (!m_waiting && answer->slowest.complete && earliest < answer->from && !m_deeper) {
        m_deeper = true; // some came before the past that was looked at: their beginnings are wanted, too
        ask(earliest, std::nullopt);
    }
    follow();
    if (!m_waiting)
        Q_EMIT answered();
}

void JourneyPanel::showTable(const JourneyAnswer& answer)
{
    const auto before = shown();
    m_model->setJourneys(answer.slowest.journeys);
    const auto kept = before ? m_model->rowOf(before->id) : std::nullopt;
    m_table->choose(kept ? kept : m_model->rowCount() > 0 ? std::optional(0) : std::nullopt);
}

void JourneyPanel::showChosen()
{
    const Journey* journey = m_table->current();
    if (journey != nullptr)
        m_note.clear();
    m_waterfall->show(journey != nullptr ? std::optional(*journey) : std::nullopt);
    m_start->setEnabled(journey != nullptr);
    update();
}

void JourneyPanel::say(const QString& note)
{
    m_note = note;
    follow();
}

QString JourneyPanel::title() const
{
    if (!m_answer)
        return {};
    const SlowestItems& slowest = m_answer->slowest;
    const QString times = tr("%1 to %2").arg(clockText(slowest.since), clockText(slowest.until));
    const QString counted = tr("%1 answered").arg(countText(static_cast<std::int64_t>(slowest.ended)));
    QStringList parts{times, counted};
    if (m_waiting)
        parts << tr("looking back…");
    else if (!slowest.complete)
        parts << tr("not all of it was looked at");
    return parts.join(separator());
}

QString JourneyPanel::emptyText() const
{
    if (!m_session.snapshot())
        return tr("No scenario is open.");
    if (live())
        return tr("Journeys are told of simulated runs.");
    if (m_waiting)
        return tr("Looking back…");
    if (m_session.snapshot()->now <= runStart)
        return tr("Nothing has happened yet.");
    return m_answer ? tr("No request has ended in the last minute.") : tr("Whose way took longest, and where?");
}

void JourneyPanel::place()
{
    const bool any = m_model->rowCount() > 0 || shown().has_value();
    const int top = stripHeight;
    const int room = std::max(0, width() - 2 * edge);
    const int table = std::min(mostTable, room * tableShare / 100);
    m_table->setVisible(any);
    m_waterfall->setVisible(any);
    m_table->setGeometry(edge, top, table, std::max(0, height() - top - 2));
    m_waterfall->setGeometry(edge + table + 9, top, std::max(0, room - table - 9), std::max(0, height() - top - 2));
    int right = width() - edge;
    for (HeaderButton* each : {m_refresh, m_start, m_oldestButton}) {
        each->setVisible(m_session.snapshot() && !live() && m_source);
        const QSize size = each->sizeHint();
        each->setGeometry(right - size.width(), (stripHeight - size.height()) / 2, size.width(), size.height());
        right -= size.width() + buttonGap;
    }
}

void JourneyPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    place();
}

void JourneyPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    follow();
}

void JourneyPanel::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::Surface));
    const int middle = width() / 2;
    if (m_table->isVisibleTo(this)) {
        const int half = m_waterfall->x();
        const int end = m_oldestButton->x() - 2 * buttonGap;
        paint::text(painter, edge + 2, 18, tr("Slowest items"), Theme::font(12, Weight::Medium), m_theme.color(Token::Text));
        const double after = edge + 10 + paint::widthOf(tr("Slowest items"), Theme::font(12, Weight::Medium));
        paint::elided(painter, after, 18, half - 12 - after, title(), Theme::font(11), m_theme.color(Token::Muted));
        const auto journey = shown();
        const QString item = journey ? JourneyWords::duration(journey->total()) + separator() + JourneyWords::item(*journey) : QString();
        const QString line = m_note.isEmpty() || item.isEmpty() ? m_note + item : m_note + QStringLiteral(": ") + item;
        paint::elided(painter, half + 8, 18, end - half - 8, line, Theme::font(12, Weight::Medium), m_theme.color(Token::Text));
        painter.fillRect(QRect(half - 5, 4, 1, height() - 8), m_theme.color(Token::Border));
        return;
    }
    const bool roomy = height() >= 96;
    const int top = roomy ? height() / 2 - 40 : height() / 2 - 58;
    if (roomy)
        painter.drawPixmap(middle - 16, top, iconPixmap(u"clock", 32, m_theme.color(Token::Muted), devicePixelRatioF()));
    paint::text(painter, middle, top + 54, m_note.isEmpty() ? emptyText() : m_note, Theme::font(14), m_theme.color(Token::Text),
                paint::Align::Centre);
    const QString hint = live() ? tr("A live run is measured from outside: single items are not followed.")
                                : tr("The slowest items of the last minute appear here, each with its way through the network.");
    paint::text(painter, middle, top + 72, hint, Theme::font(11), m_theme.color(Token::Muted), paint::Align::Centre);
}

} // namespace highwater
