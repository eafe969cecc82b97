// SPDX-License-Identifier: Apache-2.0
// The first thing that went wrong. The engine's many small steps answer bool, and leave the why
// here.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <vaxcert/result.hpp>

namespace vaxcert::jsonld {

class Trouble {
  public:
    /// Always false, so that a step can end with `return trouble.report(...)`.
    bool report(Error error) {
        if (!error_) error_ = std::move(error);
        return false;
    }

    /// One of the specification's error codes, and what was found.
    bool bad(std::string_view code, std::string_view found) {
        return report({Reason::bad_jsonld, std::string(code) + ": " + std::string(found)});
    }

    /// Something would fall out of the result unseen.
    bool loss(std::string_view what) { return report({Reason::data_loss, std::string(what)}); }

    explicit operator bool() const noexcept { return error_.has_value(); }
    const Error& error() const { return *error_; }
    Error& error() { return *error_; }

    /// For a trial whose failure means something else.
    void replace(Error error) { error_ = std::move(error); }

  private:
    std::optional<Error> error_;
};

}  // namespace vaxcert::jsonld
