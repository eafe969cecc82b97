// SPDX-License-Identifier: Apache-2.0
#include <sodium.h>

#include <array>
#include <stdexcept>

#include <vaxcert/data_integrity.hpp>
#include <vaxcert/issue.hpp>
#include <vaxcert/verify.hpp>

#include "bench/raw.hpp"
#include "bench/rows.hpp"

namespace vaxcert::bench {
namespace {

template <class T>
T must(Result<T> result) {
    if (!result) throw std::runtime_error(result.error().detail);
    return *std::move(result);
}

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

/// An issuer of credentials with a key that spells itself out, and a check point that trusts it.
struct World {
    World() : signer(must(signer_from_key(as_bytes(must(generate_key(Algorithm::ed25519)))))) {
        const std::string method = did_key_method(signer->public_key());
        const std::string text = R"({"profile":1,"name":"bench","format":"w3c","issuer":")" +
                                 method.substr(0, method.find('#')) +
                                 R"(","verification_method":")" + method +
                                 R"(","w3c":{"cryptosuite":"eddsa-rdfc-2022",
                                 "id_prefix":"urn:example:certificate:"}})";
        issuer.emplace(must(Issuer::create(must(Profile::parse(text)), signer)));
        trust.add({.id = method, .key = signer->public_key(), .environment = {}});
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

    Issued issue() {
        record.reference = std::to_string(10'000'000'000'000 + ++count);
        return must(issuer->issue(record, now));
    }

    Outcome verify(const Bytes& payload) const {
        return vaxcert::verify(payload, {.trust = trust,
                                         .status = status,
                                         .policy = policy,
                                         .master_data = master_data,
                                         .now = now})
            .outcome();
    }

    std::shared_ptr<const Signer> signer;
    std::optional<Issuer> issuer;
    Record record;
    long long count = 0;
    TrustList trust;
    StatusList status;
    Policy policy;
    MasterData master_data;
    Time now = must(parse_time("2021-03-03T05:00:00Z"));
};

}  // namespace

Measured issue_credential_ed25519() {
    RawEd25519 raw;
    World world;
    return measure([&] { return raw.sign(); }, [&] { return world.issue().qr_payload.size(); });
}

Measured verify_credential_ed25519() {
    const RawVerify raw;
    World world;
    const Bytes payload = world.issue().qr_payload;
    if (world.verify(payload) != Outcome::accepted) throw std::runtime_error("not accepted");
    return measure([&] { return raw.verify(); }, [&] { return world.verify(payload); });
}

}  // namespace vaxcert::bench
