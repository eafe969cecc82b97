// SPDX-License-Identifier: Apache-2.0
#include "record/columns.hpp"

#include <array>

namespace vaxcert::record {
namespace {

using Cell = std::string_view;

constexpr bool required = true;
constexpr bool optional = false;
constexpr bool of_divoc = true;
constexpr bool ours = false;

Person& person(Record& record) {
    return record.claims.person;
}

Vaccination& vaccination(Record& record) {
    return std::get<Vaccination>(record.claims.event);
}

Test& test(Record& record) {
    return std::get<Test>(record.claims.event);
}

Centre& centre(Record& record) {
    Test* test = std::get_if<Test>(&record.claims.event);
    return test ? test->centre : vaccination(record).centre;
}

Reading read_identity(Cell cell, Record& record) {
    return read_text(cell, person(record).identifiers.emplace_back().value);
}

/// A column whose cell goes to one place of the record as any text does.
#define TEXT_TO(place) [](Cell c, Record& r) { return read_text(c, place); }

constexpr std::array vaccinations = {
    Column{"preEnrollmentCode", required, of_divoc, TEXT_TO(r.reference)},
    Column{"recipientName", required, of_divoc, TEXT_TO(person(r).name)},
    Column{"recipientMobileNumber", required, of_divoc, nullptr},
    Column{"recipientDOB", optional, of_divoc,
           [](Cell c, Record& r) { return read_birth_day(c, person(r).birth_date); }},
    Column{"recipientAge", optional, of_divoc,
           [](Cell c, Record& r) { return read_age(c, person(r).age); }},
    Column{"recipientGender", required, of_divoc, TEXT_TO(person(r).sex)},
    Column{"recipientNationality", required, of_divoc, TEXT_TO(person(r).nationality)},
    Column{"recipientIdentity", required, of_divoc, read_identity},
    Column{"recipientAddressLine1", required, of_divoc, TEXT_TO(person(r).address.line1)},
    Column{"recipientAddressLine2", optional, of_divoc, TEXT_TO(person(r).address.line2)},
    Column{"recipientDistrict", required, of_divoc, TEXT_TO(person(r).address.district)},
    Column{"recipientState", required, of_divoc, TEXT_TO(person(r).address.region)},
    Column{"recipientPincode", required, of_divoc, TEXT_TO(person(r).address.postal_code)},
    Column{"vaccinationBatch", optional, of_divoc, TEXT_TO(vaccination(r).batch)},
    Column{"vaccinationDate", required, of_divoc,
           [](Cell c, Record& r) { return read_time(c, vaccination(r).date); }},
    Column{"vaccinationDose", required, of_divoc,
           [](Cell c, Record& r) { return read_count(c, vaccination(r).dose); }},
    Column{"vaccinationTotalDoses", required, of_divoc,
           [](Cell c, Record& r) { return read_count(c, vaccination(r).total_doses); }},
    Column{"vaccinationEffectiveStart", required, of_divoc,
           [](Cell c, Record& r) { return read_day(c, vaccination(r).valid_from); }},
    Column{"vaccinationEffectiveEnd", required, of_divoc,
           [](Cell c, Record& r) { return read_day(c, vaccination(r).valid_until); }},
    Column{"vaccinationManufacturer", required, of_divoc, TEXT_TO(vaccination(r).manufacturer)},
    Column{"vaccinationName", required, of_divoc, TEXT_TO(vaccination(r).product)},
    Column{"vaccinatorName", required, of_divoc, TEXT_TO(vaccination(r).vaccinator)},
    Column{"facilityName", required, of_divoc, TEXT_TO(centre(r).name)},
    Column{"facilityAddressLine1", required, of_divoc, TEXT_TO(centre(r).address.line1)},
    Column{"facilityAddressLine2", optional, of_divoc, TEXT_TO(centre(r).address.line2)},
    Column{"facilityDistrict", required, of_divoc, TEXT_TO(centre(r).address.district)},
    Column{"facilityState", required, of_divoc, TEXT_TO(centre(r).address.region)},
    Column{"facilityPincode", required, of_divoc, TEXT_TO(centre(r).address.postal_code)},
    // What DIVOC's request has and its table has not, and a column it hands back with bad rows.
    Column{"programId", optional, ours, TEXT_TO(r.programme)},
    Column{"recipientUhid", optional, ours, TEXT_TO(r.uhid)},
    Column{"recipientCity", optional, ours, TEXT_TO(person(r).address.city)},
    Column{"recipientCountry", optional, ours, TEXT_TO(person(r).address.country)},
    Column{"facilityCity", optional, ours, TEXT_TO(centre(r).address.city)},
    Column{"facilityCountry", optional, ours, TEXT_TO(centre(r).address.country)},
    Column{"errors", optional, ours, nullptr},
};

constexpr std::array tests = {
    Column{"preEnrollmentCode", required, of_divoc, TEXT_TO(r.reference)},
    Column{"recipientName", required, of_divoc, TEXT_TO(person(r).name)},
    Column{"recipientMobileNumber", required, of_divoc, nullptr},
    Column{"recipientDOB", required, of_divoc,
           [](Cell c, Record& r) { return read_birth_day(c, person(r).birth_date); }},
    Column{"recipientGender", required, of_divoc, TEXT_TO(person(r).sex)},
    Column{"recipientNationality", optional, of_divoc, TEXT_TO(person(r).nationality)},
    Column{"recipientIdentity", required, of_divoc, read_identity},
    Column{"recipientAddressLine1", optional, of_divoc, TEXT_TO(person(r).address.line1)},
    Column{"recipientAddressLine2", optional, of_divoc, TEXT_TO(person(r).address.line2)},
    Column{"recipientDistrict", optional, of_divoc, TEXT_TO(person(r).address.district)},
    Column{"recipientState", optional, of_divoc, TEXT_TO(person(r).address.region)},
    Column{"recipientPincode", optional, of_divoc, TEXT_TO(person(r).address.postal_code)},
    Column{"testBatch", optional, of_divoc, TEXT_TO(test(r).batch)},
    Column{"disease", required, of_divoc, TEXT_TO(test(r).disease.display)},
    Column{"testName", optional, of_divoc, TEXT_TO(test(r).test_name)},
    Column{"testType", required, of_divoc, TEXT_TO(test(r).type)},
    Column{"result", required, of_divoc,
           [](Cell c, Record& r) { return read_test_result(c, test(r).result); }},
    Column{"resultTimestamp", required, of_divoc,
           [](Cell c, Record& r) { return read_time(c, test(r).result_time); }},
    Column{"manufacturer", optional, of_divoc, TEXT_TO(test(r).manufacturer)},
    Column{"sampleCollectionTimestamp", required, of_divoc,
           [](Cell c, Record& r) { return read_time(c, test(r).sample_time); }},
    Column{"sampleOrigin", required, of_divoc, TEXT_TO(test(r).sample_origin)},
    Column{"verifier", required, of_divoc, TEXT_TO(test(r).verifier)},
    Column{"facilityName", required, of_divoc, TEXT_TO(centre(r).name)},
    Column{"facilityAddressLine1", required, of_divoc, TEXT_TO(centre(r).address.line1)},
    Column{"facilityAddressLine2", optional, of_divoc, TEXT_TO(centre(r).address.line2)},
    Column{"facilityDistrict", required, of_divoc, TEXT_TO(centre(r).address.district)},
    Column{"facilityState", required, of_divoc, TEXT_TO(centre(r).address.region)},
    Column{"facilityPincode", required, of_divoc, TEXT_TO(centre(r).address.postal_code)},
    Column{"programId", optional, ours, TEXT_TO(r.programme)},
    Column{"recipientUhid", optional, ours, TEXT_TO(r.uhid)},
    Column{"recipientCity", optional, ours, TEXT_TO(person(r).address.city)},
    Column{"recipientCountry", optional, ours, TEXT_TO(person(r).address.country)},
    Column{"facilityCity", optional, ours, TEXT_TO(centre(r).address.city)},
    Column{"facilityCountry", optional, ours, TEXT_TO(centre(r).address.country)},
    Column{"errors", optional, ours, nullptr},
};

#undef TEXT_TO

}  // namespace

std::span<const Column> vaccination_columns() noexcept {
    return vaccinations;
}

std::span<const Column> test_columns() noexcept {
    return tests;
}

}  // namespace vaxcert::record
