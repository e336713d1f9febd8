// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/parameters.h"

#include "inspector/inspector_text.h"
#include "inspector/parameter_parts.h"

namespace highwater {

using namespace parameter;

namespace {

const QString replicaPrefix = QStringLiteral("replicas/template");

std::vector<Parameter> joined(std::vector<Parameter> first, const std::vector<Parameter>& second)
{
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

std::vector<Parameter> ofReplica(const std::vector<Parameter>& rows)
{
    std::vector<Parameter> moved;
    for (const auto& row : rows)
        moved.push_back(within(row, replicaPrefix));
    return moved;
}

std::vector<ParameterSection> stageSections(const Node& node, const QStringList& names)
{
    return {
        {QString(), QString(), stageRows()},
        {QStringLiteral("moreQueue"), Inspector::tr("Queue: order, blocking, management"), queueRows()},
        {QStringLiteral("moreWorkers"), Inspector::tr("Workers: distribution, failures, outages"), workerRows()},
        {QStringLiteral("moreAdmission"), Inspector::tr("Admission: who is let in"), admissionRows(node)},
        {QStringLiteral("moreAutoscale"), Inspector::tr("Autoscale: workers that follow the load"), autoscaleRows()},
        {QStringLiteral("moreWindow"), Inspector::tr("Window and retry"),
         joined(windowRows(names),
                keyed(joined({attemptsRow()}, joined(retryRows(), {jitterRow()})), QStringLiteral("stage.")))}};
}

std::vector<ParameterSection> producerSections()
{
    return {{QString(), QString(), producerRows()},
            {QStringLiteral("moreItems"), Inspector::tr("Items: arrivals, deadline, patience"), itemRows()},
            {QStringLiteral("moreRetry"), Inspector::tr("Retry: policy, base, budget"), retryRows()},
            {QStringLiteral("moreClients"), Inspector::tr("Clients: number, hostile, cut off"), clientRows()}};
}

std::vector<ParameterSection> channelSections(const ChannelNode& channel)
{
    std::vector<ParameterSection> sections{{QString(), QString(), channelRows()}};
    for (const auto& consumer : channel.consumers) {
        const QString name = QString::fromStdString(consumer.name);
        sections.push_back({QStringLiteral("moreReader.") + name, Inspector::tr("%1: service, buffer, kill").arg(name),
                            consumerRows(consumer.name)});
    }
    return sections;
}

std::vector<ParameterSection> balancerSections(const Node& node)
{
    return {
        {QString(), QString(), balancerRows()},
        {QStringLiteral("moreReplica"), Inspector::tr("Each replica: workers, queue"), ofReplica(stageRows())},
        {QStringLiteral("moreQueue"), Inspector::tr("Its queue: order, blocking, management"), ofReplica(queueRows())},
        {QStringLiteral("moreWorkers"), Inspector::tr("Its workers: distribution, failures"), ofReplica(workerRows())},
        {QStringLiteral("moreAdmission"), Inspector::tr("Its admission"), ofReplica(admissionRows(node))}};
}

} // namespace

std::vector<ParameterSection> sectionsOf(const Node& node, const QStringList& names)
{
    std::vector<ParameterSection> sections;
    if (node.producer())
        sections = producerSections();
    else if (const auto* channel = node.channel())
        sections = channelSections(*channel);
    else
        sections = node.balancer() ? balancerSections(node) : stageSections(node, names);
    for (auto& link : linkSections(node, names))
        sections.push_back(std::move(link));
    return sections;
}

QStringList namesOf(const Scenario& scenario)
{
    QStringList names;
    for (const auto& node : scenario.nodes)
        names.append(QString::fromStdString(node.name));
    return names;
}

QString keyOf(const Parameter& parameter)
{
    return std::visit([](const auto& row) { return row.key; }, parameter);
}

} // namespace highwater
