// SPDX-License-Identifier: Apache-2.0
// Public certificates, verified through a bundle that is made of their public test keys: each by
// its own, and none by another's.

#include <set>
#include <sstream>

#include <vaxcert/trust_bundle.hpp>
#include <vaxcert/trust_import.hpp>
#include <vaxcert/verify.hpp>

#include "conformance/suites.hpp"
#include "encoding/base64.hpp"
#include "json/parse.hpp"

namespace vaxcert::conformance {
namespace {

namespace fs = std::filesystem;
using json::Value;

std::string text_at(const Value& object, std::string_view name) {
    const Value* value = object.find(name);
    return value && value->is_string() ? value->string() : std::string();
}

/// The list, signed and opened again.
TrustList through_a_bundle(const TrustList& list) {
    const auto pem = generate_key(Algorithm::ed25519);
    const auto root = signer_from_key(as_bytes(*pem));
    const std::vector<std::shared_ptr<const Signer>> signers = {*root};
    const auto bundle = sign_bundle(list,
                                    {Environment::test, 1, *parse_time("2021-01-01T00:00:00Z"),
                                     *parse_time("2031-01-01T00:00:00Z")},
                                    signers);
    if (!bundle) throw std::runtime_error(bundle.error().detail);
    auto opened =
        open_bundle(*bundle, {.environment = Environment::test, .keys = {(*root)->public_key()}});
    if (!opened) throw std::runtime_error(opened.error().detail);
    return std::move(opened->trust);
}

TrustList imported(const ImportFile& file, const ImportOptions& options) {
    auto result = import_trust("keys", {{file}}, options);
    if (!result) throw std::runtime_error(result.error().detail);
    return std::move(result->list);
}

Verdict verdict_on(std::string_view text, const TrustList& trust, Time now) {
    static const MasterData master_data = MasterData::ready();
    return verify(
        as_bytes(text),
        {.trust = trust, .status = {}, .policy = {}, .master_data = master_data, .now = now});
}

std::string first_reason(const Verdict& verdict) {
    for (const Finding& finding : verdict.findings())
        if (finding.effect != Outcome::accepted)
            return std::string(name(verdict.outcome())) + ": " + name(finding.error.reason);
    return name(verdict.outcome());
}

/// Certificates of many countries' signers, as they come in the EU's test data.
class TestData {
  public:
    explicit TestData(const fs::path& file) {
        std::istringstream lines(read_file(file));
        for (std::string line; std::getline(lines, line);) {
            auto vector = json::parse(line, Budget::for_trusted_data());
            if (!vector) throw std::runtime_error(vector.error().detail);
            add_signer(text_at(*vector->find("TESTCTX"), "CERTIFICATE"));
            vectors_.push_back(*std::move(vector));
        }
    }

    const std::vector<Value>& vectors() const { return vectors_; }
    const TrustList& signers() const { return signers_; }

  private:
    void add_signer(const std::string& base64) {
        const auto der = encoding::from_base64(base64);
        if (!der || !known_.insert(base64).second) return;
        auto list = import_trust("keys", {{ImportFile{"signer", *der}}},
                                 {.environment = Environment::test, .formats = {"hcert"}});
        // A few certificates of the suite can be read by lenient readers only.
        if (list && !signers_.merge(std::move(list->list)))
            throw std::runtime_error("the test keys do not go together");
    }

    std::vector<Value> vectors_;
    TrustList signers_;
    std::set<std::string> known_;
};

bool is_expected(const Value& vector, const char* flag) {
    const Value* expected = vector.find("EXPECTEDRESULTS");
    const Value* value = expected ? expected->find(flag) : nullptr;
    return value && value->is_boolean() && value->boolean();
}

void run_eudcc_bundle(Run& run, const fs::path& folder) {
    const TestData data(folder / "dgc-testdata.jsonl");
    const TrustList trust = through_a_bundle(data.signers());
    std::size_t genuine = 0, expected = 0;
    const Value* accepted = nullptr;
    const Time now = *parse_time("2021-06-15T00:00:00Z");
    for (const Value& vector : data.vectors()) {
        if (!is_expected(vector, "EXPECTEDVERIFY")) continue;
        ++expected;
        const Verdict verdict = verdict_on(text_at(vector, "PREFIX"), trust, now);
        if (verdict.certificate()) ++genuine;
        if (verdict.accepted() && !accepted) accepted = &vector;
    }
    // Three are signed as ES256 with keys of P-384, and six with the key of an authority.
    run.expect("certificates that are genuine by the bundle", "482 of 491",
               std::to_string(genuine) + " of " + std::to_string(expected));
    if (!accepted) return run.expect("a certificate is accepted", "yes", "no");

    // The same key under the name and the country of somebody else.
    TrustList swapped;
    for (TrustedKey key : data.signers().keys()) {
        key.id = "ZZ";
        key.country = "ZZ";
        swapped.add(std::move(key));
    }
    run.expect(
        "signed by a key of another country", "rejected: signer-not-allowed",
        first_reason(verdict_on(text_at(*accepted, "PREFIX"), through_a_bundle(swapped), now)));
    // Every key but its own, for its kid is another's.
    TrustList others;
    for (TrustedKey key : data.signers().keys()) {
        key.kid[0] = key.kid[0] == 'A' ? 'B' : 'A';
        others.add(std::move(key));
    }
    run.expect(
        "signed by a key of another kid", "undecided: issuer-not-trusted",
        first_reason(verdict_on(text_at(*accepted, "PREFIX"), through_a_bundle(others), now)));
}

void run_shc_bundle(Run& run, const fs::path& root) {
    const std::string keys = read_file(root / "shc-official-examples/jwks.json");
    const ByteView bytes = as_bytes(keys);
    const TrustList trust =
        through_a_bundle(imported({"jwks.json", Bytes(bytes.begin(), bytes.end())},
                                  {.environment = Environment::test,
                                   .issuer = "https://spec.smarthealth.cards/examples/issuer",
                                   .formats = {"shc"}}));
    std::string card = read_file(
        root / "shc-dev-tools/testdata/test-example-00-d-jws-issuer-not-valid-with-smart-key.txt");
    while (card.ends_with('\n') || card.ends_with('\r')) card.pop_back();
    run.expect("issuer-not-valid-with-smart-key", "undecided: issuer-not-trusted",
               first_reason(verdict_on(card, trust, *parse_time("2024-07-03T00:00:00Z"))));
}

}  // namespace

void run_trust_bundles(Run& run, const fs::path& root) {
    if (fs::exists(root / "eudcc-testdata"))
        run_eudcc_bundle(run, root / "eudcc-testdata");
    else
        run.skip("eudcc-testdata", "the folder is absent");
    if (fs::exists(root / "shc-dev-tools") && fs::exists(root / "shc-official-examples"))
        run_shc_bundle(run, root);
    else
        run.skip("shc-dev-tools", "the folder is absent");
}

}  // namespace vaxcert::conformance
