// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/pipeline_canvas.h"
#include "charts/chart_panel.h"
#include "charts/chart_stack.h"
#include "lesson/lesson_panel.h"
#include "manners/tip_card.h"
#include "shell/action_button.h"
#include "shell/actions.h"
#include "shell/fault_banner.h"
#include "window_stand.h"

#include <QAbstractScrollArea>
#include <QAccessible>
#include <QDockWidget>
#include <QMenuBar>
#include <QTabBar>
#include <QSignalSpy>

using namespace highwater;
using highwater::test::WindowStand;

namespace {

/// "QWidget in ShelfPanel in QDockWidget": where to look.
QString pathOf(const QWidget* widget)
{
    QStringList names;
    for (const QWidget* each = widget; each && !each->isWindow(); each = each->parentWidget())
        names << QLatin1String(each->metaObject()->className()).mid(QString(QLatin1String(each->metaObject()->className())).lastIndexOf(u':') + 1) +
                     (each->objectName().isEmpty() ? QString() : QStringLiteral(" \"%1\"").arg(each->objectName()));
    return names.join(QStringLiteral(" in "));
}

/// What is inside something that scrolls may be larger than what is seen of it.
bool scrolls(const QWidget* widget)
{
    for (const QWidget* each = widget->parentWidget(); each && !each->isWindow(); each = each->parentWidget()) {
        const auto* area = qobject_cast<const QAbstractScrollArea*>(each->parentWidget());
        if (area && area->viewport() == each)
            return true;
    }
    return false;
}

/// Different colours in a picture, of every fourth pixel.
int colorsIn(const QImage& image)
{
    QSet<QRgb> colors;
    for (int y = 0; y < image.height(); y += 4) {
        for (int x = 0; x < image.width(); x += 4)
            colors.insert(image.pixel(x, y));
    }
    return static_cast<int>(colors.size());
}

} // namespace

class TestWindowManners : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_stand.reset(); }

    void everythingThatTakesTheFocusHasAName();
    void chartsAndPanelsSayWhatTheyShow();
    void nothingIsClippedAtAnyScale_data();
    void nothingIsClippedAtAnyScale();
    void f11ShowsThePictureAloneAndBringsTheWindowBack();
    void aWindowThatIsClosedBeforeAnAudienceRemembersItsOwnLayout();
    void highContrastIsRemembered();
    void theFiveTipsComeOneByOneAndGoWhenTheirThingIsDone();
    void tipsStayAwayBeforeAnAudience();
    void theLanguageIsChosenInTheViewMenu();

private:
    void picture(const QString& name)
    {
        const QString folder = qEnvironmentVariable("HIGHWATER_PICTURES");
        if (!folder.isEmpty())
            QVERIFY(m_stand->window.grab().save(QStringLiteral("%1/%2@%3.png").arg(folder, name).arg(m_stand->window.devicePixelRatioF())));
    }
    [[nodiscard]] QMenu* menuWith(const QAction* entry) const
    {
        for (QMenu* menu : m_stand->window.findChildren<QMenu*>()) {
            if (menu->actions().contains(const_cast<QAction*>(entry)))
                return menu;
        }
        return nullptr;
    }
    std::unique_ptr<WindowStand> m_stand;
};

void TestWindowManners::init()
{
    m_stand = std::make_unique<WindowStand>();
    QVERIFY(m_stand->isReady());
    m_stand->window.openLast();
    QVERIFY(m_stand->runTo(60));
    m_stand->window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_stand->window));
}

void TestWindowManners::everythingThatTakesTheFocusHasAName()
{
    QSet<QString> nameless;
    int heard = 0;
    const auto listen = [&] {
        for (QWidget* widget : m_stand->window.findChildren<QWidget*>()) {
            if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible() || widget->focusProxy())
                continue;
            ++heard;
            QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(widget);
            if (!spoken || spoken->text(QAccessible::Name).trimmed().isEmpty())
                nameless.insert(pathOf(widget));
        }
    };
    for (QDockWidget* dock : m_stand->window.findChildren<QDockWidget*>())
        dock->show();
    for (auto* tabs : m_stand->window.findChildren<QTabBar*>()) {
        for (int i = 0; i < tabs->count(); ++i) {
            tabs->setCurrentIndex(i);
            QCoreApplication::processEvents();
            listen();
        }
    }
    auto* lessons = m_stand->window.findChild<LessonPanel*>();
    for (const char* id : {"why-a-queue", "utilisation"}) {
        lessons->openLesson(QLatin1String(id));
        QVERIFY2(!lessons->lesson().isEmpty(), id);
        for (int step = -1; step != lessons->step(); lessons->next()) {
            step = lessons->step();
            QCoreApplication::processEvents();
            listen();
        }
    }
    QVERIFY(heard > 100);
    for (const QString& each : nameless)
        qWarning("%s", qPrintable(each));
    QVERIFY(nameless.isEmpty());
}

void TestWindowManners::chartsAndPanelsSayWhatTheyShow()
{
    QStringList silent;
    for (const QDockWidget* dock : m_stand->window.findChildren<QDockWidget*>()) {
        if (dock->windowTitle().isEmpty())
            silent << pathOf(dock);
    }
    // A chart tells its values as its description, at most once a second.
    for (const auto* chart : m_stand->window.findChildren<QAbstractScrollArea*>()) {
        if (QLatin1String(chart->metaObject()->className()) != QLatin1String("highwater::ChartView") || !chart->isVisible())
            continue;
        if (!QTest::qWaitFor([&] { return !chart->accessibleDescription().isEmpty(); }, 3000) || chart->accessibleName().isEmpty())
            silent << pathOf(chart);
    }
    const auto* canvas = m_stand->window.findChild<PipelineCanvas*>();
    if (!QTest::qWaitFor([&] { return !canvas->accessibleDescription().isEmpty(); }, 3000))
        silent << pathOf(canvas);
    QVERIFY2(silent.isEmpty(), qPrintable(silent.join(u'\n')));
}

void TestWindowManners::nothingIsClippedAtAnyScale_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("smallest") << QSize(1100, 700);
    QTest::newRow("usual") << QSize(1600, 1000);
}

void TestWindowManners::nothingIsClippedAtAnyScale()
{
    QFETCH(QSize, size);
    QWidget& window = m_stand->window;
    window.resize(size);
    QTRY_COMPARE(window.size(), size);
    QCoreApplication::processEvents();
    QStringList clipped;
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        if (!widget->isVisible() || widget->isWindow() || scrolls(widget) || qobject_cast<const QAbstractScrollArea*>(widget->parentWidget()))
            continue;
        const QRect there = widget->geometry();
        const QRect room = widget->parentWidget()->rect();
        if (!there.isEmpty() && !room.contains(there))
            clipped << QStringLiteral("%1 leaves its parent by %2 x %3").arg(pathOf(widget)).arg(there.right() - room.right()).arg(there.bottom() - room.bottom());
        if (const auto* button = qobject_cast<const ActionButton*>(widget); button && button->width() < button->sizeHint().width())
            clipped << pathOf(widget) + QStringLiteral(" is narrower than \"%1\"").arg(button->shownAction()->iconText());
    }
    QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join(u'\n')));

    const QImage image = window.grab().toImage();
    QCOMPARE(image.size(), (QSizeF(size) * window.devicePixelRatioF()).toSize());
    const auto part = [&](const QWidget* widget) {
        const QRectF there(widget->mapTo(&window, QPoint()), QSizeF(widget->size()));
        return image.copy(QRectF(there.topLeft() * window.devicePixelRatioF(), there.size() * window.devicePixelRatioF()).toRect());
    };
    QVERIFY(colorsIn(part(window.findChild<PipelineCanvas*>())) > 20);
    QVERIFY(colorsIn(part(window.findChild<ChartStack*>())) > 20);
    picture(QStringLiteral("window-%1").arg(size.width()));
}

void TestWindowManners::f11ShowsThePictureAloneAndBringsTheWindowBack()
{
    MainWindow& window = m_stand->window;
    auto* canvas = window.findChild<PipelineCanvas*>();
    auto* charts = window.findChild<ChartPanel*>();
    QHash<QWidget*, QRect> before;
    QCoreApplication::processEvents();
    for (QWidget* widget : window.findChildren<QWidget*>()) {
        // The length of a scroll bar follows what there is to scroll, which the run changes.
        const bool isBar = QLatin1String(widget->metaObject()->className()) == QLatin1String("highwater::SlimThumb");
        if (widget->isVisible() && !widget->isWindow() && !isBar && !scrolls(widget))
            before.insert(widget, widget->geometry());
    }
    const QString layout = charts->layout();
    const double zoom = canvas->zoom();

    QTest::keyClick(&window, Qt::Key_F11);
    QVERIFY(m_stand->manners.presentation().isOn());
    QVERIFY(m_stand->manners.presentationAction()->isChecked());
    QVERIFY(window.isFullScreen());
    window.resize(1600, 1000); // the screen of the tests is small
    for (const QDockWidget* dock : window.findChildren<QDockWidget*>())
        QVERIFY(!dock->isVisible());
    QVERIFY(!window.findChild<QMenuBar*>()->isVisible());
    QVERIFY(canvas->isVisible());
    QVERIFY(charts->isVisible());
    QTest::qWait(300);
    picture(QStringLiteral("presentation"));

    // Whoever has the focus, and with a crosshair where the pointer is.
    auto* stack = window.findChild<ChartStack*>();
    stack->setFocus();
    m_stand->session.setCrosshair(1.0);
    QTest::keyClick(stack, Qt::Key_Escape);
    QVERIFY(!m_stand->manners.presentation().isOn());
    m_stand->session.setCrosshair({});
    QTest::qWait(100);
    QCOMPARE(charts->layout(), layout);
    QCOMPARE(canvas->zoom(), zoom);
    QStringList moved;
    for (auto each = before.cbegin(); each != before.cend(); ++each) {
        if (!each.key()->isVisible() || each.key()->geometry() != each.value())
            moved << QStringLiteral("%1: %2 x %3, was %4 x %5").arg(pathOf(each.key())).arg(each.key()->width()).arg(each.key()->height()).arg(each.value().width()).arg(each.value().height());
    }
    QVERIFY2(moved.isEmpty(), qPrintable(moved.join(u'\n')));
}

void TestWindowManners::aWindowThatIsClosedBeforeAnAudienceRemembersItsOwnLayout()
{
    m_stand->manners.presentationAction()->trigger();
    QVERIFY(m_stand->manners.presentation().isOn());
    m_stand->window.close();
    QVERIFY(!m_stand->manners.presentation().isOn());
    MainWindow next(&m_stand->session, &m_stand->theme, m_stand->settings.get());
    next.show();
    QVERIFY(!next.isFullScreen());
    int docks = 0;
    for (const QDockWidget* dock : next.findChildren<QDockWidget*>())
        docks += dock->isVisible() ? 1 : 0;
    QVERIFY(docks >= 3);
}

void TestWindowManners::highContrastIsRemembered()
{
    m_stand->manners.contrastAction()->trigger();
    QVERIFY(m_stand->theme.highContrast());
    QCOMPARE(m_stand->theme.color(Token::Surface), QColor(Qt::black));
    QTest::qWait(50);
    picture(QStringLiteral("contrast"));
    Theme theme(Theme::Choice::Dark);
    MainWindow next(&m_stand->session, &theme, m_stand->settings.get());
    const WindowManners manners(&next, &m_stand->session, &theme, m_stand->settings.get());
    QVERIFY(theme.highContrast());
}

void TestWindowManners::theFiveTipsComeOneByOneAndGoWhenTheirThingIsDone()
{
    Tips& tips = m_stand->manners.tips();
    const Actions& actions = *m_stand->window.actionSet();
    QVERIFY(tips.shown().isEmpty());
    tips.start(0);
    QTRY_COMPARE(tips.shown(), QStringLiteral("producer"));
    picture(QStringLiteral("tip-producer"));
    QTest::keyClick(&m_stand->window, Qt::Key_P);
    QVERIFY(!tips.card()->isVisible());
    QTRY_COMPARE(tips.shown(), QStringLiteral("mark"));
    picture(QStringLiteral("tip-mark"));
    QTest::keyClick(m_stand->window.findChild<ChartStack*>()->handles()->flag(Mark::High), Qt::Key_Up);
    QTRY_COMPARE(tips.shown(), QStringLiteral("time"));
    picture(QStringLiteral("tip-time"));
    m_stand->session.seek(10);
    QTRY_COMPARE(tips.shown(), QStringLiteral("baseline"));
    picture(QStringLiteral("tip-baseline"));
    actions.baseline->trigger();
    QTRY_COMPARE(tips.shown(), QStringLiteral("keys"));
    picture(QStringLiteral("tip-keys"));
    actions.keys->trigger();
    QVERIFY(tips.shown().isEmpty());
    QTest::qWait(1700);
    QVERIFY(!tips.card()->isVisible());
    m_stand->manners.tipsAction()->trigger();
    QCOMPARE(tips.shown(), QStringLiteral("producer"));
}

void TestWindowManners::tipsStayAwayBeforeAnAudience()
{
    Tips& tips = m_stand->manners.tips();
    tips.start(0);
    QTRY_VERIFY(tips.card()->isVisible());
    m_stand->manners.presentationAction()->trigger();
    QVERIFY(!tips.card()->isVisible());
    QTest::qWait(1700);
    QVERIFY(!tips.card()->isVisible());
    m_stand->manners.presentationAction()->trigger();
    QTRY_VERIFY(tips.card()->isVisible());
}

void TestWindowManners::theLanguageIsChosenInTheViewMenu()
{
    const QMenu* view = menuWith(m_stand->manners.presentationAction());
    QVERIFY(view);
    QAction* german = nullptr;
    for (const QMenu* menu : view->findChildren<QMenu*>()) {
        for (QAction* action : menu->actions()) {
            if (action->text() == QStringLiteral("&Deutsch"))
                german = action;
        }
    }
    QVERIFY(german);
    german->trigger();
    QVERIFY(german->isChecked());
    QCOMPARE(m_stand->settings->value(QStringLiteral("look/language")).toString(), QStringLiteral("de"));
    QVERIFY(m_stand->window.banner()->isVisible());
}

QTEST_MAIN(TestWindowManners)
#include "tst_window_manners.moc"
