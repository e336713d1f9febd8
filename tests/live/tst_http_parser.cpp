// SPDX-License-Identifier: GPL-3.0-or-later
// What requests are taken for, however they are cut; what is refused, and with which status.
#include "http_transcript.h"

#include <QtTest>

#include <cstdlib>
#include <new>

using namespace highwater::http;
using namespace highwater::test;

namespace {
std::size_t allocations = 0;
} // namespace

void* operator new(std::size_t size)
{
    ++allocations;
    if (void* memory = std::malloc(size == 0 ? 1 : size)) {
        return memory;
    }
    std::abort();
}
void operator delete(void* memory) noexcept
{
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept
{
    std::free(memory);
}

namespace {

const std::string simplePost = "POST /orders?a=1 HTTP/1.1\r\nHost: localhost:8080\r\nContent-Type: application/json\r\n"
                               "Idempotency-Key: k-1\r\nX-Request-Id: r 7\r\nContent-Length: 5\r\n\r\nhello";

std::string get(std::string_view fields)
{
    return "GET / HTTP/1.1\r\nHost: a\r\n" + std::string(fields) + "\r\n";
}
std::string chunkedPost(std::string_view chunks)
{
    return "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + std::string(chunks);
}
/// "413" of the fault that ends a transcript, or its last line.
QString outcome(const std::string& transcript)
{
    const QString last = QString::fromStdString(transcript).section(u'\n', -2, -2);
    return last.startsWith(QStringLiteral("fault ")) ? last.section(u' ', 1, 1) : last;
}

std::string requests(const std::string& bytes, const RequestReading& reading = {})
{
    return whateverTheCuts([&](const Cuts& cuts) { return readRequests(bytes, cuts, reading); });
}
} // namespace

class HttpParserTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRequestIsTakenApart()
    {
        QCOMPARE(requests(simplePost),
                 "method=POST\npath=/orders?a=1\ntype=application/json\nauthorization=\nkey=k-1\nheader x-request-id=r 7\nlength=5\n"
                 "keep 1.1\nbody=hello\nidle\n");
    }

    void pipelinedRequestsComeOneAfterTheOther()
    {
        const std::string all = requests(simplePost + chunkedPost("3\r\nabc\r\n0\r\n\r\n") + "\r\n" + get("") + simplePost);
        QCOMPARE(valuesOf(all, "body"), "hello,abc,,hello");
        QCOMPARE(outcome(all), QStringLiteral("idle"));
    }

    void whatIsNotCompleteIsAwaited()
    {
        QCOMPARE(outcome(requests(simplePost.substr(0, 30))), QStringLiteral("in head"));
        QCOMPARE(outcome(requests(simplePost.substr(0, simplePost.size() - 2))), QStringLiteral("in body after 3"));
        QCOMPARE(outcome(requests("\r\n")), QStringLiteral("idle"));
        QCOMPARE(outcome(requests("\r\n\r\nG")), QStringLiteral("in head"));
    }

    void aRequestEndsAsItShould_data()
    {
        QTest::addColumn<std::string>("bytes");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const std::string& bytes, const char* expected) {
            QTest::newRow(name) << bytes << QString::fromLatin1(expected);
        };
        const std::string start = "POST / HTTP/1.1\r\nHost: a\r\n";
        // Lengths that two servers might read differently.
        row("a length beside chunks is refused", start + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400");
        row("chunks beside a length are refused", start + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", "400");
        row("two lengths are refused", start + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", "400");
        row("two equal lengths are refused", start + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", "400");
        row("a list of lengths is refused", start + "Content-Length: 3, 3\r\n\r\nabc", "400");
        row("a length with a sign is refused", start + "Content-Length: +3\r\n\r\nabc", "400");
        row("a negative length is refused", start + "Content-Length: -3\r\n\r\nabc", "400");
        row("a hexadecimal length is refused", start + "Content-Length: 0x3\r\n\r\nabc", "400");
        row("an empty length is refused", start + "Content-Length:\r\n\r\nabc", "400");
        row("a length beyond 64 bits is refused", start + "Content-Length: 18446744073709551616\r\n\r\n", "400");
        row("the largest length of 64 bits is too long", start + "Content-Length: 18446744073709551615\r\n\r\n", "413");
        row("a length with zeros in front is a number", start + "Content-Length: 0003\r\n\r\nabc", "idle");
        row("another coding before chunked is not implemented", start + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", "501");
        row("a coding behind chunked is refused", start + "Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n", "400");
        row("identity is refused", start + "Transfer-Encoding: identity\r\n\r\n", "400");
        row("nearly chunked is refused", start + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", "400");
        row("chunked in quotes is refused", start + "Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n", "400");
        row("chunked with a vertical tab is refused", start + "Transfer-Encoding: \vchunked\r\n\r\n0\r\n\r\n", "400");
        row("an empty coding is refused", start + "Transfer-Encoding:\r\n\r\n", "400");
        row("chunked in two fields is refused", start + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400");
        row("chunked in capitals is chunked", start + "Transfer-Encoding: CHUNKED\r\n\r\n0\r\n\r\n", "idle");
        row("HTTP/1.0 has no chunks", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400");
        // Lines.
        row("a blank before a colon is refused", get("Content-Length : 0\r\n"), "400");
        row("a tab before a colon is refused", get("X\t: 0\r\n"), "400");
        row("a folded line is refused", get("X: a\r\n b\r\n"), "400");
        row("a line folded by a tab is refused", get("X: a\r\n\tb\r\n"), "400");
        row("a blank before the first field is refused", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", "400");
        row("LF alone ends no line", "GET / HTTP/1.1\nHost: a\n\n", "400");
        row("LF alone ends no field", "GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n", "400");
        row("LF alone ends no head", "GET / HTTP/1.1\r\nHost: a\r\n\n", "400");
        row("CR alone ends no field", get("X: a\rY: b\r\n"), "400");
        row("CR CR LF ends no field", get("X: a\r\r\n"), "400");
        row("CR alone before the request is refused", "\rGET / HTTP/1.1\r\nHost: a\r\n\r\n", "400");
        row("a field without a colon is refused", get("Nothing\r\n"), "400");
        row("a field without a name is refused", get(": a\r\n"), "400");
        row("a name in another script is refused", get("\xc3\xa4: a\r\n"), "400");
        row("a zero byte in a value is refused", get(std::string("X: a\0b\r\n", 8)), "400");
        row("a zero byte in a name is refused", get(std::string("X\0: b\r\n", 7)), "400");
        row("a value in another script is taken", get("X: \xc3\xa4\r\n"), "idle");
        // The request line.
        row("empty lines before a request are skipped", "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", "idle");
        row("two blanks are refused", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", "400");
        row("a tab in the request line is refused", "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n", "400");
        row("a blank behind the version is refused", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n", "400");
        row("a blank before the method is refused", " GET / HTTP/1.1\r\nHost: a\r\n\r\n", "400");
        row("no version is refused", "GET /\r\n\r\n", "400");
        row("half a version is refused", "GET / HT\r\n\r\n", "400");
        row("another protocol is refused", "GET / HTTQ/1.1\r\nHost: a\r\n\r\n", "400");
        row("a version in small letters is refused", "GET / http/1.1\r\nHost: a\r\n\r\n", "400");
        row("HTTP/2.0 is not spoken", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", "505");
        row("the preface of HTTP/2 is not spoken", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "505");
        row("HTTP/1.2 is not spoken", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", "505");
        row("HTTP/0.9 is not spoken", "GET / HTTP/0.9\r\nHost: a\r\n\r\n", "505");
        row("a version of two digits is malformed", "GET / HTTP/1.10\r\nHost: a\r\n\r\n", "400");
        row("TLS is refused at its first byte", std::string("\x16\x03\x01", 3), "400");
        row("a method of 32 letters is taken", std::string(32, 'M') + " / HTTP/1.1\r\nHost: a\r\n\r\n", "idle");
        row("a longer method is not implemented", std::string(33, 'M'), "501");
        row("a target in another script is refused", "GET /\xc3\xa4 HTTP/1.1\r\nHost: a\r\n\r\n", "400");
        row("a fragment is refused", "GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n", "400");
        row("a target without a slash is refused", "GET a HTTP/1.1\r\nHost: a\r\n\r\n", "400");
        row("an address without a host is refused", "GET http:///a HTTP/1.1\r\nHost: a\r\n\r\n", "400");
        // Fields that must be there once.
        row("no host is refused", "GET / HTTP/1.1\r\n\r\n", "400");
        row("HTTP/1.0 needs no host", "GET / HTTP/1.0\r\n\r\n", "idle");
        row("two hosts are refused", get("Host: a\r\n"), "400");
        row("a host with a path is refused", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", "400");
        row("an empty host is taken", "GET / HTTP/1.1\r\nHost:\r\n\r\n", "idle");
        row("two keys are refused", get("Idempotency-Key: a\r\nidempotency-key: b\r\n"), "400");
        row("two tokens are refused", get("Authorization: a\r\nAuthorization: a\r\n"), "400");
        row("two types are refused", get("Content-Type: a\r\nContent-Type: b\r\n"), "400");
        row("another expectation fails", get("Expect: 200-ok\r\n"), "417");
        row("a malformed list of connection options is refused", get("Connection: a b\r\n"), "400");
        // Chunks.
        row("a chunk without a size is refused", chunkedPost("\r\n"), "400");
        row("a size that is no number is refused", chunkedPost("x\r\n"), "400");
        row("a size with 0x is refused", chunkedPost("0x3\r\nabc\r\n0\r\n\r\n"), "400");
        row("a blank before the size is refused", chunkedPost(" 3\r\nabc\r\n0\r\n\r\n"), "400");
        row("a blank behind the size is refused", chunkedPost("3 \r\nabc\r\n0\r\n\r\n"), "400");
        row("a sign before the size is refused", chunkedPost("-3\r\nabc\r\n0\r\n\r\n"), "400");
        row("LF alone ends no size", chunkedPost("3\nabc\r\n0\r\n\r\n"), "400");
        row("LF alone ends no chunk", chunkedPost("3\r\nabc\n0\r\n\r\n"), "400");
        row("CR alone ends no size", chunkedPost("3\rX\r\nabc\r\n0\r\n\r\n"), "400");
        row("a chunk that is longer than its size is refused", chunkedPost("3\r\nabcd\r\n0\r\n\r\n"), "400");
        row("a chunk that is shorter than its size is refused", chunkedPost("4\r\nabc\r\n0\r\n\r\n"), "400");
        row("a size beyond 64 bits is refused", chunkedPost("10000000000000000\r\n"), "400");
        row("the largest size of 64 bits is too long", chunkedPost("ffffffffffffffff\r\n"), "413");
        row("sizes that wrap around are too long", chunkedPost("3\r\nabc\r\nfffffffffffffffe\r\n"), "413");
        row("a size may have zeros in front", chunkedPost("0003\r\nabc\r\n000\r\n\r\n"), "idle");
        row("extensions are skipped", chunkedPost("3;a;b=c;d=\"e\\\"f\"\r\nabc\r\n0;x\r\n\r\n"), "idle");
        row("a malformed extension is refused", chunkedPost("3;=\r\nabc\r\n0\r\n\r\n"), "400");
        row("an extension whose quotes stay open is refused", chunkedPost("3;a=\"b\r\nabc\r\n0\r\n\r\n"), "400");
        row("quotes do not hide LF", chunkedPost("3;a=\"\nb\"\r\nabc\r\n0\r\n\r\n"), "400");
        row("a long extension is refused", chunkedPost("3;" + std::string(600, 'a')), "400");
        row("trailers are dropped", chunkedPost("3\r\nabc\r\n0\r\nX-Request-Id: 1\r\nHost: b\r\n\r\n"), "idle");
        row("a length in the trailers is refused", chunkedPost("0\r\nContent-Length: 3\r\n\r\n"), "400");
        row("a folded trailer is refused", chunkedPost("0\r\nX: a\r\n b\r\n\r\n"), "400");
        row("a malformed trailer is refused", chunkedPost("0\r\nX : a\r\n\r\n"), "400");
        row("LF alone ends no trailers", chunkedPost("0\r\n\n"), "400");
        row("trailers have a limit", chunkedPost("0\r\nX: " + std::string(600, 'a')), "431");
        // Limits: a head of 512 bytes, a body of 64.
        row("a head that does not end is refused", get("X: " + std::string(600, 'a')), "431");
        row("a request line that does not end is refused", "GET /" + std::string(600, 'a'), "414");
        row("empty lines without end are refused", std::string(1024, '\r').replace(1, 1, "\n"), "400");
        row("a body as long as the limit is taken", start + "Content-Length: 64\r\n\r\n" + std::string(64, 'b'), "idle");
        row("a longer body is refused by its length", start + "Content-Length: 65\r\n\r\n", "413");
        row("chunks as long as the limit are taken", chunkedPost("20\r\n" + std::string(32, 'b') + "\r\n20\r\n" + std::string(32, 'b') + "\r\n0\r\n\r\n"), "idle");
        row("longer chunks are refused", chunkedPost("20\r\n" + std::string(32, 'b') + "\r\n21\r\n"), "413");
    }

    void aRequestEndsAsItShould()
    {
        QFETCH(std::string, bytes);
        QFETCH(QString, expected);
        const std::string transcript = requests(bytes);
        QVERIFY2(outcome(transcript) == expected, transcript.c_str());
    }

    void theHeadMayBeExactlyAsLongAsTheLimit()
    {
        const std::size_t frame = get("X: \r\n").size();
        QCOMPARE(outcome(requests(get("X: " + std::string(512 - frame, 'a') + "\r\n"))), QStringLiteral("idle"));
        QCOMPARE(outcome(requests(get("X: " + std::string(513 - frame, 'a') + "\r\n"))), QStringLiteral("431"));
        std::string lines;
        for (int i = 0; i < 256; ++i) {
            lines += "\r\n";
        }
        QCOMPARE(outcome(requests(lines)), QStringLiteral("414"));
    }

    void manySmallChunksWithExtensionsAreRefused()
    {
        std::string chunks;
        for (int i = 0; i < 10; ++i) {
            chunks += "1;" + std::string(80, 'e') + "\r\nx\r\n";
        }
        QCOMPARE(outcome(requests(chunkedPost(chunks))), QStringLiteral("400"));
    }

    void theConnectionIsKeptAsTheVersionSays_data()
    {
        QTest::addColumn<std::string>("bytes");
        QTest::addColumn<bool>("keeps");
        QTest::newRow("HTTP/1.1 keeps it") << get("") << true;
        QTest::newRow("HTTP/1.1 closes it when told") << get("Connection: foo, Close\r\n") << false;
        QTest::newRow("HTTP/1.0 closes it") << std::string("GET / HTTP/1.0\r\n\r\n") << false;
        QTest::newRow("HTTP/1.0 keeps it when told") << std::string("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n") << true;
        QTest::newRow("a trailer has no say") << chunkedPost("0\r\nConnection: close\r\n\r\n") << true;
    }

    void theConnectionIsKeptAsTheVersionSays()
    {
        QFETCH(std::string, bytes);
        QFETCH(bool, keeps);
        RequestParser parser;
        QCOMPARE(parser.feed(bytes).state, State::HeadDone);
        QCOMPARE(parser.request().keepAlive, keeps);
    }

    void targetsOfAllFormsBecomePaths()
    {
        const auto pathOf = [](const std::string& line) { return valuesOf(requests(line + " HTTP/1.1\r\nHost: a\r\n\r\n"), "path"); };
        QCOMPARE(pathOf("GET HTTP://h:1/a?b"), "/a?b");
        QCOMPARE(pathOf("GET http://h"), "/");
        QCOMPARE(pathOf("GET http://h?x/y"), "/?x/y");
        QCOMPARE(pathOf("OPTIONS *"), "*");
        QCOMPARE(pathOf("CONNECT h:1"), "h:1");
    }

    void theBodyIsAwaitedBeforeItsLengthIsJudged()
    {
        RequestParser parser(RequestLimits{512, 4});
        const std::string head = "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: 5\r\n\r\n";
        QCOMPARE(parser.feed(head).state, State::HeadDone);
        QVERIFY(parser.request().expectContinue && parser.inBody());
        QCOMPARE(parser.feed({}).state, State::Bad);
        QCOMPARE(parser.fault().status, 413);
    }

    void onlyABodyIsWaitedFor()
    {
        RequestParser parser;
        QCOMPARE(parser.feed(get("Expect: 100-continue\r\n")).state, State::HeadDone);
        QVERIFY(!parser.request().expectContinue);
        RequestParser old;
        QCOMPARE(old.feed("POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n").state, State::HeadDone);
        QVERIFY(!old.request().expectContinue);
    }

    void aStreamedBodyComesInPieces()
    {
        RequestReading reading;
        reading.stream = true;
        const std::string body(1000, 'b');
        const std::string bytes = "POST /f HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n" + body
                                  + chunkedPost("3e8\r\n" + body + "\r\n3\r\nabc\r\n0\r\n\r\n") + get("");
        const std::string all = requests(bytes, reading);
        QCOMPARE(valuesOf(all, "body"), body + "," + body + "abc,");
        QCOMPARE(outcome(all), QStringLiteral("idle"));
    }

    void aStreamedBodyHasTheLimitOfItsOwn()
    {
        RequestReading reading;
        reading.stream = true;
        reading.streamLimit = 5;
        QCOMPARE(outcome(requests(chunkedPost("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"), reading)), QStringLiteral("idle"));
        QCOMPARE(outcome(requests(chunkedPost("3\r\nabc\r\n3\r\ndef\r\n0\r\n\r\n"), reading)), QStringLiteral("413"));
        QCOMPARE(outcome(requests("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\nabcdef", reading)), QStringLiteral("413"));
    }

    void onlyTheNextBodyIsStreamed()
    {
        RequestParser parser;
        std::string_view bytes = simplePost;
        const auto step = [&] {
            const Fed fed = parser.feed(bytes);
            bytes.remove_prefix(fed.consumed);
            return fed;
        };
        QCOMPARE(step().state, State::HeadDone);
        parser.streamBody();
        const Fed piece = step();
        QCOMPARE(piece.state, State::BodyPiece);
        QCOMPARE(std::string(piece.piece), "hello");
        QCOMPARE(step().state, State::Done);
        QCOMPARE(step().state, State::Done);
        parser.next();
        bytes = simplePost;
        QCOMPARE(step().state, State::HeadDone);
        QCOMPARE(step().state, State::Done);
        QCOMPARE(parser.request().body, "hello");
    }

    void chosenHeadersKeepTheirOrder()
    {
        const std::string all = requests(get("traceparent: t\r\nX-REQUEST-ID: 1\r\nOther: o\r\nX-Request-Id:  2 \r\n"));
        QCOMPARE(valuesOf(all, "header x-request-id"), "1,2");
        QCOMPARE(valuesOf(all, "header traceparent"), "t");
        QVERIFY(!has(all, "=o"));
    }

    void aWarmParserAllocatesNothing()
    {
        const auto chosen = std::make_shared<const std::vector<std::string>>(std::vector<std::string>{"x-request-id"});
        RequestParser parser({}, chosen);
        const std::string chunked = chunkedPost("20\r\n" + std::string(32, 'b') + "\r\n20\r\n" + std::string(32, 'b') + "\r\n0\r\n\r\n");
        const std::string long_ = get("X-Request-Id: " + std::string(100, 'i') + "\r\nAuthorization: Bearer " + std::string(100, 't') + "\r\n");
        const std::string bytes = simplePost + chunked + long_;
        const auto readAll = [&](std::size_t step) {
            int done = 0;
            for (std::size_t at = 0; at < bytes.size(); at += step) {
                std::string_view piece = std::string_view(bytes).substr(at, step);
                for (State state = State::HeadDone; state != State::NeedMore && state != State::Bad;) {
                    const Fed fed = parser.feed(piece);
                    piece.remove_prefix(fed.consumed);
                    state = fed.state;
                    if (state == State::Done) {
                        ++done;
                        parser.next();
                    }
                }
            }
            return done;
        };
        for (const std::size_t step : {std::size_t{7}, bytes.size()}) {
            QCOMPARE(readAll(step), 3);
            const std::size_t before = allocations;
            const int done = readAll(step);
            QCOMPARE(allocations - before, std::size_t{0});
            QCOMPARE(done, 3);
        }
    }

    void aLargeBodyIsNotKeptForTheNextRequest()
    {
        RequestParser parser;
        const std::string body(500'000, 'b');
        QCOMPARE(parser.feed("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 500000\r\n\r\n").state, State::HeadDone);
        QCOMPARE(parser.feed(body).state, State::Done);
        QCOMPARE(parser.buffered(), body.size());
        parser.next();
        QVERIFY(parser.request().body.capacity() < 100);
    }
};

QTEST_APPLESS_MAIN(HttpParserTest)
#include "tst_http_parser.moc"
