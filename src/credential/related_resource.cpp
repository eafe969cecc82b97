// SPDX-License-Identifier: Apache-2.0
// relatedResource (VC data model 2.0 section 5.3): other documents, pinned by a digest. We hold the
// digests of texts that were published; a document we do not know cannot be compared, and nothing
// is fetched.

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "credential/rules.hpp"
#include "encoding/base58.hpp"
#include "encoding/base64.hpp"
#include "encoding/base64url.hpp"
#include "encoding/hex.hpp"

namespace vaxcert::credential {
namespace {

using json::Value;

struct Text {
    std::string_view url;
    std::string_view sha256;  ///< of drafts, the beginning that is on record
    std::string_view sha384;
};

// Several texts were published under the URL of version 2 before it was frozen.
constexpr std::array<Text, 7> texts = {{
    {"https://www.w3.org/2018/credentials/v1",
     "ab4ddd9a531758807a79a5b450510d61ae8d147eab966cc9a200c07095b0cdcc",
     "82c3b3eab863754bbfd2b9f17d8d6db9f61169f301cbf0b05e1fc4beb5f5c51d"
     "d4d2e888c274f49c3fbb2408f61faed1"},
    {"https://www.w3.org/ns/credentials/v2",
     "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734",
     "97f1eb8e5042356c805fdd61afa2c557663785e0794dcafa21e138fd38def18c"
     "b360133c221aa31d6896a6bf3e65b614"},
    {"https://www.w3.org/ns/credentials/v2", "24a18c90",
     "35239c36999d2155312091af194a1edb61634d6ad789a5e5b19f2aebdd762dd9"
     "d1dcaada40eda7ef921c6b8c0ae107a0"},
    {"https://www.w3.org/ns/credentials/v2", "38a45430", "none on record"},
    {"https://www.w3.org/ns/credentials/examples/v2",
     "57393fbc69d6efb9b9b5dc9cb6b9880b0944360abfe2eaf459c9e58cf2279d7c",
     "ccd35b4135824944a2d1b6f3edd6ee6be45c10dbfb0ba16f966609d58f88ef6e"
     "c7b0f387773c042cc60ef4ccfaf0cdba"},
    {"https://w3id.org/security/data-integrity/v2",
     "67f21e6e33a6c14e5ccfd2fc7865f7474fb71a04af7e94136cb399dfac8ae8f4",
     "0ee2d7626717f8b07cd449b525d5e2b71fe27209fc99e53089e0169dd2944d79"
     "3feea4526fc60bb9cca1cd96512391f6"},
    {"https://www.w3.org/ns/credentials/status/v1",
     "fda5add353231e6a6884a46b12e6c75464281900cb348284d9c360f62381d9f7",
     "ac0ef813833ebd666b6170a61c5adacc6d7d2f5a040d16c2928e8414d4fa07f6"
     "4d70313021e02bf4f97bdd123ed9a84e"},
}};

enum class Match : std::uint8_t { unknown, right, wrong };

/// `digest` is that of SHA-256 (64 digits) or SHA-384 (96).
Match compare(std::string_view url, std::string_view digest) {
    if (std::ranges::find(texts, url, &Text::url) == texts.end()) return Match::unknown;
    const bool right = std::ranges::any_of(texts, [&](const Text& text) {
        return text.url == url &&
               digest.starts_with(digest.size() == 96 ? text.sha384 : text.sha256);
    });
    return right ? Match::right : Match::wrong;
}

/// "sha384-..." in base64, in which some write the multibase letter M first.
std::optional<std::string> hex_of_sri(std::string_view text) {
    const bool is_384 = text.starts_with("sha384-");
    if (!is_384 && !text.starts_with("sha256-")) return std::nullopt;
    text.remove_prefix(7);
    const std::size_t size = is_384 ? 48 : 32;
    if (text.size() == (size + 2) / 3 * 4 + 1 && text.front() == 'M') text.remove_prefix(1);
    const auto bytes = encoding::from_base64(text);
    if (!bytes || bytes->size() != size) return std::nullopt;
    return encoding::to_hex(*bytes);
}

/// A multihash (12 20, or 20 30 for SHA-384) or the bare digest.
std::optional<std::string> hex_of_multibase(std::string_view text) {
    if (text.empty()) return std::nullopt;
    const auto bytes = text.front() == 'z' ? encoding::from_base58(text.substr(1))
                                           : encoding::from_base64url(text.substr(1));
    if ((text.front() != 'z' && text.front() != 'u') || !bytes) return std::nullopt;
    std::string hex = encoding::to_hex(*bytes);
    if ((hex.size() == 68 && hex.starts_with("1220")) ||
        (hex.size() == 100 && hex.starts_with("2030")))
        hex.erase(0, 4);
    if (hex.size() != 64 && hex.size() != 96) return std::nullopt;
    return hex;
}

}  // namespace

void check_related_resources(const Value& document, Rules& rules) {
    std::set<std::string> seen;
    rules.each(document, "relatedResource", [&](const Value& one, const std::string& where) {
        if (!one.is_object()) return rules.broken(where + " should be an object");
        const Value* id = one.find("id");
        rules.id(one, where, true);
        if (!id || !id->is_string()) return;
        if (!seen.insert(id->string()).second) rules.broken(where + " names a document twice");

        const Value* sri = one.find("digestSRI");
        const Value* multibase = one.find("digestMultibase");
        if (!sri && !multibase)
            return rules.missing(where + " lacks digestSRI and digestMultibase");
        const auto check = [&](const Value* digest, auto to_hex, const char* member) {
            if (!digest) return;
            const auto hex = digest->is_string() ? to_hex(digest->string()) : std::nullopt;
            if (!hex) return rules.broken(where + '.' + member + " is no digest");
            if (compare(id->string(), *hex) == Match::wrong)
                rules.broken(where + '.' + member + " is not the digest of that document");
        };
        check(sri, hex_of_sri, "digestSRI");
        check(multibase, hex_of_multibase, "digestMultibase");
    });
}

}  // namespace vaxcert::credential
