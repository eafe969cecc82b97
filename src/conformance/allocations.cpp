// SPDX-License-Identifier: Apache-2.0
#include "conformance/allocations.hpp"

#include <malloc.h>

#include <atomic>
#include <cstdlib>
#include <new>

#if defined(__SANITIZE_ADDRESS__)
#define VAXCERT_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define VAXCERT_SANITIZED 1
#endif
#endif

namespace {

std::atomic<std::size_t> held{0};
std::atomic<std::size_t> held_at_start{0};
std::atomic<std::size_t> most{0};

}  // namespace

#ifndef VAXCERT_SANITIZED

void* operator new(std::size_t size) {
    void* memory = std::malloc(size ? size : 1);
    if (!memory) throw std::bad_alloc();
    const std::size_t now = held += malloc_usable_size(memory);
    std::size_t seen = most;
    while (now > seen && !most.compare_exchange_weak(seen, now)) {
    }
    return memory;
}

void operator delete(void* memory) noexcept {
    if (memory) held -= malloc_usable_size(memory);
    std::free(memory);
}

void operator delete(void* memory, std::size_t) noexcept {
    operator delete(memory);
}

#endif

namespace vaxcert::conformance {

void start_counting_bytes() noexcept {
    held_at_start = held.load();
    most = held.load();
}

std::size_t peak_bytes() noexcept {
    return most - held_at_start;
}

bool counts_bytes() noexcept {
#ifdef VAXCERT_SANITIZED
    return false;
#else
    return true;
#endif
}

}  // namespace vaxcert::conformance
