// SPDX-License-Identifier: Apache-2.0
// A small world of trust for tests: roots, signers, a list, and a bundle that is right. A test
// changes one thing in it.

#pragma once

#include <doctest/doctest.h>

#include <vaxcert/trust_bundle.hpp>

namespace vaxcert::for_tests {

using SignerPtr = std::shared_ptr<const Signer>;

inline SignerPtr fresh_signer(Algorithm algorithm = Algorithm::ed25519) {
    const auto pem = generate_key(algorithm);
    REQUIRE(pem);
    auto signer = signer_from_key(as_bytes(*pem));
    REQUIRE(signer);
    return *std::move(signer);
}

inline Time at(const char* text) {
    return *parse_time(text);
}

struct TrustWorld {
    std::vector<SignerPtr> root_keys = {fresh_signer(), fresh_signer(Algorithm::es256)};
    SignerPtr issuer = fresh_signer(Algorithm::es256);
    TrustRoots roots{.environment = Environment::test,
                     .keys = {root_keys[0]->public_key(), root_keys[1]->public_key()}};
    TrustList list = list_with(issuer->public_key());
    BundleFacts facts{Environment::test, 7, at("2021-08-01T00:00:00Z"), at("2021-08-08T00:00:00Z")};
    std::vector<SignerPtr> signers = {root_keys[0]};
    std::vector<Bytes> rotations = {};

    static TrustList list_with(const PublicKey& key) {
        TrustList list;
        list.add({.id = "XX",
                  .key = key,
                  .environment = Environment::test,
                  .formats = {"hcert"},
                  .display_name = "Example Health Agency",
                  .kid = "AQIDBAUGBwg=",
                  .country = "XX"});
        return list;
    }

    Bytes bundle() const {
        auto bytes = sign_bundle(list, facts, signers, rotations);
        REQUIRE(bytes);
        return *std::move(bytes);
    }

    Result<OpenedBundle> open(const BundleOptions& options = {}) const {
        return open_bundle(bundle(), roots, options);
    }

    /// "opened", or the reason why not.
    std::string answer(const BundleOptions& options = {}) const {
        const auto opened = open(options);
        return opened ? std::string("opened") : name(opened.error().reason);
    }
};

}  // namespace vaxcert::for_tests
