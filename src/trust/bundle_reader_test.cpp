// SPDX-License-Identifier: Apache-2.0
// What a bundle says, member by member: what is read, and in which words the rest is refused.

#include <functional>

#include <doctest/doctest.h>

#include "cbor/parse.hpp"
#include "cbor/write.hpp"
#include "crypto/x509_crl.hpp"
#include "crypto/x509_for_tests.hpp"
#include "trust/bundle_payload.hpp"
#include "trust/world_for_tests.hpp"

using namespace vaxcert;
using namespace vaxcert::for_tests;
using cbor::Array;
using cbor::Map;
using cbor::Value;

namespace {

const TrustWorld& world() {
    static const TrustWorld world;
    return world;
}

/// "read", or why not, wherever in the bytes that is.
std::string answer_to(const Bytes& payload) {
    const auto read = read_payload(payload, {});
    if (read) return "read";
    CHECK(read.error().reason == Reason::bad_trust_list);
    const std::string begin = "the trust bundle: ", &detail = read.error().detail;
    CHECK(detail.starts_with(begin));
    return detail.substr(begin.size(), detail.rfind(", at byte ") - begin.size());
}

/// The answer to a payload that is right, but for one change. Label n is member n - 1.
std::string answer_with(const std::function<void(Map&)>& change) {
    const auto value =
        cbor::parse(write_payload(world().facts, world().list), Budget::for_trusted_data());
    REQUIRE(value);
    Map map = *value->map();
    change(map);
    return answer_to(cbor::to_bytes(Value(std::move(map))));
}

std::string with_member(int label, Value value) {
    return answer_with([&](Map& map) {
        if (static_cast<std::size_t>(label) <= map.size())
            map[static_cast<std::size_t>(label) - 1].second = std::move(value);
        else
            map.emplace_back(label, std::move(value));
    });
}

std::string with_key(Map entry) {
    return with_member(6, Array{Value(std::move(entry))});
}

/// A key that has an id, a key and this.
std::string with_key_member(int label, Value value) {
    return with_key(
        {{1, "a"}, {3, Value(world().issuer->public_key().to_spki())}, {label, std::move(value)}});
}

std::string with_authority(Map entry) {
    return with_member(7, Array{Value(std::move(entry))});
}

}  // namespace

TEST_SUITE("trust bundle, its payload") {
    TEST_CASE("is signed as the bytes that the format describes") {
        const Map map = {{1, 1},
                         {2, 1},
                         {3, 7},
                         {4, 1627776000},
                         {5, 1628380800},
                         {6, Array{Map{{1, "XX"},
                                       {2, "AQIDBAUGBwg="},
                                       {3, Value(world().issuer->public_key().to_spki())},
                                       {5, Array{"hcert"}},
                                       {8, "XX"},
                                       {14, "Example Health Agency"}}}}};
        CHECK(write_payload(world().facts, world().list) == cbor::to_bytes(Value(map)));
    }

    TEST_CASE("has six members, none of which may be missing") {
        CHECK(answer_with([](Map&) {}) == "read");
        for (std::size_t member = 0; member < 6; ++member) {
            CAPTURE(member);
            const std::string missing = "a member of the bundle is missing";
            CHECK(answer_with([&](Map& map) { map[member].first = 9; }) == missing);
            CHECK(answer_with([&](Map& map) {
                      map.erase(map.begin() + static_cast<std::ptrdiff_t>(member));
                  }) == missing);
        }
        CHECK(answer_to(cbor::to_bytes(Value(Array()))) == "there should be a map");
        Bytes longer = write_payload(world().facts, world().list);
        longer.push_back(0);
        CHECK(answer_to(longer) == "there is something after the item");
    }

    TEST_CASE("holds numbers and times within their bounds") {
        const std::string no_time = "a time is beyond the years 0 to 9999";
        const std::int64_t issued = world().facts.issued.time_since_epoch().count();
        CHECK(with_member(1, 1) == "read");
        CHECK(with_member(1, 0) == "only version 1 of bundles is known");
        CHECK(with_member(1, 2) == "only version 1 of bundles is known");
        CHECK(with_member(2, 0) == "read");
        CHECK(with_member(2, 1) == "read");
        CHECK(with_member(2, 2) == "the environment is neither production nor test");
        CHECK(with_member(3, 1) == "read");
        CHECK(with_member(3, 0) == "sequences begin with 1");
        CHECK(with_member(3, -1) == "there should be a number that is not negative");
        CHECK(with_member(4, std::int64_t{-62'167'219'200}) == "read");
        CHECK(with_member(4, std::int64_t{-62'167'219'201}) == no_time);
        CHECK(with_member(5, std::int64_t{253'402'300'799}) == "read");
        CHECK(with_member(5, std::int64_t{253'402'300'800}) == no_time);
        CHECK(with_member(5, issued + 1) == "read");
        CHECK(with_member(5, issued) == "the next update is not after the issue");
        CHECK(with_member(6, Array()) == "read");
        CHECK(with_member(6, 1) == "there should be an array");
        CHECK(with_member(6, Array{1, Map()}) == "there should be a map");
    }

    TEST_CASE("tells of its keys what is known of keys") {
        const Value spki(world().issuer->public_key().to_spki());
        CHECK(with_key({{1, "a"}, {3, spki}}) == "read");
        CHECK(with_key({{1, ""}, {3, spki}}) == "read");
        CHECK(with_key({}) == "an entry has no id");
        CHECK(with_key({{3, spki}}) == "an entry has no id");
        CHECK(with_key({{1, "a"}}) == "an entry has no key");
        CHECK(with_key({{1, "a"}, {2, "k"}}) == "an entry has no key");
        CHECK(with_key({{1, "a"}, {2, ""}, {3, spki}}) == "a text is empty");
        CHECK(with_key({{1, "a"}, {3, "text"}}) == "there should be a byte string");
        CHECK(with_key({{1, "a"}, {3, Bytes{1, 2}}}) ==
              "not a SubjectPublicKeyInfo of a kind that is known");
        const std::string unknown = "an entry has a member that is not known";
        CHECK(with_key({{0, "a"}, {1, "a"}, {3, spki}}) == unknown);
        CHECK(with_key_member(17, 1) == "read");
        CHECK(with_key_member(17, -1) == "there should be a number that is not negative");
        CHECK(with_key_member(18, 1) == unknown);
        CHECK(with_key_member(4, -257) == "the key is for ES256, not for RS256");
        CHECK(with_key_member(4, -37) == "only RS256 is said of a key");
        for (const int words : {5, 6, 7}) {
            CHECK(with_key_member(words, Array{"a", "b"}) == "read");
            CHECK(with_key_member(words, Array()) == "a list of words is empty");
            CHECK(with_key_member(words, Array{1, "b"}) == "there should be a text");
        }
        for (const int text : {8, 14}) {
            CHECK(with_key_member(text, "XX") == "read");
            CHECK(with_key_member(text, "") == "a text is empty");
        }
        for (const int time : {9, 10, 11, 13}) {
            CHECK(with_key_member(time, 0) == "read");
            CHECK(with_key_member(time, "2021-01-01T00:00:00Z") ==
                  "there should be a whole number");
        }
        for (const int truth : {12, 16}) {
            CHECK(with_key_member(truth, true) == "read");
            CHECK(with_key_member(truth, false) == "there should be true");
        }
        CHECK(with_key_member(15, Map()) == "a map of names is empty");
        CHECK(with_key_member(15, Map{{1, "A"}, {"en", "A"}}) == "there should be a text");
    }

    TEST_CASE("names a key in several languages, each once and the shorter tags first") {
        using Words = std::vector<std::string>;
        const auto texts = [](const Words& words) {
            std::string bytes;
            for (const std::string& word : words) bytes += as_text(cbor::to_bytes(Value(word)));
            return bytes;
        };
        TrustList list;
        list.add({.id = "a",
                  .key = world().issuer->public_key(),
                  .environment = {},
                  .names = {{"de", "D"}, {"fra", "F"}}});
        const Bytes payload = write_payload(world().facts, list);
        const auto answer_with_names = [&](const Words& names) {
            const std::string good = texts({"de", "D", "fra", "F"}), changed = texts(names);
            std::string text(as_text(payload));
            const std::size_t where = text.find(good);
            REQUIRE(where != text.npos);
            REQUIRE(changed.size() == good.size());
            text.replace(where, good.size(), changed);
            return answer_to(Bytes(text.begin(), text.end()));
        };
        const std::string wrong = "the keys of a map do not rise";
        CHECK(answer_with_names({"de", "D", "fra", "F"}) == "read");
        CHECK(answer_with_names({"de", "D", "df", "FF"}) == "read");
        CHECK(answer_with_names({"de", "D", "de", "FF"}) == wrong);
        CHECK(answer_with_names({"de", "D", "dd", "FF"}) == wrong);
        CHECK(answer_with_names({"aaa", "F", "de", "D"}) == wrong);
    }

    TEST_CASE("holds authorities, and certificates of nobody else") {
        const auto authority = crypto::for_tests::make_authority();
        const auto signer = crypto::for_tests::make_signer(authority, {});
        const Value ca(authority.der);
        CHECK(with_authority({{1, ca}}) == "read");
        CHECK(with_authority({{1, ca}, {2, Array{"hcert"}}}) == "read");
        CHECK(with_authority({{1, ca}, {2, Array()}}) == "a list of words is empty");
        CHECK(with_authority({{1, ca}, {3, 1}}) == "an authority has a member that is not known");
        CHECK(with_authority({{1, ca}, {2, Array()}, {3, 1}}) == "a list of words is empty");
        CHECK(with_authority({{1, Bytes{0x30}}}) == "not an X.509 certificate");
        const std::string none = "an authority has no certificate of one";
        CHECK(with_authority({}) == none);
        CHECK(with_authority({{2, Array{"hcert"}}}) == none);
        CHECK(with_authority({{1, Value(signer.der)}}) == none);
        CHECK(with_member(7, Array()) == "a list is empty");
    }

    TEST_CASE("holds lists of revoked certificates, and nothing beyond them") {
        const auto authority = crypto::for_tests::make_authority();
        const Bytes crl = crypto::for_tests::make_crl(authority, {.serials = {7}});
        CHECK(with_member(8, Array{Value(crl), Value(crl)}) == "read");
        CHECK(with_member(8, Array{Bytes{0x30}, Value(crl)}) ==
              "not an X.509 list of revoked certificates");
        CHECK(with_member(8, Array()) == "a list is empty");
        CHECK(with_member(9, Array{1}) == "the bundle has a member that is not known");
        CHECK(answer_with([&](Map& map) {
                  map.emplace_back(7, Array{Map()});
                  map.emplace_back(8, Array{Value(crl)});
              }) == "an authority has no certificate of one");
    }

    TEST_CASE("comes back with its authorities and what they revoked") {
        const auto authority = crypto::for_tests::make_authority();
        const Bytes der = crypto::for_tests::make_crl(authority, {.serials = {7}});
        TrustList list = *TrustList::parse(as_text(authority.der));
        TrustAnchor anchor = list.anchors()[0];
        anchor.formats = {"hcert", "vds-nc"};
        list.add(anchor);
        list.add(std::make_shared<const crypto::X509Crl>(*crypto::X509Crl::from_der(der)));
        const auto read = read_payload(write_payload(world().facts, list), std::chrono::seconds(5));
        REQUIRE(read);
        CHECK(read->facts.environment == world().facts.environment);
        CHECK(read->facts.sequence == world().facts.sequence);
        CHECK(read->facts.issued == world().facts.issued);
        CHECK(read->facts.next_update == world().facts.next_update);
        CHECK(read->trust.issued() == world().facts.issued);
        CHECK(read->trust.keys().empty());
        REQUIRE(read->trust.anchors().size() == 2);
        CHECK(read->trust.anchors()[0].formats.empty());
        const TrustAnchor& second = read->trust.anchors()[1];
        CHECK(second.certificate->der() == authority.der);
        CHECK(second.formats == anchor.formats);
        CHECK(second.environment == Environment::test);
        CHECK(second.source->next_update == world().facts.next_update);
        CHECK(second.source->grace == std::chrono::seconds(5));
        REQUIRE(read->trust.crls().size() == 1);
        CHECK(read->trust.crls()[0]->der() == der);
    }

    TEST_CASE("says at which byte it went wrong") {
        Bytes payload = write_payload(world().facts, world().list);
        payload[2] = 2;
        CHECK(read_payload(payload, {}).error().detail ==
              "the trust bundle: only version 1 of bundles is known, at byte 3");
    }
}
