/* SPDX-License-Identifier: Apache-2.0 */
/* What capi_test.cpp runs of from_c_test.c. Each returns 0, or the line that went wrong. */
#ifndef VAXCERT_CAPI_FROM_C_TEST_H
#define VAXCERT_CAPI_FROM_C_TEST_H

#ifdef __cplusplus
extern "C" {
#endif

int c_issues_and_verifies(const char* key_pem, const char* record);
int c_null_answers_no(void);
int c_bad_data_is_named(void);
int c_callback_may_refuse(const char* public_key, const char* record);

#ifdef __cplusplus
}
#endif
#endif
