// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/verify.hpp>

#include <utility>

#include "formats/formats.hpp"
#include "policy/check.hpp"
#include "status/check.hpp"
#include "trust/authority.hpp"
#include "verify/appearance.hpp"
#include "verify/authenticate.hpp"

namespace vaxcert {
namespace {

constexpr std::size_t most_parts = 64;

/// Whether each of the signers may say what the certificate says.
std::vector<Finding> check_signers(const Genuine& genuine, Time now) {
    std::vector<Finding> findings;
    for (const auto& key : genuine.keys)
        for (Finding& finding : check_authority(*genuine.certificate, *key, genuine.standing, now))
            findings.push_back(std::move(finding));
    return findings;
}

/// The ids under which the signers are trusted.
std::vector<std::string> ids_of(const TrustedKeys& keys) {
    std::vector<std::string> ids;
    for (const auto& key : keys) ids.push_back(key->id);
    return ids;
}

/// Whether the holder's proof is the one that was asked for.
std::vector<Finding> check_holder(const std::optional<HolderProof>& proof,
                                  const HolderChallenge& challenge, Time now) {
    const auto no = [](Reason reason, std::string detail) {
        return std::vector<Finding>{{Step::policy, Outcome::rejected, {reason, std::move(detail)}}};
    };
    if (!challenge.asked()) return {};
    if (!proof)
        return no(Reason::holder_proof_missing,
                  "the holder was asked to prove to be the holder, and did not");
    if (proof->audience != challenge.audience)
        return no(Reason::holder_proof_invalid, "the holder's proof was made for somebody else");
    if (proof->nonce != challenge.nonce)
        return no(Reason::holder_proof_invalid, "the holder's proof does not hold our nonce");
    const auto age = now - proof->issued_at;
    if (age > challenge.max_age || age < -challenge.max_age)
        return no(Reason::holder_proof_invalid,
                  "the holder's proof was made " + std::to_string(age.count()) +
                      " seconds ago; at most " + std::to_string(challenge.max_age.count()) +
                      " are accepted");
    return {};
}

Verdict stop(std::string_view format, Step step, Outcome effect, Error why) {
    return Verdict::without_certificate(format, {{step, effect, std::move(why)}});
}

/// What could not be opened is refused, but for what only waits for its other parts.
Verdict not_opened(std::string_view format, Error why) {
    const bool waits = why.reason == Reason::part_missing;
    return stop(format, Step::decode, waits ? Outcome::undecided : Outcome::rejected,
                std::move(why));
}

Verdict verify_as(const Format& format, ByteView scanned, const VerifyInputs& inputs) {
    const Budget budget = Budget::for_one_certificate();

    const auto envelope = format.open(scanned, budget);
    if (!envelope) return not_opened(format.name, envelope.error());

    // What a certificate says about its signer chooses which of our keys to try. It is never where
    // a key comes from. A signer we do not know is not a forger: nothing is decided. One whose own
    // authority would not have it is.
    const auto keys = key_ring(*envelope, inputs.trust);
    if (!keys) {
        const bool refused = keys.error().reason == Reason::signer_not_allowed;
        return stop(format.name, Step::trust, refused ? Outcome::rejected : Outcome::undecided,
                    keys.error());
    }

    auto genuine = authenticate(*envelope, *keys, inputs.master_data, budget);
    if (!genuine) return stop(format.name, Step::signature, Outcome::rejected, genuine.error());
    if (!genuine->certificate)
        return Verdict::without_certificate(format.name, std::move(genuine->findings));

    // From here on the certificate is genuine and no step stops at a "no": the person at the desk
    // needs every reason at once.
    Certificate& certificate = *genuine->certificate;
    auto authority = check_signers(*genuine, inputs.now);
    const auto signers = ids_of(genuine->keys);
    auto [withdrawal, lists] = check_status(
        {certificate, genuine->standing, signers, inputs.now, genuine->keys.front()->card_list},
        inputs.status);
    auto fitness = check_policy(certificate, inputs.policy, inputs.master_data, inputs.now);
    for (Finding& finding : check_holder(genuine->standing.holder, inputs.holder, inputs.now))
        fitness.push_back(std::move(finding));
    auto state = state_of(certificate, inputs.policy, inputs.master_data, inputs.now);
    return Verdict::on(
        std::move(certificate),
        evidence_of(*genuine->keys.front(), inputs.trust, std::move(lists), inputs.now),
        std::move(genuine->findings), std::move(authority), std::move(withdrawal),
        std::move(fitness), std::move(state));
}

}  // namespace

Verdict verify(ByteView scanned, const VerifyInputs& inputs) {
    const Format* format = recognize(scanned);
    if (!format) return stop({}, Step::decode, Outcome::rejected, unsupported(scanned));
    return verify_as(*format, scanned, inputs);
}

Verdict verify(std::span<const ByteView> parts, const VerifyInputs& inputs) {
    if (parts.size() == 1) return verify(parts.front(), inputs);
    const auto reject = [](std::string_view format, Error why) {
        return stop(format, Step::decode, Outcome::rejected, std::move(why));
    };
    if (parts.empty()) return reject({}, {Reason::unsupported_format, "nothing was scanned"});
    if (parts.size() > most_parts)
        return reject({}, limit_exceeded("codes of one certificate", parts.size(), most_parts));
    const Format* format = recognize(parts.front());
    for (const ByteView part : parts) {
        const Format* its = recognize(part);
        if (!its) return reject({}, unsupported(part));
        if (its != format || !its->join)
            return reject({}, {Reason::malformed,
                               "these " + std::to_string(parts.size()) +
                                   " inputs are not parts of one certificate; each is verified by "
                                   "itself"});
    }
    const auto whole = format->join(parts);
    if (!whole) return not_opened(format->name, whole.error());
    return verify_as(*format, *whole, inputs);
}

std::vector<Bytes> certificates_in(ByteView scanned) {
    const Format* format = recognize(scanned);
    if (format && format->split) return format->split(scanned);
    return {{scanned.begin(), scanned.end()}};
}

Result<Unverified> inspect(ByteView scanned) {
    const Format* format = recognize(scanned);
    if (!format) return unsupported(scanned);
    const auto envelope = format->open(scanned, Budget::for_one_certificate());
    if (!envelope) return envelope.error();
    const auto& [signer, algorithm, value, signed_bytes] = envelope->signatures().front();
    return Unverified{.format = std::string(format->name),
                      .wire_form = envelope->wire_form(),
                      .document = envelope->document(),
                      .issuer = signer.issuer,
                      .verification_method = signer.verification_method,
                      .algorithm = name(algorithm)};
}

}  // namespace vaxcert
