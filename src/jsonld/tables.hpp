// SPDX-License-Identifier: Apache-2.0
// The tables of the contexts we ship, a file per publisher.

#pragma once

#include "json/value.hpp"

namespace vaxcert::jsonld {

// Each builds the value of "@context".

json::Value credentials_v1();
json::Value credentials_v2();
json::Value bitstring_status_list_v1();

json::Value cowin_vaccination_v1();
json::Value cowin_vaccination_v2();
json::Value cowin_test_certificate_v1();

json::Value security_v1();
json::Value security_v2();
json::Value data_integrity_v1();
json::Value data_integrity_v2();
json::Value ed25519_2020_v1();
json::Value jws_2020_v1();
json::Value multikey_v1();

json::Value examples_v2();
json::Value undefined_terms_v2();
json::Value citizenship_v4rc1();
json::Value vdl_v1();
json::Value vdl_aamva_v1();

json::Value vaxcert_vaccination_v1();

}  // namespace vaxcert::jsonld
