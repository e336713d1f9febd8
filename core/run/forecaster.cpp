// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/forecaster.h"

#include "run/answer_thread.h"
#include "run/forecast_work.h"

namespace highwater {

namespace {

constexpr int forksPerLook = 10; ///< a better answer is given after every so many more

struct Question
{
    Simulation simulation;
    ForecastOptions options;
    std::uint64_t request;
};

using Answers = AnswerThread<Question, Forecast>;

void answer(Question question, const std::atomic<bool>& stop, const Answers::Publish& publish)
{
    question.options.stop = &stop;
    ForecastWork work(std::move(question.simulation), question.options);
    const auto tell = [&] {
        Forecast made = work.result();
        made.request = question.request;
        return publish(std::move(made));
    };
    work.runWithinBudget();
    bool wanted = tell();
    while (wanted && !work.complete()) {
        wanted = work.runForks(forksPerLook) && tell();
    }
}

} // namespace

struct Forecaster::Worker
{
    Answers answers{answer};
};

Forecaster::Forecaster() : m_worker(std::make_unique<Worker>()) {}
Forecaster::~Forecaster() = default;

void Forecaster::ask(Simulation simulation, ForecastOptions options, std::uint64_t request)
{
    m_worker->answers.ask({std::move(simulation), std::move(options), request});
}

void Forecaster::cancel()
{
    m_worker->answers.cancel();
}

std::shared_ptr<const Forecast> Forecaster::newest() const
{
    return m_worker->answers.newest();
}

bool Forecaster::busy() const
{
    return m_worker->answers.busy();
}

} // namespace highwater
