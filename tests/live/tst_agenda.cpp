// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/agenda.h"

#include <QtTest>

#include <string>

using namespace highwater;
using namespace std::chrono_literals;

class AgendaTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tasksRunInTheOrderOfTimeAndThenOfAdding()
    {
        Agenda agenda;
        std::string order;
        const SteadyTime now = steadyNow();
        agenda.at(now + 2ms, [&] { order += 'c'; });
        agenda.at(now + 1ms, [&] { order += 'a'; });
        agenda.at(now + 1ms, [&] { order += 'b'; });
        QCOMPARE(order, std::string());
        QTRY_COMPARE(order, std::string("abc"));
        QCOMPARE(agenda.planned(), std::size_t{0});
    }

    void noTaskRunsBeforeItsTime()
    {
        Agenda agenda;
        SteadyTime ran;
        const SteadyTime due = steadyNow() + 3ms;
        agenda.at(due, [&] { ran = steadyNow(); });
        QTRY_VERIFY(ran != SteadyTime());
        QVERIFY(ran >= due);
    }

    void whatHasPassedIsDueAtOnceButNotWithinTheCall()
    {
        Agenda agenda;
        bool ran = false;
        agenda.at(steadyNow() - 1s, [&] { ran = true; });
        QVERIFY(!ran);
        QTRY_VERIFY(ran);
    }

    void cancelledTasksDoNotRun()
    {
        Agenda agenda;
        std::string order;
        const SteadyTime now = steadyNow();
        const Agenda::Id first = agenda.at(now, [&] { order += 'a'; });
        Agenda::Id last = 0;
        agenda.at(now, [&] {
            order += 'b';
            agenda.cancel(last);
        });
        last = agenda.at(now, [&] { order += 'c'; });
        agenda.at(now, [&] { order += 'd'; });
        agenda.cancel(first);
        agenda.cancel(first);
        agenda.cancel(0);
        QTRY_COMPARE(order, std::string("bd"));
    }

    void anOldNameDoesNotCancelTheNextTaskOfItsSlot()
    {
        Agenda agenda;
        bool ran = false;
        const Agenda::Id old = agenda.at(steadyNow(), [] {});
        agenda.cancel(old);
        agenda.at(steadyNow(), [&] { ran = true; });
        agenda.cancel(old);
        QTRY_VERIFY(ran);
    }

    void aTaskThatPlansItselfAnewDoesNotKeepTheLoop()
    {
        Agenda agenda;
        int runs = 0;
        bool ended = false;
        std::function<void()> again = [&] {
            if (++runs < 1000 && !ended) {
                agenda.at(steadyNow() - 1s, again);
            }
        };
        agenda.at(steadyNow(), again);
        QTimer::singleShot(0, this, [&] { ended = true; });
        QTRY_VERIFY(ended);
        QVERIFY(runs < 1000);
    }

    void manyCancelledTasksLeaveTheOthersInOrder()
    {
        Agenda agenda;
        std::vector<int> order;
        std::vector<Agenda::Id> ids;
        const SteadyTime now = steadyNow();
        for (int i = 0; i < 1000; ++i) {
            ids.push_back(agenda.at(now + std::chrono::microseconds((i * 7919) % 1000), [&order, i] { order.push_back((i * 7919) % 1000); }));
        }
        for (std::size_t i = 0; i < ids.size(); ++i) {
            if (i % 10 != 0) {
                agenda.cancel(ids[i]);
            }
        }
        QCOMPARE(agenda.planned(), std::size_t{100});
        QTRY_COMPARE(order.size(), std::size_t{100});
        QVERIFY(std::is_sorted(order.begin(), order.end()));
    }
};

QTEST_GUILESS_MAIN(AgendaTest)
#include "tst_agenda.moc"
