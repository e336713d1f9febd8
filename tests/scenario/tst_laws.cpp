// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/law_reader.h"

#include "reading.h"

#include <cmath>
#include <limits>

using namespace highwater;
using namespace highwater::test;

namespace {

using Law = Distribution::Law;
using Kind = Arrivals::Kind;
constexpr double infinity = std::numeric_limits<double>::infinity();

Distribution lawOf(std::string_view text, Quantity quantity = Quantity::Time)
{
    DataFiles files{{}};
    return readDistribution(text, quantity, files).value();
}

Arrivals arrivalsOf(std::string_view text, const std::filesystem::path& folder = {})
{
    DataFiles files(folder);
    return readArrivals(text, files).value();
}

bool near(double a, double b)
{
    return a == b || std::abs(a - b) <= 1e-9 * std::abs(b);
}

/// E[X^k] by the midpoint rule over the quantile function, u in (0, 1).
template <typename Quantile>
double momentOf(int k, Quantile&& quantile)
{
    constexpr int steps = 2'000'000;
    double sum = 0.0;
    for (int i = 0; i < steps; ++i) {
        sum += std::pow(quantile((i + 0.5) / steps), k);
    }
    return sum / steps;
}

} // namespace

class TestLaws : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyDistributionIsReadIntoItsParameters_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("law");
        QTest::addColumn<QList<double>>("abc");
        QTest::addColumn<double>("mean");
        QTest::addColumn<double>("scv");
        const auto row = [](const char* text, Law law, QList<double> abc, double mean, double scv) {
            QTest::newRow(text) << QByteArray(text) << int(law) << abc << mean << scv;
        };
        row("constant(40ms)", Law::Constant, {0.04, 0, 0}, 0.04, 0);
        row("uniform(10ms, 30ms)", Law::Uniform, {0.01, 0.03, 0}, 0.02, 1.0 / 12);
        row("exponential(40ms)", Law::Exponential, {0.04, 0, 0}, 0.04, 1);
        row("exponential(mean=40ms)", Law::Exponential, {0.04, 0, 0}, 0.04, 1);
        row("erlang(4, 40ms)", Law::Erlang, {0.04, 0, 0}, 0.04, 0.25);
        row("erlang(mean=40ms, k=4)", Law::Erlang, {0.04, 0, 0}, 0.04, 0.25);
        row("hyperexponential(40ms)", Law::Hyperexponential, {0.04, 4, 0}, 0.04, 4);
        row("hyperexponential(40ms, cv2=9)", Law::Hyperexponential, {0.04, 9, 0}, 0.04, 9);
        row("lognormal(40ms)", Law::Lognormal, {0.04, 1.5, 0}, 0.04, 2.25);
        row("lognormal( 40ms ,cv = 0.5 )", Law::Lognormal, {0.04, 0.5, 0}, 0.04, 0.25);
        row("pareto(40ms)", Law::Pareto, {0.04, 2.5, 0}, 0.04, 0.8);
        row("pareto(40ms, alpha=1.5)", Law::Pareto, {0.04, 1.5, 0}, 0.04, infinity);
        row("weibull(40ms, shape=1)", Law::Weibull, {0.04, 1, 0}, 0.04, 1);
        row("gamma(40ms)", Law::Gamma, {0.04, 0.5, 0}, 0.04, 0.25);
        row("gamma(40ms, 2)", Law::Gamma, {0.04, 2, 0}, 0.04, 4);
        row("normal(1s, 0s)", Law::Normal, {1, 0, 0}, 1, 0);
        row("geometric(4s)", Law::Geometric, {4, 0, 0}, 4, 0.75);
        row("exponential(0s)", Law::Exponential, {0, 0, 0}, 0, 0);
    }
    void everyDistributionIsReadIntoItsParameters()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, law);
        QFETCH(QList<double>, abc);
        QFETCH(double, mean);
        QFETCH(double, scv);
        const Distribution d = lawOf(text.toStdString());
        QCOMPARE(int(d.law), law);
        QCOMPARE(d.a, abc[0]);
        QCOMPARE(d.b, abc[1]);
        QCOMPARE(d.c, abc[2]);
        QCOMPARE(d.phases, d.law == Law::Erlang ? 4 : 1);
        QCOMPARE(d.text, text.toStdString());
        QVERIFY(near(meanOf(d), mean));
        QVERIFY(near(scvOf(d), scv));
    }

    void quantitiesDecideTheUnit()
    {
        QCOMPARE(lawOf("constant(1KiB)", Quantity::Size).a, 1024.0);
        QCOMPARE(lawOf("exponential(0.5B)", Quantity::Size).a, 0.5);
        QCOMPARE(lawOf("geometric(2.5)", Quantity::Count).a, 2.5);
        DataFiles files{{}};
        QVERIFY(!readDistribution("constant(1KiB)", Quantity::Time, files));
        QVERIFY(!readDistribution("constant(1s)", Quantity::Size, files));
        QVERIFY(!readDistribution("constant(1024)", Quantity::Size, files));
        QVERIFY(!readDistribution("constant(1.5)", Quantity::Count, files));
        QVERIFY(!readDistribution("discrete(1.5:1)", Quantity::Count, files));
        QVERIFY(!readDistribution("geometric(0.5)", Quantity::Count, files));
        QVERIFY(!readDistribution("uniform(-1, 3)", Quantity::Count, files));
    }

    void probabilitiesAreScaledToOne()
    {
        const Distribution mixture = lawOf("mixture(0.2:10ms, 60%:100ms)");
        QCOMPARE(mixture.points->size(), std::size_t{2});
        QCOMPARE((*mixture.points)[0], std::pair(0.01, 0.2 / 0.8));
        QCOMPARE((*mixture.points)[1], std::pair(0.1, 0.6 / 0.8));
        QVERIFY(near(meanOf(mixture), 0.0775));
        // Second moment 2 * sum p m^2.
        QVERIFY(near(scvOf(mixture), 2 * (0.25 * 1e-4 + 0.75 * 1e-2) / (0.0775 * 0.0775) - 1));
        const Distribution discrete = lawOf("discrete(1s:0.5, 3s:0.5)");
        QVERIFY(near(meanOf(discrete), 2.0));
        QVERIFY(near(scvOf(discrete), 0.25));
    }

    void momentsOfTheBoundedParetoLawAgreeWithItsQuantiles_data()
    {
        QTest::addColumn<double>("alpha");
        for (const double alpha : {0.5, 1.0, 1.5, 2.0, 3.0}) {
            QTest::addRow("alpha %g", alpha) << alpha;
        }
    }
    void momentsOfTheBoundedParetoLawAgreeWithItsQuantiles()
    {
        QFETCH(double, alpha);
        const Distribution d = lawOf("bounded-pareto(10ms, 1s, " + std::to_string(alpha) + ")");
        const auto quantile = [&](double u) {
            return 0.01 * std::pow(1.0 - u * (1.0 - std::pow(0.01, alpha)), -1.0 / alpha);
        };
        const double mean = momentOf(1, quantile);
        QVERIFY(std::abs(meanOf(d) / mean - 1.0) < 1e-6);
        QVERIFY(std::abs(scvOf(d) - (momentOf(2, quantile) / (mean * mean) - 1.0)) < 1e-4);
    }

    void momentsOfTheWeibullLawAgreeWithItsQuantiles()
    {
        const Distribution d = lawOf("weibull(40ms)");
        const auto quantile = [](double u) { return std::pow(-std::log1p(-u), 1.0 / 0.7); };
        const double mean = momentOf(1, quantile);
        QVERIFY(std::abs(scvOf(d) - (momentOf(2, quantile) / (mean * mean) - 1.0)) < 1e-3);
    }

    void theNormalLawIsCutAtZero()
    {
        // By symmetry the mean of max(0, N(0, sd)) is sd / sqrt(2 pi), its second moment sd^2 / 2.
        const Distribution d = lawOf("normal(0s, 1s)");
        const double mean = 1.0 / std::sqrt(2.0 * std::acos(-1.0));
        QVERIFY(near(meanOf(d), mean));
        QVERIFY(near(scvOf(d), 0.5 / (mean * mean) - 1.0));
        QVERIFY(std::abs(meanOf(lawOf("normal(10s, 1s)")) - 10.0) < 1e-9);
    }

    void empiricalValuesComeFromAColumn()
    {
        QTemporaryDir directory;
        writeFile(folderOf(directory) / "log.csv",
                  "\xEF\xBB\xBFname, \"service_ms\",bytes\r\na,10,100\r\n\r\nb,30,200\r\n");
        DataFiles files(folderOf(directory));
        const auto d = readDistribution("empirical(\"log.csv\", column=\"service_ms\")", Quantity::Time, files);
        QVERIFY2(d, d ? "" : d.error().message.c_str());
        QCOMPARE(d->points->size(), std::size_t{2});
        QCOMPARE((*d->points)[0], std::pair(0.01, 0.5));
        QVERIFY(near(meanOf(*d), 0.02));
        const auto sizes = readDistribution("empirical(\"log.csv\", column=bytes)", Quantity::Size, files);
        QVERIFY(near(meanOf(*sizes), 150.0));
        QCOMPARE(int(readDistribution("empirical(\"log.csv\", column=\"name\")", Quantity::Time, files).error().code),
                 int(Errc::Syntax));
    }

    void everySourceIsReadIntoItsParameters()
    {
        const Arrivals poisson = arrivalsOf("poisson(80/s)");
        QCOMPARE(int(poisson.kind), int(Kind::Poisson));
        QCOMPARE(poisson.rate, 80.0);
        QCOMPARE(poisson.text, std::string("poisson(80/s)"));
        QCOMPARE(int(arrivalsOf("constant(3/min)").kind), int(Kind::Constant));
        const Arrivals mmpp = arrivalsOf("mmpp(10/s, 2s, 100/s, 500ms)");
        QCOMPARE(mmpp.rate, 10.0);
        QCOMPARE(mmpp.stay, 2.0);
        QCOMPARE(mmpp.rate2, 100.0);
        QCOMPARE(mmpp.stay2, 0.5);
        const Arrivals onoff = arrivalsOf("onoff(10/s, on=1s, off=3s)");
        QCOMPARE(onoff.stay, 1.0);
        QCOMPARE(onoff.stay2, 3.0);
        const Arrivals ramp = arrivalsOf("ramp(from=1/s, to=9/s, over=1min)");
        QCOMPARE(ramp.rate2, 9.0);
        QCOMPARE(ramp.stay, 60.0);
        const Arrivals sine = arrivalsOf("sine(10/s, 5/s, 1min)");
        QCOMPARE(sine.rate2, 5.0);
        const Arrivals spike = arrivalsOf("spike(10/s, 50/s, at=1min, for=10s)");
        QCOMPARE(spike.at, 60.0);
        QCOMPARE(spike.stay, 10.0);
        const Arrivals renewal = arrivalsOf("renewal(erlang(2, 10ms))");
        QCOMPARE(renewal.gap.phases, 2);
        const Arrivals closed = arrivalsOf("closed(users=50, think=exponential(1s))");
        QCOMPARE(closed.users, std::int64_t{50});
        QCOMPARE(closed.gap.a, 1.0);
        QCOMPARE(arrivalsOf("closed(users=5)").gap.a, 0.0);
        QCOMPARE(int(arrivalsOf("saturated").kind), int(Kind::Saturated));
        const Arrivals batch = arrivalsOf("batch(poisson(8/s), size=geometric(10), overflow=partial)");
        QCOMPARE(int(batch.kind), int(Kind::Poisson));
        QCOMPARE(batch.batch->a, 10.0);
        QVERIFY(!batch.wholeBatch);
        QCOMPARE(int(arrivalsOf("poisson(0/s)").kind), int(Kind::Poisson));
    }

    void meanRatesAreThoseOfTheLongRun()
    {
        const auto rate = [](std::string_view text) { return *meanRateOf(arrivalsOf(text)); };
        QVERIFY(near(rate("poisson(80/s)"), 80));
        QVERIFY(near(rate("renewal(uniform(10ms, 30ms))"), 50));
        QVERIFY(near(rate("mmpp(10/s, 3s, 100/s, 1s)"), 32.5));
        QVERIFY(near(rate("onoff(40/s, on=1s, off=3s)"), 10));
        QVERIFY(near(rate("ramp(from=1/s, to=9/s, over=1min)"), 1));
        QVERIFY(near(rate("spike(10/s, 50/s, at=1min, for=10s)"), 10));
        QVERIFY(near(rate("sine(10/s, 5/s, 1min)"), 10));
        // Where the wave is cut at 0: for a mean of 0 the upper half remains, amplitude / pi.
        QVERIFY(near(rate("sine(0/s, 5/s, 1min)"), 5 / std::acos(-1.0)));
        QVERIFY(near(rate("batch(poisson(8/s), size=constant(10))"), 80));
        QVERIFY(!meanRateOf(arrivalsOf("closed(users=5)")));
        QVERIFY(!meanRateOf(arrivalsOf("saturated")));
    }

    void tracesAreReadInSecondsAndAtTheirSpeed()
    {
        QTemporaryDir directory;
        writeFile(folderOf(directory) / "t.csv", "t_ms,size\n500,1\n500,1\n2000,1\n");
        const Arrivals trace = arrivalsOf("trace(\"t.csv\", column=\"t_ms\")", folderOf(directory));
        QCOMPARE(*trace.times, (std::vector<double>{0.5, 0.5, 2.0}));
        QVERIFY(near(*meanRateOf(trace), 1.5));
        QCOMPARE(*arrivalsOf("trace(\"t.csv\", t_ms, speed=2)", folderOf(directory)).times,
                 (std::vector<double>{0.25, 0.25, 1.0}));
        writeFile(folderOf(directory) / "plain.csv", "when\n1\n2\n");
        QCOMPARE(*arrivalsOf("trace(\"plain.csv\")", folderOf(directory)).times, (std::vector<double>{1.0, 2.0}));
        writeFile(folderOf(directory) / "usual.csv", "size,t_s\n7,1\n7,2\n");
        QCOMPARE(*arrivalsOf("trace(\"usual.csv\")", folderOf(directory)).times, (std::vector<double>{1.0, 2.0}));
    }

    void accessLogsCountFromTheirFirstLine()
    {
        QTemporaryDir directory;
        writeFile(folderOf(directory) / "access.log",
                  "127.0.0.1 - frank [31/Dec/2000:23:59:58 +0000] \"GET /a HTTP/1.0\" 200 2326\n"
                  "127.0.0.1 - - [31/Dec/2000:23:59:58 +0000] \"GET /b HTTP/1.0\" 200 1 \"-\" \"curl\"\n"
                  "127.0.0.1 - - [31/Dec/2000:17:00:03 -0700] \"GET /c HTTP/1.0\" 404 2\n");
        QCOMPARE(*arrivalsOf("trace(\"access.log\")", folderOf(directory)).times, (std::vector<double>{0, 0, 5}));
        writeFile(folderOf(directory) / "broken.log", "h - - [31/Dec/2000:23:59:58 +0000] \"GET /\" 200 1\nnonsense\n");
        DataFiles files(folderOf(directory));
        const auto broken = readArrivals("trace(\"broken.log\")", files);
        QVERIFY(!broken);
        QVERIFY(broken.error().message.find("line 2") != std::string::npos);
        writeFile(folderOf(directory) / "back.log", "h - - [31/Dec/2000:23:59:58 +0000] \"GET /\" 200 1\n\nh - - "
                                                    "[30/Dec/2000:23:59:58 +0000] \"GET /\" 200 1\n");
        const auto back = readArrivals("trace(\"back.log\")", files);
        QVERIFY(!back);
        QVERIFY(back.error().message.find("line 3") != std::string::npos);
    }

    void brokenExpressionsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : {"",
                                 " ",
                                 "(",
                                 ")",
                                 "constant",
                                 "constant(",
                                 "constant(1s",
                                 "constant(1s))",
                                 "constant()",
                                 "constant(,)",
                                 "constant(1s,)",
                                 "constant(1s) x",
                                 "constant(x=)",
                                 "constant(=1s)",
                                 "constant(1s:2s)",
                                 "constant(\"1s)",
                                 "constant(constant(1s))",
                                 "uniform(a=1s, 2s)",
                                 "mixture()",
                                 "mixture(p=0.5:1s)",
                                 "mixture(1s)",
                                 "discrete(1s:x)",
                                 "empirical(f(x))",
                                 "erlang(k(2), 1s)",
                                 "erlang(1001, 1s)",
                                 "gamma(1s, cv=0)",
                                 "weibull(1s, shape=0.001)",
                                 "bounded-pareto(0s, 1s, 1)",
                                 "bounded-pareto(1s, 2s, 0)",
                                 "nan(1s)",
                                 "Constant(1s)"}) {
            QTest::newRow(text) << QByteArray(text);
        }
        QTest::newRow("many brackets") << QByteArray(100'000, '(');
        QTest::newRow("many calls") << QByteArray("a(").repeated(100'000);
    }
    void brokenExpressionsAreRefused()
    {
        QFETCH(QByteArray, text);
        DataFiles files{{}};
        const auto d = readDistribution(text.toStdString(), Quantity::Time, files);
        QVERIFY(!d);
        QVERIFY(!d.error().message.empty());
        QVERIFY(d.error().message.size() < 1000);
        QVERIFY(!readArrivals(text.toStdString(), files));
    }
};

QTEST_GUILESS_MAIN(TestLaws)
#include "tst_laws.moc"
