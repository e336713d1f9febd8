// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_header.h"
#include "charts/chart_panel.h"
#include "charts/chart_stack.h"
#include "charts/chart_view.h"
#include "charts/header_button.h"
#include "charts/title_row.h"
#include "pixels.h"
#include "sample_snapshot.h"
#include "session/session.h"

#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace highwater;

namespace {

constexpr int api = 1;

/// The sample with another depth and other times from a column on.
std::shared_ptr<const Snapshot> changedFrom(int column, float depth, int columns = 1200)
{
    const auto snapshot = editable(columns);
    auto& series = snapshot->nodes[api].series;
    for (std::size_t k = 0; k < series.chunks.size(); ++k) {
        auto chunk = std::make_shared<ColumnChunk>(*series.chunks[k]);
        for (std::size_t i = 0; i < columnsPerChunk; ++i) {
            if (static_cast<int>(k * columnsPerChunk + i) < column)
                continue;
            auto& each = (*chunk)[i];
            each.depthMin = each.depthMean = each.depthMax = depth;
            each.sojournP50 = 0.2F;
            each.sojournP95 = 0.5F;
            each.sojournP99 = 0.6F;
            each.completed = 50;
        }
        series.chunks[k] = chunk;
    }
    return snapshot;
}

ForecastBand forecastOf(double from, double to)
{
    ForecastBand band;
    for (double at = from; at <= to; at += 0.5) {
        band.level.push_back({at, 420, 600, 720});
        band.p99.push_back({at, 0.5, 0.8, 1.1});
    }
    band.timeToFull = QStringLiteral("12 s");
    return band;
}

} // namespace

class TestChartGhosts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void whatLiesOnTheRunIsNotDrawn();
    void whatDiffersIsDrawnWhereItDiffers_data();
    void whatDiffersIsDrawnWhereItDiffers();
    void theLegendHasTheBaselinesValueAtTheSameInstant();
    void aBaselineThatIsPinnedAnewIsReadAnew();
    void aStageThatTheBaselineLacksHasNoGhost();
    void aBranchThatWentOnDifferentlyIsDrawnAnew();
    void theForecastReachesBeyondNow();
    void theForecastMovesTheWindowInSteps();
    void theForecastIsSaidInNumbers();
    void theAxisHoldsTheForecast();
    void theChipNamesTheBaselineAndClosesIt();
    void everythingTogetherInBothThemes_data();
    void everythingTogetherInBothThemes();

private:
    QImage grab() const { return m_stack->grab().toImage().convertToFormat(QImage::Format_RGB32); }
    QRectF plot(ChartKind kind) const
    {
        return m_stack->chart(kind)->geometryOfPlot().plot.translated(m_stack->chart(kind)->pos());
    }
    /// The part of a plot from one second to another.
    QRectF part(ChartKind kind, double from, double to) const
    {
        const auto& geometry = m_stack->chart(kind)->geometryOfPlot();
        const QRectF whole = plot(kind);
        return {geometry.x(from), whole.top(), geometry.x(to) - geometry.x(from), whole.height()};
    }
    int ghostInk(ChartKind kind, double from, double to) const
    {
        return countPixels(grab(), part(kind, from, to), m_theme->color(Token::Ghost), 24);
    }
    QString valueOf(ChartKind kind, const QString& name) const
    {
        for (const auto& entry : m_stack->titleRow(kind)->legend().entries) {
            if (entry.name == name)
                return entry.value;
        }
        return {};
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<ChartStack> m_stack;
};

void TestChartGhosts::init()
{
    m_stack.reset();
    m_theme = std::make_unique<Theme>(Theme::Choice::Dark);
    m_stack = std::make_unique<ChartStack>(*m_theme);
    m_stack->resize(896, 410);
    m_stack->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_stack.get()));
}

void TestChartGhosts::whatLiesOnTheRunIsNotDrawn()
{
    const auto snapshot = sampleSnapshot();
    m_stack->show(snapshot, api, std::nullopt);
    const QImage alone = grab();
    m_stack->setGhosts({{snapshot, GhostKind::Baseline, QStringLiteral("same")}});
    m_stack->show(snapshot, api, std::nullopt);
    for (const auto kind : {ChartKind::Depth, ChartKind::Time, ChartKind::Throughput, ChartKind::Bloat})
        QCOMPARE(grab().copy(plot(kind).toRect()), alone.copy(plot(kind).toRect()));
}

void TestChartGhosts::whatDiffersIsDrawnWhereItDiffers_data()
{
    QTest::addColumn<int>("ghost");
    QTest::newRow("baseline") << static_cast<int>(GhostKind::Baseline);
    QTest::newRow("old branch") << static_cast<int>(GhostKind::OldBranch);
}

void TestChartGhosts::whatDiffersIsDrawnWhereItDiffers()
{
    QFETCH(int, ghost);
    m_stack->show(sampleSnapshot(), api, std::nullopt);
    const QImage alone = grab();
    m_stack->setGhosts({{changedFrom(600, 200), static_cast<GhostKind>(ghost), {}}});
    m_stack->show(sampleSnapshot(), api, std::nullopt);
    const QImage with = grab();
    QCOMPARE(changedPixels(alone, with, part(ChartKind::Depth, 0, 149)), 0);
    QCOMPARE(changedPixels(alone, with, part(ChartKind::Time, 0, 149)), 0);
    const int oneLine = static_cast<int>(part(ChartKind::Depth, 151, 299).width());
    QVERIFY(changedPixels(alone, with, part(ChartKind::Depth, 151, 299)) > oneLine * 2 / 3);
    QVERIFY(changedPixels(alone, with, part(ChartKind::Time, 151, 299)) > oneLine * 4 / 3); // p50 and p99
    QVERIFY(changedPixels(alone, with, part(ChartKind::Bloat, 151, 299)) > oneLine * 2 / 3);
}

void TestChartGhosts::theLegendHasTheBaselinesValueAtTheSameInstant()
{
    m_stack->setGhosts({{changedFrom(600, 200), GhostKind::Baseline, {}}});
    m_stack->show(sampleSnapshot(), api, 160.125);
    QCOMPARE(valueOf(ChartKind::Depth, QStringLiteral("baseline")), QStringLiteral("200"));
    QCOMPARE(valueOf(ChartKind::Time, QStringLiteral("baseline p99")), QStringLiteral("600\u2009ms"));
    QCOMPARE(valueOf(ChartKind::Throughput, QStringLiteral("baseline")), QStringLiteral("200"));
    // So has what this branch has replaced.
    m_stack->setGhosts({{changedFrom(600, 300), GhostKind::OldBranch, {}}});
    m_stack->show(sampleSnapshot(), api, 160.375);
    QCOMPARE(valueOf(ChartKind::Depth, QStringLiteral("before")), QStringLiteral("300"));
    QCOMPARE(valueOf(ChartKind::Depth, QStringLiteral("baseline")), QString());
    // The baseline is shorter than the run.
    m_stack->setGhosts({{changedFrom(600, 200, 640), GhostKind::Baseline, {}}});
    m_stack->show(sampleSnapshot(), api, std::nullopt);
    QCOMPARE(valueOf(ChartKind::Depth, QStringLiteral("baseline")), QStringLiteral("–"));
    m_stack->setGhosts({});
    m_stack->show(sampleSnapshot(), api, 160.125);
    QCOMPARE(valueOf(ChartKind::Depth, QStringLiteral("baseline")), QString());
}

void TestChartGhosts::aBaselineThatIsPinnedAnewIsReadAnew()
{
    m_stack->setGhosts({{changedFrom(600, 200), GhostKind::Baseline, {}}});
    m_stack->show(sampleSnapshot(), api, std::nullopt);
    const QImage first = grab();
    m_stack->setGhosts({{changedFrom(600, 300), GhostKind::Baseline, {}}});
    m_stack->show(sampleSnapshot(), api, std::nullopt);
    QVERIFY(grab() != first);
    m_stack->setGhosts({{changedFrom(600, 200), GhostKind::Baseline, {}}});
    m_stack->show(sampleSnapshot(), api, std::nullopt);
    QCOMPARE(grab().copy(plot(ChartKind::Depth).toRect()), first.copy(plot(ChartKind::Depth).toRect()));
}

void TestChartGhosts::aStageThatTheBaselineLacksHasNoGhost()
{
    auto other = editable();
    other->nodes[api].name = "renamed";
    m_stack->show(sampleSnapshot(), api, std::nullopt);
    const QImage alone = grab();
    m_stack->setGhosts({{other, GhostKind::Baseline, {}}});
    m_stack->show(sampleSnapshot(), api, std::nullopt);
    QCOMPARE(grab(), alone);
}

void TestChartGhosts::aBranchThatWentOnDifferentlyIsDrawnAnew()
{
    m_stack->show(sampleSnapshot(1000), api, std::nullopt);
    m_stack->show(changedFrom(300, 200, 1001), api, std::nullopt); // same generation, more columns, another past
    const QImage grown = grab();
    ChartStack fresh(*m_theme);
    fresh.resize(m_stack->size());
    fresh.show();
    QVERIFY(QTest::qWaitForWindowExposed(&fresh));
    fresh.show(changedFrom(300, 200, 1001), api, std::nullopt);
    const auto area = plot(ChartKind::Depth).toRect();
    QCOMPARE(grown.copy(area), fresh.grab().toImage().convertToFormat(QImage::Format_RGB32).copy(area));
}

void TestChartGhosts::theForecastReachesBeyondNow()
{
    m_stack->show(sampleSnapshot(), api, std::nullopt);
    QCOMPARE(m_stack->chart(ChartKind::Depth)->geometryOfPlot().window, (TimeWindow{0, 300}));
    m_stack->setForecast(std::make_shared<const ForecastBand>(forecastOf(300, 330)));
    m_stack->show(sampleSnapshot(), api, std::nullopt);
    QCOMPARE(m_stack->chart(ChartKind::Depth)->geometryOfPlot().window, (TimeWindow{0, 330}));
    const QImage image = grab();
    const QRectF ahead = part(ChartKind::Depth, 303, 329);
    const QColor muted = m_theme->color(Token::Muted);
    const QColor surface = m_theme->color(Token::Surface);
    const auto mixed = [](int ink, int ground) { return static_cast<int>(std::lround(0.22 * ink + 0.78 * ground)); };
    const QColor band(mixed(muted.red(), surface.red()), mixed(muted.green(), surface.green()), mixed(muted.blue(), surface.blue()));
    QVERIFY(countPixels(image, ahead, m_theme->color(Token::Text), 90) > 15);
    QVERIFY(countPixels(image, part(ChartKind::Time, 303, 329), band, 12) > 500);
    m_stack->setForecast(nullptr);
    m_stack->show(sampleSnapshot(), api, std::nullopt);
    QCOMPARE(m_stack->chart(ChartKind::Depth)->geometryOfPlot().window, (TimeWindow{0, 300}));
}

void TestChartGhosts::theForecastMovesTheWindowInSteps()
{
    const auto snapshot = sampleSnapshot();
    QCOMPARE(windowOf(*snapshot, 301).to, 315.0);
    QCOMPARE(windowOf(*snapshot, 315).to, 315.0);
    QCOMPARE(windowOf(*snapshot, 1e6).to, 405.0); // a third of the window at most
    QCOMPARE(windowOf(*sampleSnapshot(400), 160).to, 300.0);
}

void TestChartGhosts::theForecastIsSaidInNumbers()
{
    m_stack->setForecast(std::make_shared<const ForecastBand>(forecastOf(300, 330)));
    m_stack->show(sampleSnapshot(), api, 100.125);
    QCOMPARE(valueOf(ChartKind::Depth, QStringLiteral("full in")), QStringLiteral("12 s"));
    QCOMPARE(valueOf(ChartKind::Depth, QStringLiteral("empty in")), QString());
}

void TestChartGhosts::theAxisHoldsTheForecast()
{
    auto band = forecastOf(300, 330);
    band.p99.back().high = 6;
    m_stack->setForecast(std::make_shared<const ForecastBand>(band));
    m_stack->show(sampleSnapshot(), api, std::nullopt);
    QVERIFY(m_stack->chart(ChartKind::Time)->geometryOfPlot().top >= 6);
}

void TestChartGhosts::theChipNamesTheBaselineAndClosesIt()
{
    Session session;
    ChartPanel panel(session, *m_theme);
    panel.resize(900, 440);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    auto* chip = panel.header()->baselineChip();
    QVERIFY(chip->isHidden());
    QSignalSpy closed(&panel, &ChartPanel::baselineClosed);
    panel.setBaseline(sampleSnapshot(), QStringLiteral("8 workers, 800/400"));
    QVERIFY(chip->isVisible());
    QCOMPARE(chip->text(), QStringLiteral("Baseline 8 workers, 800/400"));
    QVERIFY(panel.header()->rect().contains(chip->geometry()));
    QCoreApplication::processEvents(); // the row is laid out anew
    QCOMPARE(chip->width(), chip->sizeHint().width());
    keepPicture(panel.grab().toImage(), QStringLiteral("header"));
    QTest::mouseClick(chip, Qt::LeftButton, {}, QPoint(20, chip->height() / 2));
    QCOMPARE(closed.count(), 0);
    QTest::mouseClick(chip, Qt::LeftButton, {}, QPoint(chip->width() - 12, chip->height() / 2));
    QCOMPARE(closed.count(), 1);
    QTest::keyClick(chip, Qt::Key_Delete);
    QCOMPARE(closed.count(), 2);
    panel.setBaseline(nullptr, {});
    QVERIFY(chip->isHidden());
}

void TestChartGhosts::everythingTogetherInBothThemes_data()
{
    QTest::addColumn<Theme::Choice>("choice");
    QTest::newRow("dark") << Theme::Choice::Dark;
    QTest::newRow("light") << Theme::Choice::Light;
}

void TestChartGhosts::everythingTogetherInBothThemes()
{
    QFETCH(Theme::Choice, choice);
    m_theme->setChoice(choice);
    ChartStack& stack = *m_stack;
    stack.setGhosts({{changedFrom(600, 200), GhostKind::Baseline, QStringLiteral("8 workers")},
                     {changedFrom(900, 650), GhostKind::OldBranch, {}}});
    stack.setForecast(std::make_shared<const ForecastBand>(forecastOf(300, 330)));
    stack.show(sampleSnapshot(), api, 200.125);
    keepPicture(grab(), QStringLiteral("ghosts-") + QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(ghostInk(ChartKind::Depth, 160, 199) > 100);
    QVERIFY(ghostInk(ChartKind::Depth, 230, 299) > 100);
}

QTEST_MAIN(TestChartGhosts)
#include "tst_chart_ghosts.moc"
