// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/document.h"

#include "reading.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace highwater;
using namespace highwater::test;

namespace {

QString dataFolder()
{
    return QStringLiteral(HIGHWATER_TEST_DATA) + QStringLiteral("/bad");
}

QJsonObject expectations()
{
    QFile file(dataFolder() + QStringLiteral("/expected.json"));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

} // namespace

/// Each file of tests/data/bad is refused for what expected.json says, in that order, and for nothing else.
class TestBadScenarios : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFileHasAnExpectation()
    {
        const QStringList files =
            QDir(dataFolder()).entryList({QStringLiteral("*.highwater.json")}, QDir::Files, QDir::Name);
        QVERIFY(files.size() >= 45);
        QStringList expected = expectations().keys();
        expected.sort();
        QStringList sorted = files;
        sorted.sort();
        QCOMPARE(sorted, expected);
    }

    void faultsAreNamedWithTheirPlace_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QJsonArray>("expected");
        const QJsonObject all = expectations();
        for (auto entry = all.begin(); entry != all.end(); ++entry) {
            QTest::newRow(qPrintable(entry.key())) << entry.key() << entry.value().toArray();
        }
    }
    void faultsAreNamedWithTheirPlace()
    {
        QFETCH(QString, file);
        QFETCH(QJsonArray, expected);
        const auto document = Document::load((dataFolder() + QLatin1Char('/') + file).toStdString());
        Faults faults;
        if (!document) {
            faults = document.error();
        } else if (const auto scenario = readScenario(*document); !scenario) {
            faults = scenario.error();
        }
        QVERIFY2(int(faults.size()) == int(expected.size()), listed(faults).c_str());
        for (int i = 0; i < expected.size(); ++i) {
            const Error& fault = faults[static_cast<std::size_t>(i)];
            QCOMPARE(QString::fromStdString(fault.where), expected[i].toObject()[QLatin1String("where")].toString());
            const QString part = expected[i].toObject()[QLatin1String("contains")].toString();
            QVERIFY2(QString::fromStdString(fault.message).contains(part), fault.message.c_str());
        }
    }

    void aThousandNodesAreTheMost()
    {
        const auto withNodes = [](int count) {
            std::string text = json("{'highwater': 1, 'nodes': {");
            for (int i = 0; i < count; ++i) {
                text += (i > 0 ? ", \"n" : "\"n") + std::to_string(i) + json("': {'type': 'stage'}");
            }
            return text + "}}";
        };
        QVERIFY(faultsOf(withNodes(1000)).empty());
        const Faults faults = faultsOf(withNodes(1001));
        QCOMPARE(faults.size(), std::size_t{1});
        QCOMPARE(faults.front().where, std::string("/nodes"));
        QVERIFY(faults.front().message.find("1001 nodes") != std::string::npos);
    }

    void aLinkOutOfTheFolderIsRefused()
    {
        QTemporaryDir outside;
        QTemporaryDir inside;
        writeFile(folderOf(outside) / "trace.csv", "t_s\n1\n2\n");
        std::filesystem::create_symlink(folderOf(outside) / "trace.csv", folderOf(inside) / "trace.csv");
        std::filesystem::create_directory_symlink(folderOf(outside), folderOf(inside) / "sub");
        for (const char* path : {"trace.csv", "sub/trace.csv"}) {
            const std::string change =
                "{'at': '1s', 'set': '/nodes/clients/arrivals', 'to': 'trace(\\'" + std::string(path) + "\\')'}";
            const std::string text = twoNodes({}, {}, ", 'schedule': [" + change + "]");
            const Faults faults = faultsOf(text, folderOf(inside));
            QCOMPARE(faults.size(), std::size_t{1});
            QCOMPARE(faults.front().where, std::string("/schedule/0/to"));
            QVERIFY(faults.front().message.find("leaves the scenario's folder") != std::string::npos);
        }
        // A link that stays inside is as good as a file.
        writeFile(folderOf(inside) / "real.csv", "t_s\n1\n");
        std::filesystem::create_symlink("real.csv", folderOf(inside) / "alias.csv");
        const std::string text = json("{'highwater': 1, 'nodes': {'s': {'type': 'stage'},"
                                      "'c': {'type': 'producer', 'to': 's', 'arrivals': 'trace(\\'alias.csv\\')'}}}");
        QVERIFY(faultsOf(text, folderOf(inside)).empty());
    }

    void manyFaultsAreSortedInLinearTime()
    {
        std::string text = json("{'highwater': 1, 'nodes': {'api': {'type': 'stage'");
        for (int i = 0; i < 50'000; ++i) {
            text += ", \"unknown" + std::to_string(i) + "\": 0";
        }
        const Faults faults = faultsOf(text + "}}}");
        QCOMPARE(faults.size(), std::size_t{50'000});
        QCOMPARE(faults.back().where, std::string("/nodes/api/unknown49999"));
    }
};

QTEST_GUILESS_MAIN(TestBadScenarios)
#include "tst_bad_scenarios.moc"
