// SPDX-License-Identifier: Apache-2.0
#include "status/bit_list.hpp"

#include <algorithm>
#include <charconv>

#include "encoding/base64url.hpp"
#include "encoding/deflate.hpp"
#include "json/parse.hpp"

namespace vaxcert::status {
namespace {

using json::Value;
using Kind = Value::Kind;

constexpr std::size_t fewest_bytes = 16384;  // 131,072 entries, for the sake of privacy
constexpr std::size_t most_bytes = most_entries / 8;

Error bad_list(std::string detail) {
    return {Reason::bad_status_list, std::move(detail)};
}

/// The texts of a member that is one text or a list of them.
std::vector<std::string> texts_at(const Value& object, std::string_view name) {
    std::vector<std::string> texts;
    const Value* value = object.find(name);
    if (!value) return texts;
    if (value->is_string()) return {value->string()};
    if (value->is_array())
        for (const Value& one : value->array())
            if (one.is_string()) texts.push_back(one.string());
    return texts;
}

bool names(const Value& object, std::string_view type) {
    const auto types = texts_at(object, "type");
    return std::ranges::find(types, type) != types.end();
}

Result<std::optional<Time>> time_at(const Value& document, std::string_view name) {
    const Value* value = document.find(name);
    if (!value) return std::optional<Time>();
    if (!value->is_string()) return bad_list(std::string(name) + " should be a time");
    const auto time = parse_time(value->string());
    if (!time) return bad_list(std::string(name) + ": " + time.error().detail);
    return std::optional<Time>(*time);
}

/// An entry has one bit. More would need messages, which say more than whether it was withdrawn.
Result<Done> check_size(const Value& subject) {
    const Value* size = subject.find("statusSize");
    if (!size || (size->is_number() && size->number().value == 1)) return Done{};
    return bad_list("an entry of the status list has another statusSize than 1");
}

/// Some seconds after a time, if they are not too many to be meant.
std::optional<Time> after(Time time, double seconds) {
    constexpr double longest = 1e10;
    if (!(seconds >= 0 && seconds <= longest)) return {};
    return time + std::chrono::seconds(static_cast<std::int64_t>(seconds));
}

/// In `ttl` milliseconds the list is to be fetched again, so until then it counts at least.
std::optional<Time> end_of_ttl(const Value& subject, const std::optional<Time>& issued) {
    const Value* ttl = subject.find("ttl");
    if (!issued || !ttl || !ttl->is_number()) return {};
    return after(*issued, ttl->number().value / 1000);
}

/// A NumericDate (RFC 7519 section 2) within the years that can be written.
std::optional<Time> seconds_at(const Value& payload, std::string_view name) {
    constexpr double last = 253402300799;
    const Value* value = payload.find(name);
    if (!value || !value->is_number()) return {};
    const double seconds = value->number().value;
    if (!(seconds >= 0 && seconds <= last)) return {};
    return Time(std::chrono::seconds(static_cast<std::int64_t>(seconds)));
}

Bytes filled_up(ByteView bits) {
    Bytes whole(bits.begin(), bits.end());
    whole.resize(std::max(whole.size(), fewest_bytes));
    return whole;
}

/// The bits of a byte in the other direction.
std::uint8_t turned_round(std::uint8_t byte) {
    unsigned turned = 0;
    for (unsigned bit = 0; bit < 8; ++bit) turned |= (unsigned{byte} >> bit & 1U) << (7 - bit);
    return static_cast<std::uint8_t>(turned);
}

}  // namespace

Result<Bytes> decode_bits(std::string_view encoded) {
    if (!encoded.starts_with('u'))
        return bad_list("encodedList does not begin with the u of base64url");
    const auto compressed = encoding::from_base64url(encoded.substr(1));
    if (!compressed) return bad_list("encodedList: " + compressed.error().detail);
    auto bits = encoding::inflate(*compressed, encoding::Wrapping::gzip, most_bytes);
    if (!bits) return bad_list("encodedList: " + bits.error().detail);
    if (bits->size() < fewest_bytes)
        return bad_list("the status list has " + std::to_string(bits->size() * 8) +
                        " entries and should have at least 131072");
    return bits;
}

std::string encode_bits(ByteView bits) {
    return 'u' +
           encoding::to_base64url(encoding::deflate(filled_up(bits), encoding::Wrapping::gzip));
}

std::string encode_token_bits(ByteView bits) {
    Bytes turned = filled_up(bits);
    for (std::uint8_t& byte : turned) byte = turned_round(byte);
    return encoding::to_base64url(encoding::deflate(turned, encoding::Wrapping::zlib));
}

Result<BitList> read_bit_list(const Value& document) {
    const Value* subject = document.find("credentialSubject");
    if (!names(document, "BitstringStatusListCredential") || !subject || !subject->is_object() ||
        !names(*subject, "BitstringStatusList"))
        return bad_list("this is no BitstringStatusListCredential with a BitstringStatusList");
    const auto url = json::member_at(document, "id", Kind::string, Reason::bad_status_list);
    if (!url) return url.error();
    const Value* issuer = document.find("issuer");
    if (issuer && issuer->is_object()) issuer = issuer->find("id");
    if (!issuer || !issuer->is_string()) return bad_list("the status list has no issuer");
    if (const auto single = check_size(*subject); !single) return single.error();
    const auto encoded =
        json::member_at(*subject, "encodedList", Kind::string, Reason::bad_status_list);
    if (!encoded) return encoded.error();
    auto bits = decode_bits((*encoded)->string());
    if (!bits) return bits.error();
    const auto from = time_at(document, "validFrom");
    if (!from) return from.error();
    const auto until = time_at(document, "validUntil");
    if (!until) return until.error();

    BitList list{.url = (*url)->string(), .issuer = issuer->string()};
    list.purposes = texts_at(*subject, "statusPurpose");
    if (list.purposes.empty()) return bad_list("the status list has no statusPurpose");
    list.bits = *std::move(bits);
    list.issued = *from;
    list.next_update = *until ? *until : end_of_ttl(*subject, *from);
    return list;
}

Result<BitList> read_token_list(const Value& payload) {
    constexpr Reason bad = Reason::bad_status_list;
    const auto url = json::member_at(payload, "sub", Kind::string, bad);
    if (!url) return url.error();
    const auto issuer = json::member_at(payload, "iss", Kind::string, bad);
    if (!issuer) return issuer.error();
    const auto entries = json::member_at(payload, "status_list", Kind::object, bad);
    if (!entries) return entries.error();
    const auto width = json::member_at(**entries, "bits", Kind::number, bad);
    if (!width) return width.error();
    if ((*width)->number().value != 1)
        return bad_list("an entry of the status list has more than one bit");
    const auto encoded = json::member_at(**entries, "lst", Kind::string, bad);
    if (!encoded) return encoded.error();
    const auto compressed = encoding::from_base64url((*encoded)->string());
    if (!compressed) return bad_list("lst: " + compressed.error().detail);
    auto bits = encoding::inflate(*compressed, encoding::Wrapping::zlib, most_bytes);
    if (!bits) return bad_list("lst: " + bits.error().detail);
    for (std::uint8_t& byte : *bits) byte = turned_round(byte);

    BitList list{.url = (*url)->string(), .issuer = (*issuer)->string()};
    list.purposes = {"revocation"};
    list.bits = *std::move(bits);
    list.issued = seconds_at(payload, "iat");
    list.next_update = seconds_at(payload, "exp");
    if (const Value* ttl = payload.find("ttl");
        !list.next_update && list.issued && ttl && ttl->is_number())
        list.next_update = after(*list.issued, ttl->number().value);
    return list;
}

std::optional<std::uint64_t> parse_index(std::string_view text) noexcept {
    std::uint64_t index = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
    if (error != std::errc() || end != text.data() + text.size()) return {};
    if (text.size() > 1 && text.front() == '0') return {};
    return index;
}

}  // namespace vaxcert::status
