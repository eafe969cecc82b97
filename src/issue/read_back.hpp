// SPDX-License-Identifier: Apache-2.0
// What was sealed is opened again before it is released.

#pragma once

#include "certificate/format.hpp"

namespace vaxcert {

/// Opens the payload as a scanner would and checks it with the verifier's own code, so that a
/// machine that computes wrongly is noticed before it has made millions. One certificate in 64 is
/// read back, one in 16 where a signature is dear (RSA), chosen by its digest: the same record
/// always or never.
Result<Done> read_back(const Sealed& sealed, const Format& format, const Profile& profile,
                       const PublicKey& key);

}  // namespace vaxcert
