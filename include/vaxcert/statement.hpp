// SPDX-License-Identifier: Apache-2.0
// A short statement instead of a certificate: that somebody is fully vaccinated, and no more.

#pragma once

#include <chrono>
#include <string>

#include <vaxcert/keys.hpp>
#include <vaxcert/result.hpp>
#include <vaxcert/time.hpp>
#include <vaxcert/verdict.hpp>

namespace vaxcert {

/// Who states it, of whom, and for how long.
struct StatementTerms {
    std::string issuer;        ///< whose key signs: an IRI
    std::string subject = {};  ///< what the asker calls the person; never a name; may be empty
    Time now;
    std::chrono::seconds valid_for = std::chrono::hours(24);
};

/// Signs the state that a policy found of an accepted certificate, for whoever needs the answer and
/// must not have the certificate, as an app that shows "fully vaccinated". The statement is a JWT
/// (RFC 7519) with `iss`, `sub`, `iat`, `exp`, and {"policy", "state"} under `vaccination_state`.
/// It ends with the certificate, if that ends sooner. It proves nothing of who carries it.
///
///     const Verdict verdict = verify(scanned, {..., .policy =
///     *Policy::ready("vaccination-status")}); const auto jwt = sign_state(verdict, {.issuer =
///     "https://issuer.example", .now = now}, key);
///
/// An error (record_invalid) if the certificate was not accepted, or no state was found of it.
Result<std::string> sign_state(const Verdict& verdict, const StatementTerms& terms,
                               const Signer& signer);

}  // namespace vaxcert
