// SPDX-License-Identifier: Apache-2.0
// Codes of the EU's value sets, by the master data.

#pragma once

#include <string>
#include <string_view>

#include <vaxcert/certificate.hpp>
#include <vaxcert/master_data.hpp>

#include "profile/inner.hpp"

namespace vaxcert::hcert {

/// Code systems as master data name them.
namespace system {
inline constexpr std::string_view snomed = "snomed", vaccine = "eu-vaccine", product = "eu-product",
                                  manufacturer = "eu-manufacturer", test_type = "loinc",
                                  icvp = "icvp", icd11 = "icd11";
}

/// The product, and the concept, that a code means in any of the profiles; nullptr if in none.
const Product* product_of(const MasterData& master_data, std::string_view system,
                          std::string_view code);
const Concept* concept_of(const MasterData& master_data, std::string_view system,
                          std::string_view code);

/// A disease by its SNOMED CT code, with its name where that is known.
Code disease_of(const MasterData& master_data, const std::string& code);

}  // namespace vaxcert::hcert
