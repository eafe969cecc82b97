/* SPDX-License-Identifier: Apache-2.0 */
/* Verifies the certificate on standard input: a signed document, or what a scanner read.
   usage: verify_c ISSUER "$(cat issuer.pub)" < certificate.json */
/* [readme] */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <vaxcert/vaxcert.h>

int main(int count, char** words) { /* ISSUER KEY */
    static uint8_t scanned[65536];
    size_t length = fread(scanned, 1, sizeof scanned, stdin);
    vaxcert_verifier* verifier = vaxcert_verifier_new();
    if (count == 3)
        vaxcert_verifier_add_trust(verifier, words[1], (uint8_t*)words[2], strlen(words[2]));
    vaxcert_verdict* verdict = vaxcert_verify(verifier, scanned, length, time(NULL));
    int accepted = vaxcert_verdict_outcome(verdict) == VAXCERT_ACCEPTED;
    puts(vaxcert_verdict_json(verdict));
    vaxcert_verdict_free(verdict);
    vaxcert_verifier_free(verifier);
    return accepted ? 0 : 1;
}
/* [end] */
