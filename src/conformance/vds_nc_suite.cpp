// SPDX-License-Identifier: Apache-2.0
// ICAO VDS-NC: seals of Australia, of ICAO's worked example and of others' tests.

#include <algorithm>

#include <vaxcert/trust_import.hpp>
#include <vaxcert/verify.hpp>

#include "conformance/suites.hpp"
#include "crypto/hash.hpp"
#include "crypto/x509.hpp"
#include "encoding/base64url.hpp"
#include "encoding/hex.hpp"
#include "json/jcs.hpp"
#include "json/parse.hpp"

namespace vaxcert::conformance {
namespace {

using json::Value;

/// The same value with the members of every object the other way round.
Value reversed(const Value& value) {
    if (value.is_array()) {
        json::Array array;
        for (const Value& each : value.array()) array.push_back(reversed(each));
        return array;
    }
    if (!value.is_object()) return value;
    json::Object object;
    for (const json::Member& member : value.object())
        object.insert(object.begin(), {member.name, reversed(member.value)});
    return object;
}

Verdict verdict_of(const Value& seal, const TrustList& trust, const char* now) {
    const StatusList status;
    const Policy policy;
    const MasterData master_data = MasterData::ready();
    return verify(as_bytes(json::to_text(seal)), {.trust = trust,
                                                  .status = status,
                                                  .policy = policy,
                                                  .master_data = master_data,
                                                  .now = *parse_time(now)});
}

/// The first reason that is more than a note.
std::string reason_of(const Verdict& verdict) {
    for (const Finding& finding : verdict.findings())
        if (finding.effect != Outcome::accepted) return name(finding.error.reason);
    return "accepted";
}

/// The trust that a seal asks for itself: its own certificate, which nobody but a test gives.
TrustList own_trust(const Value& seal) {
    const Value* signature = seal.find("sig");
    if (!signature) return {};
    const auto der = encoding::from_base64url_padded_or_not(signature->find("cer")->string());
    auto trust = TrustList::parse(as_text(*der));
    return trust ? *std::move(trust) : TrustList();
}

std::string in_the_suites_words(const Verdict& verdict) {
    if (verdict.certificate()) return "valid";
    const std::string reason = reason_of(verdict);
    if (reason == "bad-signature") return "invalid_signature";
    return reason == "unsupported-format" ? "invalid_encoding" : reason;
}

/// What a check point with Australia's authority says of a seal, early in 2022.
std::string expected_of(const Value& one) {
    if (one.find("expected")->string() == "invalid_encoding") return "unsupported-format";
    const Value* chains = one.find("chains_to_aus_csca");
    if (!chains || !chains->boolean()) return "issuer-not-trusted";
    // Australia's samples bear its production signature and numbers of specimens.
    return one.find("expected")->string() == "valid" ? "specimen" : "bad-signature";
}

/// All reasons that are more than a note.
std::string reasons_of(const Verdict& verdict) {
    std::string words;
    for (const Finding& finding : verdict.findings())
        if (finding.effect != Outcome::accepted)
            words += (words.empty() ? "" : " ") + std::string(name(finding.error.reason));
    return words;
}

/// Australia's list of revoked certificates, which was due again in November 2021.
void run_revocation(Run& run, const std::filesystem::path& folder, TrustList australia,
                    const Value& seal) {
    const auto crl = TrustList::parse(read_file(folder / "aus-crl-2021-08-19.crl"));
    run.expect("aus-crl-2021-08-19.crl", "one list",
               crl && crl->crls().size() == 1 ? "one list" : "refused");
    if (!crl || !australia.merge(*crl)) return;
    run.expect("while the authority's list is fresh", "specimen",
               reasons_of(verdict_of(seal, australia, "2021-11-01T00:00:00Z")));
    run.expect("once it is overdue", "specimen trust-stale",
               reasons_of(verdict_of(seal, australia, "2022-01-01T00:00:00Z")));
}

/// Passports' authorities, as an importer reads them.
void run_import(Run& run, const std::filesystem::path& folder) {
    std::vector<ImportFile> files;
    for (const char* name : {"aus-csca.cer", "csca_au_rs4096.cer", "aus-crl-2021-08-19.crl"}) {
        const std::string text = read_file(folder / name);
        const ByteView bytes = as_bytes(text);
        files.push_back({name, Bytes(bytes.begin(), bytes.end())});
    }
    const auto imported = import_trust("icao", files, {});
    run.expect("imported", "2 authorities, 1 list",
               imported ? std::to_string(imported->report.authorities) + " authorities, " +
                              std::to_string(imported->list.crls().size()) + " list"
                        : imported.error().detail);
}

}  // namespace

void run_vds_nc(Run& run, const std::filesystem::path& folder) {
    const Value vectors = read_json(folder / "vectors.json");
    const auto australia = TrustList::parse(read_file(folder / "aus-csca.cer"));
    const auto australia_pem = TrustList::parse(read_file(folder / "csca_au_rs4096.cer"));
    const auto digest = [](const TrustList& list) {
        return encoding::to_hex(list.anchors().at(0).certificate->sha256()).substr(0, 12);
    };
    run.expect("aus-csca.cer", "35623a89f6b4", australia ? digest(*australia) : "refused");
    run.expect("csca_au_rs4096.cer", "35623a89f6b4",
               australia_pem ? digest(*australia_pem) : "refused");
    if (!australia) return;

    for (const Value& one : vectors.array()) {
        const std::string id = one.find("id")->string();
        const Value& seal = *one.find("vds");
        const TrustList own = own_trust(seal);
        const std::string expected = one.find("expected")->string();
        for (const Value& form : {seal, reversed(seal)})
            run.expect(id, expected,
                       in_the_suites_words(verdict_of(form, own, "2022-01-01T00:00:00Z")));
        if (const Value* tbs = one.find("tbs_sha256"); tbs && tbs->is_string())
            run.expect(id + " signed bytes", tbs->string(),
                       encoding::to_hex(
                           crypto::sha256(as_bytes(json::to_jcs(reversed(*seal.find("data")))))));
        run.expect(id + " under Australia's authority", expected_of(one),
                   reason_of(verdict_of(seal, *australia, "2022-01-01T00:00:00Z")));
        if (id == "aus-ios-valid") run_revocation(run, folder, *australia, seal);
    }
    run_import(run, folder);
}

}  // namespace vaxcert::conformance
