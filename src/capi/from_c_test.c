/* SPDX-License-Identifier: Apache-2.0 */
/* The C interface as a C99 program uses it. Each function returns 0, or the line that went wrong;
 * capi_test.cpp runs them. */

#include <string.h>

#include <vaxcert/vaxcert.h>

#include "capi/from_c_test.h"

#define EXPECT(condition)                  \
    do {                                   \
        if (!(condition)) return __LINE__; \
    } while (0)

static int verify_with(const char* public_key, const uint8_t* payload, size_t payload_len,
                       vaxcert_outcome* outcome, char* reason, size_t reason_size) {
    vaxcert_verifier* verifier = vaxcert_verifier_new();
    EXPECT(verifier != NULL);
    EXPECT(vaxcert_verifier_add_trust(verifier, "did:india", (const uint8_t*)public_key,
                                      strlen(public_key)) == 0);
    vaxcert_verdict* verdict = vaxcert_verify(verifier, payload, payload_len, 1640995200);
    EXPECT(verdict != NULL);
    *outcome = vaxcert_verdict_outcome(verdict);
    EXPECT(strcmp(vaxcert_verdict_format(verdict), "divoc") == 0);
    const char* word = vaxcert_verdict_reason(verdict, 0);
    EXPECT((word == NULL) == (vaxcert_verdict_finding_count(verdict) == 0));
    strncpy(reason, word ? word : "", reason_size - 1);
    EXPECT(strstr(vaxcert_verdict_json(verdict), "\"outcome\":") != NULL);
    vaxcert_verdict_free(verdict);
    vaxcert_verifier_free(verifier);
    return 0;
}

int c_issues_and_verifies(const char* key_pem, const char* record) {
    vaxcert_profile* profile = vaxcert_profile_ready("india");
    vaxcert_signer* signer = vaxcert_signer_from_key((const uint8_t*)key_pem, strlen(key_pem));
    vaxcert_issuer* issuer = vaxcert_issuer_new(profile, signer, NULL, 0);
    EXPECT(issuer != NULL);
    EXPECT(vaxcert_issuer_new_for_format(profile, signer, "nosuch", NULL, 0) == NULL);
    EXPECT(strncmp(vaxcert_last_error(), "bad-profile: ", 13) == 0);
    vaxcert_issuer* same = vaxcert_issuer_new_for_format(profile, signer, "divoc", NULL, 0);
    EXPECT(same != NULL);
    vaxcert_issuer_free(same);
    vaxcert_issued* issued = vaxcert_issue(issuer, record, strlen(record), 1614747600);
    EXPECT(issued != NULL);
    EXPECT(vaxcert_last_error()[0] == '\0');
    EXPECT(strlen(vaxcert_issued_id(issued)) == 39);
    EXPECT(strlen(vaxcert_issued_digest(issued)) == 64);
    EXPECT(strstr(vaxcert_issued_document(issued), "\"jws\":") != NULL);

    /* Into a picture and back. */
    size_t length = 0;
    const uint8_t* payload = vaxcert_issued_payload(issued, &length);
    vaxcert_bytes* png = vaxcert_qr_png(payload, length, 'M', 4);
    EXPECT(png != NULL);
    size_t png_length = 0;
    const uint8_t* png_data = vaxcert_bytes_data(png, &png_length);
    vaxcert_bytes* scanned = vaxcert_scan_png(png_data, png_length);
    EXPECT(scanned != NULL);
    size_t scanned_length = 0;
    const uint8_t* scanned_data = vaxcert_bytes_data(scanned, &scanned_length);
    EXPECT(scanned_length == length && memcmp(scanned_data, payload, length) == 0);

    vaxcert_outcome outcome = VAXCERT_REJECTED;
    char reason[64] = "";
    int line = verify_with(vaxcert_signer_public_key(signer), scanned_data, scanned_length,
                           &outcome, reason, sizeof reason);
    EXPECT(line == 0);
    EXPECT(outcome == VAXCERT_ACCEPTED && reason[0] == '\0');
    line = verify_with(vaxcert_signer_public_key(signer), scanned_data, scanned_length - 1,
                       &outcome, reason, sizeof reason);
    EXPECT(line == 0);
    EXPECT(outcome == VAXCERT_REJECTED && strcmp(reason, "bad-zip") == 0);

    vaxcert_bytes_free(scanned);
    vaxcert_bytes_free(png);
    vaxcert_issued_free(issued);
    vaxcert_issuer_free(issuer);
    vaxcert_signer_free(signer);
    vaxcert_profile_free(profile);
    return 0;
}

int c_null_answers_no(void) {
    size_t length = 1;
    EXPECT(vaxcert_verdict_outcome(NULL) == VAXCERT_REJECTED);
    EXPECT(vaxcert_verdict_finding_count(NULL) == 0);
    EXPECT(vaxcert_verdict_step(NULL, 0) == NULL && vaxcert_verdict_effect(NULL, 0) == NULL);
    EXPECT(vaxcert_verdict_reason(NULL, 0) == NULL && vaxcert_verdict_detail(NULL, 0) == NULL);
    EXPECT(vaxcert_verdict_format(NULL)[0] == '\0' && vaxcert_verdict_json(NULL)[0] == '\0');
    EXPECT(vaxcert_issued_document(NULL)[0] == '\0' && vaxcert_issued_id(NULL)[0] == '\0');
    EXPECT(vaxcert_issued_digest(NULL)[0] == '\0' && vaxcert_signer_public_key(NULL)[0] == '\0');
    EXPECT(vaxcert_issued_payload(NULL, &length) == NULL && length == 0);
    EXPECT(vaxcert_bytes_data(NULL, NULL) == NULL);

    EXPECT(vaxcert_says(NULL, "fr") == NULL && vaxcert_advice(NULL, NULL) == NULL);

    EXPECT(vaxcert_verify_parts(NULL, NULL, NULL, 0, 0) == NULL);
    EXPECT(vaxcert_verify(NULL, NULL, 0, 0) == NULL);
    EXPECT(strstr(vaxcert_last_error(), "verifier is NULL") != NULL);
    EXPECT(vaxcert_verifier_add_trust(NULL, NULL, NULL, 0) == -1);
    EXPECT(vaxcert_verifier_add_status(NULL, NULL, 0) == -1);
    EXPECT(vaxcert_verifier_load_status(NULL, NULL, 0, 0) == -1);
    EXPECT(vaxcert_verifier_map_status(NULL, NULL, 0, 0) == -1);
    EXPECT(vaxcert_verifier_add_card_list(NULL, NULL, NULL, 0) == -1);
    EXPECT(vaxcert_verifier_demand_status(NULL, NULL) == -1);
    EXPECT(vaxcert_verifier_set_status_grace(NULL, 0) == -1);
    EXPECT(vaxcert_verifier_saw_status(NULL, NULL, 0) == -1);
    EXPECT(vaxcert_verifier_status_name(NULL, 0) == NULL);
    EXPECT(vaxcert_verifier_status_sequence(NULL, 0) == 0);
    EXPECT(vaxcert_verifier_set_policy(NULL, NULL, 0) == -1);
    EXPECT(vaxcert_verifier_add_policy(NULL, NULL, 0) == -1);
    EXPECT(vaxcert_verifier_ask_holder(NULL, NULL, NULL) == -1);
    EXPECT(vaxcert_verdict_sign_state(NULL, NULL, NULL, NULL, 0, 1) == NULL);
    EXPECT(vaxcert_verifier_add_profile(NULL, NULL, 0) == -1);
    EXPECT(vaxcert_profile_ready(NULL) == NULL && vaxcert_profile_parse(NULL, 5) == NULL);
    EXPECT(vaxcert_signer_from_key(NULL, 0) == NULL &&
           vaxcert_signer_from_token(NULL, NULL) == NULL);
    EXPECT(vaxcert_signer_from_callback(NULL, 0, NULL, NULL) == NULL);
    EXPECT(vaxcert_issuer_new(NULL, NULL, NULL, 0) == NULL);
    EXPECT(vaxcert_issuer_new_for_format(NULL, NULL, NULL, NULL, 0) == NULL);
    EXPECT(vaxcert_issued_left_out(NULL, 0) == NULL);
    EXPECT(vaxcert_issue(NULL, NULL, 0, 0) == NULL);
    EXPECT(vaxcert_qr_png(NULL, 1, 'M', 4) == NULL && vaxcert_qr_png(NULL, 0, 'X', 4) == NULL);
    EXPECT(vaxcert_scan_png(NULL, 0) == NULL && vaxcert_scan_grey(NULL, 1, 1) == NULL);

    vaxcert_verifier_free(NULL);
    vaxcert_verdict_free(NULL);
    vaxcert_profile_free(NULL);
    vaxcert_signer_free(NULL);
    vaxcert_issuer_free(NULL);
    vaxcert_issued_free(NULL);
    vaxcert_bytes_free(NULL);
    return 0;
}

int c_bad_data_is_named(void) {
    vaxcert_verifier* verifier = vaxcert_verifier_new();
    EXPECT(vaxcert_verifier_add_trust(verifier, NULL, (const uint8_t*)"{}", 2) == -1);
    EXPECT(strncmp(vaxcert_last_error(), "bad-trust-list: ", 16) == 0);
    EXPECT(vaxcert_verifier_set_policy(verifier, "{\"min_dose\":2}", 14) == -1);
    EXPECT(strncmp(vaxcert_last_error(), "bad-policy: ", 12) == 0);
    EXPECT(vaxcert_verifier_add_policy(verifier, "{\"country\":\"XA\"}", 16) == 0);
    EXPECT(vaxcert_verifier_add_policy(verifier, "{\"country\":\"XB\"}", 16) == -1);
    EXPECT(strncmp(vaxcert_last_error(), "bad-policy: ", 12) == 0);
    EXPECT(vaxcert_verifier_add_status(verifier, "[]", 2) == -1);
    EXPECT(strncmp(vaxcert_last_error(), "bad-status-list: ", 17) == 0);
    EXPECT(vaxcert_verifier_load_status(verifier, (const uint8_t*)"{}", 2, 0) == -1);
    EXPECT(strncmp(vaxcert_last_error(), "bad-status-list: ", 17) == 0);
    EXPECT(vaxcert_verifier_add_card_list(verifier, "https://issuer.example", "{}", 2) == -1);
    EXPECT(strncmp(vaxcert_last_error(), "bad-status-list: ", 17) == 0);
    EXPECT(vaxcert_verifier_set_policy(verifier, "{\"min_doses\":2}", 15) == 0);
    EXPECT(vaxcert_last_error()[0] == '\0');

    vaxcert_verdict* verdict = vaxcert_verify(verifier, NULL, 0, 0);
    EXPECT(verdict != NULL && vaxcert_verdict_outcome(verdict) == VAXCERT_REJECTED);
    EXPECT(strcmp(vaxcert_verdict_reason(verdict, 0), "unsupported-format") == 0);
    EXPECT(strcmp(vaxcert_verdict_step(verdict, 0), "decode") == 0);
    EXPECT(strcmp(vaxcert_verdict_effect(verdict, 0), "rejected") == 0);
    EXPECT(vaxcert_verdict_detail(verdict, 0)[0] != '\0');
    EXPECT(vaxcert_verdict_reason(verdict, 1) == NULL);
    vaxcert_verdict_free(verdict);
    vaxcert_verifier_free(verifier);
    return 0;
}

static size_t refuse_to_sign(void* context, uint8_t* signature, size_t capacity,
                             const uint8_t* message, size_t message_len) {
    (void)signature;
    (void)capacity;
    (void)message;
    (void)message_len;
    ++*(int*)context;
    return 0;
}

int c_callback_may_refuse(const char* public_key, const char* record) {
    int called = 0;
    const uint8_t secret[16] = {1, 2, 3};
    vaxcert_profile* profile = vaxcert_profile_ready("india");
    vaxcert_signer* signer = vaxcert_signer_from_callback(
        (const uint8_t*)public_key, strlen(public_key), refuse_to_sign, &called);
    EXPECT(signer != NULL);
    EXPECT(vaxcert_issuer_new(profile, signer, NULL, 0) == NULL); /* it has no secret to give */
    vaxcert_issuer* issuer = vaxcert_issuer_new(profile, signer, secret, sizeof secret);
    vaxcert_signer_free(signer);
    vaxcert_profile_free(profile);
    EXPECT(issuer != NULL);
    EXPECT(vaxcert_issue(issuer, record, strlen(record), 1614747600) == NULL);
    EXPECT(strncmp(vaxcert_last_error(), "signing-failed: ", 16) == 0);
    EXPECT(called == 1);
    vaxcert_issuer_free(issuer);
    return 0;
}
