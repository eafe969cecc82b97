// SPDX-License-Identifier: Apache-2.0
// JSON text on its way to a parser that is not strict enough alone.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <vaxcert/result.hpp>

#include "base/budget.hpp"

namespace vaxcert::json {

/// Shows a text to a JSON parser byte by byte, but every string as "": strings are read here,
/// strictly, and the parser asks for them when it has recognized one. A text that is refused ends
/// where it is refused.
class Source {
  public:
    Source(std::string_view text, const Budget& budget);

    /// Whether the text is at its end or has been refused.
    bool ended() const noexcept { return refusal_ || position_ >= text_.size(); }

    /// The byte to parse now. Reads a string when it begins, so ask once per advance().
    char show();
    void advance() noexcept { position_ = next_; }

    /// The string shown last, unescaped; good until the next one begins.
    std::string_view string() const noexcept { return string_; }

    /// The number shown last, as written.
    std::string_view number() const noexcept { return number_; }

    std::size_t position() const noexcept { return position_; }

    /// The first refusal is the one that stays.
    void refuse(Error why);
    void refuse_here(const char* what);
    const std::optional<Error>& refusal() const noexcept { return refusal_; }

  private:
    void begin_number();
    void read_string();
    bool read_escape(std::size_t& at);
    void refuse_at(std::size_t at, const char* what);

    std::string_view text_;
    const Budget& budget_;
    std::size_t position_ = 0;
    std::size_t next_ = 0;
    bool inside_string_ = false;  ///< the closing quote is the next to show
    std::size_t number_end_ = 0;
    std::string_view string_;
    std::string_view number_;
    std::string unescaped_;
    std::optional<Error> refusal_;
};

}  // namespace vaxcert::json
