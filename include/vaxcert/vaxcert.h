/* SPDX-License-Identifier: Apache-2.0 */
/** The C interface, and the only binary interface this project keeps stable.
 *
 *  Six rules hold for every function below:
 *
 *  1. A handle is a pointer to a struct only the library can see. Each kind has its own type, a
 *     function that makes it and one `_free` that ends it.
 *  2. Arguments come in this order: the handle worked on, then what is written, then what is
 *     read. A length follows the pointer it measures.
 *  3. The library never keeps a pointer you passed. A `const char*` you get is UTF-8, ends in NUL
 *     and lives as long as the handle you asked.
 *  4. A function that makes a handle returns NULL when it cannot; one that changes a handle returns
 *     0 when it did and -1 when it could not. vaxcert_last_error() says why.
 *  5. NULL is a valid handle everywhere. It answers "no", "none" or 0, so code that forgot to
 *     check refuses rather than crashes or accepts.
 *  6. A handle may be read from many threads, and is freed by one.
 *
 *  Nothing here reads a clock, a file, the environment or the network. Times are seconds since
 *  1970-01-01T00:00:00Z.
 */
#ifndef VAXCERT_H
#define VAXCERT_H

#include <stddef.h>
#include <stdint.h>

#define VAXCERT_API __attribute__((visibility("default")))

#ifdef __cplusplus
extern "C" {
#endif

/** The version of the library, as "0.1.0". */
VAXCERT_API const char* vaxcert_version(void);

/** Grows by one with each release that adds functions; what was there stays. */
#define VAXCERT_ABI_VERSION 1
VAXCERT_API int vaxcert_abi_version(void);

/** Why the last call of this thread returned NULL or -1: a reason word, a colon and a sentence,
 *  as "bad-trust-list: key 3: ...". Empty after a call that worked; valid until the next call. */
VAXCERT_API const char* vaxcert_last_error(void);

/* ---------------------------------------------------------------- verifying */

/** Trust list, status list, policy and master data: what a check point knows. */
typedef struct vaxcert_verifier vaxcert_verifier;

/** The answer for one certificate, with its reasons. */
typedef struct vaxcert_verdict vaxcert_verdict;

typedef enum { VAXCERT_REJECTED = 0, VAXCERT_UNDECIDED = 1, VAXCERT_ACCEPTED = 2 } vaxcert_outcome;

/** A check point that trusts nobody yet and knows the issuers that come with the library. */
VAXCERT_API vaxcert_verifier* vaxcert_verifier_new(void);
VAXCERT_API void vaxcert_verifier_free(vaxcert_verifier* verifier);

/** Adds keys to trust.
 *
 *  Returns: 0, or -1 and nothing changed.
 *  In:      id:   the issuer or verification method that bare keys (PEM, DER, JWK, JWKS, Multikey)
 *                 speak for; NULL for a trust list or DID document, which name their own
 *           data: the file's bytes
 */
VAXCERT_API int vaxcert_verifier_add_trust(vaxcert_verifier* verifier, const char* id,
                                           const uint8_t* data, size_t data_len);

/** Bytes that the library made: see vaxcert_bytes_data(). */
typedef struct vaxcert_bytes vaxcert_bytes;

/** Adds a signed trust bundle, held to the roots that this check point was set up with.
 *
 *  Returns: 0, or -1 and nothing changed. Reasons: "bad-signature", "trust-rolled-back",
 *           "wrong-environment", "signer-not-allowed", "bad-trust-list".
 *  Out:     sequence:      of this bundle, to be stored and given next time; may be NULL
 *           new_roots:     the newest roots that it brings, as JSON, to be stored in place of the
 *                          ones given, and freed with vaxcert_bytes_free(). By newer roots than
 *                          those given the sequence counts anew. May be NULL
 *  In:      bundle:        the file's bytes
 *           roots:         JSON (docs/schemas/trust-roots.schema.json)
 *           last_sequence: of the last bundle that was used here: an older one is refused; 0 if
 *                          there was none
 *           grace:         seconds for which it is believed beyond its next update
 */
VAXCERT_API int vaxcert_verifier_add_trust_bundle(vaxcert_verifier* verifier, uint64_t* sequence,
                                                  vaxcert_bytes** new_roots, const uint8_t* bundle,
                                                  size_t bundle_len, const char* roots,
                                                  size_t roots_len, uint64_t last_sequence,
                                                  int64_t grace);

/** Adds a status list of the caller's own (plain JSON, which nobody signs); sets the policy, in
 * place of the one before; adds a policy, or business rules and value sets as published, to those
 * before, all of which then have to be satisfied; adds a profile (JSON). Each returns 0, or -1 and
 * nothing changed. */
VAXCERT_API int vaxcert_verifier_add_status(vaxcert_verifier* verifier, const char* json,
                                            size_t json_len);
VAXCERT_API int vaxcert_verifier_set_policy(vaxcert_verifier* verifier, const char* json,
                                            size_t json_len);
VAXCERT_API int vaxcert_verifier_add_policy(vaxcert_verifier* verifier, const char* json,
                                            size_t json_len);
VAXCERT_API int vaxcert_verifier_add_profile(vaxcert_verifier* verifier, const char* json,
                                             size_t json_len);

/** Asks whoever presents a certificate to prove to be its holder, under our own name and with a
 *  nonce made anew for each presentation. Both NULL or "": no more. Returns 0, or -1. */
VAXCERT_API int vaxcert_verifier_ask_holder(vaxcert_verifier* verifier, const char* audience,
                                            const char* nonce);

/** Adds a list of withdrawn certificates that somebody signed: our own, a W3C status list
 *  credential, a batch of the EU. A key of the trust that was added before must have signed it, and
 *  be allowed to.
 *
 *  Returns: 0, or -1 and nothing changed. A list that is overdue is taken: what it names is
 *           withdrawn, and of all else it says nothing.
 *  In:      data: the file's bytes
 *           now:  seconds since 1970-01-01T00:00:00Z
 */
VAXCERT_API int vaxcert_verifier_load_status(vaxcert_verifier* verifier, const uint8_t* data,
                                             size_t data_len, int64_t now);

/** The same without a copy, for a large file that is mapped: the one exception to rule 3. The bytes
 *  must stay as they are until the verifier is freed, also when this returns -1. */
VAXCERT_API int vaxcert_verifier_map_status(vaxcert_verifier* verifier, const uint8_t* data,
                                            size_t data_len, int64_t now);

/** Adds the list that an issuer of SMART Health Cards keeps for one of its keys, which nobody
 * signs: the caller vouches that it was fetched from `issuer`. */
VAXCERT_API int vaxcert_verifier_add_card_list(vaxcert_verifier* verifier, const char* issuer,
                                               const char* json, size_t json_len);

/** Demands a fresh list for certificates of `issuer`, or of any if it is NULL: without one they are
 *  undecided. Sets for how many seconds a list that is overdue still counts as fresh. */
VAXCERT_API int vaxcert_verifier_demand_status(vaxcert_verifier* verifier, const char* issuer);
VAXCERT_API int vaxcert_verifier_set_status_grace(vaxcert_verifier* verifier, int64_t seconds);

/** The highest number of each list, for the caller to keep from one run to the next: told before
 *  lists are loaded, so that an older one is refused, and asked afterwards. Lists are numbered from
 *  0; past the last one the name is NULL. */
VAXCERT_API int vaxcert_verifier_saw_status(vaxcert_verifier* verifier, const char* name,
                                            uint64_t sequence);
VAXCERT_API const char* vaxcert_verifier_status_name(const vaxcert_verifier* verifier,
                                                     size_t index);
VAXCERT_API uint64_t vaxcert_verifier_status_sequence(const vaxcert_verifier* verifier,
                                                      size_t index);

/** Says whether a scanned certificate should be accepted, and why.
 *
 *  Returns: a verdict to be freed with vaxcert_verdict_free(). Bad input is a rejected
 *           verdict, not an error; NULL means a NULL argument or no memory left.
 *  Args:    verifier: what the check point knows
 *  In:      scanned:  what the scanner read, untouched
 *           now:      seconds since 1970-01-01T00:00:00Z
 *
 *  vaxcert_verdict* v = vaxcert_verify(verifier, scanned, scanned_len, time(NULL));
 *  if (vaxcert_verdict_outcome(v) == VAXCERT_ACCEPTED) open_gate();
 *  vaxcert_verdict_free(v);
 */
VAXCERT_API vaxcert_verdict* vaxcert_verify(const vaxcert_verifier* verifier,
                                            const uint8_t* scanned, size_t scanned_len,
                                            int64_t now);

/** The same of a certificate that was spread over several codes, given in any order. While some are
 *  missing the verdict is undecided, for the reason "part-missing", whose detail says which; so is
 *  that of one of them alone.
 *
 *  In:      parts:      what the scanner read from each code, untouched
 *           part_lens:  their lengths
 *           part_count: how many they are, at most 64
 */
VAXCERT_API vaxcert_verdict* vaxcert_verify_parts(const vaxcert_verifier* verifier,
                                                  const uint8_t* const* parts,
                                                  const size_t* part_lens, size_t part_count,
                                                  int64_t now);
VAXCERT_API void vaxcert_verdict_free(vaxcert_verdict* verdict);

VAXCERT_API vaxcert_outcome vaxcert_verdict_outcome(const vaxcert_verdict* verdict);

/** The format that was recognized, as "divoc"; "" if none was. */
VAXCERT_API const char* vaxcert_verdict_format(const vaxcert_verdict* verdict);

/** The findings, numbered from 0; past the last one all return NULL. A step is "decode",
 *  "signature", "trust", "status" or "policy"; a reason is a stable word such as "bad-signature"; a
 *  detail is for people and may change between releases. */
VAXCERT_API size_t vaxcert_verdict_finding_count(const vaxcert_verdict* verdict);
VAXCERT_API const char* vaxcert_verdict_step(const vaxcert_verdict* verdict, size_t index);
VAXCERT_API const char* vaxcert_verdict_effect(const vaxcert_verdict* verdict, size_t index);
VAXCERT_API const char* vaxcert_verdict_reason(const vaxcert_verdict* verdict, size_t index);
VAXCERT_API const char* vaxcert_verdict_detail(const vaxcert_verdict* verdict, size_t index);

/** The whole verdict as one JSON object, with the certificate if its signature was good:
 *  {"outcome","format","findings","certificate","evidence"}. "" on NULL. */
VAXCERT_API const char* vaxcert_verdict_json(const vaxcert_verdict* verdict);

/** What a reason means, in a few words for the traveler; and what the person at the desk should do
 *  about it, unless the effect of the finding is "accepted": that is a note.
 *
 *  Returns: the text, which lives as long as the program; NULL for a word that is none. ("expired",
 *           "fr") says "Le certificat a expiré".
 *  In:      word:     a reason; vaxcert_says() also knows the outcomes and the steps
 *           language: a BCP 47 tag; "pt-BR" is served by "pt", and what no language serves, or
 * NULL, is answered in English
 */
VAXCERT_API const char* vaxcert_says(const char* word, const char* language);
VAXCERT_API const char* vaxcert_advice(const char* reason, const char* language);

/** The languages there are texts in, numbered from 0, as "en"; NULL past the last. */
VAXCERT_API const char* vaxcert_language(size_t index);

/* ---------------------------------------------------------------- issuing */

/** A country's settings. */
typedef struct vaxcert_profile vaxcert_profile;

/** Whoever can sign: a key in memory, a token, or a callback. */
typedef struct vaxcert_signer vaxcert_signer;

/** A profile and a signer: who issues, and how. */
typedef struct vaxcert_issuer vaxcert_issuer;

/** A certificate that was made. */
typedef struct vaxcert_issued vaxcert_issued;

/** A profile that comes with the library ("india"), or one read from JSON. */
VAXCERT_API vaxcert_profile* vaxcert_profile_ready(const char* name);
VAXCERT_API vaxcert_profile* vaxcert_profile_parse(const char* json, size_t json_len);
VAXCERT_API void vaxcert_profile_free(vaxcert_profile* profile);

/** A signer from a private key (PEM, JWK, DIVOC's base58); from a PKCS#11 URI (RFC 7512) and its
 *  PIN. Copies of key and PIN inside the library are wiped; yours are yours to wipe. */
VAXCERT_API vaxcert_signer* vaxcert_signer_from_key(const uint8_t* key, size_t key_len);
VAXCERT_API vaxcert_signer* vaxcert_signer_from_token(const char* uri, const char* pin);

/** Writes the signature over `message` into `signature`, at most `capacity` bytes: raw r and s for
 *  ECDSA, never DER. Returns its length, or 0 if it cannot sign. */
typedef size_t (*vaxcert_sign_callback)(void* context, uint8_t* signature, size_t capacity,
                                        const uint8_t* message, size_t message_len);

/** A signer that asks `sign` for each signature, possibly from several threads at once.
 *  `public_key`: PEM, JWK or Multikey. `context` is handed back as it is and must outlive the
 * signer. */
VAXCERT_API vaxcert_signer* vaxcert_signer_from_callback(const uint8_t* public_key,
                                                         size_t public_key_len,
                                                         vaxcert_sign_callback sign, void* context);
VAXCERT_API void vaxcert_signer_free(vaxcert_signer* signer);

/** The public key as PEM; "" on NULL. */
VAXCERT_API const char* vaxcert_signer_public_key(const vaxcert_signer* signer);

/** Signs the state that the policy found of an accepted certificate ("2": fully vaccinated), and
 *  nothing else of it, as a JWT; for whoever should not have the certificate.
 *
 *  Returns: the text, to be freed with vaxcert_bytes_free(), or NULL if the certificate was not
 *           accepted or the policy tells no states apart.
 *  In:      issuer:    who states it, an IRI
 *           subject:   what the asker calls the person, never a name; may be NULL
 *           valid_for: seconds, more than 0; it ends sooner if the certificate does
 */
VAXCERT_API vaxcert_bytes* vaxcert_verdict_sign_state(const vaxcert_verdict* verdict,
                                                      const vaxcert_signer* signer,
                                                      const char* issuer, const char* subject,
                                                      int64_t now, int64_t valid_for);

/** An issuer. The profile and the signer may be freed afterwards.
 *  In:  campaign_secret: what certificate ids are derived from, 16 bytes or more; NULL with length
 * 0 derives one from the key, which a token or callback cannot do */
VAXCERT_API vaxcert_issuer* vaxcert_issuer_new(const vaxcert_profile* profile,
                                               const vaxcert_signer* signer,
                                               const uint8_t* campaign_secret,
                                               size_t campaign_secret_len);
VAXCERT_API void vaxcert_issuer_free(vaxcert_issuer* issuer);

/** The same for another format of the profile than its main one, as "hcert": one record becomes
 *  certificates of several formats by an issuer for each. */
VAXCERT_API vaxcert_issuer* vaxcert_issuer_new_for_format(const vaxcert_profile* profile,
                                                          const vaxcert_signer* signer,
                                                          const char* format,
                                                          const uint8_t* campaign_secret,
                                                          size_t campaign_secret_len);

/** Issues one certificate. `record`: JSON, in our notation or as a DIVOC certify request.
 *
 *  Returns: the certificate, or NULL when the record cannot become one; vaxcert_last_error() begins
 *           with the reason word. Safe to call from many threads with one issuer.
 */
VAXCERT_API vaxcert_issued* vaxcert_issue(const vaxcert_issuer* issuer, const char* record,
                                          size_t record_len, int64_t now);
VAXCERT_API void vaxcert_issued_free(vaxcert_issued* issued);

/** The signed JSON; the certificate's id; the SHA-256 of what was signed, in hex. */
VAXCERT_API const char* vaxcert_issued_document(const vaxcert_issued* issued);
VAXCERT_API const char* vaxcert_issued_id(const vaxcert_issued* issued);
VAXCERT_API const char* vaxcert_issued_digest(const vaxcert_issued* issued);

/** What the record states and the format has no place for, numbered from 0, as
 *  "person.address.city"; NULL past the last. */
VAXCERT_API const char* vaxcert_issued_left_out(const vaxcert_issued* issued, size_t index);

/** The bytes for the QR code, and how many. */
VAXCERT_API const uint8_t* vaxcert_issued_payload(const vaxcert_issued* issued, size_t* length);

/* ---------------------------------------------------------------- withdrawing */

/** An issuer's list of certificates that it takes back, as it goes from one to the next. */
typedef struct vaxcert_status_list vaxcert_status_list;

/** The first list of an issuer, of whom certificates say `issuer`. `key_id`: how trust lists call
 *  the key that signs it, a verification method or a key name; NULL: as the issuer. `for_test`: not
 *  0 for test certificates. */
VAXCERT_API vaxcert_status_list* vaxcert_status_list_new(const char* issuer, const char* key_id,
                                                         int for_test);

/** The first list of bits, for certificates that name its URL and an index, as W3C credentials and
 *  SD-JWT VC do. `purpose`: "revocation", which NULL is too, or "suspension". `form`: "bitstring",
 *  which NULL is too (W3C Bitstring Status List with a proof), "bitstring-jwt" or "token" (IETF
 *  Token Status List, revocations only). */
VAXCERT_API vaxcert_status_list* vaxcert_status_list_new_bits(const char* issuer,
                                                              const char* key_id, const char* url,
                                                              const char* purpose,
                                                              const char* form);

/** The list that was published last, of either kind, which this signer signed. NULL for any other:
 *  what a stranger wrote is not gone on with. */
VAXCERT_API vaxcert_status_list* vaxcert_status_list_open(const uint8_t* data, size_t data_len,
                                                          const vaxcert_signer* signer,
                                                          int64_t now);
VAXCERT_API void vaxcert_status_list_free(vaxcert_status_list* list);

/** Says something of a certificate, which counts when the list is signed next.
 *
 *  In:  id:      what vaxcert_issued_id() said; in a list of bits, the index
 *       state:   "withdrawn", "suspended", "superseded" (replaced by a corrected one) or "lifted" (no
 *                longer suspended); NULL: withdrawn, or suspended in a list of suspensions
 *       date:    since when, as "2021-08-01"; may be NULL
 *       expires: the last day of the certificate, after which the entry may go; NULL: it stays.
 *                A list of bits has no dates
 */
VAXCERT_API int vaxcert_status_list_change(vaxcert_status_list* list, const char* id,
                                           const char* state, const char* date,
                                           const char* expires);

/** The next list, signed, for everybody to have: its number is one higher than the last one's, what
 *  was withdrawn stays so, and without a change it only is fresh again. The handle stands for it
 *  from then on.
 *
 *  Returns: the file, to be freed with vaxcert_bytes_free(); NULL, and the changes stay with the
 *           list, if a change contradicts it, the clock is before the last list, or the signer
 *           cannot sign. To be rid of a change that contradicts, open the last list again.
 *  In:      next_update: when check points shall have a newer one at the latest
 */
VAXCERT_API vaxcert_bytes* vaxcert_status_list_sign(vaxcert_status_list* list,
                                                    const vaxcert_signer* signer, int64_t now,
                                                    int64_t next_update);

/* ---------------------------------------------------------------- pictures */

/** Bytes that the library made. */
VAXCERT_API const uint8_t* vaxcert_bytes_data(const vaxcert_bytes* bytes, size_t* length);
VAXCERT_API void vaxcert_bytes_free(vaxcert_bytes* bytes);

/** The QR code of a payload as a PNG, `scale` pixels a module; NULL if it does not fit. `level`:
 * one of the letters L, M, Q, H. */
VAXCERT_API vaxcert_bytes* vaxcert_qr_png(const uint8_t* payload, size_t payload_len, char level,
                                          int scale);

/** The payload of the first code in a PNG, or in a grey picture of width * height bytes (0 is
 * black). */
VAXCERT_API vaxcert_bytes* vaxcert_scan_png(const uint8_t* png, size_t png_len);
VAXCERT_API vaxcert_bytes* vaxcert_scan_grey(const uint8_t* grey, int width, int height);

#ifdef __cplusplus
}
#endif
#endif
