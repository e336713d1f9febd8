// SPDX-License-Identifier: GPL-3.0-or-later
// Films of the window: whole, true to its colours, without a wait, and readable by others.
#include "scenario/shelf.h"
#include "session/session.h"
#include "shell/main_window.h"
#include "shell/settings.h"
#include "takeaway/frame_palette.h"
#include "takeaway/frame_recorder.h"
#include "takeaway/gif_writer.h"
#include "takeaway/recording_mark.h"
#include "takeaway_stand.h"

#include <QMovie>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace highwater;
using namespace highwater::test;

class FilmTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fewColoursAreKeptAndManyAreNear()
    {
        QImage few(64, 64, QImage::Format_RGB32);
        QImage many(128, 128, QImage::Format_RGB32);
        for (int y = 0; y < 128; ++y) {
            for (int x = 0; x < 128; ++x) {
                many.setPixel(x, y, qRgb(2 * x, 2 * y, x ^ y));
                if (x < 64 && y < 64)
                    few.setPixel(x, y, (x / 8 + y / 8) % 2 ? qRgb(18, 22, 27) : qRgb(127, 214, 180));
            }
        }
        const FramePalette exact(few, few.rect());
        QCOMPARE(exact.colours().size(), qsizetype{2});
        QCOMPARE(exact.colours()[exact.indexOf(few.pixel(9, 0))], few.pixel(9, 0));
        const FramePalette near(many, many.rect());
        QVERIFY(near.colours().size() <= FramePalette::mostColours);
        QVERIFY(near.colours().size() > 200);
        double sum = 0;
        for (int y = 0; y < 128; ++y) {
            for (int x = 0; x < 128; ++x) {
                const QColor was(many.pixel(x, y));
                const QColor is(near.colours()[near.indexOf(many.pixel(x, y))]);
                sum += qAbs(was.red() - is.red()) + qAbs(was.green() - is.green()) + qAbs(was.blue() - is.blue());
            }
        }
        QVERIFY2(sum / (128 * 128) < 25, qPrintable(QString::number(sum / (128 * 128))));
    }

    void aFilmIsReadByOthersFrameByFrame()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("film.gif"));
        QList<QImage> frames;
        {
            auto gif = GifWriter::open(file, QSize(120, 80));
            QVERIFY(gif.has_value());
            for (int i = 0; i < 12; ++i) {
                QImage frame(120, 80, QImage::Format_RGB32);
                frame.fill(QColor(24, 29, 36));
                QPainter painter(&frame);
                painter.fillRect(QRect(8 * i, 20, 16, 16), QColor(230, 160, 40));
                painter.end();
                frames.append(frame);
                QVERIFY(gif->add(frame, i == 3 ? 300 : 105).has_value());
            }
            QVERIFY(gif->finish().has_value());
        }
        QMovie movie(file);
        QVERIFY(movie.isValid());
        for (int i = 0; i < 12; ++i) {
            QVERIFY(movie.jumpToFrame(i));
            QVERIFY2(movie.currentImage().convertToFormat(QImage::Format_RGB32) == frames[i], qPrintable(QString::number(i)));
        }
        QCOMPARE(movie.frameCount(), 12);
        QCOMPARE(movie.loopCount(), -1);
        if (hasProgram("python3")) {
            const QByteArray said = outputOf(QStringLiteral("python3"), {QStringLiteral("-c"), QStringLiteral(
                "import sys\ntry:\n from PIL import Image, ImageSequence\nexcept ImportError:\n print('none'); sys.exit()\n"
                "im = Image.open(sys.argv[1])\nprint(im.n_frames, im.size, sum(f.info['duration'] for f in ImageSequence.Iterator(im)))"), file});
            QVERIFY2(said.trimmed() == "none" || said.trimmed() == "12 (120, 80) 1450", said.constData());
        }
    }

    void aFilmThatWasNotFinishedLeavesNothing()
    {
        QTemporaryDir folder;
        {
            auto gif = GifWriter::open(folder.filePath(QStringLiteral("film.gif")), QSize(10, 10));
            QVERIFY(gif.has_value());
            QVERIFY(!gif->add(QImage(20, 10, QImage::Format_RGB32), 100).has_value());
        }
        QVERIFY(QDir(folder.path()).isEmpty());
        QVERIFY(!GifWriter::open(QStringLiteral("/no/such/folder/film.gif"), QSize(10, 10)).has_value());
        QVERIFY(!GifWriter::open(folder.filePath(QStringLiteral("b.gif")), QSize(0, 10)).has_value());
    }

    void theWindowIsFilmedWithoutWaiting()
    {
        QTemporaryDir folder;
        const auto settings = openSettings(folder.filePath(QStringLiteral("settings.ini")));
        Session session;
        Theme theme(Theme::Choice::Dark);
        MainWindow window(&session, &theme, settings.get());
        window.resize(1600, 1000);
        window.show();
        QVERIFY(session.open(QString::fromStdU16String(findOnShelf("buffer-bloat")->file.u16string())));
        QTest::qWait(500); // it has painted before
        FrameRecorder film(&window);
        RecordingMark mark(film, theme, QStringLiteral("Ctrl+Shift+R"), &window);
        QSignalSpy finished(&film, &FrameRecorder::finished);
        const QString file = qEnvironmentVariableIsSet("HIGHWATER_PICTURES") ? qEnvironmentVariable("HIGHWATER_PICTURES") + QStringLiteral("/window.gif")
                                                                              : folder.filePath(QStringLiteral("window.gif"));
        QVERIFY(film.start({file, FrameRecorder::Format::Gif, 10, 0.5}).has_value());
        QVERIFY(!film.start({file, FrameRecorder::Format::Gif, 10, 0.5}).has_value());
        QVERIFY(mark.isVisible());
        QVERIFY(mark.text().contains(QStringLiteral("Recording")));
        QTRY_VERIFY_WITH_TIMEOUT(film.frames() >= 12, 20000);
        film.stop();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20000);
        QVERIFY(!mark.isVisible());
        qInfo("longest piece %.1f ms, %d frames, %d skipped", film.longestGrab(), film.frames(), film.skipped());
        QMovie movie(file);
        QVERIFY(movie.jumpToFrame(0));
        const QImage first = movie.currentImage();
        QCOMPARE(first.size(), QSize(800, 500));
        for (int i = 1; i < film.frames(); ++i)
            QVERIFY(movie.jumpToNextFrame());
        QVERIFY(movie.currentImage() != first);
        QCOMPARE(movie.frameCount(), film.frames());
        // The mark is not in the film: its corner shows what lies below.
        QCOMPARE(pixelsLike(first, theme.color(Token::Blocked), QRect(600, 440, 200, 40), 12), 0);
    }

    void aFilmMayBeAFolderOfPictures()
    {
        QTemporaryDir folder;
        OverflowingWidget widget;
        widget.show();
        FrameRecorder film(&widget);
        QSignalSpy finished(&film, &FrameRecorder::finished);
        const QString frames = folder.filePath(QStringLiteral("frames"));
        QVERIFY(film.start({frames, FrameRecorder::Format::PngSequence, 30, 1}).has_value());
        QTRY_VERIFY(film.frames() >= 3);
        film.stop();
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(QDir(frames).entryList({QStringLiteral("frame-*.png")}).size(), static_cast<qsizetype>(film.frames()));
        QVERIFY(pixelsLike(QImage(frames + QStringLiteral("/frame-00001.png")), Qt::blue, QRect(0, 0, 200, 100)) > 100);
    }
};

QTEST_MAIN(FilmTest)
#include "tst_film.moc"
