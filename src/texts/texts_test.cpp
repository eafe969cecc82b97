// SPDX-License-Identifier: Apache-2.0
// How texts are looked up. What they say is held to account by texts/catalogue_test.py.

#include <vaxcert/texts.hpp>

#include <algorithm>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "base/utf8.hpp"

namespace {

using namespace vaxcert;

TEST_SUITE("texts") {
    TEST_CASE("say of every reason what it means and what to do, in every language") {
        for (const std::string_view language : languages()) {
            std::set<std::string_view> seen{says(Reason::internal, language)};
            for (std::uint16_t number = 1; number < 1000; ++number) {
                const Reason reason{number};
                const std::string word = name(reason);
                if (word == "internal") continue;
                CAPTURE(language);
                CAPTURE(word);
                CHECK(seen.insert(says(reason, language)).second);
                CHECK_FALSE(advice(reason, language).empty());
                CHECK(first_bad_utf8(says(reason, language)) == std::string_view::npos);
            }
            CHECK(seen.size() > 50);
        }
    }

    TEST_CASE("are in the language asked for") {
        CHECK(says(Reason::expired, "en") == "The certificate has expired");
        CHECK(says(Reason::expired, "fr") == "Le certificat a expiré");
        CHECK(advice(Reason::expired, "en") == "Refuse; ask for a renewed certificate.");
        CHECK(says(Outcome::accepted, "hi") == "स्वीकृत");
        CHECK(says(Step::signature, "es") == "Firma");
        CHECK(says(Outcome::undecided, "ar") != says(Outcome::undecided, "en"));
    }

    TEST_CASE("are found by the words that name() gives, and by no other") {
        CHECK(says("expired", "pt") == says(Reason::expired, "pt"));
        CHECK(advice("expired", "pt") == advice(Reason::expired, "pt"));
        CHECK(says("policy", "pt") == says(Step::policy, "pt"));
        CHECK(advice("policy", "pt").empty());
        CHECK(says("Expired", "pt").empty());
        CHECK(advice("", "pt").empty());
        CHECK(says(Reason{999}, "en") == says(Reason::internal, "en"));
    }

    TEST_CASE("serve a language's regions, and everybody else in English") {
        CHECK(languages().front() == "en");
        CHECK(language_for("pt") == "pt");
        CHECK(language_for("pt-BR") == "pt");
        CHECK(language_for("HI-Deva-in") == "hi");
        CHECK(language_for("ar-Arab-EG-x-gate") == "ar");
        for (const std::string_view unknown :
             {"", "-", "-fr", "de", "p", "por", "fr_FR", "de-fr"}) {
            CAPTURE(unknown);
            CHECK(language_for(unknown).empty());
            CHECK(says(Reason::revoked, unknown) == says(Reason::revoked, "en"));
            CHECK(advice(Reason::revoked, unknown) == advice(Reason::revoked, "en"));
        }
    }
}

}  // namespace
