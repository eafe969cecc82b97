// SPDX-License-Identifier: Apache-2.0
// The table of rows. A new row is a function that measures, a declaration and a line here.

#pragma once

#include "bench/measure.hpp"

namespace vaxcert::bench {

/// What we did, beside what it is measured against, and how many times as long it may take.
struct Row {
    const char* name;
    const char* raw;
    double goal;
    Measured (*measure)();
};

Measured rdfc();
Measured canonicalize_divoc();
Measured issue_ed25519();
Measured issue_ps256();
Measured verify_ed25519();
Measured verify_ps256();
Measured look_up_status();
Measured issue_credential_ed25519();
Measured verify_credential_ed25519();
Measured issue_shc();
Measured verify_shc();
Measured issue_hcert();
Measured verify_hcert();
Measured verify_hcert_by_many();
Measured verify_divoc_by_many();
Measured open_bundle_of_many();
Measured sign_ed25519();
Measured sign_es256();
Measured sign_ps256();
Measured check_ed25519();
Measured check_es256();
Measured check_ps256();

inline constexpr Row rows[] = {
    {"canonicalize the quads of a CoWIN certificate (RDFC-1.0)", "Ed25519 sign", 0.9, rdfc},
    {"canonicalize a CoWIN document (expand, to-RDF, URDNA2015)", "Ed25519 sign", 3,
     canonicalize_divoc},
    {"issue to signed JSON and zip payload, Ed25519", "Ed25519 sign", 6, issue_ed25519},
    {"issue to signed JSON and zip payload, PS256", "PS256 sign", 1.3, issue_ps256},
    {"verify a payload, PS256 (90 us where Ed25519 signs in 13)", "Ed25519 sign", 6.9,
     verify_ps256},
    {"verify a payload, Ed25519", "Ed25519 sign", 9, verify_ed25519},
    {"verify with a list of 10 million withdrawn (5 us more)", "without a list", 1.05,
     look_up_status},
    {"issue a W3C credential, eddsa-rdfc-2022", "Ed25519 sign", 3, issue_credential_ed25519},
    {"verify a W3C credential, eddsa-rdfc-2022", "Ed25519 verify", 3, verify_credential_ed25519},
    {"issue an SMART Health Card", "ES256 sign", 1.5, issue_shc},
    {"verify the code of an SMART Health Card", "ES256 verify", 1.5, verify_shc},
    {"issue an EU DCC to the text of its code, ES256", "ES256 sign", 1.5, issue_hcert},
    {"verify the text of an EU DCC, ES256", "ES256 verify", 1.5, verify_hcert},
    {"verify an EU DCC by a bundle of 100,000 keys", "by one key", 1.05, verify_hcert_by_many},
    {"verify a CoWIN payload by a bundle of 100,000 keys", "by one key", 1.05,
     verify_divoc_by_many},
    {"open a bundle of 100,000 keys, and let it go", "Ed25519 verify of it", 25,
     open_bundle_of_many},
    {"sign 121 bytes, Ed25519", "Ed25519 sign", 1.02, sign_ed25519},
    {"sign 121 bytes, ES256", "ES256 sign", 1.02, sign_es256},
    {"sign 121 bytes, PS256", "PS256 sign", 1.02, sign_ps256},
    {"check a signature, Ed25519", "Ed25519 verify", 1.02, check_ed25519},
    {"check a signature, ES256", "ES256 verify", 1.02, check_es256},
    {"check a signature, PS256", "PS256 verify", 1.02, check_ps256},
};

}  // namespace vaxcert::bench
