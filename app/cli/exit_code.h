// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace highwater::cli {

/// What the program ends with.
enum ExitCode : int {
    Done = 0,
    Failed = 1,  ///< complete results were written, but an objective was missed or something is wrong
    Refused = 2, ///< the command line or the scenario is wrong; nothing was written
    Stopped = 3  ///< the work could not go on
};

} // namespace highwater::cli
