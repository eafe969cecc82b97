// SPDX-License-Identifier: Apache-2.0
#include <stdexcept>

#include <vaxcert/issue.hpp>
#include <vaxcert/verify.hpp>

#include "bench/raw.hpp"
#include "bench/rows.hpp"
#include "jose/thumbprint.hpp"

namespace vaxcert::bench {
namespace {

template <class T>
T must(Result<T> result) {
    if (!result) throw std::runtime_error(result.error().detail);
    return *std::move(result);
}

constexpr std::string_view profile = R"({
  "profile": 1, "name": "cards", "format": "shc", "issuer": "https://cards.example/issuer",
  "certificate_id": {"alphabet": "base32", "length": 24}, "master_data_sets": ["covid-19"],
  "shc": {}, "qr": {"level": "L", "max_version": 22}})";

/// An issuer of health cards, and a check point that trusts it.
struct World {
    World() {
        trust.add({.id = "https://cards.example/issuer",
                   .key = signer->public_key(),
                   .environment = {},
                   .kid = jose::thumbprint(signer->public_key())});
        Vaccination event;
        event.product = "Comirnaty";
        event.batch = "TEST-BATCH-1";
        event.date = "2021-06-15";
        event.centre.name = "Example Site 176207";
        record.claims.event = event;
        event.date = "2021-05-01";
        record.claims.earlier_events = {event};
        record.claims.person.name = "Test Person One";
        record.claims.person.birth_date = "1980-02-03";
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

    std::shared_ptr<const Signer> signer =
        must(signer_from_key(as_bytes(must(generate_key(Algorithm::es256)))));
    Issuer issuer = must(Issuer::create(must(Profile::parse(profile)), signer));
    Time now = must(parse_time("2021-08-01T12:00:00Z"));
    Record record;
    long long count = 0;
    TrustList trust;
    StatusList status;
    Policy policy;
    MasterData master_data = MasterData::ready();
};

}  // namespace

Measured issue_shc() {
    RawEs256 raw;
    World world;
    return measure([&] { return raw.sign(); }, [&] { return world.issue().qr_payload.size(); });
}

Measured verify_shc() {
    RawEs256 raw;
    World world;
    const Bytes payload = world.issue().qr_payload;
    if (world.verify(payload) != Outcome::accepted) throw std::runtime_error("not accepted");
    return measure([&] { return raw.verify(); }, [&] { return world.verify(payload); });
}

}  // namespace vaxcert::bench
