// SPDX-License-Identifier: Apache-2.0
#include "bench/raw.hpp"
#include "bench/rows.hpp"
#include "bench/world.hpp"

namespace vaxcert::bench {
namespace {

/// An issuer of EU DCC, and a check point that trusts it.
struct HcertWorld : World {
    HcertWorld()
        : World(fresh_signer(Algorithm::es256), must(Profile::ready("hcert-demo")),
                "2021-07-01T05:00:00Z") {
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
};

}  // namespace

Measured issue_hcert() {
    RawEs256 raw;
    HcertWorld world;
    return issuing(world, [&] { return raw.sign(); });
}

Measured verify_hcert() {
    RawEs256 raw;
    HcertWorld world;
    return verifying(world, [&] { return raw.verify(); });
}

}  // namespace vaxcert::bench
