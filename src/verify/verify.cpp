// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/verify.hpp>

#include <utility>

#include "formats/formats.hpp"
#include "policy/check.hpp"
#include "status/check.hpp"
#include "trust/authority.hpp"
#include "verify/authenticate.hpp"

namespace vaxcert {
namespace {

/// Whether each of the signers may say what the certificate says.
std::vector<Finding> check_signers(const Genuine& genuine, Time now) {
    std::vector<Finding> findings;
    for (const auto& key : genuine.keys)
        for (Finding& finding : check_authority(*genuine.certificate, *key, genuine.standing, now))
            findings.push_back(std::move(finding));
    return findings;
}

Verdict stop(std::string_view format, Step step, Outcome effect, Error why) {
    return Verdict::without_certificate(format, {{step, effect, std::move(why)}});
}

Error unsupported(ByteView scanned) {
    return {
        Reason::unsupported_format,
        std::to_string(scanned.size()) + " bytes that begin like none of the known certificates"};
}

}  // namespace

Verdict verify(ByteView scanned, const VerifyInputs& inputs) {
    const Budget budget = Budget::for_one_certificate();

    const Format* format = recognize(scanned);
    if (!format) return stop({}, Step::decode, Outcome::rejected, unsupported(scanned));
    const auto envelope = format->open(scanned, budget);
    if (!envelope) return stop(format->name, Step::decode, Outcome::rejected, envelope.error());

    // What a certificate says about its signer chooses which of our keys to try. It is never where
    // a key comes from. A signer we do not know is not a forger: nothing is decided.
    // One whose own authority would not have it is.
    const auto keys = key_ring(*envelope, inputs.trust);
    if (!keys) {
        const bool refused = keys.error().reason == Reason::signer_not_allowed;
        return stop(format->name, Step::trust, refused ? Outcome::rejected : Outcome::undecided,
                    keys.error());
    }

    auto genuine = authenticate(*envelope, *keys, inputs.master_data, budget);
    if (!genuine) return stop(format->name, Step::signature, Outcome::rejected, genuine.error());
    if (!genuine->certificate)
        return Verdict::without_certificate(format->name, std::move(genuine->findings));

    // From here on the certificate is genuine and no step stops at a "no": the person at the desk
    // needs every reason at once.
    Certificate& certificate = *genuine->certificate;
    auto authority = check_signers(*genuine, inputs.now);
    auto withdrawal = check_status(certificate, inputs.status);
    auto fitness = check_policy(certificate, inputs.policy, inputs.now);
    return Verdict::on(std::move(certificate), evidence_of(*genuine->keys.front(), inputs.trust),
                       std::move(genuine->findings), std::move(authority), std::move(withdrawal),
                       std::move(fitness));
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
