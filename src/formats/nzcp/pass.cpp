// SPDX-License-Identifier: Apache-2.0
#include "formats/nzcp/pass.hpp"

#include <algorithm>

#include <vaxcert/time.hpp>

#include "cose/cwt.hpp"
#include "encoding/hex.hpp"

namespace vaxcert::nzcp {
namespace {

using cbor::Value;

constexpr std::array<std::string_view, 2> contexts = {"https://www.w3.org/2018/credentials/v1",
                                                      "https://nzcp.covid19.health.nz/contexts/v1"};
constexpr std::array<std::string_view, 2> types = {"VerifiableCredential", "PublicCovidPass"};
constexpr std::string_view version = "1.0.0";

Error wrong(const char* what) {
    return {Reason::shape_not_expected, what};
}

Error missing(const char* what) {
    return {Reason::member_missing, std::string("the pass has no ") + what};
}

bool is_list_of(const Value* value, const std::array<std::string_view, 2>& texts) {
    const cbor::Array* array = value ? value->array() : nullptr;
    return array && std::ranges::equal(*array, texts, [](const Value& each, std::string_view text) {
               return each.text() && *each.text() == text;
           });
}

cbor::Array list_of(const std::array<std::string_view, 2>& texts) {
    return {Value(texts[0]), Value(texts[1])};
}

std::size_t characters(std::string_view text) noexcept {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80; }));
}

/// A time is a whole number here: other readers of these tokens have none else.
Result<std::int64_t> time_in(const Value& claims, int key, const char* what) {
    constexpr std::int64_t last = 253402300799;  // of the year 9999
    const Value* value = claims.find(key);
    if (!value) return missing(what);
    const auto seconds = value->integer();
    if (!seconds || *seconds < 0 || *seconds > last)
        return Error{Reason::bad_date,
                     std::string(what) + " should be a whole number of seconds since 1970"};
    return *seconds;
}

Result<std::string> name_in(const Value& subject, std::string_view key, bool required) {
    const Value* value = subject.find(key);
    if (!value && !required) return std::string();
    if (!value) return missing("given name");
    if (!value->text() || (required && value->text()->empty()))
        return wrong("a name of the pass should be a text");
    if (const std::size_t size = characters(*value->text()); size > most_name)
        return Error{Reason::shape_not_expected, "a name of the pass has " + std::to_string(size) +
                                                     " characters; at most 100 are allowed"};
    return *value->text();
}

Result<Done> read_subject(const Value& subject, Pass& pass) {
    if (!subject.map()) return wrong("the subject of the pass should be a map");
    auto given = name_in(subject, "givenName", true);
    if (!given) return given.error();
    auto family = name_in(subject, "familyName", false);
    if (!family) return family.error();
    const Value* born = subject.find("dob");
    if (!born) return missing("birth date");
    const auto date = born->text() ? Date::parse(*born->text()) : wrong("not a text");
    if (!date || date->precision() != Date::Precision::day)
        return wrong("the birth date of the pass should be a text like 1960-04-16");
    pass.given_name = *std::move(given);
    pass.family_name = *std::move(family);
    pass.birth_date = *born->text();
    return Done{};
}

Result<Done> check_credential(const Value& credential) {
    if (!credential.map()) return wrong("the credential of the pass should be a map");
    if (!is_list_of(credential.find("@context"), contexts))
        return Error{Reason::context_not_pinned, "\"@context\" is not that of a NZ COVID Pass"};
    if (!is_list_of(credential.find("type"), types))
        return wrong("\"type\" is not that of a public COVID pass");
    const Value* stated = credential.find("version");
    if (!stated || !stated->text() || *stated->text() != version)
        return Error{Reason::unsupported_format, "\"version\" is not 1.0.0, the only one known"};
    return Done{};
}

}  // namespace

Result<Pass> read_pass(const Value& claims) {
    Pass pass;
    if (!claims.map()) return wrong("the claims of the pass should be a map");
    const Value* issuer = claims.find(cose::claim::issuer);
    if (!issuer) return missing("issuer");
    if (!issuer->text() || !issuer->text()->starts_with("did:web:"))
        return wrong("the issuer of the pass should be a did:web");
    pass.issuer = *issuer->text();
    const auto from = time_in(claims, cose::claim::not_before, "time from which it is valid");
    if (!from) return from.error();
    const auto until = time_in(claims, cose::claim::expires, "time at which it expires");
    if (!until) return until.error();
    pass.not_before = *from;
    pass.expires = *until;
    const Value* id = claims.find(cose::claim::id);
    if (!id) return missing("id");
    if (!id->bytes() || id->bytes()->size() != pass.id.size())
        return wrong("the id of the pass should have 16 bytes");
    std::ranges::copy(*id->bytes(), pass.id.begin());
    const Value* credential = claims.find("vc");
    if (!credential) return missing("credential");
    if (const auto good = check_credential(*credential); !good) return good.error();
    const Value* subject = credential->find("credentialSubject");
    if (!subject) return missing("subject");
    if (const auto good = read_subject(*subject, pass); !good) return good.error();
    return pass;
}

Value to_claims(const Pass& pass) {
    cbor::Map subject = {{Value("givenName"), Value(pass.given_name)},
                         {Value("dob"), Value(pass.birth_date)}};
    if (!pass.family_name.empty())
        subject.emplace_back(Value("familyName"), Value(pass.family_name));
    cbor::Map credential = {{Value("@context"), Value(list_of(contexts))},
                            {Value("version"), Value(version)},
                            {Value("type"), Value(list_of(types))},
                            {Value("credentialSubject"), Value(std::move(subject))}};
    return Value(cbor::Map{{Value(cose::claim::issuer), Value(pass.issuer)},
                           {Value(cose::claim::not_before), Value(pass.not_before)},
                           {Value(cose::claim::expires), Value(pass.expires)},
                           {Value(cose::claim::id), Value(Bytes(pass.id.begin(), pass.id.end()))},
                           {Value("vc"), Value(std::move(credential))}});
}

std::string urn_of(const Pass& pass) {
    std::string text = encoding::to_hex(pass.id);
    for (const std::size_t at : {20U, 16U, 12U, 8U}) text.insert(at, 1, '-');
    return "urn:uuid:" + text;
}

}  // namespace vaxcert::nzcp
