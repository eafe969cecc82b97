// SPDX-License-Identifier: Apache-2.0
// Lists of trusted keys as they were published: WHO's network and the directory of SMART Health
// Cards, imported, signed as a bundle and opened again.

#include <algorithm>
#include <map>

#include <vaxcert/status_list.hpp>
#include <vaxcert/trust_bundle.hpp>
#include <vaxcert/trust_import.hpp>

#include "conformance/suites.hpp"
#include "encoding/deflate.hpp"

namespace vaxcert::conformance {
namespace {

namespace fs = std::filesystem;

ImportFile file_of(const fs::path& path) {
    const std::string text = read_file(path);
    const ByteView bytes = as_bytes(text);
    if (path.extension() != ".gz")
        return {path.filename().string(), Bytes(bytes.begin(), bytes.end())};
    auto inside = encoding::inflate(bytes, encoding::Wrapping::gzip, std::size_t{1} << 26);
    if (!inside) throw std::runtime_error(path.string() + ": " + inside.error().detail);
    return {path.filename().string(), *std::move(inside)};
}

Imported imported(std::string_view kind, const std::vector<ImportFile>& files,
                  const ImportOptions& options) {
    auto result = import_trust(kind, files, options);
    if (!result) throw std::runtime_error(std::string(kind) + ": " + result.error().detail);
    return *std::move(result);
}

std::size_t noted(const ImportReport& report, std::string_view note) {
    for (const auto& [text, count] : report.notes)
        if (text == note) return count;
    return 0;
}

std::size_t refused(const ImportReport& report, std::string_view word) {
    std::size_t count = 0;
    for (const auto& refusal : report.refused)
        if (refusal.why.detail.find(word) != std::string::npos) ++count;
    return count;
}

std::string number(std::size_t count) {
    return std::to_string(count);
}

/// How many keys a bundle of the list gives back.
std::string through_a_bundle(const TrustList& list) {
    const auto pem = generate_key(Algorithm::ed25519);
    const auto root = pem ? signer_from_key(as_bytes(*pem)) : pem.error();
    if (!root) return root.error().detail;
    const std::vector<std::shared_ptr<const Signer>> signers = {*root};
    const BundleFacts facts{Environment::production, 1, *parse_time("2026-08-22T18:00:00Z"),
                            *parse_time("2026-08-29T18:00:00Z")};
    const auto bundle = sign_bundle(list, facts, signers);
    if (!bundle) return bundle.error().detail;
    const auto opened = open_bundle(*bundle, {.keys = {(*root)->public_key()}});
    if (!opened) return opened.error().detail;
    for (std::size_t i = 0; i < list.keys().size(); ++i)
        if (!(opened->trust.keys().at(i).key == list.keys()[i].key)) return "another key";
    return number(opened->trust.keys().size()) + " keys, " +
           number(opened->trust.anchors().size()) + " authorities";
}

}  // namespace

void run_gdhcn_trust(Run& run, const fs::path& folder) {
    const ImportOptions options{.signers = {file_of(folder / "signer.json")}};
    // What stands in the signer's file besides the key is for people.
    const Imported references =
        imported("gdhcn", {file_of(folder / "prod-trustlist-ref.json")}, options);
    run.expect("reference documents whose proof is good", "225",
               number(references.report.signatures));
    run.expect("reference documents refused", "0", number(references.report.refused.size()));

    const Imported list =
        imported("gdhcn", {file_of(folder / "prod-trustlist-did.json.gz")}, options);
    const ImportReport& report = list.report;
    run.expect("proof of the document with keys", "1", number(report.signatures));
    run.expect("keys seen", "501", number(report.seen));
    run.expect("signers seen", "438", number(noted(report, "of usage DSC")));
    run.expect("authorities seen", "61", number(noted(report, "of usage CSCA")));
    run.expect("of usage DECA", "2", number(noted(report, "of usage DECA")));
    run.expect("signers certified over SHA-1", "5", number(refused(report, "SHA-1")));
    run.expect("of the participant that tests the network", "10",
               number(refused(report, "tests the network")));
    run.expect("taken and refused are all", "501",
               number(report.keys + report.authorities + report.refused.size()));
    run.expect("through a bundle",
               number(report.keys) + " keys, " + number(report.authorities) + " authorities",
               through_a_bundle(list.list));
}

void run_vci_directory(Run& run, const fs::path& folder) {
    const ImportFile snapshot = file_of(folder / "vci_snapshot.json");
    ImportOptions options{.signers = {file_of(folder / "vci_snapshot.crt")},
                          .signature = file_of(folder / "vci_snapshot.sig").bytes};
    const Imported list = imported("vci", {snapshot}, options);
    const ImportReport& report = list.report;
    run.expect("the snapshot's signature is good", "1", number(report.signatures));
    run.expect("issuers", "651", number(noted(report, "issuers")));
    run.expect("keys seen", "961", number(report.seen));
    run.expect("keys taken", "961", number(report.keys));
    run.expect("issuers without keys", "1", number(noted(report, "issuers without keys")));
    run.expect("keys with a coordinate that lacks its leading zero", "2",
               number(noted(report, "keys with a coordinate that lacks its leading zero")));
    run.expect("issuers with another canonical name", "6",
               number(noted(report, "issuers with another canonical name")));
    run.expect("when it was made", "2026-08-22T04:43:50Z",
               list.list.issued() ? to_text(*list.list.issued()) : "");
    run.expect("through a bundle", "961 keys, 0 authorities", through_a_bundle(list.list));
    run.expect(
        "keys with a list of withdrawn cards", "6",
        number(static_cast<std::size_t>(std::ranges::count_if(
            list.list.keys(), [](const TrustedKey& key) { return key.card_list.has_value(); }))));
    const auto card_lists = StatusList::parse(list.card_lists);
    run.expect("lists of withdrawn cards", "6",
               card_lists ? number(card_lists->card_lists().size()) : card_lists.error().detail);

    std::map<std::string, std::size_t> issuers_of;
    for (const TrustedKey& key : list.list.keys()) ++issuers_of[key.kid];
    std::size_t shared = 0;
    for (const auto& [kid, count] : issuers_of) shared += count > 1 ? 1U : 0U;
    run.expect("distinct kids", "596", number(issuers_of.size()));
    run.expect("kids of more than one issuer", "46", number(shared));

    options.retrieved_since = *parse_time("2026-01-01T00:00:00Z");
    const Imported fresh = imported("vci", {snapshot}, options);
    run.expect("keys that were not retrieved since are refused", "yes",
               !fresh.report.refused.empty() && fresh.report.keys < 961 ? "yes" : "no");
    ImportFile changed = snapshot;
    changed.bytes.back() ^= 1U;
    const auto forged = import_trust("vci", {{changed}}, options);
    run.expect("a changed snapshot", "bad-signature",
               forged ? "taken" : name(forged.error().reason));
}

}  // namespace vaxcert::conformance
