// SPDX-License-Identifier: Apache-2.0
// Between the code systems of FHIR and the words of master data.

#pragma once

#include <span>
#include <string>
#include <string_view>

#include <vaxcert/certificate.hpp>
#include <vaxcert/master_data.hpp>

#include "json/value.hpp"
#include "profile/inner.hpp"

namespace vaxcert::shc {

/// A code system as FHIR names it and as master data do: http://hl7.org/fhir/sid/cvx is "cvx".
struct CodeSystem {
    std::string_view name, url;
};

/// The systems in which a vaccine may be coded.
std::span<const CodeSystem> vaccine_systems() noexcept;

/// What master data call a product in a system, or empty. Its ICD-11 code is that of its kind.
std::string_view code_of_product(const Product& product, std::string_view system) noexcept;

/// Names the product that a vaccine's codings mean, and what it protects against. A code of a kind
/// of vaccine names no product.
void name_vaccine(const json::Value* concept_, const MasterData& master_data, Vaccination& event);

/// Names the kind of test and the disease that a test's codings mean to a profile's "tests".
void name_test(const json::Value* concept_, const MasterData& master_data, Test& event);

/// "male" is "Male"; what FHIR has no word for stays as it is.
std::string sex_of_gender(std::string_view gender);

/// The reverse; empty for what FHIR has no word for.
std::string_view gender_of_sex(std::string_view sex) noexcept;

/// "Positive", "Negative" or "Inconclusive", of SNOMED CT's code for a result, or empty; and back.
std::string result_of(const json::Value* concept_);
std::string_view code_of_result(std::string_view result) noexcept;

}  // namespace vaxcert::shc
