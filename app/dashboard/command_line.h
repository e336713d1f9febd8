// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "units/error.h"

#include <QSize>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>

class QCommandLineParser;

namespace highwater {

/// What was asked for on the command line.
struct CommandLine
{
    QString file;       ///< a scenario to open: the positional argument, or the one named by --scenario; empty: the last one
    QString settings;   ///< where to remember; empty: the usual place
    QString screenshot; ///< a picture to write; empty: none
    double after = 20;  ///< seconds of virtual time before the picture
    std::optional<QSize> size;
    std::optional<Theme::Choice> theme;
    std::optional<std::uint64_t> seed;
    std::optional<double> speed;
    QString language;   ///< a code; empty: the one of the settings
    bool live = false;  ///< really run it
    bool safeMode = false;      ///< nothing that was remembered, and nothing is remembered
    bool resetSettings = false; ///< forget first
    bool startupTime = false;
};

void declareOptions(QCommandLineParser& parser);
/// arguments: with the program's name first. Fails with a message for a person.
Result<CommandLine> readCommandLine(QCommandLineParser& parser, const QStringList& arguments);

} // namespace highwater
