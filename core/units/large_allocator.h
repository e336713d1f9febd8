// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdlib>
#include <new>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace highwater {

/// An allocator for the few vectors that grow to megabytes: large blocks are aligned to huge pages and ask the system for them, so that
/// a copy of a loaded simulation does not wait for thousands of small ones. Smaller blocks come from the heap as usual. Throws
/// std::bad_alloc when there is no memory.
template <typename T>
struct LargeAllocator
{
    using value_type = T;

    static constexpr std::size_t hugePage = std::size_t{2} << 20;
    static constexpr bool isLarge(std::size_t bytes) { return bytes >= 2 * hugePage; }

    LargeAllocator() = default;
    template <typename Other>
    LargeAllocator(const LargeAllocator<Other>& /*other*/) noexcept
    {
    }

    T* allocate(std::size_t count)
    {
        const std::size_t bytes = count * sizeof(T);
        if (!isLarge(bytes)) {
            return static_cast<T*>(::operator new(bytes, std::align_val_t(alignof(T))));
        }
        const std::size_t whole = (bytes + hugePage - 1) / hugePage * hugePage;
        void* block = std::aligned_alloc(hugePage, whole);
        if (block == nullptr) {
            throw std::bad_alloc();
        }
#ifdef __linux__
        madvise(block, whole, MADV_HUGEPAGE); // a wish: without it all goes on with small pages
#endif
        return static_cast<T*>(block);
    }
    void deallocate(T* block, std::size_t count) noexcept
    {
        if (isLarge(count * sizeof(T))) {
            std::free(block);
        } else {
            ::operator delete(block, std::align_val_t(alignof(T)));
        }
    }
    bool operator==(const LargeAllocator&) const = default;
};

} // namespace highwater
