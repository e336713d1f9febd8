// SPDX-License-Identifier: GPL-3.0-or-later
#include "case_file.h"

#include <QFile>
#include <QJsonDocument>
#include <QtGlobal>

namespace highwater {

QJsonArray allCases()
{
    QFile file(QStringLiteral(HIGHWATER_SOURCE_DIR "/tests/cases/open_cases.json"));
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("open_cases.json is missing");
    }
    return QJsonDocument::fromJson(file.readAll()).object()[QStringLiteral("cases")].toArray();
}

QJsonObject caseOf(const QString& id)
{
    for (const QJsonValue& each : allCases()) {
        if (each.toObject()[QStringLiteral("id")].toString() == id) {
            return each.toObject();
        }
    }
    qFatal("no such case: %s", qPrintable(id));
}

bool isStatistical(const QJsonObject& caseObject)
{
    return caseObject[QStringLiteral("tolerance")].toObject()[QStringLiteral("kind")].toString() ==
           QStringLiteral("statistical");
}

} // namespace highwater
