// SPDX-License-Identifier: Apache-2.0
// What stands behind the handles of vaxcert.h.

#pragma once

#include <memory>
#include <string>

#include <vaxcert/vaxcert.h>
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

struct vaxcert_bytes {
    vaxcert::Bytes value;
};
