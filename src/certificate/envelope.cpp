// SPDX-License-Identifier: Apache-2.0
#include "certificate/envelope.hpp"

#include "crypto/signature.hpp"

namespace vaxcert {

Result<Authentic> Envelope::authenticate(const PublicKey& key, const MasterData& master_data,
                                         const Budget& budget) const {
    // A key is for one algorithm. The message may agree with it; it never chooses.
    if (parts_.algorithm != key.algorithm())
        return Error{Reason::wrong_algorithm, std::string("signed as ") + name(parts_.algorithm) +
                                                  ", but the key is for " + name(key.algorithm())};

    const auto signed_bytes = parts_.signed_bytes(budget);
    if (!signed_bytes) return signed_bytes.error();

    if (!crypto::signed_by(key, *signed_bytes, parts_.signature))
        return Error{Reason::bad_signature, "the signature does not match the signer's key"};

    Reading reading = parts_.read(master_data);
    if (!reading.findings.empty())
        return Authentic{{}, reading.for_test, std::move(reading.findings)};
    return Authentic{
        Certificate(parts_.signer.format, std::move(reading.claims)), reading.for_test, {}};
}

}  // namespace vaxcert
