// SPDX-License-Identifier: Apache-2.0
#include "jsonld/iri.hpp"

#include <doctest/doctest.h>

using namespace vaxcert::jsonld;

TEST_SUITE("iri") {
    TEST_CASE("resolves the examples of RFC 3986 section 5.4") {
        struct Example {
            std::string_view reference, resolved;
        };
        for (const Example& example : {
                 Example{"g:h", "g:h"},
                 Example{"g", "http://a/b/c/g"},
                 Example{"./g", "http://a/b/c/g"},
                 Example{"g/", "http://a/b/c/g/"},
                 Example{"/g", "http://a/g"},
                 Example{"//g", "http://g"},
                 Example{"?y", "http://a/b/c/d;p?y"},
                 Example{"g?y", "http://a/b/c/g?y"},
                 Example{"#s", "http://a/b/c/d;p?q#s"},
                 Example{"g#s", "http://a/b/c/g#s"},
                 Example{"g?y#s", "http://a/b/c/g?y#s"},
                 Example{";x", "http://a/b/c/;x"},
                 Example{"g;x?y#s", "http://a/b/c/g;x?y#s"},
                 Example{"", "http://a/b/c/d;p?q"},
                 Example{".", "http://a/b/c/"},
                 Example{"./", "http://a/b/c/"},
                 Example{"..", "http://a/b/"},
                 Example{"../", "http://a/b/"},
                 Example{"../g", "http://a/b/g"},
                 Example{"../..", "http://a/"},
                 Example{"../../g", "http://a/g"},
                 Example{"../../../g", "http://a/g"},
                 Example{"../../../../g", "http://a/g"},
                 Example{"/./g", "http://a/g"},
                 Example{"/../g", "http://a/g"},
                 Example{"g.", "http://a/b/c/g."},
                 Example{".g", "http://a/b/c/.g"},
                 Example{"g..", "http://a/b/c/g.."},
                 Example{"..g", "http://a/b/c/..g"},
                 Example{"./../g", "http://a/b/g"},
                 Example{"./g/.", "http://a/b/c/g/"},
                 Example{"g/./h", "http://a/b/c/g/h"},
                 Example{"g/../h", "http://a/b/c/h"},
                 Example{"g;x=1/./y", "http://a/b/c/g;x=1/y"},
                 Example{"g;x=1/../y", "http://a/b/c/y"},
                 Example{"g?y/./x", "http://a/b/c/g?y/./x"},
                 Example{"g#s/../x", "http://a/b/c/g#s/../x"},
             }) {
            CAPTURE(example.reference);
            CHECK(resolve("http://a/b/c/d;p?q", example.reference) == example.resolved);
        }
    }

    TEST_CASE(
        "is absolute by its scheme; jsonld.js looked no further and knew one character more") {
        struct Example {
            std::string_view text;
            bool standard, legacy;
        };
        for (const Example& example : {
                 Example{"did:india", true, true},
                 Example{"_:b0", true, true},
                 Example{"a+b-c.1:x", true, true},
                 Example{"did:Aadhaar Card:********1234", false, true},
                 Example{"did:x\ny", false, true},
                 Example{"a,b:x", false, true},
                 Example{"", false, false},
                 Example{":x", false, false},
                 Example{"962433308V", false, false},
                 Example{"1did:x", false, false},
                 Example{"di d:x", false, false},
                 Example{"a/b:c", false, false},
             }) {
            CAPTURE(example.text);
            CHECK(is_absolute(example.text, Profile::standard) == example.standard);
            CHECK(is_absolute(example.text, Profile::jsonld_js_2) == example.legacy);
        }
    }

    TEST_CASE("is well formed only without what would end it early or be read otherwise") {
        CHECK(is_well_formed_iri("https://example.org/a?b=c#d"));
        CHECK(is_well_formed_iri("urn:\u0905"));
        for (const char* iri :
             {"a", "_:b", "urn:a b", "urn:<", "urn:>", "urn:\"", "urn:{", "urn:}", "urn:|", "urn:^",
              "urn:`", "urn:\\", "urn:\x01", "urn:\x7f", "urn:a#b#c"}) {
            CAPTURE(iri);
            CHECK_FALSE(is_well_formed_iri(iri));
        }
    }
}
