// SPDX-License-Identifier: Apache-2.0
// What the JWS of a health card signs: who issued it, when, and the bundle.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <vaxcert/finding.hpp>
#include <vaxcert/result.hpp>

#include "base/budget.hpp"
#include "json/value.hpp"

namespace vaxcert::shc {

inline constexpr std::string_view card_type = "https://smarthealth.cards#health-card";

struct Payload {
    json::Value whole;  ///< the document
    std::string issuer;
    double not_before = 0;          ///< seconds since 1970, with fractions
    std::optional<double> expires;  ///< likewise
    std::string revocation_id;      ///< `rid`; empty if there is none

    /// The FHIR bundle, inside `whole`.
    const json::Value& bundle() const;

    /// Of vc.type, in its order.
    std::vector<std::string> types() const;
};

/// Reads the signed text. Refuses what is no health card: an issuer that is no https URL or ends in
/// a slash, a missing nbf, times that are no numbers, an exp before the nbf, a type list without
/// that of a health card, a rid of other letters, another version of FHIR.
Result<Payload> parse_payload(std::string_view text, const Budget& budget);

/// The same of a document that is a value already.
Result<Payload> read_payload(json::Value document);

/// What its times and types make one wonder at. A time in milliseconds is named and not converted.
std::vector<Finding> check_payload(const Payload& payload);

/// "https://example.org/issuer": what an issuer of health cards is called.
Result<Done> check_issuer(std::string_view issuer);

/// Whether a text may be a `rid`: one to 24 letters of base64url.
bool is_revocation_id(std::string_view text) noexcept;

/// RFC 3339 of the first whole second at or after, and of the last at or before; empty beyond the
/// year 9999.
std::string first_second(double seconds);
std::string last_second(double seconds);

}  // namespace vaxcert::shc
