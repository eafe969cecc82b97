// SPDX-License-Identifier: Apache-2.0
#include "issue/certificate_id.hpp"

#include "crypto/hash.hpp"

namespace vaxcert {
namespace {

/// A text behind its length in eight bytes, so that no two lists of texts give the same bytes.
void append(Bytes& bytes, std::string_view text) {
    for (int shift = 56; shift >= 0; shift -= 8)
        bytes.push_back(static_cast<std::uint8_t>(std::uint64_t{text.size()} >> shift));
    bytes.insert(bytes.end(), text.begin(), text.end());
}

Bytes what_is_certified_once(const Record& record) {
    Bytes bytes;
    append(bytes, "vaxcert certificate id 1");
    append(bytes, record.reference);
    append(bytes, record.programme);
    if (const auto* vaccination = std::get_if<Vaccination>(&record.claims.event)) {
        append(bytes, "vaccination");
        append(bytes, name_key(vaccination->product));
        append(bytes, std::to_string(vaccination->dose.value_or(0)));
    } else if (const auto* test = std::get_if<Test>(&record.claims.event)) {
        append(bytes, "test");
        append(bytes, name_key(test->type));
        append(bytes, test->sample_time);
    } else if (const auto* recovery = std::get_if<Recovery>(&record.claims.event)) {
        append(bytes, "recovery");
        append(bytes, recovery->first_positive);
    }
    append(bytes, std::to_string(record.revision));
    return bytes;
}

/// Divides a number of 32 bytes by `divisor` in place and gives the remainder.
unsigned divide(crypto::Digest& number, unsigned divisor) {
    unsigned rest = 0;
    for (std::uint8_t& digit : number) {
        const unsigned value = rest * 256 + digit;
        digit = static_cast<std::uint8_t>(value / divisor);
        rest = value % divisor;
    }
    return rest;
}

}  // namespace

std::string certificate_id(ByteView campaign_secret, const Record& record, const IdShape& shape) {
    crypto::Digest number = crypto::hmac_sha256(campaign_secret, what_is_certified_once(record));
    // The first character is never a zero, which a program might take for one to leave out.
    const auto size = static_cast<unsigned>(shape.alphabet.size());
    std::string id(1, shape.alphabet[1 + divide(number, size - 1)]);
    while (id.size() < shape.length) id += shape.alphabet[divide(number, size)];
    return id;
}

}  // namespace vaxcert
