// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/http_headers.h"

namespace highwater::http {

namespace {

/// What a connection may hold for the next message: as much as most bodies need.
constexpr std::size_t keptCapacity = 64 * 1024;

} // namespace

void HeaderKeeper::keepIfChosen(std::string_view name, std::string_view value, Headers& headers)
{
    if (m_chosen == nullptr) {
        return;
    }
    for (const std::string& chosen : *m_chosen) {
        if (!equalsLower(name, chosen)) {
            continue;
        }
        if (m_spare.empty()) {
            headers.emplace_back();
        } else {
            headers.push_back(std::move(m_spare.back()));
            m_spare.pop_back();
        }
        headers.back().first.assign(chosen);
        headers.back().second.assign(value);
        return;
    }
}

void HeaderKeeper::clear(Headers& headers)
{
    for (auto& header : headers) {
        if (m_spare.size() < mostSpare && header.second.capacity() <= longestSpare) {
            m_spare.push_back(std::move(header));
        }
    }
    if (headers.capacity() > mostSpare) {
        headers = Headers();
    }
    headers.clear();
}

std::string_view findHeader(const Headers& headers, std::string_view name)
{
    for (const auto& [key, value] : headers) {
        if (key == name) {
            return value;
        }
    }
    return {};
}

void clearText(std::string& text)
{
    if (text.capacity() > keptCapacity) {
        std::string().swap(text); // an assignment would keep the memory
    }
    text.clear();
}

} // namespace highwater::http
