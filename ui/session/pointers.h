// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "units/error.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QString>

namespace highwater {

/// A node's name as a part of a JSON pointer.
inline QString escaped(QString name)
{
    return name.replace(QLatin1Char('~'), QStringLiteral("~0")).replace(QLatin1Char('/'), QStringLiteral("~1"));
}

/// The pointer to a node, or to something in it: "/workers/count".
inline QString pointerTo(const QString& node, const char* rest = "")
{
    return QStringLiteral("/nodes/") + escaped(node) + QLatin1String(rest);
}

/// JSON text as a person writes the value: strings without their quotes.
inline QString plain(const Result<std::string>& json)
{
    if (!json)
        return {};
    const QByteArray text = QByteArray::fromStdString(*json);
    if (!text.startsWith('"'))
        return QString::fromUtf8(text);
    return QJsonDocument::fromJson('[' + text + ']').array().at(0).toString();
}

} // namespace highwater
