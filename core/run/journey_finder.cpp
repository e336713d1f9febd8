// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/journey_finder.h"

#include "run/answer_thread.h"

#include <chrono>

namespace highwater {

namespace {

using WallClock = std::chrono::steady_clock;

struct Asked
{
    JourneyQuestion question;
    std::uint64_t request;
};

/// The whole answer, as far as the budget and the flag allow.
JourneyAnswer answerTo(const Asked& asked, const JourneyLimits& limits)
{
    const JourneyQuestion& question = asked.question;
    JourneyAnswer answer;
    answer.request = asked.request;
    answer.from = question.past.from();
    answer.aboutItem = question.item.has_value();
    const WallClock::time_point begin = WallClock::now();
    if (question.item) {
        answer.item = journeyOf(question.past, *question.item, limits);
    } else {
        answer.slowest = slowestItems(question.past, question.since, question.most, limits);
    }
    answer.wallSeconds = std::chrono::duration<double>(WallClock::now() - begin).count();
    return answer;
}

using Answers = AnswerThread<Asked, JourneyAnswer>;

void answer(const Asked& asked, const std::atomic<bool>& stop, const Answers::Publish& publish)
{
    constexpr std::chrono::microseconds unlimited(0);
    if (asked.question.item) {
        publish(answerTo(asked, {unlimited, &stop})); // half a journey is of no use
        return;
    }
    JourneyAnswer first = answerTo(asked, {asked.question.budget, &stop});
    const bool complete = first.slowest.complete;
    if (publish(std::move(first)) && !complete) {
        publish(answerTo(asked, {unlimited, &stop}));
    }
}

} // namespace

struct JourneyFinder::Worker
{
    Answers answers{answer};
};

JourneyFinder::JourneyFinder() : m_worker(std::make_unique<Worker>()) {}
JourneyFinder::~JourneyFinder() = default;

void JourneyFinder::ask(JourneyQuestion question, std::uint64_t request)
{
    m_worker->answers.ask({std::move(question), request});
}

void JourneyFinder::cancel()
{
    m_worker->answers.cancel();
}

std::shared_ptr<const JourneyAnswer> JourneyFinder::newest() const
{
    return m_worker->answers.newest();
}

bool JourneyFinder::busy() const
{
    return m_worker->answers.busy();
}

} // namespace highwater
