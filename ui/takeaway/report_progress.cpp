// SPDX-License-Identifier: GPL-3.0-or-later
#include "takeaway/report_progress.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>

namespace highwater {

namespace {

constexpr int gap = 12;
constexpr int aboveStatus = 36;
constexpr int steps = 1000;

} // namespace

ReportProgress::ReportProgress(const Theme& theme, QWidget* window)
    : QFrame(window), m_theme(theme), m_bar(new QProgressBar(this)), m_cancel(new QPushButton(tr("Cancel"), this))
{
    auto* label = new QLabel(tr("Running the scenario for the report"), this);
    m_bar->setRange(0, steps);
    m_bar->setTextVisible(false);
    m_bar->setFixedSize(160, 8);
    m_bar->setAccessibleName(label->text());
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 8, 8, 8);
    row->setSpacing(12);
    row->addWidget(label);
    row->addWidget(m_bar);
    row->addWidget(m_cancel);
    connect(m_cancel, &QPushButton::clicked, this, &ReportProgress::cancelled);
    window->installEventFilter(this);
    adjustSize();
    place();
    show();
}

void ReportProgress::setFraction(double fraction)
{
    m_bar->setValue(static_cast<int>(fraction * steps));
}

void ReportProgress::place()
{
    move(parentWidget()->width() - width() - gap, parentWidget()->height() - height() - aboveStatus);
    raise();
}

bool ReportProgress::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        place();
    return QFrame::eventFilter(watched, event);
}

void ReportProgress::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.color(Token::Strong), 1));
    painter.setBrush(m_theme.color(Token::Raised));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

} // namespace highwater
