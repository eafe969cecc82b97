// SPDX-License-Identifier: Apache-2.0
// A token that was logged in to, through the Cryptoki C API of its module.

#pragma once

#include <p11-kit/pkcs11.h>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <vaxcert/result.hpp>

#include "crypto/pkcs11_uri.hpp"

namespace vaxcert::crypto {

/// The token answered something else than CKR_OK: its number, and a word where it is a known one.
Error token_error(const std::string& doing, CK_RV answer);

class Token {
  public:
    /// Loads the module, finds the one token that the URI names and logs in, once: a wrong PIN is
    /// not tried again, because a token locks itself after a few.
    static Result<std::unique_ptr<Token>> open(const Pkcs11Uri& uri, const std::string& pin);

    ~Token();
    Token(const Token&) = delete;
    Token& operator=(const Token&) = delete;

    /// A session for one thread, given back at the end of its scope.
    class Session {
      public:
        Session(const Token& token, CK_SESSION_HANDLE handle) : token_(&token), handle_(handle) {}
        Session(Session&& other) noexcept : token_(other.token_), handle_(other.handle_) {
            other.token_ = nullptr;
        }
        Session(const Session&) = delete;
        Session& operator=(const Session&) = delete;
        ~Session() {
            if (token_) token_->give_back(handle_, usable_);
        }

        CK_SESSION_HANDLE handle() const noexcept { return handle_; }

        /// It failed in an operation, and is closed instead of being lent again.
        void spoil() noexcept { usable_ = false; }

      private:
        const Token* token_;
        CK_SESSION_HANDLE handle_;
        bool usable_ = true;
    };

    /// An error in a child of fork(): PKCS#11 2.40 section 5.1.1 leaves it without a login, and
    /// modules that do not notice would let two processes share one session.
    Result<Session> session() const;

    bool can_sign_with(CK_MECHANISM_TYPE mechanism) const;

    const CK_FUNCTION_LIST& module() const noexcept { return *module_; }

  private:
    Token(const CK_FUNCTION_LIST* module, CK_SLOT_ID slot, long process)
        : module_(module), slot_(slot), process_(process) {}

    Result<Done> log_in(const std::string& pin);
    void give_back(CK_SESSION_HANDLE handle, bool usable) const noexcept;
    bool is_ours() const noexcept;

    const CK_FUNCTION_LIST* module_;
    CK_SLOT_ID slot_;
    long process_;  ///< the one that logged in

    mutable std::mutex mutex_;
    mutable std::condition_variable given_back_;
    mutable std::vector<CK_SESSION_HANDLE> idle_;  ///< guarded by mutex_
    mutable std::size_t open_ = 0;                 ///< idle or lent; guarded by mutex_
};

}  // namespace vaxcert::crypto
