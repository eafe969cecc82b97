// SPDX-License-Identifier: Apache-2.0
// Nothing here decides anything. Each function turns C arguments into C++ ones, calls
// one function of the library, and lets no exception out.

#include <vaxcert/vaxcert.h>

const char* vaxcert_version(void) {
    return VAXCERT_VERSION;
}
