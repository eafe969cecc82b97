// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/signed_status.hpp>

#include <doctest/doctest.h>

#include <algorithm>

#include "status/layout.hpp"

using namespace vaxcert;

namespace {

std::shared_ptr<const Signer> fresh_signer(Algorithm algorithm = Algorithm::ed25519) {
    const auto pem = generate_key(algorithm);
    REQUIRE(pem);
    return *signer_from_key(as_bytes(*pem));
}

constexpr const char* issuer = "https://issuer.example/";

Withdrawal entry(std::string_view id, Withdrawn state = Withdrawn::withdrawn,
                 std::optional<Date> since = {}, std::optional<Date> kept_until = {}) {
    return *Withdrawal::create(Withdrawal::name_of(issuer, id), state, since, kept_until);
}

std::vector<Withdrawal> sorted(std::vector<Withdrawal> entries) {
    std::ranges::sort(entries, {}, &Withdrawal::name);
    return entries;
}

std::vector<Withdrawal> many(std::size_t count) {
    std::vector<Withdrawal> entries;
    for (std::size_t i = 0; i < count; ++i) entries.push_back(entry("C-" + std::to_string(i)));
    return sorted(std::move(entries));
}

/// A list as its issuer publishes it.
struct Published {
    explicit Published(std::vector<Withdrawal> its_entries,
                       Algorithm algorithm = Algorithm::ed25519)
        : entries(std::move(its_entries)), signer(fresh_signer(algorithm)) {
        const auto head = sign_status_list(header, entries, *signer);
        REQUIRE(head);
        file = *head;
        for (const Withdrawal& one : entries)
            file.insert(file.end(), one.bytes().begin(), one.bytes().end());
    }

    Result<SignedStatusList> read() const {
        const auto opened = StatusFile::open(file);
        if (!opened) return opened.error();
        return opened->authenticate(signer->public_key());
    }

    std::vector<Withdrawal> entries;
    std::shared_ptr<const Signer> signer;
    StatusHeader header{.issuer = issuer,
                        .key_id = "did:example#1",
                        .for_test = true,
                        .sequence = 7,
                        .issued = *parse_time("2021-06-01T00:00:00Z"),
                        .next_update = *parse_time("2021-06-08T00:00:00Z")};
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

Date day(std::string_view text) {
    return *Date::parse(text);
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

    TEST_CASE("a header that says what no version says is refused") {
        // Whoever changes it has no signature, but what is read before that must not be trusted.
        const Published published(many(3));
        const auto with = [&](std::size_t at, std::uint8_t byte) {
            Bytes file = published.file;
            file.at(at) = byte;
            return StatusFile::open(file).has_value();
        };
        CHECK(with(9, 1));
        CHECK_FALSE(with(9, 0));
        CHECK_FALSE(with(9, 2));
        CHECK_FALSE(with(10, 0));
        CHECK(with(10, 1));
        CHECK_FALSE(with(10, 3));
        CHECK_FALSE(with(11, 0));
        CHECK(with(11, 2));
        CHECK_FALSE(with(11, 3));
        CHECK_FALSE(with(13, 63));
        CHECK_FALSE(with(15, 17));
        CHECK_FALSE(with(24, 0x80));  // beyond the year 9999
        CHECK_FALSE(with(32, 0x80));
        CHECK_FALSE(with(27, 1));  // issued after the next update
        CHECK_FALSE(with(40, 0xff));
        CHECK_FALSE(with(47, 2));
        CHECK_FALSE(with(81, 0));
        CHECK_FALSE(with(80, 0xff));
        CHECK_FALSE(with(82, 0xff));
        CHECK_FALSE(with(84, 0xff));  // no UTF-8
    }

    TEST_CASE("the next update is after the list, if only by a second") {
        const Published published({});
        StatusHeader header = published.header;
        header.next_update = header.issued + std::chrono::seconds(1);
        const auto head = sign_status_list(header, {}, *published.signer);
        REQUIRE(head);
        CHECK(StatusFile::open(*head));
        header.issued = Time(std::chrono::seconds(-1));
        CHECK_FALSE(sign_status_list(header, {}, *published.signer));
        header.issued = Time{};
        CHECK(sign_status_list(header, {}, *published.signer));
        header.issuer = std::string(2048, 'i');
        header.key_id = std::string(2048, 'k');
        CHECK(StatusFile::open(*sign_status_list(header, {}, *published.signer)));
        header.key_id += 'k';
        CHECK_FALSE(sign_status_list(header, {}, *published.signer));
        header.key_id.clear();
        header.issuer += 'i';
        CHECK_FALSE(sign_status_list(header, {}, *published.signer));
    }

    TEST_CASE("words of states are those of the command line") {
        for (const char* word : {"withdrawn", "suspended", "superseded", "lifted"})
            CHECK(name(*withdrawn_named(word)) == std::string(word));
        CHECK_FALSE(withdrawn_named("revoked"));
        CHECK_FALSE(withdrawn_named(""));
        CHECK(name(Withdrawn{0}) == std::string("unknown"));
        CHECK(name(Withdrawn{5}) == std::string("unknown"));
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

    TEST_CASE("a signer who signs nonsense is not followed") {
        const Published published({});
        const auto refused = [&](StatusHeader header, std::vector<Withdrawal> entries) {
            const auto head = sign_status_list(header, entries, *published.signer);
            REQUIRE_FALSE(head);
            CHECK(head.error().reason == Reason::bad_status_list);
        };
        auto backwards = many(3);
        std::ranges::reverse(backwards);
        refused(published.header, backwards);
        refused(published.header, {entry("one"), entry("one", Withdrawn::suspended)});
        refused(published.header, {entry("one", Withdrawn::lifted)});
        StatusHeader header = published.header;
        header.next_update = header.issued;
        refused(header, {});
        header = published.header;
        header.issuer.clear();
        refused(header, {});
        const auto rsa = sign_status_list(published.header, {}, *fresh_signer(Algorithm::ps256));
        CHECK_FALSE(rsa);
    }

    TEST_CASE("days are those that two bytes can hold") {
        const auto name = Withdrawal::name_of(issuer, "one");
        const auto with = [&](std::string_view since) {
            return Withdrawal::create(name, Withdrawn::withdrawn, day(since)).has_value();
        };
        CHECK_FALSE(with("1970-01-01"));
        CHECK(with("1970-01-02"));
        CHECK(with("2149-06-06"));
        CHECK_FALSE(with("2149-06-07"));
    }
}

TEST_SUITE("next status list") {
    const Date today = day("2021-06-08");

    TEST_CASE("has what is new, in its place") {
        const auto next = next_list(sorted({entry("one"), entry("two")}),
                                    {entry("three"), entry("one"), entry("four")}, today);
        REQUIRE(next);
        CHECK(next->entries == sorted({entry("one"), entry("two"), entry("three"), entry("four")}));
        CHECK(next->added == 2);
        CHECK(next->unchanged == 1);
        CHECK(next->changed == 0);
        CHECK(next->lifted == 0);
        CHECK(next->dropped == 0);
    }

    TEST_CASE("loses an entry only after its certificate") {
        const auto until = [&](std::string_view id, std::string_view date) {
            return entry(id, Withdrawn::withdrawn, {}, day(date));
        };
        const auto next = next_list(
            sorted({until("gone", "2021-06-07"), until("today", "2021-06-08"), entry("ever")}),
            {until("gone too", "2021-06-07")}, today);
        REQUIRE(next);
        CHECK(next->entries == sorted({until("today", "2021-06-08"), entry("ever")}));
        CHECK(next->dropped == 2);
        // It is kept as long as any mention of it asks for.
        const auto longer = next_list(
            std::vector{until("one", "2021-07-01")},
            {until("one", "2021-08-01"), entry("two"), until("two", "2021-08-01")}, today);
        REQUIRE(longer);
        CHECK(longer->entries == sorted({until("one", "2021-08-01"), entry("two")}));
    }

    TEST_CASE("lifts a suspension and nothing else") {
        const auto lift = entry("one", Withdrawn::lifted);
        const auto lifted =
            next_list(std::vector{entry("one", Withdrawn::suspended)}, {lift}, today);
        REQUIRE(lifted);
        CHECK(lifted->entries.empty());
        CHECK(lifted->lifted == 1);
        for (const Withdrawn state : {Withdrawn::withdrawn, Withdrawn::superseded}) {
            const auto refused = next_list(std::vector{entry("one", state)}, {lift}, today);
            REQUIRE_FALSE(refused);
            CHECK(refused.error().reason == Reason::bad_status_list);
        }
        const auto nothing = next_list({}, {lift}, today);
        CHECK(nothing->entries.empty());
        CHECK(nothing->lifted == 0);
        CHECK(nothing->added == 0);
        // In one go: suspended, lifted, and withdrawn after all, since a later day.
        const auto since = [&](Withdrawn state, std::string_view date) {
            return entry("one", state, day(date));
        };
        const auto after_all = next_list(
            std::vector{since(Withdrawn::suspended, "2021-06-01")},
            {lift, since(Withdrawn::suspended, "2021-06-02"),
             since(Withdrawn::withdrawn, "2021-06-03"), since(Withdrawn::withdrawn, "2021-06-04")},
            today);
        REQUIRE(after_all);
        CHECK(after_all->entries == std::vector{since(Withdrawn::withdrawn, "2021-06-03")});
    }

    TEST_CASE("says more against a certificate, never less") {
        const auto state_after = [&](Withdrawn before, Withdrawn change) {
            const auto next =
                next_list(std::vector{entry("one", before)}, {entry("one", change)}, today);
            REQUIRE(next);
            CHECK(next->added == 0);
            CHECK(next->changed + next->unchanged == 1);
            CHECK((next->changed == 1) == (next->entries.at(0).state() != before));
            return next->entries.at(0).state();
        };
        using enum Withdrawn;
        CHECK(state_after(suspended, withdrawn) == withdrawn);
        CHECK(state_after(suspended, superseded) == superseded);
        CHECK(state_after(superseded, withdrawn) == withdrawn);
        CHECK(state_after(withdrawn, suspended) == withdrawn);
        CHECK(state_after(withdrawn, superseded) == withdrawn);
        CHECK(state_after(superseded, suspended) == superseded);
    }
}
