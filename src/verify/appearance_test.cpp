// SPDX-License-Identifier: Apache-2.0
#include "verify/appearance.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace vaxcert;
using namespace std::string_view_literals;

TEST_SUITE("what looks like") {
    TEST_CASE("nothing at all, or a known thing, is called that, with its size") {
        struct Example {
            std::string_view scanned, said;
        };
        constexpr std::string_view link =
            "an SMART Health Link: what it leads to is on the internet, and is not fetched";
        constexpr std::string_view web = "a web address, not a certificate; it is not opened";
        constexpr std::string_view text = "a text of no known kind";
        constexpr std::string_view binary = "binary data of no known kind";
        for (const Example& example : {
                 Example{"http://example.org"sv, web},
                 Example{"httpS://EXAMPLE.ORG"sv, web},
                 Example{"http://"sv, web},
                 Example{"http:/"sv, text},
                 Example{"https://v.example/#shlink:/eyJ"sv, link},
                 Example{"shlink:/eyJ"sv, link},
                 Example{"pass:1"sv, "a PathCheck pass (PASS), which is not supported"},
                 Example{"cbld:"sv,
                         "a PathCheck certificate in CBOR-LD (CBLD), which is not supported"},
                 Example{"nzcp:"sv, "a New Zealand pass, in a form that this version cannot read"},
                 Example{"TEL:"sv, "a telephone number"},
                 Example{"tel"sv, text},
                 Example{"eyJhbGciOiJub25lIn0"sv,
                         "a JSON Web Token of a kind that is not supported"},
                 Example{"[1]"sv, "a JSON document that is no certificate"},
                 Example{"{}"sv, "a JSON document that is no certificate"},
                 Example{"0123456789"sv, "a number, as bar codes of goods and tickets have"},
                 Example{"0"sv, "a number, as bar codes of goods and tickets have"},
                 Example{"9"sv, "a number, as bar codes of goods and tickets have"},
                 Example{"12/34"sv, text},
                 Example{"12:34"sv, text},
                 // What begins a file of bytes begins a word, too.
                 Example{"PK and ride"sv, text},
                 Example{"PK\x03\x04 \x01"sv, "a ZIP archive, which is not that of a certificate"},
                 Example{"PK\x01"sv, "a ZIP archive that was damaged or cut short"},
                 Example{"GIF89a\x01"sv, "a GIF picture; PNG and JPEG are read"},
                 // What people could read, one below, at and one above.
                 Example{"a line\tof\r\ntext"sv, text},
                 Example{"a\x1f"
                         "b"sv,
                         binary},
                 Example{"a b~"sv, text},
                 Example{"a\x7f"sv, binary},
                 Example{"\xc2\x80 \xc3\xa9"sv, text},
                 Example{"\xc3"sv, binary},
                 Example{"\x01"sv, binary},
             }) {
            CAPTURE(example.scanned);
            const Error error = unsupported(as_bytes(example.scanned));
            CHECK(error.reason == Reason::unsupported_format);
            CHECK(error.detail == std::to_string(example.scanned.size()) +
                                      " bytes that look like " + std::string(example.said));
        }
    }

    TEST_CASE("is decided by what follows white space, of which alone nothing is said") {
        CHECK(unsupported(as_bytes(" \t\r\n42")).detail ==
              "6 bytes that look like a number, as bar codes of goods and tickets have");
        for (const std::string_view empty : {"", " ", "\t\r\n "})
            CHECK(unsupported(as_bytes(empty)) ==
                  Error{Reason::unsupported_format, "there is nothing in it"});
    }
}
