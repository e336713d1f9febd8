// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/lesson_panel.h"

#include "inspector/paint.h"
#include "inspector/slim_scroll_area.h"
#include "inspector/slim_thumb.h"
#include "lesson/lesson_list.h"
#include "lesson/lesson_page.h"
#include "lesson/lesson_progress.h"
#include "lesson/lesson_run.h"
#include "lesson/panel_button.h"
#include "session/session.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QPainter>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace highwater {

namespace {

constexpr int headHeight = 28;
constexpr int footHeight = 44;
constexpr auto lookTime = std::chrono::milliseconds(250);

QString qtPath(const std::filesystem::path& path)
{
    return QString::fromStdU16String(path.u16string());
}

} // namespace

/// "Lesson: Buffer bloat" and at the right "step 2 of 3".
class LessonHead final : public QWidget
{
public:
    LessonHead(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme)
    {
        setFixedHeight(headHeight);
        connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    }
    void setTexts(const QString& title, const QString& note)
    {
        m_title = title;
        m_note = note;
        setAccessibleName(title);
        setAccessibleDescription(note);
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), m_theme.color(Token::Surface));
        const double note = paint::widthOf(m_note, Theme::font(11));
        paint::elided(painter, 14, 18, width() - 36 - note, m_title, Theme::font(12, Weight::Bold), m_theme.color(Token::Text));
        paint::text(painter, width() - 14, 18, m_note, Theme::font(11), m_theme.color(Token::Muted), paint::Align::Right);
        paint::rule(painter, 0, width(), headHeight - 1, m_theme.color(Token::Border));
    }

private:
    const Theme& m_theme;
    QString m_title;
    QString m_note;
};

LessonPanel::LessonPanel(Session& session, Theme& theme, QSettings* settings, QWidget* parent)
    : QWidget(parent), m_session(session), m_theme(theme), m_settings(settings), m_progress(readProgress(settings)), m_look(lookTime, [this] { follow(); })
{
    setAccessibleName(tr("Lessons"));
    build(theme);
    connect(&session, &Session::frame, this, [this] { m_look.request(); });
    connect(&session, &Session::liveChanged, this, &LessonPanel::refreshPlayable);
    connect(&session, &Session::scenarioOpened, this, [this] {
        m_solutionIndex.reset();
        refreshPlayable();
        if (const lessons::Lesson* lesson = current(); lesson && isThere())
            m_session.select(QString::fromStdString(lesson->node));
    });
    connect(&theme, &Theme::changed, this, &LessonPanel::applyTheme);
    applyTheme();
    showList();
}

LessonPanel::~LessonPanel() = default;

void LessonPanel::build(Theme& theme)
{
    m_head = new LessonHead(theme, this);
    m_pages = new QStackedWidget(this);
    m_list = new QListView(m_pages);
    m_model = new LessonListModel(this);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new LessonDelegate(theme, m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setMouseTracking(true);
    m_list->setAccessibleName(tr("All lessons"));
    m_list->installEventFilter(this);
    new SlimThumb(m_list, &theme);
    m_page = new LessonPage(m_session, theme, m_pages);
    m_scroll = new SlimScrollArea(m_page, &theme, m_pages);
    m_pages->addWidget(m_list);
    m_pages->addWidget(m_scroll);

    m_foot = new QWidget(this);
    m_foot->setFixedHeight(footHeight);
    m_back = new PanelButton(tr("Back"), {}, PanelButton::Look::Plain, theme, m_foot);
    m_all = new PanelButton(tr("All lessons"), QStringLiteral("book"), PanelButton::Look::Icon, theme, m_foot);
    m_next = new PanelButton(tr("Next"), {}, PanelButton::Look::Primary, theme, m_foot);
    auto* foot = new QHBoxLayout(m_foot);
    foot->setContentsMargins(14, 8, 14, 8);
    foot->addWidget(m_back);
    foot->addWidget(m_all);
    foot->addStretch(1);
    foot->addWidget(m_next);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_head);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_foot);

    connect(m_list, &QListView::clicked, this, &LessonPanel::openRow);
    connect(m_back, &QAbstractButton::clicked, this, &LessonPanel::back);
    connect(m_next, &QAbstractButton::clicked, this, &LessonPanel::next);
    connect(m_all, &QAbstractButton::clicked, this, &LessonPanel::showList);
    connect(m_page, &LessonPage::nodeWanted, this, &LessonPanel::selectNode);
    connect(m_page, &LessonPage::scenarioWanted, this, [this] { Q_EMIT openWanted(scenarioFile()); });
    connect(m_page, &LessonPage::startAgainWanted, this, &LessonPanel::startAgain);
    connect(m_page, &LessonPage::solutionWanted, this, &LessonPanel::showSolution);
}

void LessonPanel::load()
{
    if (m_loaded)
        return;
    m_loaded = true;
    for (const auto& file : lessons::lessonFiles()) {
        auto lesson = lessons::loadLesson(file);
        if (lesson)
            m_entries.push_back({lesson->id, std::move(*lesson), {}});
        else
            m_entries.push_back({file.stem().string(), {}, QString::fromStdString(lesson.error().front().where + ": " + lesson.error().front().message)});
    }
    refreshList();
}

void LessonPanel::applyTheme()
{
    QPalette palette = m_theme.palette();
    palette.setColor(QPalette::Base, m_theme.color(Token::Surface));
    m_list->setPalette(palette);
    m_list->viewport()->update();
    update();
}

void LessonPanel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::Surface));
    if (m_foot->isVisible())
        paint::rule(painter, 0, width(), m_foot->y(), m_theme.color(Token::Border));
}

void LessonPanel::showEvent(QShowEvent* event)
{
    load();
    QWidget::showEvent(event);
}

// --- the list

void LessonPanel::refreshList()
{
    QList<LessonRow> rows;
    int done = 0;
    for (const Entry& entry : m_entries) {
        LessonRow row;
        if (!entry.lesson) {
            rows.append({QString::fromStdString(entry.id), entry.fault, false, true});
            continue;
        }
        const lessons::LessonProgress progress = m_progress.of(entry.id);
        const auto steps = static_cast<int>(entry.lesson->steps.size());
        row.title = QString::fromStdString(entry.lesson->title);
        row.done = progress.goalMet;
        row.line = progress.goalMet && progress.solutionShown ? tr("done, with the solution shown")
                   : progress.goalMet                         ? tr("done")
                   : progress.steps.empty() && progress.at == 0 ? tr("not begun")
                                                              : tr("step %1 of %2").arg(std::min(progress.at, steps - 1) + 1).arg(steps);
        done += row.done ? 1 : 0;
        rows.append(row);
    }
    m_model->setRows(rows);
    if (m_current < 0)
        m_head->setTexts(tr("Lessons"), m_entries.empty() ? tr("none found") : tr("%1 of %2 done").arg(done).arg(m_entries.size()));
}

void LessonPanel::showList()
{
    const int before = m_current;
    m_current = -1;
    m_pages->setCurrentWidget(m_list);
    m_foot->hide();
    refreshList();
    if (before >= 0) {
        m_list->setCurrentIndex(m_model->index(before));
        m_list->setFocus();
    }
}

void LessonPanel::openRow(const QModelIndex& index)
{
    if (index.isValid() && m_entries[static_cast<std::size_t>(index.row())].lesson)
        openLesson(QString::fromStdString(m_entries[static_cast<std::size_t>(index.row())].id));
}

bool LessonPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            openRow(m_list->currentIndex());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

// --- one lesson

const lessons::Lesson* LessonPanel::current() const
{
    if (m_current < 0)
        return nullptr;
    const auto& lesson = m_entries[static_cast<std::size_t>(m_current)].lesson;
    return lesson ? &*lesson : nullptr;
}

QString LessonPanel::lesson() const
{
    const lessons::Lesson* shown = current();
    return shown ? QString::fromStdString(shown->id) : QString();
}

QString LessonPanel::scenarioFile() const
{
    const lessons::Lesson* shown = current();
    return shown ? qtPath(shown->scenario) : QString();
}

bool LessonPanel::isThere() const
{
    return m_session.snapshot() && current() && QFileInfo(m_session.file()).canonicalFilePath() == QFileInfo(scenarioFile()).canonicalFilePath();
}

void LessonPanel::openLesson(const QString& id)
{
    load();
    const auto at = std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry& entry) { return entry.lesson && entry.id == id.toStdString(); });
    if (at == m_entries.end()) {
        showList();
        return;
    }
    m_current = static_cast<int>(at - m_entries.begin());
    m_solutionIndex.reset();
    m_pages->setCurrentWidget(m_scroll);
    m_foot->show();
    const auto last = static_cast<int>(at->lesson->steps.size()) - 1;
    showStep(std::min(m_progress.of(at->id).at, last));
    if (isThere())
        m_session.select(QString::fromStdString(at->lesson->node));
    else
        Q_EMIT openWanted(scenarioFile());
}

void LessonPanel::showStep(int step)
{
    const lessons::Lesson* lesson = current();
    const auto count = static_cast<int>(lesson->steps.size());
    m_step = step;
    m_progress.markAt(lesson->id, step);
    writeProgress(m_settings, m_progress, lesson->id);
    m_goalState = {};
    m_page->show(*lesson, step, m_progress.of(lesson->id));
    m_head->setTexts(tr("Lesson: %1").arg(QString::fromStdString(lesson->title)), tr("step %1 of %2").arg(step + 1).arg(count));
    m_back->setEnabled(step > 0);
    static_cast<SlimScrollArea*>(m_scroll)->verticalScrollBar()->setValue(0);
    refreshPlayable();
    m_look.now();
}

void LessonPanel::next()
{
    const lessons::Lesson* lesson = current();
    if (!lesson)
        return;
    m_progress.markStep(lesson->id, m_step);
    writeProgress(m_settings, m_progress, lesson->id);
    if (m_step + 1 < static_cast<int>(lesson->steps.size()))
        showStep(m_step + 1);
    else if (static_cast<std::size_t>(m_current) + 1 < m_entries.size() && m_entries[static_cast<std::size_t>(m_current) + 1].lesson)
        openLesson(QString::fromStdString(m_entries[static_cast<std::size_t>(m_current) + 1].id));
    else
        showList();
}

void LessonPanel::back()
{
    if (current() && m_step > 0)
        showStep(m_step - 1);
}

void LessonPanel::refreshPlayable()
{
    m_page->setPlayable(isThere(), m_session.isLive());
}

void LessonPanel::follow()
{
    const lessons::Lesson* lesson = current();
    if (!lesson || !isThere()) {
        m_goalState = {};
        return;
    }
    m_goalState = lessons::judge(lesson->goal, *m_session.snapshot(), lesson->secondsNeeded);
    m_page->showGoal(m_goalState);
    if (m_goalState.verdict != lessons::Verdict::Met)
        return;
    const bool shown = m_solutionIndex == m_session.undoStack()->index();
    const lessons::LessonProgress before = m_progress.of(lesson->id);
    if (before.goalMet && (shown || !before.solutionShown))
        return;
    m_progress.markGoal(lesson->id, shown);
    writeProgress(m_settings, m_progress, lesson->id);
    if (!before.goalMet)
        Q_EMIT lessonDone(QString::fromStdString(lesson->id));
}

void LessonPanel::startAgain()
{
    m_session.restart(false);
    m_session.setRunning(true);
}

void LessonPanel::showSolution()
{
    const lessons::Lesson* lesson = current();
    if (!lesson || !isThere())
        return;
    if (!m_session.setParameters(valuesOf(lesson->solution), tr("solution: %1").arg(labelOf(lesson->solution))))
        return;
    m_solutionIndex = m_session.undoStack()->index();
    startAgain();
}

void LessonPanel::selectNode(const QString& node)
{
    // A part of a node is inspected with its owner.
    m_session.select(node.section(QLatin1Char('/'), 0, 0));
}

} // namespace highwater
