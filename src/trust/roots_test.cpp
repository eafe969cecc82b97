// SPDX-License-Identifier: Apache-2.0
#include "trust/roots.hpp"

#include <functional>

#include <doctest/doctest.h>

#include "cbor/parse.hpp"
#include "cbor/write.hpp"
#include "trust/world_for_tests.hpp"

using namespace vaxcert;
using namespace vaxcert::for_tests;
using cbor::Array;
using cbor::Map;
using cbor::Value;

namespace {

/// Roots with one delegate, of whom everything is said.
const TrustRoots& full_roots() {
    static const TrustRoots roots = [] {
        TrustRoots full = TrustWorld().roots;
        full.delegates = {{fresh_signer()->public_key(),
                           {"shc"},
                           {"US"},
                           {"https://a"},
                           at("2030-01-01T00:00:00Z")}};
        return full;
    }();
    return roots;
}

/// "read", or why not, wherever in the bytes that is.
std::string answer_to(const Bytes& bytes) {
    const auto read = read_roots(bytes);
    if (read) return "read";
    CHECK(read.error().reason == Reason::bad_trust_list);
    const std::string begin = "the roots of trust: ", &detail = read.error().detail;
    CHECK(detail.starts_with(begin));
    return detail.substr(begin.size(), detail.rfind(", at byte ") - begin.size());
}

/// The answer to roots that are right, but for one change. Label n is member n - 1.
std::string answer_with(const std::function<void(Map&)>& change) {
    const auto value = cbor::parse(write_roots(full_roots()), Budget::for_trusted_data());
    REQUIRE(value);
    Map map = *value->map();
    change(map);
    return answer_to(cbor::to_bytes(Value(std::move(map))));
}

std::string with_member(std::size_t label, Value value) {
    return answer_with([&](Map& map) { map[label - 1].second = std::move(value); });
}

std::string with_delegate(Map delegate) {
    return with_member(6, Array{Value(std::move(delegate))});
}

/// What is wrong with roots, once they are changed.
std::string wrong_with(const std::function<void(TrustRoots&)>& change) {
    TrustRoots roots = full_roots();
    change(roots);
    const auto good = check_roots(roots);
    if (good) return "nothing";
    CHECK(good.error().reason == Reason::bad_trust_list);
    return good.error().detail;
}

std::vector<PublicKey> fresh_keys(std::size_t count) {
    std::vector<PublicKey> keys;
    while (keys.size() < count) keys.push_back(fresh_signer()->public_key());
    return keys;
}

}  // namespace

TEST_SUITE("roots of trust") {
    TEST_CASE("come back as they were signed, members and all") {
        const auto read = read_roots(write_roots(full_roots()));
        REQUIRE(read);
        CHECK(read->environment == Environment::test);
        CHECK(read->version == 1);
        CHECK(read->threshold == 1);
        CHECK(read->keys == full_roots().keys);
        REQUIRE(read->delegates.size() == 1);
        CHECK(read->delegates[0].key == full_roots().delegates[0].key);
        CHECK(read->delegates[0].formats == std::vector<std::string>{"shc"});
        CHECK(read->delegates[0].countries == std::vector<std::string>{"US"});
        CHECK(read->delegates[0].issuers == std::vector<std::string>{"https://a"});
        CHECK(read->delegates[0].valid_until == at("2030-01-01T00:00:00Z"));

        TrustRoots plain = full_roots();
        plain.environment = Environment::production;
        plain.delegates = {{plain.delegates[0].key, {"shc"}}};
        const auto again = read_roots(write_roots(plain));
        REQUIRE(again);
        CHECK(again->environment == Environment::production);
        CHECK(again->delegates[0].countries.empty());
        CHECK(again->delegates[0].issuers.empty());
        CHECK_FALSE(again->delegates[0].valid_until);
        plain.delegates.clear();
        CHECK(read_roots(write_roots(plain))->delegates.empty());
    }

    TEST_CASE("are signed as the bytes that the format describes") {
        const TrustRoots& roots = full_roots();
        const TrustDelegate& delegate = roots.delegates[0];
        const Map map = {{1, 1},
                         {2, 1},
                         {3, 1},
                         {4, 1},
                         {5, Array{Value(roots.keys[0].to_spki()), Value(roots.keys[1].to_spki())}},
                         {6, Array{Map{{1, Value(delegate.key.to_spki())},
                                       {2, Array{"shc"}},
                                       {3, Array{"US"}},
                                       {4, Array{"https://a"}},
                                       {5, 1893456000}}}}};
        CHECK(write_roots(roots) == cbor::to_bytes(Value(map)));
    }

    TEST_CASE("have five members or six, none of which may be missing") {
        CHECK(answer_with([](Map&) {}) == "read");
        const std::string missing = "a member of the roots is missing";
        for (std::size_t member = 0; member < 6; ++member) {
            CAPTURE(member);
            CHECK(answer_with([&](Map& map) { map[member].first = 9; }) == missing);
            CHECK(answer_with([&](Map& map) {
                      map.erase(map.begin() + static_cast<std::ptrdiff_t>(member));
                  }) == (member == 5 ? "read" : missing));
        }
        CHECK(answer_with([](Map& map) { map.emplace_back(7, 1); }) == missing);
        CHECK(answer_with([](Map& map) { map.resize(4); }) == missing);
        CHECK(answer_to(cbor::to_bytes(Value(Array()))) == "there should be a map");
        Bytes longer = write_roots(full_roots());
        longer.push_back(0);
        CHECK(answer_to(longer) == "there is something after the item");
    }

    TEST_CASE("are refused with a member that is not as it should be, and it is said where") {
        const Value key(full_roots().keys[0].to_spki());
        CHECK(with_member(1, 2) == "only version 1 of roots is known");
        CHECK(with_member(2, 0) == "read");
        CHECK(with_member(2, 2) == "the environment is neither production nor test");
        CHECK(with_member(3, 0) == "versions begin with 1");
        CHECK(with_member(4, 0) == "the threshold is not between 1 and the number of keys");
        CHECK(with_member(5, Array{Bytes{0x30}, key}) ==
              "not a SubjectPublicKeyInfo of a kind that is known");
        CHECK(with_member(5, Array{1, key}) == "there should be a byte string");
        CHECK(with_member(6, Array()) == "the list of delegates is empty");
        Bytes bytes = write_roots(full_roots());
        bytes[2] = 2;
        CHECK(read_roots(bytes).error().detail ==
              "the roots of trust: only version 1 of roots is known, at byte 3");
    }

    TEST_CASE("tell of a delegate its key and its scope, and nothing that is not known") {
        const Value key(full_roots().delegates[0].key.to_spki());
        const Value formats(Array{"shc"});
        CHECK(with_delegate({{1, key}, {2, formats}}) == "read");
        CHECK(with_delegate({}) == "a delegate has no key");
        CHECK(with_delegate({{2, formats}}) == "a delegate has no key");
        CHECK(with_delegate({{1, Bytes{0x30}}, {2, formats}}) ==
              "not a SubjectPublicKeyInfo of a kind that is known");
        CHECK(with_delegate({{1, key}}) == "a delegate is for no format");
        CHECK(with_delegate({{1, key}, {2, formats}, {6, 1}}) ==
              "a delegate has a member that is not known");
        // A list that names nobody must not be one that allows everybody.
        for (const int words : {2, 3, 4}) {
            Map delegate = {{1, key}, {2, formats}, {3, formats}, {4, formats}};
            delegate[static_cast<std::size_t>(words) - 1].second = Array();
            CHECK(with_delegate(delegate) == "a list of words is empty");
        }
        CHECK(with_delegate({{1, key}, {2, Array{1, "shc"}}, {3, formats}}) ==
              "there should be a text");
        // What cannot be written again as JSON would be lost with the roots that hold it.
        CHECK(with_delegate({{1, key}, {2, formats}, {5, std::int64_t{253'402'300'799}}}) ==
              "read");
        CHECK(with_delegate({{1, key}, {2, formats}, {5, std::int64_t{253'402'300'800}}}) ==
              "a time is beyond the years 0 to 9999");
        const Value bad(Map{{1, 1}});
        const Value good(Map{{1, key}, {2, formats}});
        CHECK(with_member(6, Array{bad, good}) == "there should be a byte string");
    }

    TEST_CASE("are sets of keys within their bounds, none there twice, all that may sign bundles") {
        const std::string begin = "the roots of trust: ";
        const std::string threshold =
            begin + "the threshold is not between 1 and the number of keys";
        const std::string too_many = begin + "more than 64 keys or 256 delegates";
        const std::string twice = begin + "a key is there twice";
        const std::string other_kind = begin + "a key is neither for Ed25519 nor for ES256";
        CHECK(wrong_with([](TrustRoots&) {}) == "nothing");
        CHECK(wrong_with([](TrustRoots& r) { r.version = 0; }) == begin + "versions begin with 1");
        CHECK(wrong_with([](TrustRoots& r) { r.threshold = 0; }) == threshold);
        CHECK(wrong_with([](TrustRoots& r) { r.threshold = 2; }) == "nothing");
        CHECK(wrong_with([](TrustRoots& r) { r.threshold = 3; }) == threshold);
        CHECK(wrong_with([](TrustRoots& r) { r.keys.clear(); }) == threshold);
        CHECK(wrong_with([](TrustRoots& r) { r.keys[1] = r.keys[0]; }) == twice);
        CHECK(wrong_with([](TrustRoots& r) { r.delegates[0].key = r.keys[1]; }) == twice);
        CHECK(wrong_with([](TrustRoots& r) { r.delegates[0].formats.clear(); }) ==
              begin + "a delegate is for no format");
        for (const Algorithm algorithm : {Algorithm::es384, Algorithm::ps256}) {
            const PublicKey key = fresh_signer(algorithm)->public_key();
            CHECK(wrong_with([&](TrustRoots& r) { r.keys[0] = key; }) == other_kind);
            CHECK(wrong_with([&](TrustRoots& r) { r.delegates[0].key = key; }) == other_kind);
        }
        const std::vector<PublicKey> many = fresh_keys(257);
        const auto with = [&](std::size_t keys, std::size_t delegates) {
            return wrong_with([&](TrustRoots& r) {
                if (keys) r.keys.assign(many.begin(), many.begin() + static_cast<long>(keys));
                if (delegates) r.delegates.clear();
                while (r.delegates.size() < delegates)
                    r.delegates.push_back({many[r.delegates.size()], {"shc"}});
            });
        };
        CHECK(with(64, 0) == "nothing");
        CHECK(with(65, 0) == too_many);
        CHECK(with(0, 256) == "nothing");
        CHECK(with(0, 257) == too_many);
    }
}
