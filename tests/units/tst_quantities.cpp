// SPDX-License-Identifier: GPL-3.0-or-later
#include "units/quantity.h"
#include "units/text.h"
#include "units/time.h"

#include <QTest>

#include <cmath>

using namespace highwater;
using namespace std::chrono_literals;

namespace {

/// Steps through values of very different sizes in a fixed way.
class Numbers
{
public:
    std::uint64_t next()
    {
        m_state = m_state * 6364136223846793005U + 1442695040888963407U;
        return m_state >> (m_state >> 59U);
    }

private:
    std::uint64_t m_state = 42;
};

} // namespace

class TestQuantities : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void durationsAreReadToTheNanosecond_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("ns");
        const auto row = [](const char* text, qint64 ns) { QTest::newRow(text) << QByteArray(text) << ns; };
        row("80ns", 80);
        row("250us", 250'000);
        row("250\u00b5s", 250'000);
        row("250\u03bcs", 250'000);
        row("5ms", 5'000'000);
        row("1.5s", 1'500'000'000);
        row("2min", 120'000'000'000);
        row("1h", 3'600'000'000'000);
        row("0s", 0);
        row("-0s", 0);
        row("1e3s", 1'000'000'000'000);
        row("1.5E-3s", 1'500'000);
        row("0.1ms", 100'000);
        row("0.49ns", 0);
        row("0.5ns", 1);
        row("33.333333333333333ms", 33'333'333);
        row("1e-400s", 0);
        row("876600h", 3'155'760'000'000'000'000);
    }
    void durationsAreReadToTheNanosecond()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, ns);
        const auto parsed = parseDuration(text.toStdString());
        QVERIFY(parsed);
        QCOMPARE(qint64(parsed->count()), ns);
    }

    void whatIsNoDurationIsRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("code");
        const auto row = [](const char* text, Errc code) { QTest::newRow(text) << QByteArray(text) << int(code); };
        row("", Errc::Syntax);
        row("5", Errc::Syntax);
        row("ms", Errc::Syntax);
        row("5 ms", Errc::Syntax);
        row(" 5ms", Errc::Syntax);
        row("5ms ", Errc::Syntax);
        row("5minutes", Errc::Syntax);
        row("5MS", Errc::Syntax);
        row("1.s", Errc::Syntax);
        row(".5s", Errc::Syntax);
        row("+5s", Errc::Syntax);
        row("0x5s", Errc::Syntax);
        row("1,5s", Errc::Syntax);
        row("nans", Errc::Syntax);
        row("infs", Errc::Syntax);
        row("123456789012345678s", Errc::Syntax);
        row("-5s", Errc::OutOfRange);
        row("1e400s", Errc::OutOfRange);
        row("876601h", Errc::OutOfRange);
        row("1e99999999999s", Errc::OutOfRange);
    }
    void whatIsNoDurationIsRefused()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, code);
        const auto parsed = parseDuration(text.toStdString());
        QVERIFY(!parsed);
        QCOMPARE(int(parsed.error().code), code);
        QVERIFY(parsed.error().where.empty());
        const auto seconds = parseSeconds(text.toStdString());
        QVERIFY(!seconds);
        QCOMPARE(int(seconds.error().code), code);
    }

    void aMissingUnitIsAnsweredWithTheUnits()
    {
        QVERIFY(parseDuration("5").error().message.find("ns, us, ms, s, min or h") != std::string::npos);
        QVERIFY(parseRate("5").error().message.find("/s, k/s, M/s, /min or /h") != std::string::npos);
        QVERIFY(parseBytes("5").error().message.find("KiB") != std::string::npos);
        QVERIFY(parseRatio("5x").error().message.find("%") != std::string::npos);
    }

    void writtenDurationsReadBackAsTheSame()
    {
        Numbers numbers;
        for (int i = 0; i < 5000; ++i) {
            const Duration d(static_cast<std::int64_t>(numbers.next() % 3'155'760'000'000'000'001U));
            const std::string text = writeDuration(d);
            // 18 digits of nanoseconds are more than a quantity may have; they are the one exception.
            if (text.size() - 2 > 17) {
                continue;
            }
            const auto back = parseDuration(text);
            QVERIFY2(back, text.c_str());
            QCOMPARE(back->count(), d.count());
        }
    }

    void durationsAreWrittenShort()
    {
        QCOMPARE(writeDuration(0s), std::string("0s"));
        QCOMPARE(writeDuration(1500ms), std::string("1.5s"));
        QCOMPARE(writeDuration(250us), std::string("250us"));
        QCOMPARE(writeDuration(5min), std::string("5min"));
        QCOMPARE(writeDuration(1h), std::string("1h"));
        QCOMPARE(writeDuration(40ms), std::string("40ms"));
        QCOMPARE(writeDuration(999us), std::string("999us"));
        QCOMPARE(writeDuration(1ms), std::string("1ms"));
        QCOMPARE(writeDuration(1ns), std::string("1ns"));
        QCOMPARE(writeDuration(-5ms), std::string("-5ms"));
    }

    void secondsKeepWhatNanosecondsWouldRound()
    {
        QCOMPARE(*parseSeconds("40ms"), 0.04);
        QCOMPARE(*parseSeconds("0.1ms"), 0.0001);
        QCOMPARE(*parseSeconds("0.25ns"), 0.25e-9);
        QCOMPARE(*parseSeconds("1.5min"), 90.0);
        QCOMPARE(*parseSeconds("1h"), 3600.0);
    }

    void secondsSaturateInsteadOfOverflowing()
    {
        QCOMPARE(fromSeconds(1.5).count(), std::int64_t{1'500'000'000});
        QCOMPARE(fromSeconds(0.4e-9).count(), std::int64_t{0});
        QCOMPARE(fromSeconds(0.6e-9).count(), std::int64_t{1});
        QCOMPARE(fromSeconds(1e300).count(), std::int64_t{1} << 62);
        QCOMPARE(fromSeconds(-1e300).count(), -(std::int64_t{1} << 62));
        QCOMPARE(fromSeconds(std::nan("")).count(), std::int64_t{0});
    }

    void ratesAreReadPerSecond()
    {
        QCOMPARE(parseRate("80/s")->perSecond(), 80.0);
        QCOMPARE(parseRate("3/min")->perSecond(), 0.05);
        QCOMPARE(parseRate("2.5k/s")->perSecond(), 2500.0);
        QCOMPARE(parseRate("1M/s")->perSecond(), 1e6);
        QCOMPARE(parseRate("36/h")->perSecond(), 0.01);
        QCOMPARE(parseRate("1e3/s")->perSecond(), 1000.0);
        QCOMPARE(parseRate("0/s")->perSecond(), 0.0);
        QVERIFY(!std::signbit(parseRate("-0/s")->perSecond()));
        QCOMPARE(int(parseRate("-1/s").error().code), int(Errc::OutOfRange));
        QCOMPARE(int(parseRate("1e400/s").error().code), int(Errc::OutOfRange));
        QCOMPARE(int(parseRate("1e307M/s").error().code), int(Errc::OutOfRange));
        QCOMPARE(int(parseRate("80").error().code), int(Errc::Syntax));
        QCOMPARE(int(parseRate("80/sec").error().code), int(Errc::Syntax));
    }

    void sizesAreReadInBytes()
    {
        QCOMPARE(parseBytes("512B")->value, std::int64_t{512});
        QCOMPARE(parseBytes("64KiB")->value, std::int64_t{65'536});
        QCOMPARE(parseBytes("1MB")->value, std::int64_t{1'000'000});
        QCOMPARE(parseBytes("1kB")->value, std::int64_t{1000});
        QCOMPARE(parseBytes("1.5KiB")->value, std::int64_t{1536});
        QCOMPARE(parseBytes("2GiB")->value, std::int64_t{2'147'483'648});
        QCOMPARE(int(parseBytes("1KB").error().code), int(Errc::Syntax));
        QCOMPARE(int(parseBytes("-1B").error().code), int(Errc::OutOfRange));
        QCOMPARE(int(parseBytes("1001TB").error().code), int(Errc::OutOfRange));
        QCOMPARE(*parseByteCount("0.5B"), 0.5);
    }

    void aBandwidthIsASizePerTime()
    {
        QCOMPARE(*parseByteRate("100MB/s"), 1e8);
        QCOMPARE(*parseByteRate("64KiB/s"), 65'536.0);
        QCOMPARE(*parseByteRate("6kB/min"), 100.0);
        QCOMPARE(*parseByteRate("0.5MiB/h"), 524'288.0 / 3600.0);
        for (const char* text : {"100MB", "100/s", "1Mbit/s", "1MB/day", "1MB/", "fast", "", "1MB/s/s", "1MB /s"}) {
            QCOMPARE(int(parseByteRate(text).error().code), int(Errc::Syntax));
        }
        QVERIFY(parseByteRate("100MB").error().message.find("KiB/s") != std::string::npos);
        QCOMPARE(int(parseByteRate("-1MB/s").error().code), int(Errc::OutOfRange));
        QCOMPARE(int(parseByteRate("1001TB/s").error().code), int(Errc::OutOfRange));
    }

    void ratiosArePercentOrPlain()
    {
        QCOMPARE(parseRatio("0.1%")->value, 0.001);
        QCOMPARE(parseRatio("0.001")->value, 0.001);
        QCOMPARE(parseRatio("100%")->value, 1.0);
        QCOMPARE(int(parseRatio("-1%").error().code), int(Errc::OutOfRange));
        QCOMPARE(int(parseRatio("").error().code), int(Errc::Syntax));
        QCOMPARE(*parseNumber("-2.5e1"), -25.0);
        QCOMPARE(int(parseNumber("1e400").error().code), int(Errc::OutOfRange));
        QCOMPARE(int(parseNumber("5ms").error().code), int(Errc::Syntax));
    }

    void writtenQuantitiesReadBackAsTheSame()
    {
        Numbers numbers;
        for (int i = 0; i < 5000; ++i) {
            const double value =
                static_cast<double>(numbers.next()) / static_cast<double>(numbers.next() % 1'000'000 + 1);
            const Rate rate = Rate::perSecond(value);
            QVERIFY2(parseRate(writeRate(rate)) == rate, writeRate(rate).c_str());
            const Ratio ratio{value / 1e6};
            QVERIFY2(parseRatio(writeRatio(ratio)) == ratio, writeRatio(ratio).c_str());
            QCOMPARE(*parseNumber(writeNumber(value)), value);
            const Bytes bytes{static_cast<std::int64_t>(numbers.next() % 1'000'000'000'000'001U)};
            QVERIFY2(parseBytes(writeBytes(bytes)) == bytes, writeBytes(bytes).c_str());
        }
        QCOMPARE(writeRate(Rate::perSecond(80)), std::string("80/s"));
        QCOMPARE(writeRate(Rate::perSecond(0.05)), std::string("3/min"));
        QCOMPARE(writeRate(Rate::perSecond(10'000)), std::string("10k/s"));
        QCOMPARE(writeBytes(Bytes{65'536}), std::string("64KiB"));
        QCOMPARE(writeBytes(Bytes{0}), std::string("0B"));
        QCOMPARE(writeRatio(Ratio{0.001}), std::string("0.1%"));
        QCOMPARE(writeNumber(-0.0), std::string("0"));
    }

    void theNearestNameIsTheOneThatWasMeant()
    {
        const std::vector<std::string_view> names{"capacity", "highWater", "lowWater", "order"};
        QCOMPARE(nearestName("hihgWater", names), std::string_view("highWater"));
        QCOMPARE(nearestName("highwater", names), std::string_view("highWater"));
        QCOMPARE(nearestName("oder", names), std::string_view("order"));
        QCOMPARE(nearestName("colour", names), std::string_view());
        QCOMPARE(nearestName("", names), std::string_view());
        QCOMPARE(listed(names, "or"), std::string("\"capacity\", \"highWater\", \"lowWater\" or \"order\""));
    }

    void quotedTextIsCutBetweenCharacters()
    {
        const std::string text = std::string(59, 'a') + "\u00e9\u00e9";
        QCOMPARE(inQuotes(text), '"' + std::string(59, 'a') + "...\"");
        QCOMPARE(inQuotes("short"), std::string("\"short\""));
    }

    void utf8IsToldFromOtherBytes()
    {
        QVERIFY(isUtf8("plain \u00e9 \u2009 \U0001f600"));
        QVERIFY(!isUtf8("\xff"));
        QVERIFY(!isUtf8("\xc3"));
        QVERIFY(!isUtf8("\xc0\xaf"));
        QVERIFY(!isUtf8("\xed\xa0\x80"));
        QVERIFY(!isUtf8("\xf4\x90\x80\x80"));
    }
};

QTEST_GUILESS_MAIN(TestQuantities)
#include "tst_quantities.moc"
