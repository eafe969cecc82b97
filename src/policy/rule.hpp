// SPDX-License-Identifier: Apache-2.0
// A business rule as European countries publish them: who asks, of which certificates, from when to
// when, and the expression that says whether it holds.

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <vaxcert/result.hpp>
#include <vaxcert/time.hpp>

#include "json/value.hpp"

namespace vaxcert {

/// "1.3.0"
struct Version {
    std::array<unsigned, 3> parts{};

    static Result<Version> parse(std::string_view text);
    std::string text() const;
    auto operator<=>(const Version&) const = default;
};

/// Texts by language, as BCP 47 names them, in the order of the file.
using Texts = std::vector<std::pair<std::string, std::string>>;

/// The text in a language ("pt-BR"), else in the one it is a kind of ("pt"), else in English, else
/// the first; empty if there is none.
std::string_view text_in(const Texts& texts, std::string_view language) noexcept;

struct Rule {
    enum class Kind : std::uint8_t {
        acceptance,    ///< a country's, for whoever arrives there
        invalidation,  ///< an issuing country's, for its own certificates
        booster,       ///< tells who should have another dose; never a reason to refuse
    };

    std::string id;  ///< "VR-FR-0001"
    Kind kind = Kind::acceptance;
    std::string country, region;  ///< ISO 3166; region empty: the whole country
    Version version, schema, engine_version;
    std::string engine;            ///< "CERTLOGIC"
    std::string certificate_type;  ///< "General", "Vaccination", "Test", "Recovery"
    Texts texts;
    Time valid_from, valid_until;
    json::Value logic;
};

/// Reads one rule. Refuses members it does not know, and logic that is none whatever the data.
Result<Rule> parse_rule(const json::Value& value);

}  // namespace vaxcert
