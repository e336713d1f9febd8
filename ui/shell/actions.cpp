// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/actions.h"

#include "session/session.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace highwater {

namespace {

constexpr double fastSpeed = 100;
constexpr double noLimit = std::numeric_limits<double>::infinity();
constexpr std::array<double, 13> speeds{0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};

} // namespace

QString keyText(const QAction* action)
{
    const QKeySequence key = action->shortcut();
    if (key == QKeySequence(Qt::Key_Space))
        return QStringLiteral("Space");
    return key.toString(QKeySequence::NativeText);
}

Actions::Actions(Session* session, QObject* parent) : QObject(parent), m_session(session)
{
    open = make("", tr("&Open…"), QKeySequence::Open, tr("Open a scenario"));
    save = make("", tr("&Save"), QKeySequence::Save, tr("Save the scenario as it stands"));
    saveAs = make("", tr("Save &as…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), tr("Save the scenario under another name"));
    copyPicture = make("", tr("&Copy picture"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), tr("Copy the window as a picture"));
    savePicture = make("", tr("Save &picture…"), QKeySequence(Qt::CTRL | Qt::Key_P), tr("Save the window as a picture"));
    quit = make("", tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), tr("Quit Highwater"));
    undo = make("undo", tr("&Undo"), QKeySequence(Qt::CTRL | Qt::Key_Z), tr("Take the last change back"));
    redo = make("", tr("&Redo"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), tr("Do it again"));

    run = make("play", tr("&Run"), QKeySequence(Qt::Key_Space), tr("Run or pause"));
    step = make("step", tr("&Step"), QKeySequence(Qt::Key_Period), tr("One event, then pause"));
    stepBack = make("back", tr("Step &back"), QKeySequence(Qt::Key_Comma), tr("Back by one event"));
    stepItem = make("", tr("Step to the next &answer"), QKeySequence(Qt::Key_Period | Qt::CTRL), tr("To the next request that is answered, then pause"));
    stepItemBack = make("", tr("Back to the answer before"), QKeySequence(Qt::Key_Comma | Qt::CTRL), tr("Back to where the request before was answered"));
    stepSecond = make("", tr("Step by a se&cond"), QKeySequence(Qt::ALT | Qt::Key_Right), tr("On by a second of the run, then pause"));
    stepSecondBack = make("", tr("Back by a second"), QKeySequence(Qt::ALT | Qt::Key_Left), tr("Back by a second of the run"));
    runUntil = make("target", tr("Run &until…"), QKeySequence(Qt::CTRL | Qt::Key_F5), tr("Run until a time, a count or a condition"));
    restart = make("restart", tr("R&estart"), QKeySequence(Qt::Key_R), tr("Begin again with the same seed"));
    newSeed = make("", tr("Restart with a &new seed"), QKeySequence(Qt::SHIFT | Qt::Key_R), tr("Begin again with other random numbers"));
    slower = make("", tr("S&lower"), QKeySequence(Qt::Key_BracketLeft), tr("Slower"));
    faster = make("", tr("F&aster"), QKeySequence(Qt::Key_BracketRight), tr("Faster"));
    fast = make("fast", tr("&Fast"), QKeySequence(Qt::Key_F6), tr("100 times real time, and back"));
    fullSpeed = make("", tr("As fast as &possible"), QKeySequence(Qt::Key_F7), tr("As fast as possible, and back"));
    addProducer = make("plus", tr("&Add a producer"), QKeySequence(Qt::Key_P), tr("A copy of the selected producer"));
    removeProducer = make("minus", tr("Remove a producer"), QKeySequence(Qt::SHIFT | Qt::Key_P), tr("Remove the selected producer, else the last one"));
    addConsumer = make("plus", tr("Add a &consumer"), QKeySequence(Qt::Key_C), tr("One worker more at the selected stage"));
    removeConsumer = make("minus", tr("Remove a consumer"), QKeySequence(Qt::SHIFT | Qt::Key_C), tr("One worker less at the selected stage"));
    spike = make("spike", tr("Sp&ike"), QKeySequence(Qt::Key_S), tr("Four times the arrivals for 5 seconds of the run"));
    live = make("live", tr("Go &live"), QKeySequence(Qt::Key_L), tr("Run this scenario for real: an HTTP endpoint, real clients, the machine's clock"));
    copyCurl = make("copy", tr("Copy c&url line"), QKeySequence(Qt::SHIFT | Qt::Key_L), tr("Copy the line that sends an item"));
    whoWaits = make("target", tr("&Who waits?"), QKeySequence(Qt::Key_W), tr("Number the chain of waiting down to its root"));
    forecast = make("eye", tr("&Forecast"), QKeySequence(Qt::Key_A), tr("Look ahead: the next minute, from forks of this run"));
    baseline = make("layers", tr("&Baseline"), QKeySequence(Qt::Key_B), tr("Keep this picture to compare with, or let it go"));
    journeys = make("clock", tr("&Journeys"), QKeySequence(Qt::Key_J), tr("The slowest items of the last minute, and the way of each"));
    marker = make("flag", tr("&Marker"), QKeySequence(Qt::Key_M), tr("Write a note at this instant"));
    toNow = make("", tr("Back to n&ow"), QKeySequence(Qt::Key_Escape), tr("Remove the crosshair"));
    themeToggle = make("sun", tr("Dark or light"), QKeySequence(Qt::CTRL | Qt::Key_T), tr("Dark or light"));
    lessons = make("book", tr("&Lessons"), QKeySequence(Qt::Key_F1), tr("Sixteen lessons beside the running model"));
    share = make("share", tr("&Share"), QKeySequence(Qt::CTRL | Qt::Key_E), tr("Take pictures, data, a report or the run away"));
    keys = make("help", tr("&Keys"), QKeySequence(Qt::Key_Question), tr("Show the keys"));
    keys->setShortcuts({QKeySequence(Qt::Key_Question), QKeySequence(Qt::SHIFT | Qt::Key_Question)});
    for (int i = 1; i <= 9; ++i)
        scenarios.append(make("", tr("Scenario %1").arg(i), QKeySequence(Qt::Key_0 + i), tr("Open scenario %1 of the shelf").arg(i)));
    // As a shortcut it would take the key from whoever has the focus, as a drag that Escape ends; the window gets what is left.
    toNow->setShortcutContext(Qt::WidgetShortcut);
    for (QAction* action : {fast, fullSpeed, spike, live, whoWaits, forecast, baseline, keys})
        action->setCheckable(true);
    connectToSession();
    follow();
    followHistory();
}

QAction* Actions::make(const char* drawing, const QString& text, const QKeySequence& key, const QString& tip)
{
    auto* action = new QAction(text, this);
    action->setProperty("drawing", QString::fromLatin1(drawing));
    action->setShortcut(key);
    action->setIconText(QString(text).remove(QLatin1Char('&')).remove(QChar(0x2026)));
    action->setToolTip(QStringLiteral("%1 (%2)").arg(tip, keyText(action)));
    action->setStatusTip({});
    // A key that is held down must not add a hundred producers; speed may run along.
    action->setAutoRepeat(false);
    m_all.append(action);
    return action;
}

void Actions::connectToSession()
{
    Session* s = m_session;
    connect(undo, &QAction::triggered, s, &Session::undo);
    connect(redo, &QAction::triggered, s, &Session::redo);
    connect(run, &QAction::triggered, s, &Session::toggleRunning);
    const auto steps = [&](QAction* action, StepUnit unit, bool back) {
        connect(action, &QAction::triggered, s, [s, unit, back] { s->step(unit, back); });
        connect(action, &QAction::triggered, this, &Actions::follow);
        action->setAutoRepeat(true);
    };
    steps(step, StepUnit::Event, false);
    steps(stepBack, StepUnit::Event, true);
    steps(stepItem, StepUnit::Item, false);
    steps(stepItemBack, StepUnit::Item, true);
    steps(stepSecond, StepUnit::Second, false);
    steps(stepSecondBack, StepUnit::Second, true);
    connect(baseline, &QAction::triggered, s, &Session::toggleBaseline);
    connect(s, &Session::comparedChanged, this, &Actions::follow);
    connect(restart, &QAction::triggered, s, [s] { s->restart(false); });
    connect(newSeed, &QAction::triggered, s, [s] { s->restart(true); });
    connect(slower, &QAction::triggered, this, [this] { stepSpeed(-1); });
    connect(faster, &QAction::triggered, this, [this] { stepSpeed(1); });
    connect(fast, &QAction::triggered, this, [this] { toggleSpeed(fastSpeed); });
    connect(fullSpeed, &QAction::triggered, this, [this] { toggleSpeed(noLimit); });
    connect(addProducer, &QAction::triggered, s, &Session::addProducer);
    connect(removeProducer, &QAction::triggered, s, &Session::removeProducer);
    connect(addConsumer, &QAction::triggered, s, &Session::addConsumer);
    connect(removeConsumer, &QAction::triggered, s, &Session::removeConsumer);
    connect(spike, &QAction::triggered, s, &Session::spike);
    connect(live, &QAction::triggered, this, [this] {
        m_session->setLive(!m_session->isLive());
        follow();
    });
    for (QAction* action : {slower, faster, undo, redo})
        action->setAutoRepeat(true);

    connect(run, &QAction::triggered, this, &Actions::follow);
    connect(s, &Session::frame, this, &Actions::follow);
    connect(s, &Session::scenarioOpened, this, &Actions::follow);
    connect(s, &Session::liveChanged, this, &Actions::follow);
    connect(s->undoStack(), &QUndoStack::indexChanged, this, &Actions::followHistory);
}

void Actions::toggleSpeed(double speed)
{
    const double now = m_session->speed();
    if (now == speed) {
        m_session->setSpeed(m_speedBefore);
    } else {
        if (now < fastSpeed)
            m_speedBefore = now;
        m_session->setSpeed(speed);
    }
    follow();
}

void Actions::stepSpeed(int direction)
{
    const double now = m_session->speed();
    double next = now;
    if (direction > 0) {
        const auto above = std::find_if(speeds.begin(), speeds.end(), [&](double speed) { return speed > now * 1.001; });
        next = above != speeds.end() ? *above : now;
    } else {
        const auto below = std::find_if(speeds.rbegin(), speeds.rend(), [&](double speed) { return speed < now * 0.999; });
        next = below != speeds.rend() ? *below : now;
    }
    m_session->setSpeed(next);
    follow();
}

void Actions::follow()
{
    const bool running = m_session->isRunning();
    if (const QString text = running ? tr("Pause") : tr("Run"); run->iconText() != text) {
        run->setProperty("drawing", running ? QStringLiteral("pause") : QStringLiteral("play"));
        run->setText(running ? tr("Pa&use") : tr("&Run"));
        run->setIconText(text);
    }
    const bool isLive = m_session->isLive();
    live->setChecked(isLive);
    if (const QString text = isLive ? tr("Live") : tr("Go live"); live->iconText() != text) {
        live->setText(isLive ? tr("Back to the &simulation") : tr("Go &live"));
        live->setIconText(text);
    }
    copyCurl->setEnabled(isLive);
    for (QAction* action : {step, stepBack, stepItem, stepItemBack, stepSecond, stepSecondBack, runUntil, slower, faster, fast, fullSpeed})
        action->setEnabled(!isLive);
    baseline->setChecked(m_session->baseline() != nullptr);
    fast->setChecked(m_session->speed() == fastSpeed);
    fullSpeed->setChecked(std::isinf(m_session->speed()));
    if (spike->isChecked() != m_session->spiking()) {
        spike->setChecked(m_session->spiking());
        followHistory();
    }
}

void Actions::followHistory()
{
    const QUndoStack* history = m_session->undoStack();
    const QString undone = m_session->undoText();
    undo->setEnabled(!undone.isEmpty());
    redo->setEnabled(history->canRedo());
    undo->setText(undone.isEmpty() ? tr("&Undo") : tr("&Undo %1").arg(undone));
    redo->setText(history->canRedo() ? tr("&Redo %1").arg(history->redoText()) : tr("&Redo"));
}

QList<QPair<QString, QString>> Actions::keyTable() const
{
    const auto both = [](const QAction* one, const QAction* other) { return keyText(one) + QStringLiteral("  ") + keyText(other); };
    return {{keyText(run), tr("run, pause")},
            {both(stepBack, step), tr("one event back, on; with Ctrl one answer")},
            {both(stepSecondBack, stepSecond), tr("one second back, on")},
            {keyText(runUntil), tr("run until a time, a count, a condition")},
            {keyText(forecast), tr("look ahead: where the run is going")},
            {keyText(baseline), tr("keep a baseline to compare with, let it go; with Shift keep a variant")},
            {keyText(journeys), tr("the slowest items, and where their time went")},
            {keyText(marker), tr("a note on the time axis")},
            {both(slower, faster), tr("slower, faster")},
            {keyText(fast), tr("fast: 100 times real time, and back")},
            {keyText(fullSpeed), tr("as fast as possible, and back")},
            {keyText(restart), tr("restart, Shift with a new seed")},
            {keyText(addProducer), tr("producer more, Shift less")},
            {keyText(addConsumer), tr("consumer more, Shift less")},
            {keyText(spike), tr("spike: four times the arrivals for 5 s")},
            {keyText(live), tr("live and back; with Shift copy the curl line")},
            {keyText(whoWaits), tr("who waits for whom")},
            {QStringLiteral("1–9"), tr("scenario of the shelf")},
            {keyText(toNow), tr("back to now, close what is open")},
            {keyText(undo), tr("undo, with Shift redo")},
            {keyText(open), tr("open a scenario")},
            {keyText(save), tr("save, with Shift under another name")},
            {keyText(copyPicture), tr("copy the window as a picture")},
            {keyText(lessons), tr("lessons")},
            {keyText(share), tr("take away: pictures, data, a report, a film, the run")},
            {keyText(keys), tr("these keys")}};
}

} // namespace highwater
