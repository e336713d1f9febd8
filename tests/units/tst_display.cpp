// SPDX-License-Identifier: GPL-3.0-or-later
#include "units/display.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace highwater;
using namespace std::chrono_literals;

class TestDisplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void durationsHaveThreeDigitsAndOneUnit_data()
    {
        QTest::addColumn<double>("seconds");
        QTest::addColumn<QString>("text");
        const auto row = [](const char* name, double seconds, const char* text) {
            QTest::newRow(name) << seconds << QString::fromUtf8(text);
        };
        row("milliseconds", 0.812, "812\u2009ms");
        row("seconds", 1.04, "1.04\u2009s");
        row("a zero is a digit", 50.0, "50.0\u2009s");
        row("minutes and seconds", 250.0, "4\u2009min 10\u2009s");
        row("hours and minutes", 3725.0, "1\u2009h 2\u2009min");
        row("days and hours", 90000.0, "1\u2009d 1\u2009h");
        row("rounds up into the next unit", 0.9996, "1.00\u2009s");
        row("rounds up into a minute", 59.97, "1\u2009min 0\u2009s");
        row("rounds up into an hour", 3599.7, "1\u2009h 0\u2009min");
        row("microseconds", 12.5e-6, "12.5\u2009\u00b5s");
        row("nanoseconds", 80e-9, "80.0\u2009ns");
        row("zero", 0.0, "0");
        row("minus", -0.02, "\u221220.0\u2009ms");
        row("unknown", std::nan(""), "\u2013");
        row("infinite", std::numeric_limits<double>::infinity(), "\u221e");
    }
    void durationsHaveThreeDigitsAndOneUnit()
    {
        QFETCH(double, seconds);
        QFETCH(QString, text);
        QCOMPARE(QString::fromStdString(displayDuration(seconds)), text);
    }

    void ratesGoOverToThousandsAtTenThousand()
    {
        QCOMPARE(displayRate(640), std::string("640/s"));
        QCOMPARE(displayRate(2500), std::string("2\u2009500/s"));
        QCOMPARE(displayRate(9994), std::string("9\u2009990/s"));
        QCOMPARE(displayRate(9996), std::string("10.0k/s"));
        QCOMPARE(displayRate(2.5e6), std::string("2.50M/s"));
        QCOMPARE(displayRate(0.05), std::string("0.0500/s"));
        QCOMPARE(displayRate(0), std::string("0"));
        QCOMPARE(displayRate(std::nan("")), std::string("\u2013"));
    }

    void countsAreWholeAndGrouped()
    {
        QCOMPARE(displayCount(999), std::string("999"));
        QCOMPARE(displayCount(1000), std::string("1\u2009000"));
        QCOMPARE(displayCount(1234567), std::string("1\u2009234\u2009567"));
        QCOMPARE(displayCount(-3), std::string("\u22123"));
        QCOMPARE(displayCount(0.2), std::string("0"));
        QCOMPARE(displayCount(-0.2), std::string("0"));
        QCOMPARE(displayCount(std::nan("")), std::string("\u2013"));
    }

    void numbersKeepThreeDigits()
    {
        QCOMPARE(displayNumber(0.00123), std::string("0.00123"));
        QCOMPARE(displayNumber(12.345), std::string("12.3"));
        QCOMPARE(displayNumber(1234567), std::string("1\u2009230\u2009000"));
        QCOMPARE(displayNumber(1.5e-9), std::string("1.50e\u22129"));
    }

    void bytesCountInPowersOf1024()
    {
        QCOMPARE(displayBytes(512), std::string("512\u2009B"));
        QCOMPARE(displayBytes(1000), std::string("1\u2009000\u2009B"));
        QCOMPARE(displayBytes(65536), std::string("64.0\u2009KiB"));
        QCOMPARE(displayBytes(1.5 * 1024 * 1024), std::string("1.50\u2009MiB"));
        QCOMPARE(displayBytes(1023.9), std::string("1.00\u2009KiB"));
        QCOMPARE(displayBytes(0), std::string("0"));
    }

    void ratiosArePercentWithAtMostThreeDecimals()
    {
        QCOMPARE(displayRatio(0.00066), std::string("0.066\u2009%"));
        QCOMPARE(displayRatio(0.81), std::string("81.0\u2009%"));
        QCOMPARE(displayRatio(1.0), std::string("100\u2009%"));
        QCOMPARE(displayRatio(0.001), std::string("0.100\u2009%"));
        QCOMPARE(displayRatio(1e-9), std::string("<0.001\u2009%"));
        QCOMPARE(displayRatio(0.0), std::string("0"));
    }

    void clocksShowTenths()
    {
        QCOMPARE(displayClock(150s), std::string("2:30.0"));
        QCOMPARE(displayClock(1h + 2min + 30s), std::string("1:02:30.0"));
        QCOMPARE(displayClock(59'960ms), std::string("0:59.9"));
        QCOMPARE(displayClock(0s), std::string("0:00.0"));
        QCOMPARE(displayClock(-1500ms), std::string("\u22120:01.5"));
    }
};

QTEST_GUILESS_MAIN(TestDisplay)
#include "tst_display.moc"
