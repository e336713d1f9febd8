// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calculators.h"

#include "analysis/output_analysis.h"
#include "analysis/random_vectors.h"
#include "analysis/scalability.h"
#include "units/text.h"

#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>

namespace highwater::analysis {

namespace {

Result<Answer> meanOfReplications(ArgumentReader& arguments)
{
    const std::vector<double> data = arguments.numbers("data", Bound::Any);
    const double confidence = arguments.number("confidence", Bound::Share, 0.95);
    if (!arguments.faulty() && (data.size() < 2 || confidence <= 0.0 || confidence >= 1.0)) {
        arguments.refuse(data.size() < 2 ? "data" : "confidence", Errc::OutOfRange,
                         data.size() < 2 ? "wanted are two values or more" : "wanted is a number between 0 and 1");
    }
    if (arguments.faulty()) {
        return Answer();
    }
    const MeanInterval interval = meanInterval(data, confidence);
    Answer answer;
    answer.add("mean", interval.mean);
    answer.add("sd", interval.sd);
    answer.add("t", interval.t);
    answer.add("half_width", interval.halfWidth);
    answer.add("relative_half_width", interval.relativeHalfWidth);
    return answer;
}

Result<Answer> warmup(ArgumentReader& arguments)
{
    constexpr std::int64_t mostBatch = 1'000'000;
    const std::vector<double> series = arguments.series("series", Bound::Any);
    const auto batch = static_cast<std::size_t>(arguments.count("batch", 1, mostBatch, 5));
    if (!arguments.faulty() && series.size() < 2 * batch) {
        arguments.refuse("series", Errc::OutOfRange, "wanted are two batches or more");
    }
    if (arguments.faulty()) {
        return Answer();
    }
    const Truncation cut = mserTruncation(series, batch);
    Answer answer;
    answer.add("truncate_at_index", static_cast<double>(cut.index));
    answer.add("mser_statistic", cut.statistic);
    answer.add("steady_state_found", std::string(cut.atLimit ? "no" : "yes"));
    return answer;
}

Result<Answer> scalability(ArgumentReader& arguments)
{
    ScalabilityLaw law;
    const bool measured = arguments.has("throughput");
    const std::vector<double> loads = arguments.has("N") || measured ? arguments.numbers("N", Bound::Positive) : std::vector<double>();
    if (measured) {
        const std::vector<double> throughputs = arguments.numbers("throughput", Bound::Positive);
        const auto fitted = arguments.faulty() ? Result<ScalabilityLaw>(law) : fittedScalability(loads, throughputs);
        if (!fitted) {
            return tl::unexpected(fitted.error());
        }
        law = *fitted;
    } else {
        law = {arguments.number("sigma", Bound::Share), arguments.number("kappa", Bound::NotNegative),
               arguments.number("gamma", Bound::Positive, 1.0)};
    }
    if (arguments.faulty()) {
        return Answer();
    }
    Answer answer;
    const std::optional<double> peak = law.peak();
    answer.add("N_peak", peak.value_or(std::numeric_limits<double>::infinity()));
    answer.add("X_peak", peak ? law.throughput(*peak) : std::numeric_limits<double>::infinity());
    answer.add("sigma", law.sigma);
    answer.add("kappa", law.kappa);
    answer.add("gamma", law.gamma);
    std::vector<double> values;
    for (const double n : loads) {
        values.push_back(law.throughput(n));
    }
    if (!values.empty()) {
        answer.add("X", std::move(values));
    }
    return answer;
}

/// The first number in a text after a word, or before it.
std::optional<std::uint64_t> numberAfter(std::string_view text, std::string_view word)
{
    const auto at = text.find(word);
    if (at == std::string_view::npos) {
        return std::nullopt;
    }
    const auto digit = text.find_first_of("0123456789", at + word.size());
    std::uint64_t value = 0;
    if (digit == std::string_view::npos || std::from_chars(text.data() + digit, text.data() + text.size(), value).ec != std::errc()) {
        return std::nullopt;
    }
    return value;
}

/// "10000th output"
std::optional<std::uint64_t> ordinal(std::string_view text)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::uint64_t value = 0;
        const auto [end, error] = std::from_chars(text.data() + i, text.data() + text.size(), value);
        if (error == std::errc()) {
            const std::string_view rest = text.substr(static_cast<std::size_t>(end - text.data()));
            if (rest.substr(0, 2) == "th" || rest.substr(0, 2) == "st" || rest.substr(0, 2) == "nd" || rest.substr(0, 2) == "rd") {
                return value;
            }
            i = static_cast<std::size_t>(end - text.data());
        }
    }
    return std::nullopt;
}

/// "first six"
std::optional<std::uint64_t> firstMany(std::string_view text)
{
    constexpr std::array<std::string_view, 12> words{"one", "two", "three", "four", "five", "six",
                                                     "seven", "eight", "nine", "ten", "eleven", "twelve"};
    const auto at = text.find("first ");
    if (at == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view rest = text.substr(at + 6);
    for (std::size_t i = words.size(); i-- > 0;) {
        if (rest.substr(0, words[i].size()) == words[i]) {
            return i + 1;
        }
    }
    return numberAfter(text, "first ");
}

/// One generator's request, in words ("seed 5489, 10000th output") or as an object { seed, stream, n, count }.
struct VectorRequest
{
    std::uint64_t seed;
    std::uint64_t stream;
    std::uint64_t n;
    std::uint64_t count;
};

VectorRequest requestFrom(ArgumentReader& arguments, std::string_view name, VectorRequest standard)
{
    constexpr std::int64_t mostOutputs = 100'000'000;
    constexpr std::int64_t mostListed = 10'000;
    constexpr std::int64_t mostSeed = std::int64_t{1} << 53U;
    VectorRequest request = standard;
    if (!arguments.isText(name)) {
        ArgumentReader object = arguments.object(name);
        object.allowOnly({"seed", "stream", "n", "count"});
        request.seed = static_cast<std::uint64_t>(object.count("seed", 0, mostSeed, static_cast<std::int64_t>(standard.seed)));
        request.stream = static_cast<std::uint64_t>(object.count("stream", 0, mostSeed, static_cast<std::int64_t>(standard.stream)));
        request.n = static_cast<std::uint64_t>(object.count("n", 1, mostOutputs, static_cast<std::int64_t>(standard.n)));
        request.count = static_cast<std::uint64_t>(object.count("count", 1, mostListed, static_cast<std::int64_t>(standard.count)));
        return request;
    }
    const std::string text = arguments.text(name);
    request.seed = numberAfter(text, "seed").value_or(standard.seed);
    request.stream = numberAfter(text, "stream").value_or(standard.stream);
    request.n = ordinal(text).value_or(standard.n);
    request.count = firstMany(text).value_or(standard.count);
    if (request.n < 1 || request.n > static_cast<std::uint64_t>(mostOutputs) || request.count > static_cast<std::uint64_t>(mostListed)) {
        arguments.refuse(name, Errc::OutOfRange, "asks for too many outputs: " + inQuotes(text));
        return standard;
    }
    return request;
}

std::string hexadecimal(std::uint32_t value)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (int shift = 28; shift >= 0; shift -= 4) {
        text += digits[(value >> static_cast<unsigned>(shift)) & 0xFU];
    }
    return text;
}

Result<Answer> vectors(ArgumentReader& arguments)
{
    constexpr std::uint64_t mrgModulus = 4294944443U;
    const bool all = arguments.names().empty();
    const VectorRequest mersenne = requestFrom(arguments, "mt19937", {5489, 0, 10000, 1});
    const VectorRequest mersenne64 = requestFrom(arguments, "mt19937_64", {5489, 0, 10000, 1});
    const VectorRequest pcg = requestFrom(arguments, "pcg32", {42, 54, 1, 6});
    const VectorRequest mrg = requestFrom(arguments, "mrg32k3a", {12345, 0, 1, 3});
    if (mrg.seed == 0 || mrg.seed >= mrgModulus) {
        arguments.refuse("mrg32k3a", Errc::OutOfRange, "its seeds are from 1 to 4294944442");
    }
    if (arguments.faulty()) {
        return Answer();
    }
    Answer answer;
    if (all || arguments.has("mt19937")) {
        answer.add("mt19937", Answer::Value(std::uint64_t{mersenneOutput(static_cast<std::uint32_t>(mersenne.seed), mersenne.n)}));
    }
    if (all || arguments.has("mt19937_64")) {
        // As text: JSON readers that know doubles only would round it.
        answer.add("mt19937_64", Answer::Value(std::to_string(mersenne64Output(mersenne64.seed, mersenne64.n))));
    }
    if (all || arguments.has("pcg32")) {
        std::vector<std::string> texts;
        for (const std::uint32_t value : pcg32Outputs(pcg.seed, pcg.stream, pcg.count)) {
            texts.push_back(hexadecimal(value));
        }
        answer.add("pcg32", Answer::Value(std::move(texts)));
    }
    if (all || arguments.has("mrg32k3a")) {
        answer.add("mrg32k3a", Answer::Value(mrg32k3aUniforms(mrg.seed, mrg.count)));
    }
    return answer;
}

} // namespace

std::vector<Calculator> statisticsCalculators()
{
    return {
        {"t-interval", "Student's confidence interval of the mean of independent replications",
         {{"data", "the means of the replications"}, {"confidence", "0.95 unless given"}},
         meanOfReplications},
        {"mser5", "where the warm-up of a series ends (MSER-5)",
         {{"series", "a list, or a formula: \"x_i = 10 exp(-i/12), i = 0..299\""},
          {"batch", "neighbours that are averaged, 5 unless given"}},
         warmup, {"search"}},
        {"usl", "Universal Scalability Law: the peak, and a fit of measured points",
         {{"sigma", "contention"},
          {"kappa", "coherency"},
          {"gamma", "throughput of one, 1 unless given"},
          {"N", "loads for which X is told"},
          {"throughput", "measured at each of N: sigma, kappa and gamma are fitted"}},
         scalability},
        {"random-vectors", "outputs of well-known random number generators",
         {{"mt19937", "\"seed 5489, 10000th output\", or {seed, n}"},
          {"mt19937_64", "likewise"},
          {"pcg32", "\"seed 42, stream 54, first six\", or {seed, stream, count}"},
          {"mrg32k3a", "\"all six seeds 12345, first three uniforms\", or {seed, count}"}},
         vectors},
    };
}

} // namespace highwater::analysis
