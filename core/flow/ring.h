// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boost/container/small_vector.hpp>

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>
#include <vector>

namespace highwater::flow {

/// A double-ended line in one block of memory that grows by doubling and never shrinks: no allocation per item once it is warm. An entry
/// keeps its position while it is in the line, whatever is put in or taken out at the ends. T is a plain value. The first entries are kept
/// within the ring itself, if Near says how many (a power of two): of a thousand short lines each would lie in a page of its own.
template <typename T, std::uint32_t Near = 0>
class Ring
{
public:
    [[nodiscard]] bool empty() const { return m_size == 0; }
    [[nodiscard]] std::size_t size() const { return m_size; }

    /// Returns the position of the new entry.
    std::uint32_t pushBack(const T& value)
    {
        if (m_size == m_slots.size()) [[unlikely]] {
            grow();
        }
        const std::uint32_t position = m_head + m_size;
        m_slots[position & mask()] = value;
        ++m_size;
        return position;
    }
    std::uint32_t pushFront(const T& value)
    {
        if (m_size == m_slots.size()) [[unlikely]] {
            grow();
        }
        --m_head;
        m_slots[m_head & mask()] = value;
        ++m_size;
        return m_head;
    }
    [[nodiscard]] const T& front() const
    {
        assert(m_size > 0);
        return m_slots[m_head & mask()];
    }
    [[nodiscard]] const T& back() const
    {
        assert(m_size > 0);
        return m_slots[(m_head + m_size - 1) & mask()];
    }
    /// Counted from the front.
    [[nodiscard]] const T& operator[](std::size_t index) const
    {
        assert(index < m_size);
        return m_slots[(m_head + static_cast<std::uint32_t>(index)) & mask()];
    }
    /// The entry at a position that pushBack() or pushFront() returned.
    [[nodiscard]] T& at(std::uint32_t position)
    {
        assert(position - m_head < m_size);
        return m_slots[position & mask()];
    }
    /// The same, or null when there is none.
    [[nodiscard]] const T* find(std::uint32_t position) const { return position - m_head < m_size ? &m_slots[position & mask()] : nullptr; }
    T popFront()
    {
        assert(m_size > 0);
        const T value = m_slots[m_head & mask()];
        ++m_head;
        --m_size;
        return value;
    }
    T popBack()
    {
        assert(m_size > 0);
        --m_size;
        return m_slots[(m_head + m_size) & mask()];
    }
    void clear()
    {
        m_head = 0;
        m_size = 0;
    }
    /// What its slots take in memory.
    [[nodiscard]] std::size_t bytes() const { return m_slots.capacity() * sizeof(T); }
    /// The memory of its slots, as Histogram::eachStore().
    template <typename Visit>
    void eachStore(Visit& visit)
    {
        visit(m_slots);
    }

private:
    [[nodiscard]] std::uint32_t mask() const { return static_cast<std::uint32_t>(m_slots.size()) - 1; }
    void grow()
    {
        constexpr std::size_t first = Near > 0 ? Near : 16;
        Slots larger(m_slots.empty() ? first : m_slots.size() * 2);
        const auto largerMask = static_cast<std::uint32_t>(larger.size()) - 1;
        for (std::uint32_t i = 0; i < m_size; ++i) {
            larger[(m_head + i) & largerMask] = m_slots[(m_head + i) & mask()];
        }
        m_slots = std::move(larger);
    }

    using Slots = std::conditional_t<Near == 0, std::vector<T>, boost::container::small_vector<T, Near>>;
    static_assert((Near & (Near - 1)) == 0);

    Slots m_slots;            ///< its size is a power of two
    std::uint32_t m_head = 0; ///< position of the front; counts on and wraps
    std::uint32_t m_size = 0;
};

} // namespace highwater::flow
