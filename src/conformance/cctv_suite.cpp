// SPDX-License-Identifier: Apache-2.0
// C2SP/CCTV: the edge points of Ed25519. The vectors say what each is, and our policy
// (docs/decisions/0005-ed25519-edge-points.md) what we do with it.

#include <algorithm>
#include <string>
#include <string_view>

#include <vaxcert/keys.hpp>

#include "conformance/suites.hpp"
#include "crypto/signature.hpp"
#include "encoding/hex.hpp"

namespace vaxcert::conformance {
namespace {

using json::Value;

constexpr std::string_view refused_flags[] = {"low_order_A",       "low_order_R",
                                              "non_canonical_A",   "non_canonical_R",
                                              "low_order_residue", "reencoded_k"};

bool policy_accepts(const Value& flags) {
    if (!flags.is_array()) return true;  // the suite writes null for none
    return std::ranges::none_of(flags.array(), [](const Value& flag) {
        return std::ranges::find(refused_flags, flag.string()) != std::end(refused_flags);
    });
}

bool verifies(const Value& vector) {
    const auto raw = encoding::from_hex(vector.find("key")->string());
    const auto signature = encoding::from_hex(vector.find("sig")->string());
    const auto key = PublicKey::from_raw_ed25519(*raw);
    return key && crypto::signed_by(*key, as_bytes(vector.find("msg")->string()), *signature);
}

}  // namespace

void run_cctv(Run& run, const std::filesystem::path& folder) {
    const Value vectors = read_json(folder / "ed25519" / "ed25519vectors.json");
    for (const Value& vector : vectors.array())
        run.expect("ed25519 " + vector.find("number")->number().text,
                   policy_accepts(*vector.find("flags")) ? "accepted" : "rejected",
                   verifies(vector) ? "accepted" : "rejected");
    run.skip("RFC6979", "nonces are random, as OpenSSL 3.0 and tokens make them");
}

}  // namespace vaxcert::conformance
