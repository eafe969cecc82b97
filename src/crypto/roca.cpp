// SPDX-License-Identifier: Apache-2.0
#include "crypto/roca.hpp"

namespace vaxcert::crypto {
namespace {

/// The primes modulo which the powers of 65537 are not everything.
constexpr unsigned primes[] = {11, 13, 17,  19,  37,  53,  61,  71, 73,
                               79, 97, 103, 107, 109, 127, 151, 157};

bool is_power_of_65537(unsigned residue, unsigned prime) {
    unsigned power = 1;
    do {
        if (power == residue) return true;
        power = power * (65537 % prime) % prime;
    } while (power != 1);
    return false;
}

}  // namespace

bool has_roca_flaw(const BIGNUM* modulus) {
    // The generator's primes are k * M + (65537^a mod M) with M the product of small primes, so the
    // modulus is a power of 65537 modulo each of these. A sound modulus is so once in 2^27.
    for (const unsigned prime : primes)
        if (!is_power_of_65537(static_cast<unsigned>(BN_mod_word(modulus, prime)), prime))
            return false;
    return true;
}

}  // namespace vaxcert::crypto
