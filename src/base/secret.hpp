// SPDX-License-Identifier: Apache-2.0
// Bytes that are wiped when they go.

#pragma once

#include <atomic>
#include <cstddef>
#include <utility>

#include <vaxcert/bytes.hpp>

namespace vaxcert {

/// Overwrites memory in a way that the optimizer may not leave out.
inline void wipe(void* memory, std::size_t size) noexcept {
    volatile auto* byte = static_cast<volatile unsigned char*>(memory);
    for (std::size_t i = 0; i < size; ++i) byte[i] = 0;
    std::atomic_signal_fence(std::memory_order_seq_cst);
}

/// Secret bytes: cannot be copied, are wiped when moved from or destroyed, and are only read by
/// name, so that every place that looks at a secret can be found.
class Secret {
  public:
    Secret() = default;
    explicit Secret(Bytes&& bytes) noexcept : bytes_(std::move(bytes)) {}
    Secret(Secret&& other) noexcept : bytes_(std::move(other.bytes_)) { other.bytes_.clear(); }
    Secret& operator=(Secret&& other) noexcept {
        std::swap(bytes_, other.bytes_);
        return *this;
    }
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    ~Secret() { wipe(bytes_.data(), bytes_.size()); }

    ByteView reveal() const noexcept { return bytes_; }
    bool empty() const noexcept { return bytes_.empty(); }

  private:
    Bytes bytes_;
};

}  // namespace vaxcert
