// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <memory>
#include <utility>

#include "encoding/base64url.hpp"
#include "formats/vds_nc/message.hpp"
#include "formats/vds_nc/read.hpp"
#include "formats/vds_nc/settings.hpp"
#include "formats/vds_nc/specimen.hpp"
#include "formats/vds_nc/vds_nc.hpp"
#include "json/jcs.hpp"
#include "json/parse.hpp"
#include "profile/inner.hpp"

namespace vaxcert::vds_nc {
namespace {

using json::Value;

struct Opened {
    Kind kind;
    Value data;
};

/// An object with these members, and no other: what stands beside `data` is not signed.
Result<Done> check_members(const Value& object, std::span<const std::string_view> names) {
    for (const std::string_view name : names)
        if (!object.find(name))
            return Error{Reason::member_missing, '"' + std::string(name) + "\" is missing"};
    if (object.object().size() != names.size())
        return Error{Reason::unknown_member,
                     "beside \"" + std::string(names.front()) + "\" there is an unknown member"};
    return Done{};
}

struct Signature {
    Algorithm algorithm;
    Bytes certificate;
    Bytes value;
};

Result<Bytes> bytes_in(const Value& object, std::string_view name) {
    const auto text = json::member_at(object, name, Value::Kind::string, Reason::malformed);
    if (!text) return text.error();
    return encoding::from_base64url_padded_or_not((*text)->string());
}

Result<Signature> read_signature(const Value& value) {
    constexpr std::string_view members[] = {"alg", "cer", "sigvl"};
    if (!value.is_object()) return Error{Reason::malformed, "\"sig\" should be an object"};
    if (const auto good = check_members(value, members); !good) return good.error();
    const auto name = json::member_at(value, "alg", Value::Kind::string, Reason::malformed);
    if (!name) return name.error();
    const auto algorithm = algorithm_named((*name)->string());
    if (!algorithm || (*algorithm != Algorithm::es256 && *algorithm != Algorithm::es384 &&
                       *algorithm != Algorithm::es512))
        return Error{Reason::wrong_algorithm, "\"sig.alg\" is none of ES256, ES384 and ES512"};
    auto certificate = bytes_in(value, "cer");
    if (!certificate) return certificate.error();
    auto signature = bytes_in(value, "sigvl");
    if (!signature) return signature.error();
    return Signature{*algorithm, *std::move(certificate), *std::move(signature)};
}

Reading read(const Opened& opened, const MasterData& master_data) {
    Reading reading;
    reading.claims = read_claims(opened.data, opened.kind, master_data);
    const std::string& issuer = reading.claims.certificate.issuer;
    reading.standing.country = issuer;
    // Utopia is where specimens come from.
    if (issuer == "UTO") reading.standing.for_test = true;
    if (is_specimen(issuer, reading.claims.certificate.id))
        reading.findings.push_back(
            {Step::trust,
             Outcome::rejected,
             {Reason::specimen, "its number is from the range for specimens and tests"}});
    return reading;
}

}  // namespace

/// A document with a context is of another kind. A quote inside a string is escaped, so a member's
/// name in quotes is one.
bool recognizes(ByteView scanned) {
    const std::string_view text = as_text(scanned);
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    const auto names = [&](std::string_view name) { return text.find(name) != text.npos; };
    return first != text.npos && text[first] == '{' && !names("\"@context\"") &&
           names("\"data\"") && names("\"sig\"");
}

Result<Envelope> open(ByteView scanned, const Budget& budget) {
    if (scanned.size() > budget.input_bytes)
        return limit_exceeded("bytes of a seal", scanned.size(), budget.input_bytes);
    const std::string_view text = as_text(scanned);
    auto document = json::parse(text, budget);
    if (!document) return document.error();
    constexpr std::string_view members[] = {"data", "sig"};
    if (!document->is_object()) return Error{Reason::malformed, "a seal is an object"};
    if (const auto good = check_members(*document, members); !good) return good.error();
    auto signature = read_signature(*document->find("sig"));
    if (!signature) return signature.error();
    const Value& data = *document->find("data");
    const auto kind = check_data(data);
    if (!kind) return kind.error();

    const auto opened = std::make_shared<const Opened>(Opened{*kind, data});
    const auto signed_bytes = [opened](const Budget&) -> Result<Bytes> {
        const std::string canonical = json::to_jcs(opened->data);
        return Bytes(canonical.begin(), canonical.end());
    };
    return Envelope({.signatures = {{.signer = {.format = "vds-nc",
                                                .issuer = text_at(opened->data.find("hdr"), "is"),
                                                .verification_method = {},
                                                .certificates = {std::move(signature->certificate)},
                                                .usage = std::string(signer_usage),
                                                .document_type = std::string(signer_document_type)},
                                     .algorithm = signature->algorithm,
                                     .value = std::move(signature->value),
                                     .signed_bytes = signed_bytes}},
                     .wire_form = "json",
                     .document = std::string(text),
                     .read = [opened](const MasterData& known) { return read(*opened, known); }});
}

}  // namespace vaxcert::vds_nc
