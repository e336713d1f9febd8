// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/breakpoint_words.h"

#include <array>

namespace highwater {

using Word = BreakpointWords::Word;

std::span<const Word> BreakpointWords::quantities()
{
    static constexpr std::array<Word, 19> words{{{"depth", Quantity::Depth, true, false},
                                                 {"waiting", Quantity::Waiting, true, false},
                                                 {"busy", Quantity::Busy, true, false},
                                                 {"blocked", Quantity::BlockedWorkers, true, false},
                                                 {"parked", Quantity::Parked, true, true},
                                                 {"inside", Quantity::Inside, true, true},
                                                 {"offered", Quantity::Offered, true, false},
                                                 {"accepted", Quantity::Accepted, true, false},
                                                 {"refused", Quantity::Refused, true, false},
                                                 {"dropped", Quantity::Dropped, true, false},
                                                 {"expired", Quantity::Expired, true, false},
                                                 {"failed", Quantity::Failed, true, false},
                                                 {"completed", Quantity::Completed, true, true},
                                                 {"retried", Quantity::Retried, true, true},
                                                 {"sent", Quantity::Sent, false, true},
                                                 {"lost", Quantity::Lost, false, true},
                                                 {"shed", Quantity::Shed, false, true},
                                                 {"held", Quantity::Held, false, true},
                                                 {"thinking", Quantity::Thinking, false, true}}};
    return words;
}

std::span<const Word> BreakpointWords::events()
{
    static constexpr std::array<Word, 11> words{{{"presses", Quantity::Presses, true, false},
                                                 {"releases", Quantity::Releases, true, false},
                                                 {"refuses", Quantity::Refused, true, false},
                                                 {"drops", Quantity::Dropped, true, false},
                                                 {"expires", Quantity::Expired, true, false},
                                                 {"fails", Quantity::Failed, true, false},
                                                 {"completes", Quantity::Completed, true, true},
                                                 {"retries", Quantity::Retried, true, true},
                                                 {"sends", Quantity::Sent, false, true},
                                                 {"sheds", Quantity::Shed, false, true},
                                                 {"loses", Quantity::Lost, false, true}}};
    return words;
}

std::span<const Word> BreakpointWords::states()
{
    static constexpr std::array<Word, 7> words{{{"blocked", Quantity::IsBlocked, true, true},
                                                {"free", Quantity::IsFree, true, true},
                                                {"full", Quantity::IsFull, true, false},
                                                {"empty", Quantity::IsEmpty, true, false},
                                                {"idle", Quantity::IsIdle, true, false},
                                                {"pressed", Quantity::IsPressed, true, false},
                                                {"released", Quantity::IsReleased, true, false}}};
    return words;
}

std::span<const Word> BreakpointWords::endToEnd()
{
    static constexpr std::array<Word, 6> words{{{"completed", Quantity::Completed, false, true},
                                                {"sent", Quantity::Sent, false, true},
                                                {"lost", Quantity::Lost, false, true},
                                                {"shed", Quantity::Shed, false, true},
                                                {"retried", Quantity::Retried, false, true},
                                                {"inside", Quantity::Inside, false, true}}};
    return words;
}

bool BreakpointWords::has(Quantity quantity, bool producer)
{
    for (const auto words : {quantities(), events(), states()}) {
        for (const Word& word : words) {
            if (word.quantity == quantity && word.fits(producer)) {
                return true;
            }
        }
    }
    return false;
}

} // namespace highwater
