// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/queue_file.h"

#include <string>
#include <vector>

namespace highwater::cli {

/// One part of a store as it is listed: all that there is, and what is shown of it.
struct QueuePart
{
    QueueFile::Extent extent;
    std::vector<StoredMessage> shown;
};

/// Two tables, or one JSON object.
std::string queueTable(const QueuePart& undelivered, const QueuePart& dead);
std::string queueJson(const std::string& file, const QueuePart& undelivered, const QueuePart& dead);

/// One message, as a request with what the store knows of it above. A body is written as it is.
std::string messageText(const StoredMessage& stored);
/// A body that is no UTF-8 is written in base64, under another name.
std::string messageJson(const StoredMessage& stored);

} // namespace highwater::cli
