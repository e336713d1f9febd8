// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/compare_panel.h"

#include "compare/compare_delegate.h"
#include "compare/compare_model.h"
#include "compare/lockstep_table.h"
#include "compare/variant_bar.h"
#include "findings/card_button.h"
#include "inspector/paint.h"
#include "inspector/slim_thumb.h"
#include "scenario/remarks.h"
#include "session/session.h"
#include "theme/icons.h"
#include "units/display.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPainter>
#include <QTableView>

#include <algorithm>

namespace highwater {

namespace {

constexpr int rowHeight = 22;
constexpr int headerHeight = 24;
constexpr int margin = 12;
constexpr int pollMilliseconds = 100;

} // namespace

ComparePanel::ComparePanel(Session& session, Theme& theme, QWidget* parent)
    : QWidget(parent), m_session(session), m_theme(theme), m_variants(session), m_model(new CompareModel(this)),
      m_lockstepModel(new LockstepModel(this)), m_table(new QTableView(this)),
      m_lockstepTable(new LockstepTable(m_lockstepModel, theme, this)), m_bar(new VariantBar(m_variants, theme, this)),
      m_other(new CardButton(QString(), CardButton::Look::Plain, theme, this)), m_keep(new QAction(tr("Keep as variant"), this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(margin, 4, margin, 4);
    row->setSpacing(16);
    row->addWidget(m_table, 1);
    row->addWidget(m_lockstepTable, 1);
    row->addWidget(m_bar);
    m_table->setModel(m_model);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setTabKeyNavigation(false);
    m_table->setAccessibleName(tr("Against the baseline"));
    m_table->verticalHeader()->hide();
    m_table->setItemDelegate(new CompareDelegate(theme, m_table));
    m_table->setHorizontalHeader(new CompareHeader(theme, m_table));
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    new SlimThumb(m_table, &theme);
    m_keep->setShortcut(QKeySequence(Qt::SHIFT | Qt::Key_B));
    m_keep->setToolTip(tr("Keep the scenario as it stands as the next variant to compare"));
    addAction(m_keep);
    connect(m_keep, &QAction::triggered, this, [this] { m_variants.keep(); });
    connect(m_bar, &VariantBar::keepWanted, m_keep, &QAction::trigger);
    connect(m_bar, &VariantBar::runWanted, this, &ComparePanel::startOrCancel);
    connect(m_other, &QAbstractButton::clicked, this, [this] { showLockstep(!m_lockstep); });
    connect(&m_variants, &Variants::changed, this, &ComparePanel::follow);
    connect(&session, &Session::frame, this, &ComparePanel::follow);
    connect(&session, &Session::comparedChanged, this, [this] {
        if (!m_session.baseline())
            dropRun();
        follow();
    });
    connect(&theme, &Theme::changed, this, &ComparePanel::dress);
    dress();
    follow();
}

void ComparePanel::dress()
{
    QPalette palette = m_theme.palette();
    palette.setColor(QPalette::Base, m_theme.color(Token::Surface));
    m_table->setPalette(palette);
    m_table->verticalHeader()->setMinimumSectionSize(Theme::scaled(rowHeight));
    m_table->verticalHeader()->setDefaultSectionSize(Theme::scaled(rowHeight));
    m_table->horizontalHeader()->setFixedHeight(Theme::scaled(headerHeight));
    arrange();
}

void ComparePanel::dropRun()
{
    m_run.reset();
    m_ran.clear();
    m_fault.clear();
    m_lockstep = false;
}

/// Whether there is a stage that can be compared with what it was.
bool ComparePanel::there() const
{
    const auto snapshot = m_session.snapshot();
    const int stage = m_session.chartedStage();
    return m_session.baseline() && snapshot && stage >= 0 && stage < static_cast<int>(snapshot->nodes.size());
}

bool ComparePanel::showsLockstep() const
{
    return m_lockstep && m_run && m_session.baseline();
}

void ComparePanel::showLockstep(bool on)
{
    m_lockstep = on;
    follow();
}

void ComparePanel::follow()
{
    const bool lockstep = showsLockstep();
    m_lockstepTable->setVisible(lockstep && m_lockstepModel->rowCount() > 0);
    m_table->setVisible(there() && !lockstep);
    m_bar->setVisible(m_session.baseline() || m_variants.keptCount() > 0);
    m_other->setVisible(m_run && there() && (!lockstep || m_lockstepModel->rowCount() > 0));
    m_other->setWords(lockstep ? tr("Then and now") : tr("In lock-step"));
    m_keep->setEnabled(m_variants.canKeep());
    const int percent = m_run ? qRound(m_run->progress() * 100) : 0;
    m_bar->tell(!m_variants.comparable() ? QString() : working() ? tr("Cancel, %1 %").arg(percent) : tr("Run in lock-step"), words());
    if (!isVisible())
        return;
    if (lockstep)
        showVariants();
    else
        showFigures();
    arrange();
}

/// The button that leads to the other table stands where that has the name of its first column.
void ComparePanel::arrange()
{
    const QSize size = m_other->sizeHint();
    m_other->setGeometry(margin, 4, std::min(size.width(), Theme::scaled(96)), std::min(size.height(), Theme::scaled(headerHeight) - 2));
    m_other->raise();
    update();
}

void ComparePanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void ComparePanel::showFigures()
{
    const auto snapshot = m_session.snapshot();
    if (there())
        m_model->setFigures(compare(*m_session.baseline(), *snapshot, snapshot->nodes[static_cast<std::size_t>(m_session.chartedStage())].name));
    else
        m_model->setFigures({});
}

/// Where a variant as it is now stands in the run; -1: it was not in it.
int ComparePanel::runOf(const Variant& variant) const
{
    const auto same = [](const Variant& one, const Variant& other) {
        return one.place == other.place && sameButRemarks(one.document, other.document);
    };
    if (m_ran.empty() || m_variants.all().empty() || !same(m_ran.front(), m_variants.all().front()))
        return -1;
    const auto at = std::find_if(m_ran.begin(), m_ran.end(), [&](const Variant& each) { return same(each, variant); });
    return at != m_ran.end() ? static_cast<int>(at - m_ran.begin()) : -1;
}

void ComparePanel::showVariants()
{
    std::vector<LockstepModel::Column> columns;
    for (const Variant& each : m_variants.all())
        columns.push_back({each.place, each.name, each.kept, runOf(each)});
    LockstepModel::Subject subject;
    const auto snapshot = m_session.snapshot();
    if (there()) {
        subject.node = snapshot->nodes[static_cast<std::size_t>(m_session.chartedStage())].name;
        const auto index = snapshot->scenario->find(subject.node);
        const StageNode* stage = index ? snapshot->scenario->nodes[static_cast<std::size_t>(*index)].stage() : nullptr;
        subject.inBytes = stage && stage->queue.measure == flow::Measure::Bytes;
    }
    m_lockstepModel->show(std::move(columns), m_run->latest(), subject);
    m_lockstepTable->setVisible(m_lockstepModel->rowCount() > 0);
}

void ComparePanel::startOrCancel()
{
    if (m_run && !m_run->finished()) {
        m_run->cancel();
        return;
    }
    m_variants.follow();
    if (!m_variants.comparable())
        return;
    std::vector<std::shared_ptr<const Scenario>> scenarios;
    for (const Variant& each : m_variants.all()) {
        auto scenario = readScenario(each.document);
        if (!scenario) {
            m_fault = QStringLiteral("%1: %2").arg(Variants::letterOf(each.place), QString::fromStdString(scenario.error().front().message));
            follow();
            return;
        }
        scenarios.push_back(std::make_shared<const Scenario>(std::move(*scenario)));
    }
    LockstepOptions options;
    options.seed = m_session.snapshot()->seed;
    m_fault.clear();
    m_ran = m_variants.all();
    m_run = std::make_unique<LockstepRun>(std::move(scenarios), options);
    if (m_timer == 0)
        m_timer = startTimer(pollMilliseconds);
    showLockstep(true);
}

void ComparePanel::timerEvent(QTimerEvent* /*event*/)
{
    const bool ended = !m_run || m_run->finished(); // before the last look
    follow();
    if (ended) {
        killTimer(m_timer);
        m_timer = 0;
    }
}

/// Which variants could not go on, and why.
QString ComparePanel::troubles() const
{
    QString all;
    const auto result = m_run->latest();
    for (std::size_t i = 0; i < result->troubles.size() && i < m_ran.size(); ++i) {
        if (!result->troubles[i].empty())
            all += tr("%1 stopped: %2").arg(Variants::letterOf(m_ran[i].place), QString::fromStdString(result->troubles[i])) + QLatin1Char(' ');
    }
    return all;
}

QString ComparePanel::words() const
{
    if (!m_fault.isEmpty())
        return m_fault;
    if (!m_session.baseline())
        return tr("B keeps a baseline to compare them with.");
    const auto result = m_run ? m_run->latest() : nullptr;
    if (!m_run)
        return tr("Same arrivals, same service times: only the change makes a difference.");
    if (!result)
        return tr("The first batches are on their way.");
    const auto& all = m_variants.all();
    const bool changed = std::any_of(all.begin(), all.end(), [this](const Variant& each) { return runOf(each) < 0; });
    const QString how = tr("%1 of the run in %2 batches; intervals of 95 %, paired.")
                            .arg(QString::fromStdString(displayClock(result->now - runStart)), QString::number(result->batches));
    return troubles() + how + (changed && !working() ? QStringLiteral(" ") + tr("Something was changed since: run again.") : QString());
}

void ComparePanel::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::Surface));
    if (m_table->isVisibleTo(this) || m_lockstepTable->isVisibleTo(this))
        return;
    const bool waits = m_session.baseline() != nullptr;
    const int middle = (m_bar->isVisibleTo(this) ? m_bar->x() : width()) / 2;
    const int top = std::max(4, height() / 2 - 40);
    painter.drawPixmap(middle - 16, top, iconPixmap(waits ? u"clock" : u"layers", 32, m_theme.color(Token::Muted), devicePixelRatioF()));
    paint::text(painter, middle, top + 54, waits ? tr("Running in lock-step.") : tr("No baseline yet."), Theme::font(14), m_theme.color(Token::Text),
                paint::Align::Centre);
    paint::text(painter, middle, top + 72,
                waits ? tr("The first figures stand here after two batches.")
                      : tr("B keeps this picture; change something, and the difference stands here with its interval."),
                Theme::font(11), m_theme.color(Token::Muted), paint::Align::Centre);
}

} // namespace highwater
