// SPDX-License-Identifier: Apache-2.0
// The rules of FHIR and of SMART Health Cards for a bundle.

#pragma once

#include <string_view>
#include <vector>

#include <vaxcert/finding.hpp>

#include "json/value.hpp"

namespace vaxcert::shc {

inline constexpr std::string_view cvx_system = "http://hl7.org/fhir/sid/cvx";
inline constexpr std::string_view mvx_system = "http://hl7.org/fhir/sid/mvx";
inline constexpr std::string_view snomed_system = "http://snomed.info/sct";
inline constexpr std::string_view loinc_system = "http://loinc.org";
inline constexpr std::string_view icd11_system = "http://id.who.int/icd/release/11/mms";

/// What a bundle holds, in the words of the card types of former versions.
struct Contents {
    bool immunization = false;
    bool covid19 = false;
    bool laboratory = false;
};
Contents contents_of(const json::Value& bundle);

/// Everything in a bundle that FHIR or SMART Health Cards forbid, which rejects; and what they
/// advise against in a card, which is only noted.
std::vector<Finding> check_bundle(const json::Value& bundle);

/// The resource of that kind ("Immunization") in each entry that has one.
std::vector<const json::Value*> resources_of(const json::Value& bundle, std::string_view type);

/// The code of a CodeableConcept in a system, or empty.
std::string_view code_of(const json::Value* concept_, std::string_view system) noexcept;

/// A text member, or empty.
std::string_view text_at(const json::Value* object, std::string_view member) noexcept;

}  // namespace vaxcert::shc
