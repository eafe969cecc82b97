// SPDX-License-Identifier: Apache-2.0
#include "certificate/envelope.hpp"

#include <algorithm>

#include "crypto/signature.hpp"

namespace vaxcert {
namespace {

/// Which of the candidates made a signature; the error of the last one if none did.
Result<std::size_t> maker_of(const Envelope::Signature& signature,
                             const Envelope::Candidates& candidates, const Budget& budget) {
    Error why{Reason::issuer_not_trusted, "there is no key to try"};
    std::optional<Bytes> signed_bytes;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        // A key is for one algorithm. The message may agree with it; it never chooses.
        if (signature.algorithm != candidates[i].algorithm()) {
            why = {Reason::wrong_algorithm, std::string("signed as ") + name(signature.algorithm) +
                                                ", but the key is for " +
                                                name(candidates[i].algorithm())};
            continue;
        }
        if (!signed_bytes) {
            auto bytes = signature.signed_bytes(budget);
            if (!bytes) return bytes.error();
            signed_bytes = *std::move(bytes);
        }
        if (crypto::signed_by(candidates[i], *signed_bytes, signature.value)) return i;
        why = {Reason::bad_signature, "the signature does not match the signer's key"};
    }
    return why;
}

bool withholds(const Finding& finding) {
    return finding.step <= Step::signature && finding.effect != Outcome::accepted;
}

}  // namespace

Result<Authentic> Envelope::authenticate(std::span<const Candidates> candidates,
                                         const MasterData& master_data,
                                         const Budget& budget) const {
    if (parts_.signatures.empty() || candidates.size() != parts_.signatures.size())
        return Error{Reason::issuer_not_trusted, "there are not keys for every signature"};
    std::vector<std::size_t> keys;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const auto key = maker_of(parts_.signatures[i], candidates[i], budget);
        if (!key) return key.error();
        keys.push_back(*key);
    }

    Reading reading = parts_.read(master_data);
    Authentic authentic{
        {}, std::move(reading.standing), std::move(reading.findings), std::move(keys)};
    if (std::ranges::none_of(authentic.findings, withholds))
        authentic.certificate =
            Certificate(parts_.signatures.front().signer.format, std::move(reading.claims),
                        std::move(reading.rule_payload));
    return authentic;
}

}  // namespace vaxcert
