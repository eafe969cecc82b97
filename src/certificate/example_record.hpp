// SPDX-License-Identifier: Apache-2.0
// For tests and benchmarks: a first dose, as a row of CoWIN has it.

#pragma once

#include <vaxcert/record.hpp>

namespace vaxcert {

inline Record example_record() {
    Record record;
    record.reference = "10000000000001";
    record.claims.person.name = "Test Person One";
    record.claims.person.age = "40";
    record.claims.person.sex = "Female";
    record.claims.person.nationality = "Indian";
    record.claims.person.identifiers = {{"", "did:Passport:TEST0001"}};
    Vaccination event;
    event.product = "COVISHIELD";
    event.manufacturer = "Serum Institute of India";
    event.batch = "TEST-BATCH-1";
    event.date = "2021-03-03T04:28:43.134Z";
    event.dose = 1;
    event.total_doses = 2;
    event.valid_from = "2021-03-03";
    event.valid_until = "2021-06-03";
    event.centre.name = "Test Facility";
    event.vaccinator = "Test Vaccinator";
    record.claims.event = event;
    return record;
}

}  // namespace vaxcert
