// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/admission.h"
#include "live/frame_decoder.h"
#include "live/http_text.h"
#include "live/live_items.h"

#include <chrono>
#include <ctime>
#include <string>
#include <string_view>

namespace highwater {

/// Puts answers into bytes; keeps one buffer for all. Belongs to the service.
class LiveAnswers
{
public:
    /// The date line that every answer has.
    std::string_view date() { return m_date.at(::time(nullptr)); }

    std::string_view confirmation(const LiveItem& item)
    {
        m_out.clear();
        if (item.ownFrame) {
            std::string text = R"({"status":"OK","id":")";
            http::appendNumber(text, item.id);
            appendFrame(m_out, text.append(R"("})"));
        } else {
            http::appendConfirmation(m_out, item.id, item.keepAlive, date());
        }
        return m_out;
    }
    std::string_view refusal(bool ownFrame, bool keepAlive, int status, std::string_view reason, Duration retryAfter)
    {
        m_out.clear();
        const auto seconds = std::max<std::int64_t>(1, std::chrono::ceil<std::chrono::seconds>(retryAfter).count());
        if (ownFrame) {
            std::string text = R"({"status":"refused","reason":)";
            http::appendJsonString(text, reason);
            text.append(R"(,"retryAfter":)");
            http::appendNumber(text, static_cast<std::uint64_t>(seconds));
            appendFrame(m_out, text.append("}"));
        } else {
            http::appendRefusal(m_out, status, reason, status == 429 || status == 503 ? seconds : -1, keepAlive, date());
        }
        return m_out;
    }
    std::string_view batch(const FrameBatch& batch)
    {
        m_out.clear();
        m_text = batch.refused == 0 ? R"({"status":"OK","frames":)" : R"({"status":"refused","reason":)";
        if (batch.refused > 0) {
            http::appendJsonString(m_text, batch.reason);
            m_text.append(R"(,"refused":)");
            http::appendNumber(m_text, batch.refused);
            m_text.append(R"(,"frames":)");
        }
        http::appendNumber(m_text, batch.frames);
        m_text.append("}");
        http::appendResponse(m_out, batch.refused == 0 ? 200 : 503, "application/json", m_text, batch.keepAlive, date());
        return m_out;
    }
    std::string_view page(int status, std::string_view type, std::string_view body, bool keepAlive, std::string_view headers = {})
    {
        m_out.clear();
        m_text.assign(date()).append(headers);
        http::appendResponse(m_out, status, type, body, keepAlive, m_text);
        return m_out;
    }
    std::string_view head(int status, std::string_view type, std::size_t length, bool keepAlive)
    {
        m_out.clear();
        http::appendResponseHead(m_out, status, type, length, keepAlive, date());
        return m_out;
    }
    std::string_view streamHead(std::string_view type, bool chunked)
    {
        m_out.clear();
        m_text.assign(date()).append("Cache-Control: no-store\r\n");
        http::appendStreamHead(m_out, 200, type, chunked, m_text);
        return m_out;
    }

private:
    std::string m_out;
    std::string m_text;
    http::DateLine m_date;
};

/// What a client can do something about gets 429, what is the service's own state 503.
inline int statusOf(flow::RefusalReason reason)
{
    return reason == flow::RefusalReason::TokenBucket || reason == flow::RefusalReason::Quota ? 429 : 503;
}

} // namespace highwater
