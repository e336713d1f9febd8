// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/bar_chart.h"
#include "charts/chart_layout.h"
#include "charts/chart_legend.h"
#include "charts/chart_stack.h"
#include "charts/chart_view.h"
#include "charts/distribution_chart.h"
#include "charts/node_rows.h"
#include "charts/signal_bands.h"
#include "charts/title_row.h"
#include "pixels.h"
#include "sample_snapshot.h"

#include <QTest>

#include <cmath>

using namespace highwater;

namespace {

constexpr int api = 1;

ChartFrame frameOf(const std::shared_ptr<const Snapshot>& snapshot)
{
    ChartFrame frame;
    frame.snapshot = snapshot;
    frame.stage = api;
    frame.window = windowOf(*snapshot);
    return frame;
}

const BarRow* rowNamed(const BarRows& rows, const QString& name)
{
    const auto there = std::find_if(rows.rows.begin(), rows.rows.end(), [&](const BarRow& row) { return row.name == name; });
    return there != rows.rows.end() ? &*there : nullptr;
}

} // namespace

/// The charts that are no lines over time, and the one of the senders' retries.
class TestDistributionCharts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();

    void everyDistributionIsDrawn_data();
    void everyDistributionIsDrawn();
    void theAxisOfTimeHoldsEverySample();
    void aPinnedBaselineIsDrawnToo();
    void withoutVisitsASentenceIsShown();

    void workersAreBusyBlockedOrIdle();
    void theCrosshairShowsTheWorkersOfItsColumn();
    void bytesAreInQueuesAndBuffers();
    void theHostileClientIsTold();
    void whatDoesNotFitIsCounted();
    void withoutClientsASentenceIsShown();

    void aBandIsAsLongAsItsPressure();
    void bandsGrowWithTheRun();

    void retriesOfAllSendersAreAdded();
    void everyChartIsSpoken();

private:
    void arrange(const QString& text)
    {
        m_stack->arrange(*ChartLayout::of(text));
        m_stack->show(m_snapshot, api, std::nullopt);
        QCoreApplication::processEvents();
    }
    QImage grab() const { return m_stack->grab().toImage().convertToFormat(QImage::Format_RGB32); }
    QRectF areaOf(ChartKind kind) const { return QRectF(m_stack->face(kind)->geometry()); }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<ChartStack> m_stack;
    std::shared_ptr<const Snapshot> m_snapshot;
};

void TestDistributionCharts::init()
{
    m_stack.reset();
    m_snapshot = sampleOfKinds();
    m_theme = std::make_unique<Theme>(Theme::Choice::Dark);
    m_stack = std::make_unique<ChartStack>(*m_theme);
    m_stack->resize(896, 410);
    m_stack->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_stack.get()));
}

void TestDistributionCharts::everyDistributionIsDrawn_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<Theme::Choice>("choice");
    for (const auto* id : {"histogram", "cdf", "tail"}) {
        QTest::addRow("%s dark", id) << QString::fromLatin1(id) << Theme::Choice::Dark;
        QTest::addRow("%s light", id) << QString::fromLatin1(id) << Theme::Choice::Light;
    }
}

void TestDistributionCharts::everyDistributionIsDrawn()
{
    QFETCH(QString, id);
    QFETCH(Theme::Choice, choice);
    m_theme->setChoice(choice);
    arrange(id + QLatin1Char(';'));
    const auto kind = *chartOfId(id);
    const QImage image = grab();
    keepPicture(image, QString::fromLatin1(QTest::currentDataTag()).replace(QLatin1Char(' '), QLatin1Char('-')));
    QVERIFY(countPixels(image, areaOf(kind), m_theme->color(Token::P99), 90) > 150);
    QVERIFY(countPixels(image, areaOf(kind), m_theme->color(Token::P50), 90) > 150);
    // Labels at both axes.
    const QRectF area = areaOf(kind);
    QVERIFY(countPixels(image, QRectF(0, area.top(), 52, area.height()), m_theme->color(Token::Muted), 60) > 20);
    QVERIFY(countPixels(image, QRectF(56, area.bottom() - 16, area.width() - 60, 16), m_theme->color(Token::Muted), 60) > 20);
}

void TestDistributionCharts::theAxisOfTimeHoldsEverySample()
{
    arrange(QStringLiteral("cdf;"));
    const auto* chart = qobject_cast<DistributionChart*>(m_stack->face(ChartKind::Cdf));
    const auto& spreads = *m_snapshot->nodes[api].spreads;
    QVERIFY(chart->to() >= spreads.sojourn.bands.back().to);
    QVERIFY(chart->from() <= spreads.service.bands[spreads.service.bands.size() / 4].from);
    QVERIFY(std::abs(std::log10(chart->to()) - std::round(std::log10(chart->to()))) < 1e-9);
}

void TestDistributionCharts::aPinnedBaselineIsDrawnToo()
{
    arrange(QStringLiteral("cdf;"));
    const int before = countPixels(grab(), areaOf(ChartKind::Cdf), m_theme->color(Token::Ghost), 20);
    auto other = std::make_shared<Snapshot>(*m_snapshot);
    auto spreads = std::make_shared<SpreadsView>(*m_snapshot->nodes[api].spreads);
    for (auto& band : spreads->sojourn.bands) {
        band.from /= 8;
        band.to /= 8;
    }
    other->nodes[api].spreads = spreads;
    m_stack->setGhosts({{other, GhostKind::Baseline, {}}});
    m_stack->show(m_snapshot, api, std::nullopt);
    QVERIFY(countPixels(grab(), areaOf(ChartKind::Cdf), m_theme->color(Token::Ghost), 20) > before + 60);
}

void TestDistributionCharts::withoutVisitsASentenceIsShown()
{
    m_snapshot = emptySnapshot();
    arrange(QStringLiteral("tail;"));
    QVERIFY(qobject_cast<DistributionChart*>(m_stack->face(ChartKind::Tail))->empty());
    QVERIFY(countPixels(grab(), areaOf(ChartKind::Tail), m_theme->color(Token::Muted), 40) > 40);
    m_stack->show(nullptr, -1, std::nullopt);
    QVERIFY(!grab().isNull());
}

void TestDistributionCharts::workersAreBusyBlockedOrIdle()
{
    auto snapshot = std::make_shared<Snapshot>(*m_snapshot);
    snapshot->nodes[api].busyShare = 0.5;
    snapshot->nodes[api].blockedShare = 0.25;
    m_snapshot = snapshot;
    arrange(QStringLiteral("usage;"));
    const auto rows = rowsOf(ChartKind::Usage, frameOf(snapshot));
    const auto* row = rowNamed(rows, QStringLiteral("api"));
    QVERIFY(row && !rowNamed(rows, QStringLiteral("clients")));
    QCOMPARE(row->parts, (std::vector<double>{0.5, 0.25}));
    QVERIFY(row->value.contains(QStringLiteral("blocked")));
    const QImage image = grab();
    keepPicture(image, QStringLiteral("usage"));
    QVERIFY(countPixels(image, areaOf(ChartKind::Usage), m_theme->color(Token::Busy), 8) > 1000);
    QVERIFY(countPixels(image, areaOf(ChartKind::Usage), m_theme->color(Token::Blocked), 110) > 150);
}

void TestDistributionCharts::theCrosshairShowsTheWorkersOfItsColumn()
{
    auto frame = frameOf(m_snapshot);
    frame.crosshair = 100.125;
    const auto rows = rowsOf(ChartKind::Usage, frame);
    const double busy = static_cast<double>(m_snapshot->nodes[api].series.at(400).busy) / 4;
    QCOMPARE(rowNamed(rows, QStringLiteral("api"))->parts.front(), std::min(1.0, busy));
    frame.crosshair = 1e6;
    QCOMPARE(rowNamed(rowsOf(ChartKind::Usage, frame), QStringLiteral("api"))->parts.front(), 0.0);
}

void TestDistributionCharts::bytesAreInQueuesAndBuffers()
{
    const auto rows = rowsOf(ChartKind::Bytes, frameOf(m_snapshot));
    const auto* hop = rowNamed(rows, QStringLiteral("clients → api"));
    QVERIFY(hop);
    QCOMPARE(hop->parts, (std::vector<double>{0, 12288, 65536, 61440}));
    QCOMPARE(hop->mark, std::optional(131072.0));
    const auto* queue = rowNamed(rows, QStringLiteral("api queue"));
    QVERIFY(queue);
    QCOMPARE(queue->parts.front(), static_cast<double>(m_snapshot->nodes[api].waitingBytes));
    QVERIFY(rows.top >= queue->parts.front() && rows.top >= 139264);
    QCOMPARE(std::exp2(std::round(std::log2(rows.top))), rows.top);
    arrange(QStringLiteral("bytes;"));
    keepPicture(grab(), QStringLiteral("bytes"));
    QVERIFY(countPixels(grab(), areaOf(ChartKind::Bytes), m_theme->color(Token::P50), 8) > 300);
    QVERIFY(countPixels(grab(), areaOf(ChartKind::Bytes), m_theme->color(Token::P95), 8) > 300);
}

void TestDistributionCharts::theHostileClientIsTold()
{
    const auto rows = rowsOf(ChartKind::Clients, frameOf(m_snapshot));
    QCOMPARE(rows.rows.size(), std::size_t(20));
    QCOMPARE(rows.rows.front().name, QStringLiteral("client 0, hostile"));
    QCOMPARE(rows.rows.front().parts, (std::vector<double>{0, 412}));
    QCOMPARE(rows.rows[1].parts.front(), 7.0);
    QCOMPARE(rows.top, 500.0);
    arrange(QStringLiteral("clients;"));
    keepPicture(grab(), QStringLiteral("clients"));
    QVERIFY(countPixels(grab(), areaOf(ChartKind::Clients), m_theme->color(Token::P99), 110) > 200);
}

void TestDistributionCharts::whatDoesNotFitIsCounted()
{
    m_stack->resize(896, 320);
    arrange(QStringLiteral("depth,clients;"));
    const auto* chart = qobject_cast<BarChart*>(m_stack->face(ChartKind::Clients));
    QVERIFY(chart->rowsInSight() > 0 && chart->rowsInSight() < 20);
    QVERIFY((chart->rowsInSight() + 1) * 18 <= chart->height());
}

void TestDistributionCharts::withoutClientsASentenceIsShown()
{
    const auto rows = rowsOf(ChartKind::Clients, frameOf(sampleSnapshot()));
    QVERIFY(rows.rows.empty() && !rows.nothing.isEmpty());
    m_snapshot = sampleSnapshot();
    arrange(QStringLiteral("clients;"));
    QVERIFY(countPixels(grab(), areaOf(ChartKind::Clients), m_theme->color(Token::Muted), 40) > 40);
}

void TestDistributionCharts::aBandIsAsLongAsItsPressure()
{
    m_snapshot = sampleSnapshot();
    arrange(QStringLiteral("signals,depth;"));
    const auto* bands = qobject_cast<SignalBands*>(m_stack->face(ChartKind::Signals));
    QCOMPARE(bands->bandCount(), 2);
    double pressed = 0;
    for (std::int64_t i = 0; i < 1200; ++i)
        pressed += static_cast<double>(m_snapshot->nodes[api].series.at(i).share[static_cast<std::size_t>(LevelState::Pressed)]);
    QVERIFY(pressed > 100);
    QVERIFY(std::abs(bands->pressedShare(0) - pressed / 1200) < 1e-6);
    QCOMPARE(bands->pressedShare(1), 0.0);
    const QImage image = grab();
    keepPicture(image, QStringLiteral("signals"));
    // As much ink as the share says.
    const double plot = areaOf(ChartKind::Signals).width() - ChartView::leftMargin - ChartView::rightMargin;
    const int ink = countPixels(image, areaOf(ChartKind::Signals), m_theme->color(Token::Pressed), 8);
    const double ratio = image.devicePixelRatio();
    const double wide = plot * ratio * pressed / 1200;
    QVERIFY(ink > wide * 8 * ratio * 0.9 && ink < wide * 11 * ratio * 1.1);
}

void TestDistributionCharts::bandsGrowWithTheRun()
{
    m_snapshot = sampleSnapshot(700);
    arrange(QStringLiteral("signals,depth;"));
    for (const int columns : {800, 1000})
        m_stack->show(sampleSnapshot(columns), api, std::nullopt);
    const QRect area = areaOf(ChartKind::Signals).toRect();
    const QImage grown = grab().copy(area);
    ChartStack fresh(*m_theme);
    fresh.resize(m_stack->size());
    fresh.arrange(m_stack->arrangement());
    fresh.show();
    QVERIFY(QTest::qWaitForWindowExposed(&fresh));
    fresh.show(sampleSnapshot(1000), api, std::nullopt);
    QCOMPARE(fresh.grab().toImage().convertToFormat(QImage::Format_RGB32).copy(area), grown);
}

void TestDistributionCharts::retriesOfAllSendersAreAdded()
{
    auto snapshot = editable();
    for (auto& chunk : snapshot->nodes[0].series.chunks) {
        auto other = std::make_shared<ColumnChunk>(*chunk);
        for (auto& column : *other) {
            column.retried = 40;
            column.timedOut = 30;
            column.dead = 20;
            column.completed = 90;
        }
        chunk = other;
    }
    snapshot->nodes.push_back(snapshot->nodes[0]);
    snapshot->nodes.back().name = "others";
    m_snapshot = snapshot;
    arrange(QStringLiteral("retries,depth;"));
    const auto& legend = m_stack->titleRow(ChartKind::Retries)->legend();
    const auto value = [&](const QString& name) {
        for (const auto& entry : legend.entries) {
            if (entry.name == name)
                return entry.value;
        }
        return QString();
    };
    QCOMPARE(value(QStringLiteral("retries")), QStringLiteral("320")); // of two, in a second
    QCOMPARE(value(QStringLiteral("timeouts")), QStringLiteral("240"));
    QCOMPARE(value(QStringLiteral("dead work")), QStringLiteral("160"));
    const auto* view = m_stack->chart(ChartKind::Retries);
    QVERIFY(view->geometryOfPlot().top >= 720);
    keepPicture(grab(), QStringLiteral("retries"));
    QVERIFY(countPixels(grab(), areaOf(ChartKind::Retries), m_theme->color(Token::P99), 110) > 200);
    // Whatever stage is charted.
    const QImage before = grab().copy(areaOf(ChartKind::Retries).toRect());
    m_stack->show(snapshot, 2, std::nullopt);
    QCOMPARE(grab().copy(areaOf(ChartKind::Retries).toRect()), before);
}

void TestDistributionCharts::everyChartIsSpoken()
{
    arrange(QStringLiteral("depth,signals,usage,bytes,clients,histogram,cdf,tail;"));
    for (const auto kind : m_stack->arrangement().shown()) {
        QVERIFY2(!m_stack->face(kind)->accessibleName().isEmpty(), infoOf(kind).id);
        QVERIFY2(m_stack->face(kind)->accessibleDescription().size() > 12, infoOf(kind).id);
    }
    QVERIFY(m_stack->face(ChartKind::Signals)->accessibleDescription().contains(QStringLiteral("api is ")));
    QVERIFY(m_stack->face(ChartKind::Usage)->accessibleDescription().contains(QStringLiteral("db 71.5")));
    QVERIFY(m_stack->face(ChartKind::Clients)->accessibleDescription().contains(QStringLiteral("hostile 412")));
}

QTEST_MAIN(TestDistributionCharts)
#include "tst_distribution_charts.moc"
