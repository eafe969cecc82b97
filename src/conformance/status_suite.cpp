// SPDX-License-Identifier: Apache-2.0
// Lists of withdrawn certificates: the contexts of the Bitstring Status List, which has no vectors,
// with the rules of its test suite held to a list of ours; and published lists of health cards.

#include <vaxcert/bit_status.hpp>
#include <vaxcert/credential.hpp>
#include <vaxcert/status_list.hpp>
#include <vaxcert/verify.hpp>

#include "conformance/suites.hpp"
#include "encoding/base64url.hpp"
#include "encoding/deflate.hpp"
#include "json/parse.hpp"
#include "jsonld/documents.hpp"

namespace vaxcert::conformance {
namespace {

namespace fs = std::filesystem;
using json::Value;

const char* yes(bool condition) {
    return condition ? "yes" : "no";
}

/// What a term stands for, however its definition is spelled.
std::string meaning(const Value* definition) {
    if (!definition) return "not defined";
    if (definition->is_string()) return definition->string();
    const Value* id = definition->find("@id");
    const Value* type = definition->find("@type");
    return (id ? id->string() : "") + (type ? " as " + type->string() : "");
}

/// Every term of the standard means the same in the context that our lists and certificates name.
void compare_terms(Run& run, const std::string& path, const Value& theirs, const Value& ours) {
    for (const json::Member& term : theirs.object()) {
        if (term.name.starts_with('@') || term.name == "id" || term.name == "type") continue;
        const Value* own = ours.find(term.name);
        run.expect(path + term.name, meaning(&term.value), meaning(own));
        const Value* inner = term.value.find("@context");
        const Value* own_inner = own ? own->find("@context") : nullptr;
        if (inner && own_inner) compare_terms(run, path + term.name + '.', *inner, *own_inner);
    }
}

/// The statements of the standard's own test suite that need no server.
void check_our_list(Run& run) {
    const auto signer = *signer_from_key(as_bytes(*generate_key(Algorithm::ed25519)));
    const std::string method = did_key_method(signer->public_key());
    const std::uint64_t set[] = {0, 94567};
    const auto text = issue_bit_list({.url = "https://status.example/1",
                                      .issuer = method.substr(0, method.find('#')),
                                      .key_id = method,
                                      .valid_from = *parse_time("2021-06-01T00:00:00Z"),
                                      .valid_until = *parse_time("2021-06-08T00:00:00Z")},
                                     set, BitListForm::credential, *signer);
    run.expect("a list is issued", "yes", yes(text.has_value()));
    if (!text) return;
    const Value list = *json::parse(*text, Budget::for_trusted_data());
    const Value& subject = *list.find("credentialSubject");
    const std::string encoded = subject.find("encodedList")->string();
    const auto compressed = encoding::from_base64url(encoded.substr(1));
    const auto bits = encoding::inflate(*compressed, encoding::Wrapping::gzip, 1 << 20);
    run.expect("the list is a verifiable credential", "yes", yes(check_credential(*text).empty()));
    run.expect("its proof is good", "yes",
               yes(verify_credential(
                       *text, {.find_key = [](std::string_view named,
                                              std::string_view) { return key_of_did_key(named); },
                               .now = *parse_time("2021-06-02T00:00:00Z")})
                       .verified()));
    run.expect("its type includes BitstringStatusListCredential", "yes",
               yes(json::to_text(*list.find("type")).find("BitstringStatusListCredential") !=
                   std::string::npos));
    run.expect("the type of its subject is BitstringStatusList", "BitstringStatusList",
               subject.find("type")->string());
    run.expect("statusPurpose is one of the standard's", "revocation",
               subject.find("statusPurpose")->string());
    run.expect("encodedList is multibase base64url", "u", encoded.substr(0, 1));
    run.expect("encodedList is gzip of at least 16 KiB", "yes", yes(bits && bits->size() >= 16384));
    run.expect("index 0 is the left-most bit", "yes", yes(bits && bits->front() == 0x80));
    run.expect("statusSize is left out or 1", "yes", yes(!subject.find("statusSize")));
}

std::string read_as(const std::string& issuer, std::string_view text) {
    const auto list = StatusList::parse_card_list(issuer, text);
    return list ? "read" : name(list.error().reason);
}

}  // namespace

void run_bitstring(Run& run, const fs::path& folder) {
    const Value context = read_json(folder / "contexts/v1.jsonld");
    const jsonld::Document* ours = jsonld::shipped("https://www.w3.org/ns/credentials/v2");
    if (!ours) throw std::runtime_error("the context of credentials is not shipped");
    compare_terms(run, "", *context.find("@context"), *ours->json.find("@context"));
    check_our_list(run);
}

void run_card_lists(Run& run, const fs::path& folder) {
    const std::string issuer = "https://spec.smarthealth.cards/examples/issuer";
    const auto trust = TrustList::for_issuer(issuer, as_bytes(read_file(folder / "jwks.json")));
    const auto list = StatusList::parse_card_list(issuer, read_file(folder / "crl-3Kfdg.json"));
    if (!trust || !list) throw std::runtime_error("the keys or the list cannot be read");
    const Policy policy;
    const MasterData master_data = MasterData::ready();
    const Value manifest = read_json(folder / "expected.json");
    for (const json::Member& example : manifest.object()) {
        const fs::path file = folder / ("example-" + example.name + "-d-jws.txt");
        const Value* entry = example.value.find("revoked_by_crl_entry");
        if (!fs::exists(file) || !entry) {
            run.skip(example.name, "not in this part of the suite");
            continue;
        }
        const Verdict verdict =
            verify(as_bytes(read_file(file)), {.trust = *trust,
                                               .status = *list,
                                               .policy = policy,
                                               .master_data = master_data,
                                               .now = *parse_time("2024-07-03T09:46:40Z")});
        bool revoked = false;
        for (const Finding& finding : verdict.findings())
            revoked = revoked || finding.error.reason == Reason::revoked;
        run.expect(example.name + " is revoked", yes(!entry->is_null()), yes(revoked));
    }
}

void run_bad_card_lists(Run& run, const fs::path& folder) {
    for (const auto& entry : fs::directory_iterator(folder)) {
        const fs::path lists = entry.path() / ".well-known/crl";
        if (!fs::exists(lists)) continue;
        const std::string test_case = entry.path().filename().string();
        if (test_case == "version-mismatch") {
            run.skip(test_case,
                     "its list is newer than its key knows: one that is as new or newer counts");
            continue;
        }
        for (const fs::path& file : files_in(lists, ".json"))
            run.expect(test_case, "bad-status-list",
                       read_as("https://issuer.example/" + test_case, read_file(file)));
    }
}

void run_directory_card_lists(Run& run, const fs::path& folder) {
    const Value snapshot = read_json(folder / "vci_snapshot.json");
    for (const Value& one : snapshot.find("issuerInfo")->array()) {
        const Value* lists = one.find("crls");
        if (!lists) continue;
        const std::string issuer = one.find("issuer")->find("iss")->string();
        for (const Value& list : lists->array())
            run.expect(issuer + '#' + list.find("kid")->string(), "read",
                       read_as(issuer, json::to_text(list)));
    }
}

}  // namespace vaxcert::conformance
