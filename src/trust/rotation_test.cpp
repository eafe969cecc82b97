// SPDX-License-Identifier: Apache-2.0
// How one set of roots makes way for the next.

#include <doctest/doctest.h>

#include "trust/roots.hpp"
#include "trust/world_for_tests.hpp"

using namespace vaxcert;
using namespace vaxcert::for_tests;

namespace {

/// Roots, their successor, which a fresh key is for, and a bundle that this signed.
struct World : TrustWorld {
    SignerPtr next_key = fresh_signer();
    TrustRoots next = roots;

    World() {
        next.version = 2;
        next.keys = {next_key->public_key()};
        signers = {next_key};
    }

    Bytes step(const std::vector<SignerPtr>& by) const {
        auto rotation = sign_roots(next, by);
        REQUIRE(rotation);
        return *std::move(rotation);
    }

    Bytes good_step() const { return step({root_keys[0], next_key}); }

    /// "opened", or the reason and its words.
    std::string answer_by(const std::vector<Bytes>& steps) {
        rotations = steps;
        const auto opened = open();
        return opened ? std::string("opened")
                      : std::string(name(opened.error().reason)) + ": " + opened.error().detail;
    }
};

}  // namespace

TEST_SUITE("rotation of roots") {
    TEST_CASE("leads to new roots that enough of the old and of the new have signed") {
        World world;
        CHECK(world.answer_by({}) ==
              "bad-signature: the trust bundle is signed by 0 of the roots; 1 are needed");
        REQUIRE(world.answer_by({world.good_step()}) == "opened");
        CHECK(world.open()->roots.version == 2);
        CHECK(world.open()->roots.keys == world.next.keys);
        REQUIRE(rotations_in(world.bundle()));
        CHECK(*rotations_in(world.bundle()) == world.rotations);

        const std::string begin = "bad-signature: roots of version 2 are signed by ";
        CHECK(world.answer_by({world.step({world.root_keys[0]})}) ==
              begin + "1 of the old keys (1 are needed) and 0 of their own (1 are needed)");
        CHECK(world.answer_by({world.step({world.next_key})}) ==
              begin + "0 of the old keys (1 are needed) and 1 of their own (1 are needed)");
        world.roots.threshold = 2;
        CHECK(world.answer_by({world.good_step()}) ==
              begin + "1 of the old keys (2 are needed) and 1 of their own (1 are needed)");
        CHECK(world.answer_by({world.step(
                  {world.root_keys[0], world.root_keys[1], world.next_key})}) == "opened");
    }

    TEST_CASE("begins sequences anew, for whoever remembers by which roots the last one was") {
        World world;
        REQUIRE(world.answer_by({world.good_step()}) == "opened");
        CHECK(world.answer({.last_sequence = 99, .last_roots = 1}) == "opened");
        for (const BundleOptions& last : {BundleOptions{.last_sequence = 99},
                                          BundleOptions{.last_sequence = 99, .last_roots = 2},
                                          BundleOptions{.last_sequence = 1, .last_roots = 3}})
            CHECK(world.open(last).error().reason == Reason::trust_rolled_back);
    }

    TEST_CASE("is passed over by whoever holds its roots, for whom the old ones are nobody") {
        World world;
        const std::vector<Bytes> steps = {world.good_step()};
        world.roots = world.next;
        CHECK(world.answer_by(steps) == "opened");
        world.signers = {world.root_keys[0]};
        CHECK(world.answer_by(steps) ==
              "bad-signature: the trust bundle is signed by 0 of the roots; 1 are needed");
    }

    TEST_CASE("is one step of many, each to the next version") {
        World world;
        std::vector<Bytes> steps = {world.good_step()};
        const SignerPtr third = fresh_signer();
        world.next.version = 3;
        world.next.keys = {third->public_key()};
        steps.push_back(world.step({world.next_key, third}));
        world.signers = {third};
        CHECK(world.answer_by(steps) == "opened");
        CHECK(world.open()->roots.version == 3);
        CHECK(world.answer_by({steps[1]}) ==
              "bad-trust-list: roots of version 3 follow those of version 1");
        // In another order, the second step is from roots that are not yet known.
        CHECK(world.answer_by({steps[1], steps[0]}) ==
              "bad-trust-list: roots of version 3 follow those of version 1");
    }

    TEST_CASE("stays in its environment") {
        World world;
        world.next.environment = Environment::production;
        CHECK(world.answer_by({world.good_step()}) ==
              "wrong-environment: roots of version 2 are for another environment");
    }

    TEST_CASE("is refused when it is something else, or there are too many") {
        World world;
        CHECK(world.answer_by({Bytes{1}}).starts_with("bad-trust-list: a rotation of roots: "));
        CHECK(world.answer_by({TrustWorld().bundle()}) ==
              "bad-trust-list: a rotation of roots is something else");
        cose::Sign unreadable{roots_type, {}, Bytes{0xa0}, {}};
        CHECK(world.answer_by({cose::to_bytes(unreadable)}) ==
              "bad-trust-list: the roots of trust: a member of the roots is missing, at byte 1");
        const Bytes step = world.good_step();
        CHECK(world.answer_by(std::vector<Bytes>(64, step)) == "opened");
        CHECK(world.answer_by(std::vector<Bytes>(65, step)) ==
              "limit-exceeded: rotations of roots: 65, and at most 64 are read");
    }

    TEST_CASE("is not made to roots that no reader takes") {
        World world;
        world.next.threshold = 2;
        const std::vector<SignerPtr> both = {world.root_keys[0], world.next_key};
        const auto refused = sign_roots(world.next, both);
        REQUIRE_FALSE(refused);
        CHECK(refused.error() == Error{Reason::bad_trust_list,
                                       "the roots of trust: the threshold is not between 1 and "
                                       "the number of keys"});
    }
}
