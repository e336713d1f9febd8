// SPDX-License-Identifier: GPL-3.0-or-later
// The inspector over channels, balancers, links and all that folds away.
#include "inspector/inspector_panel.h"
#include "inspector/knob_list.h"
#include "inspector/reading_views.h"
#include "kinds_scenario.h"
#include "sample_run.h"
#include "session/session.h"

#include <QDir>
#include <QPainter>
#include <QTemporaryDir>
#include <QTest>

using namespace highwater;

namespace {

/// A panel over a real session and a real reader of scenarios; only the engine is missing.
struct Bench
{
    QTemporaryDir folder;
    Theme theme;
    Session session{SampleRun::create};
    std::unique_ptr<InspectorPanel> panel;

    explicit Bench(const char* node, Theme::Choice choice = Theme::Choice::Dark) : theme(choice)
    {
        QFile file(folder.filePath(QStringLiteral("all.highwater.json")));
        // The sample's figures belong to "db pool".
        if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray(fullScenario).replace("\"pool\"", "\"db pool\"")) < 0)
            qFatal("the test cannot write its scenario");
        file.close();
        if (!session.open(file.fileName()))
            qFatal("the test's scenario is refused");
        panel = std::make_unique<InspectorPanel>(&session, &theme);
        panel->resize(312, 900);
        panel->show();
        select(node);
    }

    void select(const char* node)
    {
        session.select(QString::fromLatin1(node));
        QCoreApplication::processEvents();
        for (auto* list : panel->findChildren<KnobList*>())
            list->setMoreOpen(true);
        QCoreApplication::processEvents();
    }

    template <typename Row>
    Row* find(const char* key) const
    {
        for (auto* row : panel->findChildren<Row*>(QString::fromLatin1(key))) {
            if (row->isVisible())
                return row;
        }
        return nullptr;
    }

    template <typename Row>
    Row* row(const char* key) const
    {
        auto* found = find<Row>(key);
        if (!found)
            qFatal("there is no row %s", key);
        return found;
    }

    static void type(QLineEdit* edit, const char* text)
    {
        edit->setFocus();
        edit->selectAll();
        if (*text == 0)
            QTest::keyClick(edit, Qt::Key_Delete);
        QTest::keyClicks(edit, QString::fromUtf8(text));
        QTest::keyClick(edit, Qt::Key_Return);
        QTest::qWait(150); // the panel follows ten times a second
    }

    [[nodiscard]] QString value(const char* pointer) const { return session.parameter(QString::fromLatin1(pointer)); }
    [[nodiscard]] qsizetype ownFields() const { return value("").count(QLatin1String("x-note")); }
};

/// Kept for a person to look at when HIGHWATER_PICTURES names a folder; the panel is cut into pieces that stand side by
/// side.
void keep(const QPixmap& picture, const QString& name)
{
    const QString folder = qEnvironmentVariable("HIGHWATER_PICTURES");
    if (folder.isEmpty())
        return;
    constexpr int piece = 1050;
    const int pieces = picture.height() / piece;
    QPixmap sheet(pieces * (picture.width() + 8), piece);
    QPainter painter(&sheet);
    for (int i = 0; i < pieces; ++i)
        painter.drawPixmap(QRect(i * (picture.width() + 8), 0, picture.width(), piece), picture,
                           QRect(0, i * piece, picture.width(), piece));
    sheet.save(QDir(folder).filePath(QStringLiteral("inspector ") + name + QStringLiteral(".png")));
}

} // namespace

class TestInspectorKinds final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachKindShowsItsOwnRows();
    void aReaderIsKilledByOneClickAndComesBackByUndo();
    void aLinkGetsItsBuffers();
    void aMemberIsAddedToTheAdmissionAndTakenOut();
    void theTemplateOfABalancerIsTurned();
    void queueManagementShowsTheParametersItHas();
    void ownFieldsAreNeverLost();
    void aPolicyThatIsRefusedSaysWhy();
    void readingsFollowTheKind();
    void everyPanelIsDrawn_data();
    void everyPanelIsDrawn();
};

void TestInspectorKinds::eachKindShowsItsOwnRows()
{
    Bench bench("events");
    QVERIFY(bench.find<Knob>("killAbove"));
    QVERIFY(bench.find<Knob>("reader.audit.buffer"));
    QVERIFY(bench.find<ChoiceRow>("reader.mail 2.killed"));
    QVERIFY(bench.find<Knob>("link.mail 2.0.latency"));
    QVERIFY(!bench.find<Knob>("workers"));
    bench.select("db pool");
    QVERIFY(bench.find<Knob>("hardLimit"));
    QVERIFY(bench.find<Knob>("replica.workers"));
    QVERIFY(!bench.find<Knob>("killAbove"));
    bench.select("api");
    QVERIFY(bench.find<Knob>("workers"));
    QVERIFY(bench.find<Knob>("autoscaleTarget"));
    QVERIFY(bench.find<TextRow>("outages"));
    QVERIFY(!bench.row<TextRow>("outages")->isEnabled()); // they are set in the file
    QCOMPARE(bench.row<TextRow>("windowUntil")->field()->edit()->text(), QStringLiteral("db"));
    bench.select("web");
    QVERIFY(bench.find<Knob>("hostile"));
    QCOMPARE(bench.row<TextRow>("killed")->field()->edit()->text(), QStringLiteral("[3]"));
}

void TestInspectorKinds::aReaderIsKilledByOneClickAndComesBackByUndo()
{
    Bench bench("events");
    QTest::mouseClick(bench.row<ChoiceRow>("reader.audit.killed")->segment(1), Qt::LeftButton);
    QCOMPARE(bench.value("/nodes/events/consumers/audit/killed"), QStringLiteral("true"));
    QCOMPARE(bench.session.undoStack()->count(), 1);
    bench.session.undo();
    QCOMPARE(bench.value("/nodes/events/consumers/audit/killed"), QString());
    QTRY_COMPARE(bench.row<ChoiceRow>("reader.audit.killed")->chosen(), 0);
}

void TestInspectorKinds::aLinkGetsItsBuffers()
{
    Bench bench("events");
    Bench::type(bench.row<Knob>("link.mail 2.0.sendBuffer")->field()->edit(), "16KiB");
    QCOMPARE(bench.value("/nodes/events/consumers/mail 2/to/node"), QStringLiteral("sink"));
    QCOMPARE(bench.value("/nodes/events/consumers/mail 2/to/sendBuffer"), QStringLiteral("16KiB"));
    bench.select("web");
    Bench::type(bench.row<Knob>("link.0.bandwidth")->field()->edit(), "2MB/s");
    QCOMPARE(bench.value("/nodes/web/to/bandwidth"), QStringLiteral("2MB/s"));
    Bench::type(bench.row<Knob>("link.0.bandwidth")->field()->edit(), "unlimited");
    QCOMPARE(bench.value("/nodes/web/to/bandwidth"), QString());
    QCOMPARE(bench.value("/nodes/web/to/sendBuffer"), QStringLiteral("64KiB"));
}

void TestInspectorKinds::aMemberIsAddedToTheAdmissionAndTakenOut()
{
    Bench bench("api");
    Bench::type(bench.row<TextRow>("admission.3")->field()->edit(), "quota(10/s)");
    QCOMPARE(bench.value("/nodes/api/admission/3"), QStringLiteral("quota(10/s)"));
    QTRY_VERIFY(bench.find<TextRow>("admission.4"));
    Bench::type(bench.row<TextRow>("admission.0")->field()->edit(), "");
    QCOMPARE(bench.value("/nodes/api/admission/0"), QStringLiteral("concurrency(20, 25)"));
    QTRY_VERIFY(!bench.find<TextRow>("admission.4"));
}

void TestInspectorKinds::theTemplateOfABalancerIsTurned()
{
    Bench bench("db pool");
    Bench::type(bench.row<Knob>("replica.workers")->field()->edit(), "7");
    QCOMPARE(bench.value("/nodes/db pool/replicas/template/workers/count"), QStringLiteral("7"));
    Bench::type(bench.row<Knob>("replica.highWater")->field()->edit(), "30");
    QCOMPARE(bench.value("/nodes/db pool/replicas/template/queue/highWater"), QStringLiteral("30"));
    QCOMPARE(bench.value("/nodes/db pool/replicas/template/queue/lowWater"), QStringLiteral("25"));
    Bench::type(bench.row<Knob>("hardLimit")->field()->edit(), "none");
    QCOMPARE(bench.value("/nodes/db pool/hardLimit"), QString());
    QCOMPARE(bench.value("/nodes/db pool/softLimit"), QStringLiteral("10"));
}

void TestInspectorKinds::queueManagementShowsTheParametersItHas()
{
    Bench bench("api");
    QCOMPARE(bench.row<Knob>("aqmTarget")->value(), 0.01);
    Bench::type(bench.row<Knob>("aqmInterval")->field()->edit(), "200ms");
    QCOMPARE(bench.value("/nodes/api/queue/aqm"), QStringLiteral("codel(target=10ms, interval=0.2s)"));
    QTest::mouseClick(bench.row<ChoiceRow>("aqm")->segment(3), Qt::LeftButton);
    QCOMPARE(bench.value("/nodes/api/queue/aqm"), QStringLiteral("red"));
    QTRY_VERIFY(!bench.find<Knob>("aqmTarget")); // red knows no times
    QVERIFY(bench.find<TextRow>("aqmText"));
    QTest::mouseClick(bench.row<ChoiceRow>("aqm")->segment(0), Qt::LeftButton);
    QTRY_VERIFY(!bench.find<TextRow>("aqmText"));
}

void TestInspectorKinds::ownFieldsAreNeverLost()
{
    Bench bench("api");
    const auto before = bench.ownFields();
    QVERIFY(before > 10);
    Bench::type(bench.row<Knob>("failures")->field()->edit(), "0");
    Bench::type(bench.row<Knob>("autoscale.softLimit")->field()->edit(), "off");
    Bench::type(bench.row<TextRow>("speeds")->field()->edit(), "");
    bench.select("web");
    Bench::type(bench.row<Knob>("deadline")->field()->edit(), "off");
    Bench::type(bench.row<Knob>("hostile")->field()->edit(), "nobody");
    Bench::type(bench.row<TextRow>("killed")->field()->edit(), "");
    Bench::type(bench.row<TextRow>("patience")->field()->edit(), "");
    Bench::type(bench.row<Knob>("retryCap")->field()->edit(), "none");
    Bench::type(bench.row<Knob>("link.0.receiveBuffer")->field()->edit(), "unlimited");
    bench.select("events");
    Bench::type(bench.row<Knob>("reader.audit.buffer")->field()->edit(), "unlimited");
    Bench::type(bench.row<Knob>("channel.highWater")->field()->edit(), "none");
    bench.select("db pool");
    Bench::type(bench.row<Knob>("stopAfter")->field()->edit(), "never");
    QCOMPARE(bench.ownFields(), before);
    for (const char* gone :
         {"/nodes/web/deadline", "/nodes/web/hostile", "/nodes/web/killed", "/nodes/web/patience",
          "/nodes/web/retry/cap", "/nodes/web/to/receiveBuffer", "/nodes/events/consumers/audit/buffer",
          "/nodes/events/highWater", "/nodes/db pool/stopAfter", "/nodes/api/autoscale/softLimit"})
        QVERIFY2(bench.value(gone).isEmpty(), gone);
    QCOMPARE(bench.value("/nodes/api/workers/failures/probability"), QStringLiteral("0"));
}

void TestInspectorKinds::aPolicyThatIsRefusedSaysWhy()
{
    Bench bench("api");
    auto* row = bench.row<TextRow>("admission.0");
    const QString before = bench.value("/nodes/api/admission");
    Bench::type(row->field()->edit(), "token-bucket(0/s, 20)");
    QCOMPARE(bench.value("/nodes/api/admission"), before);
    QVERIFY(!row->field()->fault().isEmpty());
}

void TestInspectorKinds::readingsFollowTheKind()
{
    Bench bench("events");
    const auto* now = bench.panel->findChild<NowView*>();
    const auto* detail = bench.panel->findChild<DetailView*>();
    const auto* bloat = bench.panel->findChild<BloatView*>();
    QVERIFY(now->accessibleDescription().contains(QStringLiteral("readers 2 of 3")));
    QCOMPARE(detail->accessibleName(), QStringLiteral("Readers"));
    QVERIFY(!bloat->isVisible());
    bench.select("db pool");
    QCOMPARE(detail->accessibleName(), QStringLiteral("Replicas"));
    bench.select("api");
    QVERIFY(detail->accessibleDescription().contains(QStringLiteral("refused: token bucket 900")));
    QVERIFY(bloat->isVisible());
    bench.select("sink");
    QVERIFY(detail->isVisible());
    bench.select("envoy");
    QVERIFY(!detail->isVisible()); // one client has nobody to be compared with
}

void TestInspectorKinds::everyPanelIsDrawn_data()
{
    QTest::addColumn<QByteArray>("node");
    QTest::addColumn<bool>("dark");
    for (const bool dark : {true, false}) {
        for (const char* node : {"web", "api", "events", "db pool"})
            QTest::addRow("%s %s", node, dark ? "dark" : "light") << QByteArray(node) << dark;
    }
}

void TestInspectorKinds::everyPanelIsDrawn()
{
    QFETCH(QByteArray, node);
    QFETCH(bool, dark);
    Bench bench(node.constData(), dark ? Theme::Choice::Dark : Theme::Choice::Light);
    bench.panel->resize(312, 4200);
    QTest::qWait(150);
    const QPixmap picture = bench.panel->grab();
    keep(picture, QString::fromLatin1(QTest::currentDataTag()));
    // No row is wider than the panel, and none is cut at its right.
    for (const auto* row : bench.panel->findChildren<ParameterRow*>()) {
        if (row->isVisible())
            QVERIFY2(row->mapTo(bench.panel.get(), QPoint(row->width(), 0)).x() <= 312 - 10,
                     qPrintable(row->objectName()));
    }
    QCOMPARE(picture.size(), QSize(312, 4200));
}

QTEST_MAIN(TestInspectorKinds)
#include "tst_inspector_kinds.moc"
