// SPDX-License-Identifier: Apache-2.0
// Each text of the neutral model and the term that carries it: one table to read and to write by.

#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include <vaxcert/certificate.hpp>

namespace vaxcert::w3c {

inline constexpr std::string_view context_url = "https://vaxcert.example/contexts/vaccination/v1";
inline constexpr std::string_view credential_type = "HealthCertificate";

template <class T>
struct Term {
    std::string_view name;
    std::string T::*text;
};

inline constexpr std::array<Term<Person>, 5> person_terms = {{
    {"fullName", &Person::name},
    {"birthDate", &Person::birth_date},
    {"age", &Person::age},
    {"sex", &Person::sex},
    {"nationality", &Person::nationality},
}};

inline constexpr std::array<Term<Identifier>, 2> identifier_terms = {{
    {"identifierType", &Identifier::type},
    {"identifierValue", &Identifier::value},
}};

inline constexpr std::array<Term<Address>, 7> address_terms = {{
    {"addressLine1", &Address::line1},
    {"addressLine2", &Address::line2},
    {"city", &Address::city},
    {"district", &Address::district},
    {"region", &Address::region},
    {"postalCode", &Address::postal_code},
    {"addressCountry", &Address::country},
}};

inline constexpr std::array<Term<Code>, 3> code_terms = {{
    {"codeSystem", &Code::system},
    {"codeValue", &Code::code},
    {"codeDisplay", &Code::display},
}};

inline constexpr std::array<Term<Vaccination>, 9> vaccination_terms = {{
    {"vaccineProduct", &Vaccination::product},
    {"vaccineManufacturer", &Vaccination::manufacturer},
    {"vaccineBatch", &Vaccination::batch},
    {"vaccinationDate", &Vaccination::date},
    {"vaccinationCountry", &Vaccination::country},
    {"vaccinator", &Vaccination::vaccinator},
    {"protectionFrom", &Vaccination::valid_from},
    {"protectionUntil", &Vaccination::valid_until},
    {"nextDoseDate", &Vaccination::next_dose},
}};

inline constexpr std::array<Term<Test>, 10> test_terms = {{
    {"testKind", &Test::type},
    {"testName", &Test::test_name},
    {"testManufacturer", &Test::manufacturer},
    {"testBatch", &Test::batch},
    {"sampleOrigin", &Test::sample_origin},
    {"sampleTime", &Test::sample_time},
    {"resultTime", &Test::result_time},
    {"testResult", &Test::result},
    {"testCountry", &Test::country},
    {"testVerifier", &Test::verifier},
}};

inline constexpr std::array<Term<Recovery>, 4> recovery_terms = {{
    {"firstPositiveDate", &Recovery::first_positive},
    {"recoveredSince", &Recovery::valid_from},
    {"recoveredUntil", &Recovery::valid_until},
    {"recoveryCountry", &Recovery::country},
}};

}  // namespace vaxcert::w3c
