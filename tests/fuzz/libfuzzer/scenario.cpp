// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a scenario file: refused with faults, or read; and what is read stays the same when it is written and read again.
#include "scenario/document.h"

#include <cstdio>
#include <cstdlib>

using namespace highwater;

namespace {

void demand(bool good, const char* what)
{
    if (!good) {
        std::fprintf(stderr, "%s\n", what);
        std::abort();
    }
}

/// Every fault tells something.
void demandWords(const Faults& faults)
{
    demand(!faults.empty(), "refused without a fault");
    for (const Error& fault : faults) {
        demand(!fault.message.empty(), "a fault without words");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto document = Document::parse(std::string_view(reinterpret_cast<const char*>(data), size));
    if (!document) {
        demandWords(document.error());
        return 0;
    }
    const auto again = Document::parse(document->text());
    demand(again.has_value() && *again == *document, "written and read again, the document is another one");
    const auto scenario = readScenario(*document);
    const auto same = readScenario(*again);
    demand(scenario.has_value() == same.has_value(), "written and read again, the document is judged otherwise");
    if (!scenario) {
        demandWords(scenario.error());
        demand(scenario.error().size() == same.error().size(), "written and read again, the document has other faults");
    }
    return 0;
}
