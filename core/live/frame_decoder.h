// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace highwater {

/// Length-prefixed frames: 4 bytes of length, the most significant first, then so many bytes of payload; cut anywhere, also within the
/// length. A length of 0 is a frame of no bytes. Belongs to one connection and its thread; knows no socket and no clock.
///
/// Memory: a frame that lies whole in the bytes given is handed over where it is; only a frame that was cut is gathered, and memory
/// grows with the bytes that came, not with the length that was announced: at most the limit. Fails only by TooLong, and for good: the
/// place of the next frame cannot be known. No function throws, except when memory runs out.
class FrameDecoder
{
public:
    enum class State {
        NeedMore, ///< every byte was taken; no frame is complete
        Frame,    ///< a frame is in payload
        TooLong   ///< a frame announces more bytes than the limit
    };
    struct Fed
    {
        std::size_t consumed = 0; ///< bytes taken from the front of what was given
        State state = State::NeedMore;
        std::string_view payload; ///< lives until the next call, and as long as the bytes given
    };

    static constexpr std::size_t lengthBytes = 4;

    explicit FrameDecoder(std::uint32_t limit) : m_limit(limit) {}

    /// Takes the bytes up to the end of the first frame. Call it again with the rest: who has no room stops calling and keeps the rest.
    [[nodiscard]] Fed next(std::string_view bytes);

    /// Calls take(payload) for each whole frame, until take returns false. consumed counts all of them; state is Frame when take said no.
    template <typename Take>
    [[nodiscard]] Fed feed(std::string_view bytes, Take&& take)
    {
        std::size_t consumed = 0;
        for (;;) {
            Fed fed = next(bytes.substr(consumed));
            consumed += fed.consumed;
            if (fed.state != State::Frame || !take(fed.payload)) {
                return Fed{consumed, fed.state, {}};
            }
        }
    }

    /// Some bytes of a frame have come, not all: when the connection ends now, that frame is lost.
    [[nodiscard]] bool inFrame() const { return m_lengthHave > 0; }
    /// Length that the unfinished frame, or the one that was too long, announces; 0 while that is not known.
    [[nodiscard]] std::uint32_t announced() const { return m_lengthHave == lengthBytes ? m_length : 0; }
    [[nodiscard]] std::uint32_t limit() const { return m_limit; }
    [[nodiscard]] std::uint64_t frames() const { return m_frames; } ///< whole ones so far
    /// Bytes held for the unfinished frame.
    [[nodiscard]] std::size_t buffered() const { return m_handedOver ? 0 : m_part.size(); }

private:
    std::string_view takeLength(std::string_view bytes);
    Fed whole(std::size_t consumed, std::string_view payload);

    std::uint32_t m_limit;
    std::uint32_t m_length = 0;     ///< as far as it is known
    std::uint32_t m_lengthHave = 0; ///< bytes of the length that have come, 0 to 4
    bool m_handedOver = false;      ///< m_part holds a frame that was handed over; the next call empties it
    std::uint64_t m_frames = 0;
    std::string m_part;
};

/// The length of a frame, to be followed by its payload.
void appendFrameLength(std::string& out, std::uint32_t length);
/// A whole frame; payload has less than 4 GiB.
void appendFrame(std::string& out, std::string_view payload);

} // namespace highwater
