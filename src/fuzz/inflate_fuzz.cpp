// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "encoding/deflate.hpp"
#include "fuzz/fuzz.hpp"

FUZZ(inflate) {
    using namespace vaxcert::encoding;
    using vaxcert::Reason;
    constexpr std::size_t limit = 20000;

    for (const Wrapping wrapping : {Wrapping::none, Wrapping::zlib, Wrapping::gzip}) {
        // Any bytes survive the round trip.
        const auto there_and_back = inflate(deflate(input, wrapping, 1), wrapping, input.size());
        FUZZ_CHECK(there_and_back && std::ranges::equal(*there_and_back, input));

        // Whatever comes out is no more than was asked for, and does not depend on the limit.
        const auto bytes = inflate(input, wrapping, limit);
        if (bytes) {
            FUZZ_CHECK(bytes->size() <= limit);
            const auto exactly = inflate(input, wrapping, bytes->size());
            FUZZ_CHECK(exactly && *exactly == *bytes);
            if (!bytes->empty()) {
                const auto less = inflate(input, wrapping, bytes->size() - 1);
                FUZZ_CHECK(!less && less.error().reason == Reason::limit_exceeded);
            }
        } else {
            FUZZ_CHECK(bytes.error().reason == Reason::bad_deflate ||
                       bytes.error().reason == Reason::limit_exceeded);
        }
    }
}
