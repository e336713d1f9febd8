// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/knob_scale.h"
#include "inspector/law_text.h"
#include "inspector/readings.h"
#include "sample_snapshot.h"

#include <QTest>

#include <cmath>

using namespace highwater;

namespace {

NodeView apiView()
{
    return sampleSnapshot()->nodes[1];
}

StageNode apiStage()
{
    return *sampleSnapshot()->scenario->nodes[1].stage();
}

} // namespace

/// What the inspector shows and writes, without a widget.
class TestInspectorParts final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void lawsKeepTheirShapeWhenTheirMeanIsTurned_data();
    void lawsKeepTheirShapeWhenTheirMeanIsTurned();
    void arrivalsKeepTheirKindWhenTheirRateIsTurned_data();
    void arrivalsKeepTheirKindWhenTheirRateIsTurned();
    void aScaleFindsEveryValueAgain_data();
    void aScaleFindsEveryValueAgain();
    void readingsNeverShowNaN();
    void everyKindHasReadings();
    void aStageSaysWhyItRefusedAndWhatStands();
    void clientsReadersAndReplicasHaveALineEach();
    void theBloatMeterNamesThePriceOfStandingPlaces();
    void tooFewSamplesAreNotGraded();
    void littlesLawIsCheckedAgainstMeasuredFigures();
    void aMissingItemIsReported();
};

void TestInspectorParts::lawsKeepTheirShapeWhenTheirMeanIsTurned_data()
{
    using Law = Distribution::Law;
    QTest::addColumn<Distribution>("law");
    QTest::addColumn<QString>("twice");
    const auto law = [](Law kind, double a, double b = 0, double c = 0, int phases = 1) {
        return Distribution{kind, a, b, c, phases, nullptr, {}};
    };
    QTest::newRow("constant") << law(Law::Constant, 0.01) << QStringLiteral("constant(20ms)");
    QTest::newRow("uniform") << law(Law::Uniform, 0.01, 0.03) << QStringLiteral("uniform(20ms, 60ms)");
    QTest::newRow("erlang") << law(Law::Erlang, 0.01, 0, 0, 3) << QStringLiteral("erlang(3, 20ms)");
    QTest::newRow("hyperexponential") << law(Law::Hyperexponential, 0.01, 4)
                                      << QStringLiteral("hyperexponential(20ms, cv2=4)");
    QTest::newRow("lognormal") << law(Law::Lognormal, 0.01, 1.5) << QStringLiteral("lognormal(20ms, cv=1.5)");
    QTest::newRow("normal") << law(Law::Normal, 0.01, 0.002) << QStringLiteral("normal(20ms, 4ms)");
    auto mixture = law(Law::Mixture, 0);
    mixture.points = std::make_shared<const Distribution::Points>(Distribution::Points{{0.01, 0.75}, {0.05, 0.25}});
    QTest::newRow("mixture") << mixture << QStringLiteral("mixture(0.75:20ms, 0.25:0.1s)");
    auto discrete = mixture;
    discrete.law = Law::Discrete;
    QTest::newRow("discrete") << discrete << QStringLiteral("discrete(20ms:0.75, 0.1s:0.25)");
    auto empirical = mixture;
    empirical.law = Law::Empirical;
    QTest::newRow("a law from a file stays") << empirical << QString();
}

void TestInspectorParts::lawsKeepTheirShapeWhenTheirMeanIsTurned()
{
    QFETCH(Distribution, law);
    QFETCH(QString, twice);
    const auto text = lawWithMean(law, Quantity::Time, 2 * knobMeanOf(law));
    QCOMPARE(QString::fromStdString(text.value_or("")), twice);
}

void TestInspectorParts::arrivalsKeepTheirKindWhenTheirRateIsTurned_data()
{
    using Kind = Arrivals::Kind;
    QTest::addColumn<Arrivals>("arrivals");
    QTest::addColumn<QString>("twice");
    Arrivals a;
    a.rate = 80;
    QTest::newRow("poisson") << a << QStringLiteral("poisson(160/s)");
    a.kind = Kind::OnOff;
    a.stay = 1;
    a.stay2 = 3;
    QTest::newRow("on and off: the rate while on") << a << QStringLiteral("onoff(160/s, 1s, 3s)");
    a.kind = Kind::Spike;
    a.rate2 = 500;
    a.at = 10;
    QTest::newRow("spike: its base") << a << QStringLiteral("spike(160/s, 500/s, 10s, 1s)");
    a.kind = Kind::Sine;
    a.rate2 = 40;
    a.stay = 60;
    QTest::newRow("sine: amplitude too") << a << QStringLiteral("sine(160/s, 80/s, 60s)");
    a.kind = Kind::Poisson;
    a.batch = Distribution::constant(4, "constant(4)");
    a.wholeBatch = true;
    QTest::newRow("batch: the arrivals within")
        << a << QStringLiteral("batch(poisson(160/s), size=constant(4), overflow=whole)");
    a.batch.reset();
    a.kind = Kind::Closed;
    a.users = 50;
    a.gap.text = "exponential(1s)";
    QTest::newRow("closed: users") << a << QStringLiteral("closed(users=100, think=exponential(1s))");
    a.kind = Kind::Saturated;
    QTest::newRow("saturated: nothing to turn") << a << QString();
}

void TestInspectorParts::arrivalsKeepTheirKindWhenTheirRateIsTurned()
{
    QFETCH(Arrivals, arrivals);
    QFETCH(QString, twice);
    const auto rate = knobRateOf(arrivals);
    const auto text = rate ? arrivalsWithRate(arrivals, 2 * *rate) : std::nullopt;
    QCOMPARE(QString::fromStdString(text.value_or("")), twice);
}

void TestInspectorParts::aScaleFindsEveryValueAgain_data()
{
    QTest::addColumn<KnobScale>("scale");
    QTest::newRow("workers") << KnobScale::linear(1, 16, true);
    QTest::newRow("marks") << KnobScale::linear(0, 1000, true);
    QTest::newRow("service") << KnobScale::decades(0.01, 1, false);
    QTest::newRow("capacity") << KnobScale::decades(1000, 2, true);
    QTest::newRow("timeout") << KnobScale{0.01, 100, true, false, true};
}

void TestInspectorParts::aScaleFindsEveryValueAgain()
{
    QFETCH(KnobScale, scale);
    double last = -1;
    for (int i = 0; i <= 100; ++i) {
        const double value = scale.valueAt(i / 100.0);
        QVERIFY(value >= last);
        QVERIFY(std::isinf(value) || (value >= scale.low && value <= scale.high));
        QCOMPARE(scale.valueAt(scale.placeOf(value)), value);
        if (std::isfinite(value)) {
            QVERIFY(scale.stepped(value, 1) > value);
            QVERIFY(scale.stepped(value, -1) < value || value <= scale.low);
        }
        last = value;
    }
}

void TestInspectorParts::readingsNeverShowNaN()
{
    const auto snapshot = emptySnapshot();
    for (std::size_t i = 0; i < snapshot->nodes.size(); ++i) {
        const auto& node = snapshot->scenario->nodes[i];
        const auto now = nowReadingOf(snapshot->nodes[i], node);
        QCOMPARE(now.pairs.size(), 8);
        for (const auto& pair : now.pairs)
            QVERIFY2(!pair.value.contains(QStringLiteral("nan"), Qt::CaseInsensitive), qPrintable(pair.name));
        for (const auto& check : checksOf(*snapshot, snapshot->nodes[i], node))
            QVERIFY2(!check.figures.contains(QStringLiteral("nan"), Qt::CaseInsensitive), qPrintable(check.name));
    }
}

void TestInspectorParts::everyKindHasReadings()
{
    const auto snapshot = sampleOfKinds();
    for (std::size_t i = 0; i < snapshot->nodes.size(); ++i) {
        const auto& node = snapshot->scenario->nodes[i];
        QCOMPARE(nowReadingOf(snapshot->nodes[i], node).pairs.size(), 8);
        QVERIFY(!checksOf(*snapshot, snapshot->nodes[i], node).isEmpty());
        QVERIFY(!detailReadingOf(*snapshot, snapshot->nodes[i], node).isEmpty());
    }
    const auto channel = nowReadingOf(snapshot->nodes[3], snapshot->scenario->nodes[3]);
    QCOMPARE(channel.pairs[0].value, QStringLiteral("880"));
    QCOMPARE(channel.pairs[2].value, QStringLiteral("2 of 3"));
    const auto balancer = nowReadingOf(snapshot->nodes[4], snapshot->scenario->nodes[4]);
    QCOMPARE(balancer.pairs[0].value, QStringLiteral("2 of 5"));
    QCOMPARE(balancer.pairs[2].value, QStringLiteral("49 of 50")); // what drains is no part of the load that can grow
    const NodeView nothing;
    Node empty{"empty", ChannelNode{}};
    QCOMPARE(nowReadingOf(nothing, empty).note, QStringLiteral("nobody reads any more"));
}

void TestInspectorParts::aStageSaysWhyItRefusedAndWhatStands()
{
    const auto snapshot = sampleOfKinds();
    auto view = snapshot->nodes[1];
    view.level = view.waiting = 500;
    view.completedRate = 400;
    const auto detail = detailReadingOf(*snapshot, view, snapshot->scenario->nodes[1]);
    const auto line = [&](const char* name) {
        for (const auto& reading : detail.lines) {
            if (reading.name == QLatin1String(name))
                return reading.value;
        }
        return QString();
    };
    QCOMPARE(detail.bar.size(), 3);
    QCOMPARE(detail.bar[1].text, QStringLiteral("blocked 6\u2009%"));
    QCOMPARE(line("highest level"), QStringLiteral("812, 12 above high"));
    QCOMPARE(line("standing, and burst on top"), QStringLiteral("140 + 360"));
    QCOMPARE(line("refused: token bucket"), QStringLiteral("900, 75\u2009%"));
    QCOMPARE(line("refused: signal on"), QStringLiteral("300, 25\u2009%"));
    QCOMPARE(line("workers wanted, starting"), QStringLiteral("6, 2"));
    view.peakLevel = 700;
    QCOMPARE(detailReadingOf(*snapshot, view, snapshot->scenario->nodes[1]).lines.first().value, QStringLiteral("700"));
}

void TestInspectorParts::clientsReadersAndReplicasHaveALineEach()
{
    const auto snapshot = sampleOfKinds();
    const auto detail = [&](std::size_t index) {
        return detailReadingOf(*snapshot, snapshot->nodes[index], snapshot->scenario->nodes[index]);
    };
    QCOMPARE(detail(0).lines[0].value, QStringLiteral("412 inside"));
    QCOMPARE(detail(0).lines[1].value, QStringLiteral("3.00 inside"));
    QCOMPARE(detail(0).lines[2].value, QStringLiteral("client 0, 50.0 times its share"));
    QVERIFY(detail(3).lines[1].value.startsWith(QStringLiteral("880 unread, 9.40")));
    QCOMPARE(detail(3).lines[2].value, QStringLiteral("killed"));
    QCOMPARE(detail(4).lines[2].value, QStringLiteral("load 3, 0 wait, stops"));
    QVERIFY(detail(4).lines[3].value.startsWith(QStringLiteral("starts in 2.10")));
    auto many = snapshot->nodes[4];
    many.replicas.resize(40);
    const auto lines = detailReadingOf(*snapshot, many, snapshot->scenario->nodes[4]).lines;
    QCOMPARE(lines.size(), 12);
    QCOMPARE(lines.last().name, QStringLiteral("and 29 more"));
    auto alone = *snapshot;
    alone.nodes[0].clients = {};
    QVERIFY(detailReadingOf(alone, alone.nodes[0], alone.scenario->nodes[0]).isEmpty());
}

void TestInspectorParts::theBloatMeterNamesThePriceOfStandingPlaces()
{
    auto view = apiView();
    view.bloat = {.excessP95 = 0.7, .excessP99 = 0.84, .standing = 0.43, .drain = 0.6, .ratio = 19, .grade = "D"};
    view.windowThroughput = 700;
    view.service.p99 = 0.046;
    const auto reading = bloatReadingOf(view, apiStage());
    QCOMPARE(reading.grade, QStringLiteral("D"));
    QCOMPARE(reading.token, Token::Pressed);
    QCOMPARE(reading.excess, QStringLiteral("+840\u2009ms at p99"));
    QCOMPARE(reading.standingText, QStringLiteral("standing 301"));
    QVERIFY(reading.sentence.startsWith(QStringLiteral("301 of ")));
    QVERIFY(reading.sentence.endsWith(QStringLiteral("they add 430\u2009ms and no throughput.")));
    QCOMPARE(reading.standing, 0.301);
    QVERIFY(reading.standing + reading.useful <= 1);
}

void TestInspectorParts::tooFewSamplesAreNotGraded()
{
    auto view = apiView();
    view.bloat = {};
    view.sojourn.count = 212;
    const auto reading = bloatReadingOf(view, apiStage());
    QVERIFY(!reading.enough);
    QCOMPARE(reading.thin, QStringLiteral("not enough data: 212 of 400"));
    QCOMPARE(reading.thinShare, 0.53);
    QCOMPARE(reading.grade, QStringLiteral("\u2013"));
}

void TestInspectorParts::littlesLawIsCheckedAgainstMeasuredFigures()
{
    const auto snapshot = sampleSnapshot();
    auto view = apiView();
    const auto& node = snapshot->scenario->nodes[1];
    view.sojourn.count = 200'000;
    view.sojourn.mean = 0.65;
    view.sojourn.p99 = 1.0;
    view.windowThroughput = 700;
    view.totals.inside = 500;
    view.meanInSystem = 453;
    const auto holds = checksOf(*snapshot, view, node).first();
    QCOMPARE(holds.outcome, CheckReading::Outcome::Holds);
    QVERIFY(holds.figures.startsWith(QStringLiteral("453 \u2248 455")));
    view.meanInSystem = 600;
    QCOMPARE(checksOf(*snapshot, view, node).first().outcome, CheckReading::Outcome::Broken);
    view.sojourn.count = 10;
    QCOMPARE(checksOf(*snapshot, view, node).first().outcome, CheckReading::Outcome::Unknown);
}

void TestInspectorParts::aMissingItemIsReported()
{
    const auto snapshot = sampleSnapshot();
    auto view = apiView();
    const auto& node = snapshot->scenario->nodes[1];
    QCOMPARE(checksOf(*snapshot, view, node).at(2).figures, QStringLiteral("exact"));
    --view.totals.inside;
    const auto reading = checksOf(*snapshot, view, node).at(2);
    QCOMPARE(reading.outcome, CheckReading::Outcome::Broken);
    QCOMPARE(reading.figures, QStringLiteral("1 missing"));
}

QTEST_MAIN(TestInspectorParts)
#include "tst_inspector_parts.moc"
