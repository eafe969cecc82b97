// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <vaxcert/record.hpp>

using namespace vaxcert;

namespace {

struct Seen {
    std::uint64_t row, line;
    std::string text;
    bool fault = false;

    bool operator==(const Seen&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Seen& seen) {
    return out << seen.row << '@' << seen.line << (seen.fault ? "!" : ":") << seen.text;
}

/// Everything a stream is cut into when it comes in pieces of `size` bytes.
std::vector<Seen> split(std::string_view stream, std::size_t size, bool& cut_short) {
    RecordSplitter splitter;
    std::vector<Seen> all;
    const auto drain = [&] {
        while (const auto piece = splitter.next())
            all.push_back({piece->row, piece->line,
                           piece->fault ? std::string() : std::string(piece->text),
                           piece->fault.has_value()});
    };
    for (std::size_t at = 0; at < stream.size(); at += size) {
        splitter.feed(stream.substr(at, size));
        drain();
    }
    splitter.finish();
    drain();
    cut_short = splitter.cut_short();
    return all;
}

void check(std::string_view stream, const std::vector<Seen>& expected, bool cut_short = false) {
    CAPTURE(stream);
    for (const std::size_t size :
         {std::size_t{1}, std::size_t{3}, std::size_t{64}, stream.size()}) {
        CAPTURE(size);
        bool cut = false;
        CHECK(split(stream, size, cut) == expected);
        CHECK(cut == cut_short);
    }
}

}  // namespace

TEST_SUITE("RecordSplitter") {
    TEST_CASE("cuts CSV at the line breaks outside quotes, whatever they look like") {
        check("a,b\n1,2\n3,4\n", {{0, 1, "a,b\n"}, {1, 2, "1,2\n"}, {2, 3, "3,4\n"}});
        check("a,b\r\n1,2\r\n\r\n3,4", {{0, 1, "a,b\r\n"}, {1, 2, "1,2\r\n"}, {2, 4, "3,4"}});
        check("a\n\"1\n2\",\"x\"\"\ny\"\n3\n",
              {{0, 1, "a\n"}, {1, 2, "\"1\n2\",\"x\"\"\ny\"\n"}, {2, 5, "3\n"}});
        check(
            "\xef\xbb\xbf"
            "a\n1\n",
            {{0, 1,
              "\xef\xbb\xbf"
              "a\n"},
             {1, 2, "1\n"}});
    }

    TEST_CASE("loses one row, not the rest, to a quote that is never closed") {
        check("a\n\"open\n2\n3\n", {{0, 1, "a\n"}, {1, 2, "", true}, {2, 3, "2\n"}, {3, 4, "3\n"}});
        check("a\n\"open", {{0, 1, "a\n"}, {1, 2, "", true}});
    }

    TEST_CASE("cuts JSON lines at each line break, whatever a line holds") {
        check("{\"a\":\"}\"}\n\n{\"b\":2}\r\n", {{1, 1, "{\"a\":\"}\"}"}, {2, 3, "{\"b\":2}"}});
        check("{\"a\":1}\n{\"broken\":\n{\"b\":2}",
              {{1, 1, "{\"a\":1}"}, {2, 2, "{\"broken\":"}, {3, 3, "{\"b\":2}"}});
        check("{\"broken\":\n{\"b\":2}\n", {{1, 1, "{\"broken\":"}, {2, 2, "{\"b\":2}"}});
        check("{\"cut", {{1, 1, "{\"cut"}});
    }

    TEST_CASE("takes objects spread over lines one after another") {
        check("{\n \"a\": {\n  \"b\": \"\\\"}\"\n }\n}\n",
              {{1, 1, "{\n \"a\": {\n  \"b\": \"\\\"}\"\n }\n}"}});
        check("\n{\n \"a\": 1\n}\n{\n \"b\": 2\n}",
              {{1, 2, "{\n \"a\": 1\n}"}, {2, 5, "{\n \"b\": 2\n}"}});
        check("{\n \"a\": 1\n", {{1, 1, "", true}}, true);
        check("{\n \"a\": 1\n} x", {{1, 1, "{\n \"a\": 1\n}"}, {2, 3, "", true}}, true);
    }

    TEST_CASE("takes the elements of one array") {
        check("[]", {});
        check(" [ ]\n", {});
        check("[{\"a\":[1,2]},\n {\"b\":\",]\"}\n]\n",
              {{1, 1, "{\"a\":[1,2]}"}, {2, 2, "{\"b\":\",]\"}"}});
        check("[{},,{}]", {{1, 1, "{}"}, {2, 1, "", true}, {3, 1, "{}"}});
        check("[{},]", {{1, 1, "{}"}, {2, 1, "", true}});
        check("[{},{\"b\":", {{1, 1, "{}"}, {2, 1, "", true}}, true);
        check("[{}] {}", {{1, 1, "{}"}, {2, 1, "", true}}, true);
    }

    TEST_CASE("finds nothing in nothing") {
        check("", {});
        check(" \n\r\n", {});
    }

    TEST_CASE("skips a record that is too long without holding it, and goes on") {
        const std::string longest(RecordSplitter::longest - 1, 'x');
        bool cut_short = false;
        for (const std::size_t size :
             {std::size_t{1000}, std::size_t{100'000}, std::size_t{1'000'000}}) {
            CAPTURE(size);
            const auto fits = split("a\n" + longest + "\n1\n", size, cut_short);
            REQUIRE(fits.size() == 3);
            CHECK_FALSE(fits[1].fault);
            CHECK(fits[2] == Seen{2, 3, "1\n"});

            const auto over = split("a\n" + longest + "xx\n1\n", size, cut_short);
            CHECK(over == std::vector<Seen>{{0, 1, "a\n"}, {1, 2, "", true}, {2, 3, "1\n"}});

            const auto far_over =
                split("a\n" + longest + longest + longest + "\n1\n", size, cut_short);
            CHECK(far_over == over);

            std::string rows;
            for (int i = 0; i < 10'000; ++i) rows += "0123456789\n";
            const auto open = split("a\n\"open\n" + rows, size, cut_short);
            REQUIRE(open.size() == 10'002);
            CHECK(open[1].fault);
            CHECK(open[10'001] == Seen{10'001, 10'002, "0123456789\n"});

            const auto array = split("[\"" + longest + "\"]", size, cut_short);
            REQUIRE(array.size() == 1);
            CHECK(array[0].fault);
            CHECK(cut_short);
        }
    }
}
