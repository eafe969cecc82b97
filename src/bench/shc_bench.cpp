// SPDX-License-Identifier: Apache-2.0
#include "bench/raw.hpp"
#include "bench/rows.hpp"
#include "bench/world.hpp"
#include "jose/thumbprint.hpp"

namespace vaxcert::bench {
namespace {

constexpr std::string_view profile = R"({
  "profile": 1, "name": "cards", "format": "shc", "issuer": "https://cards.example/issuer",
  "certificate_id": {"alphabet": "base32", "length": 24}, "master_data_sets": ["covid-19"],
  "shc": {}, "qr": {"level": "L", "max_version": 22}})";

/// An issuer of health cards, and a check point that trusts it.
struct ShcWorld : World {
    ShcWorld()
        : World(fresh_signer(Algorithm::es256), must(Profile::parse(profile)),
                "2021-08-01T12:00:00Z") {
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
};

}  // namespace

Measured issue_shc() {
    RawEs256 raw;
    ShcWorld world;
    return issuing(world, [&] { return raw.sign(); });
}

Measured verify_shc() {
    RawEs256 raw;
    ShcWorld world;
    return verifying(world, [&] { return raw.verify(); });
}

}  // namespace vaxcert::bench
