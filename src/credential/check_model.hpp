// SPDX-License-Identifier: Apache-2.0
// The rules of the W3C credential data model, on a document already read.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <vaxcert/result.hpp>

#include "json/value.hpp"

namespace vaxcert::credential {

enum class Version : std::uint8_t { none, v1, v2 };

inline constexpr std::string_view context_v1 = "https://www.w3.org/2018/credentials/v1";
inline constexpr std::string_view context_v2 = "https://www.w3.org/ns/credentials/v2";

/// By the first context.
Version version_of(const json::Value& document);

enum class Extent : std::uint8_t {
    whole,
    part,  ///< of a credential that its holder shows selectively: what is not there was left out
};

std::vector<Error> check_credential(const json::Value& document, Extent extent);

/// Of the presentation itself, not of its credentials.
std::vector<Error> check_presentation(const json::Value& document);

/// What JSON-LD would drop, and terms that nobody defined: for suites that do not ask it.
Result<Done> check_terms(const json::Value& document);

}  // namespace vaxcert::credential
