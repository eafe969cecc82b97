// SPDX-License-Identifier: Apache-2.0
#include "status/check.hpp"

#include <doctest/doctest.h>

#include <functional>

#include "status/check_for_tests.hpp"

using namespace vaxcert;
using namespace vaxcert::for_tests;

TEST_SUITE("status check") {
    TEST_CASE("a list says what it has of a certificate, and since when if it has that") {
        struct Row {
            Withdrawn state;
            std::optional<Date> since;
            const char* answer;
        };
        for (const Row& row :
             {Row{Withdrawn::withdrawn, {}, "rejected revoked: withdrawn by the issuer"},
              Row{Withdrawn::withdrawn, day("2021-06-03"),
                  "rejected revoked: withdrawn by the issuer on 2021-06-03"},
              Row{Withdrawn::suspended, {}, "rejected suspended: suspended by the issuer"},
              Row{Withdrawn::suspended, day("2021-06-03"),
                  "rejected suspended: suspended by the issuer on 2021-06-03"},
              Row{Withdrawn::superseded,
                  {},
                  "rejected superseded: replaced by a corrected certificate"},
              Row{Withdrawn::superseded, day("2021-06-03"),
                  "rejected superseded: replaced by a corrected certificate on 2021-06-03"}}) {
            CAPTURE(row.answer);
            StatusWorld world;
            world.add_signed({entry("C-1", row.state, row.since)});
            CHECK(world.answer() == row.answer);
        }
    }

    TEST_CASE("what two lists say alike is told once, and what they say otherwise twice") {
        StatusWorld world;
        world.lists.withdraw(issuer, "C-1");
        world.add_signed({entry("C-1")});
        CHECK(world.answer() == "rejected revoked: withdrawn by the issuer");
        world.add_signed({entry("C-1", Withdrawn::suspended)}, {.signer = "did:signer"});
        CHECK(world.answer() ==
              "rejected revoked: withdrawn by the issuer\n"
              "rejected suspended: suspended by the issuer");
    }

    TEST_CASE("a signed list counts for certificates of its issuer, its signer and its formats") {
        struct Row {
            ListScope scope;
            bool counts;
        };
        for (const Row& row :
             {Row{{}, true}, Row{{.signer = "did:signer"}, true},
              Row{{.signer = "did:other"}, false}, Row{{.formats = {"hcert", "toy"}}, true},
              Row{{.formats = {"hcert"}}, false},
              Row{{.signer = "did:signer", .formats = {"hcert"}}, false},
              Row{{.signer = "did:other", .formats = {"toy"}}, false}}) {
            CAPTURE(row.scope.signer);
            StatusWorld world;
            world.add_signed({entry("C-1")}, row.scope);
            CHECK(world.answer() ==
                  (row.counts ? "rejected revoked: withdrawn by the issuer" : ""));
            world.claims.certificate.issuer = "https://other.example/";
            CHECK(world.answer().empty());
        }
    }

    TEST_CASE("what is in no list is good while the lists are fresh, and else not known") {
        StatusWorld world;
        world.add_signed({}, {.believed_until = at("2021-06-09T00:00:00Z")});
        CHECK(world.answer().empty());
        world.now = at("2021-05-31T23:59:59Z");
        CHECK(world.answer() ==
              "undecided status-unknown: the status list was made at 2021-06-01T00:00:00Z; "
              "checked for 2021-05-31T23:59:59Z, which is before");
        const std::string overdue =
            "undecided status-stale: the next status list was due at 2021-06-08T00:00:00Z; checked "
            "for 2021-06-09T00:00:0";
        world.now = at("2021-06-09T00:00:00Z");
        CHECK(world.answer() == overdue + "0Z");
        world.now = at("2021-06-09T00:00:01Z");
        CHECK(world.answer() ==
              overdue +
                  "1Z\nundecided status-stale: the key of the status list is from a trust list "
                  "that was believed until 2021-06-09T00:00:00Z; checked for "
                  "2021-06-09T00:00:01Z");
    }

    TEST_CASE("where a list is demanded, one that could not hold the certificate is none") {
        const std::string missing =
            "undecided status-unknown: a list of what this issuer has withdrawn is asked for, and "
            "is not among those given";
        StatusWorld world;
        world.lists.demand(issuer);
        CHECK(world.answer() == missing);
        world.add_signed({});
        CHECK(world.answer().empty());
        // A certificate without an id can stand in no list of ids.
        world.claims.certificate.id.clear();
        CHECK(world.answer() == missing);
        // The check point's own list is one, be it empty.
        StatusWorld own;
        own.lists = *StatusList::parse(R"({"issuer":"https://issuer.example/","withdrawn":[]})");
        own.lists.demand();
        CHECK(own.answer().empty());
    }

    TEST_CASE("tells which lists were asked") {
        StatusWorld world;
        CHECK(world.ask().asked.empty());
        world.add_signed({});
        world.name_list();
        world.add(world.named_list());
        const Time made = at("2021-06-01T00:00:00Z");
        CHECK(world.ask().asked == std::vector<ListAsked>{{issuer, made, 7}, {list_url, made, 0}});
        // Of a list that does not count for the certificate nothing is asked.
        world.claims.certificate.issuer = "https://other.example/";
        CHECK(world.ask().asked.empty());
    }
}

TEST_SUITE("status check, of the list that a certificate names") {
    TEST_CASE("that list answers, and no other") {
        using Change = std::function<void(StatusWorld&, status::BitList&)>;
        const std::string unknown = "undecided status-unknown: the list that the certificate names";
        const std::string another = unknown + " is another issuer's";
        const std::string outside =
            unknown + " has 16 entries, and the one it names is not among them";
        const auto entry_at = [](const char* index) -> Change {
            return [=](StatusWorld& world, status::BitList&) { world.name_list(index); };
        };
        struct Row {
            const char* what;
            Change change;
            std::string answer;
        };
        for (const Row& row : {
                 Row{"not set", [](StatusWorld&, status::BitList&) {}, ""},
                 Row{"set", [](StatusWorld&, status::BitList&list) { list.bits[1] = 0x40; },
                     "rejected revoked: withdrawn by the issuer"},
                 Row{"its neighbors set",
                     [](StatusWorld&, status::BitList&list) { list.bits[1] = 0xbf; }, ""},
                 Row{"for suspension",
                     [](StatusWorld&world, status::BitList&list) {
                         world.name_list("9", "suspension");
                         list.purposes = {"revocation", "suspension"};
                         list.bits[1] = 0x40;
                     },
                     "rejected suspended: suspended by the issuer"},
                 Row{"of another purpose",
                     [](StatusWorld&, status::BitList&list) { list.purposes = {"suspension"}; },
                     unknown + " is not one of revocation"},
                 Row{"another's URL", [](StatusWorld&, status::BitList&list) { list.url += '0'; },
                     "undecided status-unknown: the certificate names a list of withdrawn ones "
                     "(revocation) that is not among those given"},
                 Row{"another's", [](StatusWorld&, status::BitList&list) { list.issuer += '0'; },
                     another},
                 Row{"by the certificate's signer",
                     [](StatusWorld&, status::BitList&list) { list.scope.signer = "did:signer"; },
                     ""},
                 Row{"by another signer",
                     [](StatusWorld&, status::BitList&list) { list.scope.signer = "did:other"; },
                     another},
                 Row{"for another format",
                     [](StatusWorld&, status::BitList&list) { list.scope.formats = {"hcert"}; },
                     another},
                 Row{"its last entry", entry_at("15"), ""},
                 Row{"one after its last entry", entry_at("16"), outside},
                 Row{"no number", entry_at("nine"), outside},
                 Row{"overdue",
                     [](StatusWorld&world, status::BitList&list) {
                         list.next_update = world.now - std::chrono::seconds(1);
                     },
                     "undecided status-stale: the next status list was due at "
                     "2021-06-04T23:59:59Z; checked for 2021-06-05T00:00:00Z"},
             }) {
            CAPTURE(row.what);
            StatusWorld world;
            world.name_list();
            status::BitList list = world.named_list();
            row.change(world, list);
            world.add(list);
            CHECK(world.answer() == row.answer);
        }
    }

    TEST_CASE("the check point's own answers in its place") {
        StatusWorld world;
        world.name_list("9", "suspension");
        world.lists.withdraw(list_url, "8");
        CHECK(world.answer().empty());
        world.lists.withdraw(list_url, "9", "2021-06-03");
        const std::string suspended = "rejected suspended: suspended by the issuer on 2021-06-03";
        CHECK(world.answer() == suspended);
        // What it withdraws is withdrawn, and no other list needs to be asked.
        status::BitList overdue = world.named_list();
        overdue.purposes = {"suspension"};
        overdue.next_update = overdue.issued;
        world.add(overdue);
        CHECK(world.answer() == suspended);
        CHECK(world.ask().asked.empty());
    }

    TEST_CASE("of several, any withdraws, and the newest must be fresh") {
        const std::string stale =
            "undecided status-stale: the next status list was due at 2021-06-04T12:00:00Z; checked "
            "for 2021-06-05T00:00:00Z";
        const Time overdue = at("2021-06-04T12:00:00Z");
        StatusWorld world;
        world.name_list();
        // Lists for other purposes are not each other's successors, so both are kept.
        status::BitList older = world.named_list(), newer = older;
        older.purposes = {"revocation", "suspension"};
        newer.issued = at("2021-06-04T00:00:00Z");
        const auto in_either_order = [&](const std::string& answer) {
            for (const auto& [first, second] : {std::pair{older, newer}, {newer, older}}) {
                world.lists = {};
                world.add(first);
                world.add(second);
                CHECK(world.answer() == answer);
            }
        };
        older.next_update = overdue;
        in_either_order("");
        std::swap(older.next_update, newer.next_update);
        in_either_order(stale);
        older.bits[1] = 0x40;
        in_either_order("rejected revoked: withdrawn by the issuer");
        older.bits[1] = 0;
        newer.next_update = older.next_update;
        newer.issuer = "https://other.example/";
        in_either_order("");

        // Of two that are as new as each other, it is the one that was given first.
        newer = world.named_list();
        newer.next_update = overdue;
        world.lists = {};
        world.add(newer);
        world.add(older);
        CHECK(world.answer() == stale);
    }

    TEST_CASE("it is the list that is demanded") {
        StatusWorld world;
        world.lists.demand();
        world.name_list();
        world.add(world.named_list());
        CHECK(world.answer().empty());
        world.name_list("16");
        CHECK(world.answer() ==
              "undecided status-unknown: the list that the certificate names has 16 entries, and "
              "the one it names is not among them\n"
              "undecided status-unknown: a list of what this issuer has withdrawn is asked for, "
              "and is not among those given");
    }
}
