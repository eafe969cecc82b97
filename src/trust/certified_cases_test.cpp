// SPDX-License-Identifier: Apache-2.0
// Certified signers, demand by demand: on which side of it one is believed, and in which words it
// is refused. And the files that their certificates come in.

#include <algorithm>

#include <doctest/doctest.h>

#include "crypto/pem.hpp"
#include "trust/authority.hpp"
#include "trust/certified.hpp"
#include "trust/certified_for_tests.hpp"

using namespace vaxcert;
using namespace vaxcert::crypto::for_tests;
using namespace vaxcert::for_tests;

namespace {

using Extensions = std::vector<std::pair<std::string, std::string>>;

const Extensions of_authority = {{"basicConstraints", "critical,CA:TRUE"},
                                 {"subjectKeyIdentifier", "hash"},
                                 {"authorityKeyIdentifier", "keyid"}};
const Extensions::value_type for_seals = {"extendedKeyUsage", "2.23.136.1.1.14.2"};
const Extensions::value_type names_its_issuer = {"authorityKeyIdentifier", "keyid"};

/// "trusted", or why not.
std::string said(const TrustList& trust, const SignerHint& hint) {
    const auto keys = candidates(trust, hint);
    return keys ? "trusted" : name(keys.error().reason) + (": " + keys.error().detail);
}

TrustedKey found(const TrustList& trust, const SignerHint& hint) {
    const auto keys = candidates(trust, hint);
    REQUIRE(keys);
    REQUIRE(keys->size() == 1);
    return *keys->front();
}

TrustList list_with(const TrustedKey& key) {
    TrustList list;
    list.add(key);
    return list;
}

Bytes forged(Bytes der) {
    der.back() ^= 1;
    return der;
}

/// The same certificate, but the curve of its key is one that nobody signs with.
Bytes with_another_curve(Bytes der) {
    const Bytes p256 = {0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07};
    const auto at = std::search(der.begin(), der.end(), p256.begin(), p256.end());
    REQUIRE(at != der.end());
    at[7] = 0x06;
    return der;
}

const std::string refused = "signer-not-allowed: the signer's certificate ";
const std::string unknown =
    "issuer-not-trusted: the signer is not in the trust list, which has 0 keys";
const std::string not_of_ours = unknown + " and 1 certification authorities";

}  // namespace

TEST_SUITE("certified signer, case by case") {
    TEST_CASE("is refused for what its certificate lacks, and told what that is") {
        const Certified authority = make_authority();
        const TrustList trust = list_of({authority});
        const std::string for_passports =
            "DER:30090201003104130250"
            "50";
        struct Example {
            Extensions extensions;
            std::string said;
        };
        for (const Example& example : {
                 Example{{for_seals}, "trusted"},
                 Example{of_authority,
                         refused + "is an authority's, which signs certificates only"},
                 Example{{for_seals, {"keyUsage", "critical,keyAgreement"}},
                         refused + "has a key usage without digital signatures"},
                 Example{{},
                         refused + "is not for this: it lacks the extended key usage "
                                   "2.23.136.1.1.14.2"},
                 Example{{for_seals, {"2.23.136.1.1.6.2", for_passports}},
                         refused + "does not list the document type NV"},
             }) {
            const Certified signer = make_signer(authority, {.extensions = example.extensions});
            CHECK(said(trust, hint_of({signer.der})) == example.said);
        }
        // Nobody asks for more than the format does.
        SignerHint hint = hint_of(
            {make_signer(authority, {.extensions = {{"2.23.136.1.1.6.2", for_passports}}}).der});
        hint.usage.clear();
        hint.document_type.clear();
        CHECK(said(trust, hint) == "trusted");
        hint.issuer_is_certified = true;
        CHECK(said(trust, hint) == refused + "does not name the issuer among its URIs");
    }

    TEST_CASE("is of its authority's country, as far as both certificates say one") {
        const auto of = [](const char* signer, const char* authority) {
            const Certified ca = make_authority({.country = authority, .name = "Authority"});
            const Certified leaf = make_signer(ca, {.country = signer, .extensions = {for_seals}});
            const auto keys = candidates(list_of({ca}), hint_of({leaf.der}));
            return keys ? keys->front()->country : keys.error().detail;
        };
        CHECK(of("UT", "UT") == "UT");
        CHECK(of("ut", "UT") == "UT");
        CHECK(of("UT", "") == "UT");
        CHECK(of("", "UT") == "UT");
        CHECK(of("", "") == "");
        CHECK(of("YY", "UT") == "the signer's certificate is of YY, and its authority of UT");
    }

    TEST_CASE("is called a forgery only where its certificate names a key that we know") {
        const auto with = [](bool authority_has_name, bool signer_names_it) {
            Wish wish{.name = "Authority"};
            wish.extensions.push_back(of_authority[0]);
            if (authority_has_name) wish.extensions.push_back(of_authority[1]);
            const Certified authority = make_authority(wish);
            Wish signer{.extensions = {for_seals}};
            // Without a name of the authority's key there is none that OpenSSL could copy.
            if (signer_names_it)
                signer.extensions.push_back(
                    authority_has_name ? names_its_issuer
                                       : Extensions::value_type{"2.5.29.35", "DER:3003800101"});
            const Bytes der = make_signer(authority, signer).der;
            CHECK(said(list_of({authority}), hint_of({der})) == "trusted");
            return said(list_of({authority}), hint_of({forged(der)}));
        };
        CHECK(with(true, true) == refused + "is not signed by the authority that it names");
        CHECK(with(true, false) == not_of_ours);
        CHECK(with(false, true) == not_of_ours);
        CHECK(with(false, false) == not_of_ours);
    }

    TEST_CASE("is told why by the first authority that has the key it names") {
        const Certified authority = make_authority();
        Wish wish{.name = "Successor", .extensions = of_authority};
        const Certified successor = make_signer(authority, wish, authority.key_pem);
        const Certified signer = make_signer(authority, seal_signer());
        CHECK(said(list_of({successor, authority}), hint_of({signer.der})) == "trusted");
        CHECK(said(list_of({successor, authority}), hint_of({forged(signer.der)})) ==
              refused + "names another issuer");
        CHECK(said(list_of({authority, successor}), hint_of({forged(signer.der)})) ==
              refused + "is not signed by the authority that it names");
    }

    TEST_CASE("is held by a list only as the list holds it") {
        const Certified authority = make_authority();
        const Certified signer = make_signer(authority, {});
        const SignerHint hint = hint_of({signer.der});
        TrustedKey key = list_of({signer}).keys().at(0);
        CHECK(said(list_with(key), hint) == "trusted");
        key.formats = {"hcert", "vds-nc"};
        CHECK(said(list_with(key), hint) == "trusted");

        const std::string none =
            "issuer-not-trusted: the signer is not in the trust list, which "
            "has 1 keys";
        key.formats = {"hcert"};
        CHECK(said(list_with(key), hint) == none);
        key.formats.clear();
        key.certified = false;
        CHECK(said(list_with(key), hint) == none);
        key.certified = true;
        key.key = list_of({make_signer(authority, {})}).keys().at(0).key;
        CHECK(said(list_with(key), hint) == none);
    }

    TEST_CASE("has a key of a kind that signs health certificates") {
        const Certified authority = make_authority();
        const Bytes signer = with_another_curve(make_signer(authority, {}).der);
        const std::string why = "not a SubjectPublicKeyInfo of a kind that is known";
        CHECK(said(list_of({authority}), hint_of({signer})) == "bad-key: " + why);
        const std::string crl = crypto::to_pem("X509 CRL", make_crl(authority, {}));
        const auto list = TrustList::parse(crl + to_pem(authority.der) + to_pem(signer));
        REQUIRE_FALSE(list);
        CHECK(list.error() == Error{Reason::bad_trust_list, "certificate 2: " + why});
    }

    TEST_CASE("has the environment and the source of its anchor, and the shorter time of both") {
        const Certified authority = make_authority(
            {.name = "Authority", .from = "2021-03-01T00:00:00Z", .until = "2025-01-01T00:00:00Z"});
        TrustAnchor anchor = list_of({authority}).anchors().at(0);
        anchor.environment = Environment::test;
        anchor.source = std::make_shared<const TrustSource>();
        TrustList trust;
        trust.add(anchor);
        const auto signer = [&](const char* from, const char* until) {
            const Wish wish{.from = from, .until = until, .extensions = {for_seals}};
            return found(trust, hint_of({make_signer(authority, wish).der}));
        };
        const TrustedKey longer = signer("2021-01-01T00:00:00Z", "2031-01-01T00:00:00Z");
        CHECK(longer.environment == Environment::test);
        CHECK(longer.source == anchor.source);
        CHECK(to_text(*longer.valid_from) == "2021-03-01T00:00:00Z");
        CHECK(to_text(*longer.valid_until) == "2025-01-01T00:00:00Z");
        const TrustedKey shorter = signer("2021-04-01T00:00:00Z", "2024-01-01T00:00:00Z");
        CHECK(to_text(*shorter.valid_from) == "2021-04-01T00:00:00Z");
        CHECK(to_text(*shorter.valid_until) == "2024-01-01T00:00:00Z");
    }

    TEST_CASE("signs seals alone only if it is for nothing else") {
        const Certified authority = make_authority();
        const auto with = [&](const std::string& usages) {
            return list_of({make_signer(authority, {.extensions = {{"extendedKeyUsage", usages}}})})
                .keys()
                .at(0);
        };
        CHECK(with("2.23.136.1.1.14.2").formats == std::vector<std::string>{"vds-nc"});
        CHECK(with("2.23.136.1.1.14.2,1.3.6.1.4.1.1847.2021.1.2").formats.empty());
    }
}

TEST_SUITE("certified signer, through one more authority") {
    struct Chain {
        Certified root = make_authority();
        Certified middle = make_signer(root, {.name = "Middle",
                                              .from = "2021-05-01T00:00:00Z",
                                              .extensions = of_authority,
                                              .serial = 9});
        Certified signer = make_signer(middle, seal_signer());

        std::string with(const Bytes& second) const {
            return said(list_of({root}), hint_of({signer.der, second}));
        }
    };

    TEST_CASE("needs every link") {
        const Chain chain;
        CHECK(chain.with(chain.middle.der) == "trusted");
        CHECK(chain.with(forged(chain.middle.der)) ==
              refused + "is not signed by the authority that it names");
        CHECK(chain.with(
                  make_signer(chain.root, {.name = "Other", .extensions = of_authority}).der) ==
              refused + "names another issuer");
        CHECK(chain.with(make_authority({.name = "Middle"}).der) == not_of_ours);
        CHECK(chain.with(chain.signer.der) == not_of_ours);
        CHECK(chain.with(Bytes{0x30}) == "bad-x509: not an X.509 certificate");
        // What comes third is not even read.
        CHECK(said(list_of({chain.root}),
                   hint_of({chain.signer.der, chain.middle.der, Bytes{0x30}})) == "trusted");
    }

    TEST_CASE("is revoked with any link, and its time begins with the last") {
        const Chain chain;
        const SignerHint hint = hint_of({chain.signer.der, chain.middle.der});
        CHECK(to_text(*found(list_of({chain.root}), hint).valid_from) == "2021-05-01T00:00:00Z");
        const auto is_revoked = [&](long serial) {
            TrustList trust = list_of({chain.root});
            REQUIRE(trust.merge(*TrustList::parse(
                crypto::to_pem("X509 CRL", make_crl(chain.root, {.serials = {serial}})))));
            return found(trust, hint).revoked;
        };
        CHECK(is_revoked(9));
        CHECK_FALSE(is_revoked(8));
    }
}

TEST_SUITE("file of certificates") {
    TEST_CASE("is known by how it begins") {
        const auto holds = [](const Bytes& file) { return holds_x509(file); };
        CHECK(holds(make_authority().der));
        CHECK(holds({0x30, 0x81, 0x80, 0, 0}));
        CHECK(holds({0x30, 0x84, 0, 0, 0}));
        CHECK_FALSE(holds({0x30, 0x81, 0x80, 0}));
        CHECK_FALSE(holds({0x31, 0x81, 0x80, 0, 0}));
        CHECK_FALSE(holds({0x30, 0x80, 0, 0, 0}));
        CHECK_FALSE(holds({0x30, 0x85, 0, 0, 0}));
        CHECK_FALSE(holds({}));
        CHECK(holds_x509(as_bytes("of the authority:\n-----BEGIN CERTIFICATE-----\n")));
        CHECK(holds_x509(as_bytes("-----BEGIN X509 CRL-----\n")));
        CHECK_FALSE(holds_x509(as_bytes("-----BEGIN PUBLIC KEY-----\n")));
    }

    TEST_CASE("is refused whole for a part that cannot be read, and says why") {
        const Certified authority = make_authority();
        const std::string ca = to_pem(authority.der);
        const std::string crl = crypto::to_pem("X509 CRL", make_crl(authority, {}));
        const auto why = [](const std::string& file) {
            const auto list = TrustList::parse(file);
            if (list) return std::string("taken");
            CHECK(list.error().reason == Reason::bad_trust_list);
            return list.error().detail;
        };
        CHECK(why(ca + crl) == "taken");
        CHECK(why(crl + ca) == "taken");
        CHECK(why(ca + crypto::to_pem("X509 CRL", authority.der)) ==
              "not an X.509 list of revoked certificates");
        CHECK(why(ca + crl.substr(0, crl.size() - 2)) == "the PEM block is damaged");
        CHECK(why(ca + crypto::to_pem("CERTIFICATE", make_crl(authority, {}))) ==
              "certificate 1: not an X.509 certificate");
        CHECK(why(ca + *generate_key(Algorithm::es256)) ==
              "beside certificates the file holds something else");
        const Bytes neither = {0x30, 0x81, 0x80, 0, 0};
        CHECK(why(std::string(as_text(neither))) == "not an X.509 certificate");
    }
}
