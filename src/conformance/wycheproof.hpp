// SPDX-License-Identifier: Apache-2.0
// What the two halves of the Wycheproof suite share.

#pragma once

#include <string>
#include <string_view>

#include "conformance/suite.hpp"

namespace vaxcert::conformance::wycheproof {

inline constexpr std::string_view accepted = "accepted", rejected = "rejected";

/// The text of a member, or nothing.
inline std::string text_at(const json::Value& object, std::string_view member) {
    const json::Value* value = object.find(member);
    return value && value->is_string() ? value->string() : std::string();
}

/// "file.json 17"
inline std::string case_name(std::string_view file, const json::Value& test) {
    const json::Value* id = test.find("tcId");
    return std::string(file) + ' ' + (id && id->is_number() ? id->number().text : "?");
}

/// A group of one of the three files about JSON Web Signatures and Keys.
void run_jose_group(Run& run, std::string_view file, const json::Value& group);

}  // namespace vaxcert::conformance::wycheproof
