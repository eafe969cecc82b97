// SPDX-License-Identifier: Apache-2.0
// What was sealed is opened again before it is released.

#pragma once

#include "certificate/format.hpp"

namespace vaxcert {

/// Opens the payload as a scanner would and checks the signature with the verifier's own code, so
/// that a fault of the machine while signing does not become a certificate. Where checking is cheap
/// beside signing (RSA), always; otherwise for one certificate in 16, chosen by its digest.
Result<Done> read_back(const Sealed& sealed, const Format& format, const Profile& profile,
                       const PublicKey& key);

}  // namespace vaxcert
