// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/load_status.hpp>

#include <doctest/doctest.h>

#include <algorithm>

#include <vaxcert/issue.hpp>
#include <vaxcert/verify.hpp>

#include "certificate/example_record.hpp"

using namespace vaxcert;
using std::chrono::hours;

namespace {

std::shared_ptr<const Signer> fresh_signer() {
    const auto pem = generate_key(Algorithm::ed25519);
    REQUIRE(pem);
    return *signer_from_key(as_bytes(*pem));
}

/// A certificate, its issuer's list, and a check point that trusts both. A test changes one thing
/// and checks the one thing that follows.
struct World {
    std::shared_ptr<const Signer> signer = fresh_signer();
    Issued issued;
    TrustedKey key{
        .id = "did:india", .key = signer->public_key(), .environment = Environment::production};
    StatusHeader header{.issuer = "https://cowin.gov.in/",
                        .key_id = "did:india",
                        .sequence = 5,
                        .issued = *parse_time("2021-08-01T00:00:00Z"),
                        .next_update = *parse_time("2021-08-08T00:00:00Z")};
    std::vector<Withdrawal> entries;
    std::shared_ptr<const Signer> list_signer = signer;
    LastSeen last_seen;
    Time now = *parse_time("2021-08-01T12:00:00Z");
    std::vector<TrustedKey> other_keys;

    World() {
        const auto issuer = Issuer::create(*Profile::ready("india"), signer);
        REQUIRE(issuer);
        auto made = issuer->issue(example_record(), *parse_time("2021-03-03T05:00:00Z"));
        REQUIRE(made);
        issued = *std::move(made);
    }

    void withdraw(Withdrawn state = Withdrawn::withdrawn) {
        entries.push_back(*Withdrawal::create(Withdrawal::name_of(header.issuer, issued.id), state,
                                              *Date::parse("2021-07-30")));
    }

    TrustList trust() const {
        TrustList list;
        list.add(key);
        for (const TrustedKey& other : other_keys) list.add(other);
        return list;
    }

    std::shared_ptr<const Bytes> file() const {
        auto head = sign_status_list(header, entries, *list_signer);
        REQUIRE(head);
        for (const Withdrawal& one : entries)
            head->insert(head->end(), one.bytes().begin(), one.bytes().end());
        return std::make_shared<const Bytes>(*std::move(head));
    }

    Result<LoadedStatus> load() const {
        const auto bytes = file();
        return load_status(*bytes, trust(), last_seen, now, bytes);
    }

    StatusList loaded() const {
        const auto one = load();
        if (!one) FAIL(one.error().detail);
        return one->list;
    }

    Reason refusal() const {
        const auto one = load();
        REQUIRE_FALSE(one);
        return one.error().reason;
    }

    Verdict verify(const StatusList& status) const {
        const TrustList trusted = trust();
        const Policy policy;
        const MasterData master_data = MasterData::ready();
        return vaxcert::verify(issued.qr_payload, {.trust = trusted,
                                                   .status = status,
                                                   .policy = policy,
                                                   .master_data = master_data,
                                                   .now = now});
    }

    /// The outcome, and the reasons there are.
    std::string answer(const StatusList& status) const {
        const Verdict verdict = verify(status);
        std::string text = name(verdict.outcome());
        for (const Finding& finding : verdict.findings())
            text += std::string(" ") + name(finding.error.reason);
        return text;
    }
};

}  // namespace

TEST_SUITE("status of a certificate") {
    TEST_CASE("is good where a fresh list of its issuer does not name it") {
        const World world;
        CHECK(world.answer(world.loaded()) == "accepted");
    }

    TEST_CASE("is what the list says") {
        for (const auto& [state, answer] :
             {std::pair{Withdrawn::withdrawn, "rejected revoked"},
              std::pair{Withdrawn::suspended, "rejected suspended"},
              std::pair{Withdrawn::superseded, "rejected superseded"}}) {
            World world;
            world.withdraw(state);
            CHECK(world.answer(world.loaded()) == answer);
        }
        World world;
        world.withdraw();
        const Verdict verdict = world.verify(world.loaded());
        REQUIRE(verdict.findings().size() == 1);
        CHECK(verdict.findings()[0].step == Step::status);
        CHECK(verdict.findings()[0].error.detail == "withdrawn by the issuer on 2021-07-30");
    }

    TEST_CASE("is not known from a list that is overdue, or from before its time") {
        World world;
        const StatusList list = world.loaded();
        world.now = world.header.next_update;
        CHECK(world.answer(list) == "accepted");
        world.now += std::chrono::seconds(1);
        CHECK(world.answer(list) == "undecided status-stale");
        world.now = world.header.issued - std::chrono::seconds(1);
        CHECK(world.answer(list) == "undecided status-unknown");
        // What an old list names stays withdrawn.
        world.withdraw();
        world.now = world.header.next_update + hours(24 * 365);
        CHECK(world.answer(world.loaded()) == "rejected revoked");
    }

    TEST_CASE("may be asked of a list that is a little overdue, if the caller says so") {
        World world;
        StatusList list = world.loaded();
        list.set_grace(hours(2));
        world.now = world.header.next_update + hours(2);
        CHECK(world.answer(list) == "accepted");
        world.now += std::chrono::seconds(1);
        CHECK(world.answer(list) == "undecided status-stale");
    }

    TEST_CASE("is not known from a list whose key is of a trust list that has ended") {
        World world;
        const TrustSource source{.sequence = 1,
                                 .issued = world.header.issued,
                                 .next_update = world.now,
                                 .grace = hours(1)};
        world.key.source = std::make_shared<const TrustSource>(source);
        world.other_keys = {world.key};
        world.key.source = nullptr;
        world.key.id = "did:india#certificates";
        world.header.key_id = "did:india";
        world.key.issuers = world.other_keys[0].issuers = {world.header.issuer};
        const StatusList list = world.loaded();
        const auto stale_at = [&](Time now) {
            World later = world;
            later.now = now;
            later.key.id = "did:india";
            later.other_keys.clear();
            return later.answer(list);
        };
        CHECK(stale_at(world.now + hours(1)) == "accepted");
        CHECK(stale_at(world.now + hours(1) + std::chrono::seconds(1)) == "undecided status-stale");
        world.withdraw();
        const StatusList naming = world.loaded();
        world.now += hours(2);
        world.key.id = "did:india";
        world.other_keys.clear();
        CHECK(world.answer(naming) == "rejected revoked");
    }

    TEST_CASE("is not known without a list, where one is demanded") {
        World world;
        StatusList nothing;
        CHECK(world.answer(nothing) == "accepted");
        nothing.demand("https://somebody.example/");
        CHECK(world.answer(nothing) == "accepted");
        nothing.demand();
        CHECK(world.answer(nothing) == "undecided status-unknown");
        nothing.merge(world.loaded());
        CHECK(world.answer(nothing) == "accepted");
    }

    TEST_CASE("is not another issuer's to say") {
        World world;
        world.header.issuer = "https://somebody.example/";
        world.key.issuers = {};
        world.withdraw();
        StatusList list = world.loaded();
        CHECK(world.answer(list) == "accepted");
        list.demand("https://cowin.gov.in/");
        CHECK(world.answer(list) == "undecided status-unknown");
    }

    TEST_CASE("is not known where the list was changed") {
        World world;
        world.withdraw();
        const auto bytes = std::make_shared<Bytes>(*world.file());
        const auto loaded = load_status(*bytes, world.trust(), {}, world.now, bytes);
        REQUIRE(loaded);
        // Somebody changes the mapped file: the entry now has another name.
        bytes->at(bytes->size() - 16) ^= 1;
        CHECK(world.answer(loaded->list) == "undecided bad-status-list");
        CHECK(world.verify(loaded->list).findings()[0].step == Step::status);
    }

    TEST_CASE("is that of the certificate, whose id cannot be exchanged") {
        World world;
        world.withdraw();
        const StatusList list = world.loaded();
        const auto swap = [&](const std::string& one, const std::string& other) {
            std::string text = world.issued.document;
            const std::string first = "\"certificateId\":\"" + one + '"';
            const std::string second = "\"batch\":\"" + other + '"';
            const auto at = text.find(first);
            REQUIRE(at != text.npos);
            text.replace(at, first.size(), "\"certificateId\":\"" + other + '"');
            const auto batch = text.find(second);
            REQUIRE(batch != text.npos);
            text.replace(batch, second.size(), "\"batch\":\"" + one + '"');
            return text;
        };
        const std::string swapped = swap(world.issued.id, "TEST-BATCH-1");
        world.issued.qr_payload.assign(swapped.begin(), swapped.end());
        const Verdict verdict = world.verify(list);
        CHECK(verdict.outcome() == Outcome::rejected);
        CHECK_FALSE(verdict.certificate());
        CHECK(verdict.findings()[0].error.reason == Reason::certificate_id_mismatch);
    }
}

TEST_SUITE("load status") {
    TEST_CASE("tells what to remember") {
        const World world;
        const auto loaded = world.load();
        REQUIRE(loaded);
        CHECK(loaded->name == "https://cowin.gov.in/ by did:india");
        CHECK(loaded->sequence == 5);
    }

    TEST_CASE("refuses a list that is older than one seen before") {
        World world;
        world.last_seen[world.load()->name] = 5;
        CHECK(world.load());
        world.last_seen[world.load()->name] = 6;
        CHECK(world.refusal() == Reason::bad_status_list);
        world.last_seen = {{"https://somebody.example/", 6}};
        CHECK(world.load());
    }

    TEST_CASE("refuses what nobody signed") {
        const World world;
        const auto load = [&](ByteView bytes) { return load_status(bytes, world.trust(), {}, {}); };
        for (const std::string_view text :
             {std::string_view(),
              std::string_view(R"({"issuer":"https://cowin.gov.in/","withdrawn":[]})"),
              std::string_view("\x89VSL\r\n\x1a\n")}) {
            const auto loaded = load(as_bytes(text));
            REQUIRE_FALSE(loaded);
            CHECK(loaded.error().reason == Reason::bad_status_list);
        }
        Bytes unsigned_list = *world.file();
        const std::size_t at = 84 + world.header.issuer.size() + world.header.key_id.size();
        std::fill_n(unsigned_list.begin() + static_cast<std::ptrdiff_t>(at), 64, std::uint8_t{0});
        const auto loaded = load(unsigned_list);
        REQUIRE_FALSE(loaded);
        CHECK(loaded.error().reason == Reason::bad_signature);
    }

    TEST_CASE("plain data that looks signed is not taken for plain data") {
        for (const std::string_view text :
             {R"({"issuer":"a","withdrawn":[],"sequence":1})",
              R"({"issuer":"a","withdrawn":[],"proof":{}})",
              R"({"issuer":"a","withdrawn":[{"id":"1","signature":"x"}]})"}) {
            const auto list = StatusList::parse(text);
            REQUIRE_FALSE(list);
            CHECK(list.error().reason == Reason::bad_status_list);
        }
    }

    TEST_CASE("refuses a key that may not make lists, or not this one") {
        {
            World world;
            world.list_signer = fresh_signer();
            CHECK(world.refusal() == Reason::bad_signature);
        }
        {
            World world;
            world.header.key_id = "did:nobody";
            CHECK(world.refusal() == Reason::issuer_not_trusted);
        }
        {
            World world;
            world.key.purposes = {"vaccination"};
            CHECK(world.refusal() == Reason::signer_not_allowed);
            world.key.purposes = {"vaccination", "status"};
            CHECK(world.load());
        }
        {
            World world;
            world.key.issuers = {"https://somebody.example/"};
            CHECK(world.refusal() == Reason::signer_not_allowed);
            world.key.issuers = {"https://cowin.gov.in/"};
            CHECK(world.load()->name == "https://cowin.gov.in/");
        }
        {
            World world;
            world.key.revoked = true;
            CHECK(world.refusal() == Reason::key_revoked);
            // Nor does another entry of the same key give it back.
            world.other_keys.push_back(world.key);
            world.other_keys[0].revoked = false;
            CHECK(world.refusal() == Reason::key_revoked);
        }
        {
            World world;
            world.key.terminated = world.header.issued - std::chrono::seconds(1);
            CHECK(world.refusal() == Reason::key_terminated);
            world.key.terminated = world.header.issued;
            CHECK(world.load());
        }
        {
            World world;
            world.key.valid_until = world.now - std::chrono::seconds(1);
            CHECK(world.refusal() == Reason::key_expired);
            world.key.valid_until = {};
            world.key.valid_from = world.header.issued + std::chrono::seconds(1);
            CHECK(world.refusal() == Reason::key_not_yet_valid);
        }
        {
            World world;
            world.header.for_test = true;
            CHECK(world.refusal() == Reason::wrong_environment);
            world.header.for_test = false;
            world.key.environment = Environment::test;
            CHECK(world.refusal() == Reason::wrong_environment);
        }
    }

    TEST_CASE("a key trusted for itself alone empties no other signer's list") {
        // Another trusted signer publishes an empty list for the same issuer, with a higher number.
        World world;
        world.withdraw();
        StatusList all = world.loaded();
        World other;
        other.key.id = "did:other";
        other.header.key_id = "did:other";
        other.header.sequence = 1000;
        const auto empty = other.load();
        REQUIRE(empty);
        all.merge(empty->list);
        CHECK(world.answer(all) == "rejected revoked");
        // Nor does it count as a list for that issuer's certificates.
        StatusList demanding;
        demanding.demand();
        demanding.merge(empty->list);
        CHECK(world.answer(demanding) == "undecided status-unknown");
    }

    TEST_CASE("of two lists of one issuer, the later counts in any order") {
        World world;
        const StatusList older = world.loaded();
        world.header.sequence = 6;
        world.withdraw();
        const StatusList newer = world.loaded();
        for (const auto& [first, second] : {std::pair{older, newer}, std::pair{newer, older}}) {
            StatusList all = first;
            all.merge(second);
            CHECK(all.signed_lists().size() == 1);
            CHECK(world.answer(all) == "rejected revoked");
        }
    }
}
