// SPDX-License-Identifier: Apache-2.0
#include "jsonld/documents.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <string>

#include "crypto/hash.hpp"
#include "json/jcs.hpp"

using namespace vaxcert;
using namespace vaxcert::jsonld;

namespace {

std::string digest(const json::Value& document) {
    std::string hex;
    for (const std::uint8_t byte : crypto::sha256(as_bytes(json::to_jcs(document)))) {
        hex += "0123456789abcdef"[byte >> 4];
        hex += "0123456789abcdef"[byte & 15];
    }
    return hex;
}

}  // namespace

TEST_SUITE("contexts") {
    TEST_CASE("are what their pinned digests say") {
        for (const Document& document : documents()) {
            CAPTURE(document.name);
            CHECK(digest(document.json) == document.sha256);
        }
    }

    TEST_CASE("are found by every URL that is listed, and by no other") {
        for (const Address& address : addresses()) {
            CAPTURE(address.url);
            const Document* document = shipped(address.url);
            REQUIRE(document);
            CHECK(document->name == address.document);
        }
        for (const char* url : {"", "https://cowin.gov.in/credentials/vaccination/v3",
                                "https://cowin.gov.in/credentials/vaccination/v1/",
                                "http://www.w3.org/2018/credentials/v1", "credentials-v1"}) {
            CAPTURE(url);
            CHECK_FALSE(shipped(url));
        }
    }

    TEST_CASE("of Sri Lanka and the Philippines have the text of version 2 behind a v1") {
        const Document* v2 = shipped("https://cowin.gov.in/credentials/vaccination/v2");
        CHECK(shipped("https://divoc.lgcc.gov.lk/credentials/vaccination/v1") == v2);
        CHECK(shipped("https://divoc.prod/vaccine/credentials/vaccination/v1") == v2);
        CHECK(shipped("https://divoc.dev/credentials/vaccination/v1") != v2);
    }
}
