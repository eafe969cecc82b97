// SPDX-License-Identifier: Apache-2.0
#include "cose/cwt.hpp"

#include <cmath>

namespace vaxcert::cose {
namespace {

using cbor::Value;

enum class Rounding : std::uint8_t { down, up };

Error bad_time(int key) {
    return {Reason::bad_date, "claim " + std::to_string(key) +
                                  " of the token should be a number of seconds since 1970"};
}

Result<std::optional<Time>> time_at(const Value& claims, int key, Rounding rounding,
                                    bool& has_float) {
    constexpr double most = 9007199254740992.0;  // 2^53
    // The last second of the year 9999, beyond which no date can be written.
    constexpr double last = 253402300799.0;
    const Value* value = claims.find(key);
    if (!value) return std::optional<Time>();
    double seconds = 0;
    if (const double* number = value->floating()) {
        seconds = *number;
        has_float = true;
    } else if (const auto whole = value->integer()) {
        seconds = static_cast<double>(*whole);
    } else {
        return bad_time(key);
    }
    // Not a number compares as false with everything, so it is asked first.
    if (!std::isfinite(seconds) || seconds < 0 || seconds > most) return bad_time(key);
    const double rounded = rounding == Rounding::up ? std::ceil(seconds) : std::floor(seconds);
    return std::optional<Time>(
        Time(std::chrono::seconds(static_cast<std::int64_t>(std::min(rounded, last)))));
}

}  // namespace

Result<CwtClaims> read_cwt(const Value& claims) {
    if (!claims.map())
        return Error{Reason::malformed,
                     std::string("the claims of a token are a map, not ") + kind_name(claims)};
    CwtClaims read;
    if (const Value* issuer = claims.find(claim::issuer)) {
        if (!issuer->text())
            return Error{Reason::malformed, "the issuer of the token should be a text"};
        read.issuer = *issuer->text();
    }
    const auto expires = time_at(claims, claim::expires, Rounding::down, read.has_float);
    if (!expires) return expires.error();
    const auto not_before = time_at(claims, claim::not_before, Rounding::up, read.has_float);
    if (!not_before) return not_before.error();
    const auto issued_at = time_at(claims, claim::issued_at, Rounding::up, read.has_float);
    if (!issued_at) return issued_at.error();
    read.expires = *expires;
    read.not_before = *not_before;
    read.issued_at = *issued_at;
    return read;
}

}  // namespace vaxcert::cose
