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

inline constexpr Row rows[] = {
    {"canonicalize the quads of a CoWIN certificate (RDFC-1.0)", "Ed25519 sign", 0.9, rdfc},
    {"canonicalize a CoWIN document (expand, to-RDF, URDNA2015)", "Ed25519 sign", 3,
     canonicalize_divoc},
    {"issue to signed JSON and zip payload, Ed25519", "Ed25519 sign", 6, issue_ed25519},
    {"issue to signed JSON and zip payload, PS256", "PS256 sign", 1.3, issue_ps256},
    {"verify a payload, PS256 (90 us where Ed25519 signs in 13)", "Ed25519 sign", 6.9,
     verify_ps256},
    {"verify a payload, Ed25519", "Ed25519 sign", 9, verify_ed25519},
};

}  // namespace vaxcert::bench
