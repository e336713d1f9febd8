// SPDX-License-Identifier: GPL-3.0-or-later
#include "theory_command.h"

#include "analysis/theory_report.h"
#include "output_file.h"
#include "progress.h"
#include "run/experiment.h"
#include "run_options.h"
#include "scenario_file.h"
#include "units/text.h"

#include <array>
#include <string>
#include <unistd.h>

namespace highwater::cli {

namespace {

/// Enough for an interval; --replications says otherwise.
constexpr int usualReplications = 10;

constexpr std::array<Option, 11> options{{
    {"--set", "POINTER=VALUE", "change the scenario before: --set /nodes/api/workers/count=2; may stand more than once", true},
    {"--seed", "N", "seed of all random draws, instead of the file's"},
    {"--duration", "D", "virtual time to run, instead of the file's: 90s, 5min, 1h"},
    {"--replications", "N", "runs with independent draws, 10 unless given; one has no interval"},
    {"--confidence", "P", "confidence of the intervals; 95% unless given"},
    {"--precision", "P", "replicate until the intervals are within P of their means, as for run"},
    {"--threads", "N", "threads to use; as many as there are cores unless given"},
    {"--format", "table|json", "table when the results go to a terminal, else json, unless given"},
    {"-o", "OUT", "write the results to a file, which appears when it is complete; standard output unless given"},
    {"--help", "", "show this text"},
    {"-h", "", "the same"},
}};

Experiment measure(std::shared_ptr<const Scenario> scenario, const RunRequest& request, const std::atomic<bool>& interrupt)
{
    ExperimentOptions experiment;
    experiment.seed = scenario->seed;
    experiment.replications = request.replications;
    experiment.confidence = request.confidence;
    experiment.precision = request.precision;
    experiment.threads = request.threads;
    experiment.interrupt = &interrupt;
    Progress progress(scenario->name);
    experiment.progress = [&progress](double fraction) { progress.show(fraction); };
    return runExperiment(std::move(scenario), experiment);
}

Result<void> write(const RunRequest& request, const std::string& text)
{
    if (request.output.empty()) {
        return writeStandardOutput(text);
    }
    return OutputFile::create(request.output).and_then([&](const std::unique_ptr<OutputFile>& file) {
        file->stream() << text;
        return file->finish().and_then([&] { return file->commit(); });
    });
}

} // namespace

std::span<const Option> theoryOptions()
{
    return options;
}

ExitCode executeTheory(const Arguments& arguments, const std::atomic<bool>& interrupt)
{
    if (arguments.positional().size() != 1) {
        return refuse(arguments.positional().empty() ? "theory needs a FILE, or the name of a shipped scenario"
                                                     : "theory takes one FILE, not " + inQuotes(arguments.positional()[1]) + " too");
    }
    auto request = readRunRequest(arguments);
    if (!request) {
        return refuse(request.error().message);
    }
    if (request->format == Format::Csv) {
        return refuse("theory is written as table or json");
    }
    if (!arguments.has("--replications") && !request->precision) {
        request->replications = usualReplications;
    }
    auto scenario = openScenario(request->files.front(), request->changes);
    if (scenario == nullptr) {
        return Refused;
    }
    const auto subjects = analysis::theoryOf(*scenario);
    const Experiment experiment = measure(std::move(scenario), *request, interrupt);
    const Report report = reportOf(experiment);
    const bool table = request->format ? request->format == Format::Table : request->output.empty() && ::isatty(STDOUT_FILENO) == 1;
    const auto written = write(*request, table ? analysis::theoryTable(report, subjects) : analysis::theoryJson(report, subjects));
    if (!written) {
        complain(written.error().where, written.error());
        return Stopped;
    }
    if (interrupt.load()) {
        complain("interrupted; the figures cover what was run until then");
    }
    return experiment.trouble.empty() ? Done : Stopped;
}

} // namespace highwater::cli
