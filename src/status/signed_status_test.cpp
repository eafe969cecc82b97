// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/signed_status.hpp>

#include <doctest/doctest.h>

#include <algorithm>

#include "status/layout.hpp"
#include "status/status_file_for_tests.hpp"

using namespace vaxcert;
using namespace vaxcert::for_tests;

namespace {

std::shared_ptr<const Signer> fresh_signer(Algorithm algorithm = Algorithm::ed25519) {
    const auto pem = generate_key(algorithm);
    REQUIRE(pem);
    return *signer_from_key(as_bytes(*pem));
}

/// A list as its issuer publishes it.
struct Published {
    explicit Published(std::vector<Withdrawal> its_entries,
                       Algorithm algorithm = Algorithm::ed25519)
        : entries(std::move(its_entries)), signer(fresh_signer(algorithm)) {
        file = status_file(header, entries, *signer);
    }

    Result<SignedStatusList> read() const {
        const auto opened = StatusFile::open(file);
        if (!opened) return opened.error();
        return opened->authenticate(signer->public_key());
    }

    std::vector<Withdrawal> entries;
    std::shared_ptr<const Signer> signer;
    StatusHeader header = header_of_list();
    Bytes file;
};

Result<std::optional<Withdrawal>> look_up(const SignedStatusList& list, std::string_view id) {
    return list.find(Withdrawal::name_of(issuer, id));
}

bool lists(const SignedStatusList& list, std::string_view id) {
    const auto found = look_up(list, id);
    REQUIRE(found);
    return found->has_value();
}

}  // namespace

TEST_SUITE("signed status list") {
    TEST_CASE("holds what its issuer wrote") {
        for (const Algorithm algorithm : {Algorithm::ed25519, Algorithm::es256}) {
            const Published published(
                sorted({entry("one", Withdrawn::withdrawn, day("2021-05-30"), day("2022-01-01")),
                        entry("two", Withdrawn::suspended), entry("three", Withdrawn::superseded)}),
                algorithm);
            const auto list = published.read();
            REQUIRE(list);
            CHECK(list->header().issuer == issuer);
            CHECK(list->header().key_id == "did:example#1");
            CHECK(list->header().for_test);
            CHECK(list->header().sequence == 7);
            CHECK(list->header().count == 3);
            CHECK(to_text(list->header().issued) == "2021-06-01T00:00:00Z");
            CHECK(to_text(list->header().next_update) == "2021-06-08T00:00:00Z");
            const auto one = look_up(*list, "one");
            REQUIRE((one && *one));
            CHECK((*one)->state() == Withdrawn::withdrawn);
            CHECK((*one)->since()->text() == "2021-05-30");
            CHECK((*one)->kept_until()->text() == "2022-01-01");
            CHECK((*look_up(*list, "two"))->state() == Withdrawn::suspended);
            CHECK_FALSE((*look_up(*list, "two"))->since());
            CHECK((*look_up(*list, "three"))->state() == Withdrawn::superseded);
            CHECK_FALSE(lists(*list, "four"));
            CHECK(list->entries()->size() == 3);
        }
    }

    TEST_CASE("finds every entry and no other, whatever the size of its last block") {
        for (const std::size_t count : {0U, 1U, 63U, 64U, 65U, 128U, 1000U}) {
            CAPTURE(count);
            const Published published(many(count));
            const auto list = published.read();
            REQUIRE(list);
            for (std::size_t i = 0; i < count; ++i) CHECK(lists(*list, "C-" + std::to_string(i)));
            for (std::size_t i = 0; i < 100; ++i)
                CHECK_FALSE(lists(*list, "D-" + std::to_string(i)));
        }
    }

    TEST_CASE("a million ids are found") {
        constexpr std::size_t count = 1'000'000;
        const Published published(many(count));
        CHECK(published.file.size() < 17 * count);
        const auto list = published.read();
        REQUIRE(list);
        for (std::size_t i = 0; i < count; i += 997) CHECK(lists(*list, "C-" + std::to_string(i)));
        for (std::size_t i = 0; i < 1000; ++i) CHECK_FALSE(lists(*list, "D-" + std::to_string(i)));
    }

    TEST_CASE("no bit of it can be changed unseen") {
        Published published(many(70));
        for (std::size_t bit = 0; bit < published.file.size() * 8; ++bit) {
            const auto mask = static_cast<std::uint8_t>(1U << bit % 8);
            published.file[bit / 8] ^= mask;
            const auto list = published.read();
            // What is not seen at once is seen by whoever reads it.
            if (list) CHECK_FALSE(list->entries());
            published.file[bit / 8] ^= mask;
        }
    }

    TEST_CASE("a changed block is never one in which a certificate is not listed") {
        Published published(many(200));
        const Withdrawal::Name name = published.entries[100].name();
        const std::size_t at = published.file.size() - 200 * status::entry_size;
        for (std::size_t i = 64; i < 128; ++i) {
            CAPTURE(i);
            Bytes& file = published.file;
            const Bytes before = file;
            file[at + i * status::entry_size + 5] ^= 0x10;
            const auto list = published.read();
            REQUIRE(list);
            const auto found = list->find(name);
            REQUIRE_FALSE(found);
            CHECK(found.error().reason == Reason::bad_status_list);
            CHECK(list->find(published.entries[0].name()));
            file = before;
        }
    }

    TEST_CASE("a file that is cut short or goes on is refused") {
        Published published(many(70));
        const Bytes whole = published.file;
        for (std::size_t size = 0; size < whole.size(); ++size)
            CHECK_FALSE(StatusFile::open(ByteView(whole).first(size)));
        published.file.push_back(0);
        REQUIRE_FALSE(published.read());
        CHECK(published.read().error().reason == Reason::bad_status_list);
    }

    TEST_CASE("the next update may be a second after the list, and names as long as they may be") {
        const auto signer = fresh_signer();
        StatusHeader header = header_of_list();
        header.issued = Time{};
        header.next_update = header.issued + std::chrono::seconds(1);
        header.issuer = std::string(2048, 'i');
        header.key_id = std::string(2048, 'k');
        const Bytes file = status_file(header, {}, *signer);
        const auto opened = StatusFile::open(file);
        REQUIRE(opened);
        CHECK(opened->header().issuer == header.issuer);
        CHECK(opened->header().key_id == header.key_id);
        CHECK(opened->header().issued == header.issued);
        CHECK(opened->header().next_update == header.next_update);
        header.key_id.clear();
        CHECK(StatusFile::open(status_file(header, {}, *signer))->header().key_id.empty());
    }

    TEST_CASE("another's signature is none") {
        const Published published(many(3));
        const auto opened = StatusFile::open(published.file);
        REQUIRE(opened);
        const auto other = opened->authenticate(fresh_signer()->public_key());
        REQUIRE_FALSE(other);
        CHECK(other.error().reason == Reason::bad_signature);
        const auto of_other_kind =
            opened->authenticate(fresh_signer(Algorithm::es256)->public_key());
        REQUIRE_FALSE(of_other_kind);
        CHECK(of_other_kind.error().reason == Reason::wrong_algorithm);
    }

    TEST_CASE("nonsense is not signed") {
        const auto signer = fresh_signer();
        const StatusHeader good = header_of_list();
        const auto refused = [&](const StatusHeader& header, const std::vector<Withdrawal>& entries,
                                 const char* why) {
            const auto head = sign_status_list(header, entries, *signer);
            REQUIRE_FALSE(head);
            CHECK(head.error() == Error{Reason::bad_status_list, why});
        };
        const char* order = "the entries are not in ascending order, each once";
        auto backwards = many(3);
        std::ranges::reverse(backwards);
        refused(good, backwards, order);
        refused(good, {entry("one"), entry("one", Withdrawn::suspended)}, order);
        refused(good, {entry("one", Withdrawn::lifted)},
                "a suspension that is lifted has no entry");
        const char* times =
            "the next update of a list comes after its own time, which is after 1970";
        StatusHeader header = good;
        header.next_update = header.issued;
        refused(header, {}, times);
        header.issued = Time(std::chrono::seconds(-1));
        refused(header, {}, times);
        const char* names =
            "a list names its issuer, in at most 2048 bytes, and its key in no more";
        header = good;
        header.issuer.clear();
        refused(header, {}, names);
        header.issuer = std::string(2049, 'i');
        refused(header, {}, names);
        header = good;
        header.key_id = std::string(2049, 'k');
        refused(header, {}, names);
        const auto rsa = sign_status_list(good, {}, *fresh_signer(Algorithm::ps256));
        REQUIRE_FALSE(rsa);
        CHECK(rsa.error() ==
              Error{Reason::bad_status_list,
                    "a list is signed with EdDSA or ES256, and the key is for PS256"});
    }

    TEST_CASE("a signer that fails, or gives what is no signature, makes no list") {
        struct OddSigner final : Signer {
            explicit OddSigner(Result<Bytes> its_answer) : answer(std::move(its_answer)) {}
            const PublicKey& public_key() const noexcept override { return real->public_key(); }
            Result<Bytes> sign(ByteView) const override { return answer; }
            Result<Bytes> derived_secret(std::string_view) const override { return answer; }

            std::shared_ptr<const Signer> real = fresh_signer();
            Result<Bytes> answer;
        };
        const auto error_of = [](Result<Bytes> answer) {
            const auto head = sign_status_list(header_of_list(), {}, OddSigner(std::move(answer)));
            REQUIRE_FALSE(head);
            return head.error();
        };
        const Error failed{Reason::signing_failed, "the token was taken out"};
        CHECK(error_of(failed) == failed);
        CHECK(error_of(Bytes(63)) ==
              Error{Reason::signing_failed, "the signature has 63 bytes and should have 64"});
        CHECK(error_of(Bytes(65)).reason == Reason::signing_failed);
    }
}
