// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/advice.h"
#include "run/mark_workbench.h"

#include <memory>

namespace highwater {

/// One thread that thinks about runs while they go on. A question that comes while another one is worked on waits; a newer one of its
/// kind takes its place. Every function may be called from any one thread and returns at once; the destructor waits for at most some
/// milliseconds of work.
class Adviser
{
public:
    explicit Adviser(AdviceOptions options = {});
    ~Adviser();
    Adviser(const Adviser&) = delete;
    Adviser& operator=(const Adviser&) = delete;

    /// What is wrong with it? Gives the number that the answer will carry.
    std::uint64_t ask(Simulation simulation, Document document);
    /// Which marks would do for a stage? Goes before questions of the first kind that wait. An answer comes only for a stage with marks.
    std::uint64_t askMarks(Simulation simulation, Document document, std::string node, MarkOptions options = {});

    /// The newest answers; null: there is none yet.
    [[nodiscard]] std::shared_ptr<const AdviceReport> newest() const;
    [[nodiscard]] std::shared_ptr<const MarkStudy> newestMarks() const;
    /// Whether it works, or has something to do.
    [[nodiscard]] bool busy() const;

    /// Another run, or another state of it: gives up what it does and forgets questions and answers.
    void forget();

private:
    struct Worker;
    std::unique_ptr<Worker> m_worker;
};

} // namespace highwater
