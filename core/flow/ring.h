// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cassert>
#include <cstddef>
#include <vector>

namespace highwater::flow {

/// A double-ended line in one block of memory that grows by doubling and never shrinks: no allocation per item once it is warm.
/// T is a plain value.
template <typename T>
class Ring
{
public:
    [[nodiscard]] bool empty() const { return m_size == 0; }
    [[nodiscard]] std::size_t size() const { return m_size; }

    void pushBack(const T& value)
    {
        if (m_size == m_slots.size()) [[unlikely]] {
            grow();
        }
        m_slots[(m_head + m_size) & (m_slots.size() - 1)] = value;
        ++m_size;
    }
    [[nodiscard]] const T& front() const
    {
        assert(m_size > 0);
        return m_slots[m_head];
    }
    [[nodiscard]] const T& operator[](std::size_t index) const
    {
        assert(index < m_size);
        return m_slots[(m_head + index) & (m_slots.size() - 1)];
    }
    T popFront()
    {
        assert(m_size > 0);
        const T value = m_slots[m_head];
        m_head = (m_head + 1) & (m_slots.size() - 1);
        --m_size;
        return value;
    }
    T popBack()
    {
        assert(m_size > 0);
        --m_size;
        return m_slots[(m_head + m_size) & (m_slots.size() - 1)];
    }
    void clear()
    {
        m_head = 0;
        m_size = 0;
    }

private:
    void grow()
    {
        std::vector<T> larger(m_slots.empty() ? 16 : m_slots.size() * 2);
        for (std::size_t i = 0; i < m_size; ++i) {
            larger[i] = m_slots[(m_head + i) & (m_slots.size() - 1)];
        }
        m_slots = std::move(larger);
        m_head = 0;
    }

    std::vector<T> m_slots; ///< its size is a power of two
    std::size_t m_head = 0;
    std::size_t m_size = 0;
};

} // namespace highwater::flow
