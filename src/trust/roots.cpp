// SPDX-License-Identifier: Apache-2.0
#include "trust/roots.hpp"

#include <algorithm>

#include "cbor/reader.hpp"
#include "cbor/write.hpp"
#include "crypto/hash.hpp"
#include "trust/own_notation.hpp"
#include "trust/payload_items.hpp"

namespace vaxcert {
namespace {

using cbor::Reader;
using cbor::Value;

namespace label {
enum : int { notation = 1, environment, version, threshold, keys, delegates };
enum : int { key = 1, formats, countries, issuers, valid_until };
}  // namespace label

constexpr int notation_version = 1;

bool may_sign_bundles(const PublicKey& key) {
    return key.algorithm() == Algorithm::ed25519 || key.algorithm() == Algorithm::es256;
}

Value value_of(const TrustDelegate& delegate) {
    cbor::Map map{{label::key, Value(delegate.key.to_spki())},
                  {label::formats, words_value(delegate.formats)}};
    if (!delegate.countries.empty())
        map.emplace_back(label::countries, words_value(delegate.countries));
    if (!delegate.issuers.empty()) map.emplace_back(label::issuers, words_value(delegate.issuers));
    if (delegate.valid_until)
        map.emplace_back(label::valid_until, time_value(*delegate.valid_until));
    return map;
}

void read_delegate(Reader& reader, std::vector<TrustDelegate>& delegates) {
    std::uint64_t left = reader.map();
    std::optional<std::uint64_t> previous;
    if (left == 0 || reader.key(previous) != label::key)
        return reader.refuse("a delegate has no key");
    auto key = PublicKey::from_spki(reader.bytes());
    if (!key) return reader.refuse(key.error().detail);
    TrustDelegate delegate{*std::move(key), {}};
    for (--left; left > 0 && reader.ok(); --left) switch (reader.key(previous)) {
            case label::formats:
                delegate.formats = read_words(reader);
                break;
            case label::countries:
                delegate.countries = read_words(reader);
                break;
            case label::issuers:
                delegate.issuers = read_words(reader);
                break;
            case label::valid_until:
                delegate.valid_until = read_time(reader);
                break;
            default:
                reader.refuse("a delegate has a member that is not known");
        }
    delegates.push_back(std::move(delegate));
}

}  // namespace

Bytes name_of(const PublicKey& key) {
    const auto digest = crypto::sha256(key.to_spki());
    return {digest.begin(), digest.end()};
}

bool is_signed_by(const cose::Sign& message, const PublicKey& key) {
    const Bytes name = name_of(key);
    return std::ranges::any_of(message.signatures, [&](const cose::CoSignature& signature) {
        return signature.kid == name && cose::signed_by(key, message, signature);
    });
}

std::size_t count_signatures(const cose::Sign& message, std::span<const PublicKey> keys) {
    return static_cast<std::size_t>(std::ranges::count_if(
        keys, [&](const PublicKey& key) { return is_signed_by(message, key); }));
}

Result<Done> check_roots(const TrustRoots& roots) {
    const auto bad = [](const char* what) {
        return bad_trust_list(std::string("the roots of trust: ") + what);
    };
    if (roots.version == 0) return bad("versions begin with 1");
    if (roots.keys.size() > most_roots || roots.delegates.size() > most_delegates)
        return bad("more than 64 keys or 256 delegates");
    if (roots.threshold == 0 || roots.threshold > roots.keys.size())
        return bad("the threshold is not between 1 and the number of keys");
    std::vector<PublicKey> all = roots.keys;
    for (const TrustDelegate& delegate : roots.delegates) {
        if (delegate.formats.empty()) return bad("a delegate is for no format");
        all.push_back(delegate.key);
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!may_sign_bundles(all[i])) return bad("a key is neither for Ed25519 nor for ES256");
        if (std::find(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(i), all[i]) !=
            all.begin() + static_cast<std::ptrdiff_t>(i))
            return bad("a key is there twice");
    }
    return Done{};
}

Bytes write_roots(const TrustRoots& roots) {
    cbor::Array keys, delegates;
    for (const PublicKey& key : roots.keys) keys.emplace_back(key.to_spki());
    for (const TrustDelegate& delegate : roots.delegates) delegates.push_back(value_of(delegate));
    cbor::Map map{{label::notation, notation_version},
                  {label::environment, number_of(roots.environment)},
                  {label::version, Value(cbor::Integer{false, roots.version})},
                  {label::threshold, Value(cbor::Integer{false, roots.threshold})},
                  {label::keys, std::move(keys)}};
    if (!delegates.empty()) map.emplace_back(label::delegates, std::move(delegates));
    return cbor::to_bytes(Value(std::move(map)));
}

Result<TrustRoots> read_roots(ByteView bytes) {
    Reader reader(bytes);
    TrustRoots roots;
    std::optional<std::uint64_t> previous;
    const auto expect = [&](std::uint64_t meant) {
        if (reader.key(previous) != meant) reader.refuse("a member of the roots is missing");
    };
    const std::uint64_t members = reader.map();
    if (members != 5 && members != 6) reader.refuse("a member of the roots is missing");
    expect(label::notation);
    if (reader.number() != notation_version) reader.refuse("only version 1 of roots is known");
    expect(label::environment);
    roots.environment = read_environment(reader);
    expect(label::version);
    roots.version = reader.number();
    expect(label::threshold);
    roots.threshold = reader.number();
    expect(label::keys);
    for (std::uint64_t left = reader.array(); left > 0 && reader.ok(); --left) {
        auto key = PublicKey::from_spki(reader.bytes());
        if (key)
            roots.keys.push_back(*std::move(key));
        else
            reader.refuse(key.error().detail);
    }
    if (members == 6) {
        expect(label::delegates);
        std::uint64_t left = reader.array();
        if (left == 0) reader.refuse("the list of delegates is empty");
        for (; left > 0 && reader.ok(); --left) read_delegate(reader, roots.delegates);
    }
    if (const auto done = reader.done(); !done)
        return bad_trust_list("the roots of trust: " + done.error().detail);
    if (const auto good = check_roots(roots); !good) return good.error();
    return roots;
}

Result<TrustRoots> follow(const TrustRoots& pinned, std::span<const Bytes> rotations) {
    if (rotations.size() > most_rotations)
        return limit_exceeded("rotations of roots", rotations.size(), most_rotations);
    TrustRoots roots = pinned;
    for (const Bytes& rotation : rotations) {
        const auto message = cose::parse_sign(rotation, Budget::for_trusted_data());
        if (!message) return bad_trust_list("a rotation of roots: " + message.error().detail);
        if (message->content_type != roots_type)
            return bad_trust_list("a rotation of roots is something else");
        auto next = read_roots(message->payload);
        if (!next) return next.error();
        if (next->version <= roots.version) continue;
        const std::string step = "roots of version " + std::to_string(next->version);
        if (next->version != roots.version + 1)
            return bad_trust_list(step + " follow those of version " +
                                  std::to_string(roots.version));
        if (next->environment != roots.environment)
            return Error{Reason::wrong_environment, step + " are for another environment"};
        const std::size_t old_ones = count_signatures(*message, roots.keys);
        const std::size_t new_ones = count_signatures(*message, next->keys);
        if (old_ones < roots.threshold || new_ones < next->threshold)
            return Error{Reason::bad_signature,
                         step + " are signed by " + std::to_string(old_ones) +
                             " of the old keys (" + std::to_string(roots.threshold) +
                             " are needed) and " + std::to_string(new_ones) + " of their own (" +
                             std::to_string(next->threshold) + " are needed)"};
        roots = *std::move(next);
    }
    return roots;
}

}  // namespace vaxcert
