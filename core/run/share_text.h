// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/document.h"

#include <string>
#include <string_view>

namespace highwater {

/// A scenario as one line that survives chats and mails: "highwater:" and the base64url (RFC 4648, without padding) of the zlib of its JSON,
/// which has no line feeds. Paths in the scenario stay as they are written.
std::string shareText(const Document& document);

/// Reads what shareText() wrote, or JSON as it stands in a file; white space around either does not count, nor line breaks that a mail
/// program put into the line. folder: where paths in it start from. Fails as Document::parse(), with Syntax and "character 17" for what
/// is no such line, and with OutOfRange for more than a scenario may be.
Checked<Document> readShared(std::string_view text, std::filesystem::path folder = {});

/// base64url without padding; for files that embed bytes, too.
std::string base64Url(std::string_view bytes);
/// Fails with Syntax, where being "character 17" (counted from 1).
Result<std::string> fromBase64Url(std::string_view text);

} // namespace highwater
