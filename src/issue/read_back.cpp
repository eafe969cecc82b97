// SPDX-License-Identifier: Apache-2.0
#include "issue/read_back.hpp"

#include <string_view>

namespace vaxcert {
namespace {

/// The digest is uniform, so its last digits choose as a die would.
bool is_chosen(const Sealed& sealed, Algorithm algorithm) {
    constexpr std::string_view one_in_16 = "0";
    constexpr std::string_view one_in_64 = "048c";
    const std::string& digest = sealed.digest;
    if (digest.size() < 2 || !one_in_16.ends_with(digest.back())) return digest.size() < 2;
    const bool dear = algorithm == Algorithm::ps256 || algorithm == Algorithm::rs256;
    return dear || one_in_64.find(digest[digest.size() - 2]) != one_in_64.npos;
}

}  // namespace

Result<Done> read_back(const Sealed& sealed, const Format& format, const Profile& profile,
                       const PublicKey& key) {
    if (!is_chosen(sealed, key.algorithm())) return Done{};
    const Budget budget = Budget::for_one_certificate();
    const auto envelope = format.open(sealed.shown.empty() ? sealed.payload : sealed.shown, budget);
    if (!envelope) return Error{Reason::signing_failed, "read back: " + envelope.error().detail};
    MasterData master_data;
    master_data.add(profile);
    const std::vector<Envelope::Candidates> ours(envelope->signatures().size(), {key});
    const auto authentic = envelope->authenticate(ours, master_data, budget);
    if (!authentic) return Error{Reason::signing_failed, "read back: " + authentic.error().detail};
    if (authentic->certificate) return Done{};
    return Error{Reason::signing_failed, "read back: " + authentic->findings.front().error.detail};
}

}  // namespace vaxcert
