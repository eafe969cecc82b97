// SPDX-License-Identifier: Apache-2.0
#include "certificate/envelope.hpp"

#include <doctest/doctest.h>

using namespace vaxcert;

namespace {

std::shared_ptr<const Signer> fresh_signer() {
    const auto pem = generate_key(Algorithm::ed25519);
    REQUIRE(pem);
    return *signer_from_key(as_bytes(*pem));
}

Envelope::Signature signature_by(const Signer& signer, const std::string& text) {
    return {.signer = {.format = "toy", .issuer = "someone", .verification_method = {}},
            .algorithm = Algorithm::ed25519,
            .value = *signer.sign(as_bytes(text)),
            .signed_bytes = [text](const Budget&) -> Result<Bytes> {
                const ByteView bytes = as_bytes(text);
                return Bytes(bytes.begin(), bytes.end());
            }};
}

/// A document that two parties signed.
struct Twice {
    std::shared_ptr<const Signer> first = fresh_signer();
    std::shared_ptr<const Signer> second = fresh_signer();
    std::vector<Finding> findings;

    Result<Authentic> authenticate(std::vector<Envelope::Candidates> keys) const {
        const Envelope envelope(
            {.signatures = {signature_by(*first, "one"), signature_by(*second, "two")},
             .wire_form = "toy",
             .document = {},
             .read = [this](const MasterData&) {
                 return Reading{.claims = {}, .standing = {}, .findings = findings};
             }});
        return envelope.authenticate(keys, {}, Budget::for_one_certificate());
    }
};

Finding finding(Step step, Outcome effect) {
    return {step, effect, {Reason::malformed, "something"}};
}

}  // namespace

TEST_SUITE("envelope") {
    TEST_CASE("gives a certificate when every signature is by a candidate for it") {
        const Twice twice;
        const PublicKey one = twice.first->public_key();
        const PublicKey two = twice.second->public_key();
        const auto authentic = twice.authenticate({{one}, {one, two}});
        REQUIRE(authentic);
        CHECK(authentic->certificate);
        CHECK(authentic->keys == std::vector<std::size_t>{0, 1});
    }

    TEST_CASE("gives none when one signature is by nobody, by another or left out") {
        const Twice twice;
        const PublicKey one = twice.first->public_key();
        const PublicKey two = twice.second->public_key();
        CHECK(twice.authenticate({{one}, {one}}).error().reason == Reason::bad_signature);
        CHECK(twice.authenticate({{two}, {two}}).error().reason == Reason::bad_signature);
        CHECK(twice.authenticate({{one}, {}}).error().reason == Reason::issuer_not_trusted);
        CHECK(twice.authenticate({{one}}).error().reason == Reason::issuer_not_trusted);
        CHECK(twice.authenticate({}).error().reason == Reason::issuer_not_trusted);
    }

    TEST_CASE("withholds a certificate whose claims its signature does not settle") {
        Twice twice;
        const std::vector<Envelope::Candidates> keys = {{twice.first->public_key()},
                                                        {twice.second->public_key()}};
        twice.findings = {finding(Step::signature, Outcome::undecided)};
        CHECK_FALSE(twice.authenticate(keys)->certificate);
        twice.findings = {finding(Step::signature, Outcome::rejected)};
        CHECK_FALSE(twice.authenticate(keys)->certificate);
        twice.findings = {finding(Step::signature, Outcome::accepted),
                          finding(Step::policy, Outcome::rejected)};
        const auto noted = twice.authenticate(keys);
        CHECK(noted->certificate);
        CHECK(noted->findings.size() == 2);
    }
}
