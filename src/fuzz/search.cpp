// SPDX-License-Identifier: Apache-2.0
// What libFuzzer calls. The program holds one harness.

#include <cstddef>
#include <cstdint>

#include "fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    vaxcert::fuzz::harnesses().front().run({data, size});
    return 0;
}
