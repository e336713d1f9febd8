// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading.h"
#include "scenario/remarks.h"

#include <QTest>

using namespace highwater;
using namespace highwater::test;

namespace {

Document documentOf(const std::string& text)
{
    const auto document = Document::parse(json(text));
    if (!document) {
        qFatal("%s", listed(document.error()).c_str());
    }
    return *document;
}

/// rootRemark and apiRemark: members with a comma behind them, or nothing.
Document scenarioWith(const std::string& rootRemark, const std::string& apiRemark, int workers = 1)
{
    return documentOf("{'highwater': 1, " + rootRemark + "'nodes': {'web': {'type': 'producer', 'arrivals': 'poisson(8/s)', 'to': 'api'}, 'api': {" + apiRemark +
                      "'type': 'stage', 'workers': {'count': " + std::to_string(workers) + "}}}}");
}

} // namespace

class RemarksTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void remarksOfTheScenarioAndOfItsNodesAreNoDifference()
    {
        const Document plain = scenarioWith("", "");
        QVERIFY(sameButRemarks(plain, plain));
        QVERIFY(sameButRemarks(plain, scenarioWith("'x-notes': [1], ", "'x-position': '24, 48', ")));
        QVERIFY(sameButRemarks(scenarioWith("", "'x-position': '0, 0', "), scenarioWith("", "'x-position': '24, 48', 'x-own': {}, ")));
    }

    void whatRunsIsADifference()
    {
        const Document plain = scenarioWith("", "");
        QVERIFY(!sameButRemarks(plain, scenarioWith("", "", 2)));
        QVERIFY(!sameButRemarks(plain, scenarioWith("'name': 'one', ", "")));
        QVERIFY(!sameButRemarks(plain, *plain.without("/nodes/api")));
        QVERIFY(!sameButRemarks(*plain.without("/nodes/api"), plain));
        QVERIFY(!sameButRemarks(plain, *plain.with("/nodes/api/workers/x-own", "1"))); // further down: a part of the workers
    }

    void aNodeMayHaveANameLikeARemark()
    {
        const Document plain = scenarioWith("", "");
        const Document more = *plain.with("/nodes/x-ray", R"({"type": "stage"})");
        QVERIFY(!sameButRemarks(plain, more));
        QVERIFY(!withRemarksOf(plain, more).get("/nodes/x-ray"));
        QVERIFY(withRemarksOf(more, plain).get("/nodes/x-ray"));
    }

    void theSameFileInAnotherFolderIsAnotherScenario()
    {
        QVERIFY(!sameButRemarks(*Document::parse("{}", "/one"), *Document::parse("{}", "/two")));
    }

    void whereOnlyRemarksDifferTheOtherOneIsTaken()
    {
        const Document one = scenarioWith("", "'x-position': '0, 0', ");
        const Document other = scenarioWith("'x-notes': [1], ", "");
        QVERIFY(withRemarksOf(one, other) == other);
        QVERIFY(withRemarksOf(other, one) == one);
    }

    void remarksAreCarriedToAnotherScenario()
    {
        const Document then = scenarioWith("'x-notes': ['old'], ", "'x-position': '0, 0', 'x-gone': 1, ", 1);
        const Document now = scenarioWith("'x-notes': ['new'], ", "'x-position': '24, 48', ", 2);
        const Document carried = withRemarksOf(then, now);
        QVERIFY(sameButRemarks(carried, then));
        QCOMPARE(carried.get("/x-notes").value(), std::string(R"(["new"])"));
        QCOMPARE(carried.get("/nodes/api/x-position").value(), std::string(R"("24, 48")"));
        QVERIFY(!carried.get("/nodes/api/x-gone"));
    }

    void aNodeThatTheOtherOneDoesNotHaveKeepsItsOwn()
    {
        const Document then = scenarioWith("", "'x-position': '0, 0', ");
        const Document now = *then.without("/nodes/api");
        QCOMPARE(withRemarksOf(then, now).get("/nodes/api/x-position").value(), std::string(R"("0, 0")"));
    }
};

QTEST_GUILESS_MAIN(RemarksTest)
#include "tst_remarks.moc"
