// SPDX-License-Identifier: Apache-2.0
#include "trust/certified.hpp"

#include <doctest/doctest.h>

#include "crypto/pem.hpp"
#include "encoding/base64.hpp"
#include "trust/authority.hpp"
#include "trust/certified_for_tests.hpp"

using namespace vaxcert;
using namespace vaxcert::crypto::for_tests;
using namespace vaxcert::for_tests;

namespace {

std::string answer(const TrustList& trust, const SignerHint& hint) {
    const auto keys = candidates(trust, hint);
    return keys ? std::string("trusted") : name(keys.error().reason);
}

Wish with_usages(const std::string& usages) {
    return {.extensions = {{"extendedKeyUsage", usages}}};
}

std::vector<std::string> purposes(const Certified& authority, const std::string& usages) {
    return list_of({make_signer(authority, with_usages(usages))}).keys().at(0).purposes;
}

}  // namespace

TEST_SUITE("certified signers") {
    TEST_CASE("a file of certificates makes keys of signers and anchors of authorities") {
        const Certified authority = make_authority();
        const Certified signer = make_signer(authority, seal_signer());
        const TrustList list = list_of({authority, signer});
        REQUIRE(list.anchors().size() == 1);
        CHECK(list.anchors()[0].certificate->der() == authority.der);
        REQUIRE(list.keys().size() == 1);
        const TrustedKey& key = list.keys()[0];
        CHECK(key.kid == encoding::to_base64(ByteView(crypto::sha256(signer.der)).first(8)));
        CHECK(key.country == "UT");
        CHECK(key.certified);
        CHECK(key.display_name == "Signer");
        CHECK(key.formats == std::vector<std::string>{"vds-nc"});
        CHECK(to_text(*key.valid_from) == "2021-01-01T00:00:00Z");
        CHECK(to_text(*key.valid_until) == "2031-01-01T00:00:00Z");
        CHECK(TrustList::parse(as_text(authority.der))->anchors().size() == 1);
        CHECK_FALSE(TrustList::parse("-----BEGIN CERTIFICATE-----\nAA==\n"));

        TrustList merged;
        REQUIRE(merged.merge(list));
        CHECK(merged.anchors().size() == 1);
        CHECK(merged.keys().size() == 1);
    }

    TEST_CASE("the usages of the EU count in both spellings, and none of them means any") {
        using Words = std::vector<std::string>;
        const Certified authority = make_authority();
        CHECK(purposes(authority, "1.3.6.1.4.1.1847.2021.1.2") == Words{"vaccination"});
        CHECK(purposes(authority, "1.3.6.1.4.1.0.1847.2021.1.1") == Words{"test"});
        CHECK(purposes(authority, "1.3.6.1.4.1.1847.2021.1.3,1.3.6.1.4.1.0.1847.2021.1.2") ==
              Words{"vaccination", "recovery"});
        CHECK(purposes(authority, "clientAuth,emailProtection").empty());
        CHECK(list_of({make_signer(authority, {})}).keys().at(0).formats.empty());
    }

    TEST_CASE("a certificate that came along is believed through its anchor and nothing else") {
        const Certified authority = make_authority();
        const Certified stranger = make_authority({.name = "Stranger"});
        const Certified signer = make_signer(authority, seal_signer());
        const SignerHint hint = hint_of({signer.der});
        CHECK(answer(list_of({authority}), hint) == "trusted");
        CHECK(answer(list_of({stranger, authority}), hint) == "trusted");
        CHECK(answer(list_of({stranger}), hint) == "issuer-not-trusted");
        CHECK(answer(TrustList(), hint) == "issuer-not-trusted");
        // Its own authority, brought along, is not one of ours.
        CHECK(answer(list_of({stranger}), hint_of({signer.der, authority.der})) ==
              "issuer-not-trusted");
        CHECK(answer(list_of({authority}), hint_of({Bytes{0x30, 0x82}})) == "bad-x509");

        const auto keys = candidates(list_of({authority}), hint);
        REQUIRE(keys);
        REQUIRE(keys->size() == 1);
        CHECK((*keys)[0]->country == "UT");
        CHECK((*keys)[0]->certified);
    }

    TEST_CASE("an anchor may be for some formats only") {
        const Certified authority = make_authority();
        const SignerHint hint = hint_of({make_signer(authority, seal_signer()).der});
        TrustAnchor anchor = list_of({authority}).anchors()[0];
        anchor.formats = {"hcert"};
        TrustList trust;
        trust.add(anchor);
        CHECK(answer(trust, hint) == "issuer-not-trusted");
        anchor.formats.emplace_back("vds-nc");
        trust.add(anchor);
        CHECK(answer(trust, hint) == "trusted");
    }

    TEST_CASE("the signer's certificate must be good for what was signed") {
        const Certified authority = make_authority();
        const TrustList trust = list_of({authority});
        const auto with = [&](std::vector<std::pair<std::string, std::string>> extensions) {
            return answer(
                trust,
                hint_of({make_signer(authority, {.extensions = std::move(extensions)}).der}));
        };
        CHECK(with({{"extendedKeyUsage", "2.23.136.1.1.14.2"}}) == "trusted");
        CHECK(with({}) == "signer-not-allowed");
        CHECK(with({{"extendedKeyUsage", "clientAuth"}}) == "signer-not-allowed");
        CHECK(with({{"extendedKeyUsage", "2.23.136.1.1.14.2"},
                    {"2.23.136.1.1.6.2",
                     "DER:30090201003104130250"
                     "50"}}) == "signer-not-allowed");
        CHECK(answer(trust, hint_of({authority.der})) == "signer-not-allowed");
    }

    TEST_CASE("a certificate that names an anchor and was not issued by it is refused") {
        const Certified authority = make_authority();
        const TrustList trust = list_of({authority});
        Certified forged = make_signer(authority, seal_signer());
        forged.der.back() ^= 1;
        CHECK(answer(trust, hint_of({forged.der})) == "signer-not-allowed");
        Wish weak = seal_signer();
        weak.hash = "SHA1";
        CHECK(answer(trust, hint_of({make_signer(authority, weak).der})) == "signer-not-allowed");
    }

    TEST_CASE("one authority may stand between signer and anchor, and no more") {
        const std::vector<std::pair<std::string, std::string>> of_authority = {
            {"basicConstraints", "critical,CA:TRUE"},
            {"subjectKeyIdentifier", "hash"},
            {"authorityKeyIdentifier", "keyid"}};
        const Certified root = make_authority();
        const Certified middle = make_signer(
            root, {.name = "Middle", .until = "2023-01-01T00:00:00Z", .extensions = of_authority});
        const Certified low = make_signer(middle, {.name = "Low", .extensions = of_authority});
        const TrustList trust = list_of({root});
        const Certified signer = make_signer(middle, seal_signer());
        CHECK(answer(trust, hint_of({signer.der})) == "issuer-not-trusted");
        CHECK(answer(trust, hint_of({signer.der, middle.der})) == "trusted");
        CHECK(answer(trust, hint_of({signer.der, middle.der, root.der})) == "trusted");
        CHECK(answer(trust, hint_of({make_signer(low, seal_signer()).der, low.der, middle.der})) ==
              "issuer-not-trusted");
        CHECK(answer(trust, hint_of({make_signer(root, seal_signer()).der, middle.der})) ==
              "trusted");
        // Whoever is certified by one of its kind is not certified by that.
        CHECK(answer(trust, hint_of({make_signer(signer, with_usages("2.23.136.1.1.14.2")).der,
                                     signer.der})) == "issuer-not-trusted");

        // No link outlives the one above it.
        const auto keys = candidates(trust, hint_of({signer.der, middle.der}));
        REQUIRE(keys);
        CHECK(to_text(*(*keys)[0]->valid_until) == "2023-01-01T00:00:00Z");
    }

    TEST_CASE("an anchor vouches for the issuers that its certificates name, and for no others") {
        const Certified authority = make_authority();
        const Certified signer = make_signer(
            authority, {.extensions = {{"subjectAltName", "URI:https://health.example.org"}}});
        for (const TrustList& trust : {list_of({authority}), list_of({signer})}) {
            SignerHint hint{.format = "sd-jwt",
                            .issuer = "https://health.example.org",
                            .verification_method = {},
                            .certificates = {signer.der},
                            .issuer_is_certified = true};
            CHECK(answer(trust, hint) == "trusted");
            hint.issuer = "https://cowin.gov.in/";
            CHECK(answer(trust, hint) == "signer-not-allowed");
            hint.issuer.clear();
            CHECK(answer(trust, hint) == "signer-not-allowed");
        }
    }

    TEST_CASE("a certificate that the list itself holds needs no anchor and no usage") {
        const Certified authority = make_authority();
        const Certified signer = make_signer(authority, {});
        CHECK(answer(list_of({signer}), hint_of({signer.der})) == "trusted");
        const Certified of_dcc = make_signer(authority, with_usages("1.3.6.1.4.1.1847.2021.1.2"));
        CHECK(answer(list_of({of_dcc}), hint_of({of_dcc.der})) == "signer-not-allowed");
        // The same key in another certificate is another matter.
        const Certified other = make_signer(authority, {.name = "Other"}, signer.key_pem);
        CHECK(answer(list_of({other}), hint_of({signer.der})) == "issuer-not-trusted");
        CHECK(answer(list_of({make_signer(authority, seal_signer(), signer.key_pem)}),
                     hint_of({signer.der})) == "issuer-not-trusted");
    }

    TEST_CASE("what an authority revoked is revoked, and known until its list grows old") {
        const Certified authority = make_authority();
        Wish wish = seal_signer();
        wish.serial = 7;
        const Certified signer = make_signer(authority, wish);
        const auto key_with = [&](const std::vector<Bytes>& crls) {
            std::string pem = to_pem(authority.der);
            for (const Bytes& crl : crls) pem += crypto::to_pem("X509 CRL", crl);
            const auto list = TrustList::parse(pem);
            REQUIRE(list);
            CHECK(list->crls().size() == crls.size());
            const auto keys = candidates(*list, hint_of({signer.der}));
            REQUIRE(keys);
            return *keys->front();
        };
        CHECK_FALSE(key_with({}).revocation_known_until);
        const TrustedKey good = key_with({make_crl(authority, {.serials = {8}})});
        CHECK_FALSE(good.revoked);
        CHECK(to_text(*good.revocation_known_until) == "2021-09-01T00:00:00Z");
        CHECK(key_with({make_crl(authority, {.serials = {7}})}).revoked);
        // A newer list that has lost the entry undoes nothing, and the newest says how fresh it is.
        const TrustedKey both =
            key_with({make_crl(authority, {.serials = {7}}),
                      make_crl(authority, {.this_update = "2021-09-01T00:00:00Z",
                                           .next_update = "2021-10-01T00:00:00Z"})});
        CHECK(both.revoked);
        CHECK(to_text(*both.revocation_known_until) == "2021-10-01T00:00:00Z");
        // One about it that is not its authority's makes nothing known.
        const TrustedKey doubtful = key_with({make_crl(make_authority(), {})});
        CHECK_FALSE(doubtful.revoked);
        CHECK(*doubtful.revocation_known_until == Time());
        CHECK_FALSE(
            key_with({make_crl(make_authority({.name = "Stranger"}), {})}).revocation_known_until);

        // The same for a certificate that the list itself holds.
        const auto held =
            TrustList::parse(to_pem(authority.der) + to_pem(signer.der) +
                             crypto::to_pem("X509 CRL", make_crl(authority, {.serials = {7}})));
        REQUIRE(held);
        SignerHint by_kid{.format = "vds-nc", .issuer = {}, .verification_method = {}};
        by_kid.kid = held->keys()[0].kid;
        by_kid.kid_is_enough = true;
        REQUIRE(candidates(*held, by_kid));
        CHECK(candidates(*held, by_kid)->front()->revoked);
        CHECK(candidates(*held, hint_of({signer.der}))->front()->revoked);
        CHECK(TrustList::parse(as_text(make_crl(authority, {})))->crls().size() == 1);
    }

    TEST_CASE("a key that any entry revokes is revoked, though an authority certified it") {
        const Certified authority = make_authority();
        const Certified signer = make_signer(authority, seal_signer());
        TrustList trust = list_of({authority});
        const PublicKey key = candidates(trust, hint_of({signer.der}))->front()->key;
        CHECK_FALSE(candidates(trust, hint_of({signer.der}))->front()->revoked);
        trust.add({.id = "another name", .key = key, .environment = {}, .revoked = true});
        CHECK(candidates(trust, hint_of({signer.der}))->front()->revoked);
    }

    TEST_CASE("a signer may sign documents, and is of its authority's country") {
        const Certified authority = make_authority();
        const TrustList trust = list_of({authority});
        Wish wish = seal_signer();
        wish.extensions.emplace_back("keyUsage", "critical,keyAgreement");
        CHECK(answer(trust, hint_of({make_signer(authority, wish).der})) == "signer-not-allowed");
        wish.extensions.back().second = "critical,digitalSignature";
        CHECK(answer(trust, hint_of({make_signer(authority, wish).der})) == "trusted");
        wish.country = "YY";
        CHECK(answer(trust, hint_of({make_signer(authority, wish).der})) == "signer-not-allowed");
        wish.country = "";
        CHECK(answer(trust, hint_of({make_signer(authority, wish).der})) == "trusted");
    }
}
