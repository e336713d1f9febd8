// SPDX-License-Identifier: GPL-3.0-or-later
#include "takeaway/share_menu.h"

#include "charts/chart_stack.h"
#include "charts/chart_view.h"
#include "inspector/parameters.h"
#include "run/series_csv.h"
#include "run/share_text.h"
#include "session/session.h"
#include "takeaway/data_export.h"
#include "takeaway/recording_mark.h"
#include "takeaway/report.h"
#include "takeaway/report_job.h"
#include "takeaway/report_progress.h"
#include "theme/display_text.h"
#include "units/display.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <QStandardPaths>
#include <QUndoStack>

#include <algorithm>

namespace highwater {

namespace {

constexpr int reportRuns = 10;

std::filesystem::path pathOf(const QString& file)
{
    return std::filesystem::path(file.toStdU16String());
}

/// What a chart's axis counts; the labels of times carry their unit themselves.
QString unitsOf(QWidget* chart)
{
    const auto* view = qobject_cast<const ChartView*>(chart);
    return view ? ShareMenu::tr("values as labelled at the left, time in m:ss of the run") : QString();
}

} // namespace

ShareMenu::ShareMenu(Session& session, const Theme& theme, QWidget* window, ShareSources sources)
    : QMenu(tr("&Share"), window), m_session(session), m_theme(theme), m_window(window), m_sources(std::move(sources)), m_film(new FrameRecorder(window, this))
{
    m_ask = [this](const QString& title, const QString& suggested, const QString& filters, bool toOpen) {
        return toOpen ? QFileDialog::getOpenFileName(m_window, title, suggested, filters) : QFileDialog::getSaveFileName(m_window, title, suggested, filters);
    };
    build();
    m_mark = new RecordingMark(*m_film, theme, m_gif->shortcut().toString(QKeySequence::NativeText), window);
    connect(this, &QMenu::aboutToShow, this, &ShareMenu::follow);
    connect(m_film, &FrameRecorder::progressed, this, &ShareMenu::follow);
    connect(m_film, &FrameRecorder::finished, this, [this](const QString& file, int frames, int skipped) {
        const QString left = skipped > 0 ? tr(", %1 left out because the machine was busy").arg(skipped) : QString();
        Q_EMIT told(tr("Recorded"), tr("%1 frames in %2%3").arg(frames).arg(file, left));
    });
    connect(m_film, &FrameRecorder::failed, this, [this](const Error& error) { Q_EMIT faulted(tr("Not recorded"), Faults{error}); });
    connect(&session, &Session::frame, this, &ShareMenu::noteMeasured);
    connect(&session, &Session::liveChanged, this, [this] { m_measured = MeasuredRecorder(); });
}

ShareMenu::~ShareMenu() = default;

QAction* ShareMenu::add(QMenu* menu, const QString& text, void (ShareMenu::*act)())
{
    QAction* action = menu->addAction(text);
    connect(action, &QAction::triggered, this, act);
    return action;
}

void ShareMenu::build()
{
    QMenu* copy = addMenu(tr("&Copy a picture"));
    QMenu* save = addMenu(tr("&Save a picture"));
    connect(copy, &QMenu::aboutToShow, this, [this, copy] { fillPictures(copy, true); });
    connect(save, &QMenu::aboutToShow, this, [this, save] { fillPictures(save, false); });
    m_needRun << copy->menuAction() << save->menuAction();
    addSeparator();
    m_needRun << add(this, tr("Save the s&eries as CSV…"), &ShareMenu::saveSeries) << add(this, tr("Save the &figures as CSV…"), &ShareMenu::saveFigures)
              << add(this, tr("Copy the figures"), &ShareMenu::copyFigures) << add(this, tr("&Report of one page…"), &ShareMenu::saveReport);
    addSeparator();
    m_needRun << add(this, tr("Save the run as a recor&ding…"), &ShareMenu::saveRecording);
    add(this, tr("&Open a recording…"), &ShareMenu::openRecording);
    addSeparator();
    m_gif = addAction(tr("Film the window as a &GIF…"));
    m_gif->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R));
    connect(m_gif, &QAction::triggered, this, [this] { toggleFilm(FrameRecorder::Format::Gif); });
    m_sequence = addAction(tr("Film the window as &PNG files…"));
    connect(m_sequence, &QAction::triggered, this, [this] { toggleFilm(FrameRecorder::Format::PngSequence); });
    m_keyActions << m_gif;
    addSeparator();
    m_needRun << add(this, tr("Copy the scenario as &text"), &ShareMenu::copyScenario) << add(this, tr("Copy the scenario as one &line"), &ShareMenu::copyLine);
    QAction* pasted = add(this, tr("&Open the scenario on the clipboard"), &ShareMenu::paste);
    pasted->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_V));
    m_keyActions << pasted;
}

void ShareMenu::fillPictures(QMenu* menu, bool copy)
{
    menu->clear();
    const auto act = [this, copy](QWidget* chart) { copy ? copyPicture(chart) : savePictureOf(chart); };
    QAction* whole = menu->addAction(copy ? tr("The whole &window") : tr("The whole &window…"));
    connect(whole, &QAction::triggered, this, [act] { act(nullptr); });
    menu->addSeparator();
    const auto charts = m_sources.charts ? m_sources.charts() : QList<QPair<QString, QWidget*>>();
    for (const auto& [name, chart] : charts) {
        QAction* action = menu->addAction(copy ? name : name + QStringLiteral("…"));
        connect(action, &QAction::triggered, this, [act, chart = QPointer<QWidget>(chart)] {
            if (chart)
                act(chart);
        });
    }
}

void ShareMenu::follow()
{
    const bool hasRun = m_session.snapshot() != nullptr;
    for (QAction* action : m_needRun)
        action->setEnabled(hasRun);
    const bool filming = m_film->isRecording();
    m_gif->setText(filming ? tr("Stop filmin&g") : tr("Film the window as a &GIF…"));
    m_sequence->setEnabled(!filming);
}

// --- pictures

QString ShareMenu::nameOf(QWidget* chart) const
{
    const auto charts = m_sources.charts ? m_sources.charts() : QList<QPair<QString, QWidget*>>();
    const auto known = std::find_if(charts.begin(), charts.end(), [chart](const auto& one) { return one.second == chart; });
    return known != charts.end() ? known->first : chart->accessibleName();
}

Picture ShareMenu::pictureFor(QWidget* chart) const
{
    const auto snapshot = m_session.snapshot();
    if (!chart)
        return pictureOf(m_window, captionOf(snapshot.get(), tr("The window of Highwater")));
    const int stage = m_session.chartedStage();
    const QString name = snapshot && stage >= 0 ? tr("%1 of %2").arg(nameOf(chart), nodeName(*snapshot, stage)) : nameOf(chart);
    return chartPicture(chart, captionOf(snapshot.get(), name, unitsOf(chart), stage));
}

void ShareMenu::copyPicture(QWidget* chart)
{
    QApplication::clipboard()->setMimeData(toMimeData(pictureFor(chart), m_theme, 2).release());
    Q_EMIT told(tr("Copied"), chart ? tr("%1, as a picture").arg(nameOf(chart)) : tr("the window, as a picture"));
}

void ShareMenu::savePictureOf(QWidget* chart)
{
    const QString filters = tr("Pictures (*.png);;Pictures of double size (*@2x.png);;Drawings (*.svg);;Pages (*.pdf)");
    QString part = chart ? nameOf(chart).toLower() : tr("window");
    part.replace(QLatin1Char(' '), QLatin1Char('-'));
    const QString file = ask(tr("Save the picture"), QStringLiteral("png"), filters, part);
    if (file.isEmpty())
        return;
    const QString whole = withEnding(file, {QStringLiteral("png"), QStringLiteral("svg"), QStringLiteral("pdf")});
    const double scale = whole.contains(QStringLiteral("@2x")) ? 2 : 1;
    tell(savePicture(pictureFor(chart), m_theme, whole, formatOf(whole), scale), tr("the picture"), whole);
}

// --- data

QString ShareMenu::ask(const QString& title, const QString& ending, const QString& filters, const QString& part, bool toOpen)
{
    const QString folder = m_session.file().isEmpty() || m_session.fromShelf() ? QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)
                                                                               : QFileInfo(m_session.file()).absolutePath();
    const QString name = fileStem(m_session.snapshot().get()) + (part.isEmpty() ? QString() : QLatin1Char('-') + part) + QLatin1Char('.') + ending;
    return m_ask(title, toOpen ? folder : folder + QLatin1Char('/') + name, filters, toOpen);
}

bool ShareMenu::tell(const Result<void>& done, const QString& what, const QString& file)
{
    if (!done)
        Q_EMIT faulted(tr("Not saved"), Faults{done.error()});
    else
        Q_EMIT told(tr("Saved"), tr("%1 in %2").arg(what, file));
    return done.has_value();
}

void ShareMenu::refuse(const QString& title, const QString& message)
{
    Q_EMIT faulted(title, Faults{Error{Errc::Unsupported, {}, message.toStdString()}});
}

void ShareMenu::saveSeries()
{
    const auto snapshot = m_session.snapshot();
    const QString file = snapshot ? ask(tr("Save the series"), QStringLiteral("csv"), tr("Tables (*.csv)"), QStringLiteral("series")) : QString();
    if (!file.isEmpty())
        tell(saveBytes(seriesTable(*snapshot), withEnding(file, {QStringLiteral("csv")})), tr("the series"), file);
}

void ShareMenu::saveFigures()
{
    const auto snapshot = m_session.snapshot();
    const QString file = snapshot ? ask(tr("Save the figures"), QStringLiteral("csv"), tr("Tables (*.csv)"), QStringLiteral("figures")) : QString();
    if (!file.isEmpty())
        tell(saveBytes(figuresTable(*snapshot), withEnding(file, {QStringLiteral("csv")})), tr("the figures"), file);
}

void ShareMenu::copyFigures()
{
    if (const auto snapshot = m_session.snapshot()) {
        QApplication::clipboard()->setText(QString::fromUtf8(figuresTable(*snapshot)));
        Q_EMIT told(tr("Copied"), tr("the figures, as a table"));
    }
}

// --- the run

void ShareMenu::noteMeasured()
{
    const auto snapshot = m_session.snapshot();
    if (snapshot && snapshot->mode == Mode::Measured && m_session.isLive())
        m_measured.note(*snapshot, m_session.document());
}

std::shared_ptr<const RunLog> ShareMenu::logOfRun() const
{
    if (m_sources.log)
        return m_sources.log();
    const auto snapshot = m_session.snapshot();
    const auto& changes = snapshot->changes;
    const bool untouched = m_session.undoStack()->count() == 0 &&
                           std::none_of(changes.begin(), changes.end(), [](const ChangeView& change) { return change.byUser; });
    return untouched ? std::make_shared<const RunLog>(RunLog{m_session.document(), snapshot->seed, {}}) : nullptr;
}

void ShareMenu::saveRecording()
{
    const auto snapshot = m_session.snapshot();
    if (!snapshot)
        return;
    Recording recording;
    if (snapshot->mode == Mode::Measured) {
        if (!m_session.isLive()) {
            refuse(tr("Not recorded"), tr("this is a recording already"));
            return;
        }
        if (m_measured.empty()) {
            refuse(tr("Nothing recorded"), tr("no picture of this live run was taken yet"));
            return;
        }
        recording = m_measured.recording();
    } else {
        const auto log = logOfRun();
        if (!log) {
            refuse(tr("Not recorded"), tr("what was changed during this run is not known any more; restart it (R) and record it then"));
            return;
        }
        recording = recordingOf(*log, *snapshot);
    }
    recording.recordedAt = recordedNow();
    const QString file = ask(tr("Save the run"), QStringLiteral("hwrec"), tr("Recordings (*.hwrec)"));
    if (file.isEmpty())
        return;
    const QString whole = withEnding(file, {QStringLiteral("hwrec")});
    tell(highwater::saveRecording(recording, pathOf(whole)), tr("the run until %1").arg(qtText(displayClock(recording.end.time_since_epoch()))), whole);
}

void ShareMenu::openRecording()
{
    const QString file = ask(tr("Open a recording"), QStringLiteral("hwrec"), tr("Recordings (*.hwrec);;All files (*)"), {}, true);
    if (file.isEmpty())
        return;
    const auto recording = loadRecording(pathOf(file));
    if (!recording)
        Q_EMIT faulted(tr("%1 cannot be played").arg(QFileInfo(file).fileName()), recording.error());
    else
        Q_EMIT recordingOpened(*recording, file);
}

// --- the report

void ShareMenu::saveReport()
{
    const auto snapshot = m_session.snapshot();
    if (!snapshot || m_job)
        return;
    const QString asked = ask(tr("Save the report"), QStringLiteral("pdf"), tr("Pages (*.pdf)"), tr("report"));
    if (asked.isEmpty())
        return;
    const QString file = withEnding(asked, {QStringLiteral("pdf")});
    if (snapshot->mode == Mode::Measured) {
        writeReport(reportOf(*snapshot), file);
        return;
    }
    auto scenario = readScenario(m_session.document());
    if (!scenario) {
        Q_EMIT faulted(tr("No report"), scenario.error());
        return;
    }
    m_job = std::make_unique<ReportJob>(std::make_shared<const Scenario>(std::move(*scenario)), snapshot->seed, reportRuns);
    m_progress = new ReportProgress(m_theme, m_window);
    connect(m_progress, &ReportProgress::cancelled, m_job.get(), &ReportJob::cancel);
    connect(m_job.get(), &ReportJob::progressed, m_progress, &ReportProgress::setFraction);
    const auto end = [this] {
        if (m_progress)
            m_progress->deleteLater();
        m_job.release()->deleteLater();
    };
    connect(m_job.get(), &ReportJob::cancelled, this, [this, end] {
        end();
        Q_EMIT told(tr("No report"), tr("the runs were given up"));
    });
    connect(m_job.get(), &ReportJob::done, this, [this, end, file](const Report& report) {
        end();
        writeReport(report, file);
    });
    m_job->start();
}

void ShareMenu::writeReport(const Report& report, const QString& file)
{
    ReportPage page;
    page.report = report;
    page.snapshot = m_session.snapshot();
    page.stage = m_session.chartedStage();
    page.parameters = parametersOf(m_session.document());
    page.file = m_session.file();
    if (const auto now = readScenario(m_session.document())) {
        page.description = qtText(now->description);
        const QByteArray fileText = m_session.fileParameter(QString()).toUtf8();
        const auto before = Document::parse(fileText.toStdString(), m_session.document().folder());
        if (const auto then = before ? readScenario(*before) : Checked<Scenario>(tl::unexpected(Faults()))) {
            page.differences = differences(*now, *then);
        }
    }
    const auto charts = m_sources.charts ? m_sources.charts() : QList<QPair<QString, QWidget*>>();
    for (const auto& [name, chart] : charts) {
        if (const auto* stack = qobject_cast<const ChartStack*>(chart->parentWidget()))
            page.charts = stack->arrangement();
    }
    tell(saveBytes(reportPdf(page, m_theme), file), tr("the report"), file);
}

// --- the film

void ShareMenu::toggleFilm(FrameRecorder::Format format)
{
    if (m_film->isRecording()) {
        m_film->stop();
        return;
    }
    const bool gif = format == FrameRecorder::Format::Gif;
    const QString file = gif ? ask(tr("Film the window"), QStringLiteral("gif"), tr("Animated pictures (*.gif)"))
                             : ask(tr("Film the window: name of a new folder"), QStringLiteral("frames"), tr("Folders (*)"));
    if (file.isEmpty())
        return;
    FrameRecorder::Options options;
    options.file = gif ? withEnding(file, {QStringLiteral("gif")}) : file;
    options.format = format;
    // What a chat or a page shows is seldom wider.
    constexpr double widestGif = 1000;
    options.scale = gif ? std::min(1.0, widestGif / m_window->width()) : 1.0;
    if (const auto started = m_film->start(options); !started)
        Q_EMIT faulted(tr("Not recorded"), Faults{started.error()});
}

// --- the scenario as text

void ShareMenu::copyScenario()
{
    QApplication::clipboard()->setText(QString::fromStdString(m_session.document().text()));
    Q_EMIT told(tr("Copied"), tr("the scenario, as text"));
}

void ShareMenu::copyLine()
{
    const QString line = QString::fromStdString(shareText(m_session.document()));
    QApplication::clipboard()->setText(line);
    Q_EMIT told(tr("Copied"), tr("the scenario as one line of %1 characters").arg(line.size()));
}

void ShareMenu::paste()
{
    const auto document = readShared(QApplication::clipboard()->text().toStdString(), m_session.document().folder());
    if (!document) {
        Q_EMIT faulted(tr("There is no scenario on the clipboard"), document.error());
        return;
    }
    if (const auto scenario = readScenario(*document); !scenario) {
        Q_EMIT faulted(tr("The scenario on the clipboard cannot be run"), scenario.error());
        return;
    }
    Q_EMIT scenarioPasted(*document);
}

} // namespace highwater
