// SPDX-License-Identifier: Apache-2.0
// The three kinds of DIVOC certificate: their contexts, types and members.

#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace vaxcert::divoc {

enum class Kind : std::uint8_t {
    vaccination_v1,  ///< domestic
    vaccination_v2,  ///< international: with dob, icd11Code and prophylaxis
    test,
};

inline constexpr std::string_view credentials_context = "https://www.w3.org/2018/credentials/v1";

/// The kind that a second context means. False where it is none that we know.
bool kind_of_context(std::string_view url, Kind& kind) noexcept;

/// The second value of the credential's type, and the one of its evidence.
std::string_view credential_type(Kind kind) noexcept;
std::string_view evidence_type(Kind kind) noexcept;

/// What a member may hold.
enum class Holds : std::uint8_t {
    text,            ///< a string
    node_id,         ///< a string that names an RDF node
    number_or_text,  ///< a postal code
    count,           ///< a positive whole number; "" in certificates of early 2021
    object,
};

/// One member of an object, and what stands below it.
struct MemberRule {
    std::string_view name;
    Holds holds = Holds::text;
    std::span<const MemberRule> members = {};
};

/// The members of credentialSubject and of the evidence, but for their type.
std::span<const MemberRule> subject_members(Kind kind) noexcept;
std::span<const MemberRule> evidence_members(Kind kind) noexcept;

/// Whether jsonld.js 2.0.2 takes a text for an absolute IRI. What is none it drops, with everything
/// that hangs on it, before it signs.
bool is_absolute_iri(std::string_view text) noexcept;

}  // namespace vaxcert::divoc
