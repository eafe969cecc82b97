// SPDX-License-Identifier: Apache-2.0
// Lists of what is taken back, made through the C interface.

#include <vaxcert/vaxcert.h>

#include <doctest/doctest.h>

#include <string>

#include <vaxcert/bit_status.hpp>
#include <vaxcert/keys.hpp>
#include <vaxcert/signed_status.hpp>

using namespace vaxcert;

namespace {

constexpr const char* issuer = "https://issuer.example";
constexpr std::int64_t march = 1614816000, week = 604800;  // 2021-03-04T00:00:00Z

/// A signer and a list, freed at the end.
struct World {
    std::string key = *generate_key(Algorithm::ed25519);
    vaxcert_signer* signer = vaxcert_signer_from_key(as_bytes(key).data(), key.size());
    vaxcert_status_list* list = nullptr;

    explicit World(vaxcert_status_list* made) : list(made) { REQUIRE(list != nullptr); }
    World(const World&) = delete;
    World& operator=(const World&) = delete;
    ~World() {
        vaxcert_status_list_free(list);
        vaxcert_signer_free(signer);
    }

    /// The next list; empty if there is none.
    Bytes sign(std::int64_t now) {
        vaxcert_bytes* signed_list = vaxcert_status_list_sign(list, signer, now, now + week);
        size_t length = 0;
        const std::uint8_t* data = vaxcert_bytes_data(signed_list, &length);
        Bytes file(data, data + length);
        vaxcert_bytes_free(signed_list);
        return file;
    }

    void open(const Bytes& file, std::int64_t now = march) {
        vaxcert_status_list_free(list);
        list = vaxcert_status_list_open(file.data(), file.size(), signer, now);
    }

    PublicKey public_key() const {
        return *PublicKey::parse(as_bytes(std::string_view(vaxcert_signer_public_key(signer))));
    }

    SignedStatusList read(const Bytes& file) const {
        auto list_read = StatusFile::open(file)->authenticate(public_key());
        REQUIRE(list_read);
        return *std::move(list_read);
    }

    std::string state_of(const Bytes& file, const char* id) const {
        const SignedStatusList all = read(file);
        const auto entry = *all.find(Withdrawal::name_of(issuer, id));
        return entry ? name(entry->state()) : "not listed";
    }
};

std::string last_error() {
    return vaxcert_last_error();
}

}  // namespace

TEST_SUITE("C interface, lists of what is withdrawn") {
    TEST_CASE("a list is signed, signed again, opened and gone on with") {
        World world(vaxcert_status_list_new(issuer, "did:example", 1));
        REQUIRE(vaxcert_status_list_change(world.list, "A", nullptr, "2021-03-01", "2031-03-01") ==
                0);
        REQUIRE(vaxcert_status_list_change(world.list, "B", "suspended", nullptr, nullptr) == 0);
        const Bytes first = world.sign(march);
        CHECK(world.read(first).header().sequence == 1);
        CHECK(world.read(first).header().issuer == issuer);
        CHECK(world.read(first).header().key_id == "did:example");
        CHECK(world.read(first).header().for_test);
        CHECK(to_text(world.read(first).header().issued) == "2021-03-04T00:00:00Z");
        CHECK(to_text(world.read(first).header().next_update) == "2021-03-11T00:00:00Z");
        const auto entry = *world.read(first).find(Withdrawal::name_of(issuer, "A"));
        REQUIRE(entry);
        CHECK(entry->state() == Withdrawn::withdrawn);
        CHECK(entry->since()->text() == "2021-03-01");
        CHECK(entry->kept_until()->text() == "2031-03-01");
        CHECK(world.state_of(first, "B") == "suspended");
        CHECK(world.state_of(first, "C") == "not listed");

        const Bytes second = world.sign(march + 1);
        CHECK(world.read(second).header().sequence == 2);
        CHECK(world.state_of(second, "A") == "withdrawn");

        world.open(second);
        REQUIRE(world.list != nullptr);
        REQUIRE(vaxcert_status_list_change(world.list, "B", "lifted", nullptr, nullptr) == 0);
        const Bytes third = world.sign(march + 2);
        CHECK(world.read(third).header().sequence == 3);
        CHECK(world.read(third).header().for_test);
        CHECK(world.state_of(third, "A") == "withdrawn");
        CHECK(world.state_of(third, "B") == "not listed");
    }

    TEST_CASE("a key that is not named is called as the issuer, and signs for production") {
        World world(vaxcert_status_list_new(issuer, nullptr, 0));
        const Bytes file = world.sign(march);
        CHECK(world.read(file).header().key_id == issuer);
        CHECK_FALSE(world.read(file).header().for_test);
    }

    TEST_CASE("a list that cannot be signed stays as it was") {
        World world(vaxcert_status_list_new(issuer, nullptr, 0));
        REQUIRE(vaxcert_status_list_change(world.list, "A", nullptr, nullptr, nullptr) == 0);
        const Bytes first = world.sign(march);
        REQUIRE(vaxcert_status_list_change(world.list, "B", nullptr, nullptr, nullptr) == 0);
        CHECK(world.sign(march - 1).empty());
        CHECK(last_error() ==
              "bad-status-list: the list was made at 2021-03-04T00:00:00Z, and it is "
              "2021-03-03T23:59:59Z now");
        const Bytes second = world.sign(march);
        CHECK(world.read(second).header().sequence == 2);
        CHECK(world.state_of(second, "B") == "withdrawn");
        REQUIRE(vaxcert_status_list_change(world.list, "A", "lifted", nullptr, nullptr) == 0);
        CHECK(world.sign(march).empty());
        CHECK(last_error().find("only a suspension can be lifted") != std::string::npos);
    }

    TEST_CASE("what a change says is looked at when it is said") {
        World world(vaxcert_status_list_new(issuer, nullptr, 0));
        CHECK(vaxcert_status_list_change(world.list, "A", "gone", nullptr, nullptr) == -1);
        CHECK(last_error() ==
              "bad-status-list: a state is withdrawn, suspended, superseded or lifted");
        CHECK(vaxcert_status_list_change(world.list, "A", nullptr, "1 March", nullptr) == -1);
        CHECK(last_error().starts_with("bad-date: "));
        CHECK(vaxcert_status_list_change(world.list, "A", nullptr, nullptr, "1 March") == -1);
        CHECK(world.state_of(world.sign(march), "A") == "not listed");
    }

    TEST_CASE("a list that another signed, or that is none, is not opened") {
        World world(vaxcert_status_list_new(issuer, nullptr, 0));
        World other(vaxcert_status_list_new(issuer, nullptr, 0));
        world.open(other.sign(march));
        CHECK(world.list == nullptr);
        CHECK(last_error().starts_with("bad-signature: "));
        world.open(Bytes{'{', '}'});
        CHECK(world.list == nullptr);
        CHECK(last_error().starts_with("bad-status-list: "));
        CHECK(vaxcert_status_list_open(nullptr, 1, world.signer, march) == nullptr);
    }

    TEST_CASE("a list of bits of any form is signed, opened and gone on with") {
        for (const char* form : {"bitstring", "bitstring-jwt", "token"}) {
            CAPTURE(form);
            World world(vaxcert_status_list_new_bits(issuer, "https://issuer.example#1",
                                                     "https://issuer.example/1", nullptr, form));
            REQUIRE(vaxcert_status_list_change(world.list, "7", nullptr, nullptr, nullptr) == 0);
            const Bytes first = world.sign(march);
            REQUIRE_MESSAGE(!first.empty(), last_error());
            world.open(first);
            REQUIRE_MESSAGE(world.list != nullptr, last_error());
            REQUIRE(vaxcert_status_list_change(world.list, "0", "superseded", nullptr, nullptr) ==
                    0);
            CHECK(world.sign(march - 1).empty());
            const Bytes second = world.sign(march + 1);
            const auto list = BitListFile::open(as_text(second));
            REQUIRE(list);
            CHECK(list->set() == std::vector<std::uint64_t>{0, 7});
            CHECK(name(list->form()) == std::string(form));
            CHECK(list->header().key_id == "https://issuer.example#1");
            CHECK(list->header().purpose == "revocation");
            CHECK(to_text(list->header().valid_from) == "2021-03-04T00:00:01Z");
            CHECK(to_text(list->header().valid_until) == "2021-03-11T00:00:01Z");
            CHECK(list->authenticate(world.public_key(), list->header().valid_from));
            World other(vaxcert_status_list_new(issuer, nullptr, 0));
            other.open(second);
            CHECK(other.list == nullptr);
        }
    }

    TEST_CASE("a list of suspensions suspends, and no list of bits takes what is no index") {
        World world(vaxcert_status_list_new_bits(issuer, nullptr, "https://issuer.example/2",
                                                 "suspension", nullptr));
        REQUIRE(vaxcert_status_list_change(world.list, "7", nullptr, nullptr, nullptr) == 0);
        const auto list = BitListFile::open(as_text(world.sign(march)));
        REQUIRE(list);
        CHECK(list->header().purpose == "suspension");
        CHECK(list->header().key_id == issuer);
        CHECK(list->form() == BitListForm::credential);
        CHECK(vaxcert_status_list_change(world.list, "C-1", nullptr, nullptr, nullptr) == -1);
        CHECK(last_error().find("an index is a number") != std::string::npos);
        CHECK(vaxcert_status_list_new_bits(issuer, nullptr, "https://issuer.example/2", nullptr,
                                           "json") == nullptr);
        CHECK(last_error() == "bad-status-list: a form is bitstring, bitstring-jwt or token");
    }

    TEST_CASE("NULL makes, changes and signs nothing") {
        World world(vaxcert_status_list_new(issuer, nullptr, 0));
        CHECK(vaxcert_status_list_new(nullptr, nullptr, 0) == nullptr);
        CHECK(vaxcert_status_list_new_bits(nullptr, nullptr, "u", nullptr, nullptr) == nullptr);
        CHECK(vaxcert_status_list_new_bits(issuer, nullptr, nullptr, nullptr, nullptr) == nullptr);
        CHECK(vaxcert_status_list_open(nullptr, 0, nullptr, 0) == nullptr);
        CHECK(vaxcert_status_list_change(nullptr, "A", nullptr, nullptr, nullptr) == -1);
        CHECK(vaxcert_status_list_change(world.list, nullptr, nullptr, nullptr, nullptr) == -1);
        CHECK(vaxcert_status_list_sign(nullptr, world.signer, 0, 1) == nullptr);
        CHECK(vaxcert_status_list_sign(world.list, nullptr, 0, 1) == nullptr);
        vaxcert_status_list_free(nullptr);
    }
}
