// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/load_figures.h"
#include "load_options.h"

#include <string>

namespace highwater::cli {

/// What `load` has measured.
struct LoadResult
{
    LoadFigures figures;
    double seconds = 0; ///< for which requests were made
    bool interrupted = false;
};

std::string loadTable(const LoadRequest& request, const LoadResult& result);
std::string loadJson(const LoadRequest& request, const LoadResult& result);
/// One line for people while it runs.
std::string loadProgress(const LoadFigures& figures, double seconds);

} // namespace highwater::cli
