// SPDX-License-Identifier: GPL-3.0-or-later
#include "manners/presentation.h"

#include <QApplication>
#include <QDockWidget>
#include <QPainter>
#include <QSplitter>

namespace highwater {

namespace {

/// A ring with a dot in it, instead of the arrow: it can be seen from the last row, and costs no repaint of what is below.
QCursor ringCursor(const Theme& theme, qreal ratio)
{
    constexpr int side = Presentation::ringSize + 4;
    QPixmap picture(QSizeF(side * ratio, side * ratio).toSize());
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    const QPointF middle(side / 2.0, side / 2.0);
    constexpr double radius = Presentation::ringSize / 2.0 - 1.5;
    painter.setPen(QPen(theme.color(Token::Window), 5));
    painter.drawEllipse(middle, radius, radius);
    painter.setPen(QPen(theme.color(Token::Accent), 3));
    painter.drawEllipse(middle, radius, radius);
    painter.setPen(QPen(theme.color(Token::Window), 1));
    painter.setBrush(theme.color(Token::Accent));
    painter.drawEllipse(middle, 3, 3);
    painter.end();
    return QCursor(picture, side / 2, side / 2);
}

} // namespace

Presentation::Presentation(QMainWindow* window, Theme* theme, QObject* parent) : QObject(parent), m_window(window), m_theme(theme)
{
    connect(theme, &Theme::changed, this, [this] {
        if (m_on)
            QApplication::changeOverrideCursor(ringCursor(*m_theme, m_window->devicePixelRatioF()));
    });
}

Presentation::~Presentation()
{
    if (m_on)
        QApplication::restoreOverrideCursor();
}

void Presentation::setHidden(const QList<QWidget*>& widgets)
{
    m_hidden.clear();
    for (QWidget* widget : widgets)
        m_hidden.append(widget);
}

void Presentation::setOn(bool on)
{
    if (on == m_on)
        return;
    if (on)
        enter();
    else
        leave();
    Q_EMIT changed(on);
}

void Presentation::enter()
{
    m_on = true;
    m_docks = m_window->saveState();
    m_states = m_window->windowState();
    m_geometry = m_window->geometry();
    m_focus = QApplication::focusWidget();
    m_sizes.clear();
    for (QSplitter* splitter : m_window->findChildren<QSplitter*>())
        m_sizes.append({splitter, splitter->saveState()});
    QList<QPointer<QWidget>> all = m_hidden;
    for (QDockWidget* dock : m_window->findChildren<QDockWidget*>())
        all.append(dock);
    m_away.clear();
    for (const QPointer<QWidget>& widget : all) {
        if (!widget || widget->isHidden())
            continue;
        widget->hide();
        m_away.append(widget);
    }
    QApplication::setOverrideCursor(ringCursor(*m_theme, m_window->devicePixelRatioF()));
    m_theme->setPresenting(true);
    m_window->setWindowState(m_states | Qt::WindowFullScreen);
    m_window->setFocus();
}

void Presentation::leave()
{
    m_on = false;
    m_theme->setPresenting(false);
    QApplication::restoreOverrideCursor();
    m_window->setWindowState(m_states);
    if (!m_states.testFlag(Qt::WindowMaximized) && !m_states.testFlag(Qt::WindowFullScreen))
        m_window->setGeometry(m_geometry);
    for (const QPointer<QWidget>& widget : std::as_const(m_away)) {
        if (widget)
            widget->show();
    }
    m_away.clear();
    m_window->restoreState(m_docks);
    for (const Size& size : std::as_const(m_sizes)) {
        if (auto* splitter = qobject_cast<QSplitter*>(size.splitter.data()))
            splitter->restoreState(size.state);
    }
    if (m_focus)
        m_focus->setFocus();
}

} // namespace highwater
