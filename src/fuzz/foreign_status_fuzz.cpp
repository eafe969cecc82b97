// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/load_status.hpp>

#include "crypto/cms.hpp"
#include "fuzz/fuzz.hpp"
#include "json/parse.hpp"
#include "status/bit_list.hpp"
#include "status/card_list.hpp"
#include "status/hash_list.hpp"
#include "status/slice_set.hpp"

FUZZ(foreign_status) {
    using namespace vaxcert;
    const std::string_view text = as_text(input);

    // A list of bits is never shorter than privacy asks for.
    if (const auto bits = status::decode_bits(text)) FUZZ_CHECK(bits->size() >= 16384);
    if (const auto index = status::parse_index(text)) FUZZ_CHECK(std::to_string(*index) == text);

    // An entry of a card list without a time withdraws whatever was issued when.
    if (const auto list = status::read_card_list("https://issuer.example", text))
        for (const auto& [id, before] : list->ids)
            FUZZ_CHECK(list->withdraws(id, {}) &&
                       list->withdraws(id, Time{}) == (!before || Time{} < *before));

    // A list of beginnings holds what begins with them.
    if (const auto slice = status::Slice::read(status::Slice::Type::hash_list, input))
        for (std::size_t at = 11; at < input.size(); at += input[10]) {
            Bytes hash(input.begin() + static_cast<std::ptrdiff_t>(at),
                       input.begin() + static_cast<std::ptrdiff_t>(at + input[10]));
            hash.resize(16);
            FUZZ_CHECK(slice->holds(hash));
        }
    if (const auto slice = status::Slice::read(status::Slice::Type::bloom_filter, input))
        (void)slice->holds(Bytes(16));
    (void)status::read_slice_set(text);

    (void)crypto::open_cms(input);
    const auto document = json::parse(text, Budget::for_one_certificate());
    if (!document) return;
    if (const auto list = status::read_bit_list(*document))
        FUZZ_CHECK(list->size() >= 131072 && !list->purposes.empty());
    (void)status::read_token_list(*document);
    if (const auto batch = status::read_batch(*document))
        for (const status::Hash16& hash : batch->hashes) FUZZ_CHECK(batch->holds(as_text(hash)));
}
