// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/compare_panel.h"

#include "compare/compare_model.h"
#include "inspector/paint.h"
#include "inspector/slim_thumb.h"
#include "library/events_delegate.h"
#include "session/session.h"
#include "theme/icons.h"
#include "units/display.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTableView>

#include <algorithm>

namespace highwater {

namespace {

constexpr int rowHeight = 22;
constexpr int sideWidth = 300;
constexpr int pollMilliseconds = 100;

/// Figures in columns; a difference that the interval tells from 0 in bold, with a check beside it.
class CompareDelegate final : public QStyledItemDelegate
{
public:
    CompareDelegate(const Theme& theme, QObject* parent) : QStyledItemDelegate(parent), m_theme(theme) {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const bool clear = index.data(CompareModel::significantRole).toBool();
        const QString text = index.data().toString();
        const QRect box = option.rect;
        const QFont font = Theme::font(12, clear ? Weight::Bold : Weight::Regular);
        const QColor ink = m_theme.color(index.column() == CompareModel::Figure ? Token::Muted : Token::Text);
        if (index.column() == CompareModel::Figure) {
            paint::text(*painter, box.left(), box.center().y() + 5, text, font, ink);
            return;
        }
        paint::text(*painter, box.right() - 20, box.center().y() + 5, text, font, ink, paint::Align::Right);
        if (clear)
            painter->drawPixmap(box.right() - 16, box.center().y() - 6, iconPixmap(u"check", 12, m_theme.color(Token::Text), 2));
    }

private:
    const Theme& m_theme;
};

} // namespace

ComparePanel::ComparePanel(Session& session, Theme& theme, QWidget* parent)
    : QWidget(parent), m_session(session), m_theme(theme), m_model(new CompareModel(this)), m_table(new QTableView(this)),
      m_lockstep(new QPushButton(this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 12, 4);
    row->setSpacing(16);
    row->addWidget(m_table, 1);
    row->addSpacing(sideWidth);
    m_table->setModel(m_model);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setTabKeyNavigation(false);
    m_table->setAccessibleName(tr("Against the baseline"));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(rowHeight);
    m_table->verticalHeader()->setMinimumSectionSize(rowHeight);
    m_table->setItemDelegate(new CompareDelegate(theme, m_table));
    auto* header = new EventsHeader(&theme, m_table);
    m_table->setHorizontalHeader(header);
    header->setFixedHeight(rowHeight);
    header->setSectionResizeMode(QHeaderView::Stretch);
    new SlimThumb(m_table, &theme);
    m_lockstep->setFixedSize(200, 28);
    m_lockstep->setToolTip(tr("Runs the baseline and the scenario as it stands from the beginning, with the same arrivals and service times"));
    connect(m_lockstep, &QPushButton::clicked, this, &ComparePanel::startOrCancel);
    connect(&session, &Session::frame, this, &ComparePanel::follow);
    connect(&session, &Session::comparedChanged, this, [this] {
        m_run.reset();
        m_fault.clear();
        m_model->setPaired(nullptr);
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
    m_lockstep->setFont(Theme::font(12, Weight::Medium));
    update();
}

void ComparePanel::follow()
{
    const auto baseline = m_session.baseline();
    const auto snapshot = m_session.snapshot();
    const int stage = m_session.chartedStage();
    const bool there = baseline && snapshot && stage >= 0 && stage < static_cast<int>(snapshot->nodes.size());
    m_table->setVisible(there);
    m_lockstep->setVisible(there && m_session.baselineDocument());
    const bool working = m_run && !m_run->finished();
    m_lockstep->setText(working ? tr("Cancel") : tr("Run both in lock-step"));
    m_lockstep->move(width() - sideWidth - 4, 12);
    if (!isVisible())
        return;
    m_model->setFigures(there ? compare(*baseline, *snapshot, snapshot->nodes[static_cast<std::size_t>(stage)].name) : std::vector<ComparedFigure>());
    showPaired();
    update();
}

void ComparePanel::startOrCancel()
{
    if (m_run && !m_run->finished()) {
        m_run->cancel();
        return;
    }
    std::vector<std::shared_ptr<const Scenario>> variants;
    for (const Document* document : {m_session.baselineDocument(), &m_session.document()}) {
        auto scenario = document != nullptr ? readScenario(*document) : Checked<Scenario>(tl::unexpected(Faults{}));
        if (!scenario) {
            m_fault = scenario.error().empty() ? QString() : QString::fromStdString(scenario.error().front().message);
            return;
        }
        variants.push_back(std::make_shared<const Scenario>(std::move(*scenario)));
    }
    LockstepOptions options;
    options.seed = m_session.snapshot()->seed;
    m_fault.clear();
    m_run = std::make_unique<LockstepRun>(std::move(variants), options);
    if (m_timer == 0)
        m_timer = startTimer(pollMilliseconds);
}

void ComparePanel::timerEvent(QTimerEvent* /*event*/)
{
    follow();
    if (!m_run || m_run->finished()) {
        killTimer(m_timer);
        m_timer = 0;
    }
}

void ComparePanel::showPaired()
{
    const auto result = m_run ? m_run->latest() : nullptr;
    const auto snapshot = m_session.snapshot();
    const int stage = m_session.chartedStage();
    const LockstepSubject* subject = nullptr;
    if (result && snapshot && stage >= 0) {
        const auto at = std::find_if(result->subjects.begin(), result->subjects.end(), [&](const LockstepSubject& one) {
            return one.name == snapshot->nodes[static_cast<std::size_t>(stage)].name;
        });
        subject = at != result->subjects.end() ? &*at : nullptr;
    }
    m_model->setPaired(subject);
}

QString ComparePanel::words() const
{
    if (!m_fault.isEmpty())
        return m_fault;
    const auto result = m_run ? m_run->latest() : nullptr;
    if (!m_run)
        return tr("Same arrivals, same service times: only the change makes a difference.");
    if (!result)
        return tr("Running … %1 %").arg(qRound(m_run->progress() * 100));
    return tr("%1 of the run in %2 batches; intervals of 95 %, paired.")
               .arg(QString::fromStdString(displayClock(result->now - runStart)), QString::number(result->batches))
           + (m_run->finished() ? QString() : QStringLiteral(" ") + tr("Running … %1 %").arg(qRound(m_run->progress() * 100)));
}

void ComparePanel::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::Surface));
    if (m_table->isVisibleTo(this)) {
        const int left = width() - sideWidth - 4;
        painter.setFont(Theme::font(11));
        painter.setPen(m_theme.color(Token::Muted));
        painter.drawText(QRect(left, 48, sideWidth - 8, height() - 52), Qt::TextWordWrap, words());
        return;
    }
    const int middle = width() / 2;
    const int top = std::max(4, height() / 2 - 40);
    painter.drawPixmap(middle - 16, top, iconPixmap(u"layers", 32, m_theme.color(Token::Muted), devicePixelRatioF()));
    paint::text(painter, middle, top + 54, tr("No baseline yet."), Theme::font(14), m_theme.color(Token::Text), paint::Align::Centre);
    paint::text(painter, middle, top + 72, tr("B keeps this picture; change something, and the difference stands here with its interval."),
                Theme::font(11), m_theme.color(Token::Muted), paint::Align::Centre);
}

} // namespace highwater
