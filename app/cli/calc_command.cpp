// SPDX-License-Identifier: GPL-3.0-or-later
#include "calc_command.h"

#include "analysis/calculator.h"
#include "output_file.h"
#include "units/text.h"

#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>

namespace highwater::cli {

namespace {

constexpr std::array<Option, 3> options{{
    {"-o", "OUT", "write the results to a file, which appears when it is complete; standard output unless given"},
    {"--help", "", "show this text"},
    {"-h", "", "the same"},
}};

bool namesFile(std::string_view word)
{
    std::error_code ignored;
    const bool looksSo = word.size() > 5 && word.substr(word.size() - 5) == ".json";
    return looksSo || word.find('/') != std::string_view::npos || std::filesystem::is_regular_file(word, ignored);
}

Checked<std::string> readWhole(const std::string& path)
{
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (!file.is_open() || file.bad()) {
        const std::string why = errno != 0 ? std::generic_category().message(errno) : std::string("unknown reason");
        return tl::unexpected(Faults{{Errc::Io, path, "cannot be read: " + why}});
    }
    return text;
}

ExitCode write(const Arguments& arguments, const std::string& text)
{
    const std::string_view output = arguments.value("-o").value_or("-");
    auto written = output == "-" ? writeStandardOutput(text) : OutputFile::create(std::string(output)).and_then([&](auto file) {
        file->stream() << text;
        return file->finish().and_then([&] { return file->commit(); });
    });
    if (!written) {
        complain(written.error().where, written.error());
        return Stopped;
    }
    return Done;
}

} // namespace

std::span<const Option> calcOptions()
{
    return options;
}

std::string_view calcDetails()
{
    static const std::string text = [] {
        std::string all = "Arguments are NAME=VALUE: a VALUE is JSON, or else text; dots lead into objects. Or all stand in a file,\n"
                          "{ \"function\": NAME, \"args\": { ... } }. Times in seconds, rates per second; text may have units.\n"
                          "    highwater-cli calc mm1 arrival.rate=0.8 service.mean=1\n"
                          "    highwater-cli calc mmc arrival.rate=90/s service.mean=40ms servers=5\n"
                          "    highwater-cli calc blocking-tandem service_rates=[1,1,1] buffers=[2,2]\n\nfunctions\n";
        for (const analysis::CalculatorInfo& each : analysis::calculators()) {
            all += "  " + std::string(each.name) + ": " + std::string(each.summary) + '\n';
            std::string line = "     ";
            for (const auto& [name, meaning] : each.arguments) {
                if (line.size() + name.size() > 94) {
                    all += line + '\n';
                    line = "     ";
                }
                line += ' ' + std::string(name);
            }
            all += line + '\n';
        }
        return all + "\nhighwater-cli calc FUNCTION, without its arguments, tells what they mean.";
    }();
    return text;
}

ExitCode executeCalc(const Arguments& arguments, const std::atomic<bool>&)
{
    const auto& words = arguments.positional();
    if (words.empty()) {
        return refuse("calc needs a FUNCTION or a FILE.json; highwater-cli calc --help tells what there is");
    }
    const std::string first(words.front());
    Checked<std::string> result;
    if (namesFile(first)) {
        if (words.size() > 1) {
            return refuse("calc takes no " + inQuotes(words[1]) + " behind a file, which holds all arguments");
        }
        result = readWhole(first).and_then([](const std::string& text) { return analysis::calculateDocument(text); });
    } else {
        result = analysis::calculateWords(first, std::span(words).subspan(1));
    }
    if (result) {
        return write(arguments, *result);
    }
    for (const Error& fault : result.error()) {
        complain(namesFile(first) ? first : "calc", fault);
    }
    return Refused;
}

} // namespace highwater::cli
