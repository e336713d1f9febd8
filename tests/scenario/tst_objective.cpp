// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/document.h"

#include <QTest>

using namespace highwater;

class TestObjective : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void objectivesAreReadIntoTheirParts_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("parts");
        QTest::addColumn<double>("limit");
        const auto row = [](const char* text, const char* parts, double limit) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(parts) << limit;
        };
        row("api.sojourn.p99 <= 250ms", "api|sojourn|p99|0", 0.25);
        row("api.sojourn_s.p999<=250ms", "api|sojourn|p999|0", 0.25);
        row("api.wait.mean < 1s", "api|wait|mean|1", 1.0);
        row("api.service.count >= 100", "api|service|count|2", 100.0);
        row("api.loss <= 0.1%", "api|loss||0", 0.001);
        row("api.throughput > 3/min", "api|throughput||3", 0.05);
        row("api.throughput_per_s > 80/s", "api|throughput||3", 80.0);
        row("api.utilisation <= 0.8", "api|utilisation||0", 0.8);
        row("api.in_system.mean <= 4.5", "api|in_system|mean|0", 4.5);
        row("api.in_system.empty <= 5%", "api|in_system|empty|0", 0.05);
        row("api.queue_depth.full <= 5%", "api|queue_depth|full|0", 0.05);
        row("api.queue_bytes.max <= 64KiB", "api|queue_bytes|max|0", 65536.0);
        row("api.bloat.excess_p95 <= 50ms", "api|bloat|excess_p95|0", 0.05);
        row("api.bloat.excess_p95_s <= 50ms", "api|bloat|excess_p95|0", 0.05);
        row("api.bloat.ratio <= 3", "api|bloat|ratio|0", 3.0);
        row("api.pressure.on_fraction <= 10%", "api|pressure|on_fraction|0", 0.1);
        row("api.pressure.flips <= 20", "api|pressure|flips|0", 20.0);
        row("api.dropped <= 0", "api|dropped||0", 0.0);
        row("clients.sent >= 5", "clients|sent||2", 5.0);
        row("end_to_end.sojourn.p95 <= 1.5s", "end_to_end|sojourn|p95|0", 1.5);
        row("end_to_end.completed >= 1000", "end_to_end|completed||2", 1000.0);
        row("api.v2.loss <= 1%", "api.v2|loss||0", 0.01);
        row("a < b.loss <= 1%", "a < b|loss||0", 0.01);
    }
    void objectivesAreReadIntoTheirParts()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, parts);
        QFETCH(double, limit);
        const auto o = parseObjective(text.toStdString(), {"api", "clients", "api.v2", "a < b"});
        QVERIFY2(o, o ? "" : o.error().message.c_str());
        QCOMPARE(QByteArray::fromStdString(o->subject + '|' + o->metric + '|' + o->statistic + '|' +
                                           std::to_string(int(o->comparison))),
                 parts);
        QCOMPARE(o->limit, limit);
        QCOMPARE(o->text, text.toStdString());
    }

    void othersAreRefusedWithoutAPlace_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("code");
        const auto row = [](const char* text, Errc code) { QTest::newRow(text) << QByteArray(text) << int(code); };
        row("", Errc::Syntax);
        row("api.loss", Errc::Syntax);
        row("api.loss = 1%", Errc::Syntax);
        row("api.loss <= ", Errc::Syntax);
        row("api.loss <= much", Errc::Syntax);
        row("api.loss <= -1%", Errc::OutOfRange);
        row("api.inside <= -1", Errc::OutOfRange);
        row("<= 1%", Errc::NotFound);
        row("api <= 1%", Errc::NotFound);
        row("ap.loss <= 1%", Errc::NotFound);
        row("api.los <= 1%", Errc::NotFound);
        row("api..p99 <= 1s", Errc::NotFound);
        row("api.sojourn <= 1s", Errc::Missing);
        row("api.sojourn. <= 1s", Errc::Missing);
        row("api.sojourn.p98 <= 1s", Errc::NotFound);
        row("api.loss.mean <= 1%", Errc::NotFound);
        row("api.sojourn.p99 <= 250", Errc::Syntax);
        row("api.bloat.grade <= 1", Errc::NotFound);
    }
    void othersAreRefusedWithoutAPlace()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, code);
        const auto o = parseObjective(text.toStdString(), {"api"});
        QVERIFY(!o);
        QCOMPARE(int(o.error().code), code);
        QVERIFY(o.error().where.empty());
    }
};

QTEST_GUILESS_MAIN(TestObjective)
#include "tst_objective.moc"
