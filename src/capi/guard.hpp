// SPDX-License-Identifier: Apache-2.0
// What every function of the C interface goes through: nothing here decides anything, and no
// exception gets out.

#pragma once

#include <chrono>
#include <cstdint>
#include <exception>
#include <string>
#include <string_view>
#include <type_traits>

#include <vaxcert/bytes.hpp>
#include <vaxcert/result.hpp>
#include <vaxcert/time.hpp>

namespace vaxcert::capi {

/// What vaxcert_last_error() answers from now on, in this thread.
void remember(std::string_view what) noexcept;

/// Bad data on its way to vaxcert_last_error().
struct Refusal : std::exception {
    explicit Refusal(const Error& error)
        : text(std::string(name(error.reason)) + ": " + error.detail) {}
    const char* what() const noexcept override { return text.c_str(); }
    std::string text;
};

template <class Body, class Answer>
Answer guarded(Body body, Answer on_failure) noexcept {
    try {
        remember("");
        return body();
    } catch (const std::exception& failure) {
        remember(failure.what());
    } catch (...) {
        remember("internal: unknown failure");
    }
    return on_failure;
}

/// For functions that make a handle: NULL on failure.
template <class Body>
auto making(Body body) noexcept -> std::invoke_result_t<Body> {
    return guarded(body, std::invoke_result_t<Body>{nullptr});
}

/// For functions that change a handle: 0, or -1 on failure.
template <class Body>
int changing(Body body) noexcept {
    return guarded(
        [&] {
            body();
            return 0;
        },
        -1);
}

/// Ends the function with "internal: ...": a caller's mistake.
void require(bool condition, const char* what);

template <class T>
T value_or_refusal(Result<T> result) {
    if (!result) throw Refusal(result.error());
    return *std::move(result);
}

/// A pair of C arguments; `what` is said of a null pointer with a length.
ByteView view(const std::uint8_t* data, std::size_t length, const char* what);
std::string_view text(const char* data, std::size_t length, const char* what);

inline Time time_of(std::int64_t seconds) {
    return Time{std::chrono::seconds{seconds}};
}

}  // namespace vaxcert::capi
