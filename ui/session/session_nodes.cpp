// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session.h"

#include "session/pointers.h"
#include "session/worker_edits.h"

#include <QRegularExpression>

#include <algorithm>

namespace highwater {

namespace {

/// "clients", "clients 2", "clients 7" -> the first free one of "clients 2", "clients 3", ...
QString freeName(const Scenario& scenario, const QString& name)
{
    static const QRegularExpression number(QStringLiteral(" [0-9]+$"));
    const QString stem = QString(name).remove(number);
    for (int i = 2;; ++i) {
        const QString candidate = QStringLiteral("%1 %2").arg(stem).arg(i);
        if (!scenario.find(candidate.toStdString()))
            return candidate;
    }
}

} // namespace

void Session::addProducer()
{
    const Node* model = selectedProducer(false);
    if (!model) {
        refuse(tr("No producer added"), Errc::Missing, {}, tr("There is no producer to copy."));
        return;
    }
    const QString name = QString::fromStdString(model->name);
    // The name must be free in the scenario as it stands now, which may be ahead of the picture.
    const auto now = readScenario(m_document);
    const QString copy = freeName(now ? *now : *scenario(), name);
    const auto json = m_document.get(pointerTo(name).toStdString());
    const auto document = json ? m_document.with(pointerTo(copy).toStdString(), *json) : tl::unexpected(json.error());
    if (!document) {
        Q_EMIT fault(tr("No producer added"), Faults{document.error()});
        return;
    }
    perform(*document, tr("%1 added").arg(copy));
}

void Session::removeProducer()
{
    const auto now = readScenario(m_document);
    if (!m_run || !now)
        return;
    std::vector<QString> producers;
    for (const Node& node : now->nodes) {
        if (node.producer())
            producers.push_back(QString::fromStdString(node.name));
    }
    if (producers.size() < 2) {
        refuse(tr("Not removed"), Errc::OutOfRange, {}, tr("This is the only producer; without it nothing would arrive."));
        return;
    }
    const bool selected = std::find(producers.begin(), producers.end(), m_selected) != producers.end();
    const QString name = selected ? m_selected : producers.back();
    const auto document = m_document.without(pointerTo(name).toStdString());
    if (!document) {
        Q_EMIT fault(tr("Not removed"), Faults{document.error()});
        return;
    }
    forgetSpike(pointerTo(name, "/arrivals"));
    perform(*document, tr("%1 removed").arg(name));
}

void Session::addConsumer()
{
    changeWorkers(1);
}

void Session::removeConsumer()
{
    changeWorkers(-1);
}

void Session::changeWorkers(std::int64_t by)
{
    const int index = chartedStage();
    const auto now = readScenario(m_document);
    if (index < 0 || !now)
        return;
    const std::string& name = scenario()->nodes[static_cast<std::size_t>(index)].name;
    const auto found = now->find(name);
    const StageNode* stage = found ? now->nodes[static_cast<std::size_t>(*found)].stage() : nullptr;
    if (!stage)
        return;
    const QString pointer = pointerTo(QString::fromStdString(name), "/workers/count");
    if (!stage->workers) {
        refuse(tr("No consumer changed"), Errc::OutOfRange, pointer,
               tr("The workers of %1 are unlimited: nobody waits for one. Give it a number of workers first.")
                   .arg(QString::fromStdString(name)));
        return;
    }
    if (*stage->workers + by < 1) {
        refuse(tr("Not removed"), Errc::OutOfRange, pointer,
               tr("This is the last consumer of %1; without it nothing would leave.").arg(QString::fromStdString(name)));
        return;
    }
    const auto stages = std::count_if(now->nodes.begin(), now->nodes.end(), [](const Node& node) { return node.stage(); });
    const QString what = stages > 1 ? tr("%1: workers").arg(QString::fromStdString(name)) : tr("workers");
    QList<QPair<QString, QString>> values;
    for (const auto& [path, value] : workerEdits(*stage, *stage->workers + by))
        values.append({pointerTo(QString::fromStdString(name), "/") + path, value});
    setParameters(values,
                 QStringLiteral("%1 %2 → %3").arg(what).arg(*stage->workers).arg(*stage->workers + by));
}

} // namespace highwater
