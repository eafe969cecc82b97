// SPDX-License-Identifier: Apache-2.0
#include "formats/divoc/identity.hpp"

#include <doctest/doctest.h>

#include "formats/divoc/kind.hpp"
#include "profile/inner.hpp"

using namespace vaxcert;
using namespace vaxcert::divoc;

TEST_SUITE("identity") {
    TEST_CASE("follows CoWIN's rules of 2022") {
        const auto india = Profile::ready("india");
        REQUIRE(india);
        const Settings settings = settings_of(*india);
        struct Example {
            std::string_view identity, id;
        };
        for (const Example& example : {
                 Example{"12345", "did:india:12345"},
                 Example{"NA", "did:india:REF1"},
                 Example{"na", "did:india:REF1"},
                 Example{"_", "did:india:REF1"},
                 Example{"i", "did:india:REF1"},
                 Example{"6", "did:india:REF1"},
                 Example{"", "did:india:REF1"},
                 Example{"aadhar.co.in/id/12346", "did:india:aadhar.co.in/id/12346"},
                 Example{"https://example.org/id/1", "https://example.org/id/1"},
                 Example{"http://example.org/id/1", "http://example.org/id/1"},
                 Example{"did:Aadhaar Card:********1234", "did:aadhaarcard:********1234"},
                 Example{"did:Passport:Dummy256", "did:passport:Dummy256"},
                 Example{"did:in.gov.uidai.aadhaar:1111", "did:in.gov.uidai.aadhaar:1111"},
                 Example{"Example Card 12", "did:india:Example%20Card%2012"},
             }) {
            CAPTURE(example.identity);
            const auto id = subject_id(example.identity, "REF1", settings);
            REQUIRE(id);
            CHECK(*id == example.id);
            CHECK(is_absolute_iri(*id));
        }
    }

    TEST_CASE("refuses a record that names nobody") {
        const auto india = Profile::ready("india");
        REQUIRE(india);
        const auto id = subject_id("NA", "", settings_of(*india));
        REQUIRE_FALSE(id);
        CHECK(id.error().reason == Reason::identity_rejected);
    }
}

TEST_SUITE("absolute IRI") {
    TEST_CASE("is what jsonld.js 2.0.2 took for one") {
        for (const std::string_view text :
             {"did:Aadhaar Card:1", "custom:aadhar card:123", "_:b", "a+,-.z:", "x:", "http://a"}) {
            CAPTURE(text);
            CHECK(is_absolute_iri(text));
        }
        for (const std::string_view text :
             {"872550100V", "", ":x", "1a:b", "a b:c", "__:x", "a/b:c", "a_b:c"}) {
            CAPTURE(text);
            CHECK_FALSE(is_absolute_iri(text));
        }
    }
}
