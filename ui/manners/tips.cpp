// SPDX-License-Identifier: GPL-3.0-or-later
#include "manners/tips.h"

#include "manners/tip_card.h"

#include <QEvent>

#include <algorithm>
#include <utility>

namespace highwater {

namespace {

constexpr int between = 1500; // ms from one card to the next
const QString settingsKey = QStringLiteral("tips/seen");

} // namespace

Tips::Tips(QWidget* window, const Theme& theme, QSettings* settings, QObject* parent)
    : QObject(parent), m_window(window), m_settings(settings), m_card(new TipCard(theme, window))
{
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &Tips::next);
    connect(m_card, &TipCard::closed, this, [this] { done(m_shown); });
    window->installEventFilter(this);
}

void Tips::add(const QString& id, const QString& text, QWidget* beside, std::function<QRect()> part)
{
    m_tips.append({id, text, beside, std::move(part)});
    beside->installEventFilter(this);
}

bool Tips::seen(const QString& id) const
{
    return m_settings->value(settingsKey).toStringList().contains(id);
}

const Tips::Tip* Tips::tip(const QString& id) const
{
    const auto there = std::find_if(m_tips.begin(), m_tips.end(), [&](const Tip& each) { return each.id == id; });
    return there != m_tips.end() ? &*there : nullptr;
}

bool Tips::inSight(const Tip& tip)
{
    return tip.beside && tip.beside->isVisible() && !tip.beside->size().isEmpty();
}

void Tips::start(int milliseconds)
{
    m_started = true;
    m_next.start(milliseconds);
}

void Tips::done(const QString& id)
{
    if (!tip(id) || seen(id))
        return;
    QStringList all = m_settings->value(settingsKey).toStringList();
    all.append(id);
    m_settings->setValue(settingsKey, all);
    if (id == m_shown)
        takeAway();
}

void Tips::takeAway()
{
    m_shown.clear();
    m_card->hide();
    if (m_started)
        m_next.start(between);
}

void Tips::showAgain()
{
    m_settings->remove(settingsKey);
    m_started = true;
    next();
}

void Tips::setSuspended(bool suspended)
{
    m_suspended = suspended;
    if (suspended)
        m_card->hide();
    else if (m_started)
        m_next.start(between);
}

void Tips::next()
{
    if (!m_started || m_suspended)
        return;
    const auto open = std::find_if(m_tips.begin(), m_tips.end(), [this](const Tip& each) { return !seen(each.id) && inSight(each); });
    if (open != m_tips.end()) {
        m_shown = open->id;
        m_card->show();
        place();
        return;
    }
    m_shown.clear();
    m_card->hide();
    // What is not in sight now may come.
    if (std::any_of(m_tips.begin(), m_tips.end(), [this](const Tip& each) { return !seen(each.id); }))
        m_next.start(between);
}

void Tips::place()
{
    const Tip* now = tip(m_shown);
    if (!now || !now->beside)
        return;
    const QRect part = now->part ? now->part() : now->beside->rect();
    m_card->say(now->text, QRect(now->beside->mapTo(m_window, part.topLeft()), part.size()));
}

bool Tips::eventFilter(QObject* watched, QEvent* event)
{
    const bool moved = event->type() == QEvent::Resize || event->type() == QEvent::Move || event->type() == QEvent::LayoutRequest;
    if (moved && !m_shown.isEmpty() && m_card->isVisible())
        place();
    if (event->type() == QEvent::Hide && watched != m_window && !m_shown.isEmpty()) {
        if (const Tip* now = tip(m_shown); now && now->beside == watched)
            takeAway();
    }
    return QObject::eventFilter(watched, event);
}

} // namespace highwater
