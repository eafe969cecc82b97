// SPDX-License-Identifier: Apache-2.0
// What most rows need: an issuer with a key made for this run, and a check point.

#pragma once

#include <stdexcept>

#include <vaxcert/issue.hpp>
#include <vaxcert/verify.hpp>

#include "bench/measure.hpp"

namespace vaxcert::bench {

template <class T>
T must(Result<T> result) {
    if (!result) throw std::runtime_error(result.error().detail);
    return *std::move(result);
}

inline std::shared_ptr<const Signer> fresh_signer(Algorithm algorithm) {
    return must(signer_from_key(as_bytes(must(generate_key(algorithm)))));
}

/// The record and whom the check point trusts are for each format to say.
struct World {
    World(std::shared_ptr<const Signer> key, const Profile& profile, const char* time)
        : signer(std::move(key)),
          issuer(must(Issuer::create(profile, signer))),
          now(must(parse_time(time))) {}

    /// Another person each time.
    Issued issue() {
        record.reference = std::to_string(10'000'000'000'000 + ++count_);
        return must(issuer.issue(record, now));
    }

    Outcome verify(const Bytes& payload) const { return verify(payload, nothing_withdrawn_); }

    Outcome verify(const Bytes& payload, const StatusList& status) const {
        return vaxcert::verify(payload, {.trust = trust,
                                         .status = status,
                                         .policy = policy_,
                                         .master_data = master_data_,
                                         .now = now})
            .outcome();
    }

    /// One whose certificates are accepted.
    Bytes accepted_payload() {
        Bytes payload = issue().qr_payload;
        if (verify(payload) != Outcome::accepted) throw std::runtime_error("not accepted");
        return payload;
    }

    std::shared_ptr<const Signer> signer;
    Issuer issuer;
    Time now;
    Record record;
    TrustList trust;

  private:
    long long count_ = 0;
    StatusList nothing_withdrawn_;
    Policy policy_;
    MasterData master_data_ = MasterData::ready();
};

/// Rows of issuing and of verifying against one raw primitive each.
template <class Raw>
Measured issuing(World& world, Raw raw) {
    return measure(raw, [&] { return world.issue().qr_payload.size(); });
}

template <class Raw>
Measured verifying(World& world, Raw raw) {
    const Bytes payload = world.accepted_payload();
    return measure(raw, [&] { return world.verify(payload); });
}

}  // namespace vaxcert::bench
