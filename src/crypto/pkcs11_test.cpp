// SPDX-License-Identifier: Apache-2.0
// With a real token: SoftHSM, in a folder of its own.

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <doctest/doctest.h>
#include <vaxcert/keys.hpp>

#include "crypto/pkcs11_uri.hpp"
#include "crypto/signature.hpp"

#ifdef __SANITIZE_ADDRESS__  // g++ defines it
#include <sanitizer/lsan_interface.h>
#endif

using namespace vaxcert;
using crypto::parse_pkcs11_uri;
using crypto::signed_by;

namespace {

namespace fs = std::filesystem;

constexpr const char* pin = "canary-4711";

/// Where Debian, Fedora and Arch put the module; empty if none is there.
std::string softhsm_module() {
    for (const char* path :
         {"/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
          "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so",
          "/usr/lib/pkcs11/libsofthsm2.so"})
        if (fs::exists(path)) return path;
    return {};
}

/// A token with a key of each kind. SoftHSM reads its configuration once in a process, so the
/// folder lives as long as the tests.
class SoftHsm {
  public:
    static const SoftHsm* instance() {
        static const SoftHsm hsm;
        return hsm.ready_ ? &hsm : nullptr;
    }

    std::string uri(std::string_view object) const {
        return "pkcs11:token=campaign;object=" + std::string(object) + "?module-path=" + module_;
    }

    Result<std::shared_ptr<const Signer>> signer(std::string_view object) const {
        return signer_from_token(uri(object), pin);
    }

    /// Whether the command succeeded.
    bool run(const std::string& command) const {
        return std::system(("( " + command + " ) >>" + folder_ + "/log 2>&1").c_str()) == 0;
    }

    std::string tool(const std::string& arguments) const {
        return "pkcs11-tool --module " + module_ + " --token-label campaign --login --pin " + pin +
               ' ' + arguments;
    }

  private:
    SoftHsm() : module_(softhsm_module()) {
        char folder[] = "/tmp/vaxcert-softhsm-XXXXXX";
        if (module_.empty() || !mkdtemp(folder)) {
            skipped();
            return;
        }
        folder_ = folder;
        fs::create_directory(folder_ + "/tokens");
        std::ofstream(folder_ + "/conf") << "directories.tokendir = " << folder_ << "/tokens\n";
        setenv("SOFTHSM2_CONF", (folder_ + "/conf").c_str(), 1);
        ready_ = run("softhsm2-util --init-token --free --label campaign --so-pin 99999999 --pin " +
                     std::string(pin)) &&
                 run(tool("--keypairgen --key-type EC:prime256v1 --label es256 --id 01")) &&
                 run(tool("--keypairgen --key-type EC:secp384r1 --label es384 --id 02")) &&
                 run(tool("--keypairgen --key-type EC:secp521r1 --label es512 --id 03")) &&
                 run(tool("--keypairgen --key-type rsa:2048 --label ps256 --id 04")) &&
                 run(tool("--keypairgen --key-type EC:edwards25519 --label ed25519 --id 05"));
        if (!ready_) skipped();
    }

    ~SoftHsm() {
        std::error_code ignored;
        if (!folder_.empty()) fs::remove_all(folder_, ignored);
    }

    static void skipped() {
        std::cout << "pkcs11: SKIPPED, there is no SoftHSM with pkcs11-tool to test with\n";
    }

    std::string module_, folder_;
    bool ready_ = false;
};

/// SoftHSM 2.6 loses 37 bytes at each Ed25519 signature; while this lives, nobody counts.
struct LeaksOfOthers {
#ifdef __SANITIZE_ADDRESS__
    LeaksOfOthers() {
        __lsan_disable();
    }
    ~LeaksOfOthers() {
        __lsan_enable();
    }
#else
    LeaksOfOthers() = default;
    ~LeaksOfOthers() = default;
#endif
    LeaksOfOthers(const LeaksOfOthers&) = delete;
    LeaksOfOthers& operator=(const LeaksOfOthers&) = delete;
};

}  // namespace

TEST_SUITE("pkcs11 uri") {
    TEST_CASE("names a token and a key") {
        const auto uri = parse_pkcs11_uri(
            "pkcs11:token=my%20token;manufacturer=m;model=o;serial=1%3b2;slot-id=7;object=signer;"
            "id=%00%FF;type=private?module-path=/usr/lib/m.so");
        REQUIRE(uri);
        CHECK(uri->token == "my token");
        CHECK(uri->serial == "1;2");
        CHECK(uri->slot_id == 7UL);
        CHECK(uri->object == "signer");
        CHECK(uri->id == Bytes{0, 0xff});
        CHECK(uri->module_path == "/usr/lib/m.so");
    }

    TEST_CASE("is refused where it is not understood, or would tell a secret") {
        for (const std::string_view refused : {
                 "",
                 "pkcs11:",
                 "pkcs12:token=a?module-path=/m.so",
                 "pkcs11:token=a",
                 "pkcs11:token=a?module-path=m.so",
                 "pkcs11:token=a?module-name=softhsm2",
                 "pkcs11:token=a;token=b?module-path=/m.so",
                 "pkcs11:token=a%2?module-path=/m.so",
                 "pkcs11:token=a%zz?module-path=/m.so",
                 "pkcs11:token?module-path=/m.so",
                 "pkcs11:slot-id=x?module-path=/m.so",
                 "pkcs11:type=public?module-path=/m.so",
                 "pkcs11:color=red?module-path=/m.so",
                 "pkcs11:token=a?module-path=/m.so&pin-value=1234",
                 "pkcs11:token=a?module-path=/m.so&pin-source=file:/pin",
                 "pkcs11:token=a?module-path=/m%00.so",
             }) {
            CAPTURE(refused);
            const auto uri = parse_pkcs11_uri(refused);
            REQUIRE_FALSE(uri);
            CHECK(uri.error().reason == Reason::token_error);
            CHECK(uri.error().detail.find("1234") == std::string::npos);
        }
    }
}

TEST_SUITE("pkcs11") {
    TEST_CASE("signs with each kind of key") {
        const SoftHsm* hsm = SoftHsm::instance();
        if (!hsm) return;
        for (const auto& pair : {std::pair{"es256", Algorithm::es256},
                                 {"es384", Algorithm::es384},
                                 {"es512", Algorithm::es512},
                                 {"ps256", Algorithm::ps256},
                                 {"ed25519", Algorithm::ed25519}}) {
            const char* const object = pair.first;
            const Algorithm algorithm = pair.second;
            CAPTURE(object);
            [[maybe_unused]] const LeaksOfOthers leaks;
            const auto signer = hsm->signer(object);
            if (!signer) CAPTURE(signer.error().detail);
            REQUIRE(signer);
            const PublicKey& key = (*signer)->public_key();
            CHECK(key.algorithm() == algorithm);
            const auto signature = (*signer)->sign(as_bytes("message"));
            REQUIRE(signature);
            CHECK(signed_by(key, as_bytes("message"), *signature));
            CHECK((*signer)->derived_secret("ids").error().reason == Reason::token_error);
        }
    }

    TEST_CASE("serves many threads at once") {
        const SoftHsm* hsm = SoftHsm::instance();
        if (!hsm) return;
        const auto signer = *hsm->signer("es256");
        std::vector<int> good(4);
        std::vector<std::thread> threads;
        for (int& count : good)
            threads.emplace_back([&] {
                for (int i = 0; i < 10; ++i)
                    count += signer->sign(as_bytes(std::to_string(i))).has_value();
            });
        for (std::thread& thread : threads) thread.join();
        for (const int count : good) CHECK(count == 10);
    }

    TEST_CASE("needs exactly one token and one key") {
        const SoftHsm* hsm = SoftHsm::instance();
        if (!hsm) return;
        const auto nothing = hsm->signer("nobody");
        REQUIRE_FALSE(nothing);
        CHECK(nothing.error() ==
              Error{Reason::token_error, "0 private keys match the PKCS#11 URI; it must be one"});
        std::string any = hsm->uri("es256");
        any.erase(any.find(";object=es256"), 13);
        CHECK(signer_from_token(any, pin).error().detail ==
              "5 private keys match the PKCS#11 URI; it must be one");
        std::string other = hsm->uri("es256");
        other.replace(other.find("campaign"), 8, "absent");
        CHECK(signer_from_token(other, pin).error().detail ==
              "0 tokens match the PKCS#11 URI; it must be one");
        CHECK_FALSE(signer_from_token("pkcs11:token=a?module-path=/not/there.so", pin));
        CHECK_FALSE(signer_from_token("pkcs11:token=a?module-path=/etc/passwd", pin));
    }

    TEST_CASE("does not work in a child of fork, and the parent goes on") {
        const SoftHsm* hsm = SoftHsm::instance();
        if (!hsm) return;
        const auto signer = *hsm->signer("es256");
        const pid_t child = fork();
        if (child == 0) {
            const auto signature = signer->sign(as_bytes("message"));
            _exit(!signature && signature.error().reason == Reason::token_error ? 0 : 1);
        }
        int status = -1;
        REQUIRE(waitpid(child, &status, 0) == child);
        CHECK(WIFEXITED(status));
        CHECK(WEXITSTATUS(status) == 0);
        CHECK(signer->sign(as_bytes("message")));
    }

    TEST_CASE("tries a wrong PIN once, and does not tell it") {
        const SoftHsm* hsm = SoftHsm::instance();
        if (!hsm) return;
        // In a process of its own: within one, the token stays open once somebody logged in.
        const pid_t child = fork();
        if (child == 0) {
            const std::string program = fs::read_symlink("/proc/self/exe").string();
            setenv("VAXCERT_TEST_URI", hsm->uri("es256").c_str(), 1);
            if (!std::freopen("/dev/null", "w", stdout)) _exit(3);
            execl(program.c_str(), program.c_str(), "--no-skip=true",
                  "--test-case=*behind a wrong PIN*", static_cast<char*>(nullptr));
            _exit(2);
        }
        int status = -1;
        REQUIRE(waitpid(child, &status, 0) == child);
        CHECK(WIFEXITED(status));
        CHECK(WEXITSTATUS(status) == 0);
    }

    TEST_CASE("behind a wrong PIN there is nothing" * doctest::skip()) {
        const char* uri = std::getenv("VAXCERT_TEST_URI");
        REQUIRE(uri != nullptr);
        const auto without = signer_from_token(uri, "");
        REQUIRE_FALSE(without);
        CHECK(without.error().detail == "the token needs a PIN, and none was given");
        const auto wrong = signer_from_token(uri, "canary-0815");
        REQUIRE_FALSE(wrong);
        CHECK(wrong.error() ==
              Error{Reason::bad_pin,
                    "logging in to the token: the PIN is wrong; it was tried once (CKR 160)"});
        CHECK(signer_from_token(uri, pin));
    }
}
