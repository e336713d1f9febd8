// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace highwater::flow {

/// Values by client in one block of memory (open addressing, linear probing), which grows by doubling and never shrinks: no allocation
/// per client once it is warm. Keys are any but UINT64_MAX. Pointers hold until the next insert or erase. Value is a plain value.
template <typename Value>
class ClientTable
{
public:
    static constexpr std::uint64_t noKey = UINT64_MAX;
    struct Cell
    {
        Value value;
        std::uint64_t key = noKey;
    };

    [[nodiscard]] std::size_t size() const { return m_size; }
    /// Cells, used or not; a power of two, or 0.
    [[nodiscard]] std::size_t capacity() const { return m_cells.size(); }
    /// Whether one more client makes it grow.
    [[nodiscard]] bool isTight() const { return (m_size + 1) * 4 > m_cells.size() * 3; }
    [[nodiscard]] const Cell& cell(std::size_t index) const { return m_cells[index]; }

    [[nodiscard]] Value* find(std::uint64_t key)
    {
        const std::size_t index = indexOf(key);
        return index == nowhere ? nullptr : &m_cells[index].value;
    }
    [[nodiscard]] const Value* find(std::uint64_t key) const
    {
        const std::size_t index = indexOf(key);
        return index == nowhere ? nullptr : &m_cells[index].value;
    }
    /// The client must not be there yet.
    Value& insert(std::uint64_t key, const Value& value)
    {
        assert(key != noKey && indexOf(key) == nowhere);
        if (isTight()) {
            grow();
        }
        ++m_size;
        return place(key, value);
    }
    /// Nothing happens when it is not there.
    void erase(std::uint64_t key)
    {
        if (const std::size_t index = indexOf(key); index != nowhere) {
            eraseAt(index);
        }
    }
    /// Doubles its memory.
    void grow()
    {
        const std::vector<Cell> old = std::exchange(m_cells, std::vector<Cell>(m_cells.empty() ? 16 : m_cells.size() * 2));
        for (const Cell& cell : old) {
            if (cell.key != noKey) {
                place(cell.key, cell.value);
            }
        }
    }
    /// Erases every client whose value meets the condition.
    template <typename Condition>
    void eraseIf(const Condition& condition)
    {
        for (std::size_t i = 0; i < m_cells.size();) {
            if (m_cells[i].key != noKey && condition(std::as_const(m_cells[i].value))) {
                eraseAt(i); // which may move another one here
            } else {
                ++i;
            }
        }
    }
    template <typename Change>
    void forEach(const Change& change)
    {
        for (Cell& cell : m_cells) {
            if (cell.key != noKey) {
                change(cell.value);
            }
        }
    }
    void clear()
    {
        m_cells.assign(m_cells.size(), Cell());
        m_size = 0;
    }

private:
    static constexpr std::size_t nowhere = SIZE_MAX;

    [[nodiscard]] std::size_t mask() const { return m_cells.size() - 1; }
    /// Where a client is looked for first. Client numbers are dense: their bits are mixed (the finaliser of SplitMix64).
    [[nodiscard]] std::size_t homeOf(std::uint64_t key) const
    {
        key = (key ^ (key >> 30)) * 0xbf58476d1ce4e5b9U;
        key = (key ^ (key >> 27)) * 0x94d049bb133111ebU;
        return static_cast<std::size_t>(key ^ (key >> 31)) & mask();
    }
    [[nodiscard]] std::size_t indexOf(std::uint64_t key) const
    {
        if (m_size == 0) {
            return nowhere;
        }
        for (std::size_t i = homeOf(key); m_cells[i].key != noKey; i = (i + 1) & mask()) {
            if (m_cells[i].key == key) {
                return i;
            }
        }
        return nowhere;
    }
    Value& place(std::uint64_t key, const Value& value)
    {
        std::size_t i = homeOf(key);
        while (m_cells[i].key != noKey) {
            i = (i + 1) & mask();
        }
        m_cells[i] = {value, key};
        return m_cells[i].value;
    }
    /// Closes the gap: moves up those that a probe would no longer reach.
    void eraseAt(std::size_t gap)
    {
        for (std::size_t i = (gap + 1) & mask(); m_cells[i].key != noKey; i = (i + 1) & mask()) {
            const std::size_t fromHome = (i - homeOf(m_cells[i].key)) & mask();
            if (fromHome >= ((i - gap) & mask())) {
                m_cells[gap] = m_cells[i];
                gap = i;
            }
        }
        m_cells[gap] = Cell();
        --m_size;
    }

    std::vector<Cell> m_cells;
    std::size_t m_size = 0;
};

} // namespace highwater::flow
