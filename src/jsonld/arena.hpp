// SPDX-License-Identifier: Apache-2.0
// Memory for things that are made together and forgotten together.

#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace vaxcert::jsonld {

/// Hands out memory piece by piece and frees all of it at once. Nothing in it is destroyed one by
/// one, so only what needs no destructor may live here.
class Arena {
  public:
    explicit Arena(std::size_t block = 16384) : block_(block) {}

    template <class T, class... Arguments>
    T* make(Arguments&&... arguments) {
        static_assert(std::is_trivially_destructible_v<T>);
        return new (take(sizeof(T), alignof(T))) T{std::forward<Arguments>(arguments)...};
    }

    template <class T>
    T* make_array(std::size_t count) {
        static_assert(std::is_trivially_destructible_v<T>);
        // NOLINTNEXTLINE(bugprone-sizeof-expression): an array of pointers is meant as such
        T* first = static_cast<T*>(take(sizeof(T) * count, alignof(T)));
        std::uninitialized_value_construct_n(first, count);
        return first;
    }

    /// A copy of `head` with `tail` behind it.
    std::string_view keep(std::string_view head, std::string_view tail = {}) {
        const std::size_t size = head.size() + tail.size();
        if (size == 0) return {};
        char* copy = static_cast<char*>(take(size, 1));
        head.copy(copy, head.size());
        tail.copy(copy + head.size(), tail.size());
        return {copy, size};
    }

  private:
    void* take(std::size_t size, std::size_t alignment) {
        std::size_t at = (used_ + alignment - 1) & ~(alignment - 1);
        if (blocks_.empty() || at + size > capacity_) {
            capacity_ = std::max(block_, size);
            // operator new aligns for every ordinary type, so a block begins aligned.
            blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(capacity_));
            at = 0;
        }
        used_ = at + size;
        return blocks_.back().get() + at;
    }

    std::size_t block_;
    std::size_t capacity_ = 0;
    std::size_t used_ = 0;
    std::vector<std::unique_ptr<std::byte[]>> blocks_;
};

}  // namespace vaxcert::jsonld
