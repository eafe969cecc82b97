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
    std::vector<std::pair<std::string, std::string>> columns;
    int qr_level = 1;  ///< 0 to 3: low, medium, quartile, high
    int qr_scale = 4;
    int qr_quiet_zone = 4;
    int qr_max_version = 40;

    /// The format's own settings: the member of the profile named as the format. The format checks
    /// it.
    json::Value settings;
};

/// A name as names are compared: ASCII letters in lower case, ASCII punctuation and spaces gone.
std::string name_key(std::string_view name);

/// The product that a name means, or nullptr: the one of that very name, else the first whose name
/// is part of it, as "Covishield (ChAdOx1)" is a Covishield.
const Product* find_product(const Profile::Inner& profile, std::string_view key);

/// Whether some product, or this one, has that manufacturer. Both take a name_key().
bool is_manufacturer(const Profile::Inner& profile, std::string_view key);
bool makes(const Product& product, std::string_view key);

/// The text of a shipped profile or master data set, or nothing.
std::optional<std::string_view> ready_text(std::string_view name);

}  // namespace vaxcert
