// SPDX-License-Identifier: Apache-2.0
#include "formats/shc/wire.hpp"

#include <algorithm>

#include "encoding/base64url.hpp"
#include "formats/shc/numeric.hpp"
#include "json/parse.hpp"

namespace vaxcert::shc {
namespace {

using json::Value;

constexpr std::string_view white_space = " \t\r\n";

/// More than one person carries; a household's download.
constexpr std::size_t most_cards = 64;

/// What one code of version 22 holds at its lowest level of correction.
constexpr std::size_t longest_in_one_code = 1195;

Error malformed(std::string detail) {
    return {Reason::malformed, std::move(detail)};
}

Finding note(std::string detail) {
    return {Step::decode, Outcome::accepted, malformed(std::move(detail))};
}

/// A URL scheme is the same in capitals; the code of a health card is not, and is refused by name.
bool begins_as_code(std::string_view text) {
    return text.starts_with("shc:") || text.starts_with("SHC:");
}

/// Base64url of `{"`: how each JWS begins.
bool begins_as_jws(std::string_view text) {
    return text.starts_with("eyJ");
}

/// Whether the header of a JWS says what type it is, which a health card's never does.
bool has_type(std::string_view jws) {
    const auto header = encoding::from_base64url(jws.substr(0, jws.find('.')));
    return header && as_text(*header).find("\"typ\"") != std::string_view::npos;
}

/// A verifiable presentation has the member too, and a context.
bool is_file_of_cards(std::string_view text) {
    if (text.find("\"@context\"") != text.npos) return false;
    return text.find("\"verifiableCredential\"") != text.npos;
}

Result<std::vector<std::string>> cards_of_file(const Value& cards) {
    std::vector<std::string> jws;
    for (const Value& card : cards.array()) {
        if (!card.is_string())
            return malformed("\"verifiableCredential\" holds something that is no string");
        jws.push_back(card.string());
    }
    return jws;
}

/// FHIR's answer to $health-cards-issue.
Result<std::vector<std::string>> cards_of_parameters(const Value& document) {
    const auto parameters =
        json::member_at(document, "parameter", Value::Kind::array, Reason::malformed);
    if (!parameters) return parameters.error();
    std::vector<std::string> jws;
    for (const Value& parameter : (*parameters)->array()) {
        const Value* name = parameter.find("name");
        if (!name || !name->is_string() || name->string() != "verifiableCredential") continue;
        const auto text =
            json::member_at(parameter, "valueString", Value::Kind::string, Reason::malformed);
        if (!text) return text.error();
        jws.push_back((*text)->string());
    }
    return jws;
}

Result<Wire> from_file(std::string_view text, const Budget& budget) {
    const auto document = json::parse(text, budget);
    if (!document) return document.error();
    const Value* type = document->find("resourceType");
    const bool fhir = type && type->is_string() && type->string() == "Parameters";
    Wire wire{fhir ? "fhir-parameters" : "file", {}, {}};
    const auto cards =
        json::member_at(*document, "verifiableCredential", Value::Kind::array, Reason::malformed);
    if (!fhir && !cards) return cards.error();
    auto jws = fhir ? cards_of_parameters(*document) : cards_of_file(**cards);
    if (!jws) return jws.error();
    wire.jws = *std::move(jws);
    if (wire.jws.empty()) return malformed("there is no card in the file");
    if (wire.jws.size() > most_cards)
        return limit_exceeded("cards in one file", wire.jws.size(), most_cards);
    return wire;
}

Result<Wire> from_code(std::string_view text) {
    const auto code = parse_code(text);
    if (!code) return code.error();
    auto jws = join_codes({&*code, 1});
    if (!jws) return jws.error();
    Wire wire{code->chunked ? "chunks" : "numeric", {}, {}};
    wire.jws.push_back(*std::move(jws));
    if (code->chunked) wire.notes.push_back(note("chunked codes are no longer made"));
    return wire;
}

}  // namespace

std::string_view trimmed(std::string_view text) noexcept {
    const std::size_t first = text.find_first_not_of(white_space);
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(white_space) - first + 1);
}

bool looks_like_card(ByteView scanned) {
    const std::string_view text = trimmed(as_text(scanned));
    if (begins_as_code(text)) return true;
    if (begins_as_jws(text)) return text.find('~') == text.npos && !has_type(text);
    return text.starts_with('{') && is_file_of_cards(text);
}

Result<Wire> unwrap(ByteView scanned, const Budget& budget) {
    if (scanned.size() > budget.inflated_bytes)
        return limit_exceeded("bytes of a health card", scanned.size(), budget.inflated_bytes);
    const std::string_view whole = as_text(scanned);
    const std::string_view text = trimmed(whole);
    auto wire = [&]() -> Result<Wire> {
        if (begins_as_code(text)) return from_code(text);
        if (begins_as_jws(text)) return Wire{"jws", {std::string(text)}, {}};
        if (text.starts_with('{')) return from_file(text, budget);
        return Error{Reason::unsupported_format, "it begins like no form of a health card"};
    }();
    if (!wire) return wire;
    if (text.size() != whole.size())
        wire->notes.push_back(note("there is white space around the " + wire->form));
    const bool too_long = std::ranges::any_of(
        wire->jws, [](const std::string& jws) { return jws.size() > longest_in_one_code; });
    if (too_long)
        wire->notes.push_back(note("the card is longer than the 1195 characters of one code"));
    return wire;
}

}  // namespace vaxcert::shc
