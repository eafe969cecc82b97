// SPDX-License-Identifier: Apache-2.0
#include <sodium.h>

#include <array>

#include <vaxcert/data_integrity.hpp>

#include "bench/raw.hpp"
#include "bench/rows.hpp"
#include "bench/world.hpp"

namespace vaxcert::bench {
namespace {

/// libsodium's verdict on 64 bytes: what a Data Integrity proof cannot do without.
class RawVerify {
  public:
    RawVerify() {
        std::array<unsigned char, 64> secret{};
        crypto_sign_keypair(key_.data(), secret.data());
        crypto_sign_detached(signature_.data(), nullptr, message_.data(), message_.size(),
                             secret.data());
    }
    bool verify() const {
        return crypto_sign_verify_detached(signature_.data(), message_.data(), message_.size(),
                                           key_.data()) == 0;
    }

  private:
    std::array<unsigned char, 32> key_{};
    std::array<unsigned char, 64> message_{}, signature_{};
};

/// The profile of an issuer whose key spells itself out.
Profile profile_of(const std::string& method) {
    const std::string text = R"({"profile":1,"name":"bench","format":"w3c","issuer":")" +
                             method.substr(0, method.find('#')) + R"(","verification_method":")" +
                             method +
                             R"(","w3c":{"cryptosuite":"eddsa-rdfc-2022",
                             "id_prefix":"urn:example:certificate:"}})";
    return must(Profile::parse(text));
}

/// An issuer of credentials, and a check point that trusts it.
struct W3cWorld : World {
    explicit W3cWorld(const std::shared_ptr<const Signer>& key = fresh_signer(Algorithm::ed25519))
        : World(key, profile_of(did_key_method(key->public_key())), "2021-03-03T05:00:00Z") {
        trust.add({.id = did_key_method(key->public_key()),
                   .key = signer->public_key(),
                   .environment = {}});
        Vaccination event;
        event.disease = {"http://snomed.info/sct", "840539006", "COVID-19"};
        event.product = "Example Vaccine";
        event.manufacturer = "Example Works";
        event.batch = "TEST-BATCH-1";
        event.date = "2021-03-03";
        event.dose = 1;
        event.total_doses = 2;
        event.country = "XX";
        event.centre.name = "Example Site 176207";
        record.claims.event = event;
        record.claims.person.name = "Test Person One";
        record.claims.person.birth_date = "1987-05-04";
        record.claims.person.identifiers = {{"passport", "TEST-1"}};
    }
};

}  // namespace

Measured issue_credential_ed25519() {
    RawEd25519 raw;
    W3cWorld world;
    return issuing(world, [&] { return raw.sign(); });
}

Measured verify_credential_ed25519() {
    const RawVerify raw;
    W3cWorld world;
    return verifying(world, [&] { return raw.verify(); });
}

}  // namespace vaxcert::bench
