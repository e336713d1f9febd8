// SPDX-License-Identifier: GPL-3.0-or-later
// Random topologies, policies, schedules, faults and live changes, drawn from a seed: whatever happens, the rules hold.
#include "fuzz_runner.h"

#include <QtTest>

using namespace highwater;
using namespace highwater::fuzz;

class FuzzTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySeedKeepsTheRules()
    {
        const std::uint64_t seeds = qEnvironmentVariableIsSet("HIGHWATER_LONG") ? 20'000 : HIGHWATER_FUZZ_SEEDS;
        std::uint64_t events = 0;
        std::uint64_t audits = 0;
        std::uint64_t stoodStill = 0;
        for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
            const Case test = randomCase(seed);
            const Outcome outcome = run(test);
            events += outcome.events;
            audits += outcome.audits;
            stoodStill += outcome.stoodStill ? 1 : 0;
            if (!outcome.fault.empty()) {
                const std::string small = write(shrink(test, outcome.fault));
                QFAIL(qPrintable(QStringLiteral("seed %1: %2\n%3").arg(seed).arg(QString::fromStdString(outcome.fault),
                                                                                QString::fromStdString(small))));
            }
        }
        qInfo("%llu events, %llu audits", static_cast<unsigned long long>(events), static_cast<unsigned long long>(audits));
        QVERIFY(events > seeds * 100);
        QVERIFY(stoodStill * 100 < seeds); // an excuse that is common hides faults
    }

    void aCaseIsTheSameWhenItIsWrittenDownAndReadAgain()
    {
        const Case test = randomCase(7);
        const Case again = readCase(write(test));
        QCOMPARE(QString::fromStdString(write(again)), QString::fromStdString(write(test)));
        QCOMPARE(run(again).events, run(test).events);
    }

    void aShrunkenCaseFailsInTheSameWay()
    {
        // A scenario with a fault of its own: a route to nowhere. What does not belong to the fault goes.
        Case test = randomCase(11);
        test.scenario["nodes"]["lost"] = {{"type", "stage"}, {"to", "nowhere"}};
        const Outcome outcome = run(test);
        QVERIFY(!outcome.fault.empty());
        const Case small = shrink(test, outcome.fault);
        QCOMPARE(kindOf(run(small).fault), kindOf(outcome.fault));
        QVERIFY(small.scenario["nodes"].size() <= 1);
        QVERIFY(small.operations.empty());
    }
};

QTEST_GUILESS_MAIN(FuzzTest)
#include "tst_fuzz.moc"
