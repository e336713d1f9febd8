// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/document.h"

#include "reading.h"

#include <filesystem>

using namespace highwater;
using namespace highwater::test;

namespace {

constexpr std::string_view small =
    R"({"b": 1, "a": {"x-note": "kept", "list": [1, "two", {"deep~/name": 0.1}]}, "z": 1000})";

Document documentOf(std::string_view text)
{
    return Document::parse(text).value();
}

Error onlyFault(const Checked<Document>& document)
{
    return !document && document.error().size() == 1 ? document.error().front() : Error{};
}

} // namespace

class TestDocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textKeepsTheAuthorsOrderAndReadsBackAsTheSame()
    {
        const Document document = documentOf(small);
        const std::string text = document.text();
        QVERIFY(text.find("\"b\"") < text.find("\"a\""));
        QVERIFY(text.find("x-note") < text.find("list"));
        QVERIFY(text.back() == '\n');
        QVERIFY(text.substr(0, 7) == "{\n  \"b\"");
        QVERIFY(documentOf(text) == document);
        QCOMPARE(documentOf(text).text(), text);
    }

    void anEmptyDocumentIsAnEmptyObject() { QCOMPARE(Document().text(), std::string("{}\n")); }

    void aByteOrderMarkIsAccepted() { QVERIFY(documentOf("\xEF\xBB\xBF{\"a\": 1}") == documentOf("{\"a\":1}")); }

    void valuesAreFoundByPointer()
    {
        const Document document = documentOf(small);
        QCOMPARE(*document.get("/b"), std::string("1"));
        QCOMPARE(*document.get("/a/list/1"), std::string("\"two\""));
        QCOMPARE(*document.get("/a/list/2/deep~0~1name"), std::string("0.1"));
        QCOMPARE(*document.get("/a/list"), std::string("[1,\"two\",{\"deep~/name\":0.1}]"));
        QVERIFY(document.get("")->size() > 10);
        for (const char* nowhere : {"/c", "/a/list/3", "/a/list/01", "/a/list/-", "/b/c", "/a/list/x"}) {
            QCOMPARE(int(document.get(nowhere).error().code), int(Errc::NotFound));
            QCOMPARE(document.get(nowhere).error().where, std::string(nowhere));
        }
        QCOMPARE(int(document.get("a").error().code), int(Errc::Syntax));
        QCOMPARE(int(document.get("/~2").error().code), int(Errc::Syntax));
    }

    void aChangeIsACopy()
    {
        const Document before = documentOf(small);
        const Document after = before.with("/b", "200").value();
        QCOMPARE(*before.get("/b"), std::string("1"));
        QCOMPARE(*after.get("/b"), std::string("200"));
        QVERIFY(after.text().find("\"b\"") < after.text().find("\"a\""));
        QVERIFY(!(before == after));
        QVERIFY(after.with("/b", "1").value() == before);
    }

    void aValueIsJsonOrElseText()
    {
        const Document document;
        QCOMPARE(*document.with("/v", "poisson(80/s)")->get("/v"), std::string("\"poisson(80/s)\""));
        QCOMPARE(*document.with("/v", "\"5ms\"")->get("/v"), std::string("\"5ms\""));
        QCOMPARE(*document.with("/v", "5ms")->get("/v"), std::string("\"5ms\""));
        QCOMPARE(*document.with("/v", "0.25")->get("/v"), std::string("0.25"));
        QCOMPARE(*document.with("/v", "true")->get("/v"), std::string("true"));
        QCOMPARE(*document.with("/v", "[1, {\"a\": null}]")->get("/v"), std::string("[1,{\"a\":null}]"));
        QCOMPARE(*document.with("/v", "")->get("/v"), std::string("\"\""));
        QCOMPARE(int(document.with("/v", "1e400").error().code), int(Errc::OutOfRange));
        QCOMPARE(int(document.with("/v", "\xff").error().code), int(Errc::Syntax));
        QCOMPARE(int(document.with("/\xff", "1").error().code), int(Errc::Syntax));
    }

    void objectsOnTheWayAreMade()
    {
        const Document document = documentOf(small);
        QCOMPARE(*document.with("/new/deep/er", "1")->get("/new"), std::string("{\"deep\":{\"er\":1}}"));
        QCOMPARE(*document.with("/a/list/0", "7")->get("/a/list/0"), std::string("7"));
        QCOMPARE(*document.with("/a/list/-", "7")->get("/a/list/3"), std::string("7"));
        QCOMPARE(*document.with("/a/list/3", "7")->get("/a/list/3"), std::string("7"));
        QCOMPARE(int(document.with("/a/list/4", "7").error().code), int(Errc::NotFound));
        QCOMPARE(int(document.with("/b/c", "7").error().code), int(Errc::WrongType));
        QCOMPARE(document.with("/b/c", "7").error().where, std::string("/b"));
        QCOMPARE(*document.with("", "{}")->get(""), std::string("{}"));
    }

    void aChangeCannotGoDeeperThanAFile()
    {
        std::string pointer;
        for (int i = 0; i < 63; ++i) {
            pointer += "/a";
        }
        const auto deepest = Document().with(pointer, "1");
        QVERIFY(deepest);
        QVERIFY(Document::parse(deepest->text()));
        QVERIFY(Document().with(pointer, "[1]"));
        QVERIFY(Document::parse(Document().with(pointer, "[1]")->text()));
        QCOMPARE(int(Document().with(pointer, "[[1]]").error().code), int(Errc::OutOfRange));
        QCOMPARE(int(Document().with(pointer + "/a", "1").error().code), int(Errc::OutOfRange));
    }

    void membersAndElementsAreTakenAway()
    {
        const Document document = documentOf(small);
        QCOMPARE(int(document.without("/b")->get("/b").error().code), int(Errc::NotFound));
        QCOMPARE(*document.without("/a/list/0")->get("/a/list/0"), std::string("\"two\""));
        QCOMPARE(*document.without("/a/list/2/deep~0~1name")->get("/a/list/2"), std::string("{}"));
        QCOMPARE(int(document.without("/c").error().code), int(Errc::NotFound));
        QCOMPARE(int(document.without("").error().code), int(Errc::OutOfRange));
        QCOMPARE(*document.get("/b"), std::string("1"));
    }

    void syntaxFaultsSayLineAndColumn()
    {
        const Error comma = onlyFault(Document::parse("{\n  \"a\": 1,\n}"));
        QCOMPARE(int(comma.code), int(Errc::Syntax));
        QCOMPARE(comma.where, std::string("line 3, column 1"));
        // Columns count characters, not bytes.
        QCOMPARE(onlyFault(Document::parse("{\"\u00e9\u00e9\": x}")).where, std::string("line 1, column 8"));
        QCOMPARE(onlyFault(Document::parse("")).where, std::string("line 1, column 1"));
        QCOMPARE(int(onlyFault(Document::parse("{\"a\": \"\xff\"}")).code), int(Errc::Syntax));
    }

    void everyDuplicateKeyIsNamed()
    {
        const auto document = Document::parse(R"({"a": 1, "b": [0, {"c": 1, "c": 2}], "a": 3})");
        QVERIFY(!document);
        QCOMPARE(document.error().size(), std::size_t{2});
        QCOMPARE(document.error()[0].where, std::string("/b/1/c"));
        QCOMPARE(document.error()[1].where, std::string("/a"));
    }

    void sixtyFourLevelsAreTheMost()
    {
        const auto nested = [](std::size_t levels) { return std::string(levels, '[') + std::string(levels, ']'); };
        QVERIFY(Document::parse(nested(64)));
        const Error fault = onlyFault(Document::parse(nested(65)));
        QCOMPARE(int(fault.code), int(Errc::OutOfRange));
        QCOMPARE(int(onlyFault(Document::parse(nested(1'000'000))).code), int(Errc::OutOfRange));
    }

    void fourMebibytesAreTheMost()
    {
        const std::size_t most = std::size_t{4} * 1024 * 1024;
        const std::string head = "{\"x-pad\": \"";
        const std::string fits = head + std::string(most - head.size() - 2, 'a') + "\"}";
        QVERIFY(Document::parse(fits));
        QCOMPARE(int(onlyFault(Document::parse(fits + " ")).code), int(Errc::OutOfRange));
        QTemporaryDir directory;
        writeFile(folderOf(directory) / "large.highwater.json", fits + " ");
        QCOMPARE(int(onlyFault(Document::load(folderOf(directory) / "large.highwater.json")).code),
                 int(Errc::OutOfRange));
    }

    void manyKeysOfOneObjectAreReadInLinearTime()
    {
        std::string text = "{";
        for (int i = 0; i < 200'000; ++i) {
            text += (i > 0 ? ",\"" : "\"") + std::to_string(i) + "\":0";
        }
        // Quadratic work would be 20 thousand million comparisons and break the time limit of the test.
        QVERIFY(Document::parse(text + "}"));
    }

    void savedFilesLoadAsTheSame()
    {
        QTemporaryDir directory;
        const auto file = folderOf(directory) / "a.highwater.json";
        const Document document = Document::parse(small, folderOf(directory)).value();
        QVERIFY(document.save(file));
        const auto loaded = Document::load(file);
        QVERIFY(loaded);
        QVERIFY(*loaded == document);
        QVERIFY(loaded->folder() == folderOf(directory));
        // Again, over the old one; nothing else is left in the folder.
        QVERIFY(document.with("/b", "2")->save(file));
        QCOMPARE(*Document::load(file)->get("/b"), std::string("2"));
        QCOMPARE(std::distance(std::filesystem::directory_iterator(folderOf(directory)), {}), std::ptrdiff_t{1});
    }

    void savingThroughALinkKeepsTheLink()
    {
        QTemporaryDir directory;
        const auto folder = folderOf(directory);
        writeFile(folder / "real.json", "{}");
        std::filesystem::create_symlink("real.json", folder / "link.json");
        QVERIFY(documentOf(small).save(folder / "link.json"));
        QVERIFY(std::filesystem::is_symlink(folder / "link.json"));
        QCOMPARE(*Document::load(folder / "real.json")->get("/b"), std::string("1"));
    }

    void aFailedSaveLeavesTheOldFile()
    {
        QTemporaryDir directory;
        const auto nowhere = folderOf(directory) / "none" / "a.json";
        const auto saved = documentOf(small).save(nowhere);
        QVERIFY(!saved);
        QCOMPARE(int(saved.error().code), int(Errc::Io));
        QCOMPARE(saved.error().where, nowhere.string());
        const auto folder = folderOf(directory) / "folder.json";
        std::filesystem::create_directory(folder);
        QCOMPARE(int(documentOf(small).save(folder).error().code), int(Errc::Io));
        QCOMPARE(std::distance(std::filesystem::directory_iterator(folderOf(directory)), {}), std::ptrdiff_t{1});
    }

    void aFileThatIsNotThereIsNotFound()
    {
        QTemporaryDir directory;
        QCOMPARE(int(onlyFault(Document::load(folderOf(directory) / "none.json")).code), int(Errc::NotFound));
        QCOMPARE(int(onlyFault(Document::load(folderOf(directory))).code), int(Errc::Io));
    }
};

QTEST_GUILESS_MAIN(TestDocument)
#include "tst_document.moc"
