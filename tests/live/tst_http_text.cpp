// SPDX-License-Identifier: GPL-3.0-or-later
// What is written is what the parsers read; texts from outside break no line.
#include "http_transcript.h"

#include "live/http_text.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace highwater::http;
using namespace highwater::test;

namespace {

Response read(std::string_view bytes, bool noBody = false)
{
    ResponseParser parser({}, std::make_shared<const std::vector<std::string>>(std::vector<std::string>{"date", "x-a"}));
    if (noBody) {
        parser.expectNoBody();
    }
    const Fed fed = parser.feed(bytes);
    return fed.state == State::Done && fed.consumed == bytes.size() ? parser.response() : Response{};
}

std::string jsonString(std::string_view text)
{
    std::string out;
    appendJsonString(out, text);
    return out;
}

} // namespace

class HttpTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aResponseIsWhatTheParserReads()
    {
        std::string out;
        appendResponse(out, 404, "text/plain", "no such path", true, "X-A: b\r\n");
        QCOMPARE(out, "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: 12\r\nConnection: keep-alive\r\nX-A: b\r\n\r\n"
                      "no such path");
        const Response response = read(out);
        QCOMPARE(response.status, 404);
        QCOMPARE(response.body, "no such path");
        QCOMPARE(std::string(response.header("x-a")), "b");
        QVERIFY(response.keepAlive);
    }

    void responsesWithoutABodyHaveNone()
    {
        for (const int status : {100, 204}) {
            std::string out;
            appendResponse(out, status, "text/plain", "body", true);
            QVERIFY(!has(out, "Content-") && out.ends_with("\r\n\r\n"));
        }
        std::string notModified;
        appendResponse(notModified, 304, "text/plain", "body", true);
        QVERIFY(has(notModified, "Content-Length: 4") && notModified.ends_with("\r\n\r\n"));
        std::string head;
        appendResponseHead(head, 200, "text/plain", 12, false);
        QCOMPARE(read(head, true).contentLength, std::uint64_t{12});
    }

    void theConfirmationSaysTheId_data()
    {
        QTest::addColumn<quint64>("id");
        QTest::newRow("of one digit") << quint64{7};
        QTest::newRow("of all digits") << std::numeric_limits<quint64>::max();
    }

    void theConfirmationSaysTheId()
    {
        QFETCH(quint64, id);
        std::string out;
        appendConfirmation(out, id, false, "X-A: b\r\n");
        const Response response = read(out);
        QCOMPARE(response.status, 200);
        QCOMPARE(response.contentType, "application/json");
        QCOMPARE(response.body, "{\"status\":\"OK\",\"id\":\"" + std::to_string(id) + "\"}");
        QCOMPARE(std::string(response.header("x-a")), "b");
        QVERIFY(!response.keepAlive);
    }

    void aRefusalSaysWhyAndWhenToTryAgain()
    {
        std::string out;
        appendRefusal(out, 429, "the \"queue\" is full", 2, true);
        const Response response = read(out);
        QCOMPARE(response.status, 429);
        QCOMPARE(response.retryAfterSeconds(), std::optional<std::int64_t>(2));
        QCOMPARE(response.body, "{\"status\":\"refused\",\"reason\":\"the \\\"queue\\\" is full\"}");
        out.clear();
        appendRefusal(out, 413, "too long", -1, false);
        QVERIFY(!has(out, "Retry-After"));
    }

    void aStreamIsReadChunkByChunk()
    {
        std::string out;
        appendStreamHead(out, 200, "text/event-stream", true);
        appendChunk(out, "data: 1\n\n");
        appendChunk(out, "");
        appendChunk(out, std::string(300, 'x'));
        appendLastChunk(out);
        const Response response = read(out);
        QCOMPARE(response.body, "data: 1\n\n" + std::string(300, 'x'));
        QVERIFY(response.chunked && response.keepAlive);
        std::string old;
        appendStreamHead(old, 200, "text/event-stream", false);
        QVERIFY(has(old, "Connection: close\r\n") && !has(old, "chunked"));
    }

    void aRequestIsWhatTheParserReads()
    {
        std::string out;
        appendRequest(out, "POST", "/a?b=c", "localhost:80", "text/plain", "hello", true, "X-Request-Id: 7\r\n");
        appendChunkedRequestHead(out, "POST", "/frames", "localhost:80", "application/octet-stream");
        appendChunk(out, "abc");
        appendLastChunk(out);
        appendRequest(out, "GET", "/", "[::1]:80", "", "", false);
        const std::string head = "authorization=\nkey=\n";
        QCOMPARE(readRequests(out, inOnePiece()),
                 "method=POST\npath=/a?b=c\ntype=text/plain\n" + head + "header x-request-id=7\nlength=5\nkeep 1.1\nbody=hello\n"
                     + "method=POST\npath=/frames\ntype=application/octet-stream\n" + head + "length=0\nchunked keep 1.1\nbody=abc\n"
                     + "method=GET\npath=/\ntype=\n" + head + "length=0\n1.1\nbody=\nidle\n");
    }

    void aPostWithoutABodySaysSo()
    {
        std::string out;
        appendRequest(out, "POST", "/", "a", "", "", true);
        QVERIFY(has(out, "Content-Length: 0\r\n"));
    }

    void textsFromOutsideBreakNoLine()
    {
        std::string out;
        appendRequest(out, "PO\r\nST", "/a b\r\nX: y#\xc3\xa4", "h\r\nost ", "t\r\nX: y", "", true);
        QCOMPARE(readRequests(out, inOnePiece()),
                 "method=POST\npath=/a%20b%0D%0AX:%20y%23%C3%A4\ntype=t  X: y\nauthorization=\nkey=\nlength=0\nkeep 1.1\nbody=\nidle\n");
        std::string lines;
        appendHeader(lines, "X-A", std::string_view("a\r\nb\0c", 6));
        appendHeader(lines, "X: y\r\nZ", "a");
        appendHeader(lines, "", "a");
        appendHeader(lines, "X-N", -5);
        QCOMPARE(lines, "X-A: a  b c\r\nX-N: -5\r\n");
    }

    void aPathAlwaysBeginsWithASlash()
    {
        std::string out;
        appendRequest(out, "GET", "", "a", "", "", true);
        appendRequest(out, "GET", "b", "a", "", "", true);
        QVERIFY(out.starts_with("GET / HTTP/1.1\r\n") && has(out, "GET /b HTTP/1.1\r\n"));
    }

    void everyReasonHasWords()
    {
        QCOMPARE(std::string(reasonPhrase(200)), "OK");
        QCOMPARE(std::string(reasonPhrase(100)), "Continue");
        QCOMPARE(std::string(reasonPhrase(505)), "HTTP Version Not Supported");
        QCOMPARE(std::string(reasonPhrase(499)), "Client Error");
        QCOMPARE(std::string(reasonPhrase(599)), "Server Error");
        QCOMPARE(std::string(reasonPhrase(700)), "Unknown");
    }

    void jsonStringsAreEscaped()
    {
        QCOMPARE(jsonString("a\"b\\c\n\r\t\b\f\x01\x1f\x7f"), "\"a\\\"b\\\\c\\n\\r\\t\\b\\f\\u0001\\u001f\x7f\"");
        QCOMPARE(jsonString("\xc3\xa4 \xe2\x82\xac \xf0\x9f\x98\x80"), "\"\xc3\xa4 \xe2\x82\xac \xf0\x9f\x98\x80\"");
        const std::string mark = "\xef\xbf\xbd";
        QCOMPARE(jsonString("\xff"), "\"" + mark + "\"");
        QCOMPARE(jsonString("\xc3"), "\"" + mark + "\"");
        QCOMPARE(jsonString("\xc0\x80"), "\"" + mark + mark + "\"");
        QCOMPARE(jsonString("\xed\xa0\x80"), "\"" + mark + mark + mark + "\"");
        QCOMPARE(jsonString("\xf4\x90\x80\x80"), "\"" + mark + mark + mark + mark + "\"");
    }

    void anyBytesBecomeAJsonString()
    {
        std::string all;
        for (int i = 0; i < 65536; ++i) {
            all.push_back(static_cast<char>(i >> 8));
            all.push_back(static_cast<char>(i & 255));
        }
        const std::string text = "{\"a\":" + jsonString(all) + "}";
        QJsonParseError error{};
        const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(text), &error);
        QVERIFY2(error.error == QJsonParseError::NoError, qPrintable(error.errorString()));
        QVERIFY(document.object().value(QStringLiteral("a")).toString().size() > 60000);
    }

    void theDateIsThatOfTheStandard()
    {
        DateLine line;
        QCOMPARE(std::string(line.at(784111777)), "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n");
        QCOMPARE(std::string(line.at(784111777)), "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n");
        QCOMPARE(std::string(line.at(0)), "Date: Thu, 01 Jan 1970 00:00:00 GMT\r\n");
        QCOMPARE(std::string(line.at(1709251199)), "Date: Thu, 29 Feb 2024 23:59:59 GMT\r\n");
        QCOMPARE(std::string(line.at(253402300799)), "Date: Fri, 31 Dec 9999 23:59:59 GMT\r\n");
    }
};

QTEST_APPLESS_MAIN(HttpTextTest)
#include "tst_http_text.moc"
