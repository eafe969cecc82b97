// SPDX-License-Identifier: Apache-2.0
#include "issue/read_back.hpp"

namespace vaxcert {
namespace {

bool is_chosen(const Sealed& sealed, Algorithm algorithm) {
    const bool cheap = algorithm == Algorithm::ps256 || algorithm == Algorithm::rs256;
    return cheap || sealed.digest.empty() || sealed.digest.back() == '0';
}

}  // namespace

Result<Done> read_back(const Sealed& sealed, const Format& format, const Profile& profile,
                       const PublicKey& key) {
    if (!is_chosen(sealed, key.algorithm())) return Done{};
    const Budget budget = Budget::for_one_certificate();
    const auto envelope = format.open(sealed.payload, budget);
    if (!envelope) return Error{Reason::signing_failed, "read back: " + envelope.error().detail};
    MasterData master_data;
    master_data.add(profile);
    const auto authentic = envelope->authenticate(key, master_data, budget);
    if (!authentic) return Error{Reason::signing_failed, "read back: " + authentic.error().detail};
    if (authentic->certificate) return Done{};
    return Error{Reason::signing_failed, "read back: " + authentic->findings.front().error.detail};
}

}  // namespace vaxcert
