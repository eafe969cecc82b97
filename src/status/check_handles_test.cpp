// SPDX-License-Identifier: Apache-2.0
// Certificates that their format's own lists withdraw.

#include <doctest/doctest.h>

#include "encoding/hex.hpp"
#include "status/card_list.hpp"
#include "status/check_for_tests.hpp"
#include "status/hash_list.hpp"
#include "status/slice_set.hpp"

using namespace vaxcert;
using namespace vaxcert::for_tests;

namespace {

const std::string hash = "0123456789abcdef";
const std::string other_hash = "fedcba9876543210";
const std::string revoked = "rejected revoked: withdrawn by the issuer";

status::CardList card_list(const std::string& id, std::optional<Time> before = {}) {
    return {.signer = "key-1", .method = "rid", .ids = {{id, before}}};
}

status::HashList hash_list(std::string_view listed) {
    status::HashList list{.country = "XX", .kid = "key-1", .hash_type = "UCI"};
    std::ranges::copy(as_bytes(listed), list.hashes.emplace_back().begin());
    return list;
}

/// One slice with one whole hash.
status::SliceSet slices(std::string_view listed) {
    Bytes bytes = {0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 16};
    bytes.insert(bytes.end(), listed.begin(), listed.end());
    status::KeySlices key{.hash_types = {"UCI"}};
    key.slices[encoding::to_hex(as_bytes(listed)).substr(0, 1)] = {
        *status::Slice::read(status::Slice::Type::hash_list, bytes)};
    return {.keys = {{"key-1", key}}};
}

/// A certificate of country XX that lists know by a name of this kind.
struct World : StatusWorld {
    explicit World(const char* kind, std::string value = hash) {
        standing.country = "XX";
        standing.handles = {{kind, "key-1", [=] { return value; }}};
    }
};

}  // namespace

TEST_SUITE("status check, by the handles of a format") {
    TEST_CASE("a list of any kind withdraws what it holds, and nothing else") {
        World card("rid", "abc");
        card.add(card_list("abd"));
        CHECK(card.answer().empty());
        card.add(card_list("abc"));
        card.add(card_list("abe"));
        CHECK(card.answer() == revoked);

        World batch("UCI");
        batch.add(hash_list(other_hash));
        CHECK(batch.answer().empty());
        batch.add(hash_list(hash));
        batch.add(hash_list(other_hash));
        CHECK(batch.answer() == revoked);

        World set("UCI");
        set.add(slices(other_hash));
        CHECK(set.answer().empty());
        set.add(slices(hash));
        set.add(slices(other_hash));
        CHECK(set.answer() == revoked);
    }

    TEST_CASE("what one kind of list holds, the others need not") {
        World world("UCI");
        world.add(hash_list(hash));
        world.add(slices(other_hash));
        CHECK(world.answer() == revoked);
        world.lists = {};
        world.add(hash_list(other_hash));
        world.add(slices(hash));
        CHECK(world.answer() == revoked);
    }

    TEST_CASE("a list counts for names of its kind and of its signer") {
        for (const char* kind : {"hash-fhir", "SIGNATURE"}) {
            World world(kind);
            world.add(card_list(hash));
            world.add(hash_list(hash));
            world.add(slices(hash));
            CHECK(world.answer().empty());
        }
        World card("rid", "abc");
        card.standing.handles[0].signer = "key-2";
        card.add(card_list("abc"));
        CHECK(card.answer().empty());
        World world("UCI");
        world.standing.handles[0].signer = "key-2";
        world.add(hash_list(hash));
        world.add(slices(hash));
        CHECK(world.answer().empty());
    }

    TEST_CASE("a country withdraws its own certificates and those that name no country") {
        struct Row {
            const char *country, *kid;
            bool withdrawn;
        };
        for (const Row& row : {Row{"XX", "", true}, Row{"", "", true}, Row{"YY", "", false},
                               Row{"XX", "key-1", true}, Row{"", "key-1", true},
                               Row{"XX", "key-2", false}, Row{"", "key-2", false}}) {
            CAPTURE(row.country);
            CAPTURE(row.kid);
            World world("UCI");
            world.standing.country = row.country;
            status::HashList list = hash_list(hash);
            list.kid = row.kid;
            world.add(list);
            CHECK(world.answer() == (row.withdrawn ? revoked : ""));
        }
    }

    TEST_CASE("a card is withdrawn from before a time if it was issued before, or does not say") {
        struct Row {
            const char* issued_at;
            bool withdrawn;
        };
        for (const Row& row :
             {Row{"2021-06-01T23:59:59Z", true}, Row{"2021-06-02T00:00:00Z", false}, Row{"", true},
              Row{"yesterday", true}}) {
            CAPTURE(row.issued_at);
            World world("rid", "abc");
            world.claims.certificate.issued_at = row.issued_at;
            world.add(card_list("abc", at("2021-06-02T00:00:00Z")));
            CHECK(world.answer() == (row.withdrawn ? revoked : ""));
        }
    }

    TEST_CASE("a name is worked out once, and only where there is a list to look into") {
        int worked_out = 0;
        World world("UCI");
        world.standing.handles[0].value = [&] {
            ++worked_out;
            return hash;
        };
        world.add(card_list(hash));
        CHECK(world.answer().empty());
        CHECK(worked_out == 0);
        world.add(hash_list(other_hash));
        world.add(slices(other_hash));
        CHECK(world.answer().empty());
        CHECK(worked_out == 1);
    }

    TEST_CASE("where a list is demanded, the issuer's list of cards is one, and a batch is none") {
        World card("rid", "abc");
        card.lists.demand();
        card.add(card_list("abd"));
        CHECK(card.answer().empty());
        World batch("UCI");
        batch.lists.demand();
        batch.add(hash_list(other_hash));
        batch.add(slices(other_hash));
        CHECK(batch.answer().starts_with("undecided status-unknown: a list of what this issuer"));
    }
}
