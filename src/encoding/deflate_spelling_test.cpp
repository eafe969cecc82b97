// SPDX-License-Identifier: Apache-2.0
#include "encoding/deflate_spelling.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "encoding/deflate.hpp"

using namespace vaxcert;
using namespace vaxcert::encoding;

namespace {

std::string example() {
    std::string text;
    for (int i = 0; i < 40; ++i)
        text += "{\"streetAddress\":\"" + std::to_string(i * 7919) +
                " Example Street\",\"district\":\"\"}";
    return text;
}

}  // namespace

TEST_SUITE("deflate spelling") {
    TEST_CASE("what an encoder writes at any level is spelled by an encoder") {
        const std::string text = example();
        for (const std::string& content :
             {text, std::string(), std::string("x"), std::string(5000, 'x')})
            for (int level = 1; level <= 12; ++level) {
                CAPTURE(level);
                CAPTURE(content.size());
                const Bytes stream = deflate(as_bytes(content), Wrapping::none, level);
                CHECK(is_spelled_by_an_encoder(stream, as_bytes(content)));
            }
    }

    TEST_CASE("no flip of one bit that leaves the content as it is passes for an encoder's") {
        const std::string text = example();
        const Bytes genuine = deflate(as_bytes(text), Wrapping::none, 9);
        Bytes stream = genuine;
        std::size_t same_content = 0;
        for (std::size_t bit = 0; bit < stream.size() * 8; ++bit) {
            const auto mask = static_cast<std::uint8_t>(1U << (bit % 8));
            stream[bit / 8] ^= mask;
            const auto content = inflate(stream, Wrapping::none, text.size() + 64);
            if (content && std::ranges::equal(*content, as_bytes(text))) {
                ++same_content;
                CAPTURE(bit);
                CHECK_FALSE(is_spelled_by_an_encoder(stream, as_bytes(text)));
            }
            stream[bit / 8] ^= mask;
        }
        MESSAGE(same_content, " flips left the content as it was");
        CHECK(same_content > 0);
    }

    TEST_CASE("a stream of other content, or cut short, has no such spelling") {
        const std::string text = example();
        const Bytes stream = deflate(as_bytes(text), Wrapping::none, 9);
        CHECK_FALSE(is_spelled_by_an_encoder(stream, as_bytes(text.substr(1))));
        CHECK_FALSE(is_spelled_by_an_encoder(stream, as_bytes(text + "x")));
        for (std::size_t size = 0; size < stream.size(); size += 7)
            CHECK_FALSE(is_spelled_by_an_encoder(ByteView(stream).first(size), as_bytes(text)));
        Bytes longer = stream;
        longer.push_back(0);
        CHECK_FALSE(is_spelled_by_an_encoder(longer, as_bytes(text)));
    }
}
