// SPDX-License-Identifier: GPL-3.0-or-later
#include "fake_run.h"
#include "manners/autosave.h"
#include "manners/desktop_motion.h"
#include "manners/presentation.h"
#include "manners/tip_card.h"
#include "manners/tips.h"
#include "session/session.h"
#include "shell/fault_banner.h"
#include "theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QFile>
#include <QLineEdit>
#include <QMainWindow>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QSplitter>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <ctime>

using namespace highwater;

namespace {

const char* const scenarioText = R"json({
  "highwater": 1, "name": "Orders / 1", "seed": 7, "duration": "5min",
  "nodes": {
    "clients": { "type": "producer", "arrivals": "poisson(80/s)", "to": "api" },
    "api": { "type": "stage", "queue": { "capacity": 1000, "highWater": 800, "lowWater": 400 },
             "workers": { "count": 2, "service": "exponential(10ms)" } }
  }
})json";

const QString highWater = QStringLiteral("/nodes/api/queue/highWater");

Checked<std::unique_ptr<Run>> makeFake(const Document& document)
{
    auto scenario = readScenario(document);
    if (!scenario)
        return tl::unexpected(scenario.error());
    return std::unique_ptr<Run>(std::make_unique<FakeRun>(document, std::move(*scenario)));
}

QString written(const QString& path, const QByteArray& text)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? path : QString();
}

double threadSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

/// What the program is until somebody kills it: changes a scenario, waits until that is kept, says so, and goes on.
int beVictim(const QString& folder, const QString& file)
{
    Session session(makeFake);
    Autosave autosave(session, folder);
    if (!session.open(file) || !session.setParameter(highWater, QStringLiteral("700"), QStringLiteral("high 800 → 700")))
        return 1;
    QTimer check;
    QObject::connect(&check, &QTimer::timeout, [&] {
        if (!QFile::exists(autosave.path()))
            return;
        check.stop();
        std::puts("kept");
        std::fflush(stdout);
    });
    check.start(5);
    return QCoreApplication::exec();
}

} // namespace

class TestManners : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();

    void aSecondAfterAChangeItIsOnTheDisk();
    void keepingBlocksNobody();
    void savingUndoingAndAnOrderlyEndLeaveNothing();
    void aProcessThatRunsKeepsWhatIsItsOwn();
    void afterACrashTheNextStartRestoresWhatWasNotSaved();
    void whatIsForgottenIsNotOfferedAgain();
    void withoutItsFileACopyIsRestored();
    void nonsenseInTheFolderIsPassedOver();
    void theBannerAsksUntilItIsAnswered();

    void presentationPutsEverythingBack();
    void presentationMakesTypeLarger();
    void oneTipAtATimeUntilItIsDone();
    void tipsNeverTakeTheFocus();
    void tipsWaitForWhatTheyAreAbout();
    void theDesktopIsAskedForLessMotion();

private:
    [[nodiscard]] QString keptFolder() const { return m_folder->filePath(QStringLiteral("data/autosave")); }
    [[nodiscard]] QStringList keptFiles() const { return QDir(keptFolder()).entryList({QStringLiteral("*.json")}, QDir::Files); }
    /// A process that has kept a change of m_file; it runs on.
    std::unique_ptr<QProcess> victim() const
    {
        auto process = std::make_unique<QProcess>();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("HIGHWATER_VICTIM"), keptFolder());
        process->setProcessEnvironment(environment);
        process->start(QCoreApplication::applicationFilePath(), {m_file});
        QByteArray said;
        const bool kept = QTest::qWaitFor([&] { return (said += process->readAllStandardOutput()).contains("kept"); }, 20000);
        return kept ? std::move(process) : nullptr;
    }
    [[nodiscard]] bool leaveByCrash() const
    {
        const auto process = victim();
        if (!process)
            return false;
        process->kill();
        return process->waitForFinished(10000);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
};

void TestManners::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_file = written(m_folder->filePath(QStringLiteral("orders.highwater.json")), scenarioText);
}

void TestManners::aSecondAfterAChangeItIsOnTheDisk()
{
    Session session(makeFake);
    Autosave autosave(session, keptFolder());
    QVERIFY(session.open(m_file));
    QVERIFY(session.setParameter(highWater, QStringLiteral("700"), QStringLiteral("high 800 → 700")));
    QVERIFY(keptFiles().isEmpty());
    QElapsedTimer since;
    since.start();
    QTRY_COMPARE(keptFiles().size(), 1);
    QVERIFY(since.elapsed() >= Autosave::delay - 50);
    const auto kept = readKept(autosave.path());
    QVERIFY(kept);
    QCOMPARE(kept->name, QStringLiteral("Orders / 1"));
    QCOMPARE(kept->file, m_file);
    const auto document = Document::parse(kept->scenario.toStdString());
    QVERIFY(document);
    QCOMPARE(QString::fromStdString(document->get(highWater.toStdString()).value()), QStringLiteral("700"));
    // The next change replaces it.
    QVERIFY(session.setParameter(highWater, QStringLiteral("650"), QStringLiteral("high 700 → 650")));
    QTRY_VERIFY(readKept(autosave.path())->scenario.contains(QStringLiteral("650")));
    QCOMPARE(keptFiles().size(), 1);
}

void TestManners::keepingBlocksNobody()
{
    QByteArray large = R"json({ "highwater": 1, "name": "Large", "seed": 7, "duration": "5min", "nodes": {
        "clients": { "type": "producer", "arrivals": "poisson(80/s)", "to": "s0" })json";
    for (int i = 0; i < 200; ++i) {
        large += QByteArrayLiteral(", \"s") + QByteArray::number(i) +
                 "\": { \"type\": \"stage\", \"queue\": { \"capacity\": 1000, \"highWater\": 800, \"lowWater\": 400 }, \"workers\": { \"count\": 2, "
                 "\"service\": \"exponential(10ms)\" }" + (i + 1 < 200 ? ", \"to\": \"s" + QByteArray::number(i + 1) + "\" }" : QByteArray(" }"));
    }
    large += "} }";
    Session session(makeFake);
    Autosave autosave(session, keptFolder());
    QVERIFY(session.open(written(m_folder->filePath(QStringLiteral("large.highwater.json")), large)));
    QVERIFY(session.setParameter(QStringLiteral("/nodes/s0/queue/highWater"), QStringLiteral("700"), QStringLiteral("high")));
    double longest = 0;
    QElapsedTimer since;
    since.start();
    while (keptFiles().isEmpty() && since.elapsed() < 20000) {
        const double before = threadSeconds();
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
        longest = std::max(longest, threadSeconds() - before);
    }
    QVERIFY(!keptFiles().isEmpty());
    QVERIFY2(longest < 0.005, qPrintable(QStringLiteral("%1 ms").arg(longest * 1e3)));
}

void TestManners::savingUndoingAndAnOrderlyEndLeaveNothing()
{
    {
        Session session(makeFake);
        Autosave autosave(session, keptFolder());
        QVERIFY(session.open(m_file));
        const auto change = [&](const char* value) {
            QVERIFY(session.setParameter(highWater, QLatin1String(value), QStringLiteral("high")));
            QTRY_COMPARE(keptFiles().size(), 1);
        };
        change("700");
        session.undo();
        QTRY_VERIFY(keptFiles().isEmpty());
        change("650");
        QVERIFY(session.save());
        QTRY_VERIFY(keptFiles().isEmpty());
        change("600");
    }
    QVERIFY(QDir(keptFolder()).entryList(QDir::Files).isEmpty());
}

void TestManners::aProcessThatRunsKeepsWhatIsItsOwn()
{
    const auto other = victim();
    QVERIFY(other);
    QCOMPARE(keptFiles().size(), 1);
    Session session(makeFake);
    Autosave autosave(session, keptFolder());
    QSignalSpy found(&autosave, &Autosave::found);
    autosave.look();
    QCOMPARE(found.count(), 0);
    QVERIFY(!autosave.restore());
    QCOMPARE(keptFiles().size(), 1);
    other->kill();
    QVERIFY(other->waitForFinished(10000));
    autosave.look();
    QCOMPARE(found.count(), 1);
    // And of two that start after a crash only one is asked.
    Autosave second(session, keptFolder());
    QSignalSpy foundToo(&second, &Autosave::found);
    second.look();
    QCOMPARE(foundToo.count(), 0);
}

void TestManners::afterACrashTheNextStartRestoresWhatWasNotSaved()
{
    QVERIFY(leaveByCrash());
    Session session(makeFake);
    Autosave autosave(session, keptFolder());
    QSignalSpy found(&autosave, &Autosave::found);
    autosave.look();
    QCOMPARE(found.count(), 1);
    QVERIFY(found.first().first().toString().contains(QStringLiteral("“Orders / 1”")));
    QVERIFY(autosave.restore());
    QCOMPARE(session.file(), m_file);
    QCOMPARE(session.parameter(highWater), QStringLiteral("700"));
    QCOMPARE(session.fileParameter(highWater), QStringLiteral("800"));
    QVERIFY(session.modified());
    // It is now kept for this process, and the one of the crash is gone.
    QCOMPARE(keptFiles().size(), 1);
    QVERIFY(QFile::exists(autosave.path()));
    session.undo();
    QCOMPARE(session.parameter(highWater), QStringLiteral("800"));
}

void TestManners::whatIsForgottenIsNotOfferedAgain()
{
    QVERIFY(leaveByCrash());
    QVERIFY(leaveByCrash());
    QCOMPARE(keptFiles().size(), 2);
    Session session(makeFake);
    {
        Autosave autosave(session, keptFolder());
        QSignalSpy found(&autosave, &Autosave::found);
        autosave.look();
        QCOMPARE(found.count(), 1);
        autosave.forget(); // the other one is offered next
        QCOMPARE(found.count(), 2);
        autosave.forget();
        QCOMPARE(found.count(), 2);
    }
    QVERIFY(keptFiles().isEmpty());
}

void TestManners::withoutItsFileACopyIsRestored()
{
    QVERIFY(leaveByCrash());
    QVERIFY(QFile::remove(m_file));
    Session session(makeFake);
    Autosave autosave(session, keptFolder());
    autosave.look();
    QVERIFY(autosave.restore());
    QCOMPARE(session.parameter(highWater), QStringLiteral("700"));
    QCOMPARE(session.file(), m_folder->filePath(QStringLiteral("data/restored/Orders _ 1.highwater.json")));
    QVERIFY(!session.modified());
}

void TestManners::nonsenseInTheFolderIsPassedOver()
{
    QVERIFY(QDir().mkpath(keptFolder()));
    for (const char* text : {"", "{", "[]", "{\"highwaterAutosave\": 1}", "{\"highwaterAutosave\": 2, \"scenario\": \"{}\"}"})
        QVERIFY(!written(keptFolder() + QStringLiteral("/nonsense%1.json").arg(qHash(QByteArray(text))), text).isEmpty());
    Session session(makeFake);
    Autosave autosave(session, keptFolder());
    QSignalSpy found(&autosave, &Autosave::found);
    autosave.look();
    QCOMPARE(found.count(), 0);
    QVERIFY(!autosave.restore());
}

void TestManners::theBannerAsksUntilItIsAnswered()
{
    Theme theme(Theme::Choice::Dark);
    QWidget window;
    window.resize(900, 60);
    FaultBanner banner(&theme, &window);
    banner.setGeometry(0, 0, 900, FaultBanner::bannerHeight);
    window.show();
    QAction yes(QStringLiteral("Restore"));
    QAction no(QStringLiteral("Forget"));
    QSignalSpy answered(&yes, &QAction::triggered);
    banner.offer(QStringLiteral("Highwater was ended"), QStringLiteral("today"), {&yes, &no});
    QVERIFY(banner.isVisible());
    banner.clear(); // the next attempt of something else succeeded
    QVERIFY(banner.isVisible());
    banner.showFaults(QStringLiteral("Not saved"), {});
    for (QAbstractButton* answer : banner.findChildren<QAbstractButton*>().mid(3))
        QVERIFY(!answer->isVisible());
    banner.clear();
    QVERIFY(banner.isVisible());
    auto* button = banner.findChildren<QAbstractButton*>().at(3);
    QCOMPARE(button->accessibleName(), QStringLiteral("Restore"));
    QVERIFY(button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(answered.count(), 1);
    QVERIFY(!banner.isVisible());
    QVERIFY(!banner.isOffering());
}

// --- before an audience

namespace {

struct SmallWindow
{
    SmallWindow()
    {
        window.resize(900, 600);
        splitter->addWidget(one);
        splitter->addWidget(new QLineEdit(splitter));
        window.setCentralWidget(splitter);
        window.addDockWidget(Qt::LeftDockWidgetArea, left);
        window.addDockWidget(Qt::RightDockWidgetArea, right);
        left->setObjectName(QStringLiteral("left"));
        right->setObjectName(QStringLiteral("right"));
        left->setWidget(new QPushButton(QStringLiteral("left"), left));
        right->setWidget(new QPushButton(QStringLiteral("right"), right));
        window.setMenuWidget(bar);
        bar->setFixedHeight(30);
        window.show();
        window.activateWindow();
    }
    QMainWindow window;
    QSplitter* splitter = new QSplitter(Qt::Vertical, &window);
    QLineEdit* one = new QLineEdit(splitter);
    QDockWidget* left = new QDockWidget(&window);
    QDockWidget* right = new QDockWidget(&window);
    QWidget* bar = new QWidget(&window);
};

} // namespace

void TestManners::presentationPutsEverythingBack()
{
    Theme theme(Theme::Choice::Dark);
    SmallWindow small;
    QVERIFY(QTest::qWaitForWindowActive(&small.window));
    small.right->hide();
    small.window.resizeDocks({small.left}, {222}, Qt::Horizontal);
    small.splitter->setSizes({150, 420});
    small.one->setFocus();
    QCoreApplication::processEvents();
    const QRect geometry = small.window.geometry();
    const int width = small.left->width();
    const QList<int> sizes = small.splitter->sizes();

    Presentation presentation(&small.window, &theme);
    presentation.setHidden({small.bar});
    QSignalSpy changed(&presentation, &Presentation::changed);
    presentation.setOn(true);
    presentation.setOn(true);
    QCOMPARE(changed.count(), 1);
    QVERIFY(small.window.isFullScreen());
    QVERIFY(!small.bar->isVisible());
    QVERIFY(!small.left->isVisible());
    QVERIFY(QApplication::overrideCursor());
    QVERIFY(QApplication::overrideCursor()->pixmap().deviceIndependentSize().width() >= Presentation::ringSize);

    presentation.setOn(false);
    QVERIFY(!QApplication::overrideCursor());
    QVERIFY(!small.window.isFullScreen());
    QTRY_COMPARE(small.window.geometry(), geometry);
    QVERIFY(small.bar->isVisible());
    QVERIFY(small.left->isVisible());
    QVERIFY(!small.right->isVisible());
    QTRY_COMPARE(small.left->width(), width);
    QTRY_COMPARE(small.splitter->sizes(), sizes);
    QVERIFY(small.one->hasFocus());
}

void TestManners::presentationMakesTypeLarger()
{
    {
        Theme theme(Theme::Choice::Dark);
        QSignalSpy changed(&theme, &Theme::changed);
        theme.setPresenting(true);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(Theme::font(12).pixelSize(), 18);
        QCOMPARE(Theme::codeFont(12).pixelSize(), 18);
        QCOMPARE(Theme::sceneFont(12).pixelSize(), 12);
        QCOMPARE(Theme::lineFactor(), 2);
    }
    // A theme that goes leaves nothing behind.
    QCOMPARE(Theme::font(12).pixelSize(), 12);
    QCOMPARE(Theme::lineFactor(), 1);
}

// --- the first start

void TestManners::oneTipAtATimeUntilItIsDone()
{
    Theme theme(Theme::Choice::Dark);
    QSettings settings(m_folder->filePath(QStringLiteral("tips.ini")), QSettings::IniFormat);
    SmallWindow small;
    QVERIFY(QTest::qWaitForWindowExposed(&small.window));
    {
        Tips tips(&small.window, theme, &settings);
        tips.add(QStringLiteral("first"), QStringLiteral("Press P"), small.one);
        tips.add(QStringLiteral("second"), QStringLiteral("Press B"), small.left);
        tips.add(QStringLiteral("third"), QStringLiteral("Press ?"), small.bar);
        QVERIFY(!tips.card()->isVisible());
        tips.start(0);
        QTRY_COMPARE(tips.shown(), QStringLiteral("first"));
        QVERIFY(tips.card()->isVisible());
        QVERIFY(small.window.rect().contains(tips.card()->geometry()));
        tips.done(QStringLiteral("second")); // before its card came
        QCOMPARE(tips.shown(), QStringLiteral("first"));
        tips.done(QStringLiteral("first"));
        QVERIFY(!tips.card()->isVisible());
        QTRY_COMPARE(tips.shown(), QStringLiteral("third"));
        QTest::mouseClick(tips.card(), Qt::LeftButton, {}, tips.card()->closeBox().center());
        QVERIFY(!tips.card()->isVisible());
    }
    Tips again(&small.window, theme, &settings);
    again.add(QStringLiteral("first"), QStringLiteral("Press P"), small.one);
    again.start(0);
    QCoreApplication::processEvents();
    QVERIFY(again.shown().isEmpty());
    again.showAgain();
    QCOMPARE(again.shown(), QStringLiteral("first"));
    again.setSuspended(true);
    QVERIFY(!again.card()->isVisible());
    again.setSuspended(false);
    QTRY_VERIFY(again.card()->isVisible());
}

void TestManners::tipsNeverTakeTheFocus()
{
    Theme theme(Theme::Choice::Light);
    QSettings settings(m_folder->filePath(QStringLiteral("tips.ini")), QSettings::IniFormat);
    SmallWindow small;
    QVERIFY(QTest::qWaitForWindowActive(&small.window));
    small.one->setFocus();
    Tips tips(&small.window, theme, &settings);
    tips.add(QStringLiteral("first"), QStringLiteral("Press P"), small.one);
    tips.start(0);
    QTRY_VERIFY(tips.card()->isVisible());
    QVERIFY(small.one->hasFocus());
    QTest::keyClicks(small.one, QStringLiteral("abc"));
    QCOMPARE(small.one->text(), QStringLiteral("abc"));
    QTest::mouseClick(tips.card(), Qt::LeftButton, {}, {5, tips.card()->height() / 2});
    QVERIFY(tips.card()->isVisible());
    QVERIFY(small.one->hasFocus());
    QVERIFY(!tips.card()->accessibleName().isEmpty());
    if (const QString folder = qEnvironmentVariable("HIGHWATER_PICTURES"); !folder.isEmpty())
        small.window.grab().save(folder + QStringLiteral("/tip.png"));
}

void TestManners::tipsWaitForWhatTheyAreAbout()
{
    Theme theme(Theme::Choice::Dark);
    QSettings settings(m_folder->filePath(QStringLiteral("tips.ini")), QSettings::IniFormat);
    SmallWindow small;
    QVERIFY(QTest::qWaitForWindowExposed(&small.window));
    Tips tips(&small.window, theme, &settings);
    tips.add(QStringLiteral("left"), QStringLiteral("Press P"), small.left);
    tips.start(0);
    QTRY_COMPARE(tips.shown(), QStringLiteral("left"));
    small.left->hide();
    QVERIFY(!tips.card()->isVisible());
    small.left->show();
    QTRY_COMPARE(tips.shown(), QStringLiteral("left"));
}

void TestManners::theDesktopIsAskedForLessMotion()
{
    const QByteArray before = qgetenv("XDG_CONFIG_HOME");
    qputenv("XDG_CONFIG_HOME", QFile::encodeName(m_folder->path()));
    QVERIFY(!desktopWantsLessMotion());
    const QString kde = written(m_folder->filePath(QStringLiteral("kdeglobals")), "[KDE]\nAnimationDurationFactor=0\n");
    QVERIFY(desktopWantsLessMotion());
    QVERIFY(!written(kde, "[KDE]\nAnimationDurationFactor=0.5\n").isEmpty());
    QVERIFY(!desktopWantsLessMotion());
    QVERIFY(QDir(m_folder->path()).mkpath(QStringLiteral("gtk-3.0")));
    QVERIFY(!written(m_folder->filePath(QStringLiteral("gtk-3.0/settings.ini")), "[Settings]\ngtk-enable-animations=false\n").isEmpty());
    QVERIFY(desktopWantsLessMotion());
    if (before.isNull())
        qunsetenv("XDG_CONFIG_HOME");
    else
        qputenv("XDG_CONFIG_HOME", before);
}

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    if (const QString folder = qEnvironmentVariable("HIGHWATER_VICTIM"); !folder.isEmpty())
        return beVictim(folder, QCoreApplication::arguments().value(1));
    TestManners test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}
#include "tst_manners.moc"
