// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/compressed.h"

#include "units/display.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <limits>

namespace highwater {

namespace {

constexpr int mostWindowBits = 15;
constexpr int gzipHeader = 16; ///< added to the window bits: zlib writes and wants the header of gzip
constexpr std::size_t chunkBytes = std::size_t{64} * 1024;
constexpr std::size_t mostInput = std::numeric_limits<uInt>::max();

int windowBits(Wrapping wrapping)
{
    return wrapping == Wrapping::Gzip ? mostWindowBits + gzipHeader : mostWindowBits;
}

/// zlib takes what it only reads by a pointer to what it could write.
Bytef* inputOf(std::string_view bytes)
{
    return const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
}

/// An inflating stream that is closed whatever happens.
class Inflater
{
public:
    explicit Inflater(Wrapping wrapping) { m_ready = inflateInit2(&m_stream, windowBits(wrapping)) == Z_OK; }
    ~Inflater()
    {
        if (m_ready) {
            inflateEnd(&m_stream);
        }
    }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    [[nodiscard]] bool ready() const { return m_ready; }
    z_stream& stream() { return m_stream; }

private:
    z_stream m_stream{};
    bool m_ready = false;
};

} // namespace

std::string compressed(std::string_view text, Wrapping wrapping)
{
    z_stream stream{};
    std::string out;
    constexpr int memoryLevel = 8;
    if (text.size() > mostInput || deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, windowBits(wrapping), memoryLevel, Z_DEFAULT_STRATEGY) != Z_OK) {
        return out;
    }
    out.resize(deflateBound(&stream, static_cast<uLong>(text.size())));
    stream.next_in = inputOf(text);
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const bool done = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    out.resize(done ? stream.total_out : 0);
    deflateEnd(&stream);
    return out;
}

Result<std::string> decompressed(std::string_view bytes, Wrapping wrapping, std::size_t most)
{
    Inflater inflater(wrapping);
    if (!inflater.ready() || bytes.size() > mostInput) {
        return failure(Errc::OutOfRange, {}, "this is more than can be unpacked");
    }
    z_stream& stream = inflater.stream();
    stream.next_in = inputOf(bytes);
    stream.avail_in = static_cast<uInt>(bytes.size());
    std::string out;
    std::array<char, chunkBytes> chunk{};
    const auto place = [&] { return "byte " + std::to_string(stream.total_in); };
    while (true) {
        stream.next_out = reinterpret_cast<Bytef*>(chunk.data());
        stream.avail_out = static_cast<uInt>(chunk.size());
        const int state = inflate(&stream, Z_NO_FLUSH);
        const std::size_t came = chunk.size() - stream.avail_out;
        if (out.size() + came > most) {
            return failure(Errc::OutOfRange, place(), "unpacked, this is more than " + displayBytes(static_cast<double>(most)));
        }
        out.append(chunk.data(), came);
        if (state == Z_STREAM_END) {
            return out;
        }
        if (state == Z_BUF_ERROR || (state == Z_OK && stream.avail_in == 0 && came == 0)) {
            return failure(Errc::Syntax, place(), "this ends too early: a part of it is missing");
        }
        if (state != Z_OK) {
            return failure(Errc::Syntax, place(), stream.total_in == 0 ? "this is not packed as " + std::string(wrapping == Wrapping::Gzip ? "gzip" : "zlib")
                                                                       : "the packed bytes are damaged");
        }
    }
}

} // namespace highwater
