// SPDX-License-Identifier: Apache-2.0
#include "crypto/pkcs11_token.hpp"

#include <dlfcn.h>
#include <unistd.h>

#include <algorithm>
#include <optional>

namespace vaxcert::crypto {
namespace {

const char* word_of(CK_RV answer) {
    switch (answer) {
        case CKR_PIN_INCORRECT:
            return "the PIN is wrong; it was tried once";
        case CKR_PIN_LOCKED:
            return "the PIN is locked";
        case CKR_PIN_LEN_RANGE:
            return "the PIN is too short or too long";
        case CKR_USER_NOT_LOGGED_IN:
            return "nobody is logged in";
        case CKR_DEVICE_REMOVED:
        case CKR_TOKEN_NOT_PRESENT:
            return "the token was removed";
        case CKR_SESSION_COUNT:
            return "the token allows no more sessions";
        case CKR_MECHANISM_INVALID:
            return "the token does not have this mechanism";
        case CKR_KEY_FUNCTION_NOT_PERMITTED:
            return "the key may not sign";
        default:
            return "see PKCS#11 for the number";
    }
}

Error error(std::string detail) {
    return {Reason::token_error, std::move(detail)};
}

/// Never unloaded and never finalized: both would pull the module from under whoever else in this
/// process uses it.
Result<const CK_FUNCTION_LIST*> load(const std::string& path) {
    void* library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (!library) return error("the PKCS#11 module cannot be loaded");
    const auto get_function_list =
        reinterpret_cast<CK_C_GetFunctionList>(dlsym(library, "C_GetFunctionList"));
    CK_FUNCTION_LIST* module = nullptr;
    if (!get_function_list || get_function_list(&module) != CKR_OK || !module)
        return error("the module at module-path is not a PKCS#11 module");
    CK_C_INITIALIZE_ARGS arguments{};
    arguments.flags = CKF_OS_LOCKING_OK;
    const CK_RV answer = module->C_Initialize(&arguments);
    if (answer != CKR_OK && answer != CKR_CRYPTOKI_ALREADY_INITIALIZED)
        return token_error("initializing the module", answer);
    return module;
}

/// A text field of Cryptoki, filled with spaces at its end.
template <std::size_t size>
bool matches(const unsigned char (&field)[size], const std::optional<std::string>& wanted) {
    if (!wanted) return true;
    std::string_view text(reinterpret_cast<const char*>(field), size);
    text = text.substr(0, text.find_last_not_of(' ') + 1);
    return text == *wanted;
}

Result<CK_SLOT_ID> find_slot(const CK_FUNCTION_LIST& module, const Pkcs11Uri& uri) {
    std::vector<CK_SLOT_ID> slots(64);
    CK_ULONG count = slots.size();
    const CK_RV answer = module.C_GetSlotList(CK_TRUE, slots.data(), &count);
    if (answer != CKR_OK) return token_error("listing the slots", answer);
    slots.resize(count);

    std::erase_if(slots, [&](CK_SLOT_ID slot) {
        CK_TOKEN_INFO info{};
        return (uri.slot_id && *uri.slot_id != slot) ||
               module.C_GetTokenInfo(slot, &info) != CKR_OK || !matches(info.label, uri.token) ||
               !matches(info.manufacturerID, uri.manufacturer) || !matches(info.model, uri.model) ||
               !matches(info.serialNumber, uri.serial);
    });
    if (slots.size() != 1)
        return error(std::to_string(slots.size()) +
                     " tokens match the PKCS#11 URI; it must be one");
    return slots.front();
}

}  // namespace

Error token_error(const std::string& doing, CK_RV answer) {
    const bool pin = answer == CKR_PIN_INCORRECT || answer == CKR_PIN_LOCKED ||
                     answer == CKR_PIN_LEN_RANGE || answer == CKR_PIN_INVALID ||
                     answer == CKR_PIN_EXPIRED;
    const Reason reason = pin ? Reason::bad_pin : Reason::token_error;
    return {reason, doing + ": " + word_of(answer) + " (CKR " + std::to_string(answer) + ")"};
}

Result<std::unique_ptr<Token>> Token::open(const Pkcs11Uri& uri, const std::string& pin) {
    const auto module = load(uri.module_path);
    if (!module) return module.error();
    const auto slot = find_slot(**module, uri);
    if (!slot) return slot.error();
    std::unique_ptr<Token> token(new Token(*module, *slot, getpid()));
    const auto logged_in = token->log_in(pin);
    if (!logged_in) return logged_in.error();
    return token;
}

Token::~Token() {
    if (!is_ours()) return;
    for (const CK_SESSION_HANDLE handle : idle_) module_->C_CloseSession(handle);
}

Result<Done> Token::log_in(const std::string& pin) {
    CK_TOKEN_INFO info{};
    CK_RV answer = module_->C_GetTokenInfo(slot_, &info);
    if (answer != CKR_OK) return token_error("asking the token", answer);
    const auto session = this->session();
    if (!session) return session.error();
    if ((info.flags & CKF_LOGIN_REQUIRED) == 0) return Done{};
    if ((info.flags & CKF_USER_PIN_LOCKED) != 0)
        return Error{Reason::bad_pin, "the token's PIN is locked; it was not tried"};
    // A token with a keypad of its own takes no PIN from us.
    const bool keypad = (info.flags & CKF_PROTECTED_AUTHENTICATION_PATH) != 0;
    if (pin.empty() && !keypad)
        return Error{Reason::bad_pin, "the token needs a PIN, and none was given"};
    auto* bytes =
        pin.empty() ? nullptr : reinterpret_cast<unsigned char*>(const_cast<char*>(pin.data()));
    answer = module_->C_Login(session->handle(), CKU_USER, bytes, pin.size());
    if (answer != CKR_OK && answer != CKR_USER_ALREADY_LOGGED_IN)
        return token_error("logging in to the token", answer);
    return Done{};
}

Result<Token::Session> Token::session() const {
    if (!is_ours()) return error("this process was forked after the login and has none itself");
    std::unique_lock lock(mutex_);
    for (;;) {
        if (!idle_.empty()) {
            const CK_SESSION_HANDLE handle = idle_.back();
            idle_.pop_back();
            return Session(*this, handle);
        }
        CK_SESSION_HANDLE handle = 0;
        const CK_RV answer =
            module_->C_OpenSession(slot_, CKF_SERIAL_SESSION, nullptr, nullptr, &handle);
        if (answer == CKR_OK) {
            ++open_;
            return Session(*this, handle);
        }
        if (answer != CKR_SESSION_COUNT || open_ == 0)
            return token_error("opening a session", answer);
        given_back_.wait(lock);
    }
}

void Token::give_back(CK_SESSION_HANDLE handle, bool usable) const noexcept {
    {
        const std::lock_guard lock(mutex_);
        if (usable) try {
                idle_.push_back(handle);
            } catch (const std::bad_alloc&) {
                usable = false;
            }
        if (!usable) {
            module_->C_CloseSession(handle);
            --open_;
        }
    }
    given_back_.notify_one();
}

bool Token::can_sign_with(CK_MECHANISM_TYPE mechanism) const {
    CK_MECHANISM_INFO info{};
    return module_->C_GetMechanismInfo(slot_, mechanism, &info) == CKR_OK &&
           (info.flags & CKF_SIGN) != 0;
}

bool Token::is_ours() const noexcept {
    return getpid() == process_;
}

}  // namespace vaxcert::crypto
