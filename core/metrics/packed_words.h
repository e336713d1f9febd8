// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <type_traits>
#include <vector>

namespace highwater {

/// Plain values in little memory: zeros take next to nothing, a small number a byte or two, and of values that are alike what tells them
/// apart. For what is kept and seldom looked at. A plain value.
class PackedWords
{
public:
    /// Appends the values of a vector. Their memory is taken as words of 64 bits, of which there is a whole number.
    template <typename Vector>
    void append(const Vector& values)
    {
        using T = typename Vector::value_type;
        static_assert(std::is_trivially_copyable_v<T> && (sizeof(T) < sizeof(std::uint64_t) || sizeof(T) % sizeof(std::uint64_t) == 0));
        append(std::as_bytes(std::span(values.data(), values.size())), wordsOf<T>);
    }
    /// Gives back memory that is not needed.
    void close() { m_bytes.shrink_to_fit(); }
    [[nodiscard]] std::size_t bytes() const { return m_bytes.capacity(); }

    /// Hands the vectors out again, in their order. The words outlive it.
    class Reader
    {
    public:
        explicit Reader(const PackedWords& words) : m_next(words.m_bytes.data()) {}

        template <typename Vector>
        void next(Vector& values)
        {
            using T = typename Vector::value_type;
            values.assign(size() / sizeof(T), T());
            next(std::as_writable_bytes(std::span(values.data(), values.size())), wordsOf<T>);
        }

    private:
        std::size_t size();
        void next(std::span<std::byte> bytes, std::size_t stride);

        const std::uint8_t* m_next;
    };

private:
    /// Words from one value to the next one like it; 0: they are counts, not alike.
    template <typename T>
    static constexpr std::size_t wordsOf = sizeof(T) > sizeof(std::uint64_t) ? sizeof(T) / sizeof(std::uint64_t) : 0;
    void append(std::span<const std::byte> bytes, std::size_t stride);

    std::vector<std::uint8_t> m_bytes;
};

} // namespace highwater
