// SPDX-License-Identifier: Apache-2.0
// Numbers for blank node labels, in the order met. Of this folder alone.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory_resource>
#include <string_view>
#include <vector>

namespace vaxcert::rdf {

/// A hash table whose entries are indexes into the labels: one allocation, no text copied.
class NodeNumbers {
  public:
    explicit NodeNumbers(std::pmr::memory_resource& arena) : labels_(&arena), slots_(&arena) {}

    /// The number of `label`, which is new if it equals the size of labels() before the call.
    std::uint32_t number_of(std::string_view label) {
        // A statement after the other is about the same node.
        if (!labels_.empty() && labels_[last_].data() == label.data() &&
            labels_[last_].size() == label.size())
            return last_;
        if (2 * labels_.size() >= slots_.size()) grow();
        std::uint32_t& slot = slot_of(label);
        if (slot == empty) {
            slot = static_cast<std::uint32_t>(labels_.size());
            labels_.push_back(label);
        }
        return last_ = slot;
    }

    std::pmr::vector<std::string_view>& labels() noexcept { return labels_; }

  private:
    static constexpr std::uint32_t empty = UINT32_MAX;

    std::uint32_t& slot_of(std::string_view label) {
        std::size_t at = std::hash<std::string_view>{}(label) & (slots_.size() - 1);
        while (slots_[at] != empty && labels_[slots_[at]] != label)
            at = (at + 1) & (slots_.size() - 1);
        return slots_[at];
    }

    void grow() {
        slots_.assign(slots_.empty() ? 32 : 2 * slots_.size(), empty);
        labels_.reserve(slots_.size() / 2);
        for (std::uint32_t i = 0; i < labels_.size(); ++i) slot_of(labels_[i]) = i;
    }

    std::pmr::vector<std::string_view> labels_;
    std::pmr::vector<std::uint32_t> slots_;
    std::uint32_t last_ = 0;
};

}  // namespace vaxcert::rdf
