// SPDX-License-Identifier: Apache-2.0
// The one list of reasons. Every binding, vector and page of the manual uses these words.

#pragma once

#include <cstdint>

namespace vaxcert {

/// Why something was refused, in the order in which the steps meet it.
///
/// The number and the word of a reason never change; new ones are added at the end of their
/// group's range. What each means, and what to do about it, is in docs/reasons.md.
enum class Reason : std::uint16_t {
    internal = 0,  ///< The program, not the certificate, is at fault.

    // decode: what was scanned could not be read
    unsupported_format = 100,
    malformed,       ///< Well encoded, but not what the format prescribes.
    limit_exceeded,  ///< A budget of this verification is spent.
    bad_hex,
    bad_base32,
    bad_base45,
    bad_base58,
    bad_base64url,
    bad_utf8,
    bad_deflate,
    bad_zip,
    bad_json,
    duplicate_member,  ///< A member name twice in one JSON object.
    bad_image,
    no_code_found,  ///< The image holds no code that can be read.
    bad_jws,
    bad_date,
    bad_key,
    context_not_pinned,  ///< @context is not exactly one of the known lists.
    unknown_member,
    member_missing,
    shape_not_expected,
    proof_shape,
    bad_jsonld,
    data_loss,  ///< Canonicalization would drop something.
    bad_nquads,
    bad_cbor,
    bad_cose,
    bad_x509,        ///< No X.509 certificate, or one that cannot be read.
    bad_disclosure,  ///< A disclosure of an SD-JWT that does not belong where it is, or is none.
    unsupported_algorithm,  ///< A cryptosuite or proof type that we do not know.
    part_missing,           ///< One of several codes, and the others are not there.

    // signature: nobody can be shown to have said this
    kid_not_included = 200,
    issuer_not_trusted,
    wrong_algorithm,
    bad_signature,
    holder_proof_invalid,  ///< Who presents it did not prove to be its holder.
    wrong_purpose,         ///< A proof is good, but made to say something else.
    wrong_domain,          ///< A proof is good, but was made for somebody else.
    wrong_challenge,       ///< A proof is good, but does not answer what was asked.

    // signature: said, but not all of it
    subject_not_signed = 220,
    evidence_not_signed,
    issuer_not_signed,
    claim_not_signed,
    certificate_id_mismatch,
    dose_order_not_protected,
    date_order_not_protected,
    product_order_not_protected,
    refid_uhid_ambiguous,
    result_not_protected,

    // trust: the signer may not say this
    key_not_yet_valid = 300,
    key_expired,
    key_revoked,
    signer_not_allowed,
    wrong_environment,  ///< A test key on a production certificate, or the reverse.
    specimen,           ///< Genuine, and made to be shown around: nobody was vaccinated.
    key_terminated,     ///< Its owner had stopped using the key when this was signed.
    trust_stale,        ///< The trust list is older than its maker lets it become.
    clock_doubtful,     ///< By the time of checking, the trust list is not made yet.
    trust_rolled_back,  ///< A trust list that is older than one that was used before.

    // status: it was withdrawn
    revoked = 400,
    suspended,
    status_unknown,
    superseded,    ///< A corrected certificate has taken its place.
    status_stale,  ///< The next list is overdue.

    // policy: it is not enough, here and now
    expired = 500,
    not_yet_valid,
    rule_not_met,
    rule_invalid,          ///< A rule that cannot be evaluated on this certificate.
    holder_proof_missing,  ///< Proof by the holder is asked for, and there is none.
    rule_met,              ///< A note: a rule of the check point is met.
    rule_unclear,          ///< A rule for this certificate is missing, or not one we can judge by.

    // issue: this record cannot become a certificate
    record_invalid = 600,
    identity_rejected,
    unknown_product,
    payload_too_large,
    bad_profile,
    bad_trust_list,
    signing_failed,
    token_error,  ///< A PKCS#11 token refused or failed.
    duplicate_record,
    bad_policy,
    bad_status_list,
    bad_pin,  ///< A token refused its PIN, or would not have it tried.
};

/// The stable word of a reason, as "bad-signature".
const char* name(Reason reason) noexcept;

}  // namespace vaxcert
