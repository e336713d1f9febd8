// SPDX-License-Identifier: GPL-3.0-or-later
// Recordings of runs: what is recorded is had again to the bit, whatever way the reader goes through it, and what is no recording is refused.
#include "played_run.h"
#include "run/compressed.h"
#include "run/series_csv.h"
#include "run/share_text.h"
#include "run/simulated_run.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <random>

using namespace highwater;
using namespace highwater::test;

namespace {

QString wrongOf(const Checked<Recording>& read)
{
    return read ? QString() : QString::fromStdString(read.error().front().where + ": " + read.error().front().message);
}

std::string lines(const std::string& bytes)
{
    return *decompressed(bytes, Wrapping::Gzip, Recording::mostBytes);
}

Checked<Recording> readLines(const std::string& plain)
{
    return readRecording(compressed(plain, Wrapping::Gzip));
}

} // namespace

class RecordingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRecordedRunIsHadAgainToTheBit()
    {
        const PlayedRun run = playedRun();
        const Recording recording = recordingOf(run.log, run.picture());
        const auto read = readRecording(writeRecording(recording));
        QVERIFY2(read.has_value(), qPrintable(wrongOf(read)));
        QCOMPARE(read->end, run.picture().now);
        QCOMPARE(read->log.changes.size(), std::size_t{3});
        QVERIFY(!read->figures.empty());
        const auto same = verify(*read);
        QVERIFY2(same.has_value(), same ? "" : same.error().front().message.c_str());

        // The same, seen by its results: byte for byte.
        auto replay = Replay::create(read->log);
        QVERIFY(replay.has_value());
        replay->goTo(read->end, read->events);
        Snapshot again = run.picture();
        ViewBuilder().fill(replay->world(), true, again);
        QCOMPARE(QByteArray::fromStdString(seriesCsv(again)), QByteArray::fromStdString(seriesCsv(run.picture())));
        QCOMPARE(replay->history().marks().size(), std::size_t{3}); // two of the user's, one of the schedule
    }

    void aChangeOneEventLaterIsAnotherRun()
    {
        const PlayedRun run = playedRun();
        Recording recording = recordingOf(run.log, run.picture());
        recording.log.changes[1].events += 400;
        recording.log.changes[1].at += fromSeconds(1.5);
        const auto same = verify(recording);
        QVERIFY(!same.has_value());
        QCOMPARE(same.error().front().where, std::string("/end/figures"));
    }

    void changesAfterThePictureAreLeftOut()
    {
        PlayedRun run = playedRun();
        const Snapshot picture = run.picture();
        run.replay.seek(at(59.5));
        run.change(with(run.log.changes.back().document, "/nodes/api/workers/count", "1"), "workers 5 → 1");
        QCOMPARE(recordingOf(run.log, picture).log.changes.size(), std::size_t{3});
        QVERIFY(verify(recordingOf(run.log, picture)).has_value());
    }

    void aRunOfTheDashboardIsHadAgain()
    {
        auto run = SimulatedRun::create(document());
        QVERIFY(run.has_value());
        (*run)->setSpeed(20);
        (*run)->start();
        for (int i = 1; i <= 5; ++i) {
            QTRY_VERIFY_WITH_TIMEOUT((*run)->latest()->now > at(7 * i), 20000);
            const std::string workers = std::to_string(4 + i % 2);
            QVERIFY((*run)->change(with((*run)->document(), "/nodes/api/workers/count", workers.c_str()), i % 2 ? "workers" : "").has_value());
        }
        QTRY_VERIFY_WITH_TIMEOUT((*run)->latest()->now > at(40), 20000);
        // Once while it runs, and once when it stands.
        for (int i = 0; i < 2; ++i) {
            const auto picture = (*run)->latest();
            const auto log = (*run)->log();
            QVERIFY(log);
            QCOMPARE(log->changes.size(), std::size_t{5});
            const auto read = readRecording(writeRecording(recordingOf(*log, *picture)));
            QVERIFY2(read.has_value(), qPrintable(wrongOf(read)));
            const auto same = verify(*read);
            QVERIFY2(same.has_value(), same ? "" : same.error().front().message.c_str());
            (*run)->pause();
            QTRY_COMPARE((*run)->latest()->state, RunState::Paused);
        }
        // The future of a branch that was left is not in it; and what is played can be recorded again.
        (*run)->seek(at(20));
        QTRY_COMPARE((*run)->latest()->now, at(20));
        QVERIFY((*run)->change(with((*run)->document(), "/nodes/api/workers/count", "8"), "workers 5 → 8").has_value());
        (*run)->runTo(at(30));
        QTRY_COMPARE((*run)->latest()->now, at(30));
        QCOMPARE((*run)->log()->changes.size(), std::size_t{3});
        const Recording branch = recordingOf(*(*run)->log(), *(*run)->latest());
        QVERIFY(verify(branch).has_value());
        auto again = RecordedRun::create(branch);
        QVERIFY(again.has_value());
        pictureAt(**again, at(25));
        const Recording shorter = recordingOf(*(*again)->log(), *(*again)->latest());
        QCOMPARE(shorter.log.changes.size(), std::size_t{3});
        QVERIFY(verify(shorter).has_value());
    }

    void aMeasuredRunIsShownAsItWas()
    {
        PlayedRun played;
        std::vector<Snapshot> pictures;
        const Recording recording = measuredRecorder(played, &pictures).recording();
        const auto read = readRecording(writeRecording(recording));
        QVERIFY2(read.has_value(), qPrintable(wrongOf(read)));
        QVERIFY(read->mode == Mode::Measured);
        QCOMPARE(read->reel->frames.size(), recording.reel->frames.size());
        auto run = RecordedRun::create(*read);
        QVERIFY(run.has_value());
        for (const ReelFrame& frame : {read->reel->frames[100], read->reel->frames[3], read->reel->frames.back()}) {
            const auto shown = pictureAt(**run, frame.at);
            const auto was = std::find_if(pictures.begin(), pictures.end(), [&](const Snapshot& one) { return one.now == frame.at; });
            QVERIFY(was != pictures.end());
            QVERIFY(shown->mode == Mode::Measured);
            QVERIFY(checkFigures(*shown) == checkFigures(*was));
            QCOMPARE(QByteArray::fromStdString(seriesCsv(*shown)), QByteArray::fromStdString(seriesCsv(*was)));
            QCOMPARE(shown->nodes[1].sojourn.p99, was->nodes[1].sojourn.p99);
            QVERIFY(shown->nodes[1].state == was->nodes[1].state);
            QCOMPARE(shown->nodes[1].workers, was->nodes[1].workers);
            QCOMPARE(shown->nodes[1].oldest, was->nodes[1].oldest);
            QCOMPARE(shown->changes.size(), was->changes.size());
            QCOMPARE(shown->live->connections, std::size_t{3});
            QCOMPARE(shown->live->bytes->back().at, toSeconds(frame.at));
            const auto last = shown->nodes[1].series.end - 1;
            QVERIFY(last < 0 || shown->nodes[1].series.latencyAt(last).codes.size() == was->nodes[1].series.latencyAt(last).codes.size());
        }
        QVERIFY(!(*run)->change(document(), "").has_value());
        QCOMPARE((*run)->document().get("/nodes/api/workers/count").value_or(""), std::string("2"));
        (*run)->start();
        QTRY_COMPARE((*run)->latest()->state, RunState::Running); // from the beginning again
        QTRY_VERIFY((*run)->latest()->now > read->reel->frames.front().at);
    }

    void aRecorderStaysWithinItsBounds()
    {
        PlayedRun played;
        const MeasuredRecorder recorder = measuredRecorder(played, nullptr, 40);
        QVERIFY(recorder.frames() <= 40);
        QCOMPARE(recorder.begin(), runStart);
        QVERIFY(recorder.end() > at(35));
    }

    void theTokenOfALiveRunStaysAtHome()
    {
        PlayedRun played;
        for (const Recording& recording : {measuredRecorder(played).recording(), recordingOf(played.log, played.picture())}) {
            QVERIFY(lines(writeRecording(recording)).find("sesame") == std::string::npos);
        }
    }

    void whatAnotherVersionWroteIsKept()
    {
        const PlayedRun run = playedRun();
        std::string plain = lines(writeRecording(recordingOf(run.log, run.picture())));
        plain.insert(1, "\"x-note\": {\"by\": \"somebody\"}, ");
        plain.insert(plain.find('\n') + 1, "{\"camera\": [1, 2, 3]}\n");
        const auto read = readLines(plain);
        QVERIFY2(read.has_value(), qPrintable(wrongOf(read)));
        const std::string again = lines(writeRecording(*read));
        QVERIFY(again.find("\"x-note\":{\"by\":\"somebody\"}") != std::string::npos);
        QVERIFY(again.find("{\"camera\": [1, 2, 3]}\n") != std::string::npos);
        QVERIFY(verify(*read).has_value());
    }

    void whatIsNoRecordingIsRefusedWithItsPlace_data()
    {
        QTest::addColumn<QByteArray>("plain");
        QTest::addColumn<QString>("where");
        const PlayedRun run = playedRun();
        const std::string good = lines(writeRecording(recordingOf(run.log, run.picture())));
        const auto replaced = [&](const char* from, const char* to) {
            std::string bad = good;
            bad.replace(bad.find(from), std::strlen(from), to);
            return QByteArray::fromStdString(bad);
        };
        QTest::newRow("empty") << QByteArray() << "line 0";
        QTest::newRow("no JSON") << QByteArray("Hello\n") << "line 1";
        QTest::newRow("a scenario") << QByteArray(document().text().c_str()).replace('\n', ' ') << "line 1";
        QTest::newRow("a newer kind") << replaced("\"highwater_recording\":1", "\"highwater_recording\":2") << "line 1, /highwater_recording";
        QTest::newRow("no seed") << replaced("\"seed\":7", "\"sead\":7") << "line 1, /seed";
        QTest::newRow("a mode that is none") << replaced("simulated", "dreamt") << "line 1, /mode";
        QTest::newRow("cut off") << QByteArray::fromStdString(good.substr(0, good.rfind("{\"end\""))) << "line 4";
        QTest::newRow("cut within a line") << QByteArray::fromStdString(good.substr(0, good.size() - 30)) << "line 5, line 1";
        QTest::newRow("a change nowhere") << replaced("\"change\":{\"at_ns\"", "\"change\":{\"at\"") << "line 2, /change/at_ns";
        QTest::newRow("a negative count") << replaced("\"events\":", "\"events\":-") << "line 2, /change/events";
    }
    void whatIsNoRecordingIsRefusedWithItsPlace()
    {
        QFETCH(QByteArray, plain);
        QFETCH(QString, where);
        const auto read = readLines(plain.toStdString());
        QVERIFY(!read.has_value());
        QVERIFY(!read.error().front().message.empty());
        QVERIFY2(QString::fromStdString(read.error().front().where).startsWith(where), qPrintable(wrongOf(read)));
    }

    void foreignAndDamagedFilesAreRefused()
    {
        QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath(QStringLiteral("run.hwrec")).toStdString();
        const PlayedRun run = playedRun();
        const Recording recording = recordingOf(run.log, run.picture());
        QVERIFY(saveRecording(recording, file).has_value());
        QVERIFY(loadRecording(file).has_value());
        QVERIFY(verify(*loadRecording(file)).has_value());
        QVERIFY(!loadRecording(folder.filePath(QStringLiteral("nothing.hwrec")).toStdString()).has_value());
        QVERIFY(!loadRecording(folder.path().toStdString()).has_value());
        QVERIFY(!saveRecording(recording, folder.filePath(QStringLiteral("no/such/folder.hwrec")).toStdString()).has_value());

        const std::string bytes = writeRecording(recording);
        const auto png = readRecording(std::string("\x89PNG\r\n\x1a\n", 8));
        QVERIFY(!png.has_value());
        QVERIFY2(png.error().front().message.find("no recording") != std::string::npos, png.error().front().message.c_str());
        const auto half = readRecording(bytes.substr(0, bytes.size() / 2));
        QVERIFY(!half.has_value());
        QVERIFY2(half.error().front().message.find("too early") != std::string::npos, half.error().front().message.c_str());
    }

    void theExamplesThatFuzzingBeginsWithAreGood_data()
    {
        QTest::addColumn<QString>("file");
        for (const char* name : {"simulated", "measured"}) {
            QTest::newRow(name) << QStringLiteral(HIGHWATER_SOURCE_DIR "/tests/fuzz/corpus/recording/%1.jsonl").arg(QLatin1String(name));
        }
    }
    void theExamplesThatFuzzingBeginsWithAreGood()
    {
        QFETCH(QString, file);
        QFile lines(file);
        QVERIFY(lines.open(QIODevice::ReadOnly));
        const auto read = readLines(lines.readAll().toStdString());
        QVERIFY2(read.has_value(), qPrintable(wrongOf(read)));
        auto run = RecordedRun::create(*read);
        QVERIFY(run.has_value());
        const auto picture = pictureAt(**run, read->end);
        QCOMPARE(picture->nodes.size(), std::size_t{2}); // whatever the pictures have: that is what the scenario has
        QCOMPARE(picture->nodes[1].name, std::string("a"));
        const auto again = readRecording(writeRecording(*read));
        QVERIFY2(again.has_value(), qPrintable(wrongOf(again)));
        QCOMPARE(again->foreignLines.size(), read->foreignLines.size());
        QCOMPARE(again->foreignMembers.size(), read->foreignMembers.size());
    }

    void brokenBytesNeverDoMoreThanFail()
    {
        PlayedRun played;
        const PlayedRun simulated = playedRun();
        std::mt19937 random(4711);
        int readable = 0;
        for (const std::string& good : {lines(writeRecording(measuredRecorder(played, nullptr, 12).recording())),
                                        lines(writeRecording(recordingOf(simulated.log, simulated.picture())))}) {
            for (int i = 0; i < 400; ++i) {
                std::string bad = good;
                const int harms = 1 + static_cast<int>(random() % 4);
                for (int k = 0; k < harms; ++k) {
                    const std::size_t place = random() % bad.size();
                    switch (random() % 4) {
                    case 0:
                        bad[place] = static_cast<char>(random());
                        break;
                    case 1:
                        bad.erase(place, random() % 200);
                        break;
                    case 2:
                        bad.insert(place, bad.substr(random() % bad.size(), random() % 200));
                        break;
                    default:
                        bad[place] = static_cast<char>('0' + random() % 10);
                        break;
                    }
                }
                const auto read = readLines(bad);
                if (!read) {
                    QVERIFY(!read.error().empty() && !read.error().front().message.empty());
                    continue;
                }
                ++readable;
                if (read->mode == Mode::Measured) { // a picture must be showable, whatever it says
                    if (auto run = RecordedRun::create(*read)) {
                        (*run)->seek(read->end);
                        (*run)->step(StepUnit::Event, true);
                    }
                }
                const auto again = readRecording(writeRecording(*read));
                QVERIFY2(again.has_value(), qPrintable(wrongOf(again)));
            }
        }
        QVERIFY(readable > 20);
    }

    void aScenarioFitsOnALine()
    {
        const std::string line = shareText(document());
        QVERIFY(line.rfind("highwater:", 0) == 0);
        QVERIFY(line.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_:") == std::string::npos);
        const auto read = readShared("  " + line.substr(0, 60) + "\r\n" + line.substr(60) + "\n");
        QVERIFY(read.has_value());
        QVERIFY(*read == document());
        QVERIFY(*readShared(text) == document());

        const auto cut = readShared(line.substr(0, line.size() - 20));
        QVERIFY(!cut.has_value());
        const auto strange = readShared(line.substr(0, 20) + "ä" + line.substr(20));
        QVERIFY(!strange.has_value());
        QCOMPARE(strange.error().front().where, std::string("character 11"));
        QVERIFY(!readShared("").has_value());
        QVERIFY(!readShared("highwater:").has_value());
    }

    void aBombIsDefused()
    {
        const std::string zeros(std::size_t{64} << 20, '0');
        const auto read = readShared("highwater:" + base64Url(compressed(zeros, Wrapping::Zlib)));
        QVERIFY(!read.has_value());
        QVERIFY(read.error().front().code == Errc::OutOfRange);
    }

    void everyByteComesBackFromBase64()
    {
        std::mt19937 random(1);
        for (std::size_t size = 0; size < 40; ++size) {
            std::string bytes(size, '\0');
            for (char& c : bytes) {
                c = static_cast<char>(random());
            }
            QCOMPARE(fromBase64Url(base64Url(bytes)).value(), bytes);
            QCOMPARE(QByteArray::fromStdString(base64Url(bytes)),
                     QByteArray::fromStdString(bytes).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
        }
    }

    void theSeriesAreATableWithUnits()
    {
        const PlayedRun run = playedRun();
        const Snapshot picture = run.picture();
        const QByteArray csv = QByteArray::fromStdString(seriesCsv(picture));
        const QList<QByteArray> rows = csv.split('\n');
        QVERIFY(rows[0].startsWith("t [s],clients sent [items],"));
        QVERIFY(rows[0].contains("api depth_mean [items],"));
        QVERIFY(rows[0].endsWith(",source,seed,scenario,version\r"));
        QVERIFY(rows.last().isEmpty());
        const auto& series = picture.nodes[1].series;
        QCOMPARE(rows.size(), static_cast<qsizetype>(series.end - series.first) + 2);
        for (qsizetype i = 1; i + 1 < rows.size(); ++i) {
            QVERIFY(rows[i].endsWith("\r"));
            QVERIFY(rows[i].contains(",simulated,7,\"Test, \"\"quoted\"\"\","));
            QCOMPARE(rows[i].count(','), rows[0].count(',') + 1); // one of them within quotes
        }
    }

    void theFiguresOfAPictureAreAReport()
    {
        const PlayedRun run = playedRun();
        const Report report = reportOf(run.picture());
        QCOMPARE(report.nodes.size(), std::size_t{2});
        QCOMPARE(report.nodes[1].type, std::string("stage"));
        QCOMPARE(find(report.nodes[1].figures, "completed")->value, static_cast<double>(run.picture().nodes[1].totals.completed));
        QCOMPARE(find(report.nodes[1].figures, "sojourn_s.p99")->value, run.picture().nodes[1].sojourn.p99);
    }
};

QTEST_GUILESS_MAIN(RecordingTest)
#include "tst_recording.moc"
