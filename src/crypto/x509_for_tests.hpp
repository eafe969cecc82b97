// SPDX-License-Identifier: Apache-2.0
// Certificates made for tests: the library itself makes none. Defined beside the tests.

#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <vaxcert/bytes.hpp>
#include <vaxcert/time.hpp>

namespace vaxcert::crypto::for_tests {

struct Wish {
    std::string country = "UT";
    std::string name = "Signer";
    std::string from = "2021-01-01T00:00:00Z";
    std::string until = "2031-01-01T00:00:00Z";

    /// Extensions as OpenSSL's configuration spells them: {"basicConstraints", "CA:TRUE"}.
    std::vector<std::pair<std::string, std::string>> extensions = {};
    std::string hash = "SHA256";
    long serial = 0x1234;
};

/// A certificate and the private key of its subject.
struct Certified {
    Bytes der;
    std::string key_pem;
};

/// The authority of the tests: EC P-256, self-signed.
Certified make_authority(Wish wish = {.name = "Authority"});

/// A signer with a fresh P-256 key, or that of `key_pem`, certified by `authority`.
Certified make_signer(const Certified& authority, const Wish& wish, std::string key_pem = {});

/// What a signer of ICAO's seals has.
Wish seal_signer();

std::string to_pem(ByteView certificate);

struct CrlWish {
    std::vector<long> serials = {};
    std::string this_update = "2021-08-01T00:00:00Z";
    std::string next_update = "2021-09-01T00:00:00Z";
    std::string hash = "SHA256";
};

/// What an authority revoked.
Bytes make_crl(const Certified& authority, const CrlWish& wish);

/// A message signed in CMS, with the signer's certificate, and with its content or without.
enum class Content : unsigned char { inside, detached };
Bytes make_cms(const Certified& signer, ByteView content, Content where,
               const std::string& hash = "SHA256");

}  // namespace vaxcert::crypto::for_tests
