// SPDX-License-Identifier: Apache-2.0
// Collects what breaks the rules. Of this folder alone.

#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <vaxcert/result.hpp>

#include "json/value.hpp"

namespace vaxcert::credential {

class Rules {
  public:
    using Value = json::Value;
    using Check = std::function<void(const Value&, const std::string&)>;

    void broken(std::string what) { problems_.push_back({Reason::shape_not_expected, what}); }
    void add(Error problem) { problems_.push_back(std::move(problem)); }
    void missing(std::string what) { problems_.push_back({Reason::member_missing, what}); }

    /// Calls `check` with a member, or with each element of it where it is a list.
    void each(const Value& object, std::string_view member, const Check& check);

    /// Exactly one text, which is an absolute URL.
    void url(const Value& value, const std::string& where);

    /// A member "id": one URL. Absent only where it may be.
    void id(const Value& object, const std::string& where, bool required);

    /// A member "type": a text or a list of texts.
    void type(const Value& object, const std::string& where);

    /// A URL, or an object with an id that is one.
    void party(const Value& value, const std::string& where);

    /// Text for people: a text, a language object, or a list of those.
    void language_text(const Value& object, std::string_view member, const std::string& where);

    std::vector<Error> problems() && { return std::move(problems_); }

  private:
    std::vector<Error> problems_;
};

/// Whether a text is an absolute URL as the data model wants it.
bool is_url(std::string_view text);

/// relatedResource: each named once, with a digest that is right where we know the text.
void check_related_resources(const json::Value& document, Rules& rules);

}  // namespace vaxcert::credential
