// SPDX-License-Identifier: GPL-3.0-or-later
// Any text as the lines of a recording, and as a shared scenario: refused with words, or read; and what is read stays the same when it is
// written and read again.
#include "run/compressed.h"
#include "run/recording.h"
#include "run/share_text.h"

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

template <typename T>
void demandWords(const Checked<T>& refused)
{
    demand(!refused.error().empty(), "refused without a fault");
    demand(!refused.error().front().message.empty(), "a fault without words");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (const auto shared = readShared(bytes); !shared) {
        demandWords(shared);
    }
    if (const auto packed = readRecording(bytes); !packed) {
        demandWords(packed);
    }
    const auto recording = readRecording(compressed(bytes, Wrapping::Gzip));
    if (!recording) {
        demandWords(recording);
        return 0;
    }
    const auto again = readRecording(writeRecording(*recording));
    demand(again.has_value(), "written again, the recording cannot be read");
    demand(again->end == recording->end && again->events == recording->events && again->figures == recording->figures &&
               again->log.changes.size() == recording->log.changes.size() && again->foreignLines == recording->foreignLines,
           "written and read again, the recording is another one");
    return 0;
}
