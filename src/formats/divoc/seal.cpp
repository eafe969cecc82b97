// SPDX-License-Identifier: Apache-2.0
// Build, check, sign, pack: the checks are the verifier's own, and run before anything is signed.

#include "certificate/members.hpp"
#include "crypto/hash.hpp"
#include "encoding/hex.hpp"
#include "formats/divoc/build.hpp"
#include "formats/divoc/divoc.hpp"
#include "formats/divoc/document.hpp"
#include "formats/divoc/guards.hpp"
#include "formats/divoc/settings.hpp"
#include "formats/divoc/shape.hpp"
#include "formats/divoc/wire.hpp"
#include "json/parse.hpp"
#include "profile/inner.hpp"
#include "proof/ld_signature.hpp"

namespace vaxcert::divoc {
namespace {

/// What a record states and its certificate does not, or not so that anybody can tell: a test's
/// batch, maker and origin of the sample stand under one predicate. The domestic certificate has
/// the age, that of a test the birth date, the international one both and the kind of vaccine.
std::vector<std::string> left_out_of(const Claims& claims, Kind kind) {
    std::vector<std::string_view> carried = {
        "person.name",
        "person.sex",
        "person.nationality",
        "person.identifiers",
        "person.address.",
        "vaccination.product",
        "vaccination.manufacturer",
        "vaccination.batch",
        "vaccination.date",
        "vaccination.dose",
        "vaccination.total_doses",
        "vaccination.centre.",
        "vaccination.vaccinator",
        "vaccination.valid_from",
        "vaccination.valid_until",
        "test.disease",
        "test.type",
        "test.test_name",
        "test.sample_time",
        "test.result_time",
        "test.result",
        "test.centre.",
        "test.verifier",
    };
    if (kind == Kind::vaccination_v2) carried.push_back("vaccination.vaccine");
    if (kind != Kind::test) carried.push_back("person.age");
    if (kind != Kind::vaccination_v1) carried.push_back("person.birth_date");
    return left_out(claims, carried);
}

/// What a verifier would refuse is not signed.
Result<Kind> lint(const json::Value& document, const CanonicalDocument& canonical,
                  const Profile& profile) {
    const auto kind = check_shape(document);
    if (!kind) return Error{Reason::record_invalid, kind.error().detail};
    const auto findings = check_guards({*kind, document, canonical.dataset}, &profile);
    if (findings.empty()) return *kind;
    return Error{Reason::record_invalid, std::string(name(findings.front().error.reason)) + ": " +
                                             findings.front().error.detail};
}

}  // namespace

Result<Sealed> seal(const Record& record, const Signing& signing) {
    auto document = build(record, signing);
    if (!document) return document.error();
    const auto canonical = canonicalize(*document, Budget::for_one_certificate());
    if (!canonical) return canonical.error();
    const auto kind = lint(*document, *canonical, signing.profile);
    if (!kind) return kind.error();

    auto proof =
        proof::sign_ld_proof({.verification_method = signing.profile.inner().verification_method,
                              .created = to_text(signing.now)},
                             canonical->nquads, signing.signer);
    if (!proof) return proof.error();
    document->set("proof", *std::move(proof));

    Sealed sealed{.document = json::to_text(*document),
                  .payload = {},
                  .digest = encoding::to_hex(crypto::sha256(as_bytes(canonical->nquads))),
                  .left_out = left_out_of(record.claims, *kind)};
    auto payload = pack(sealed.document, settings_of(signing.profile).wire == "zip-utf8");
    if (!payload) return payload.error();
    sealed.payload = *std::move(payload);
    return sealed;
}

}  // namespace vaxcert::divoc
