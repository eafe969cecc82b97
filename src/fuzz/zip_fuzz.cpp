// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "encoding/zip.hpp"
#include "fuzz/fuzz.hpp"

FUZZ(zip) {
    using namespace vaxcert::encoding;
    constexpr std::string_view name = "certificate.json";
    constexpr std::size_t limit = 20000;

    // Any content survives the round trip.
    const auto there_and_back = unzip_one(zip_one(name, input, 1), name, input.size());
    FUZZ_CHECK(there_and_back && std::ranges::equal(*there_and_back, input));

    // An archive that is read holds nothing besides: it has no other name, ends where it says, and
    // is read the same way when packed again.
    const auto content = unzip_one(input, name, limit);
    if (!content) return;
    FUZZ_CHECK(content->size() <= limit);
    FUZZ_CHECK(!unzip_one(input, "certificate.jsom", limit));
    FUZZ_CHECK(!unzip_one(input.first(input.size() - 1), name, limit));
    FUZZ_CHECK(!unzip_one(input.subspan(1), name, limit));
    const auto again = unzip_one(zip_one(name, *content, 1), name, limit);
    FUZZ_CHECK(again && *again == *content);
}
