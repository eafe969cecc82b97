// SPDX-License-Identifier: Apache-2.0
// Opening a bundle, and making one.

#include <vaxcert/trust_bundle.hpp>

#include <algorithm>

#include "base/country.hpp"
#include "cbor/write.hpp"
#include "crypto/x509.hpp"
#include "trust/bundle_payload.hpp"
#include "trust/own_notation.hpp"
#include "trust/roots.hpp"

namespace vaxcert {
namespace {

constexpr const char* rotations_header = "rotations";
constexpr std::size_t most_signatures = 64;

Result<cose::Sign> message_in(ByteView bytes) {
    auto message = cose::parse_sign(bytes, Budget::for_trusted_data());
    if (!message) return bad_trust_list("this is no trust bundle: " + message.error().detail);
    if (message->content_type != bundle_type)
        return bad_trust_list("the signed message is not a trust bundle but something else");
    if (message->signatures.size() > most_signatures)
        return limit_exceeded("signatures of a trust bundle", message->signatures.size(),
                              most_signatures);
    return message;
}

Result<std::vector<Bytes>> rotations_of(const cose::Sign& message) {
    std::vector<Bytes> rotations;
    for (const auto& [label, value] : message.unprotected_headers) {
        if (!label.text() || *label.text() != rotations_header || !value.array())
            return bad_trust_list("the bundle has a header that is not known");
        if (value.array()->empty()) return bad_trust_list("the list of rotations is empty");
        for (const cbor::Value& rotation : *value.array()) {
            if (!rotation.bytes()) return bad_trust_list("a rotation of roots is no byte string");
            rotations.push_back(*rotation.bytes());
        }
    }
    return rotations;
}

bool holds(const std::vector<std::string>& scope, const std::string& word) {
    return std::ranges::find(scope, word) != scope.end();
}

bool is_within(const std::vector<std::string>& words, const std::vector<std::string>& scope) {
    return !words.empty() &&
           std::ranges::all_of(words, [&](const std::string& word) { return holds(scope, word); });
}

bool is_country_within(const std::string& country, const std::vector<std::string>& scope) {
    if (scope.empty()) return true;
    return !country.empty() && std::ranges::any_of(scope, [&](const std::string& each) {
        return is_same_country(country, each);
    });
}

/// Whether a delegate may sign what the bundle says: all of it, or none of it is believed.
Result<Done> check_scope(const TrustDelegate& delegate, const BundlePayload& payload) {
    const auto no = [](std::string what) {
        return Error{Reason::signer_not_allowed,
                     "the bundle is signed by a delegate, and " + std::move(what)};
    };
    if (delegate.valid_until && payload.facts.issued > *delegate.valid_until)
        return no("was issued after the delegation ended on " + to_text(*delegate.valid_until));
    std::size_t number = 0;
    for (const TrustedKey& key : payload.trust.keys()) {
        ++number;
        const bool may = is_within(key.formats, delegate.formats) &&
                         is_country_within(key.country, delegate.countries) &&
                         (delegate.issuers.empty() || holds(delegate.issuers, key.id));
        if (!may) return no("key " + std::to_string(number) + " is outside its scope");
    }
    number = 0;
    for (const TrustAnchor& anchor : payload.trust.anchors()) {
        ++number;
        // Whom an authority certifies is not known, so it is nobody's who may name issuers.
        const bool may = is_within(anchor.formats, delegate.formats) &&
                         is_country_within(anchor.certificate->country(), delegate.countries) &&
                         delegate.issuers.empty();
        if (!may) return no("authority " + std::to_string(number) + " is outside its scope");
    }
    return Done{};
}

Error too_few(std::size_t found, std::uint64_t needed, const cose::Sign& message) {
    if (message.signatures.empty())
        return {Reason::bad_signature, "nobody has signed the trust bundle"};
    return {Reason::bad_signature, "the trust bundle is signed by " + std::to_string(found) +
                                       " of the roots; " + std::to_string(needed) + " are needed"};
}

/// Of bundles by the same roots the sequence says which is older.
Result<Done> check_newest(const BundleFacts& facts, const TrustRoots& roots,
                          const BundleOptions& options) {
    const auto older = [](const char* what, std::uint64_t number, std::uint64_t last) {
        return Error{Reason::trust_rolled_back, std::string("the trust bundle has ") + what + ' ' +
                                                    std::to_string(number) + ", and one with " +
                                                    std::to_string(last) + " was used before"};
    };
    const std::uint64_t last_roots = options.last_roots.value_or(roots.version);
    if (roots.version < last_roots) return older("roots of version", roots.version, last_roots);
    if (roots.version == last_roots && options.last_sequence &&
        facts.sequence < *options.last_sequence)
        return older("sequence", facts.sequence, *options.last_sequence);
    return Done{};
}

}  // namespace

bool looks_like_bundle(ByteView bytes) noexcept {
    // Tag 98 and an array of four.
    return bytes.size() > 3 && bytes[0] == 0xd8 && bytes[1] == 98 && bytes[2] == 0x84;
}

Result<std::vector<Bytes>> rotations_in(ByteView bundle) {
    const auto message = message_in(bundle);
    if (!message) return message.error();
    return rotations_of(*message);
}

Result<OpenedBundle> open_bundle(ByteView bytes, const TrustRoots& pinned,
                                 const BundleOptions& options) {
    if (const auto good = check_roots(pinned); !good) return good.error();
    const auto message = message_in(bytes);
    if (!message) return message.error();
    const auto rotations = rotations_of(*message);
    if (!rotations) return rotations.error();
    auto roots = follow(pinned, *rotations);
    if (!roots) return roots.error();

    // Nothing that the bundle says is read before enough of the roots, or one delegate, said so.
    const std::size_t signatures = count_signatures(*message, roots->keys);
    const TrustDelegate* delegate = nullptr;
    if (signatures < roots->threshold) {
        const auto signer = std::ranges::find_if(roots->delegates, [&](const TrustDelegate& each) {
            return is_signed_by(*message, each.key);
        });
        if (signer == roots->delegates.end())
            return too_few(signatures, roots->threshold, *message);
        delegate = &*signer;
    }
    auto payload = read_payload(message->payload, options.grace);
    if (!payload) return payload.error();
    const BundleFacts& facts = payload->facts;
    if (facts.environment != roots->environment)
        return Error{Reason::wrong_environment,
                     std::string("the trust bundle is for ") + name(facts.environment) +
                         ", and its roots are for " + name(roots->environment)};
    if (const auto newest = check_newest(facts, *roots, options); !newest) return newest.error();
    if (delegate)
        if (const auto within = check_scope(*delegate, *payload); !within) return within.error();
    return OpenedBundle{facts, std::move(payload->trust), *std::move(roots),
                        delegate ? 1 : signatures, delegate != nullptr};
}

Result<Bytes> sign_bundle(const TrustList& trust, const BundleFacts& facts, Signers signers,
                          std::span<const Bytes> rotations) {
    if (trust.environment() && *trust.environment() != facts.environment)
        return Error{Reason::wrong_environment,
                     std::string("keys for ") + name(*trust.environment()) +
                         " cannot stand in a bundle for " + name(facts.environment)};
    cose::Sign message{bundle_type, {}, write_payload(facts, trust), {}};
    // What no reader takes is not signed either.
    if (const auto readable = read_payload(message.payload, {}); !readable) return readable.error();
    if (!rotations.empty())
        message.unprotected_headers.emplace_back(rotations_header,
                                                 cbor::Array(rotations.begin(), rotations.end()));
    for (const auto& signer : signers)
        if (auto added = cose::add_signature(message, *signer, name_of(signer->public_key()));
            !added)
            return added.error();
    return cose::to_bytes(message);
}

Result<Bytes> sign_roots(const TrustRoots& next, Signers signers) {
    cose::Sign message{roots_type, {}, write_roots(next), {}};
    // What no reader takes is not signed either.
    if (const auto readable = read_roots(message.payload); !readable) return readable.error();
    for (const auto& signer : signers)
        if (auto added = cose::add_signature(message, *signer, name_of(signer->public_key()));
            !added)
            return added.error();
    return cose::to_bytes(message);
}

}  // namespace vaxcert
