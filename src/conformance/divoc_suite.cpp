// SPDX-License-Identifier: Apache-2.0
// Real and synthetic DIVOC certificates, each in every form in which it travels, against the
// answers written down in divoc_expectations.json.

#include <algorithm>
#include <string>

#include <vaxcert/verify.hpp>

#include "conformance/suites.hpp"

namespace vaxcert::conformance {
namespace {

namespace fs = std::filesystem;
using json::Value;

const std::string& text(const Value& object, const char* member) {
    const Value* value = object.find(member);
    if (!value || !value->is_string())
        throw std::runtime_error(std::string("the manifest lacks ") + member);
    return value->string();
}

/// Everything a check point would know: the one key of the case, by its verification method.
Verdict verify_under(ByteView scanned, const std::string& method, ByteView key) {
    const auto trust = TrustList::for_issuer(method, key);
    if (!trust) throw std::runtime_error("the suite's key: " + trust.error().detail);
    static const MasterData master_data = MasterData::ready();
    const StatusList nobody_withdrawn;
    const Policy anything;
    return verify(scanned, {.trust = *trust,
                            .status = nobody_withdrawn,
                            .policy = anything,
                            .master_data = master_data,
                            .now = *parse_time("2026-01-01T00:00:00Z")});
}

std::string outcome_and_reason(const Verdict& verdict, const std::string& wanted) {
    if (verdict.accepted()) return "accepted";
    for (const Finding& finding : verdict.findings())
        if (name(finding.error.reason) == wanted) return wanted;
    return verdict.findings().empty() ? name(verdict.outcome())
                                      : name(verdict.findings().front().error.reason);
}

struct Expectations {
    Value file;

    std::string of(const std::string& test_case, bool reference_accepts) const {
        for (const Value& accepted : file.find("accepted")->array())
            if (accepted.string() == test_case) return "accepted";
        if (const Value* reason = file.find("refused")->find(test_case)) return reason->string();
        return reference_accepts ? "" : "refused";
    }
};

void run_case(Run& run, const fs::path& folder, const Value& entry,
              const Expectations& expectations) {
    const fs::path file = folder / text(entry, "file");
    const std::string test_case = file.stem().string();
    const std::string wanted =
        expectations.of(test_case, entry.find("referenceVerified")->boolean());
    if (wanted.empty())
        return run.skip(test_case, "no answer is written down for it in divoc_expectations.json");
    const std::string key = read_file(folder / text(entry, "key"));
    // The key is offered under the name the certificate gives its signer, so that only the rest
    // decides.
    const Value document = read_json(file);
    const Value* proof = document.find("proof");
    const Value* method = proof ? proof->find("verificationMethod") : nullptr;
    const std::string id =
        method && wanted != "issuer-not-trusted" ? method->string() : "did:india";

    for (const char* form : {"file", "payloadZip", "payloadUtf8"}) {
        if (!entry.find(form)) continue;
        const std::string scanned = read_file(folder / text(entry, form));
        const Verdict verdict = verify_under(as_bytes(scanned), id, as_bytes(key));
        std::string got = outcome_and_reason(verdict, wanted);
        if (wanted == "refused" && got != "accepted") got = wanted;
        if (!verdict.accepted() && wanted != "accepted" && verdict.certificate())
            got += ", but shown";
        run.expect(test_case + " (" + form + ")", wanted, got);
    }
}

}  // namespace

void run_divoc(Run& run, const fs::path& folder) {
    const Expectations expectations{
        read_json(fs::path(VAXCERT_SOURCE) / "src/conformance/divoc_expectations.json")};
    const Value manifest = read_json(folder / "manifest.json");
    for (const Value& entry : manifest.find("entries")->array())
        run_case(run, folder, entry, expectations);
}

}  // namespace vaxcert::conformance
