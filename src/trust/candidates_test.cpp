// SPDX-License-Identifier: Apache-2.0
// Which keys are offered for what a certificate says of its signer, and what is said where none is.

#include <doctest/doctest.h>

#include "crypto/x509_for_tests.hpp"
#include "trust/authority.hpp"
#include "trust/world_for_tests.hpp"

using namespace vaxcert;
using for_tests::at;

namespace {

PublicKey fresh_key() {
    return for_tests::fresh_signer()->public_key();
}

/// Why there is no key for a signer.
std::string refused(const TrustList& trust, const SignerHint& hint) {
    const auto keys = candidates(trust, hint);
    if (keys) return "found";
    CHECK(keys.error().reason == Reason::issuer_not_trusted);
    return keys.error().detail;
}

std::string always_k(const PublicKey&) {
    return "k";
}

}  // namespace

TEST_SUITE("candidates") {
    TEST_CASE("are refused with what is known of the signer, and of the list") {
        const SignerHint hint{
            .format = "hcert", .issuer = "did:a", .verification_method = {}, .kid = "k"};
        const std::string dated =
            R"({"trust_list":1,"environment":"test","issued":"2021-07-30T00:00:00Z","keys":[]})";
        TrustList trust = *TrustList::parse(dated);
        CHECK(refused(trust, hint) ==
              "the signer is not in the trust list of 2021-07-30T00:00:00Z, which has 0 keys");
        trust.add({.id = "did:c", .key = fresh_key(), .environment = {}, .kid = "nobody's"});
        CHECK(refused(trust, hint) ==
              "the signer is not in the trust list of 2021-07-30T00:00:00Z, which has 1 keys");
        // Another's key of that name, the signer's own of another name, and of another format.
        trust.add({.id = "did:b", .key = fresh_key(), .environment = {}, .kid = "k"});
        CHECK(refused(trust, hint) ==
              "the signer is not in the trust list of 2021-07-30T00:00:00Z, which has 2 keys; the "
              "key that is named is another signer's");
        trust.add({.id = "did:a", .key = fresh_key(), .environment = {}, .formats = {"shc"}});
        CHECK(refused(trust, hint).starts_with("the signer is not in the trust list of"));
        trust.add({.id = "did:a", .key = fresh_key(), .environment = {}, .kid = "other"});
        CHECK(refused(trust, hint) ==
              "the signer is in the trust list of 2021-07-30T00:00:00Z, but not with the key that "
              "is named");
        TrustList authorities = *TrustList::parse(as_text(crypto::for_tests::make_authority().der));
        CHECK(refused(authorities, hint) ==
              "the signer is not in the trust list, which has 0 keys and 1 certification "
              "authorities");
    }

    TEST_CASE("go by the name that follows from the key, in formats where one does") {
        TrustList trust;
        trust.add({.id = "did:a", .key = fresh_key(), .environment = {}});
        trust.add({.id = "did:a", .key = fresh_key(), .environment = {}, .kid = "k"});
        trust.add({.id = "did:a", .key = fresh_key(), .environment = {}, .kid = "other"});
        SignerHint hint{.format = "shc",
                        .issuer = "did:a",
                        .verification_method = {},
                        .kid = "k",
                        .kid_of = always_k};
        CHECK(candidates(trust, hint)->size() == 3);
        hint.kid = "other";
        REQUIRE(candidates(trust, hint)->size() == 1);
        CHECK(candidates(trust, hint)->front()->kid == "other");
        hint.kid = "third";
        CHECK_FALSE(candidates(trust, hint));
        hint.issuer = "did:b";
        hint.kid = "k";
        CHECK_FALSE(candidates(trust, hint));
    }

    TEST_CASE("are the list's own, not copies, where nothing else is known of them") {
        TrustList trust;
        trust.add({.id = "did:a", .key = fresh_key(), .environment = {}});
        const SignerHint hint{.format = "divoc", .issuer = "did:a", .verification_method = {}};
        REQUIRE(candidates(trust, hint));
        CHECK(candidates(trust, hint)->front().get() == &trust.keys()[0]);
        // A revocation list tells nothing of a key without a certificate.
        const auto authority = crypto::for_tests::make_authority();
        const auto crl = TrustList::parse(as_text(crypto::for_tests::make_crl(authority, {})));
        trust.add(crl->crls()[0]);
        CHECK(candidates(trust, hint)->front().get() == &trust.keys()[0]);
    }

    TEST_CASE("are not looked for in certificates that came along, where the list has one") {
        TrustList trust;
        trust.add({.id = "did:a", .key = fresh_key(), .environment = {}});
        SignerHint hint{.format = "divoc",
                        .issuer = "did:a",
                        .verification_method = {},
                        .certificates = {Bytes{1}}};
        REQUIRE(candidates(trust, hint));
        CHECK(candidates(trust, hint)->size() == 1);
        hint.issuer = "did:b";
        CHECK(candidates(trust, hint).error().reason == Reason::bad_x509);
    }

    TEST_CASE("are one for each key, and of two entries the one that was signed, or signed later") {
        const PublicKey key = fresh_key();
        const SignerHint hint{
            .format = "hcert", .issuer = "did:a", .verification_method = "did:a#k"};
        const auto entry = [&](const char* id, const char* issued) {
            TrustedKey one{.id = id, .key = key, .environment = {}};
            if (*issued)
                one.source = std::make_shared<TrustSource>(TrustSource{1, at(issued), at(issued)});
            return one;
        };
        constexpr const char* early = "2021-07-01T00:00:00Z";
        constexpr const char* late = "2021-07-02T00:00:00Z";
        constexpr const char* nobody = "";
        const std::string first = "did:a#k", second = "did:a";
        const auto counts = [&](const char* of_first, const char* of_second) {
            TrustList trust;
            trust.add(entry(first.c_str(), of_first));
            trust.add(entry(second.c_str(), of_second));
            const auto keys = candidates(trust, hint);
            REQUIRE(keys);
            CHECK(keys->size() == 1);
            return keys->front()->id;
        };
        CHECK(counts(early, late) == second);
        CHECK(counts(late, early) == first);
        CHECK(counts(nobody, early) == second);
        CHECK(counts(early, nobody) == first);
        CHECK(counts(late, late) == first);
        CHECK(counts(nobody, nobody) == first);
    }

    TEST_CASE("are revoked if any entry revokes the key, whichever counts") {
        const PublicKey key = fresh_key();
        TrustList trust;
        trust.add({.id = "did:elsewhere", .key = key, .environment = {}, .revoked = true});
        trust.add({.id = "did:a", .key = key, .environment = {}, .display_name = "A"});
        const auto keys =
            candidates(trust, {.format = "hcert", .issuer = "did:a", .verification_method = {}});
        REQUIRE(keys);
        REQUIRE(keys->size() == 1);
        CHECK(keys->front()->revoked);
        CHECK(keys->front()->display_name == "A");
        CHECK_FALSE(trust.keys()[1].revoked);
    }

    TEST_CASE("are revoked with their key, for whichever algorithm an entry revokes it") {
        const PublicKey ps256 = for_tests::fresh_signer(Algorithm::ps256)->public_key();
        const PublicKey rs256 = *PublicKey::from_spki(ps256.to_spki(), Algorithm::rs256);
        const SignerHint hint{.format = "divoc", .issuer = "did:a", .verification_method = {}};
        for (const auto& [revoked, used] : {std::pair(ps256, rs256), std::pair(rs256, ps256)}) {
            TrustList trust;
            trust.add({.id = "did:elsewhere", .key = revoked, .environment = {}, .revoked = true});
            trust.add({.id = "did:a", .key = used, .environment = {}});
            REQUIRE(candidates(trust, hint));
            CHECK(candidates(trust, hint)->front()->revoked);
        }
    }
}
