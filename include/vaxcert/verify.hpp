// SPDX-License-Identifier: Apache-2.0
// The verifier's one verb.

#pragma once

#include <span>
#include <string>
#include <vector>

#include <vaxcert/bytes.hpp>
#include <vaxcert/master_data.hpp>
#include <vaxcert/policy.hpp>
#include <vaxcert/status_list.hpp>
#include <vaxcert/time.hpp>
#include <vaxcert/trust_list.hpp>
#include <vaxcert/verdict.hpp>

namespace vaxcert {

/// Everything the answer depends on besides the certificate.
///
/// There is no other input: no clock, no network, no settings. The same bytes and the same inputs
/// give the same Verdict, on any machine, in any year.
struct VerifyInputs {
    const TrustList& trust;
    const StatusList& status;
    const Policy& policy;
    const MasterData& master_data;
    Time now;
};

/// Says whether a scanned certificate should be accepted, and why.
///
/// `scanned` is what the scanner read or the file holds, untouched: bytes and not text, because
/// some codes carry a ZIP archive. It may be anything at all: verify() never fails, it says no.
///
///     const Verdict verdict = verify(scanned, {.trust = trust, .status = status, .policy = policy,
///                                              .master_data = master_data, .now = now});
///     if (verdict.accepted()) greet(*verdict.certificate());
///     else for (const Finding& f : verdict.findings()) show(f.error.detail);
///
/// Safe to call from many threads with the same inputs.
Verdict verify(ByteView scanned, const VerifyInputs& inputs);

/// The same of a certificate that was spread over several codes, given in any order: of an SMART
/// Health Card in chunks. While codes are missing the outcome is undecided and the reason
/// part_missing, whose detail says which; so it is of one of them alone.
Verdict verify(std::span<const ByteView> parts, const VerifyInputs& inputs);

/// The certificates of an input that may hold several, as a file of health cards does: each is one
/// for verify(). Anything else is one input, itself.
std::vector<Bytes> certificates_in(ByteView scanned);

/// What is inside, believed by nobody: the text of the document and whom it says signed it. For
/// people who debug; nothing of it may be shown as a certificate.
struct Unverified {
    std::string format;     ///< "divoc"
    std::string wire_form;  ///< "zip", "zip-utf8", "json"
    std::string document;   ///< the JSON text inside
    std::string issuer;
    std::string verification_method;
    std::string algorithm;
};
Result<Unverified> inspect(ByteView scanned);

}  // namespace vaxcert
