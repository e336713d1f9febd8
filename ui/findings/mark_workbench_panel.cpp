// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/mark_workbench_panel.h"

#include "findings/card_button.h"
#include "inspector/paint.h"
#include "session/session.h"
#include "theme/display_text.h"
#include "theme/theme.h"
#include "units/display.h"

#include <QPainter>

#include <algorithm>
#include <utility>

namespace highwater {

namespace {

constexpr int margin = 14;
constexpr int headBaseline = 18;
constexpr int tableTop = 30;
constexpr int rowHeight = 20;
constexpr int rows = 7; ///< the head of the table and six figures
constexpr int sentenceHeight = 34;
constexpr int widthWanted = 312;

const StageNode* stageWithMarks(const Snapshot& snapshot, const QString& name)
{
    const auto index = snapshot.scenario->find(name.toStdString());
    const StageNode* stage = index ? snapshot.scenario->nodes[static_cast<std::size_t>(*index)].stage() : nullptr;
    return stage && stage->queue.marks ? stage : nullptr;
}

QString switches(const MarkFigures& figures)
{
    return qtText(displayNumber(figures.switchesPerMinute)) + QStringLiteral("/min");
}

QString share(double ratio)
{
    return ratio == 0 ? QStringLiteral("0\u2009%") : qtText(displayRatio(ratio));
}

} // namespace

/// One figure of the table: of the pair in force and of the proposed one.
struct MarkWorkbenchPanel::Line
{
    QString name;
    QString now;
    QString proposed; ///< empty: there is none
};

MarkWorkbenchPanel::MarkWorkbenchPanel(Session& session, const Theme& theme, QWidget* parent)
    : QWidget(parent), m_session(session), m_theme(theme), m_try(new CardButton(QString(), CardButton::Look::Primary, theme, this)),
      m_look(new CardButton(tr("Look again"), CardButton::Look::Plain, theme, this))
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(tr("Hysteresis workbench"));
    connect(m_try, &QAbstractButton::clicked, this, [this] {
        if (const MarkStudy* study = shown(); study && study->proposal)
            Q_EMIT applyWanted(study->edits, qtText(study->label));
    });
    connect(m_look, &QAbstractButton::clicked, this, [this] {
        if (!m_node.isEmpty())
            Q_EMIT studyWanted(m_node);
    });
    connect(&session, &Session::frame, this, &MarkWorkbenchPanel::follow);
    connect(&session, &Session::selectionChanged, this, &MarkWorkbenchPanel::follow);
    connect(&session, &Session::scenarioOpened, this, [this] { showStudy(nullptr); });
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    follow();
    arrange();
}

QString MarkWorkbenchPanel::wantedNode() const
{
    const auto snapshot = m_session.snapshot();
    const QString selected = m_session.selectedNode();
    return snapshot && snapshot->scenario && stageWithMarks(*snapshot, selected) ? selected : QString();
}

void MarkWorkbenchPanel::showStudy(std::shared_ptr<const MarkStudy> study)
{
    if (study == m_study)
        return;
    m_study = std::move(study);
    arrange();
}

void MarkWorkbenchPanel::follow()
{
    const QString wanted = wantedNode();
    if (wanted == m_node)
        return;
    m_node = wanted;
    arrange();
    if (!m_node.isEmpty())
        Q_EMIT studyWanted(m_node);
}

/// The study of the node that is selected; null: there is none.
const MarkStudy* MarkWorkbenchPanel::shown() const
{
    return m_study && !m_node.isEmpty() && qtText(m_study->node) == m_node ? m_study.get() : nullptr;
}

QString MarkWorkbenchPanel::sentence() const
{
    if (m_node.isEmpty())
        return tr("Select a stage with marks.");
    const MarkStudy* study = shown();
    return study ? qtText(study->sentence) : tr("Its pairs of marks have not been tried yet.");
}

QList<MarkWorkbenchPanel::Line> MarkWorkbenchPanel::lines() const
{
    const MarkStudy* study = shown();
    if (!study)
        return {};
    const auto line = [study](const QString& name, auto text) {
        return Line{name, text(study->current), study->proposal ? text(*study->proposal) : QString()};
    };
    return {line(tr("switches"), switches),
            line(tr("overshoot"), [](const MarkFigures& each) { return countText(each.overshoot); }),
            line(tr("starvation"), [](const MarkFigures& each) { return share(each.starvation); }),
            line(tr("throughput"), [](const MarkFigures& each) { return rateText(each.throughput); }),
            line(tr("p99"), [](const MarkFigures& each) { return each.p99 ? durationText(*each.p99) : QStringLiteral("–"); }),
            line(tr("lost"), [](const MarkFigures& each) { return countText(static_cast<std::int64_t>(each.lost)); })};
}

/// Places the buttons and tells what can be seen to who cannot see it.
void MarkWorkbenchPanel::arrange()
{
    const MarkStudy* study = shown();
    const bool proposes = study && study->proposal;
    m_try->setWords(proposes ? tr("Try %1").arg(qtText(study->label).toLower()) : QString());
    m_try->setVisible(proposes);
    m_look->setVisible(!m_node.isEmpty());
    m_look->setWords(study ? tr("Look again") : tr("Look"));
    QString told = sentence();
    for (const Line& each : lines())
        told += QStringLiteral("\n%1: %2").arg(each.name, each.now) + (each.proposed.isEmpty() ? QString() : QStringLiteral(" → ") + each.proposed);
    setAccessibleDescription(told);
    m_try->setAccessibleDescription(told);
    const int y = height() - margin - CardButton::buttonHeight;
    m_try->setGeometry(QRect(QPoint(margin, y), m_try->sizeHint()));
    const int x = proposes ? m_try->geometry().right() + 7 : margin;
    m_look->setGeometry(QRect(QPoint(x, y), m_look->sizeHint()));
    update();
}

QSize MarkWorkbenchPanel::sizeHint() const
{
    return {widthWanted, tableTop + rows * rowHeight + sentenceHeight + 8 + CardButton::buttonHeight + margin};
}

void MarkWorkbenchPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void MarkWorkbenchPanel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::Surface));
    const MarkStudy* study = shown();
    paint::text(painter, margin, headBaseline, tr("Hysteresis"), Theme::font(12, Weight::Bold), m_theme.color(Token::Text));
    if (study) {
        const QString span = tr("Simulated, %1 ahead").arg(durationText(toSeconds(study->after + study->span)));
        paint::text(painter, width() - margin, headBaseline, span, Theme::font(11), m_theme.color(Token::Muted), paint::Align::Right);
        paintTable(painter, tableTop);
    }
    const int top = study ? tableTop + rows * rowHeight + 6 : tableTop;
    painter.setFont(Theme::font(12));
    painter.setPen(m_theme.color(study ? Token::Text : Token::Muted));
    painter.drawText(QRect(margin, top, width() - 2 * margin, sentenceHeight), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, sentence());
}

void MarkWorkbenchPanel::paintTable(QPainter& painter, int top) const
{
    const MarkStudy& study = *shown();
    const auto pair = [this](const MarkFigures& figures) {
        const auto snapshot = m_session.snapshot();
        const StageNode* stage = snapshot && snapshot->scenario ? stageWithMarks(*snapshot, m_node) : nullptr;
        const bool bytes = stage && stage->queue.measure == flow::Measure::Bytes;
        const auto level = [bytes](std::int64_t value) { return bytes ? bytesText(value) : countText(value); };
        return level(figures.marks.high) + QStringLiteral(" / ") + level(figures.marks.low);
    };
    const int right = width() - margin;
    const int middle = study.proposal ? right - (width() - 2 * margin) * 3 / 10 : right;
    const int baseline = 14;
    const QFont small = Theme::font(11);
    paint::text(painter, middle, top + baseline, pair(study.current), small, m_theme.color(Token::Muted), paint::Align::Right);
    if (study.proposal)
        paint::text(painter, right, top + baseline, pair(*study.proposal), small, m_theme.color(Token::Muted), paint::Align::Right);
    paint::rule(painter, margin, right, top + rowHeight - 1, m_theme.color(Token::Border));
    int y = top + rowHeight;
    for (const Line& each : lines()) {
        paint::text(painter, margin, y + baseline, each.name, Theme::font(12), m_theme.color(Token::Muted));
        paint::text(painter, middle, y + baseline, each.now, Theme::font(12, Weight::Medium), m_theme.color(Token::Text), paint::Align::Right);
        paint::text(painter, right, y + baseline, each.proposed, Theme::font(12, Weight::Medium), m_theme.color(Token::Text), paint::Align::Right);
        y += rowHeight;
    }
}

} // namespace highwater
