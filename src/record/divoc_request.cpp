// SPDX-License-Identifier: Apache-2.0
// Requests to DIVOC's certify service, read as they are. Versions 1 and 3 look the same and differ
// in what they require; read here is what both have, and what a kind of certificate demands beyond
// that is checked when it is made. Contacts and meta data never enter a certificate, and are not
// kept.

#include "record/members.hpp"
#include "record/notations.hpp"

namespace vaxcert::record {
namespace {

using enum Need;

/// Its lines must be there, and may be empty: many a certificate of CoWIN has no street.
void read_address(Members address, Address& to) {
    address.read("addressLine1", present, read_text, to.line1);
    address.read("addressLine2", optional, read_text, to.line2);
    address.read("city", optional, read_text, to.city);
    address.read("district", present, read_text, to.district);
    address.read("state", present, read_text, to.region);
    address.read("country", optional, read_text, to.country);
    address.read("pincode", present, read_text, to.postal_code, As::either);
    address.end();
}

void read_recipient(Members recipient, Record& record) {
    Person& person = record.claims.person;
    recipient.read("name", required, read_text, person.name);
    recipient.read("dob", optional, read_day, person.birth_date);
    recipient.read("age", optional, read_age, person.age, As::either);
    recipient.read("gender", optional, read_text, person.sex);
    recipient.read("nationality", present, read_text, person.nationality);
    recipient.read("uhid", optional, read_text, record.uhid);
    recipient.ignore("contact");

    // The identity stays whole: which identities are good enough is a rule of the issuer. It may be
    // empty, and then the reference stands in for it.
    Identifier identity;
    recipient.read("identity", present, read_text, identity.value);
    if (!identity.value.empty()) person.identifiers.push_back(std::move(identity));

    read_address(recipient.inside("address", optional), person.address);
    recipient.end();
}

void read_facility(Members facility, Centre& to) {
    facility.read("name", required, read_text, to.name);
    read_address(facility.inside("address", optional), to.address);
    facility.end();
}

void read_vaccination(Members vaccination, Vaccination& to) {
    vaccination.read("name", required, read_text, to.product);
    vaccination.read("batch", optional, read_text, to.batch);
    vaccination.read("manufacturer", required, read_text, to.manufacturer);
    vaccination.read("date", required, read_time, to.date);
    vaccination.read("effectiveStart", required, read_day, to.valid_from);
    vaccination.read("effectiveUntil", required, read_day, to.valid_until);
    vaccination.read("dose", required, read_count, to.dose, As::number);
    vaccination.read("totalDoses", required, read_count, to.total_doses, As::number);
    vaccination.end();
}

void read_test(Members test, Test& to) {
    test.read("testName", optional, read_text, to.test_name);
    test.read("testType", required, read_text, to.type);
    test.read("disease", required, read_text, to.disease.display);
    test.read("batch", optional, read_text, to.batch);
    test.read("manufacturer", optional, read_text, to.manufacturer);
    test.read("sampleOrigin", optional, read_text, to.sample_origin);
    test.read("sampleCollectionTimestamp", required, read_time, to.sample_time);
    test.read("resultTimestamp", required, read_time, to.result_time);
    test.read("result", required, read_test_result, to.result);
    test.end();
}

void read_name(Members someone, std::string& to) {
    someone.read("name", required, read_text, to);
    someone.end();
}

}  // namespace

bool is_divoc_request(const json::Value& value) {
    return value.find("preEnrollmentCode") || value.find("recipient");
}

Result<Record> from_divoc_request(const json::Value& value) {
    std::optional<Error> fault;
    Members members(value, Members::Null::is_absent, fault);
    Record record;

    members.read("preEnrollmentCode", required, read_text, record.reference);
    members.read("programId", optional, read_text, record.programme);
    members.ignore("enrollmentType");
    members.ignore("comorbidities");
    members.ignore("meta");
    read_recipient(members.inside("recipient", required), record);

    if (members.has("testDetails")) {
        Test& test = record.claims.event.emplace<Test>();
        read_test(members.inside("testDetails", required), test);
        read_name(members.inside("verifier", optional), test.verifier);
        read_facility(members.inside("facility", required), test.centre);
    } else {
        Vaccination& vaccination = record.claims.event.emplace<Vaccination>();
        read_vaccination(members.inside("vaccination", required), vaccination);
        read_name(members.inside("vaccinator", optional), vaccination.vaccinator);
        read_facility(members.inside("facility", required), vaccination.centre);
    }
    members.end();
    if (fault) return *std::move(fault);
    return record;
}

}  // namespace vaxcert::record
