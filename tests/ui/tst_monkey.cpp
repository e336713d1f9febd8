// SPDX-License-Identifier: GPL-3.0-or-later
#include "heartbeat.h"
#include "manners/autosave.h"
#include "scenario/shelf.h"
#include "window_stand.h"

#include <QAbstractButton>
#include <QAbstractEventDispatcher>
#include <QAbstractScrollArea>
#include <QDialog>
#include <QDockWidget>
#include <QFileDialog>
#include <QMenu>
#include <QMenuBar>
#include <QScopeGuard>

#include <array>
#include <cstdio>
#include <random>

using namespace highwater;
using highwater::test::Heartbeat;
using highwater::test::WindowStand;

namespace {

constexpr double longestTurn = 0.2; ///< seconds of the processor that the window may be deaf for
constexpr int smallestChild = 4;

bool isLong()
{
    return qEnvironmentVariableIsSet("HIGHWATER_LONG");
}

/// A hand that knows no purpose. Everything it does follows from its seed and the window it meets.
class Monkey
{
public:
    Monkey(std::uint32_t seed, QWidget* window) : m_random(seed), m_window(window) {}

    void act()
    {
        QWidget* top = topmost();
        if (!top)
            return;
        const int what = upTo(100);
        if (what < 30)
            click(target(top));
        else if (what < 50)
            drag(target(top));
        else if (what < 60)
            wheel(target(top));
        else if (what < 64)
            hover(target(top));
        else if (what < 68)
            doubleClick(target(top));
        else if (what < 92)
            key(top);
        else if (what < 97)
            type(top);
        else if (what < 98)
            resize();
        else
            otherScenario();
    }
    [[nodiscard]] QByteArray last() const { return m_last; }

private:
    int upTo(int end) { return std::uniform_int_distribution<int>(0, std::max(0, end - 1))(m_random); }

    /// Dialogs and menus are over the window; what stays open for too long is closed, so that the rest gets its turn.
    QWidget* topmost()
    {
        QWidget* top = QApplication::activePopupWidget();
        if (!top)
            top = QApplication::activeModalWidget();
        if (top && ++m_inFront > 12) {
            m_last = "close " + QByteArray(top->metaObject()->className());
            top->close();
            m_inFront = 0;
            return nullptr;
        }
        if (!top)
            m_inFront = 0;
        return top ? top : m_window;
    }

    /// Every dock has the same chance, however many widgets it has.
    QWidget* target(QWidget* top)
    {
        QWidget* root = top;
        QList<QWidget*> parts;
        for (QDockWidget* dock : top->findChildren<QDockWidget*>()) {
            if (dock->isVisible())
                parts << dock;
        }
        if (const int which = upTo(static_cast<int>(parts.size()) + 2); which < parts.size())
            root = parts[which];
        QList<QWidget*> all{root};
        for (QWidget* child : root->findChildren<QWidget*>()) {
            if (child->isVisible() && child->isEnabled() && child->width() >= smallestChild && child->height() >= smallestChild && child->window() == top->window())
                all << child;
        }
        return all[upTo(static_cast<int>(all.size()))];
    }

    QPoint pointIn(const QWidget* widget) { return {upTo(widget->width()), upTo(widget->height())}; }
    Qt::KeyboardModifiers modifiers()
    {
        constexpr std::array<Qt::KeyboardModifiers, 6> all{Qt::NoModifier, Qt::NoModifier, Qt::NoModifier, Qt::ShiftModifier, Qt::ControlModifier, Qt::AltModifier};
        return all[static_cast<std::size_t>(upTo(6))];
    }
    Qt::MouseButton button() { return upTo(8) == 0 ? Qt::RightButton : Qt::LeftButton; }
    void say(const char* what, const QWidget* widget, const QByteArray& more = {})
    {
        m_last = QByteArray(what) + ' ' + widget->metaObject()->className() + ' ' + widget->objectName().toUtf8() + ' ' + more;
    }

    void click(QWidget* widget)
    {
        say("click", widget, qobject_cast<QAbstractButton*>(widget) ? widget->accessibleName().toUtf8() : QByteArray());
        QTest::mouseClick(widget, button(), modifiers(), pointIn(widget));
    }
    void doubleClick(QWidget* widget)
    {
        say("double click", widget);
        QTest::mouseDClick(widget, Qt::LeftButton, modifiers(), pointIn(widget));
    }
    /// The widget may go while it is dragged.
    void drag(QPointer<QWidget> widget)
    {
        say("drag", widget);
        const Qt::KeyboardModifiers held = modifiers();
        const Qt::MouseButton with = button();
        QTest::mousePress(widget, with, held, pointIn(widget));
        for (int step = upTo(12); step > 0 && widget; --step) {
            const QPoint to = pointIn(widget) * 2 - QPoint(widget->width(), widget->height()) / 2;
            QMouseEvent move(QEvent::MouseMove, to, widget->mapToGlobal(to), Qt::NoButton, with, held);
            QApplication::sendEvent(widget, &move);
            if (step % 3 == 0)
                QCoreApplication::processEvents();
        }
        if (widget)
            QTest::mouseRelease(widget, with, held, pointIn(widget));
    }
    void wheel(QWidget* widget)
    {
        say("wheel", widget);
        const QPoint at = pointIn(widget);
        QWheelEvent event(at, widget->mapToGlobal(at), {}, {0, (upTo(2) ? 1 : -1) * 120 * (1 + upTo(4))}, Qt::NoButton, modifiers(), Qt::NoScrollPhase, false);
        QApplication::sendEvent(widget, &event);
    }
    void hover(QWidget* widget)
    {
        say("hover", widget);
        QTest::mouseMove(widget, pointIn(widget));
    }
    void key(QWidget* top)
    {
        constexpr std::array keys{Qt::Key_Space, Qt::Key_Period, Qt::Key_Comma, Qt::Key_Tab, Qt::Key_Tab, Qt::Key_Backtab, Qt::Key_Return, Qt::Key_Escape,
                                  Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down, Qt::Key_Home, Qt::Key_End, Qt::Key_PageUp, Qt::Key_PageDown,
                                  Qt::Key_Delete, Qt::Key_Backspace, Qt::Key_F1, Qt::Key_F2, Qt::Key_F5, Qt::Key_F6, Qt::Key_F7, Qt::Key_F11,
                                  Qt::Key_BracketLeft, Qt::Key_BracketRight, Qt::Key_Plus, Qt::Key_Minus, Qt::Key_Question, Qt::Key_Menu,
                                  Qt::Key_A, Qt::Key_B, Qt::Key_C, Qt::Key_D, Qt::Key_E, Qt::Key_F, Qt::Key_G, Qt::Key_H, Qt::Key_M, Qt::Key_N, Qt::Key_P,
                                  Qt::Key_R, Qt::Key_S, Qt::Key_T, Qt::Key_V, Qt::Key_W, Qt::Key_Y, Qt::Key_Z};
        QWidget* widget = receiver(top);
        const Qt::Key which = keys[static_cast<std::size_t>(upTo(static_cast<int>(keys.size())))];
        const Qt::KeyboardModifiers held = modifiers();
        say("key", widget, QKeySequence(QKeyCombination(held, which)).toString().toUtf8());
        QTest::keyClick(widget, which, held);
    }
    void type(QWidget* top)
    {
        const std::array words{"250", "-1", "1e9", "poisson(80/s)", "99999999999999999999", "10ms", "", "abc/\\\"", "0", "50 %", "exponential(3ms)", "\u00e4\u6f22"};
        const char* word = words[static_cast<std::size_t>(upTo(static_cast<int>(words.size())))];
        QWidget* widget = receiver(top);
        say("type", widget, word);
        for (const QChar letter : QString::fromUtf8(word))
            QTest::sendKeyEvent(QTest::Click, widget, Qt::Key_unknown, letter, Qt::NoModifier);
        QTest::keyClick(widget, Qt::Key_Return);
    }
    QWidget* receiver(QWidget* top)
    {
        QWidget* focus = QApplication::focusWidget();
        return focus && focus->window() == top->window() ? focus : top;
    }
    void resize()
    {
        m_last = "resize";
        m_window->resize(1100 + upTo(700), 700 + upTo(500));
    }
    void otherScenario()
    {
        const auto all = shelf();
        const auto& entry = all[static_cast<std::size_t>(upTo(static_cast<int>(all.size())))];
        m_last = "open " + QByteArray::fromStdString(entry.id);
        static_cast<MainWindow*>(m_window)->openFile(QString::fromStdU16String(entry.file.u16string()));
    }

    std::mt19937 m_random;
    QWidget* m_window;
    QByteArray m_last;
    int m_inFront = 0;
};

/// Whatever waits for an answer in an event loop of its own gets one: a dialog must not end the test.
class Impatience : public QObject
{
public:
    Impatience()
    {
        m_timer.setInterval(400);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            QWidget* modal = QApplication::activeModalWidget();
            if (modal && modal == m_seen)
                modal->close();
            if (QWidget* popup = QApplication::activePopupWidget(); popup && popup == m_seenPopup)
                popup->close();
            m_seen = QApplication::activeModalWidget();
            m_seenPopup = QApplication::activePopupWidget();
        });
        m_timer.start();
    }

private:
    QTimer m_timer;
    QPointer<QWidget> m_seen;
    QPointer<QWidget> m_seenPopup;
};

} // namespace

/// Clicks, drags, keys and words at random over all of the window: nothing may crash, and the window may not be deaf. Leaks are found by
/// the build with AddressSanitizer. HIGHWATER_LONG=1: 20 seeds of a minute. HIGHWATER_SEED: that seed alone.
class TestMonkey : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs); }
    void theWindowSurvivesAHandWithoutPurpose_data();
    void theWindowSurvivesAHandWithoutPurpose();
};

void TestMonkey::theWindowSurvivesAHandWithoutPurpose_data()
{
    QTest::addColumn<int>("seed");
    bool asked = false;
    if (const int seed = qEnvironmentVariableIntValue("HIGHWATER_SEED", &asked); asked) {
        QTest::addRow("seed %d", seed) << seed;
        return;
    }
    for (int seed = 1; seed <= (isLong() ? 20 : 2); ++seed)
        QTest::addRow("seed %d", seed) << seed;
}

void TestMonkey::theWindowSurvivesAHandWithoutPurpose()
{
    QFETCH(int, seed);
    bool asked = false;
    const int seconds = qEnvironmentVariableIntValue("HIGHWATER_SECONDS", &asked);
    const qint64 length = (asked ? seconds : isLong() ? 60 : 3) * 1000LL;
    // The hand saves, too: where it does no harm.
    const QTemporaryDir home;
    qputenv("HOME", QFile::encodeName(home.path()));
    QDir::setCurrent(home.path());
    WindowStand stand;
    QVERIFY(stand.isReady());
    stand.window.openLast();
    stand.manners.tips().start(0);
    stand.window.activateWindow();
    const Impatience impatience;
    const Autosave autosave(stand.session, home.filePath(QStringLiteral("autosave")));
    Monkey monkey(static_cast<std::uint32_t>(seed), &stand.window);
    Heartbeat heartbeat(longestTurn);
    // A dialog has an event loop of its own, in which the window goes on: its turns end when it has nothing left to do.
    const auto* dispatcher = QAbstractEventDispatcher::instance();
    connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, [&] { heartbeat.did("within: " + monkey.last()); });
    connect(dispatcher, &QAbstractEventDispatcher::awake, this, [&] { heartbeat.did("within: " + monkey.last()); });
    const auto letGo = qScopeGuard([&] { disconnect(dispatcher, nullptr, this, nullptr); });
    QElapsedTimer since;
    since.start();
    int acts = 0;
    while (since.elapsed() < length && stand.window.isVisible()) {
        monkey.act();
        ++acts;
        heartbeat.did(monkey.last());
        QCoreApplication::processEvents(QEventLoop::AllEvents, 2);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // which the loop of a program does
        heartbeat.did("painting and timers after: " + monkey.last());
    }
    std::printf("seed %d: %d acts, the longest turn took %.0f ms: %s; %lld widgets\n", seed, acts, heartbeat.worst() * 1e3,
                heartbeat.worstWhat().constData(), static_cast<long long>(stand.window.findChildren<QWidget*>().size()));
    if (!heartbeat.stack().isEmpty())
        std::printf("%s\n", heartbeat.stack().constData());
    std::fflush(stdout);
    QVERIFY2(heartbeat.worst() <= longestTurn * heartbeat.allowance(), heartbeat.worstWhat().constData());
}

int main(int argc, char** argv)
{
    // Qt Test ends a function after five minutes, all its rows together.
    if (isLong() && !qEnvironmentVariableIsSet("QTEST_FUNCTION_TIMEOUT"))
        qputenv("QTEST_FUNCTION_TIMEOUT", "3600000");
    QApplication app(argc, argv);
    Heartbeat::reportCrashes();
    TestMonkey test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}
#include "tst_monkey.moc"
