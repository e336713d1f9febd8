// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/lockstep.h"

#include <cstdint>
#include <memory>

namespace highwater {

/// Runs variants in lock-step to an end, on a thread of its own and as fast as possible. Every function may be called from any thread and
/// returns at once; the destructor cancels and waits.
class LockstepRun
{
public:
    /// end: zero: the duration of the first variant.
    LockstepRun(std::vector<std::shared_ptr<const Scenario>> variants, const LockstepOptions& options, Instant end = {});
    ~LockstepRun();
    LockstepRun(const LockstepRun&) = delete;
    LockstepRun& operator=(const LockstepRun&) = delete;

    /// What the whole batches so far say; null before the first two. The last one is there when finished() is true.
    [[nodiscard]] std::shared_ptr<const LockstepResult> latest() const;
    /// 0 to 1, of simulated time.
    [[nodiscard]] double progress() const;
    /// Ends it where it is.
    void cancel();
    /// It has come to its end, was cancelled, or a variant could not go on.
    [[nodiscard]] bool finished() const;

private:
    struct Worker;
    std::unique_ptr<Worker> m_worker;
};

} // namespace highwater
