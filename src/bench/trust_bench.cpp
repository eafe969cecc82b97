// SPDX-License-Identifier: Apache-2.0
// What it costs to trust very many: the same certificate is verified by a bundle of one key and by
// one of 100,000.

#include <stdexcept>

#include <vaxcert/issue.hpp>
#include <vaxcert/trust_bundle.hpp>
#include <vaxcert/verify.hpp>

#include "bench/rows.hpp"
#include "crypto/signature.hpp"

namespace vaxcert::bench {
namespace {

constexpr int very_many = 100'000;

template <class T>
T must(Result<T> result) {
    if (!result) throw std::runtime_error(result.error().detail);
    return *std::move(result);
}

using SignerPtr = std::shared_ptr<const Signer>;

SignerPtr fresh_signer(Algorithm algorithm) {
    return must(signer_from_key(as_bytes(must(generate_key(algorithm)))));
}

Record example_record() {
    Record record;
    record.reference = "10000000000001";
    record.claims.person.name = "Test Person Example";
    record.claims.person.birth_date = "1987-05-04";
    record.claims.person.age = "34";
    record.claims.person.sex = "Female";
    record.claims.person.nationality = "Indian";
    record.claims.person.identifiers = {{"", "did:Passport:TEST0001"}};
    Vaccination event;
    event.manufacturer = "Serum Institute of India";
    event.batch = "TEST-BATCH-1";
    event.dose = 2;
    event.total_doses = 2;
    event.centre.name = "Test Facility";
    event.vaccinator = "Test Vaccinator";
    record.claims.event = event;
    return record;
}

/// A certificate, and bundles by which it is accepted.
class World {
  public:
    World(const char* profile, std::string id, Environment environment, Algorithm algorithm,
          const Record& record)
        : issuer_(fresh_signer(algorithm)), id_(std::move(id)), environment_(environment) {
        const Issuer issuer = must(Issuer::create(must(Profile::ready(profile)), issuer_));
        payload_ = must(issuer.issue(record, must(parse_time("2021-07-01T05:00:00Z")))).qr_payload;
    }

    /// Everybody else has a kid and an id of their own.
    Bytes bundle_of(int keys) const {
        TrustList list;
        const PublicKey others = fresh_signer(Algorithm::es256)->public_key();
        for (int i = 1; i < keys; ++i)
            list.add({.id = "did:example:" + std::to_string(i),
                      .key = others,
                      .environment = environment_,
                      .formats = {"hcert"},
                      .kid = "kid-" + std::to_string(i),
                      .country = "YY"});
        list.add({.id = id_, .key = issuer_->public_key(), .environment = environment_});
        const std::vector<SignerPtr> signers = {root_};
        return must(sign_bundle(list,
                                {environment_, 1, must(parse_time("2021-07-01T00:00:00Z")),
                                 must(parse_time("2021-08-01T00:00:00Z"))},
                                signers));
    }

    OpenedBundle open(const Bytes& bundle) const {
        return must(
            open_bundle(bundle, {.environment = environment_, .keys = {root_->public_key()}}));
    }

    Measured one_against_many() const {
        const TrustList one = open(bundle_of(1)).trust, many = open(bundle_of(very_many)).trust;
        if (verify(one) != Outcome::accepted || verify(many) != Outcome::accepted)
            throw std::runtime_error("not accepted");
        return measure([&] { return verify(one); }, [&] { return verify(many); });
    }

    const Signer& root() const { return *root_; }

  private:
    Outcome verify(const TrustList& trust) const {
        return vaxcert::verify(payload_, {.trust = trust,
                                          .status = status_,
                                          .policy = policy_,
                                          .master_data = master_data_,
                                          .now = now_})
            .outcome();
    }

    SignerPtr issuer_, root_ = fresh_signer(Algorithm::ed25519);
    std::string id_;
    Environment environment_;
    Bytes payload_;
    Time now_ = must(parse_time("2021-07-02T00:00:00Z"));
    StatusList status_;
    Policy policy_;
    MasterData master_data_ = MasterData::ready();
};

World hcert_world() {
    Record record = example_record();
    auto& event = std::get<Vaccination>(record.claims.event);
    event.product = "Comirnaty";
    event.manufacturer.clear();
    event.date = "2021-06-01";
    return {"hcert-demo", "XX", Environment::test, Algorithm::es256, record};
}

}  // namespace

Measured verify_hcert_by_many() {
    return hcert_world().one_against_many();
}

Measured verify_divoc_by_many() {
    Record record = example_record();
    auto& event = std::get<Vaccination>(record.claims.event);
    event.product = "COVISHIELD";
    event.date = "2021-06-03T04:28:43.134Z";
    event.valid_from = "2021-06-03";
    event.valid_until = "2021-12-03";
    return World("india", "did:india", Environment::production, Algorithm::ed25519, record)
        .one_against_many();
}

Measured open_bundle_of_many() {
    const World world = hcert_world();
    const Bytes bundle = world.bundle_of(very_many);
    const Bytes signature = must(world.root().sign(bundle));
    return measure([&] { return crypto::signed_by(world.root().public_key(), bundle, signature); },
                   [&] { return world.open(bundle).trust.keys().size(); });
}

}  // namespace vaxcert::bench
