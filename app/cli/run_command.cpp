// SPDX-License-Identifier: GPL-3.0-or-later
#include "run_command.h"

#include "output_file.h"
#include "progress.h"
#include "run/results_csv.h"
#include "run/results_json.h"
#include "run/results_table.h"
#include "run_options.h"
#include "scenario_file.h"

#ifdef HIGHWATER_WITH_LIVE
#include "live_command.h"
#endif

#include <unistd.h>

namespace highwater::cli {

namespace {

/// The files of a run; null where none was asked for.
struct Outputs
{
    std::unique_ptr<OutputFile> results;
    std::unique_ptr<OutputFile> series;
    std::unique_ptr<OutputFile> events;

    /// Makes every file ready before the work begins: what cannot be written shows at once.
    static Result<Outputs> open(const RunRequest& request)
    {
        Outputs outputs;
        const auto make = [](const std::string& path, std::unique_ptr<OutputFile>& target) -> Result<void> {
            if (path.empty()) {
                return {};
            }
            return OutputFile::create(path).map([&](std::unique_ptr<OutputFile> file) { target = std::move(file); });
        };
        return make(request.output, outputs.results)
            .and_then([&] { return make(request.series, outputs.series); })
            .and_then([&] { return make(request.events, outputs.events); })
            .map([&] { return std::move(outputs); });
    }

    /// All are finished before the first is put in its place.
    Result<void> commit() const
    {
        for (const auto act : {&OutputFile::finish, &OutputFile::commit}) {
            for (const auto& file : {results.get(), series.get(), events.get()}) {
                if (file != nullptr) {
                    if (auto done = (file->*act)(); !done) {
                        return done;
                    }
                }
            }
        }
        return {};
    }
};

std::string textOf(const std::vector<Report>& reports, Format format, bool timing)
{
    switch (format) {
    case Format::Table:
        return resultsTable(reports);
    case Format::Csv:
        return resultsCsv(reports);
    case Format::Json:
        break;
    }
    return resultsJson(reports, timing);
}

Experiment runOne(std::shared_ptr<const Scenario> scenario, const RunRequest& request, EventLog* events, const std::atomic<bool>& interrupt)
{
    ExperimentOptions options;
    options.seed = scenario->seed;
    options.replications = request.replications;
    options.confidence = request.confidence;
    options.precision = request.precision;
    options.threads = request.threads;
    if (!request.series.empty()) {
        options.series = SeriesOptions::forDuration(scenario->duration);
    }
    options.events = events;
    options.interrupt = &interrupt;
    Progress progress(scenario->name);
    options.progress = [&progress](double fraction) { progress.show(fraction); };
    return runExperiment(std::move(scenario), options);
}

/// Programs read the results; people read what is wrong.
void tellFailures(const std::string& file, const Report& report)
{
    for (const ObjectiveOutcome& objective : report.objectives) {
        if (!objective.met) {
            complain(file, Error{Errc::OutOfRange, {}, "objective failed: " + objective.text});
        }
    }
    for (const Finding& finding : report.findings) {
        complain(file, Error{Errc::OutOfRange, finding.where, severityName(finding.severity) + (": " + finding.text)});
    }
}

/// The work itself: everything that can be wrong with the request has been looked for.
class RunJob
{
public:
    RunJob(const RunRequest& request, Outputs outputs, const std::atomic<bool>& interrupt)
        : m_request(request), m_outputs(std::move(outputs)), m_interrupt(interrupt),
          m_format(request.format.value_or(request.output.empty() && ::isatty(STDOUT_FILENO) == 1 ? Format::Table : Format::Json))
    {
        const bool several = request.files.size() > 1;
        if (m_outputs.series) {
            writeSeriesHeader(m_outputs.series->stream(), several);
        }
        if (m_outputs.events) {
            writeEventsHeader(m_outputs.events->stream(), several);
        }
    }

    void run(const std::string& file, std::shared_ptr<const Scenario> scenario)
    {
        const bool several = m_request.files.size() > 1;
        EventLog log;
        const Experiment experiment = runOne(std::move(scenario), m_request, m_outputs.events ? &log : nullptr, m_interrupt);
        if (m_outputs.series) {
            writeSeries(m_outputs.series->stream(), experiment, several);
        }
        if (m_outputs.events) {
            writeEvents(m_outputs.events->stream(), experiment, several);
        }
        m_troubled = m_troubled || !experiment.trouble.empty();
        add(file, reportOf(experiment));
    }
    /// False: it could not begin.
    bool runLive(const std::string& file, const OpenedDocument& opened)
    {
#ifdef HIGHWATER_WITH_LIVE
        if (auto report = liveReport(file, opened, m_request.insecure, m_interrupt)) {
            add(file, std::move(*report));
            return true;
        }
#else
        complain(file + ": this program was built without the live part");
        (void)opened;
#endif
        return false;
    }

    ExitCode finish()
    {
        const std::string text = textOf(m_reports, m_format, m_request.timing);
        Result<void> written;
        if (m_outputs.results) {
            m_outputs.results->stream() << text;
            written = m_outputs.commit();
        } else {
            written = m_outputs.commit().and_then([&] { return writeStandardOutput(text); });
        }
        if (!written) {
            complain(written.error().where, written.error());
            return Stopped;
        }
        if (m_troubled) {
            return Stopped;
        }
        return failed() ? Failed : Done;
    }

private:
    void add(const std::string& file, Report report)
    {
        m_reports.push_back(std::move(report));
        if (m_format != Format::Table) {
            tellFailures(file, m_reports.back());
        }
    }
    /// What was cut short does not prove that an objective fails.
    [[nodiscard]] bool failed() const
    {
        for (const Report& report : m_reports) {
            if (report.failed() && !report.interrupted) {
                return true;
            }
        }
        return false;
    }

    const RunRequest& m_request;
    Outputs m_outputs;
    const std::atomic<bool>& m_interrupt;
    Format m_format;
    std::vector<Report> m_reports;
    bool m_troubled = false;
};

} // namespace

ExitCode executeRun(const Arguments& arguments, const std::atomic<bool>& interrupt)
{
    const auto request = readRunRequest(arguments);
    if (!request) {
        return refuse(request.error().message);
    }
    std::vector<OpenedDocument> documents;
    std::vector<std::shared_ptr<const Scenario>> scenarios;
    bool faulty = false;
    for (const std::string& file : request->files) {
        auto opened = openDocument(file, request->changes);
        scenarios.push_back(opened ? readOpened(file, *opened) : nullptr);
        faulty = faulty || scenarios.back() == nullptr;
        documents.push_back(opened ? std::move(*opened) : OpenedDocument{});
    }
    if (faulty) {
        return Refused;
    }
    auto outputs = Outputs::open(*request);
    if (!outputs) {
        complain(outputs.error().where, outputs.error());
        return Stopped;
    }
    RunJob job(*request, std::move(*outputs), interrupt);
    for (std::size_t i = 0; i < scenarios.size() && (i == 0 || !interrupt.load()); ++i) {
        if (!request->live) {
            job.run(request->files[i], std::move(scenarios[i]));
        } else if (!job.runLive(request->files[i], documents[i])) {
            return Refused;
        }
    }
    if (interrupt.load()) {
        complain("interrupted; the results cover what was run until then");
    }
    return job.finish();
}

} // namespace highwater::cli
