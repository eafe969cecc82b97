/* SPDX-License-Identifier: Apache-2.0 */
/** The C interface, and the only binary interface this project keeps stable. */
#ifndef VAXCERT_H
#define VAXCERT_H

#define VAXCERT_API __attribute__((visibility("default")))

#ifdef __cplusplus
extern "C" {
#endif

/** The version of the library, as "0.1.0". */
VAXCERT_API const char* vaxcert_version(void);

#ifdef __cplusplus
}
#endif
#endif
