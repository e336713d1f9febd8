// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading.h"
#include "scenario/shelf.h"
#include "scenario/topology_edit.h"

#include <QTest>

#include <functional>

using namespace highwater;
using namespace highwater::test;
using topology::Kind;
using topology::Position;

namespace {

Document documentOf(const std::string& text)
{
    const auto document = Document::parse(json(text));
    if (!document || !readScenario(*document)) {
        qFatal("%s", listed(document ? readScenario(*document).error() : document.error()).c_str());
    }
    return *document;
}

/// clients -> api -> disk, with everything that can name a node.
Document chain()
{
    return documentOf(R"({'highwater': 1, 'duration': '1min', 'x-note': 'kept',
        'nodes': {
          'clients': {'type': 'producer', 'arrivals': 'poisson(8/s)', 'service': {'disk': 'constant(1ms)', 'api': 'constant(2ms)'},
                      'to': {'node': 'api', 'latency': '2ms'}, 'x-own': 1},
          'api': {'type': 'stage', 'window': {'credits': 3, 'until': 'disk'}, 'workers': {'service': 'constant(5ms)'}, 'to': 'disk'},
          'disk': {'type': 'stage', 'workers': {'service': 'constant(5ms)'}}},
        'schedule': [{'at': '1s', 'set': '/nodes/disk/workers/count', 'to': 2},
                     {'at': '2s', 'set': '/nodes/clients/to/latency', 'to': '5ms'},
                     {'at': '3s', 'set': '/nodes/api/to', 'to': 'disk'},
                     {'at': '4s', 'set': '/nodes/clients/service/disk', 'to': 'constant(3ms)'},
                     {'at': '5s', 'set': '/nodes/clients/service', 'to': {'disk': 'constant(4ms)'}}],
        'objectives': ['disk.sojourn.p99 <= 1s', 'end_to_end.loss <= 1%'],
        'live': {'into': 'disk'}})");
}

std::string get(const Document& document, const char* pointer)
{
    return document.get(pointer).value_or("nothing");
}

std::vector<std::string> namesOf(const Document& document)
{
    std::vector<std::string> names;
    const auto scenario = readScenario(document);
    for (const Node& node : scenario->nodes) {
        names.push_back(node.name);
    }
    return names;
}

using Names = std::vector<std::string>;

struct Case
{
    std::string what;
    std::function<Result<Document>(const Document&)> edit;
};

Result<Document> documentIn(const Result<topology::Edit>& edit)
{
    return edit.map([](const topology::Edit& made) { return made.document; });
}

/// Every edit of every node, pair of nodes and link of a scenario.
std::vector<Case> editsOf(const Document& document)
{
    std::vector<Case> cases;
    const Names names = namesOf(document);
    for (const Kind kind : {Kind::Producer, Kind::Stage, Kind::Channel, Kind::Balancer}) {
        cases.push_back({"add", [=](const Document& d) { return documentIn(topology::addNode(d, kind, Position{24, 48})); }});
    }
    for (const std::string& name : names) {
        cases.push_back({"rename " + name, [=](const Document& d) { return topology::renameNode(d, name, "something <new>"); }});
        cases.push_back({"remove " + name, [=](const Document& d) { return topology::removeNodes(d, {name}); }});
        cases.push_back({"duplicate " + name, [=](const Document& d) { return documentIn(topology::duplicateNodes(d, {name}, {24, 24})); }});
        cases.push_back({"move " + name, [=](const Document& d) { return topology::withPositions(d, {{name, {-7.4, 1e6}}}); }});
        cases.push_back({"copy " + name, [=](const Document& d) {
                             return topology::copyNodes(d, {name}).and_then([&](const std::string& text) { return documentIn(topology::pasteNodes(d, text, {0, 0})); });
                         }});
        Names others = names;
        others.push_back("exit");
        for (const std::string& other : others) {
            cases.push_back({"connect " + name + " to " + other, [=](const Document& d) { return topology::connectNodes(d, name, other); }});
            cases.push_back({"disconnect " + name + " from " + other, [=](const Document& d) { return topology::disconnectNodes(d, name, other); }});
            cases.push_back({"insert between " + name + " and " + other, [=](const Document& d) { return documentIn(topology::insertNode(d, Kind::Stage, name, other)); }});
            cases.push_back({"wire from " + name + " to " + other, [=](const Document& d) { return topology::addWire(d, name, other); }});
            cases.push_back({"no wire from " + name + " to " + other, [=](const Document& d) { return topology::removeWire(d, name, other); }});
            if (other != "exit") {
                cases.push_back({"remove " + name + " and " + other, [=](const Document& d) { return topology::removeNodes(d, {name, other}); }});
            }
        }
    }
    cases.push_back({"duplicate all", [=](const Document& d) { return documentIn(topology::duplicateNodes(d, names, {24, 24})); }});
    cases.push_back({"remove all", [=](const Document& d) { return topology::removeNodes(d, names); }});
    return cases;
}

} // namespace

class TopologyEditTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyEditReadsOrSaysWhyNot_data();
    void everyEditReadsOrSaysWhyNot();
    void whatWasConnectedAndTakenApartIsAsBefore_data() { everyEditReadsOrSaysWhyNot_data(); }
    void whatWasConnectedAndTakenApartIsAsBefore();
    void aNameThereAndBackIsByteIdentical_data() { everyEditReadsOrSaysWhyNot_data(); }
    void aNameThereAndBackIsByteIdentical();

    void aNewNodeHasAFreeNameAndStandsBehindTheOthers();
    void aProducerNeedsSomethingToSendTo();
    void aNewNameIsFollowedByEverythingThatNamesTheNode();
    void aNameThatIsTakenOrMeansSomethingIsRefused();
    void whatGoesTakesAlongWhatNamesIt();
    void aSenderWithoutAnotherWayGoesOnToWhereTheNodeLed();
    void theOnlyTargetOfAProducerStaysUnlessItGoesToo();
    void theLastStageStays();
    void aSecondWayWeighsAsMuchAsTheFirst();
    void aNewWayOfAChannelIsAnotherReader();
    void theScheduleFollowsARouteThatMoves();
    void aWireComesAndGoes();
    void aNodeComesIntoTheMiddleOfALink();
    void copiesKeepTheirInnerLinks();
    void whatIsPastedElsewhereLosesWhatIsNotThere();
    void textThatIsNoNodesIsRefused();
    void positionsAreKeptInTheNodes();
};

void TopologyEditTest::everyEditReadsOrSaysWhyNot_data()
{
    QTest::addColumn<QString>("file");
    for (const ShelfEntry& entry : shelf()) {
        QTest::newRow(entry.id.c_str()) << QString::fromStdString(entry.file.string());
    }
    QTest::newRow("everything") << QStringLiteral(HIGHWATER_TEST_DATA "/everything.highwater.json");
    QTest::newRow("chain") << QString();
}

namespace {

Document loaded(const QString& file)
{
    return file.isEmpty() ? chain() : *Document::load(file.toStdString());
}

} // namespace

void TopologyEditTest::everyEditReadsOrSaysWhyNot()
{
    QFETCH(QString, file);
    const Document document = loaded(file);
    const std::string before = document.text();
    int made = 0;
    for (const Case& each : editsOf(document)) {
        const auto edited = each.edit(document);
        if (edited) {
            const auto scenario = readScenario(*edited);
            QVERIFY2(scenario, each.what.c_str());
            QCOMPARE(edited->folder(), document.folder());
            ++made;
        } else {
            QVERIFY2(edited.error().message.size() > 15, each.what.c_str());
        }
        QCOMPARE(document.text(), before); // undo goes back to this
    }
    QVERIFY(made >= 4);
}

void TopologyEditTest::whatWasConnectedAndTakenApartIsAsBefore()
{
    QFETCH(QString, file);
    const Document document = loaded(file);
    int tried = 0;
    const auto scenario = readScenario(document);
    for (const Node& from : scenario->nodes) {
        const auto simple = get(document, ("/nodes/" + from.name + "/to").c_str());
        if (from.channel() || simple == "nothing") {
            continue;
        }
        const auto added = topology::addNode(document, Kind::Stage);
        const auto connected = topology::connectNodes(added->document, from.name, added->names.front());
        QVERIFY(connected);
        const auto apart = topology::disconnectNodes(*connected, from.name, added->names.front());
        QVERIFY(apart);
        QCOMPARE(apart->text(), added->document.text());
        ++tried;
    }
    QVERIFY(tried > 0);
}

void TopologyEditTest::aNameThereAndBackIsByteIdentical()
{
    QFETCH(QString, file);
    const Document document = loaded(file);
    for (const std::string& name : namesOf(document)) {
        const auto there = topology::renameNode(document, name, "an other name");
        QVERIFY2(there, name.c_str());
        QVERIFY(there->text() != document.text());
        QVERIFY(there->text().find("/nodes/" + name + "/") == std::string::npos);
        const auto back = topology::renameNode(*there, "an other name", name);
        QVERIFY2(back, name.c_str());
        QCOMPARE(back->text(), document.text());
    }
}

void TopologyEditTest::aNewNodeHasAFreeNameAndStandsBehindTheOthers()
{
    const auto one = topology::addNode(chain(), Kind::Stage, Position{24, 48});
    QVERIFY(one);
    const auto two = topology::addNode(one->document, Kind::Stage);
    QVERIFY(two);
    QCOMPARE(namesOf(two->document), (Names{"clients", "api", "disk", "stage", "stage 2"}));
    QCOMPARE(one->names, Names{"stage"});
    QCOMPARE(two->names, Names{"stage 2"});
    QCOMPARE(topology::positionsOf(two->document), (topology::Positions{{"stage", {24, 48}}}));
    QCOMPARE(get(two->document, "/x-note"), std::string("\"kept\""));
    const auto producer = topology::addNode(two->document, Kind::Producer, {}, "disk");
    QVERIFY(producer);
    QCOMPARE(get(producer->document, "/nodes/producer/to"), std::string("\"disk\""));
}

void TopologyEditTest::aProducerNeedsSomethingToSendTo()
{
    const auto empty = Document::parse(R"({"highwater": 1, "nodes": {}})");
    const auto refused = topology::addNode(*empty, Kind::Producer);
    QVERIFY(!refused);
    QVERIFY(refused.error().message.find("add a stage first") != std::string::npos);
}

void TopologyEditTest::aNewNameIsFollowedByEverythingThatNamesTheNode()
{
    const auto renamed = topology::renameNode(chain(), "disk", "a/b");
    QVERIFY(!renamed); // no name holds a slash
    const auto good = topology::renameNode(chain(), "disk", "fast ~disk");
    QVERIFY2(good, good ? "" : good.error().message.c_str());
    QVERIFY(good->text().find("\"disk") == std::string::npos);
    QVERIFY(good->text().find("/disk") == std::string::npos);
    QCOMPARE(namesOf(*good), (Names{"clients", "api", "fast ~disk"}));
    QCOMPARE(get(*good, "/nodes/api/to"), std::string("\"fast ~disk\""));
    QCOMPARE(get(*good, "/nodes/api/window/until"), std::string("\"fast ~disk\""));
    QCOMPARE(get(*good, "/nodes/clients/service"), std::string(R"j({"fast ~disk":"constant(1ms)","api":"constant(2ms)"})j"));
    QCOMPARE(get(*good, "/schedule/0/set"), std::string("\"/nodes/fast ~0disk/workers/count\""));
    QCOMPARE(get(*good, "/schedule/2/to"), std::string("\"fast ~disk\""));
    QCOMPARE(get(*good, "/schedule/3/set"), std::string("\"/nodes/clients/service/fast ~0disk\""));
    QCOMPARE(get(*good, "/schedule/4/to"), std::string(R"j({"fast ~disk":"constant(4ms)"})j"));
    QCOMPARE(get(*good, "/objectives/0"), std::string("\"fast ~disk.sojourn.p99 <= 1s\""));
    QCOMPARE(get(*good, "/objectives/1"), std::string("\"end_to_end.loss <= 1%\""));
    QCOMPARE(get(*good, "/live/into"), std::string("\"fast ~disk\""));
}

void TopologyEditTest::aNameThatIsTakenOrMeansSomethingIsRefused()
{
    for (const std::string& name : {std::string("api"), std::string("exit"), std::string("end_to_end"), std::string(), std::string(101, 'x'), std::string("\xFF")}) {
        const auto renamed = topology::renameNode(chain(), "disk", name);
        QVERIFY(!renamed);
        QVERIFY(!renamed.error().message.empty());
    }
    QVERIFY(!topology::renameNode(chain(), "dusk", "dawn"));
}

void TopologyEditTest::whatGoesTakesAlongWhatNamesIt()
{
    const auto without = topology::removeNodes(chain(), {"disk"});
    QVERIFY2(without, without ? "" : without.error().message.c_str());
    QVERIFY(without->text().find("disk") == std::string::npos);
    QCOMPARE(namesOf(*without), (Names{"clients", "api"}));
    QCOMPARE(get(*without, "/nodes/api/window"), std::string("nothing"));
    QCOMPARE(get(*without, "/nodes/clients/service"), std::string(R"j({"api":"constant(2ms)"})j"));
    QCOMPARE(get(*without, "/objectives"), std::string(R"(["end_to_end.loss <= 1%"])"));
    QCOMPARE(readScenario(*without)->schedule.size(), std::size_t{1});
    QCOMPARE(get(*without, "/nodes/clients/x-own"), std::string("1"));
}

void TopologyEditTest::aSenderWithoutAnotherWayGoesOnToWhereTheNodeLed()
{
    const auto without = topology::removeNodes(chain(), {"api"});
    QVERIFY2(without, without ? "" : without.error().message.c_str());
    QCOMPARE(get(*without, "/nodes/clients/to"), std::string("\"disk\""));
    QCOMPARE(readScenario(*without)->schedule.size(), std::size_t{3}); // the wire to api is gone, and so is what would change it
}

void TopologyEditTest::theOnlyTargetOfAProducerStaysUnlessItGoesToo()
{
    const auto refused = topology::removeNodes(chain(), {"api", "disk"});
    QVERIFY(!refused);
    QVERIFY(refused.error().message.find("clients") != std::string::npos);
    const auto both = topology::addNode(chain(), Kind::Stage);
    QVERIFY(topology::removeNodes(both->document, {"clients", "api", "disk"}));
}

void TopologyEditTest::theLastStageStays()
{
    const auto refused = topology::removeNodes(chain(), {"clients", "api", "disk"});
    QVERIFY(!refused);
    QVERIFY(refused.error().message.find("no stage would be left") != std::string::npos);
}

void TopologyEditTest::aSecondWayWeighsAsMuchAsTheFirst()
{
    const auto added = topology::addNode(chain(), Kind::Stage);
    const auto plain = topology::connectNodes(added->document, "api", "stage");
    QVERIFY(plain);
    QCOMPARE(get(*plain, "/nodes/api/to"), std::string(R"([{"node":"disk","weight":1},{"node":"stage","weight":1}])"));
    const auto weighed = topology::connectNodes(*added->document.with("/nodes/clients/to/weight", "3"), "clients", "stage");
    QVERIFY(weighed);
    QCOMPARE(get(*weighed, "/nodes/clients/to/1"), std::string(R"({"node":"stage","weight":3})"));
    QCOMPARE(get(*weighed, "/nodes/clients/to/0/latency"), std::string("\"2ms\""));
    QVERIFY(!topology::connectNodes(*plain, "api", "stage"));
    QVERIFY(!topology::connectNodes(*plain, "api", "api"));
    QVERIFY(!topology::connectNodes(*plain, "api", "clients"));
    QVERIFY(!topology::connectNodes(*plain, "clients", "exit"));
    QVERIFY(topology::connectNodes(*plain, "api", "exit"));
}

void TopologyEditTest::aNewWayOfAChannelIsAnotherReader()
{
    const auto added = topology::addNode(chain(), Kind::Channel);
    const auto one = topology::connectNodes(added->document, "channel", "api");
    QVERIFY(one);
    QCOMPARE(get(*one, "/nodes/channel/consumers/reader/to"), std::string("\"api\""));
    const auto two = topology::connectNodes(*one, "channel", "disk");
    QVERIFY(two);
    QCOMPARE(get(*two, "/nodes/channel/consumers/reader 2/to"), std::string("\"disk\""));
    QCOMPARE(get(*two, "/nodes/channel/consumers/reader 2/buffer"), std::string("100"));
    const auto apart = topology::disconnectNodes(*two, "channel", "api");
    QVERIFY(apart);
    QCOMPARE(get(*apart, "/nodes/channel/consumers/reader/to"), std::string("nothing"));
}

void TopologyEditTest::theScheduleFollowsARouteThatMoves()
{
    const auto added = topology::addNode(chain(), Kind::Stage);
    const auto connected = topology::connectNodes(added->document, "clients", "stage");
    QVERIFY(connected);
    QCOMPARE(get(*connected, "/schedule/1/set"), std::string("\"/nodes/clients/to/0/latency\""));
    const auto apart = topology::disconnectNodes(*connected, "clients", "stage");
    QVERIFY(apart);
    QCOMPARE(get(*apart, "/schedule/1/set"), std::string("\"/nodes/clients/to/latency\""));
    const auto other = topology::disconnectNodes(*connected, "clients", "api");
    QVERIFY(other);
    QCOMPARE(readScenario(*other)->schedule.size(), std::size_t{4});
}

void TopologyEditTest::aWireComesAndGoes()
{
    const auto wired = topology::addWire(chain(), "api", "disk");
    QVERIFY(wired);
    QCOMPARE(get(*wired, "/nodes/api/to/sendBuffer"), std::string("\"64KiB\""));
    QVERIFY(!topology::addWire(*wired, "api", "disk"));
    const auto without = topology::removeWire(*wired, "api", "disk");
    QVERIFY(without);
    QCOMPARE(without->text(), chain().text());
    QVERIFY(!topology::removeWire(*without, "api", "disk"));
    QVERIFY(!topology::addWire(chain(), "disk", "exit"));
}

void TopologyEditTest::aNodeComesIntoTheMiddleOfALink()
{
    const auto inserted = topology::insertNode(chain(), Kind::Balancer, "api", "disk", Position{100, 0});
    QVERIFY2(inserted, inserted ? "" : inserted.error().message.c_str());
    QCOMPARE(get(inserted->document, "/nodes/api/to"), std::string("\"balancer\""));
    QCOMPARE(get(inserted->document, "/nodes/balancer/to"), std::string("\"disk\""));
    const auto last = topology::insertNode(chain(), Kind::Stage, "clients", "api");
    QVERIFY(last);
    QCOMPARE(get(last->document, "/nodes/clients/to/latency"), std::string("\"2ms\""));
    QVERIFY(!topology::insertNode(chain(), Kind::Stage, "clients", "disk"));
    QVERIFY(!topology::insertNode(chain(), Kind::Producer, "api", "disk"));
}

void TopologyEditTest::copiesKeepTheirInnerLinks()
{
    const auto placed = topology::withPositions(chain(), {{"api", {48, 24}}});
    const auto copied = topology::duplicateNodes(*placed, {"api", "clients"}, {24, 24});
    QVERIFY2(copied, copied ? "" : copied.error().message.c_str());
    QCOMPARE(copied->names, (Names{"clients 2", "api 2"}));
    QCOMPARE(get(copied->document, "/nodes/clients 2/to/node"), std::string("\"api 2\""));
    QCOMPARE(get(copied->document, "/nodes/api 2/to"), std::string("\"disk\""));
    QCOMPARE(get(copied->document, "/nodes/clients 2/service"), std::string(R"j({"disk":"constant(1ms)","api 2":"constant(2ms)"})j"));
    QCOMPARE(topology::positionsOf(copied->document).at("api 2"), (Position{72, 48}));
    QCOMPARE(topology::removeNodes(copied->document, copied->names)->text(), placed->text());
}

void TopologyEditTest::whatIsPastedElsewhereLosesWhatIsNotThere()
{
    const auto text = topology::copyNodes(chain(), {"clients", "api"});
    QVERIFY(text);
    const Document other = documentOf(R"({'highwater': 1, 'nodes': {'api': {'type': 'stage'}}})");
    const auto pasted = topology::pasteNodes(other, *text, {0, 0});
    QVERIFY2(pasted, pasted ? "" : pasted.error().message.c_str());
    QCOMPARE(namesOf(pasted->document), (Names{"api", "clients", "api 2"}));
    QCOMPARE(get(pasted->document, "/nodes/clients/to/node"), std::string("\"api 2\""));
    QCOMPARE(get(pasted->document, "/nodes/api 2/to"), std::string("nothing"));
    QCOMPARE(get(pasted->document, "/nodes/api 2/window"), std::string("nothing"));
    const auto alone = topology::pasteNodes(other, *topology::copyNodes(chain(), {"clients"}), {0, 0});
    QVERIFY(alone);
    QCOMPARE(get(alone->document, "/nodes/clients/to/node"), std::string("\"api\""));
}

void TopologyEditTest::textThatIsNoNodesIsRefused()
{
    for (const char* text : {"", "hello", "{}", "[]", "3", R"({"nodes": {}})", R"({"nodes": {"a": 1}})", R"({"nodes": {"a": {"type": "tree"}}})", "{\"nodes\": {\"a\""}) {
        const auto pasted = topology::pasteNodes(chain(), text, {0, 0});
        QVERIFY2(!pasted, text);
        QVERIFY(!pasted.error().message.empty());
    }
}

void TopologyEditTest::positionsAreKeptInTheNodes()
{
    const auto placed = topology::withPositions(chain(), {{"api", {48, -24}}, {"disk", {300.4, 0}}});
    QVERIFY(placed);
    QCOMPARE(get(*placed, "/nodes/api/x-position"), std::string("\"48, -24\""));
    QCOMPARE(topology::positionsOf(*placed), (topology::Positions{{"api", {48, -24}}, {"disk", {300, 0}}}));
    QCOMPARE(topology::withoutPositions(*placed).text(), chain().text());
    QVERIFY(!topology::withPositions(chain(), {{"nobody", {0, 0}}}));
    const auto list = placed->with("/nodes/api/x-position", "[1, 2]");
    QCOMPARE(topology::positionsOf(*list).at("api"), (Position{1, 2}));
    for (const char* bad : {"here", "1", "[1]", "1, 2, 3", "nan, 1", "{}"}) {
        QVERIFY(!topology::positionsOf(*placed->with("/nodes/api/x-position", bad)).contains("api"));
    }
}

QTEST_GUILESS_MAIN(TopologyEditTest)
#include "tst_topology_edit.moc"
