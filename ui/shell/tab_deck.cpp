// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/tab_deck.h"

#include "inspector/paint.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr int side = 12;
constexpr int pillGap = 6;

QFont titleFont(bool current)
{
    return Theme::font(12, current ? Weight::Bold : Weight::Medium);
}

int pillWidth(int count)
{
    return std::max(18, static_cast<int>(std::ceil(paint::widthOf(QString::number(count), Theme::font(10.5)))) + 10);
}

} // namespace

DeckTabs::DeckTabs(const Theme& theme, QWidget* parent) : QTabBar(parent), m_theme(theme)
{
    setFixedHeight(barHeight);
    setDrawBase(false);
    setExpanding(false);
    setUsesScrollButtons(true);
    setFocusPolicy(Qt::TabFocus);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

int DeckTabs::countOf(int tab) const
{
    return tabData(tab).isValid() ? tabData(tab).toInt() : -1;
}

void DeckTabs::setCount(int tab, int count)
{
    if (countOf(tab) == count)
        return;
    setTabData(tab, count);
    setTabToolTip(tab, count < 0 ? tabText(tab) : QStringLiteral("%1 (%2)").arg(tabText(tab)).arg(count));
    setTabText(tab, tabText(tab)); // nothing else lays the tabs out anew
}

QSize DeckTabs::tabSizeHint(int index) const
{
    const int count = countOf(index);
    const int pill = count < 0 ? 0 : pillGap + pillWidth(count);
    return {2 * side + static_cast<int>(std::ceil(paint::widthOf(tabText(index), titleFont(true)))) + pill, barHeight};
}

void DeckTabs::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::Surface));
    for (int i = 0; i < QTabBar::count(); ++i) {
        if (!isTabVisible(i))
            continue;
        const QRect box = tabRect(i);
        const bool current = i == currentIndex();
        const QFont font = titleFont(current);
        paint::text(painter, box.left() + side, 18, tabText(i), font, m_theme.color(current ? Token::Text : Token::Muted));
        int right = box.left() + side + static_cast<int>(std::ceil(paint::widthOf(tabText(i), font)));
        if (const int entries = countOf(i); entries >= 0) {
            const int pill = pillWidth(entries);
            paint::fill(painter, QRectF(right + pillGap, 6, pill, 16), 8, m_theme.color(Token::Hover));
            paint::text(painter, right + pillGap + pill / 2.0, 18, QString::number(entries), Theme::font(10.5), m_theme.color(Token::Text),
                        paint::Align::Centre);
            right += pillGap + pill;
        }
        if (current)
            painter.fillRect(QRect(box.left() + side, height() - 2, right - box.left() - side, 2), m_theme.color(Token::Accent));
        if (current && hasFocus())
            paint::focusRing(painter, QRectF(box).adjusted(2, 2, -2, -3), 4, m_theme);
    }
}

TabDeck::TabDeck(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme), m_tabs(new DeckTabs(theme, this)), m_pages(new QStackedWidget(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(0, 0, 0, 1);
    head->addWidget(m_tabs);
    head->addStretch(1);
    column->addLayout(head);
    column->addWidget(m_pages, 1);
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    const auto go = [this](int by) {
        const int count = m_tabs->count();
        int next = m_tabs->currentIndex();
        do
            next = (next + by + count) % count;
        while (!m_tabs->isTabVisible(next) && next != m_tabs->currentIndex());
        m_tabs->setCurrentIndex(next);
    };
    auto* forward = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Tab), this, nullptr, nullptr, Qt::WindowShortcut);
    connect(forward, &QShortcut::activated, this, [go] { go(1); });
    auto* back = new QShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Tab), this, nullptr, nullptr, Qt::WindowShortcut);
    connect(back, &QShortcut::activated, this, [go] { go(-1); });
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void TabDeck::add(const QString& title, QWidget* page)
{
    m_pages->addWidget(page);
    m_tabs->addTab(title);
}

void TabDeck::setCount(const QWidget* page, int count)
{
    m_tabs->setCount(m_pages->indexOf(page), count);
}

void TabDeck::setPageVisible(const QWidget* page, bool visible)
{
    m_tabs->setTabVisible(m_pages->indexOf(page), visible);
}

void TabDeck::showPage(const QWidget* page)
{
    m_tabs->setCurrentIndex(m_pages->indexOf(page));
}

QWidget* TabDeck::currentPage() const
{
    return m_pages->currentWidget();
}

void TabDeck::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::Surface));
    paint::rule(painter, 0, width(), DeckTabs::barHeight, m_theme.color(Token::Border));
}

} // namespace highwater
