// SPDX-License-Identifier: Apache-2.0
// The raw primitives that rows compare with: the outside library called directly, as fast as it
// can be called.

#pragma once

#include <array>
#include <memory>

#include <vaxcert/bytes.hpp>

namespace vaxcert::bench {

/// libsodium's Ed25519 signature over 64 bytes, by a key made for this run.
class RawEd25519 {
  public:
    RawEd25519();
    unsigned char sign();

  private:
    std::array<unsigned char, 64> secret_{}, message_{}, signature_{};
};

/// OpenSSL's PS256 with a key of 2048 bits over 121 bytes: what a DIVOC certificate needs. Contexts
/// are kept.
class RawPs256 {
  public:
    RawPs256();
    ~RawPs256();
    RawPs256(const RawPs256&) = delete;
    RawPs256& operator=(const RawPs256&) = delete;

    unsigned char sign();
    bool verify();

  private:
    struct Contexts;
    std::unique_ptr<Contexts> contexts_;
};

/// OpenSSL's ES256 over 121 bytes with kept contexts. It signs and verifies DER, as OpenSSL does.
class RawEs256 {
  public:
    RawEs256();
    ~RawEs256();
    RawEs256(const RawEs256&) = delete;
    RawEs256& operator=(const RawEs256&) = delete;

    unsigned char sign();
    bool verify();

  private:
    struct Contexts;
    std::unique_ptr<Contexts> contexts_;
};

}  // namespace vaxcert::bench
