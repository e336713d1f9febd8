// SPDX-License-Identifier: GPL-3.0-or-later
#include "screenshot.h"

#include "findings/findings_panel.h"
#include "session/session.h"
#include "shell/main_window.h"

#include <QCoreApplication>
#include <QPixmap>

#include <cstdio>

namespace highwater {

namespace {

constexpr int slowestView = 400; // ms: the sentence changes at most four times a second

} // namespace

Screenshot::Screenshot(Session* session, MainWindow* window, const QString& file, double afterSeconds, QObject* parent)
    : QObject(parent), m_session(session), m_window(window), m_file(file)
{
    m_settled.setSingleShot(true);
    m_settled.setInterval(slowestView);
    connect(&m_settled, &QTimer::timeout, this, &Screenshot::take);
    connect(session, &Session::frame, this, [this, afterSeconds] {
        if (m_session->isLive() && m_session->isRunning() && toSeconds(m_session->snapshot()->now) >= afterSeconds)
            m_session->setRunning(false);
        if (!m_session->isRunning() && !m_settled.isActive())
            m_settled.start();
    });
    if (afterSeconds > 0 && session->isLive())
        return; // it goes there by itself
    if (afterSeconds > 0)
        session->runTo(afterSeconds);
    else
        session->setRunning(false);
}

void Screenshot::take()
{
    // What forks say about the run takes them a moment.
    const auto* findings = m_window->findChild<FindingsPanel*>();
    if (findings && !findings->report() && !m_session->isLive() && --m_patience > 0) {
        m_settled.start();
        return;
    }
    const bool written = m_window->grab().save(m_file);
    if (!written)
        std::fprintf(stderr, "highwater: %s cannot be written\n", qPrintable(m_file));
    QCoreApplication::exit(written ? 0 : 1);
}

} // namespace highwater
