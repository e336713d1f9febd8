// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/document.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <fstream>
#include <string>
#include <string_view>

namespace highwater::test {

/// Every fault on a line of its own, for the message of a failed comparison.
inline std::string listed(const Faults& faults)
{
    std::string text;
    for (const Error& fault : faults) {
        text += fault.where + ": " + fault.message + '\n';
    }
    return text;
}

/// The faults of a text, whether they are faults of the JSON or of the format.
inline Faults faultsOf(std::string_view text, const std::filesystem::path& folder = {})
{
    const auto document = Document::parse(text, folder);
    if (!document) {
        return document.error();
    }
    const auto scenario = readScenario(*document);
    return scenario ? Faults{} : scenario.error();
}

/// The scenario that a text describes; fails the test when there is none.
inline Scenario scenarioOf(std::string_view text, const std::filesystem::path& folder = {})
{
    const auto document = Document::parse(text, folder);
    if (!document) {
        QTest::qFail(listed(document.error()).c_str(), __FILE__, __LINE__);
        return {};
    }
    auto scenario = readScenario(*document);
    if (!scenario) {
        QTest::qFail(listed(scenario.error()).c_str(), __FILE__, __LINE__);
        return {};
    }
    return *scenario;
}

/// JSON that is easier to read in a source file: single quotes stand for double ones.
inline std::string json(std::string text)
{
    std::replace(text.begin(), text.end(), '\'', '"');
    return text;
}

/// A producer "clients" that feeds the stage "api", each with further members (beginning with a comma) as json() takes
/// them.
inline std::string twoNodes(const std::string& producer = {}, const std::string& stage = {},
                            const std::string& rest = {})
{
    return json("{'highwater': 1, 'nodes': {'clients': {'type': 'producer', 'to': 'api', 'arrivals': 'poisson(80/s)'" +
                producer + "}, 'api': {'type': 'stage'" + stage + "}}" + rest + "}");
}

/// Text as a JSON string.
inline std::string inJson(std::string_view text)
{
    std::string result = "\"";
    for (const char c : text) {
        result += c == '"' || c == '\\' ? std::string{'\\', c} : std::string{c};
    }
    return result + '"';
}

inline void writeFile(const std::filesystem::path& file, std::string_view content)
{
    std::ofstream(file, std::ios::binary) << content;
}

inline std::filesystem::path folderOf(const QTemporaryDir& directory)
{
    return directory.path().toStdString();
}

} // namespace highwater::test
