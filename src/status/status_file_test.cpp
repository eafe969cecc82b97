// SPDX-License-Identifier: Apache-2.0
// What is read of a signed list before and after its signature is known to be good.

#include <doctest/doctest.h>

#include <functional>

#include "crypto/hash.hpp"
#include "status/layout.hpp"
#include "status/status_file_for_tests.hpp"

using namespace vaxcert;
using namespace vaxcert::for_tests;

namespace {

const std::shared_ptr<const Signer>& signer() {
    static const auto one = *signer_from_key(as_bytes(*generate_key(Algorithm::ed25519)));
    return one;
}

/// Why a file is not opened; empty if it is.
std::string refusal_of(ByteView file) {
    const auto opened = StatusFile::open(file);
    if (opened) return {};
    CHECK(opened.error().reason == Reason::bad_status_list);
    return opened.error().detail;
}

using Entry = std::array<std::uint8_t, 16>;
using Table = Bytes;

/// A list in which every hash is right, and so is the signature, whatever its entries and the
/// changed table of its blocks say.
Bytes file_by_a_liar(const std::vector<Entry>& entries,
                     const std::function<void(Table&)>& change_table = {}) {
    Bytes table, all;
    for (std::size_t i = 0; i < entries.size(); i += status::entries_in_block) {
        Bytes block;
        for (std::size_t at = i; at < std::min(i + status::entries_in_block, entries.size()); ++at)
            block.insert(block.end(), entries[at].begin(), entries[at].end());
        table.insert(table.end(), block.begin(), block.begin() + status::name_size);
        const crypto::Digest hash = crypto::sha256(block);
        table.insert(table.end(), hash.begin(), hash.end());
        all.insert(all.end(), block.begin(), block.end());
    }
    if (change_table) change_table(table);
    const StatusHeader header = header_of_list();
    Bytes file = *sign_status_list(header, many(entries.size()), *signer());
    file.resize(status::fixed_size + header.issuer.size() + header.key_id.size());
    std::ranges::copy(crypto::sha256(table), file.begin() + 48);
    for (const Bytes& part : {*signer()->sign(file), table, all})
        file.insert(file.end(), part.begin(), part.end());
    return file;
}

std::vector<Entry> entries_of(std::size_t count) {
    std::vector<Entry> entries;
    for (const Withdrawal& one : many(count)) entries.push_back(one.bytes());
    return entries;
}

}  // namespace

TEST_SUITE("file of a signed status list") {
    TEST_CASE("a header that says what no version says is refused, and says what") {
        // Whoever changes it has no signature, but what is read before that must not be trusted.
        const Bytes good = status_file(header_of_list(), many(3), *signer());
        REQUIRE(good.size() == 275);
        CHECK(refusal_of(good).empty());
        const std::string values = "environment, algorithm or sizes are none of version 1";
        const std::string times =
            "the times of the list are none, or its next update does not come later";
        const std::string length = "a length in the header is beyond the file, or zero";
        const auto should_have = [](std::size_t size) {
            return "the file has 275 bytes and should have " + std::to_string(size);
        };
        struct Row {
            std::size_t at;
            Bytes bytes;
            std::string why;
        };
        for (const Row& row : {
                 Row{7, {0}, "this is no signed status list"},
                 Row{8, {1, 0}, "version 256; only version 1 is known"},
                 Row{9, {0}, "version 0; only version 1 is known"},
                 Row{9, {2}, "version 2; only version 1 is known"},
                 Row{10, {0}, values},
                 Row{10, {1}, ""},
                 Row{10, {3}, values},
                 Row{11, {0}, values},
                 Row{11, {2}, ""},
                 Row{11, {3}, values},
                 Row{12, {1}, values},
                 Row{13, {63}, values},
                 Row{14, {1}, values},
                 Row{15, {17}, values},
                 Row{24, {0x80}, times},  // no year we write
                 Row{32, {0x80}, times},
                 Row{32, {0, 0, 0, 0x3a, 0xff, 0xf4, 0x41, 0x7f}, ""},         // the last of 9999
                 Row{32, {0, 0, 0, 0x3a, 0xff, 0xf4, 0x41, 0x80}, times},      // a second later
                 Row{24, Bytes(good.begin() + 32, good.begin() + 40), times},  // at once
                 Row{27, {1}, times},
                 Row{40, {0xff}, length},
                 Row{47, {2}, should_have(259)},
                 Row{47, {17}, should_have(499)},
                 Row{47, {18}, length},
                 Row{48, {0}, ""},
                 Row{80, {0, 0}, length},
                 Row{80, {8, 0}, should_have(275 + 2048 - 23)},
                 Row{80, {8, 1}, length},
                 Row{82, {8, 0}, should_have(275 + 2048 - 13)},
                 Row{82, {8, 1}, length},
                 Row{84, {0xff}, "the names in the header are not UTF-8"},
                 Row{107, {0xff}, "the names in the header are not UTF-8"},
             }) {
            CAPTURE(row.at);
            CAPTURE(row.why);
            Bytes file = good;
            std::ranges::copy(row.bytes, file.begin() + static_cast<std::ptrdiff_t>(row.at));
            if (row.at == 48)
                CHECK(refusal_of(file) ==
                      "the table of blocks is not the one that the header is of");
            else
                CHECK(refusal_of(file) == row.why);
        }
        const ByteView bytes = good;
        CHECK(refusal_of({}) == "this is no signed status list");
        CHECK(refusal_of(bytes.first(8)) == "the status list ends within its header");
        CHECK(refusal_of(bytes.first(83)) == "the status list ends within its header");
        CHECK(refusal_of(bytes.first(84)) == "the file has 84 bytes and should have 275");
    }

    TEST_CASE("each of the names in the header is UTF-8, and not only both together") {
        StatusHeader header = header_of_list();
        header.issuer += "\xc3";
        header.key_id = "\xa9" + header.key_id;
        CHECK(refusal_of(status_file(header, {}, *signer())) ==
              "the names in the header are not UTF-8");
    }

    TEST_CASE("a signer who signs nonsense is not followed") {
        const std::vector<Entry> good = entries_of(70);
        using Change = std::function<void(std::vector<Entry>&)>;
        struct Row {
            const char* what;
            Change change;
            std::size_t block;
        };
        const auto state = [](std::size_t at, std::uint8_t byte) -> Change {
            return [=](std::vector<Entry>& entries) { entries[at][15] = byte; };
        };
        for (const Row& row : {
                 Row{"nothing", [](std::vector<Entry>&) {}, 0},
                 Row{"superseded, the last state there is", state(1, 3), 0},
                 Row{"no state", state(1, 0), 1},
                 Row{"a lifted suspension", state(1, 4), 1},
                 Row{"a state of a later version", state(69, 255), 2},
                 Row{"two in the other order",
                     [](std::vector<Entry>& entries) { std::swap(entries[1], entries[2]); }, 1},
                 Row{"one twice", [](std::vector<Entry>& entries) { entries[69] = entries[68]; },
                     2},
             }) {
            CAPTURE(row.what);
            std::vector<Entry> entries = good;
            row.change(entries);
            const Bytes file = file_by_a_liar(entries);
            const auto opened = StatusFile::open(file);
            REQUIRE(opened);
            const auto list = opened->authenticate(signer()->public_key());
            REQUIRE(list);
            const auto all = list->entries();
            CHECK(all.has_value() == (row.block == 0));
            if (row.block == 0) continue;
            const Error why{Reason::bad_status_list, "block " + std::to_string(row.block) +
                                                         " of the status list is not what was "
                                                         "signed"};
            CHECK(all.error() == why);
            // Nor is anything said of the block's other entries, and all of those elsewhere.
            const auto known = many(70);
            CHECK(list->find(known[row.block == 1 ? 0 : 64].name()).error() == why);
            CHECK(list->find(known[row.block == 1 ? 64 : 0].name()));
        }
    }

    TEST_CASE("a table that is not that of the blocks is not followed") {
        const auto exchange = [](Table& table) {
            std::swap_ranges(table.begin(), table.begin() + status::row_size,
                             table.begin() + status::row_size);
        };
        const auto repeat = [](Table& table) {
            std::copy_n(table.begin(), status::name_size, table.begin() + status::row_size);
        };
        const auto entries = entries_of(130);
        CHECK(refusal_of(file_by_a_liar(entries)).empty());
        CHECK(refusal_of(file_by_a_liar(entries, exchange)) == "block 1 is not in ascending order");
        CHECK(refusal_of(file_by_a_liar(entries, repeat)) == "block 1 is not in ascending order");

        // A first name before that of the entries: somebody in between could be said not to stand
        // in the list, or not to be known.
        const Bytes file = file_by_a_liar(entries, [](Table& table) { table[10] ^= 1; });
        const auto list = StatusFile::open(file)->authenticate(signer()->public_key());
        REQUIRE(list);
        CHECK(list->entries().error() ==
              Error{Reason::bad_status_list, "block 1 of the status list is not what was signed"});
    }
}
