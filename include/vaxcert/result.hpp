// SPDX-License-Identifier: Apache-2.0
// A value, or the reason why there is none.

#pragma once

#include <string>
#include <utility>
#include <variant>

#include <vaxcert/reason.hpp>

namespace vaxcert {

/// Why a step could not produce its value.
struct Error {
    /// For programs: stable, one meaning, the same word in every binding.
    Reason reason = Reason::internal;

    /// For people: what was found and what was expected, as "character 17 is not in the Base45
    /// alphabet". Never holds personal data, so it is always safe to log.
    std::string detail;

    bool operator==(const Error&) const = default;
};

/// Either a T or the Error that says why there is none.
///
/// Reading the value of a failed Result throws: forgetting to check is a bug in the program, not
/// a property of the certificate.
template <class T>
class [[nodiscard]] Result {
  public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    bool has_value() const noexcept { return state_.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }

    T& operator*() & { return std::get<0>(state_); }
    const T& operator*() const& { return std::get<0>(state_); }
    T&& operator*() && { return std::get<0>(std::move(state_)); }
    T* operator->() { return &**this; }
    const T* operator->() const { return &**this; }

    const Error& error() const& { return std::get<1>(state_); }
    Error&& error() && { return std::get<1>(std::move(state_)); }

  private:
    std::variant<T, Error> state_;
};

/// The value of a Result that has none to give: `return Done{};`
struct Done {};

}  // namespace vaxcert
