// SPDX-License-Identifier: Apache-2.0
#include "formats/sd_jwt/layout.hpp"

#include <algorithm>
#include <chrono>
#include <optional>

#include "certificate/claims_json.hpp"
#include "certificate/list_index.hpp"
#include "crypto/hash.hpp"
#include "encoding/base64url.hpp"
#include "formats/sd_jwt/settings.hpp"
#include "jose/sd_jwt.hpp"
#include "json/parse.hpp"
#include "profile/inner.hpp"

namespace vaxcert::sd_jwt {
namespace {

using json::Array;
using json::Object;
using json::Value;

constexpr std::string_view type_prefix = "https://vaxcert.example/vct/v1/";
constexpr std::string_view kinds[] = {"vaccination", "test", "recovery"};

/// RFC 9901 section 9.3 recommends 128 bits.
constexpr std::size_t salt_bytes = 16;

Error invalid(std::string what) {
    return {Reason::record_invalid, std::move(what)};
}

// ---- hiding ------------------------------------------------------------------------------------

/// A text behind its length in eight bytes, so that no two lists of texts give the same bytes.
void append(Bytes& bytes, std::string_view text) {
    for (int shift = 56; shift >= 0; shift -= 8)
        bytes.push_back(static_cast<std::uint8_t>(std::uint64_t{text.size()} >> shift));
    bytes.insert(bytes.end(), text.begin(), text.end());
}

class Hider {
  public:
    Hider(const Signing& signing, std::vector<std::string>& disclosures)
        : signing_(signing), disclosures_(disclosures) {}

    /// Replaces each member of an object by its digest, except those of that name. Sorted, digests
    /// say nothing of the order in which members are written.
    void hide_members(Value& object, const std::string& pointer,
                      std::initializer_list<std::string_view> shown) {
        std::vector<std::string> digests;
        Object left;
        for (json::Member& member : object.object()) {
            if (std::ranges::find(shown, member.name) != shown.end())
                left.push_back(std::move(member));
            else
                digests.push_back(
                    hide(member.name, std::move(member.value), pointer + '/' + member.name));
        }
        std::ranges::sort(digests);
        Array array;
        for (std::string& digest : digests) array.emplace_back(std::move(digest));
        if (!array.empty()) left.insert(left.begin(), {"_sd", Value(std::move(array))});
        object = Value(std::move(left));
    }

  private:
    std::string hide(std::string_view name, Value value, const std::string& pointer) {
        if (value.is_array()) {
            std::size_t index = 0;
            for (Value& element : value.array())
                element = Value(Object{{"...", hide({}, std::move(element),
                                                    pointer + '/' + std::to_string(index++))}});
        }
        disclosures_.push_back(jose::make_disclosure(salt(pointer, value), name, value));
        return jose::digest_of(disclosures_.back());
    }

    /// Nobody without the campaign's secret can guess it, and the same certificate has the same
    /// again. One that says something else, or was made at another time, has others: what was shown
    /// of one tells nothing of what the other hides.
    std::string salt(const std::string& pointer, const Value& value) const {
        Bytes bytes;
        append(bytes, "vaxcert disclosure salt 1");
        append(bytes, signing_.certificate_id);
        append(bytes, to_text(signing_.now));
        append(bytes, pointer);
        append(bytes, json::to_text(value));
        const auto digest = crypto::hmac_sha256(signing_.campaign_secret, bytes);
        return encoding::to_base64url(ByteView(digest).first(salt_bytes));
    }

    const Signing& signing_;
    std::vector<std::string>& disclosures_;
};

// ---- what is laid out --------------------------------------------------------------------------

/// The instants between which a certificate is valid: `until` is the first at which it no longer
/// is.
struct Times {
    Time issued_at;
    std::optional<Time> from, until;
};

Result<std::optional<Time>> time_in(const std::string& text, const char* member) {
    if (text.empty()) return std::optional<Time>();
    const auto time = parse_time(text);
    if (!time) return invalid(std::string(member) + ": " + time.error().detail);
    return std::optional<Time>(*time);
}

Result<std::optional<Date>> date_in(const std::string& text, const char* member) {
    if (text.empty()) return std::optional<Date>();
    const auto date = Date::parse(text);
    if (!date) return invalid(std::string(member) + ": " + date.error().detail);
    return std::optional<Date>(*date);
}

/// The first and the last day of which the event itself says that they count.
struct Days {
    std::string from, until;
};

Days days_of(const Event& event) {
    if (const auto* vaccination = std::get_if<Vaccination>(&event))
        return {vaccination->valid_from, vaccination->valid_until};
    if (const auto* recovery = std::get_if<Recovery>(&event))
        return {recovery->valid_from, recovery->valid_until};
    return {};
}

/// A holder may hide the days of the event, so the certificate's own times hold them too.
Result<Times> times_of(const Record& record, Time now) {
    const Issuance& certificate = record.claims.certificate;
    const auto issued = time_in(certificate.issued_at, "issued_at");
    if (!issued) return issued.error();
    const auto from = time_in(certificate.valid_from, "valid_from");
    if (!from) return from.error();
    const auto expires = time_in(certificate.expires_at, "expires_at");
    if (!expires) return expires.error();
    const Days days = days_of(record.claims.event);
    const auto first = date_in(days.from, "valid_from");
    if (!first) return first.error();
    const auto last = date_in(days.until, "valid_until");
    if (!last) return last.error();

    Times times{issued->value_or(now), *from, {}};
    if (*first)
        times.from = std::max(times.from.value_or(Time::min()), Time((*first)->first_day()));
    if (*expires) times.until = **expires + std::chrono::seconds(1);
    if (*last)
        times.until = std::min(times.until.value_or(Time::max()),
                               Time((*last)->last_day() + std::chrono::days(1)));
    if (times.from && times.until && *times.from >= *times.until)
        return invalid("it would expire before it becomes valid");
    return times;
}

Value seconds(Time time) {
    const auto count = time.time_since_epoch().count();
    return Value(json::Number{static_cast<double>(count), std::to_string(count)});
}

Result<Value> confirmation(const std::string& holder_key) {
    const auto key = PublicKey::from_jwk(holder_key);
    if (!key) return invalid("holder_key: " + key.error().detail);
    auto jwk = json::parse(key->to_jwk(), Budget::for_one_certificate());
    if (!jwk) return invalid("holder_key: " + jwk.error().detail);
    return Value(Object{{"jwk", *std::move(jwk)}});
}

/// The entry that the certificate has in the issuer's list, which its holder cannot hide.
Result<Value> status_entry(std::string_view list, std::string_view id) {
    const auto index = list_index(id);
    if (!index) return index.error();
    return Value(
        Object{{"status_list", Object{{"idx", static_cast<double>(*index)}, {"uri", list}}}});
}

Code& disease_of(Event& event) {
    return std::visit([](auto& each) -> Code& { return each.disease; }, event);
}

/// The event, with a disease: of a vaccination, what the product is against where the record does
/// not say.
Result<Event> event_of(const Record& record, const Profile& profile) {
    Event event = record.claims.event;
    Code& disease = disease_of(event);
    if (const auto* vaccination = std::get_if<Vaccination>(&event);
        vaccination && disease.code.empty() && disease.display.empty())
        if (const Product* product = find_product(profile.inner(), name_key(vaccination->product)))
            disease.display = product->disease;
    if (disease.code.empty() && disease.display.empty())
        return invalid("the disease is not stated, and the product is not in the master data");
    if (const auto* test = std::get_if<Test>(&event); test && test->result.empty())
        return invalid("the result of the test is empty");
    return event;
}

std::string text_in(const Value& claims, std::string_view name) {
    const Value* value = claims.find(name);
    return value && value->is_string() ? value->string() : std::string();
}

/// "vaccination" of ".../vct/v1/vaccination"; empty if it is none of ours.
std::string_view kind_of_type(std::string_view type) {
    if (!type.starts_with(type_prefix)) return {};
    type.remove_prefix(type_prefix.size());
    const auto at = std::ranges::find(kinds, type);
    return at == std::end(kinds) ? std::string_view() : *at;
}

Result<Done> read_times(const Value& claims, Issuance& issuance) {
    for (const auto& [name, to, late] : {std::tuple{"iat", &issuance.issued_at, 0},
                                         {"nbf", &issuance.valid_from, 0},
                                         {"exp", &issuance.expires_at, 1}}) {
        const Value* value = claims.find(name);
        if (!value) continue;
        const auto time = jose::time_of(*value);
        if (!time)
            return Error{Reason::bad_date, '"' + std::string(name) + "\": " + time.error().detail};
        // RFC 7519 section 4.1.4: "on or after which the JWT MUST NOT be accepted".
        *to = to_text(*time - std::chrono::seconds(late));
    }
    if (issuance.issued_at.empty()) issuance.issued_at = issuance.valid_from;
    return Done{};
}

bool says_what(const Event& event) {
    const Code& disease = disease_of(const_cast<Event&>(event));
    const auto* test = std::get_if<Test>(&event);
    return (!disease.code.empty() || !disease.display.empty()) && (!test || !test->result.empty());
}

/// A list that the credential names (Token Status List). One of another kind is a list that nobody
/// has: then whether it was withdrawn is not known.
Result<Done> read_status(const Value& claims, Issuance& certificate) {
    const Value* status = claims.find("status");
    if (!status) return Done{};
    if (!status->is_object())
        return Error{Reason::shape_not_expected, "\"status\" should be an object"};
    const Value* entry = status->find("status_list");
    if (!entry) {
        certificate.status.push_back({"revocation", "", ""});
        return Done{};
    }
    const Value* index = entry->find("idx");
    const std::string url = text_in(*entry, "uri");
    if (url.empty() || !index || !index->is_number())
        return Error{Reason::shape_not_expected, "\"status_list\" should have an idx and a uri"};
    certificate.status.push_back({"revocation", url, json::number_text(index->number().value)});
    return Done{};
}

}  // namespace

Result<Layout> lay_out(const Record& record, const Signing& signing) {
    if (record.claims.person.name.empty()) return invalid("the person's name is empty");
    const auto times = times_of(record, signing.now);
    if (!times) return times.error();
    const auto event = event_of(record, signing.profile);
    if (!event) return event.error();
    const std::string kind = kind_of(*event);
    const Issuance& certificate = record.claims.certificate;

    Object payload = {{"iss", signing.profile.inner().issuer},
                      {"vct", std::string(type_prefix) + kind},
                      {"jti", signing.certificate_id},
                      {"iat", seconds(times->issued_at)}};
    if (times->from) payload.push_back({"nbf", seconds(*times->from)});
    if (times->until) payload.push_back({"exp", seconds(*times->until)});
    for (const auto& [name, text] :
         {std::pair{"version", &certificate.version}, {"previous", &certificate.previous}})
        if (!text->empty()) payload.push_back({name, *text});
    if (!record.holder_key.empty()) {
        auto holder = confirmation(record.holder_key);
        if (!holder) return holder.error();
        payload.push_back({"cnf", *std::move(holder)});
    }
    if (const auto list = status_list_of(signing.profile); !list.empty()) {
        auto entry = status_entry(list, signing.certificate_id);
        if (!entry) return entry.error();
        payload.push_back({"status", *std::move(entry)});
    }

    Layout layout;
    Hider hider(signing, layout.disclosures);
    Value person = to_value(record.claims.person), what = to_value(*event);
    hider.hide_members(person, "/person", {});
    hider.hide_members(what, '/' + kind, {"disease", "result"});
    payload.push_back({"_sd_alg", "sha-256"});
    payload.push_back({"person", std::move(person)});
    payload.push_back({kind, std::move(what)});
    layout.payload = Value(std::move(payload));
    return layout;
}

Result<Claims> read_layout(const Value& claims) {
    const std::string_view kind = kind_of_type(text_in(claims, "vct"));
    if (kind.empty())
        return Error{Reason::unsupported_format,
                     "an SD-JWT VC whose type (vct) is none of those that vaxcert reads"};
    Claims read;
    if (const Value* person = claims.find("person")) {
        auto found = person_from(*person);
        if (!found) return found.error();
        read.person = *std::move(found);
    }
    const Value* what = claims.find(kind);
    if (!what)
        return Error{Reason::member_missing, "the credential lacks \"" + std::string(kind) + '"'};
    auto event = event_from(kind, *what);
    if (!event) return event.error();
    read.event = *std::move(event);
    if (!says_what(read.event))
        return Error{Reason::member_missing,
                     "the credential hides what it is about: its disease or result"};
    read.certificate.id = text_in(claims, "jti");
    read.certificate.issuer = text_in(claims, "iss");
    read.certificate.version = text_in(claims, "version");
    read.certificate.previous = text_in(claims, "previous");
    if (const auto good = read_times(claims, read.certificate); !good) return good.error();
    if (const auto good = read_status(claims, read.certificate); !good) return good.error();
    return read;
}

}  // namespace vaxcert::sd_jwt
