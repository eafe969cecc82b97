// SPDX-License-Identifier: Apache-2.0
// One entry of a list.

#include <vaxcert/signed_status.hpp>

#include <algorithm>

#include "crypto/hash.hpp"

namespace vaxcert {
namespace {

using std::chrono::sys_days;

constexpr std::array<const char*, 4> words = {"withdrawn", "suspended", "superseded", "lifted"};
constexpr std::size_t since_at = 11, kept_at = 13, state_at = 15;

/// Days since 1970-01-01 in two bytes; 0 stands for none.
Result<std::uint16_t> number_of(sys_days day) {
    const auto days = day.time_since_epoch().count();
    if (days < 1 || days > 0xffff)
        return Error{Reason::bad_date, "a day of a status list is from 1970-01-02 to 2149-06-06"};
    return static_cast<std::uint16_t>(days);
}

std::optional<Date> day_in(const std::array<std::uint8_t, 16>& bytes, std::size_t at) {
    const int days = bytes.at(at) << 8 | bytes.at(at + 1);
    if (days == 0) return {};
    return Date::of(sys_days(std::chrono::days(days)));
}

void put(std::uint16_t number, std::size_t at, std::array<std::uint8_t, 16>& bytes) {
    bytes.at(at) = static_cast<std::uint8_t>(number >> 8);
    bytes.at(at + 1) = static_cast<std::uint8_t>(number & 0xff);
}

}  // namespace

const char* name(Withdrawn state) noexcept {
    const auto index = static_cast<std::size_t>(state) - 1;
    return index < words.size() ? words.at(index) : "unknown";
}

std::optional<Withdrawn> withdrawn_named(std::string_view word) noexcept {
    for (std::size_t i = 0; i < words.size(); ++i)
        if (word == words.at(i)) return Withdrawn{static_cast<std::uint8_t>(i + 1)};
    return {};
}

Withdrawal::Name Withdrawal::name_of(std::string_view issuer, std::string_view id) {
    const std::string text = std::string(issuer) + '\n' + std::string(id);
    const crypto::Digest digest = crypto::sha256(as_bytes(text));
    Name name;
    std::copy_n(digest.begin(), name.size(), name.begin());
    return name;
}

Result<Withdrawal> Withdrawal::create(const Name& name, Withdrawn state, std::optional<Date> since,
                                      std::optional<Date> kept_until) {
    std::array<std::uint8_t, 16> bytes{};
    std::ranges::copy(name, bytes.begin());
    bytes.at(state_at) = static_cast<std::uint8_t>(state);
    if (since) {
        const auto day = number_of(since->first_day());
        if (!day) return day.error();
        put(*day, since_at, bytes);
    }
    if (kept_until) {
        const auto day = number_of(kept_until->last_day());
        if (!day) return day.error();
        put(*day, kept_at, bytes);
    }
    return Withdrawal(bytes);
}

Withdrawal::Name Withdrawal::name() const noexcept {
    Name name;
    std::copy_n(bytes_.begin(), name.size(), name.begin());
    return name;
}

std::optional<Date> Withdrawal::since() const {
    return day_in(bytes_, since_at);
}

std::optional<Date> Withdrawal::kept_until() const {
    return day_in(bytes_, kept_at);
}

bool Withdrawal::may_go(Date today) const {
    const auto last = kept_until();
    return last && last->last_day() < today.first_day();
}

}  // namespace vaxcert
