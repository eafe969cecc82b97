// SPDX-License-Identifier: Apache-2.0
#include "issue/certificate_id.hpp"

#include <array>
#include <cstdint>

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

/// The HMAC as a big number: eight limbs of 32 bits, the highest first.
using Number = std::array<std::uint32_t, 8>;

Number number_of(const crypto::Digest& digest) {
    Number number{};
    for (std::size_t i = 0; i < digest.size(); ++i) number[i / 4] = number[i / 4] << 8 | digest[i];
    return number;
}

/// Divides in place and gives the remainder.
unsigned divide(Number& number, unsigned divisor) {
    std::uint64_t rest = 0;
    for (std::uint32_t& limb : number) {
        const std::uint64_t value = rest << 32 | limb;
        limb = static_cast<std::uint32_t>(value / divisor);
        rest = value % divisor;
    }
    return static_cast<unsigned>(rest);
}

}  // namespace

std::string certificate_id(ByteView campaign_secret, const Record& record, const IdShape& shape) {
    Number number = number_of(crypto::hmac_sha256(campaign_secret, what_is_certified_once(record)));
    // The first character is never a zero, which a program might take for one to leave out.
    const auto size = static_cast<unsigned>(shape.alphabet.size());
    std::string id(1, shape.alphabet[1 + divide(number, size - 1)]);
    while (id.size() < shape.length) id += shape.alphabet[divide(number, size)];
    return id;
}

}  // namespace vaxcert
