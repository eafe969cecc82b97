// SPDX-License-Identifier: Apache-2.0
// Whether an id was seen lately, in memory that does not grow.

#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace vaxcert::cli {

/// Remembers at least the last 131,072 ids, and at most twice as many, in 8 MiB. An id that came
/// longer ago is forgotten: whoever must be sure for millions keeps ids on disk.
class RecentIds {
  public:
    static constexpr std::size_t generation = std::size_t{1} << 17;

    /// Remembers an id. False: it is remembered already.
    bool add(std::string_view id) {
        const Key key = key_of(id);
        if (older_.holds(key) || !newer_.add(key)) return false;
        if (newer_.count == generation) {
            std::swap(older_, newer_);
            newer_.clear();
        }
        return true;
    }

  private:
    using Key = std::array<std::uint64_t, 2>;

    /// An open hash table that is never more than half full. No key is {0, 0}.
    struct Set {
        std::vector<Key> slots = std::vector<Key>(generation * 2);
        std::size_t count = 0;

        std::size_t find(const Key& key) const {
            std::size_t at = key[0] % slots.size();
            while (slots[at] != Key{} && slots[at] != key) at = (at + 1) % slots.size();
            return at;
        }
        bool holds(const Key& key) const { return slots[find(key)] == key; }
        void clear() {
            std::fill(slots.begin(), slots.end(), Key{});
            count = 0;
        }
        bool add(const Key& key) {
            Key& slot = slots[find(key)];
            if (slot == key) return false;
            slot = key;
            ++count;
            return true;
        }
    };

    /// 128 bits of an id: two FNV-1a hashes that begin differently and are stirred at the end.
    static Key key_of(std::string_view id) {
        Key key = {0xcbf29ce484222325, 0x9ae16a3b2f90404f};
        for (std::uint64_t& hash : key) {
            for (const char c : id) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
            hash = (hash ^ hash >> 32) * 0xd6e8feb86659fd93;
            hash ^= hash >> 32;
        }
        key[1] |= 1;
        return key;
    }

    Set newer_;
    Set older_;
};

}  // namespace vaxcert::cli
