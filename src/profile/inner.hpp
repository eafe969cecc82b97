// SPDX-License-Identifier: Apache-2.0
// What a profile holds, for the folders that act on it.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <vaxcert/profile.hpp>

#include "json/value.hpp"

namespace vaxcert {

/// What a thing is called in code systems: {"eu-product", "EU/1/20/1528"}.
using Codes = std::vector<std::pair<std::string, std::string>>;

/// The code in a system, or empty.
std::string_view code_in(const Codes& codes, std::string_view system) noexcept;

/// One vaccine as an issuer's master data knows it.
struct Product {
    std::vector<std::string> names;              ///< the first is the one we write
    std::vector<std::string> manufacturers;      ///< the first is the one we write
    std::vector<std::string> name_keys;          ///< names, as name_key() compares them
    std::vector<std::string> manufacturer_keys;  ///< manufacturers, likewise
    std::optional<int> course;                   ///< doses of the primary course
    std::string disease;
    std::string icd11;        ///< ICD-11 extension code, "XM9QW8"
    std::string prophylaxis;  ///< the term of that code
    Codes codes;              ///< in other code systems
};

/// A disease or a kind of test, in several code systems.
struct Concept {
    std::string name;
    Codes codes;
};

/// How certificate ids look.
struct IdShape {
    std::string alphabet;  ///< the characters to draw from
    std::size_t length = 0;
};

struct Profile::Inner {
    std::string name;
    std::string format;
    std::string issuer;
    std::string verification_method;
    bool test_environment = false;
    IdShape certificate_id;
    std::vector<Product> products;
    std::vector<std::string> diseases;    ///< names that a test certificate may state
    std::vector<std::string> test_types;  ///< kinds of test it may state
    std::vector<Concept> concepts;        ///< diseases and kinds of test with their codes
    std::vector<std::pair<std::string, std::string>> columns;
    int qr_level = 1;  ///< 0 to 3: low, medium, quartile, high
    int qr_scale = 4;
    int qr_quiet_zone = 4;
    int qr_max_version = 40;

    /// The settings of each format it issues, the main one first: the members of the profile that
    /// are named as formats. Each format checks its own.
    std::vector<json::Member> formats;

    /// The settings of a format; null where the profile does not issue it.
    const json::Value& settings_of(std::string_view format_name) const noexcept;
};

/// A name as names are compared: ASCII letters in lower case, ASCII punctuation and spaces gone.
std::string name_key(std::string_view name);

/// The product that a name means, or nullptr: the one of that very name, else the first whose name
/// is part of it, as "Covishield (ChAdOx1)" is a Covishield.
const Product* find_product(const Profile::Inner& profile, std::string_view key);

/// The product, and the concept, that a code means, or nullptr.
const Product* product_of_code(const Profile::Inner& profile, std::string_view system,
                               std::string_view code);
const Concept* concept_of_code(const Profile::Inner& profile, std::string_view system,
                               std::string_view code);

/// The concept of that name, or nullptr. Takes a name_key().
const Concept* find_concept(const Profile::Inner& profile, std::string_view key);

/// Whether some product, or this one, has that manufacturer. Both take a name_key().
bool is_manufacturer(const Profile::Inner& profile, std::string_view key);
bool makes(const Product& product, std::string_view key);

/// The text of a shipped profile or master data set, or nothing.
std::optional<std::string_view> ready_text(std::string_view name);

}  // namespace vaxcert
