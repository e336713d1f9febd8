// SPDX-License-Identifier: GPL-3.0-or-later
// What can be taken away from the window: it is whole, it says where it comes from, and others can read it.
#include "charts/chart_panel.h"
#include "charts/chart_stack.h"
#include "charts/chart_view.h"
#include "run/recorded_run.h"
#include "run/share_text.h"
#include "run/simulated_run.h"
#include "scenario/shelf.h"
#include "session/session.h"
#include "shell/main_window.h"
#include "shell/settings.h"
#include "takeaway/line_clip.h"
#include "takeaway/picture_export.h"
#include "takeaway/report.h"
#include "takeaway/report_job.h"
#include "takeaway/report_progress.h"
#include "takeaway/share_menu.h"
#include "takeaway_stand.h"

#include <QClipboard>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <QtTest>

using namespace highwater;
using namespace highwater::test;

namespace {

/// Colours that are not the ground's, as a part of all pixels.
double inkOf(const QImage& image, const QColor& ground)
{
    return 1.0 - static_cast<double>(pixelsLike(image, ground, image.rect(), 6)) / (image.width() * image.height());
}

QImage rasterOf(const QByteArray& svg, const QColor& ground)
{
    QSvgRenderer renderer(svg);
    QImage image(renderer.viewBox().size(), QImage::Format_RGB32);
    image.fill(ground);
    QPainter painter(&image);
    renderer.render(&painter);
    return image;
}

QImage rasterOfPdf(const QByteArray& pdf, const QTemporaryDir& folder)
{
    const QString file = folder.filePath(QStringLiteral("page.pdf"));
    if (!saveBytes(pdf, file))
        return {};
    outputOf(QStringLiteral("pdftoppm"), {QStringLiteral("-r"), QStringLiteral("96"), QStringLiteral("-png"), QStringLiteral("-singlefile"), file,
                                          folder.filePath(QStringLiteral("page"))});
    return QImage(folder.filePath(QStringLiteral("page.png")));
}

/// A session whose run stands at 40 s, with charts.
struct Stand
{
    explicit Stand(Theme::Choice choice = Theme::Choice::Dark) : theme(choice), panel(session, theme)
    {
        panel.resize(1000, 520);
        panel.show();
        if (!session.open(QString::fromStdU16String(findOnShelf("buffer-bloat")->file.u16string())))
            qFatal("the shelf lacks a scenario");
        session.runTo(40);
        if (!QTest::qWaitFor([this] { return session.snapshot()->now >= runStart + std::chrono::seconds(40); }, 20000))
            qFatal("the run does not come to 40 s");
        QTest::qWait(50); // a frame shows it
    }
    [[nodiscard]] Picture depth() const
    {
        return chartPicture(panel.stack()->chart(ChartKind::Depth),
                            captionOf(session.snapshot().get(), QStringLiteral("Depth of api"), {}, session.chartedStage()));
    }

    Session session;
    Theme theme;
    ChartPanel panel;
};

} // namespace

class TakeawayTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesAreCutToARectangle()
    {
        const QRectF box(10, 10, 20, 20);
        QCOMPARE(*clipped(QLineF(0, 20, 40, 20), box), QLineF(10, 20, 30, 20));
        QCOMPARE(*clipped(QLineF(12, 12, 15, 15), box), QLineF(12, 12, 15, 15));
        QVERIFY(!clipped(QLineF(0, 0, 5, 40), box));
        QVERIFY(!clipped(QLineF(0, 5, 40, 5), box));
        const QPolygonF through{{0, 20}, {20, 20}, {20, 60}, {25, 60}, {25, 0}};
        const auto runs = clipped(through.constData(), static_cast<int>(through.size()), box);
        QCOMPARE(runs.size(), qsizetype{2});
        QCOMPARE(runs[0], QPolygonF({{10, 20}, {20, 20}, {20, 30}}));
        QCOMPARE(runs[1], QPolygonF({{25, 30}, {25, 10}}));
    }

    void nothingInADrawingLeavesItsClip()
    {
        OverflowingWidget widget;
        const Theme theme(Theme::Choice::Light);
        const QByteArray svg = toSvg(pictureOf(&widget, {}), theme);
        keep(svg, QStringLiteral("clip.svg"));
        const QImage drawn = rasterOf(svg, Qt::white);
        const QImage painted = toImage(pictureOf(&widget, {}), theme, 1);
        for (const QColor color : {QColor(Qt::red), QColor(Qt::blue), QColor(Qt::green), QColor(Qt::magenta)}) {
            for (const QImage& image : {drawn, painted}) {
                const int all = pixelsLike(image, color, QRect(0, 0, 200, 100), 90);
                QVERIFY2(all > 20, qPrintable(color.name()));
                QVERIFY2(pixelsLike(image, color, QRect(49, 19, 102, 62), 90) == all, qPrintable(color.name()));
            }
        }
        QVERIFY(svg.contains(">inside<"));
        QVERIFY(!svg.contains(">outside<"));
    }

    void aChartIsNeitherBlankNorClippedInAnyFormat_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("dark") << true;
        QTest::newRow("light") << false;
    }
    void aChartIsNeitherBlankNorClippedInAnyFormat()
    {
        QFETCH(bool, dark);
        const Stand stand(dark ? Theme::Choice::Dark : Theme::Choice::Light);
        const Picture picture = stand.depth();
        const QSize whole = wholeSize(picture);
        const QColor ground = stand.theme.color(Token::Surface);
        const QString name = dark ? QStringLiteral("depth-dark") : QStringLiteral("depth-light");

        const QByteArray svg = toSvg(picture, stand.theme);
        const QByteArray pdf = toPdf(picture, stand.theme);
        keep(svg, name + QStringLiteral(".svg"));
        keep(pdf, name + QStringLiteral(".pdf"));
        QList<QPair<QString, QImage>> images{{QStringLiteral("png"), toImage(picture, stand.theme, 1)}, {QStringLiteral("svg"), rasterOf(svg, ground)}};
        QTemporaryDir folder;
        if (hasProgram("pdftoppm"))
            images.append({QStringLiteral("pdf"), rasterOfPdf(pdf, folder)});
        const QRect plot = stand.panel.stack()->chart(ChartKind::Depth)->geometryOfPlot().plot.toRect();
        for (const auto& [format, image] : images) {
            QByteArray png;
            QBuffer buffer(&png);
            buffer.open(QIODevice::WriteOnly);
            image.save(&buffer, "PNG");
            keep(png, name + QLatin1Char('-') + format + QStringLiteral(".png"));
            QVERIFY2(qAbs(image.width() - whole.width()) <= 1 && qAbs(image.height() - whole.height()) <= 1, qPrintable(format));
            const double ink = inkOf(image, ground);
            QVERIFY2(ink > 0.02 && ink < 0.6, qPrintable(format + QString::number(ink)));
            // The line of the depth is there, and nothing of it above the plot or beside it.
            const QRect inPicture = plot.translated(0, 20);
            QVERIFY2(pixelsLike(image, stand.theme.color(Token::Text), inPicture, 120) > 200, qPrintable(format));
            const QRect margin(0, inPicture.bottom() + 14, 40, 8);
            QVERIFY2(pixelsLike(image, ground, margin & image.rect(), 12) > margin.width() * margin.height() / 2, qPrintable(format));
        }
        // Twice the pixels, and sharper: more than an enlarged picture has.
        const QImage twice = toImage(picture, stand.theme, 2);
        QCOMPARE(twice.size(), whole * 2);
        QVERIFY(inkOf(twice, ground) > 0.01);
        QVERIFY(twice != images[0].second.scaled(twice.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    }

    void aPictureSaysWhereItComesFrom()
    {
        const Stand stand;
        const QByteArray svg = toSvg(stand.depth(), stand.theme);
        for (const char* words : {"Depth of api", "Simulated", "seed ", "Highwater", "capacity ", "goal "})
            QVERIFY2(svg.contains(words), words);
        QXmlStreamReader xml(svg);
        while (!xml.atEnd())
            xml.readNext();
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QVERIFY(svg.count("<text") > 15); // text stays text
        QVERIFY(toImage(stand.depth(), stand.theme, 1).text(QStringLiteral("Description")).contains(QStringLiteral("seed ")));
        if (!hasProgram("pdftotext"))
            QFAIL("pdftotext is not installed");
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("depth.pdf"));
        QVERIFY(savePicture(stand.depth(), stand.theme, file, PictureFormat::Pdf).has_value());
        const QByteArray text = outputOf(QStringLiteral("pdftotext"), {file, QStringLiteral("-")});
        for (const char* words : {"Depth of api", "Simulated", "seed ", "Highwater", "capacity "})
            QVERIFY2(text.contains(words), words);
        const QByteArray fonts = outputOf(QStringLiteral("pdffonts"), {file});
        QVERIFY2(fonts.contains("Roboto") && fonts.contains(" yes "), fonts.constData());
    }

    void theClipboardGetsAPictureAndADrawing()
    {
        const Stand stand;
        const auto data = toMimeData(stand.depth(), stand.theme, 2);
        QVERIFY(data->hasImage());
        QCOMPARE(qvariant_cast<QImage>(data->imageData()).size(), wholeSize(stand.depth()) * 2);
        QVERIFY(data->data(QStringLiteral("image/svg+xml")).contains("<svg"));
    }

    void aFileThatCannotBeWrittenIsToldByName()
    {
        OverflowingWidget widget;
        const Theme theme;
        const auto saved = savePicture(pictureOf(&widget, {}), theme, QStringLiteral("/no/such/folder/a.svg"), PictureFormat::Svg);
        QVERIFY(!saved.has_value());
        QCOMPARE(saved.error().where, std::string("/no/such/folder/a.svg"));
        QVERIFY(formatOf(QStringLiteral("a.SVG")) == PictureFormat::Svg);
        QVERIFY(formatOf(QStringLiteral("a.pdf")) == PictureFormat::Pdf);
        QVERIFY(formatOf(QStringLiteral("a")) == PictureFormat::Png);
        QCOMPARE(withEnding(QStringLiteral("a.b"), {QStringLiteral("csv")}), QStringLiteral("a.b.csv"));
    }

    void aWholeWindowIsADrawing()
    {
        QTemporaryDir folder;
        const auto settings = openSettings(folder.filePath(QStringLiteral("settings.ini")));
        Session session;
        Theme theme(Theme::Choice::Light);
        MainWindow window(&session, &theme, settings.get());
        window.resize(1400, 900);
        window.show();
        QVERIFY(session.open(QString::fromStdU16String(findOnShelf("slow-consumer")->file.u16string())));
        QTest::qWait(800);
        session.setRunning(false);
        QTest::qWait(100);
        const Picture picture = pictureOf(&window, captionOf(session.snapshot().get(), QStringLiteral("The window")));
        const QByteArray svg = toSvg(picture, theme);
        const QByteArray pdf = toPdf(picture, theme);
        keep(svg, QStringLiteral("window.svg"));
        keep(pdf, QStringLiteral("window.pdf"));
        QVERIFY(svg.count("<text") > 100);
        QXmlStreamReader xml(svg);
        while (!xml.atEnd())
            xml.readNext();
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        // What is drawn is what is on the screen: nearly all pixels are alike.
        const QImage screen = window.grab().toImage().convertToFormat(QImage::Format_RGB32);
        const QImage drawn = rasterOf(svg, Qt::white).copy(screen.rect());
        const QImage afresh = toImage(picture, theme, 1).copy(screen.rect());
        QByteArray png;
        QBuffer buffer(&png);
        buffer.open(QIODevice::WriteOnly);
        screen.save(&buffer, "PNG");
        keep(png, QStringLiteral("window-screen.png"));
        for (const QImage& image : {drawn, afresh}) {
            int alike = 0;
            for (int y = 0; y < screen.height(); ++y) {
                for (int x = 0; x < screen.width(); ++x) {
                    const QColor a(screen.pixel(x, y));
                    const QColor b(image.pixel(x, y));
                    alike += qAbs(a.red() - b.red()) + qAbs(a.green() - b.green()) + qAbs(a.blue() - b.blue()) < 90 ? 1 : 0;
                }
            }
            const double share = static_cast<double>(alike) / (screen.width() * screen.height());
            QVERIFY2(share > 0.97, qPrintable(QString::number(share)));
        }
    }

    void aReportIsOnePageWithItsFigures()
    {
        const Stand stand;
        ReportJob job(stand.session.snapshot()->scenario, 7, 3);
        QSignalSpy done(&job, &ReportJob::done);
        QSignalSpy progress(&job, &ReportJob::progressed);
        ReportPage page;
        connect(&job, &ReportJob::done, this, [&](const Report& report) { page.report = report; });
        job.start();
        QTRY_COMPARE_WITH_TIMEOUT(done.size(), 1, 60000);
        page.snapshot = stand.session.snapshot();
        page.stage = stand.session.chartedStage();
        page.parameters = parametersOf(stand.session.document());
        page.differences = {QStringLiteral("api: workers 8 \u2192 7")};
        page.description = QStringLiteral("What this scenario shows.");
        const QColor before = QApplication::palette().color(QPalette::Window);
        const QByteArray pdf = reportPdf(page, stand.theme);
        keep(pdf, QStringLiteral("report.pdf"));
        QCOMPARE(QApplication::palette().color(QPalette::Window), before);
        if (!hasProgram("pdftotext") || !hasProgram("pdftoppm"))
            QFAIL("poppler-utils are not installed");
        QTemporaryDir folder;
        const QImage image = rasterOfPdf(pdf, folder);
        QVERIFY(qAbs(image.width() - 794) <= 2 && qAbs(image.height() - 1123) <= 2);
        QVERIFY(inkOf(image, Qt::white) > 0.05);
        QVERIFY(inkOf(image.copy(0, 0, image.width(), 40), Qt::white) < 0.001); // nothing runs into the margins
        QVERIFY(inkOf(image.copy(0, 0, 40, image.height()), Qt::white) < 0.001);
        QVERIFY(inkOf(image.copy(image.width() - 40, 0, 40, image.height()), Qt::white) < 0.001);
        QVERIFY(inkOf(image.copy(0, image.height() - 40, image.width(), 40), Qt::white) < 0.001);
        const QString file = folder.filePath(QStringLiteral("page.pdf"));
        QVERIFY(outputOf(QStringLiteral("pdfinfo"), {file}).contains("Pages:           1\n"));
        const QString text = QString::fromUtf8(outputOf(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), file, QStringLiteral("-")}));
        const QString name = QString::fromStdString(page.report.scenario);
        for (const QString& words : {name, QStringLiteral("workers 8"), QStringLiteral("means of 3 runs"), QStringLiteral("throughput"), QStringLiteral("±"),
                                     QStringLiteral("Findings"), QStringLiteral("seed 7"), QStringLiteral("Simulated"), QStringLiteral("Goal")})
            QVERIFY2(text.contains(words), qPrintable(words + QLatin1Char('\n') + text));
    }

    void aReportIsGivenUpAtOnce()
    {
        auto document = Document::load(findOnShelf("buffer-bloat")->file);
        const auto scenario = readScenario(*document->with("/duration", "100h"));
        ReportJob job(std::make_shared<const Scenario>(*scenario), 1, 50);
        QSignalSpy cancelled(&job, &ReportJob::cancelled);
        QSignalSpy progress(&job, &ReportJob::progressed);
        job.start();
        QTRY_VERIFY_WITH_TIMEOUT(!progress.isEmpty(), 20000);
        QElapsedTimer timer;
        timer.start();
        job.cancel();
        QTRY_COMPARE_WITH_TIMEOUT(cancelled.size(), 1, 5000);
        QVERIFY(timer.elapsed() < 2000);
    }

    void theMenuTakesEverythingAway()
    {
        Stand stand;
        QTemporaryDir folder;
        QString last;
        const auto charts = [&] { return QList<QPair<QString, QWidget*>>{{QStringLiteral("Depth"), stand.panel.stack()->chart(ChartKind::Depth)}}; };
        auto* menu = new ShareMenu(stand.session, stand.theme, &stand.panel, {charts, {}});
        const auto inFolder = [&](const QString&, const QString& suggested, const QString&, bool) {
            return last = folder.filePath(QFileInfo(suggested).fileName());
        };
        menu->setAskForFile(inFolder);
        QSignalSpy told(menu, &ShareMenu::told);
        QSignalSpy faulted(menu, &ShareMenu::faulted);

        menu->savePictureOf(nullptr);
        QVERIFY(QFileInfo(last).size() > 1000);
        menu->savePictureOf(stand.panel.stack()->chart(ChartKind::Depth));
        QVERIFY(last.endsWith(QStringLiteral("-depth.png")));
        QVERIFY(!QImage(last).isNull());
        menu->saveSeries();
        QVERIFY(QFileInfo(last).size() > 1000);
        menu->saveFigures();
        QVERIFY(QFileInfo(last).size() > 100);
        menu->copyFigures();
        QVERIFY(QApplication::clipboard()->text().startsWith(QStringLiteral("node,metric,value\n")));
        menu->copyPicture(nullptr);
        QVERIFY(QApplication::clipboard()->mimeData()->hasFormat(QStringLiteral("image/svg+xml")));

        // An untouched run can be recorded without a log, and played again.
        menu->saveRecording();
        const QString recording = last;
        QVERIFY(recording.endsWith(QStringLiteral(".hwrec")));
        const auto read = loadRecording(recording.toStdString());
        QVERIFY(read.has_value());
        QVERIFY(verify(*read).has_value());
        QVERIFY(!read->recordedAt.empty());
        QSignalSpy opened(menu, &ShareMenu::recordingOpened);
        menu->setAskForFile([&](const QString&, const QString&, const QString&, bool) { return recording; });
        menu->openRecording();
        QCOMPARE(opened.size(), 1);
        QVERIFY(faulted.isEmpty());

        // Once it was changed, the log is needed.
        menu->setAskForFile(inFolder);
        QVERIFY(stand.session.setParameter(QStringLiteral("/seed"), QStringLiteral("9"), QStringLiteral("seed")));
        menu->saveRecording();
        QCOMPARE(faulted.size(), 1);
        QVERIFY(told.size() >= 7);
    }

    void aScenarioTravelsByTheClipboard()
    {
        Stand stand;
        ShareMenu menu(stand.session, stand.theme, &stand.panel, {});
        QSignalSpy pasted(&menu, &ShareMenu::scenarioPasted);
        QSignalSpy faulted(&menu, &ShareMenu::faulted);
        menu.copyScenario();
        QVERIFY(QApplication::clipboard()->text().startsWith(QLatin1Char('{')));
        menu.paste();
        QCOMPARE(pasted.size(), 1);
        menu.copyLine();
        QVERIFY(QApplication::clipboard()->text().startsWith(QStringLiteral("highwater:")));
        menu.paste();
        QCOMPARE(pasted.size(), 2);
        QVERIFY(qvariant_cast<Document>(pasted[1][0]) == stand.session.document());
        for (const char* bad : {"", "Hello", "highwater:AAAA", "{\"highwater\": 1}"}) {
            QApplication::clipboard()->setText(QString::fromLatin1(bad));
            menu.paste();
        }
        QCOMPARE(faulted.size(), 4);
        QCOMPARE(pasted.size(), 2);
    }

    void theMenuIsReadable()
    {
        Stand stand;
        ShareMenu menu(stand.session, stand.theme, &stand.panel,
                       {[&] { return QList<QPair<QString, QWidget*>>{{QStringLiteral("Depth"), stand.panel.stack()->chart(ChartKind::Depth)}}; }, {}});
        menu.popup(QPoint(0, 0));
        QTest::qWait(20);
        QByteArray png;
        QBuffer buffer(&png);
        buffer.open(QIODevice::WriteOnly);
        menu.grab().save(&buffer, "PNG");
        keep(png, QStringLiteral("menu.png"));
        QVERIFY(menu.actions().size() > 12);
        for (const QAction* action : menu.actions())
            QVERIFY(action->isSeparator() || !action->text().isEmpty());
    }
};

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    QApplication::setApplicationVersion(QStringLiteral("0.1.0"));
    qRegisterMetaType<Document>();
    qRegisterMetaType<Report>();
    TakeawayTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_takeaway.moc"
