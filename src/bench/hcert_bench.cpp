// SPDX-License-Identifier: Apache-2.0
#include <stdexcept>

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

/// An issuer of EU DCC, and a check point that trusts it.
struct World {
    World()
        : signer(must(signer_from_key(as_bytes(must(generate_key(Algorithm::es256)))))),
          issuer(must(Issuer::create(must(Profile::ready("hcert-demo")), signer))),
          now(must(parse_time("2021-07-01T05:00:00Z"))) {
        trust.add({.id = "XX", .key = signer->public_key(), .environment = Environment::test});
        Vaccination event;
        event.product = "Comirnaty";
        event.date = "2021-06-01";
        event.dose = 2;
        event.total_doses = 2;
        record.claims.event = event;
        record.claims.person.name = "Test Person Example";
        record.claims.person.birth_date = "1987-05-04";
    }

    /// Another person each time.
    Issued issue() {
        record.reference = std::to_string(10'000'000'000'000 + ++count);
        return must(issuer.issue(record, now));
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
    Issuer issuer;
    Time now;
    Record record;
    long long count = 0;
    TrustList trust;
    StatusList status;
    Policy policy;
    MasterData master_data = MasterData::ready();
};

}  // namespace

Measured issue_hcert() {
    RawEs256 raw;
    World world;
    return measure([&] { return raw.sign(); }, [&] { return world.issue().qr_payload.size(); });
}

Measured verify_hcert() {
    RawEs256 raw;
    World world;
    const Bytes payload = world.issue().qr_payload;
    if (world.verify(payload) != Outcome::accepted) throw std::runtime_error("not accepted");
    return measure([&] { return raw.verify(); }, [&] { return world.verify(payload); });
}

}  // namespace vaxcert::bench
