// SPDX-License-Identifier: Apache-2.0
// What a certificate says, whatever format it was written in. Names follow the core data set of
// WHO's Digital Documentation of COVID-19 Certificates (DDCC).

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <vaxcert/time.hpp>

namespace vaxcert {

/// A concept in a code system: {"http://id.who.int/icd/release/11/mms", "XM9QW8", "..."}.
struct Code {
    std::string system;
    std::string code;
    std::string display;

    bool operator==(const Code&) const = default;
};

struct Address {
    std::string line1;
    std::string line2;
    std::string city;
    std::string district;
    std::string region;  ///< state or province
    std::string postal_code;
    std::string country;

    bool operator==(const Address&) const = default;
};

/// A number or document by which a person is known: {"passport", "Dummy256"}.
struct Identifier {
    std::string type;
    std::string value;

    bool operator==(const Identifier&) const = default;
};

struct Person {
    std::string name;
    std::string birth_date;  ///< as stated: YYYY, YYYY-MM or YYYY-MM-DD; empty if not stated
    std::string age;         ///< in years, where a certificate states it instead
    std::string sex;
    std::string nationality;
    std::vector<Identifier> identifiers;
    Address address;

    bool operator==(const Person&) const = default;
};

struct Centre {
    std::string name;
    Address address;

    bool operator==(const Centre&) const = default;
};

struct Vaccination {
    Code disease;
    Code vaccine;         ///< the kind of vaccine (vaccine or prophylaxis)
    std::string product;  ///< the brand: "COVISHIELD"
    std::string manufacturer;
    std::string batch;
    std::string date;                ///< as stated: a date, or an RFC 3339 date-time
    std::optional<int> dose;         ///< 1, 2, ...
    std::optional<int> total_doses;  ///< of the course, without boosters
    std::string country;
    Centre centre;
    std::string vaccinator;
    std::string valid_from;   ///< date
    std::string valid_until;  ///< date
    std::string next_dose;    ///< date

    bool operator==(const Vaccination&) const = default;
};

struct Test {
    Code disease;
    std::string type;  ///< "RT-PCR"
    std::string test_name;
    std::string manufacturer;
    std::string batch;
    std::string sample_origin;
    std::string sample_time;  ///< RFC 3339
    std::string result_time;  ///< RFC 3339
    std::string result;       ///< "Positive", "Negative", "Inconclusive" or "Void"
    std::string country;
    Centre centre;
    std::string verifier;

    bool operator==(const Test&) const = default;
};

struct Recovery {
    Code disease;
    std::string first_positive;  ///< date
    std::string valid_from;
    std::string valid_until;
    std::string country;

    bool operator==(const Recovery&) const = default;
};

using Event = std::variant<Vaccination, Test, Recovery>;

/// Where to look whether a certificate was withdrawn: one entry of a list that its issuer keeps.
struct StatusEntry {
    std::string purpose;  ///< "revocation" or "suspension"
    std::string list;     ///< the URL of the list
    std::string index;    ///< the entry, in decimal digits

    bool operator==(const StatusEntry&) const = default;
};

/// The certificate as a document: who issued it, and when.
struct Issuance {
    std::string id;                ///< the id that the signature protects
    std::string issuer;            ///< as the certificate names it: an IRI or a country
    std::string issuer_name = {};  ///< the issuing body, for people
    std::string verification_method;
    std::string issued_at;   ///< RFC 3339
    std::string valid_from;  ///< RFC 3339, the first instant at which it is valid; empty: any
    std::string expires_at;  ///< RFC 3339, the last one; empty if it does not expire
    std::string version;
    std::string previous;  ///< the id of the certificate this one replaces
    std::vector<StatusEntry> status = {};

    bool operator==(const Issuance&) const = default;
};

/// Everything a certificate says.
struct Claims {
    Person person;
    Event event;  ///< the newest, where a certificate attests several
    Issuance certificate;
    std::vector<Event> earlier_events = {};  ///< the others, newest first

    bool operator==(const Claims&) const = default;
};

class Envelope;

namespace json {
class Value;  ///< Known to the library alone.
}

/// A certificate whose signature was good. Only Envelope::authenticate() makes one, so whoever
/// holds one holds what its signer said. Whether that signer may say it is a question of trust.
class Certificate {
  public:
    std::string_view format() const noexcept { return format_; }  ///< "divoc"
    const Claims& claims() const noexcept { return claims_; }
    const Person& person() const noexcept { return claims_.person; }
    const Event& event() const noexcept { return claims_.event; }
    const std::vector<Event>& earlier_events() const noexcept { return claims_.earlier_events; }
    const std::string& id() const noexcept { return claims_.certificate.id; }
    const std::string& issuer() const noexcept { return claims_.certificate.issuer; }

    /// The signed payload, where it is the one that business rules are written for; else nullptr.
    const std::shared_ptr<const json::Value>& rule_payload() const noexcept {
        return rule_payload_;
    }

  private:
    friend class Envelope;
    Certificate(std::string_view format, Claims claims,
                std::shared_ptr<const json::Value> rule_payload)
        : format_(format), claims_(std::move(claims)), rule_payload_(std::move(rule_payload)) {}

    std::string format_;
    Claims claims_;
    std::shared_ptr<const json::Value> rule_payload_;
};

}  // namespace vaxcert
