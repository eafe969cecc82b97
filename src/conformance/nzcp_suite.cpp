// SPDX-License-Identifier: Apache-2.0
// The examples of the NZ COVID Pass specification, checked for 2021-12-01.

#include <vaxcert/trust_import.hpp>
#include <vaxcert/verify.hpp>

#include "conformance/suites.hpp"
#include "json/value.hpp"

namespace vaxcert::conformance {
namespace {

Verdict verdict_of(std::string_view pass, const TrustList& trust, const char* now) {
    const StatusList status;
    const Policy policy;
    const MasterData master_data;
    return verify(as_bytes(pass), {.trust = trust,
                                   .status = status,
                                   .policy = policy,
                                   .master_data = master_data,
                                   .now = *parse_time(now)});
}

/// Our verdict in the suite's words.
std::string in_the_suites_words(const Verdict& verdict) {
    if (verdict.accepted()) return "VALID";
    const std::string reason = name(verdict.findings().front().error.reason);
    if (reason == "bad-signature") return "FAIL signature";
    if (reason == "issuer-not-trusted") return "FAIL key not found";
    if (reason == "expired") return "EXPIRED";
    // The time from which it is valid is also that of issue, so the clock may be wrong: undecided.
    return reason == "not-yet-valid" ? "NOT ACTIVE" : reason;
}

}  // namespace

void run_nzcp(Run& run, const std::filesystem::path& folder) {
    const std::string document = read_file(folder / "examples/valid/did.json");
    const auto trust = TrustList::parse(document);
    if (!trust) throw std::runtime_error("did.json: " + trust.error().detail);
    const ByteView bytes = as_bytes(document);
    const auto imported =
        import_trust("nzcp", {{ImportFile{"did.json", Bytes(bytes.begin(), bytes.end())}}}, {});
    run.expect("did.json imported", std::to_string(trust->keys().size()),
               imported ? std::to_string(imported->report.keys) : imported.error().detail);
    const json::Value expected = read_json(folder / "expected.json");
    for (const json::Member& one : expected.object()) {
        auto path = folder / "examples/valid" / one.name;
        if (!std::filesystem::exists(path)) path = folder / "examples/invalid" / one.name;
        if (!std::filesystem::exists(path)) {
            run.skip(one.name, "the pass is not in this copy of the suite");
            continue;
        }
        std::string pass = read_file(path);
        while (pass.ends_with('\n') || pass.ends_with('\r')) pass.pop_back();
        const std::string word = one.value.find("expected")->string();
        run.expect(one.name, word.substr(0, word.find(" (")),
                   in_the_suites_words(verdict_of(pass, *trust, "2021-12-01T00:00:00Z")));
    }
}

}  // namespace vaxcert::conformance
