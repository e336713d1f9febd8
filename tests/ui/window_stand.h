// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"
#include "shell/main_window.h"
#include "shell/settings.h"
#include "shell/window_manners.h"
#include "theme/theme.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace highwater::test {

/// The whole window as the program makes it, over real runs, with settings of its own.
struct WindowStand
{
    explicit WindowStand(QSize size = {1600, 1000}) : settings(openSettings(folder.filePath(QStringLiteral("settings.ini"))))
    {
        window.resize(size);
        window.show();
    }
    [[nodiscard]] bool isReady() { return QTest::qWaitForWindowExposed(&window) && window.isVisible(); }
    /// Runs a shelf scenario to an instant and waits until the views show it.
    [[nodiscard]] bool runTo(double seconds)
    {
        session.runTo(seconds);
        return QTest::qWaitFor([&] { return session.snapshot() && !session.isRunning() && toSeconds(session.snapshot()->now) >= seconds; }, 20000);
    }

    QTemporaryDir folder;
    std::unique_ptr<QSettings> settings;
    Theme theme{Theme::Choice::Dark};
    Session session;
    MainWindow window{&session, &theme, settings.get()};
    WindowManners manners{&window, &session, &theme, settings.get()};
};

} // namespace highwater::test
