// SPDX-License-Identifier: Apache-2.0
// Trust bundles: a trust list in one signed file, for check points without a network
// (docs/formats/trust-bundle.md).

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <vaxcert/bytes.hpp>
#include <vaxcert/finding.hpp>
#include <vaxcert/keys.hpp>
#include <vaxcert/result.hpp>
#include <vaxcert/time.hpp>
#include <vaxcert/trust_list.hpp>

namespace vaxcert {

/// A key that may sign bundles alone, of certain entries and no others.
struct TrustDelegate {
    PublicKey key;
    std::vector<std::string> formats;         ///< at least one; each entry is for these alone
    std::vector<std::string> countries = {};  ///< ISO 3166; empty: any
    std::vector<std::string> issuers = {};    ///< ids; empty: any
    std::optional<Time> valid_until = {};     ///< of what was issued later it may sign nothing
};

/// Whose signatures make a bundle: keys of which `threshold` have to sign, and those they delegate
/// to. A check point is set up with one, and from then on bundles bring the next.
struct TrustRoots {
    Environment environment = Environment::production;
    std::uint64_t version = 1;
    std::uint64_t threshold = 1;
    std::vector<PublicKey> keys;  ///< Ed25519 or ES256, at most 64
    std::vector<TrustDelegate> delegates = {};

    /// Reads roots (docs/schemas/trust-roots.schema.json).
    static Result<TrustRoots> parse(std::string_view json);
    std::string to_json() const;
};

/// What a bundle says of itself.
struct BundleFacts {
    Environment environment = Environment::production;
    std::uint64_t sequence = 0;  ///< from 1
    Time issued;
    Time next_update;
};

/// What a check point brings to a bundle besides its roots.
struct BundleOptions {
    /// The sequence of the last bundle that was opened here, which the caller stores: one with a
    /// lower is refused. None: there was none.
    std::optional<std::uint64_t> last_sequence = {};

    /// The version of the roots that the last bundle was opened by. Older ones are refused then,
    /// and under newer ones sequences count anew: so that a thief who signed the last number there
    /// is is answered with new roots. None: sequences count whatever the roots.
    std::optional<std::uint64_t> last_roots = {};

    /// How much longer than until its next update a bundle is believed. Beyond, every verdict by it
    /// is at best undecided, for the reason trust_stale.
    std::chrono::seconds grace{0};
};

/// A bundle whose signatures were good.
struct OpenedBundle {
    BundleFacts facts;
    TrustList trust;
    TrustRoots roots;            ///< the newest it brought: to be kept in place of the pinned
    std::size_t signatures = 0;  ///< of roots, or 1 of a delegate
    bool signed_by_delegate = false;
};

/// Whether bytes begin as a bundle does.
bool looks_like_bundle(ByteView bytes) noexcept;

/// Opens a bundle: follows the rotations of roots that it brings, counts signatures, and only then
/// reads what it says. Nothing here depends on the time: that a bundle is stale, or not made yet,
/// is found when its keys are used.
///
///     const auto bundle = open_bundle(bytes, roots, {.last_sequence = sequence,
///                                                      .last_roots = roots.version});
///     if (!bundle) return say(bundle.error());
///     store(bundle->facts.sequence, bundle->roots);
///
/// Reasons: bad_trust_list (no bundle, or cut), bad_signature (too few signatures),
/// wrong_environment, trust_rolled_back, signer_not_allowed (a delegate outside its scope).
Result<OpenedBundle> open_bundle(ByteView bytes, const TrustRoots& pinned,
                                 const BundleOptions& options = {});

/// What the time says of a bundle: trust_stale, as a note within the grace, or clock_doubtful.
/// Every verdict by its keys has the same findings.
std::vector<Finding> check_age(const BundleFacts& facts, std::chrono::seconds grace, Time now);

/// Signers of a bundle or of roots.
using Signers = std::span<const std::shared_ptr<const Signer>>;

/// Makes a bundle of a list. `rotations`: what sign_roots() made, for check points that hold older
/// roots. Refuses keys of the other environment, and times and sequences that no reader takes.
Result<Bytes> sign_bundle(const TrustList& trust, const BundleFacts& facts, Signers signers,
                          std::span<const Bytes> rotations = {});

/// The step from roots to their successor: signed by enough of the old keys and of the new.
Result<Bytes> sign_roots(const TrustRoots& next, Signers signers);

/// The rotations that a bundle brings, to be handed on to the next one.
Result<std::vector<Bytes>> rotations_in(ByteView bundle);

}  // namespace vaxcert
