// SPDX-License-Identifier: Apache-2.0
#include "bench/documents.hpp"

namespace vaxcert::bench {

const std::string_view cowin_nquads =
    R"nquads(_:b0 <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://schema.org/ProofOfVaccinationCredential> .
_:b0 <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://www.w3.org/2018/credentials#VerifiableCredential> .
_:b0 <https://www.w3.org/2018/credentials#credentialSubject> <did:Passport:TEST0001> .
_:b0 <https://www.w3.org/2018/credentials#evidence> <https://cowin.gov.in/vaccine/10000000001> .
_:b0 <https://www.w3.org/2018/credentials#issuanceDate> "2021-03-03T04:28:46.012Z"^^<http://www.w3.org/2001/XMLSchema#dateTime> .
_:b0 <https://www.w3.org/2018/credentials#issuer> <https://cowin.gov.in/> .
_:b0 <vac:nonTransferable> "true" .
<did:Passport:TEST0001> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://schema.org/Person> .
<did:Passport:TEST0001> <https://schema.org/Number> "65" .
<did:Passport:TEST0001> <https://schema.org/PostalAddress> _:b1 .
<did:Passport:TEST0001> <https://schema.org/gender> "Male" .
<did:Passport:TEST0001> <https://schema.org/id> "10000000000001" .
<did:Passport:TEST0001> <https://schema.org/name> "Asha Example" .
<did:Passport:TEST0001> <https://schema.org/nationality> "Indian" .
_:b1 <https://schema.org/addressCountry> "IN" .
_:b1 <https://schema.org/addressRegion> "Example State" .
_:b1 <https://schema.org/postalCode> "100000"^^<http://www.w3.org/2001/XMLSchema#integer> .
_:b1 <https://schema.org/streetAddress> "" .
_:b1 <vac:addressLine2> "" .
_:b1 <vac:city> "" .
_:b1 <vac:district> "Example District" .
<https://cowin.gov.in/vaccine/10000000001> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <vac:Vaccination> .
<https://cowin.gov.in/vaccine/10000000001> <https://schema.org/date> "2025-03-03" .
<https://cowin.gov.in/vaccine/10000000001> <https://schema.org/date> "2021-03-03" .
<https://cowin.gov.in/vaccine/10000000001> <https://schema.org/date> "2021-03-03T04:28:43.134Z" .
<https://cowin.gov.in/vaccine/10000000001> <https://schema.org/doseValue> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .
<https://cowin.gov.in/vaccine/10000000001> <https://schema.org/doseValue> "2"^^<http://www.w3.org/2001/XMLSchema#integer> .
<https://cowin.gov.in/vaccine/10000000001> <https://schema.org/id> "10000000001" .
<https://cowin.gov.in/vaccine/10000000001> <https://schema.org/id> "COVISHIELD" .
<https://cowin.gov.in/vaccine/10000000001> <https://schema.org/id> "TEST-BATCH-1" .
<https://cowin.gov.in/vaccine/10000000001> <https://schema.org/id> "Example Institute of Serums" .
<https://cowin.gov.in/vaccine/10000000001> <https://schema.org/url> "https://cowin.gov.in/?10000000001" .
<https://cowin.gov.in/vaccine/10000000001> <vac:Facility> _:b3 .
<https://cowin.gov.in/vaccine/10000000001> <vac:verifier> _:b2 .
_:b2 <https://schema.org/name> "Test Vaccinator" .
_:b3 <https://schema.org/PostalAddress> _:b4 .
_:b3 <https://schema.org/name> "Test Health Centre" .
_:b4 <https://schema.org/addressCountry> "IN" .
_:b4 <https://schema.org/addressRegion> "Example State" .
_:b4 <https://schema.org/postalCode> "" .
_:b4 <https://schema.org/streetAddress> "12, Example Road" .
_:b4 <vac:addressLine2> "" .
_:b4 <vac:city> "" .
_:b4 <vac:district> "Example District" .
)nquads";

}  // namespace vaxcert::bench
