// SPDX-License-Identifier: Apache-2.0
// What stands behind the handles of vaxcert.h.

#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include <vaxcert/vaxcert.h>
#include <vaxcert/bit_status.hpp>
#include <vaxcert/issue.hpp>
#include <vaxcert/load_status.hpp>
#include <vaxcert/verify.hpp>

struct vaxcert_verifier {
    vaxcert::TrustList trust;
    vaxcert::StatusList status;
    vaxcert::LastSeen seen;
    vaxcert::Policy policy;
    vaxcert::HolderChallenge holder;
    vaxcert::MasterData master_data = vaxcert::MasterData::ready();
};

struct vaxcert_verdict {
    vaxcert::Verdict value;
    std::string json;
};

struct vaxcert_profile {
    vaxcert::Profile value;
};

struct vaxcert_signer {
    std::shared_ptr<const vaxcert::Signer> value;
    std::string public_key;
};

struct vaxcert_issuer {
    vaxcert::Issuer value;
};

struct vaxcert_issued {
    vaxcert::Issued value;
};

namespace vaxcert::capi {

/// A list as it was last published, if it was, and what is to change.
struct SignedListMaker {
    StatusHeader header;
    bool published = false;
    std::vector<Withdrawal> last = {}, changes = {};
};
struct BitListMaker {
    BitListHeader header;
    BitListForm form;
    bool published = false;
    std::vector<std::uint64_t> last = {};
    std::vector<BitChange> changes = {};
};

}  // namespace vaxcert::capi

struct vaxcert_status_list {
    std::variant<vaxcert::capi::SignedListMaker, vaxcert::capi::BitListMaker> value;
};

struct vaxcert_bytes {
    vaxcert::Bytes value;
};
