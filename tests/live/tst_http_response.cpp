// SPDX-License-Identifier: GPL-3.0-or-later
// What responses are taken for, however they are cut; what a client does not accept.
#include "http_transcript.h"

#include <QtTest>

using namespace highwater::http;
using namespace highwater::test;

namespace {

/// A complete answer that keeps the connection.
std::string answer(std::string_view fields, std::string_view body = {})
{
    return "HTTP/1.1 200 OK\r\n" + std::string(fields) + "\r\n" + std::string(body);
}

std::string responses(const std::string& bytes, const ResponseReading& reading = {})
{
    return whateverTheCuts([&](const Cuts& cuts) { return readResponses(bytes, cuts, reading); });
}

} // namespace

class HttpResponseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aResponseIsTakenApart()
    {
        QCOMPARE(responses("HTTP/1.1 429 Too Many\r\nContent-Type: a/b\r\nRetry-After: 17\r\nX-Request-Id: 7\r\nContent-Length: 2\r\n\r\nhi"),
                 "status=429\ntype=a/b\nretry=17\nheader x-request-id=7\nlength=2\nkeep\nbody=hi\n"
                 "fault 502 the connection was closed without an answer\n");
    }

    void aResponseEndsAsItShould_data()
    {
        QTest::addColumn<std::string>("bytes");
        QTest::addColumn<QString>("bodies");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const std::string& bytes, const char* bodies, const char* expected) {
            QTest::newRow(name) << bytes << QString::fromLatin1(bodies) << QString::fromLatin1(expected);
        };
        const char* const closed = "fault 502 the connection was closed without an answer";
        const char* const cut = "fault 502 the answer was cut short";
        const std::string next = answer("Content-Length: 1\r\n", "n");
        row("a body of known length", answer("Content-Length: 3\r\n", "abc") + next, "abc,n", closed);
        row("a body in chunks", answer("Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n0\r\n\r\n") + next, "abc,n", closed);
        row("a body that ends with the connection", answer("", "abc"), "abc", "body=abc");
        row("an empty body that ends with the connection", answer(""), "", "body=");
        row("no body of 204", "HTTP/1.1 204 No Content\r\n\r\n" + next, ",n", closed);
        row("no body of 304, whatever its length says", "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n" + next, ",n", closed);
        row("interim answers are skipped", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nX-Request-Id: 1\r\n\r\n" + next, "n", closed);
        row("nothing at all", "", "", closed);
        row("half a head", "HTTP/1.1 200 OK\r\nContent-Le", "", cut);
        row("half a body", answer("Content-Length: 3\r\n", "ab"), "", cut);
        row("half a chunk", answer("Transfer-Encoding: chunked\r\n", "3\r\nab"), "", cut);
        row("no last chunk", answer("Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n"), "", cut);
        row("an interim answer alone", "HTTP/1.1 100 Continue\r\n\r\n", "", closed);
        row("another protocol", "SSH-2.0-x\r\n", "", "fault 502 the answer is not HTTP");
        row("another version", "HTTP/2.0 200 OK\r\n\r\n", "", "fault 502 an HTTP version other than 1.0 and 1.1");
        row("a change of protocol", "HTTP/1.1 101 Switching\r\n\r\n", "", "fault 502 a change of protocol that nobody asked for");
        row("a status of two digits", "HTTP/1.1 20 OK\r\n\r\n", "", "fault 502 the status line is malformed");
        row("a status below 100", "HTTP/1.1 099 OK\r\n\r\n", "", "fault 502 the status line is malformed");
        row("a length beside chunks", answer("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n"), "",
            "fault 502 Transfer-Encoding is there twice, or beside Content-Length");
        row("two lengths", answer("Content-Length: 3\r\nContent-Length: 3\r\n"), "", "fault 502 Content-Length is there twice");
        row("a body that is too long by its length", answer("Content-Length: 65\r\n"), "", "fault 502 the body is too long");
        row("a body that is too long in chunks", answer("Transfer-Encoding: chunked\r\n", "41\r\n"), "", "fault 502 the body is too long");
        row("a body that is too long until the connection ends", answer("", std::string(65, 'b')), "", "fault 502 the body is too long");
        row("a head that is too long", answer("X: " + std::string(600, 'a') + "\r\n"), "", "fault 502 the head is too long");
    }

    void aResponseEndsAsItShould()
    {
        QFETCH(std::string, bytes);
        QFETCH(QString, bodies);
        QFETCH(QString, expected);
        const std::string transcript = responses(bytes);
        QVERIFY2(QString::fromStdString(valuesOf(transcript, "body")) == bodies, transcript.c_str());
        QVERIFY2(QString::fromStdString(transcript).section(u'\n', -2, -2) == expected, transcript.c_str());
    }

    void interimAnswersWithoutEndAreRefused()
    {
        std::string bytes;
        for (int i = 0; i < 17; ++i) {
            bytes += "HTTP/1.1 100 Continue\r\n\r\n";
        }
        QVERIFY(has(responses(bytes), "too many interim answers"));
    }

    void anAnswerToHeadHasNoBody()
    {
        ResponseReading reading;
        reading.noBody = true;
        const std::string all = responses("HTTP/1.1 103 Early Hints\r\n\r\n" + answer("Content-Length: 9\r\n") + answer("Transfer-Encoding: chunked\r\n") + answer(""), reading);
        QCOMPARE(valuesOf(all, "length"), "9,0,0");
        QCOMPARE(valuesOf(all, "body"), ",,");
    }

    void onlyTheBeginningOfABodyIsKept()
    {
        ResponseReading reading;
        reading.limits.keep = 4;
        const std::string all = responses(answer("Content-Length: 6\r\n", "abcdef") + answer("Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n3\r\ndef\r\n0\r\n\r\n"), reading);
        QCOMPARE(valuesOf(all, "body"), "abcd,abcd");
    }

    void aConnectionThatIsClosedBehindTheBodyIsNotUsedAgain()
    {
        QVERIFY(has(responses(answer("", "abc")), "close\n"));
        QVERIFY(has(responses(answer("Connection: close\r\nContent-Length: 0\r\n")), "close\n"));
        QVERIFY(has(responses("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n"), "close\n"));
        QVERIFY(has(responses("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n"), "keep\n"));
    }

    void retryAfterIsANumberOfSeconds()
    {
        Response response;
        const auto seconds = [&](const char* text) {
            response.retryAfter = text;
            return response.retryAfterSeconds();
        };
        QCOMPARE(seconds("120"), std::optional<std::int64_t>(120));
        QVERIFY(!seconds("") && !seconds("-1") && !seconds("1.5") && !seconds("99999999999999999999"));
        QVERIFY(!seconds("Sun, 06 Nov 1994 08:49:37 GMT"));
    }
};

QTEST_APPLESS_MAIN(HttpResponseTest)
#include "tst_http_response.moc"
