// SPDX-License-Identifier: Apache-2.0
#include <fstream>
#include <sstream>

#include <doctest/doctest.h>

#include <vaxcert/record.hpp>

#include "json/parse.hpp"

using namespace vaxcert;

namespace {

constexpr std::string_view own = R"({
  "reference": "P-1", "programme": "covid", "uhid": "91-1", "revision": 2,
  "person": {"name": "Asha Example", "birth_date": "1988-02", "sex": "F", "nationality": "IND",
             "identifiers": [{"type": "passport", "value": "X0000001"}],
             "address": {"line1": "1 Test Street", "city": "Sampleton", "country": "IN"}},
  "vaccination": {"disease": {"system": "icd", "code": "RA01"}, "product": "COVISHIELD",
                  "manufacturer": "Serum Institute", "date": "2021-03-03", "dose": 1,
                  "total_doses": 2, "centre": {"name": "Centre", "address": {"district": "D"}},
                  "valid_from": "2021-03-03", "next_dose": "2021-05-03"},
  "certificate": {"id": "C-1", "issued_at": "2021-03-04T00:00:00Z"}})";

constexpr std::string_view divoc_request = R"({
  "preEnrollmentCode": "SA-123", "programId": "1-b58ec", "enrollmentType": "SELF_ENRL",
  "comorbidities": ["none"], "meta": {"anything": [1]},
  "recipient": {"name": "Asha Example", "dob": "1988-02-29", "age": 33, "gender": "Female",
    "nationality": "Indian", "identity": "did:Passport:X0000001", "uhid": "91-1",
    "contact": ["tel:1234567890"],
    "address": {"addressLine1": "a1", "addressLine2": "a2", "city": "c", "district": "d",
                "state": "s", "country": "IN", "pincode": 560034}},
  "vaccination": {"name": "COVISHIELD", "batch": "B1", "manufacturer": "Serum Institute",
    "date": "2021-03-03T09:58:43.134+05:30", "effectiveStart": "2021-03-03",
    "effectiveUntil": "2021-12-03", "dose": 1, "totalDoses": 2.0},
  "vaccinator": {"name": "Dr Example"},
  "facility": {"name": "ABC", "address": {"addressLine1": "f1", "addressLine2": null,
    "district": "fd", "state": "fs", "pincode": "560035"}}})";

constexpr std::string_view divoc_test = R"({
  "preEnrollmentCode": "SA-124",
  "recipient": {"name": "Asha Example", "dob": "1988-02-29", "gender": "Female",
    "nationality": "Indian", "identity": null},
  "testDetails": {"testName": "Kit", "testType": "RT-PCR", "disease": "COVID-19",
    "sampleOrigin": "nasal", "sampleCollectionTimestamp": "2021-03-03T04:00:00Z",
    "resultTimestamp": "2021-03-03T08:00:00Z", "result": "Negative"},
  "verifier": {"name": "Dr Example"}, "facility": {"name": "ABC"}})";

/// The JSON with one member removed, or set to other JSON.
std::string with(std::string_view json, std::string_view path, std::string_view value) {
    json::Value root = *json::parse(json, {});
    json::Value* at = &root;
    for (std::size_t dot = path.find('.'); dot != path.npos; dot = path.find('.')) {
        at = const_cast<json::Value*>(at->find(path.substr(0, dot)));
        REQUIRE(at);
        path.remove_prefix(dot + 1);
    }
    if (value.empty())
        at->erase(path);
    else
        at->set(path, *json::parse(value, {}));
    return json::to_text(root);
}

}  // namespace

TEST_SUITE("parse_record") {
    TEST_CASE("reads our own notation") {
        const auto record = parse_record(own);
        REQUIRE_MESSAGE(record, record.error().detail);
        CHECK(record->reference == "P-1");
        CHECK(record->programme == "covid");
        CHECK(record->uhid == "91-1");
        CHECK(record->revision == 2);
        const Person& person = record->claims.person;
        CHECK(person.name == "Asha Example");
        CHECK(person.birth_date == "1988-02");
        CHECK(person.identifiers == std::vector<Identifier>{{"passport", "X0000001"}});
        CHECK(person.address.city == "Sampleton");
        const auto& event = std::get<Vaccination>(record->claims.event);
        CHECK(event.disease == Code{"icd", "RA01", ""});
        CHECK(event.dose == 1);
        CHECK(event.total_doses == 2);
        CHECK(event.centre.address.district == "D");
        CHECK(event.next_dose == "2021-05-03");
        CHECK(record->claims.certificate.id == "C-1");
        CHECK(record->claims.certificate.issued_at == "2021-03-04T00:00:00Z");
    }

    TEST_CASE("reads DIVOC's certify request as it is, and keeps no contact") {
        const auto record = parse_record(divoc_request);
        REQUIRE_MESSAGE(record, record.error().detail);
        CHECK(record->reference == "SA-123");
        CHECK(record->programme == "1-b58ec");
        CHECK(record->uhid == "91-1");
        const Person& person = record->claims.person;
        CHECK(person.birth_date == "1988-02-29");
        CHECK(person.age == "33");
        CHECK(person.sex == "Female");
        CHECK(person.identifiers == std::vector<Identifier>{{"", "did:Passport:X0000001"}});
        CHECK(person.address == Address{"a1", "a2", "c", "d", "s", "560034", "IN"});
        const auto& event = std::get<Vaccination>(record->claims.event);
        CHECK(event.product == "COVISHIELD");
        CHECK(event.date == "2021-03-03T09:58:43.134+05:30");
        CHECK(event.valid_from == "2021-03-03");
        CHECK(event.valid_until == "2021-12-03");
        CHECK(event.dose == 1);
        CHECK(event.total_doses == 2);
        CHECK(event.vaccinator == "Dr Example");
        CHECK(event.centre == Centre{"ABC", {"f1", "", "", "fd", "fs", "560035", ""}});
    }

    TEST_CASE("reads DIVOC's test-certify request") {
        const auto record = parse_record(divoc_test);
        REQUIRE_MESSAGE(record, record.error().detail);
        CHECK(record->claims.person.identifiers.empty());
        const auto& event = std::get<Test>(record->claims.event);
        CHECK(event.type == "RT-PCR");
        CHECK(event.disease == Code{"", "", "COVID-19"});
        CHECK(event.sample_time == "2021-03-03T04:00:00Z");
        CHECK(event.result == "Negative");
        CHECK(event.verifier == "Dr Example");
    }

    TEST_CASE("names the member that is wrong, and what was expected, not what was found") {
        struct Refusal {
            std::string_view json, path, value;
            Error error;
        };
        for (const Refusal& refusal : {
                 Refusal{own,
                         "person.nickname",
                         "\"canary\"",
                         {Reason::unknown_member,
                          "person.nickname: there is no such member in this notation"}},
                 Refusal{own,
                         "vaccination.dose",
                         "\"1\"",
                         {Reason::record_invalid, "vaccination.dose: a number was expected"}},
                 Refusal{own,
                         "vaccination.dose",
                         "0",
                         {Reason::record_invalid,
                          "vaccination.dose: a whole number from 1 to 999 was expected"}},
                 Refusal{own,
                         "vaccination.dose",
                         "1.5",
                         {Reason::record_invalid,
                          "vaccination.dose: a whole number from 1 to 999 was expected"}},
                 Refusal{own,
                         "person.birth_date",
                         "\"1988-02-30\"",
                         {Reason::bad_date,
                          "person.birth_date: a date YYYY-MM-DD, YYYY-MM or YYYY was expected"}},
                 Refusal{own,
                         "person.name",
                         "\" \"",
                         {Reason::member_missing,
                          "person.name: this member is required, and is empty"}},
                 Refusal{own,
                         "person.name",
                         "null",
                         {Reason::record_invalid, "person.name: a text was expected"}},
                 Refusal{own,
                         "person.name",
                         "\"A\\u0000B\"",
                         {Reason::record_invalid,
                          "person.name: text without control characters was expected"}},
                 Refusal{own,
                         "person.identifiers",
                         "[{\"type\":\"passport\"}]",
                         {Reason::member_missing,
                          "person.identifiers[0].value: this member is required"}},
                 Refusal{own,
                         "person",
                         "\"canary\"",
                         {Reason::record_invalid, "person: an object was expected, not string"}},
                 Refusal{own,
                         "certificate.issuer",
                         "\"https://example.org/\"",
                         {Reason::unknown_member,
                          "certificate.issuer: there is no such member in this notation"}},
                 Refusal{own,
                         "recovery",
                         "{\"first_positive\":\"2021-01-01\"}",
                         {Reason::record_invalid,
                          "vaccination, test, recovery: one of these members must be there, and "
                          "only one"}},
                 Refusal{divoc_request,
                         "recipient.identity",
                         "",
                         {Reason::member_missing, "recipient.identity: this member is required"}},
                 Refusal{divoc_request,
                         "vaccination.date",
                         "\"2021-03-03\"",
                         {Reason::bad_date,
                          "vaccination.date: a time such as 2021-03-03T04:28:43Z (RFC 3339) was "
                          "expected"}},
                 Refusal{divoc_request,
                         "vaccination.effectiveUntil",
                         "\"03-03-2022\"",
                         {Reason::bad_date,
                          "vaccination.effectiveUntil: a calendar date YYYY-MM-DD was expected"}},
                 Refusal{divoc_request,
                         "vaccination.totalDoses",
                         "\"two\"",
                         {Reason::record_invalid, "vaccination.totalDoses: a number was expected"}},
                 Refusal{divoc_request,
                         "recipient.name",
                         "null",
                         {Reason::member_missing,
                          "recipient.name: this member is required, and is null"}},
                 Refusal{divoc_request,
                         "facility.phone",
                         "\"canary\"",
                         {Reason::unknown_member,
                          "facility.phone: there is no such member in this notation"}},
                 Refusal{divoc_test,
                         "testDetails.result",
                         "\"negative\"",
                         {Reason::record_invalid,
                          "testDetails.result: Positive, Negative, Inconclusive or Void was "
                          "expected"}},
                 Refusal{divoc_test,
                         "vaccination",
                         "{}",
                         {Reason::unknown_member,
                          "vaccination: there is no such member in this notation"}},
             }) {
            CAPTURE(refusal.path);
            CAPTURE(refusal.value);
            const auto record = parse_record(with(refusal.json, refusal.path, refusal.value));
            REQUIRE_FALSE(record);
            CHECK(record.error() == refusal.error);
        }
    }

    TEST_CASE("requires what both versions of DIVOC's request require") {
        for (const std::string_view path : {"preEnrollmentCode",
                                            "recipient",
                                            "recipient.name",
                                            "recipient.nationality",
                                            "recipient.identity",
                                            "recipient.address.addressLine1",
                                            "recipient.address.district",
                                            "recipient.address.state",
                                            "recipient.address.pincode",
                                            "vaccination",
                                            "vaccination.name",
                                            "vaccination.manufacturer",
                                            "vaccination.date",
                                            "vaccination.effectiveStart",
                                            "vaccination.effectiveUntil",
                                            "vaccination.dose",
                                            "vaccination.totalDoses",
                                            "vaccinator.name",
                                            "facility",
                                            "facility.name"}) {
            CAPTURE(path);
            const auto record = parse_record(with(divoc_request, path, ""));
            REQUIRE_FALSE(record);
            CHECK(record.error().reason == Reason::member_missing);
            CHECK(record.error().detail == std::string(path) + ": this member is required");
        }
        for (const std::string_view path :
             {"programId", "enrollmentType", "comorbidities", "meta", "recipient.dob",
              "recipient.age", "recipient.gender", "recipient.uhid", "recipient.contact",
              "recipient.address", "vaccination.batch", "vaccinator", "facility.address"}) {
            CAPTURE(path);
            CHECK(parse_record(with(divoc_request, path, "")));
        }
    }

    TEST_CASE("refuses what is not one JSON object") {
        for (const std::string_view text : {"", "[]", "1", "{} {}", "{\"person\":", "null"}) {
            CAPTURE(text);
            CHECK_FALSE(parse_record(text));
        }
    }
}

namespace {

/// A value that a schema allows, with every member it knows.
json::Value fullest(const json::Value& schema, const json::Value& root) {
    if (const auto* reference = schema.find("$ref")) {
        const auto name = reference->string().substr(std::string("#/$defs/").size());
        return fullest(*root.find("$defs")->find(name), root);
    }
    if (const auto* values = schema.find("enum")) return values->array().front();
    const std::string type = schema.find("type")->string();
    if (type == "integer") return 1;
    if (type == "array") return json::Array{fullest(*schema.find("items"), root)};
    if (type == "object") {
        json::Object object;
        for (const auto& [name, member] : schema.find("properties")->object())
            object.push_back({name, fullest(member, root)});
        return object;
    }
    const auto* format = schema.find("format");
    if (format && format->string() == "date-time") return "2021-03-03T04:28:43Z";
    if (format || schema.find("anyOf")) return "2021-03-03";
    const auto* pattern = schema.find("pattern");
    if (!pattern) return "text";
    return pattern->string().find("{4}") == std::string::npos ? "33" : "1988-02-29";
}

/// The paths of all members that the schema requires or allows below `schema`.
void walk(const json::Value& schema, const json::Value& root, const std::string& path,
          std::vector<std::string>& required, std::vector<std::string>& objects) {
    if (const auto* reference = schema.find("$ref")) {
        const auto name = reference->string().substr(std::string("#/$defs/").size());
        return walk(*root.find("$defs")->find(name), root, path, required, objects);
    }
    if (!schema.find("properties")) return;
    CHECK_FALSE(schema.find("additionalProperties")->boolean());
    objects.push_back(path);
    if (const auto* names = schema.find("required"))
        for (const auto& name : names->array()) required.push_back(path + name.string());
    for (const auto& [name, member] : schema.find("properties")->object())
        walk(member, root, path + name + ".", required, objects);
}

}  // namespace

TEST_SUITE("record.schema.json") {
    TEST_CASE("says what parse_record() reads: no member more, none less") {
        std::ifstream file(VAXCERT_SOURCE "/docs/schemas/record.schema.json");
        std::stringstream text;
        text << file.rdbuf();
        const auto schema = json::parse(text.str(), Budget::for_trusted_data());
        REQUIRE(schema);

        for (const std::string event : {"vaccination", "test", "recovery"}) {
            CAPTURE(event);
            json::Value record = fullest(*schema, *schema);
            for (const char* other : {"vaccination", "test", "recovery"})
                if (other != event) record.erase(other);
            const std::string whole = json::to_text(record);
            const auto read = parse_record(whole);
            REQUIRE_MESSAGE(read, read.error().detail);

            std::vector<std::string> required, objects;
            walk(*schema, *schema, "", required, objects);
            for (const std::string& path : required) {
                if (path.find(event) != 0 && path.find("person") != 0) continue;
                CAPTURE(path);
                CHECK_FALSE(parse_record(with(whole, path, "")));
            }
            for (const std::string& path : objects) {
                const bool of_another = path.starts_with("vaccination") ||
                                        path.starts_with("test") || path.starts_with("recovery");
                if (of_another && !path.starts_with(event)) continue;
                CAPTURE(path);
                const auto extra = parse_record(with(whole, path + "extra", "1"));
                REQUIRE_FALSE(extra);
                CHECK(extra.error().reason == Reason::unknown_member);
            }
        }
    }
}
