// SPDX-License-Identifier: GPL-3.0-or-later
// Frames come out whole, however the bytes are cut; memory is bounded by what came, and by the limit.
#include "http_transcript.h"

#include <QtTest>

#include <random>

using namespace highwater;
using namespace highwater::test;

namespace {

std::string frame(std::string_view payload)
{
    std::string out;
    appendFrame(out, payload);
    return out;
}

} // namespace

class FrameDecoderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLengthComesFirstWithItsMostSignificantByteFirst()
    {
        std::string out;
        appendFrameLength(out, 0x01020304);
        QCOMPARE(out, "\x01\x02\x03\x04");
        QCOMPARE(frame("ab"), std::string("\0\0\0\2ab", 6));
    }

    void framesComeOutWhole_data()
    {
        QTest::addColumn<std::string>("bytes");
        QTest::addColumn<std::string>("expected");
        QTest::newRow("nothing") << std::string() << std::string("frames=0\nbetween frames\n");
        QTest::newRow("two frames") << frame("abc") + frame("de") << std::string("frame 3=abc\nframe 2=de\nframes=2\nbetween frames\n");
        QTest::newRow("a frame of no bytes is a frame")
            << frame("") + frame("a") + frame("") << std::string("frame 0=\nframe 1=a\nframe 0=\nframes=3\nbetween frames\n");
        QTest::newRow("a frame as long as the limit") << frame("0123456789") << std::string("frame 10=0123456789\nframes=1\nbetween frames\n");
        QTest::newRow("a longer one is refused by its length")
            << frame("a") + frame("0123456789a").substr(0, 4) << std::string("frame 1=a\ntoo long=11\nframes=1\nin a frame of 11\n");
        QTest::newRow("nothing is taken behind one that is too long")
            << frame("0123456789a") + frame("a") << std::string("too long=11\nframes=0\nin a frame of 11\n");
        QTest::newRow("a length of 4 GiB less one") << std::string("\xff\xff\xff\xff") << std::string("too long=4294967295\nframes=0\nin a frame of 4294967295\n");
        QTest::newRow("an end within the length") << frame("abc").substr(0, 3) << std::string("frames=0\nin a frame of 0\n");
        QTest::newRow("an end behind the length") << frame("abc").substr(0, 4) << std::string("frames=0\nin a frame of 3\n");
        QTest::newRow("an end within the payload") << frame("abc").substr(0, 6) << std::string("frames=0\nin a frame of 3\n");
    }

    void framesComeOutWhole()
    {
        QFETCH(std::string, bytes);
        QFETCH(std::string, expected);
        QCOMPARE(readFrames(bytes, inOnePiece(), 10), expected);
        QCOMPARE(readFrames(bytes, byteByByte(), 10), expected);
        for (std::uint64_t seed = 1; seed <= 60; ++seed) {
            QCOMPARE(readFrames(bytes, randomCuts(seed), 10), expected);
        }
    }

    void manyRandomFramesComeOutAsTheyWentIn()
    {
        std::mt19937_64 random(4);
        std::string bytes;
        std::string expected;
        for (int i = 0; i < 300; ++i) {
            const std::string payload(static_cast<std::size_t>(random() % 200), static_cast<char>('a' + i % 26));
            appendFrame(bytes, payload);
            expected += "frame " + std::to_string(payload.size()) + "=" + payload + "\n";
        }
        expected += "frames=300\nbetween frames\n";
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            QCOMPARE(readFrames(bytes, randomCuts(seed), 200), expected);
        }
    }

    void whoHasNoRoomStopsAndGoesOnLater()
    {
        const std::string bytes = frame("a") + frame("b") + frame("c");
        FrameDecoder decoder(10);
        std::string got;
        const auto first = decoder.feed(bytes, [&](std::string_view payload) {
            got += payload;
            return got.size() < 2;
        });
        QCOMPARE(first.state, FrameDecoder::State::Frame);
        QCOMPARE(first.consumed, std::size_t{10});
        const auto rest = decoder.feed(std::string_view(bytes).substr(first.consumed), [&](std::string_view payload) {
            got += payload;
            return true;
        });
        QCOMPARE(rest.state, FrameDecoder::State::NeedMore);
        QCOMPARE(got, "abc");
    }

    void aWholeFrameIsNotCopied()
    {
        const std::string bytes = frame("abc");
        FrameDecoder decoder(10);
        QCOMPARE(static_cast<const void*>(decoder.next(bytes).payload.data()), static_cast<const void*>(bytes.data() + 4));
    }

    void memoryGrowsWithTheBytesThatCameOnly()
    {
        FrameDecoder decoder(1U << 30);
        std::string length;
        appendFrameLength(length, 1U << 30);
        QCOMPARE(decoder.next(length).state, FrameDecoder::State::NeedMore);
        QCOMPARE(decoder.next("abc").state, FrameDecoder::State::NeedMore);
        QCOMPARE(decoder.buffered(), std::size_t{3});
        QCOMPARE(decoder.announced(), 1U << 30);
    }

    void aFrameThatWasHandedOverIsNotHeld()
    {
        FrameDecoder decoder(10);
        const std::string bytes = frame("abc");
        QCOMPARE(decoder.next(std::string_view(bytes).substr(0, 6)).state, FrameDecoder::State::NeedMore);
        const auto fed = decoder.next(std::string_view(bytes).substr(6));
        QCOMPARE(std::string(fed.payload), "abc");
        QCOMPARE(decoder.buffered(), std::size_t{0});
        QVERIFY(!decoder.inFrame());
    }
};

QTEST_APPLESS_MAIN(FrameDecoderTest)
#include "tst_frame_decoder.moc"
