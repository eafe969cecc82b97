// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/qr.hpp>

#include <algorithm>

#include "fuzz/fuzz.hpp"

FUZZ(qr) {
    using namespace vaxcert;

    // Any picture is read or refused.
    if (const auto picture = qr::from_png(input);
        picture && picture->width * picture->height < 40000)
        (void)qr::scan(*picture).has_value();

    // What was drawn is what is scanned.
    if (input.empty() || input.size() > 64) return;
    const auto symbol = qr::make(input);
    FUZZ_CHECK(symbol);
    const auto picture = qr::from_png(qr::to_png(*symbol));
    FUZZ_CHECK(picture);
    const auto payloads = qr::scan(*picture);
    FUZZ_CHECK(payloads && std::ranges::equal(payloads->front(), input));
}
