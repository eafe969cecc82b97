// SPDX-License-Identifier: Apache-2.0
// A signer whose key stays in a token.

#include <string>

#include <vaxcert/keys.hpp>

#include "base/secret.hpp"
#include "crypto/check_signature.hpp"
#include "crypto/ecdsa.hpp"
#include "crypto/pkcs11_key.hpp"

namespace vaxcert {
namespace {

using namespace crypto;

class TokenSigner final : public Signer {
  public:
    TokenSigner(std::unique_ptr<Token> token, TokenKey key)
        : token_(std::move(token)),
          key_(std::move(key)),
          curve_(curve_of(key_.public_key.algorithm())),
          hashes_itself_(key_.public_key.algorithm() == Algorithm::ps256 &&
                         !token_->can_sign_with(CKM_RSA_PKCS_PSS)) {}

    const PublicKey& public_key() const noexcept override { return key_.public_key; }

    Result<Bytes> sign(ByteView message) const override {
        CK_RSA_PKCS_PSS_PARAMS pss{CKM_SHA256, CKG_MGF1_SHA256, 32};
        CK_MECHANISM mechanism{CKM_EDDSA, nullptr, 0};
        if (curve_) mechanism.mechanism = CKM_ECDSA;
        if (key_.public_key.algorithm() == Algorithm::ps256)
            mechanism = {hashes_itself_ ? CKM_SHA256_RSA_PKCS_PSS : CKM_RSA_PKCS_PSS, &pss,
                         sizeof pss};

        // Ed25519 takes the message, for it hashes it twice; the others take a digest.
        if (mechanism.mechanism == CKM_EDDSA || hashes_itself_)
            return released(message, ask(mechanism, message));
        const HashValue digest = hash(curve_ ? curve_->hash : HashAlgorithm::sha256, message);
        return released(message, ask(mechanism, digest.view()));
    }

    Result<Bytes> derived_secret(std::string_view) const override {
        return Error{Reason::token_error, "a token gives no secret; state a campaign secret"};
    }

  private:
    Result<Bytes> ask(CK_MECHANISM& mechanism, ByteView data) const {
        auto session = token_->session();
        if (!session) return session.error();
        const CK_FUNCTION_LIST& module = token_->module();
        CK_RV answer = module.C_SignInit(session->handle(), &mechanism, key_.handle);
        if (answer != CKR_OK) {
            session->spoil();
            return token_error("starting to sign", answer);
        }
        Bytes signature(512);
        CK_ULONG size = signature.size();
        answer = module.C_Sign(session->handle(), const_cast<std::uint8_t*>(data.data()),
                               data.size(), signature.data(), &size);
        if (answer != CKR_OK) {
            session->spoil();
            return token_error("signing", answer);
        }
        signature.resize(size);
        return signature;
    }

    Result<Bytes> released(ByteView message, Result<Bytes> signature) const {
        if (!signature) return signature;
        return checked(key_.public_key, message, *std::move(signature), Reason::token_error);
    }

    std::unique_ptr<Token> token_;
    TokenKey key_;
    const Curve* curve_;  ///< nullptr for Ed25519 and RSA
    bool hashes_itself_;  ///< the token has PSS only together with its hash
};

}  // namespace

Result<std::shared_ptr<const Signer>> signer_from_token(std::string_view text, std::string pin) {
    struct Wipe {
        std::string& text;
        ~Wipe() { wipe(text.data(), text.size()); }
    } const wiped{pin};

    const auto uri = parse_pkcs11_uri(text);
    if (!uri) return uri.error();
    auto token = Token::open(*uri, pin);
    if (!token) return token.error();
    auto key = find_token_key(**token, *uri);
    if (!key) return key.error();
    auto signer = std::make_shared<TokenSigner>(*std::move(token), *std::move(key));

    // That the key may sign, and that its public half is its own, is better known now than in the
    // middle of a campaign.
    const auto trial = signer->sign(as_bytes("vaxcert: does this key sign?"));
    if (!trial) return trial.error();
    return std::shared_ptr<const Signer>(std::move(signer));
}

}  // namespace vaxcert
