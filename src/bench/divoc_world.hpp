// SPDX-License-Identifier: Apache-2.0
// An issuer of CoWIN certificates and a check point, for the rows that need them.

#pragma once

#include "bench/world.hpp"

namespace vaxcert::bench {

/// An issuer of domestic certificates, and a check point that trusts it.
struct DivocWorld : World {
    explicit DivocWorld(Algorithm algorithm)
        : World(fresh_signer(algorithm), must(Profile::ready("india")), "2021-03-03T05:00:00Z") {
        trust.add({.id = "did:india", .key = signer->public_key(), .environment = {}});
        Vaccination event;
        event.product = "COVISHIELD";
        event.manufacturer = "Serum Institute of India";
        event.batch = "TEST-BATCH-1";
        event.date = "2021-03-03T04:28:43.134Z";
        event.dose = 1;
        event.total_doses = 2;
        event.valid_from = "2021-03-03";
        event.valid_until = "2021-06-03";
        event.centre.name = "Example Site 176207";
        event.centre.address.line1 = "Address of Example Site 176207";
        event.centre.address.district = "Example District";
        event.centre.address.region = "Example State";
        event.vaccinator = "Test Vaccinator";
        record.claims.event = event;
        record.claims.person.name = "Test Person One";
        record.claims.person.age = "40";
        record.claims.person.sex = "Female";
        record.claims.person.nationality = "Indian";
        record.claims.person.identifiers = {{"", "did:Passport:TEST0001"}};
        record.claims.person.address.district = "Example District";
        record.claims.person.address.region = "Example State";
        record.claims.person.address.postal_code = "176207";
    }
};

}  // namespace vaxcert::bench
