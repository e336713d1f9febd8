// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/policy_text.h"

#include "inspector/inspector_text.h"
#include "units/quantity.h"
#include "units/time.h"

#include <QStringList>

namespace highwater {

namespace {

QString text(const std::string& utf8)
{
    return QString::fromStdString(utf8);
}

QString number(double value)
{
    return text(writeNumber(value));
}

QString time(Duration value)
{
    return text(writeDuration(value));
}

QString rate(double perSecond)
{
    return text(writeRate(Rate::perSecond(perSecond)));
}

/// Collects "name=value" for what differs from the default.
class Call
{
public:
    explicit Call(const char* name) : m_name(QLatin1String(name)) {}
    Call& plain(const QString& value)
    {
        m_arguments.append(value);
        return *this;
    }
    Call& add(const char* name, double value, double usual) { return addText(name, number(value), value == usual); }
    Call& add(const char* name, Duration value, Duration usual) { return addText(name, time(value), value == usual); }
    [[nodiscard]] QString result() const
    {
        return m_arguments.isEmpty()
                   ? m_name
                   : m_name + QLatin1Char('(') + m_arguments.join(QStringLiteral(", ")) + QLatin1Char(')');
    }

private:
    Call& addText(const char* name, const QString& value, bool usual)
    {
        if (!usual)
            m_arguments.append(QLatin1String(name) + QLatin1Char('=') + value);
        return *this;
    }
    QString m_name;
    QStringList m_arguments;
};

struct AqmWriter
{
    QString operator()(std::monostate) const { return QStringLiteral("none"); }
    QString operator()(const flow::CodelPolicy& p) const
    {
        const flow::CodelPolicy usual;
        return Call("codel").add("target", p.target, usual.target).add("interval", p.interval, usual.interval).result();
    }
    QString operator()(const flow::PiePolicy& p) const
    {
        const flow::PiePolicy usual;
        return Call("pie")
            .add("target", p.target, usual.target)
            .add("update", p.update, usual.update)
            .add("burst", p.burst, usual.burst)
            .add("alpha", p.alpha, usual.alpha)
            .add("beta", p.beta, usual.beta)
            .result();
    }
    QString operator()(const flow::RedPolicy& p) const
    {
        const flow::RedPolicy usual;
        return Call("red")
            .add("low", p.low, usual.low)
            .add("high", p.high, usual.high)
            .add("probability", p.probability, usual.probability)
            .add("weight", p.weight, usual.weight)
            .result();
    }
    QString operator()(const flow::ControlledDelayPolicy& p) const
    {
        const flow::ControlledDelayPolicy usual;
        return Call("controlled-delay")
            .add("target", p.target, usual.target)
            .add("interval", p.interval, usual.interval)
            .result();
    }
};

struct AdmissionWriter
{
    QString operator()(const flow::TokenBucketPolicy& p) const
    {
        return Call("token-bucket").plain(rate(p.rate)).plain(QString::number(p.burst)).result();
    }
    QString operator()(const flow::ConcurrencyPolicy& p) const
    {
        if (!p.soft)
            return QStringLiteral("concurrency(hard=%1)").arg(p.hard);
        return QStringLiteral("concurrency(%1, %2)").arg(*p.soft).arg(p.hard);
    }
    QString operator()(const flow::WatermarkPolicy&) const { return QStringLiteral("watermark"); }
    QString operator()(const flow::QuotaPolicy& p) const
    {
        return Call("quota").plain(rate(p.rate)).plain(QString::number(p.burst)).result();
    }
    QString operator()(const flow::AdaptiveThrottlePolicy& p) const
    {
        const flow::AdaptiveThrottlePolicy usual;
        return Call("adaptive-throttle").add("k", p.k, usual.k).add("window", p.window, usual.window).result();
    }
    QString operator()(const flow::Gradient2Policy& p) const
    {
        const flow::Gradient2Policy usual;
        return Call("gradient2")
            .add("initial", p.initial, usual.initial)
            .add("min", p.min, usual.min)
            .add("max", p.max, usual.max)
            .add("smoothing", p.smoothing, usual.smoothing)
            .add("queue", p.queueSize, usual.queueSize)
            .add("window", static_cast<double>(p.longWindow), static_cast<double>(usual.longWindow))
            .add("warmup", static_cast<double>(p.warmup), static_cast<double>(usual.warmup))
            .add("tolerance", p.tolerance, usual.tolerance)
            .result();
    }
    QString operator()(const flow::VegasPolicy& p) const
    {
        const flow::VegasPolicy usual;
        return Call("vegas")
            .add("initial", p.initial, usual.initial)
            .add("max", p.max, usual.max)
            .add("probe", static_cast<double>(p.probeMultiplier), static_cast<double>(usual.probeMultiplier))
            .result();
    }
    QString operator()(const flow::AimdPolicy& p) const
    {
        const flow::AimdPolicy usual;
        return Call("aimd")
            .add("initial", p.initial, usual.initial)
            .add("min", p.min, usual.min)
            .add("max", p.max, usual.max)
            .add("backoff", p.backoff, usual.backoff)
            .add("timeout", p.timeout, usual.timeout)
            .result();
    }
};

template <typename Number, typename Write>
QString jsonList(const std::vector<Number>& numbers, Write write)
{
    QStringList all;
    for (const Number value : numbers)
        all.append(write(value));
    return all.isEmpty() ? QString() : QLatin1Char('[') + all.join(QStringLiteral(", ")) + QLatin1Char(']');
}

} // namespace

QString aqmText(const flow::AqmPolicy& policy)
{
    return std::visit(AqmWriter{}, policy);
}

QString admissionText(const flow::AdmissionPolicy& policy)
{
    return std::visit(AdmissionWriter{}, policy);
}

QString failureModeText(const flow::FailurePolicy& policy)
{
    switch (policy.mode) {
    case flow::FailurePolicy::Mode::Hang:
        return policy.hang ? QStringLiteral("hang(%1)").arg(time(*policy.hang)) : QStringLiteral("hang");
    case flow::FailurePolicy::Mode::Slow:
        return QStringLiteral("slow(%1x)").arg(number(policy.factor));
    case flow::FailurePolicy::Mode::Error:
        break;
    }
    return QStringLiteral("error");
}

QString measureText(const flow::QueuePolicy& queue)
{
    if (queue.measure != flow::Measure::Custom)
        return queue.measure == flow::Measure::Bytes ? QStringLiteral("bytes") : QStringLiteral("items");
    QStringList pairs;
    for (const auto& [priority, weight] : queue.weights)
        pairs.append(QStringLiteral("%1:%2").arg(priority).arg(weight));
    return QStringLiteral("custom(%1)").arg(pairs.join(QStringLiteral(", ")));
}

QString outagesText(const std::vector<flow::Outage>& outages)
{
    QStringList all;
    for (const auto& outage : outages)
        all.append(Inspector::tr("at %1 for %2").arg(time(outage.at - runStart), time(outage.length)));
    return all.join(QStringLiteral("; "));
}

QString listText(const std::vector<int>& numbers)
{
    return jsonList(numbers, [](int value) { return QString::number(value); });
}

QString listText(const std::vector<double>& numbers)
{
    return jsonList(numbers, [](double value) { return number(value); });
}

} // namespace highwater
