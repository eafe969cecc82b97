// SPDX-License-Identifier: Apache-2.0
// An issuer of CoWIN certificates and a check point, for the rows that need them.

#pragma once

#include "bench/world.hpp"
#include "certificate/example_record.hpp"

namespace vaxcert::bench {

/// An issuer of domestic certificates, and a check point that trusts it.
struct DivocWorld : World {
    explicit DivocWorld(Algorithm algorithm)
        : World(fresh_signer(algorithm), must(Profile::ready("india")), "2021-03-03T05:00:00Z") {
        trust.add({.id = "did:india", .key = signer->public_key(), .environment = {}});
        record = example_record();
        Address& home = record.claims.person.address;
        home.district = "Example District";
        home.region = "Example State";
        home.postal_code = "176207";
        Centre& centre = std::get<Vaccination>(record.claims.event).centre;
        centre.name = "Example Site 176207";
        centre.address.line1 = "Address of Example Site 176207";
        centre.address.district = "Example District";
        centre.address.region = "Example State";
    }
};

}  // namespace vaxcert::bench
