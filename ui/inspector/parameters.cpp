// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/parameters.h"

namespace highwater {

namespace {

template <typename T>
std::vector<T> joined(std::vector<T> first, const std::vector<T>& second)
{
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

} // namespace

const std::vector<NumberParameter>& numberParameters()
{
    static const auto all = joined(stageNumbers(), producerNumbers());
    return all;
}

const std::vector<ChoiceParameter>& choiceParameters()
{
    static const auto all = joined(stageChoices(), producerChoices());
    return all;
}

const std::vector<TextParameter>& textParameters()
{
    static const std::vector<TextParameter> all{
        {KnobGroup::StageMore, QStringLiteral("serviceText"), QStringLiteral("Service distribution"),
         QStringLiteral("service"),
         QStringLiteral(
             "The whole law of the service time, such as exponential(40ms), lognormal(40ms, cv=1.5) or constant(5ms)."),
         QStringLiteral("workers/service"),
         [](const Node& n) { return QString::fromStdString(n.stage()->service.text); }},
        {KnobGroup::ProducerMore, QStringLiteral("arrivalsText"), QStringLiteral("Arrivals"),
         QStringLiteral("arrivals"),
         QStringLiteral("When items come, such as poisson(80/s), onoff(200/s, 1s, 4s) or closed(users=50, "
                        "think=exponential(1s))."),
         QStringLiteral("arrivals"), [](const Node& n) { return QString::fromStdString(n.producer()->arrivals.text); }},
    };
    return all;
}

} // namespace highwater
