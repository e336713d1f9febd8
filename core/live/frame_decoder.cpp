// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/frame_decoder.h"

#include <algorithm>
#include <cassert>
#include <limits>

namespace highwater {

namespace {

/// What a connection may hold for the next frame that is cut.
constexpr std::size_t keptCapacity = 64 * 1024;

} // namespace

/// Takes what is missing of the length; returns the rest.
std::string_view FrameDecoder::takeLength(std::string_view bytes)
{
    while (m_lengthHave < lengthBytes && !bytes.empty()) {
        m_length = (m_lengthHave == 0 ? 0 : m_length << 8) | static_cast<unsigned char>(bytes.front());
        ++m_lengthHave;
        bytes.remove_prefix(1);
    }
    return bytes;
}

FrameDecoder::Fed FrameDecoder::whole(std::size_t consumed, std::string_view payload)
{
    m_lengthHave = 0;
    ++m_frames;
    return Fed{consumed, State::Frame, payload};
}

FrameDecoder::Fed FrameDecoder::next(std::string_view bytes)
{
    if (m_handedOver) {
        m_handedOver = false;
        if (m_part.capacity() > keptCapacity) {
            std::string().swap(m_part);
        }
        m_part.clear();
    }
    const std::string_view rest = takeLength(bytes);
    const std::size_t ofLength = bytes.size() - rest.size();
    if (m_lengthHave < lengthBytes) {
        return Fed{ofLength, State::NeedMore, {}};
    }
    if (m_length > m_limit) {
        return Fed{ofLength, State::TooLong, {}};
    }
    const std::size_t missing = m_length - m_part.size();
    if (m_part.empty() && rest.size() >= missing) {
        return whole(ofLength + missing, rest.substr(0, missing));
    }
    const std::size_t taken = std::min(missing, rest.size());
    m_part.append(rest.substr(0, taken));
    if (taken < missing) {
        return Fed{ofLength + taken, State::NeedMore, {}};
    }
    m_handedOver = true;
    return whole(ofLength + taken, m_part);
}

void appendFrameLength(std::string& out, std::uint32_t length)
{
    for (const unsigned shift : {24U, 16U, 8U, 0U}) {
        out.push_back(static_cast<char>(static_cast<unsigned char>(length >> shift)));
    }
}

void appendFrame(std::string& out, std::string_view payload)
{
    assert(payload.size() <= std::numeric_limits<std::uint32_t>::max());
    appendFrameLength(out, static_cast<std::uint32_t>(payload.size()));
    out.append(payload);
}

} // namespace highwater
