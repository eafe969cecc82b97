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

inline constexpr Row rows[] = {
    {"canonicalize the quads of a CoWIN certificate (RDFC-1.0)", "Ed25519 sign", 0.9, rdfc},
};

}  // namespace vaxcert::bench
