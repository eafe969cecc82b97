// SPDX-License-Identifier: Apache-2.0
#include <map>

#include <doctest/doctest.h>

#include <vaxcert/record.hpp>

using namespace vaxcert;

namespace {

constexpr std::string_view vaccination_header =
    "preEnrollmentCode,recipientName,recipientMobileNumber,recipientDOB,recipientAge,"
    "recipientGender,recipientNationality,recipientIdentity,recipientAddressLine1,"
    "recipientAddressLine2,recipientDistrict,recipientState,recipientPincode,vaccinationBatch,"
    "vaccinationDate,vaccinationDose,vaccinationTotalDoses,vaccinationEffectiveStart,"
    "vaccinationEffectiveEnd,vaccinationManufacturer,vaccinationName,vaccinatorName,facilityName,"
    "facilityAddressLine1,facilityAddressLine2,facilityDistrict,facilityState,facilityPincode";

constexpr std::string_view test_header =
    "preEnrollmentCode,recipientName,recipientMobileNumber,recipientDOB,recipientGender,"
    "recipientNationality,recipientIdentity,recipientAddressLine1,recipientAddressLine2,"
    "recipientDistrict,recipientState,recipientPincode,testBatch,disease,testName,testType,result,"
    "resultTimestamp,manufacturer,sampleCollectionTimestamp,sampleOrigin,verifier,facilityName,"
    "facilityAddressLine1,facilityAddressLine2,facilityDistrict,facilityState,facilityPincode";

const std::map<std::string, std::string, std::less<>> vaccination = {
    {"preEnrollmentCode", "SA-1"},
    {"recipientName", "Asha Example"},
    {"recipientMobileNumber", "1234567890"},
    {"recipientDOB", "1988-02-29"},
    {"recipientAge", ""},
    {"recipientGender", "Female"},
    {"recipientNationality", "Indian"},
    {"recipientIdentity", "did:Passport:X0000001"},
    {"recipientAddressLine1", "a1"},
    {"recipientAddressLine2", "a2"},
    {"recipientDistrict", "d"},
    {"recipientState", "s"},
    {"recipientPincode", "560034"},
    {"vaccinationBatch", "B1"},
    {"vaccinationDate", "2021-03-03T04:28:43.134Z"},
    {"vaccinationDose", "1"},
    {"vaccinationTotalDoses", "2"},
    {"vaccinationEffectiveStart", "2021-03-03"},
    {"vaccinationEffectiveEnd", "2021-12-03"},
    {"vaccinationManufacturer", "Serum Institute"},
    {"vaccinationName", "COVISHIELD"},
    {"vaccinatorName", "Dr Example"},
    {"facilityName", "ABC"},
    {"facilityAddressLine1", "\"123, Koramangala\""},
    {"facilityAddressLine2", ""},
    {"facilityDistrict", "fd"},
    {"facilityState", "fs"},
    {"facilityPincode", "560035"},
};

const std::map<std::string, std::string, std::less<>> test_result = {
    {"preEnrollmentCode", "SA-2"},
    {"recipientName", "Asha Example"},
    {"recipientMobileNumber", "1234567890"},
    {"recipientDOB", "29-Feb-1988"},
    {"recipientGender", "Female"},
    {"recipientIdentity", "did:Passport:X0000001"},
    {"testBatch", "T1"},
    {"disease", "COVID-19"},
    {"testName", "Kit"},
    {"testType", "RT-PCR"},
    {"result", "Negative"},
    {"resultTimestamp", "2021-03-03T08:00:00Z"},
    {"manufacturer", "Maker"},
    {"sampleCollectionTimestamp", "2021-03-03T04:00:00Z"},
    {"sampleOrigin", "nasal"},
    {"verifier", "Dr Example"},
    {"facilityName", "ABC"},
    {"facilityAddressLine1", "f1"},
    {"facilityDistrict", "fd"},
    {"facilityState", "fs"},
    {"facilityPincode", "560035"},
};

std::vector<std::string> columns_of(std::string_view header) {
    std::vector<std::string> columns(1);
    for (const char c : header)
        if (c == ',')
            columns.emplace_back();
        else
            columns.back() += c;
    return columns;
}

/// A row with the cells given, one of them changed.
std::string row(std::string_view header, std::map<std::string, std::string, std::less<>> cells,
                std::string_view column = {}, std::string_view cell = {}) {
    if (!column.empty()) cells[std::string(column)] = cell;
    std::string text;
    for (const std::string& name : columns_of(header)) text += cells[name] + ",";
    text.pop_back();
    return text;
}

Result<Record> read_vaccination(std::string_view column, std::string_view cell) {
    return CsvReader::from_header(vaccination_header)
        ->read(row(vaccination_header, vaccination, column, cell));
}

}  // namespace

TEST_SUITE("CsvReader") {
    TEST_CASE("reads DIVOC's vaccination table as it is, and keeps no telephone number") {
        const auto reader = CsvReader::from_header(vaccination_header);
        REQUIRE_MESSAGE(reader, reader.error().detail);
        const auto record = reader->read(row(vaccination_header, vaccination) + "\r\n");
        REQUIRE_MESSAGE(record, record.error().detail);
        Record expected;
        expected.reference = "SA-1";
        Person& person = expected.claims.person;
        person.name = "Asha Example";
        person.birth_date = "1988-02-29";
        person.sex = "Female";
        person.nationality = "Indian";
        person.identifiers = {{"", "did:Passport:X0000001"}};
        person.address = {"a1", "a2", "", "d", "s", "560034", ""};
        auto& event = expected.claims.event.emplace<Vaccination>();
        event.batch = "B1";
        event.date = "2021-03-03T04:28:43.134Z";
        event.dose = 1;
        event.total_doses = 2;
        event.valid_from = "2021-03-03";
        event.valid_until = "2021-12-03";
        event.manufacturer = "Serum Institute";
        event.product = "COVISHIELD";
        event.vaccinator = "Dr Example";
        event.centre = {"ABC", {"123, Koramangala", "", "", "fd", "fs", "560035", ""}};
        CHECK(*record == expected);
    }

    TEST_CASE("reads DIVOC's table of test results") {
        const auto reader = CsvReader::from_header(std::string(test_header) + "\r\n");
        REQUIRE_MESSAGE(reader, reader.error().detail);
        const auto record = reader->read(row(test_header, test_result));
        REQUIRE_MESSAGE(record, record.error().detail);
        CHECK(record->claims.person.birth_date == "1988-02-29");
        const auto& event = std::get<Test>(record->claims.event);
        CHECK(event.batch == "T1");
        CHECK(event.disease.display == "COVID-19");
        CHECK(event.test_name == "Kit");
        CHECK(event.type == "RT-PCR");
        CHECK(event.result == "Negative");
        CHECK(event.result_time == "2021-03-03T08:00:00Z");
        CHECK(event.manufacturer == "Maker");
        CHECK(event.sample_time == "2021-03-03T04:00:00Z");
        CHECK(event.sample_origin == "nasal");
        CHECK(event.verifier == "Dr Example");
        CHECK(event.centre.address.line1 == "f1");
    }

    TEST_CASE("demands the cells that DIVOC demands, and of age and date of birth one") {
        for (const std::string& column : columns_of(vaccination_header)) {
            CAPTURE(column);
            const auto record = read_vaccination(column, "");
            const bool may_be_empty =
                column == "recipientAge" || column == "recipientAddressLine2" ||
                column == "facilityAddressLine2" || column == "vaccinationBatch";
            CHECK(record.has_value() == may_be_empty);
            if (record) continue;
            CHECK(record.error().reason == Reason::member_missing);
            CHECK(record.error().detail.starts_with("column " + column + ": "));
        }
        const auto reader = CsvReader::from_header(vaccination_header);
        auto aged = vaccination;
        aged["recipientAge"] = "33";
        const auto record = reader->read(row(vaccination_header, aged, "recipientDOB", ""));
        REQUIRE(record);
        CHECK(record->claims.person.age == "33");
        CHECK(record->claims.person.birth_date.empty());
    }

    TEST_CASE("refuses a cell it cannot read, naming the column and not the content") {
        struct Refusal {
            std::string_view column, cell;
            Reason reason;
            std::string expected;
        };
        const std::string time = "a time such as 2021-03-03T04:28:43Z (RFC 3339) was expected";
        const std::string day = "a calendar date YYYY-MM-DD was expected";
        const std::string birth = "a calendar date YYYY-MM-DD or dd-Mon-yyyy was expected";
        const std::string count = "a whole number from 1 to 999 was expected";
        for (const Refusal& refusal : {
                 Refusal{"vaccinationDate", "2021-03-03", Reason::bad_date, time},
                 Refusal{"vaccinationDate", "03/03/2021 10:00", Reason::bad_date, time},
                 Refusal{"vaccinationEffectiveStart", "2021-02-30", Reason::bad_date, day},
                 Refusal{"vaccinationEffectiveEnd", "03-Dec-2021", Reason::bad_date, day},
                 Refusal{"recipientDOB", "1988", Reason::bad_date, birth},
                 Refusal{"recipientDOB", "29-Feb-1989", Reason::bad_date, birth},
                 Refusal{"recipientDOB", "29-Fev-1988", Reason::bad_date, birth},
                 Refusal{"recipientDOB", "1-Jan-1988", Reason::bad_date, birth},
                 Refusal{"recipientDOB", "01-Jan-88", Reason::bad_date, birth},
                 Refusal{"recipientDOB", "29/02/1988", Reason::bad_date, birth},
                 Refusal{"vaccinationDose", "0", Reason::record_invalid, count},
                 Refusal{"vaccinationDose", "one", Reason::record_invalid, count},
                 Refusal{"vaccinationDose", "1.5", Reason::record_invalid, count},
                 Refusal{"vaccinationDose", "-1", Reason::record_invalid, count},
                 Refusal{"vaccinationTotalDoses", "99999999999999999999", Reason::record_invalid,
                         count},
                 Refusal{"recipientAge", "old", Reason::record_invalid,
                         "an age in whole years was expected"},
                 Refusal{"recipientName", "canary\xff", Reason::bad_utf8,
                         "text in UTF-8 was expected"},
                 Refusal{"recipientName", "canary\x1b[2J", Reason::record_invalid,
                         "text without control characters was expected"},
                 Refusal{"recipientName",
                         "canary\xc2\x9b"
                         "2J",
                         Reason::record_invalid, "text without control characters was expected"},
             }) {
            CAPTURE(refusal.column);
            CAPTURE(refusal.cell);
            const auto record = read_vaccination(refusal.column, refusal.cell);
            REQUIRE_FALSE(record);
            CHECK(record.error().reason == refusal.reason);
            CHECK(record.error().detail ==
                  "column " + std::string(refusal.column) + ": " + refusal.expected);
        }
    }

    TEST_CASE("takes both notations of a date of birth to the same date") {
        for (const std::string_view cell : {"1988-02-29", "29-Feb-1988", "29-FEB-1988"}) {
            const auto record = read_vaccination("recipientDOB", cell);
            REQUIRE(record);
            CHECK(record->claims.person.birth_date == "1988-02-29");
        }
    }

    TEST_CASE("reads quoted cells with commas, doubled quotes and line breaks") {
        const auto record =
            read_vaccination("recipientAddressLine1", "\"Flat 3, \"\"The\r\nElms\"\"\"");
        REQUIRE(record);
        CHECK(record->claims.person.address.line1 == "Flat 3, \"The\r\nElms\"");
    }

    TEST_CASE("refuses cells that RFC 4180 does not write, and rows of another length") {
        for (const std::string_view cell :
             {"\"open", "\"closed\" early", "in\"side", "line\nbreak", "a,b"}) {
            CAPTURE(cell);
            const auto record = read_vaccination("recipientName", cell);
            REQUIRE_FALSE(record);
            CHECK(record.error().reason == Reason::record_invalid);
        }
        CHECK_FALSE(CsvReader::from_header(vaccination_header)->read(""));
        CHECK(CsvReader::from_header(vaccination_header)->read("a,b").error().detail ==
              "2 cells, where the header has 28");
    }

    TEST_CASE("names a column that is unknown, missing or there twice") {
        const std::string header(vaccination_header);
        CHECK(CsvReader::from_header(header + ",shoeSize").error().detail ==
              "header row: column 29 (shoeSize) is unknown");
        CHECK(CsvReader::from_header(header + ",recipientName").error().detail ==
              "header row: column recipientName is there twice");
        for (const std::string& column : columns_of(header)) {
            CAPTURE(column);
            std::string shorter;
            for (const std::string& other : columns_of(header))
                if (other != column) shorter += (shorter.empty() ? "" : ",") + other;
            const auto reader = CsvReader::from_header(shorter);
            REQUIRE_FALSE(reader);
            CHECK(reader.error().detail == "header row: missing: " + column);
        }
    }

    TEST_CASE("does not print a person's data when the header row is missing") {
        const auto reader = CsvReader::from_header(row(vaccination_header, vaccination));
        REQUIRE_FALSE(reader);
        CHECK(reader.error().detail ==
              "header row: none of the columns is known; is the header row missing?");
        CHECK(CsvReader::from_header("recipientName;recipientDOB").error().detail ==
              "header row: cells are separated by commas, and here by semicolons");
    }

    TEST_CASE("reads a table whose columns a profile renames, in any order, without the rest") {
        const std::vector<std::pair<std::string, std::string>> columns = {
            {"Name", "recipientName"},
            {"Born", "recipientDOB"},
            {"Remarks", ""},
        };
        std::string header = "Remarks,Born";
        std::string cells = "nothing,29-Feb-1988";
        for (const std::string& column : columns_of(vaccination_header)) {
            if (column == "recipientDOB" || column == "recipientAge" ||
                column == "recipientMobileNumber" || column == "vaccinationBatch")
                continue;
            header += "," + (column == "recipientName" ? "Name" : column);
            cells += "," + vaccination.at(column);
        }
        header += ",recipientCountry,programId,recipientUhid";
        cells += ",IN,P1,91-1";
        const auto reader = CsvReader::from_header("\xef\xbb\xbf" + header, columns);
        REQUIRE_MESSAGE(reader, reader.error().detail);
        const auto record = reader->read(cells);
        REQUIRE_MESSAGE(record, record.error().detail);
        CHECK(record->claims.person.name == "Asha Example");
        CHECK(record->claims.person.birth_date == "1988-02-29");
        CHECK(record->claims.person.address.country == "IN");
        CHECK(record->programme == "P1");
        CHECK(record->uhid == "91-1");
    }
}
