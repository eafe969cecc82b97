// SPDX-License-Identifier: Apache-2.0
// w3c/vc-data-model: the examples of the specification, and what each becomes when one thing in it
// is wrong.

#include <string>
#include <string_view>
#include <vector>

#include <vaxcert/credential.hpp>

#include "conformance/suites.hpp"
#include "json/parse.hpp"

namespace vaxcert::conformance {
namespace {

namespace fs = std::filesystem;
using json::Value;

/// One member that is otherwise, and the reason that must be given; an empty text takes it away.
struct Fault {
    std::string_view member, value, reason;
};

constexpr std::string_view missing = "member-missing", shape = "shape-not-expected";

/// Of credentials and presentations alike.
constexpr Fault faults_of_both[] = {
    {"@context", "", missing},
    {"@context", "[]", shape},
    {"@context", R"(["https://www.w3.org/ns/credentials/examples/v2"])", shape},
    {"@context",
     R"(["https://www.w3.org/ns/credentials/examples/v2","https://www.w3.org/ns/credentials/v2"])",
     shape},
    {"@context", R"(["https://www.w3.org/ns/credentials/v2",7])", shape},
    {"@context", R"(["https://www.w3.org/ns/credentials/v2","https ://x"])", shape},
    {"type", "", missing},
    {"type", R"(["UniversityDegreeCredential"])", shape},
    {"type", "[]", shape},
    {"type", "null", shape},
    {"id", R"("not a url")", shape},
    {"id", R"(["http://example.edu/1","http://example.edu/2"])", shape},
    {"id", "null", shape},
    {"termsOfUse", R"({"id":"http://example.com/1"})", missing},
};

constexpr Fault faults_of_credentials[] = {
    {"issuer", "", missing},
    {"issuer", "null", shape},
    {"issuer", R"("nobody")", shape},
    {"issuer", R"({"name":"Example University"})", missing},
    {"issuer", R"(["https://example.edu/1","https://example.edu/2"])", shape},
    {"credentialSubject", "", missing},
    {"credentialSubject", "{}", shape},
    {"credentialSubject", R"("did:example:1")", shape},
    {"credentialSubject", R"([{"id":"did:example:1"},{}])", shape},
    {"credentialSubject", R"({"id":["did:example:1","did:example:2"]})", shape},
    {"validFrom", R"("2010-01-01")", shape},
    {"validUntil", R"("2009-12-31T00:00:00Z")", shape},
    {"validUntil", "1", shape},
    {"name", R"({"@value":"x","more":"y"})", shape},
    {"description", "1", shape},
    {"credentialStatus", R"({"id":"https://example.edu/status/24"})", missing},
    {"credentialSchema", R"({"id":"https://example.org/1"})", missing},
    {"credentialSchema", R"({"type":"JsonSchema"})", missing},
    {"refreshService", R"({"id":"https://example.edu/refresh/3732"})", missing},
    {"evidence", R"({"id":"https://example.edu/evidence/1"})", missing},
    {"relatedResource", R"({"id":"https://www.w3.org/ns/credentials/v2"})", missing},
    {"relatedResource",
     R"({"id":"https://www.w3.org/ns/credentials/v2","digestMultibase":"uAAAA"})", shape},
};

constexpr Fault faults_of_presentations[] = {
    {"holder", "{}", missing},
    {"holder", R"("nobody")", shape},
    {"verifiableCredential", R"("http://example.edu/credentials/1872")", shape},
    {"verifiableCredential", "[5]", shape},
    {"verifiableCredential", R"([{"type":"VerifiableCredential"}])", missing},
};

using Check = std::vector<Error> (*)(std::string_view);

std::string verdict(const std::vector<Error>& problems) {
    return problems.empty() ? "valid" : name(problems.front().reason);
}

void run_examples(Run& run, const fs::path& folder, Check check,
                  std::span<const Fault> faults_of_kind) {
    for (const fs::path& file : files_in(folder, ".json")) {
        const std::string name = folder.filename().string() + '/' + file.stem().string();
        if (!file.stem().string().starts_with("example-")) continue;
        const Value document = read_json(file);
        run.expect(name, "valid", verdict(check(json::to_text(document))));
        const auto spoil = [&](const Fault& fault) {
            Value wrong = document;
            wrong.erase(fault.member);
            if (!fault.value.empty())
                wrong.set(fault.member, *json::parse(fault.value, Budget::for_trusted_data()));
            std::string of = fault.value.empty() ? std::string("none") : std::string(fault.value);
            run.expect(name + " with " + std::string(fault.member) + ": " + of, fault.reason,
                       verdict(check(json::to_text(wrong))));
        };
        for (const Fault& fault : faults_of_both) spoil(fault);
        for (const Fault& fault : faults_of_kind) spoil(fault);
    }
}

/// What the specification shows can be issued and verified by us, its proof apart.
void run_issuing(Run& run, const fs::path& folder) {
    const auto signer = *signer_from_key(as_bytes(*generate_key(Algorithm::ed25519)));
    const std::string method = did_key_method(signer->public_key());
    const ProofInputs inputs{
        .find_key = [](std::string_view key, std::string_view) { return key_of_did_key(key); }};
    for (const fs::path& file : files_in(folder, ".json")) {
        if (!file.stem().string().starts_with("example-")) continue;
        Value document = read_json(file);
        document.erase("proof");
        for (const Cryptosuite suite :
             {Cryptosuite::eddsa_rdfc_2022, Cryptosuite::eddsa_jcs_2022}) {
            const auto issued =
                issue_credential(json::to_text(document),
                                 {.cryptosuite = suite, .verification_method = method}, *signer);
            run.expect(file.stem().string() + " issued by " + name(suite), "verified",
                       !issued                                         ? issued.error().detail
                       : verify_credential(*issued, inputs).verified() ? "verified"
                                                                       : "not verified");
        }
        const auto enveloped = envelop_credential(json::to_text(document), method, *signer);
        run.expect(file.stem().string() + " in an envelope", "verified",
                   enveloped && verify_credential(*enveloped, inputs).verified() ? "verified"
                                                                                 : "not verified");
    }
}

}  // namespace

void run_vc_data_model(Run& run, const fs::path& folder) {
    const fs::path schema = folder / "schema";
    run_examples(run, schema / "verifiable-credential", check_credential, faults_of_credentials);
    run_examples(run, schema / "verifiable-presentation", check_presentation,
                 faults_of_presentations);
    run_issuing(run, schema / "verifiable-credential");
}

}  // namespace vaxcert::conformance
