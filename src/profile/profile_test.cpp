// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/profile.hpp>

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include <vaxcert/master_data.hpp>

#include "profile/inner.hpp"

using namespace vaxcert;

namespace {

/// The India profile's text with one piece of it replaced.
std::string india_with(std::string_view piece, std::string_view other) {
    std::string text(*ready_text("india"));
    const std::size_t at = text.find(piece);
    REQUIRE(at != text.npos);
    return text.replace(at, piece.size(), other);
}

}  // namespace

TEST_SUITE("profile") {
    TEST_CASE("every ready profile can be read") {
        for (const std::string_view name : Profile::ready_names()) {
            CAPTURE(name);
            const auto profile = Profile::ready(name);
            REQUIRE(profile);
            CHECK(profile->name() == name);
            CHECK_FALSE(profile->inner().products.empty());
        }
        CHECK(MasterData::ready().profiles().size() == Profile::ready_names().size());
    }

    TEST_CASE("the template for a new country can be read") {
        std::ifstream file(VAXCERT_SOURCE "/examples/profile-template.json");
        const std::string text{std::istreambuf_iterator<char>(file), {}};
        const auto profile = Profile::parse(text);
        REQUIRE(profile);
        CHECK(find_product(profile->inner(), name_key("example vax")));
        CHECK(find_product(profile->inner(), name_key("COVISHIELD")));
        CHECK(profile->columns().size() == 2);
    }

    TEST_CASE("an unknown name is answered with the names there are") {
        const auto profile = Profile::ready("atlantis");
        REQUIRE_FALSE(profile);
        CHECK(profile.error().detail.find("india-international") != std::string::npos);
    }

    TEST_CASE("names what is missing, unknown or of the wrong kind") {
        struct Refusal {
            std::string_view piece, other, says;
        };
        for (const Refusal& refusal : {
                 Refusal{"\"issuer\"", "\"isuer\"", "lacks \"issuer\""},
                 Refusal{"\"profile\": 1", "\"profile\": 2", "from 1 to 1"},
                 Refusal{"\"environment\"", "\"enviroment\"", "\"enviroment\""},
                 Refusal{"\"level\": \"M\"", "\"level\": \"X\"", "one of L, M, Q, H"},
                 Refusal{"\"covid-19\"", "\"measles\"", "does not come with vaxcert"},
                 Refusal{"\"length\": 39", "\"length\": 4", "from 9 to 64"},
             }) {
            CAPTURE(refusal.piece);
            const auto profile = Profile::parse(india_with(refusal.piece, refusal.other));
            REQUIRE_FALSE(profile);
            CHECK(profile.error().reason == Reason::bad_profile);
            CHECK(profile.error().detail.find(refusal.says) != std::string::npos);
        }
    }

    TEST_CASE("finds a vaccine by its name, whatever its spelling, and never by its manufacturer") {
        const auto india = Profile::ready("india");
        REQUIRE(india);
        const auto product = [&](std::string_view name) {
            return find_product(india->inner(), name_key(name));
        };
        for (const std::string_view name :
             {"COVISHIELD", "Covishield", "covi shield", "Covishield (ChAdOx1)"})
            REQUIRE(product(name));
        CHECK(product("COVISHIELD")->course == 2);
        CHECK(product("sputnik v")->icd11 == "XM9QW8");
        CHECK(product("zycov-d")->icd11 == "XM6AT1");
        CHECK_FALSE(product("Serum Institute of India"));
        CHECK_FALSE(product("Sinovac Biotech"));
        CHECK_FALSE(product(""));
        CHECK_FALSE(product("Unheard-of"));
    }
}
