// SPDX-License-Identifier: Apache-2.0
// All lists of a check point together: its own data, and which of several lists of others count.

#include <vaxcert/status_list.hpp>

#include <doctest/doctest.h>

#include <functional>

#include "status/bit_list.hpp"
#include "status/hash_list.hpp"
#include "status/status_file_for_tests.hpp"

using namespace vaxcert;
using namespace vaxcert::for_tests;

namespace {

status::BitList bit_list(std::int64_t issued) {
    return {.url = "https://status.example/1",
            .issuer = issuer,
            .purposes = {"revocation"},
            .issued = Time(std::chrono::seconds(issued))};
}

/// Adds two lists, in either order, and says which are kept of "1" and "2".
template <class Add>
std::string kept_of(const Add& add) {
    std::string kept[2];
    for (const bool turned : {false, true}) {
        StatusList lists;
        add(lists, turned ? 2 : 1);
        add(lists, turned ? 1 : 2);
        for (const auto& one : lists.bit_lists())
            kept[turned] += std::to_string(one->issued->time_since_epoch().count());
        for (const auto& one : lists.signed_lists())
            kept[turned] += std::to_string(one.list.header().sequence);
        std::ranges::sort(kept[turned]);
    }
    CHECK(kept[0] == kept[1]);
    return kept[0];
}

}  // namespace

TEST_SUITE("plain status list") {
    TEST_CASE("says who withdrew what, and nothing that it does not know") {
        const auto list = StatusList::parse(
            R"({"issuer": "a", "withdrawn": [{"id": "1", "date": "2021-06-01"}, {"id": "2"}]})");
        REQUIRE(list);
        CHECK(*list->find("a", "1") == "2021-06-01");
        CHECK(list->find("a", "2")->empty());
        CHECK_FALSE(list->find("a", "3"));
        CHECK_FALSE(list->find("b", "1"));
        CHECK_FALSE(StatusList().find("a", "1"));
        CHECK(list->covers("a"));
        CHECK_FALSE(list->covers("b"));
        CHECK(StatusList::parse(R"({"issuer": "a", "withdrawn": []})")->covers("a"));

        for (const char* text :
             {"", "[]", "{}", R"({"issuer": "a"})", R"({"withdrawn": []})",
              R"({"issuer": 1, "withdrawn": []})", R"({"issuer": "a", "withdrawn": {}})",
              R"({"issuer": "a", "withdrawn": [], "sequence": 1})",
              R"({"issuer": "a", "withdrawn": [{}]})", R"({"issuer": "a", "withdrawn": [1]})",
              R"({"issuer": "a", "withdrawn": [{"id": 1}]})",
              R"({"issuer": "a", "withdrawn": [{"id": "1", "date": 1}]})",
              R"({"issuer": "a", "withdrawn": [{"id": "1", "x": "y"}]})"}) {
            CAPTURE(text);
            const auto refused = StatusList::parse(text);
            REQUIRE_FALSE(refused);
            CHECK(refused.error().reason == Reason::bad_status_list);
        }
    }

    TEST_CASE("joined with another is both, with all that either demands") {
        StatusList one, other;
        one.withdraw("a", "1");
        one.set_grace(std::chrono::seconds(5));
        other.withdraw("b", "2", "2021-06-01");
        other.demand("c");
        other.set_grace(std::chrono::seconds(3));
        one.merge(other);
        CHECK(one.find("a", "1"));
        CHECK(*one.find("b", "2") == "2021-06-01");
        CHECK(one.covers("a"));
        CHECK(one.covers("b"));
        CHECK(one.demands("c"));
        CHECK_FALSE(one.demands("a"));
        CHECK(one.grace() == std::chrono::seconds(5));
        other.merge(one);
        CHECK(other.grace() == std::chrono::seconds(5));
        other.demand();
        CHECK(other.demands("a"));
    }
}

TEST_SUITE("status lists of others") {
    TEST_CASE("a list of bits gives way to its successor, and to no other list") {
        struct Row {
            const char* differs;
            std::function<void(status::BitList&)> change;
            const char* kept;
        };
        for (const Row& row : {
                 Row{"nothing", [](status::BitList&) {}, "2"},
                 Row{"scope", [](status::BitList& list) { list.scope.formats = {"w3c"}; }, "2"},
                 Row{"url", [](status::BitList& list) { list.url += '0'; }, "12"},
                 Row{"issuer", [](status::BitList& list) { list.issuer += '0'; }, "12"},
                 Row{"signer", [](status::BitList& list) { list.scope.signer = "did:s"; }, "12"},
                 Row{"purpose", [](status::BitList& list) { list.purposes = {"suspension"}; },
                     "12"},
             }) {
            CAPTURE(row.differs);
            CHECK(kept_of([&](StatusList& lists, std::int64_t issued) {
                      status::BitList list = bit_list(issued);
                      if (issued == 2) row.change(list);
                      lists.add(std::make_shared<const status::BitList>(std::move(list)));
                  }) == row.kept);
        }
    }

    TEST_CASE("a signed list gives way to its successor, and to no other list") {
        const auto signer = *signer_from_key(as_bytes(*generate_key(Algorithm::ed25519)));
        struct Row {
            const char* issuer;
            ListScope scope;
            const char* kept;
        };
        for (const Row& row :
             {Row{issuer, {}, "2"}, Row{issuer, {.believed_until = Time()}, "2"},
              Row{"https://other.example/", {}, "12"}, Row{issuer, {.signer = "did:s"}, "12"},
              Row{issuer, {.formats = {"w3c"}}, "12"}}) {
            CAPTURE(row.issuer);
            CHECK(kept_of([&](StatusList& lists, std::uint64_t sequence) {
                      StatusHeader header = header_of_list();
                      header.sequence = sequence;
                      if (sequence == 2) header.issuer = row.issuer;
                      const auto file =
                          std::make_shared<const Bytes>(status_file(header, {}, *signer));
                      const auto list =
                          StatusFile::open(*file, file)->authenticate(signer->public_key());
                      REQUIRE(list);
                      lists.add(*list, sequence == 2 ? row.scope : ListScope());
                  }) == row.kept);
        }
    }

    TEST_CASE("of two signed lists with one number both are kept") {
        const auto signer = *signer_from_key(as_bytes(*generate_key(Algorithm::ed25519)));
        const Bytes file = status_file(header_of_list(), {}, *signer);
        const auto list = StatusFile::open(file)->authenticate(signer->public_key());
        REQUIRE(list);
        StatusList lists;
        lists.add(*list, {});
        lists.add(*list, {});
        CHECK(lists.signed_lists().size() == 2);
    }

    TEST_CASE("joined with another's are all kept") {
        const auto cards =
            StatusList::parse_card_list(issuer, R"({"kid":"k","method":"rid","ctr":1,"rids":[]})");
        const auto slices = StatusList::parse_slices(R"({"lists":[],"partitions":[]})");
        REQUIRE(cards);
        REQUIRE(slices);
        StatusList batch;
        batch.add(std::make_shared<const status::HashList>());
        StatusList all;
        for (const StatusList& list : {*cards, *slices, batch, *cards}) all.merge(list);
        CHECK(all.card_lists().size() == 2);
        CHECK(all.slices().size() == 1);
        CHECK(all.hash_lists().size() == 1);
    }
}
