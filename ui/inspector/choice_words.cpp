// SPDX-License-Identifier: GPL-3.0-or-later
// Words of the scenario file as a person reads them.
#include "inspector/inspector_text.h"
#include "inspector/law_text.h"
#include "inspector/parameters.h"

namespace highwater {

namespace {

/// What is the same in every language (fifo, codel, grpc ...) is left out.
[[maybe_unused]] constexpr const char* choices[] = {
    QT_TRANSLATE_NOOP("Inspector", "connections"),
    QT_TRANSLATE_NOOP("Inspector", "requests"),
    QT_TRANSLATE_NOOP("Inspector", "reject"),
    QT_TRANSLATE_NOOP("Inspector", "block"),
    QT_TRANSLATE_NOOP("Inspector", "drop-newest"),
    QT_TRANSLATE_NOOP("Inspector", "drop-oldest"),
    QT_TRANSLATE_NOOP("Inspector", "utilisation"),
    QT_TRANSLATE_NOOP("Inspector", "depth"),
    QT_TRANSLATE_NOOP("Inspector", "drain-time"),
    QT_TRANSLATE_NOOP("Inspector", "lag"),
    QT_TRANSLATE_NOOP("Inspector", "off"),
    QT_TRANSLATE_NOOP("Inspector", "wait"),
    QT_TRANSLATE_NOOP("Inspector", "ignore"),
    QT_TRANSLATE_NOOP("Inspector", "shed"),
    QT_TRANSLATE_NOOP("Inspector", "adaptive-lifo"),
    QT_TRANSLATE_NOOP("Inspector", "priority"),
    QT_TRANSLATE_NOOP("Inspector", "priority-preemptive"),
    QT_TRANSLATE_NOOP("Inspector", "processor-sharing"),
    QT_TRANSLATE_NOOP("Inspector", "after-service"),
    QT_TRANSLATE_NOOP("Inspector", "before-service"),
    QT_TRANSLATE_NOOP("Inspector", "none"),
    QT_TRANSLATE_NOOP("Inspector", "controlled-delay"),
    QT_TRANSLATE_NOOP("Inspector", "fixed"),
    QT_TRANSLATE_NOOP("Inspector", "exponential"),
    QT_TRANSLATE_NOOP("Inspector", "respect"),
    QT_TRANSLATE_NOOP("Inspector", "full"),
    QT_TRANSLATE_NOOP("Inspector", "equal"),
    QT_TRANSLATE_NOOP("Inspector", "decorrelated"),
    QT_TRANSLATE_NOOP("Inspector", "proportional"),
    QT_TRANSLATE_NOOP("Inspector", "true"),
    QT_TRANSLATE_NOOP("Inspector", "false"),
    QT_TRANSLATE_NOOP("Inspector", "items"),
    QT_TRANSLATE_NOOP("Inspector", "bytes"),
};

/// What lawName() says; names of persons are the same.
[[maybe_unused]] constexpr const char* laws[] = {
    QT_TRANSLATE_NOOP("Law", "constant"),         QT_TRANSLATE_NOOP("Law", "uniform"),   QT_TRANSLATE_NOOP("Law", "exponential"),
    QT_TRANSLATE_NOOP("Law", "hyperexponential"), QT_TRANSLATE_NOOP("Law", "mixture"),   QT_TRANSLATE_NOOP("Law", "bounded-pareto"),
    QT_TRANSLATE_NOOP("Law", "geometric"),        QT_TRANSLATE_NOOP("Law", "discrete"),  QT_TRANSLATE_NOOP("Law", "empirical"),
};

} // namespace

QString choiceWord(const QString& id)
{
    return Inspector::tr(id.toUtf8().constData());
}

QString lawWord(const Distribution& law)
{
    return QCoreApplication::translate("Law", lawName(law).c_str());
}

} // namespace highwater
