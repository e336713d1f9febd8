// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session.h"

#include "scenario/remarks.h"
#include "session/pointers.h"
#include "units/quantity.h"

#include <QRegularExpression>
#include <QUndoCommand>

#include <algorithm>
#include <utility>

namespace highwater {

namespace {

constexpr double spikeFactor = 4;
constexpr Duration spikeLength = std::chrono::seconds(5);

/// The text of an arrival process with every rate in it multiplied; unchanged when it has none (closed, saturated, renewal, trace).
QString faster(const QString& arrivals, double factor)
{
    static const QRegularExpression rate(QStringLiteral("[0-9.]+(?:[eE][+-]?[0-9]+)?k?\\s*/\\s*(?:s|min|h)\\b"));
    QString text;
    qsizetype done = 0;
    for (auto matches = rate.globalMatch(arrivals); matches.hasNext();) {
        const auto match = matches.next();
        const auto value = parseRate(match.captured().toStdString());
        if (!value)
            continue;
        text += arrivals.mid(done, match.capturedStart() - done);
        text += QString::fromStdString(writeRate(Rate::perSecond(value->perSecond() * factor)));
        done = match.capturedEnd();
    }
    return text + arrivals.mid(done);
}

} // namespace

/// From one scenario to another. Documents share their contents, so that keeping two costs nothing.
class Session::ChangeCommand final : public QUndoCommand
{
public:
    ChangeCommand(Session* session, Document before, Document after, const QString& label, int gesture, QString key)
        : m_session(session), m_before(std::move(before)), m_after(std::move(after)), m_gesture(gesture), m_key(std::move(key))
    {
        setText(label);
    }

    [[nodiscard]] int id() const override { return 1; }

    void undo() override
    {
        m_session->apply(m_before, tr("undo: %1").arg(text()));
    }

    void redo() override
    {
        // The change has acted when it is pushed: it is pushed only if the run accepted it.
        if (m_acted)
            m_session->apply(m_after, text());
        m_acted = true;
    }

    bool mergeWith(const QUndoCommand* other) override
    {
        const auto* next = static_cast<const ChangeCommand*>(other);
        if (m_gesture == 0 || next->m_gesture != m_gesture || next->m_key != m_key)
            return false;
        m_after = next->m_after;
        setText(next->text());
        setObsolete(m_before == m_after);
        return true;
    }

private:
    Session* m_session;
    Document m_before;
    Document m_after;
    int m_gesture;
    QString m_key;
    bool m_acted = false;
};

class Session::SpikeCommand final : public QUndoCommand
{
public:
    SpikeCommand(Session* session, QString node)
        : QUndoCommand(tr("spike of %1").arg(node)), m_session(session), m_node(std::move(node))
    {
    }

    /// Whether undoing would do nothing, because the spike is over.
    [[nodiscard]] bool isSpent() const { return !m_session->m_spike || m_session->m_spike->node != m_node; }
    void undo() override { m_session->endSpike(tr("undo: %1").arg(text())); }
    void redo() override
    {
        if (m_acted)
            m_session->startSpike(m_node);
        m_acted = true;
    }

private:
    Session* m_session;
    QString m_node;
    bool m_acted = false;
};

QString Session::parameter(const QString& pointer) const
{
    return m_run ? plain(m_run->document().get(pointer.toStdString())) : QString();
}

QString Session::fileParameter(const QString& pointer) const
{
    return plain(m_fileDocument.get(pointer.toStdString()));
}

bool Session::setParameter(const QString& pointer, const QString& value, const QString& label, int gesture)
{
    return setParameters({{pointer, value}}, label, gesture);
}

bool Session::setParameters(const QList<QPair<QString, QString>>& values, const QString& label, int gesture)
{
    if (!m_run)
        return false;
    Document document = m_document;
    QString key;
    for (const auto& [pointer, value] : values) {
        const auto next = document.with(pointer.toStdString(), value.toStdString());
        if (!next) {
            Q_EMIT fault(tr("Refused: %1").arg(label), Faults{next.error()});
            return false;
        }
        document = *next;
        key += pointer + QLatin1Char('\n');
    }
    // What somebody sets by hand counts more than a spike that lies over it.
    for (const auto& [pointer, value] : values)
        forgetSpike(pointer);
    return perform(document, label, gesture, key);
}

bool Session::perform(const Document& document, const QString& label, int gesture, const QString& key)
{
    // The steps of a drag are not marked one by one, but once, when it rests.
    if (gesture != m_openGesture)
        markGesture();
    const bool onlyRemarks = gesture == 0 && m_run && !(document == m_document) && sameButRemarks(document, m_document);
    if (onlyRemarks) {
        remark(document, label);
        Q_EMIT noFault();
        return true;
    }
    const Document before = m_document;
    if (!apply(document, gesture == 0 ? label : QString()))
        return false;
    if (gesture != 0) {
        m_openGesture = gesture;
        m_gestureLabel = label;
        m_gestureTimer.start();
    }
    m_undo.push(new ChangeCommand(this, before, document, label, gesture, key));
    return true;
}

bool Session::apply(const Document& document, const QString& label)
{
    if (!m_run)
        return false;
    const auto changed = m_run->change(withSpike(document), label.toStdString());
    if (!changed) {
        Q_EMIT fault(label.isEmpty() ? tr("Refused") : tr("Refused: %1").arg(label), changed.error());
        return false;
    }
    if (m_twin)
        [[maybe_unused]] const auto follows = m_twin->change(withSpike(document), label.toStdString());
    if (!m_lifted.isEmpty())
        m_overlaid.push_back({m_run->document(), document, m_spike, m_lifted});
    m_document = document;
    m_dirty = true;
    Q_EMIT noFault();
    Q_EMIT acted();
    return true;
}

void Session::markGesture()
{
    m_gestureTimer.stop();
    m_openGesture = 0;
    const QString label = std::exchange(m_gestureLabel, {});
    if (!label.isEmpty() && m_run)
        apply(m_document, label);
}

void Session::undo()
{
    m_gestureTimer.stop();
    m_openGesture = 0;
    m_gestureLabel.clear();
    while (m_undo.canUndo()) {
        const bool spent = isSpent(m_undo.index() - 1);
        m_undo.undo();
        if (!spent)
            return;
    }
}

QString Session::undoText() const
{
    int index = m_undo.index() - 1;
    while (index >= 0 && isSpent(index))
        --index;
    return index >= 0 ? m_undo.text(index) : QString();
}

/// Whether a step of the history is a spike that has ended.
bool Session::isSpent(int index) const
{
    const auto* spike = dynamic_cast<const SpikeCommand*>(m_undo.command(index));
    return spike && spike->isSpent();
}

void Session::redo()
{
    m_undo.redo();
}

const Node* Session::selectedProducer(bool openOnly) const
{
    const Scenario* all = scenario();
    if (!all)
        return nullptr;
    const auto fits = [&](const Node& node) {
        if (!node.producer() || (m_live && !m_document.get(pointerTo(QString::fromStdString(node.name)).toStdString())))
            return false; // clients from outside have no place in the scenario
        const QString arrivals = QString::fromStdString(node.producer()->arrivals.text);
        return !openOnly || faster(arrivals, spikeFactor) != arrivals;
    };
    if (const auto selected = all->find(m_selected.toStdString())) {
        const Node& node = all->nodes[static_cast<std::size_t>(*selected)];
        if (fits(node))
            return &node;
    }
    const auto first = std::find_if(all->nodes.begin(), all->nodes.end(), fits);
    return first != all->nodes.end() ? &*first : nullptr;
}

void Session::spike()
{
    if (!m_run)
        return;
    const Node* producer = selectedProducer(true);
    if (!producer) {
        refuse(tr("No spike"), Errc::OutOfRange, {},
               tr("No producer has an arrival rate to multiply: users who wait for answers, saturated senders and traces set their own pace."));
        return;
    }
    const QString name = QString::fromStdString(producer->name);
    if (m_spike && m_spike->node == name) {
        if (m_spike->end)
            m_spike->end = m_snapshot->now + spikeLength;
        return;
    }
    endSpike({});
    if (startSpike(name))
        m_undo.push(new SpikeCommand(this, name));
}

bool Session::startSpike(const QString& node)
{
    markGesture();
    const auto index = scenario()->find(node.toStdString());
    const ProducerNode* producer = index ? scenario()->nodes[static_cast<std::size_t>(*index)].producer() : nullptr;
    if (!producer)
        return false;
    const QString standing = QString::fromStdString(producer->arrivals.text);
    const QString lifted = faster(standing, spikeFactor);
    m_lifted.insert(node, lifted);
    const QString label = tr("spike of %1: %2").arg(node, lifted);
    const std::size_t before = m_snapshot->changes.size();
    if (!apply(m_document, label)) {
        m_lifted.remove(node);
        return false;
    }
    // At full speed the run is hours further before anybody sees that five seconds are over.
    m_run->waitAfterChange(spikeLength);
    m_spike = Spike{node, standing, label, before, {}};
    m_overlaid.back().spike = m_spike;
    return true;
}

/// Ends the spike in time. What the run does again ends by itself.
void Session::followSpike()
{
    if (!m_spike)
        return;
    if (!m_spike->end) {
        const auto& all = m_snapshot->changes;
        const auto known = all.begin() + static_cast<std::ptrdiff_t>(std::min(m_spike->after, all.size()));
        const std::string label = m_spike->label.toStdString();
        const auto begin = std::find_if(known, all.end(), [&](const ChangeView& change) { return change.byUser && change.text == label; });
        if (begin == all.end())
            return;
        m_spike->end = begin->at + spikeLength;
        for (Overlaid& one : m_overlaid) {
            if (one.spike && !one.spike->end && one.spike->node == m_spike->node)
                one.spike->end = m_spike->end;
        }
    }
    if (m_snapshot->now >= *m_spike->end && m_snapshot->now >= m_snapshot->end)
        endSpike(tr("the spike ends"));
}

void Session::endSpike(const QString& label)
{
    if (!m_spike)
        return;
    const Spike spike = *std::exchange(m_spike, std::nullopt);
    // What stood before may be the schedule's and not the document's; then it goes on lying over it.
    if (spike.standing == plain(m_document.get(pointerTo(spike.node, "/arrivals").toStdString())))
        m_lifted.remove(spike.node);
    else
        m_lifted.insert(spike.node, spike.standing);
    apply(m_document, label);
}

/// Lets go of what lies over a parameter, without touching the run.
void Session::forgetSpike(const QString& pointer)
{
    if (m_spike && pointer == pointerTo(m_spike->node, "/arrivals"))
        m_spike.reset();
    m_lifted.removeIf([&](const auto& lifted) { return pointer == pointerTo(lifted.key(), "/arrivals"); });
}

Document Session::withSpike(const Document& document) const
{
    Document result = document;
    for (auto lifted = m_lifted.begin(); lifted != m_lifted.end(); ++lifted) {
        const std::string pointer = pointerTo(lifted.key(), "/arrivals").toStdString();
        const auto next = result.get(pointer) ? result.with(pointer, lifted.value().toStdString()) : tl::unexpected(Error{});
        if (next)
            result = *next;
    }
    return result;
}

} // namespace highwater
