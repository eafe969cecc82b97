/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <vaxcert/vaxcert.h>

int main(void) {
    return printf("vaxcert %s\n", vaxcert_version()) < 0;
}
