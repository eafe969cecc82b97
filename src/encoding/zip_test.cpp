// SPDX-License-Identifier: Apache-2.0
#include "encoding/zip.hpp"

#include <algorithm>
#include <functional>
#include <stdexcept>

#include <doctest/doctest.h>

namespace vaxcert::encoding {
namespace {

constexpr std::string_view name = "certificate.json";

/// The parts of an archive, as fields that a test may spoil before they are written.
struct Archive {
    std::string content =
        "{\"name\":\"x\",\"again\":\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"}";
    unsigned method = 8;
    unsigned version = 20;
    unsigned flags = 0;
    bool descriptor_signature = true;
    std::uint32_t crc = crc32(as_bytes(content));
    Bytes data = deflate(as_bytes(content), Wrapping::none);
    std::size_t size = content.size();

    // Where the copies differ from what stands above.
    std::string prefix = {}, local_name = std::string(name), local_extra = {}, gap = {};
    std::string directory_name = std::string(name), directory_extra = {}, entry_comment = {};
    std::string comment = {}, suffix = {};
    bool local_sizes_zero = false;
    unsigned local_method = 8, local_time = 0, entries = 1, entries_here = 1, disk = 0;
    std::uint32_t descriptor_crc = crc, more_offset = 0, more_directory = 0, local_at = 0;

    Bytes bytes() const {
        Bytes out;
        const auto put = [&](std::size_t count, std::uint64_t value) {
            for (; count > 0; --count, value >>= 8) out.push_back(static_cast<std::uint8_t>(value));
        };
        const auto put_text = [&](std::string_view text) {
            out.insert(out.end(), text.begin(), text.end());
        };
        const auto put_sizes = [&](std::uint32_t checksum) {
            put(4, checksum), put(4, data.size()), put(4, size);
        };
        put_text(prefix);
        put(4, 0x04034b50), put(2, version), put(2, flags), put(2, local_method);
        put(4, local_time);
        if (local_sizes_zero)
            put(8, 0), put(4, 0);
        else
            put_sizes(crc);
        put(2, local_name.size()), put(2, local_extra.size());
        put_text(local_name), put_text(local_extra);
        out.insert(out.end(), data.begin(), data.end());
        if ((flags & 8) != 0) {
            if (descriptor_signature) put(4, 0x08074b50);
            put_sizes(descriptor_crc);
        }
        put_text(gap);

        const std::size_t directory_at = out.size();
        put(4, 0x02014b50), put(2, 20), put(2, version), put(2, flags), put(2, method), put(4, 0);
        put_sizes(crc);
        put(2, directory_name.size()), put(2, directory_extra.size());
        put(2, entry_comment.size()), put(2, disk), put(2, 0), put(4, 0), put(4, local_at);
        put_text(directory_name), put_text(directory_extra), put_text(entry_comment);

        const std::size_t directory_size = out.size() - directory_at;
        put(4, 0x06054b50), put(2, disk), put(2, disk), put(2, entries_here), put(2, entries);
        put(4, directory_size + more_directory), put(4, directory_at + more_offset);
        put(2, comment.size()), put_text(comment), put_text(suffix);
        return out;
    }
};

Result<Bytes> unzip(const Archive& archive) {
    return unzip_one(archive.bytes(), name, 1000);
}

}  // namespace

TEST_SUITE("zip") {
    TEST_CASE("what is packed comes back, and nothing is in the archive that need not be") {
        for (const std::string& content :
             {std::string(), std::string("x"), std::string(2000, 'x'), Archive{}.content}) {
            CAPTURE(content.size());
            const Bytes archive = zip_one(name, as_bytes(content));
            CHECK(archive.size() <= 130 + content.size());
            CHECK(as_text(archive).starts_with("PK\x03\x04"));
            const auto unpacked = unzip_one(archive, name, content.size());
            REQUIRE(unpacked);
            CHECK(as_text(*unpacked) == content);
            CHECK(zip_one(name, as_bytes(content)) == archive);
        }
        CHECK(zip_one(name, as_bytes(std::string(2000, 'x'))).size() < 160);
    }

    TEST_CASE("reads what Go, JSZip and others write") {
        CHECK(unzip({}));
        CHECK(unzip({.flags = 8, .local_sizes_zero = true}));
        CHECK(unzip({.flags = 8, .descriptor_signature = false, .local_sizes_zero = true}));
        CHECK(unzip({.flags = 8}));
        CHECK(unzip({.version = 10}));
        CHECK(unzip({.flags = 1U << 11 | 2}));

        Archive stored;
        stored.method = stored.local_method = 0;
        stored.data.assign(stored.content.begin(), stored.content.end());
        const auto content = unzip(stored);
        REQUIRE(content);
        CHECK(as_text(*content) == stored.content);
    }

    TEST_CASE("refuses an archive in which anything is odd") {
        struct Odd {
            const char* what;
            std::function<void(Archive&)> make;
        };
        for (const Odd& odd : {
                 Odd{"bytes before", [](Archive& a) { a.prefix = "x"; }},
                 Odd{"bytes before, with right offsets",
                     [](Archive& a) { a.prefix = "x", a.local_at = 1; }},
                 Odd{"bytes after", [](Archive& a) { a.suffix = "x"; }},
                 Odd{"a gap", [](Archive& a) { a.gap = "x"; }},
                 Odd{"a comment", [](Archive& a) { a.comment = "x"; }},
                 Odd{"a second end record as comment",
                     [](Archive& a) { a.comment = std::string("PK\5\6") + std::string(18, '\0'); }},
                 Odd{"an entry with a comment", [](Archive& a) { a.entry_comment = "x"; }},
                 Odd{"an extra field", [](Archive& a) { a.local_extra = "UT\1\0\0"; }},
                 Odd{"an extra field in the directory",
                     [](Archive& a) { a.directory_extra = "UT\1\0\0"; }},
                 Odd{"another name",
                     [](Archive& a) { a.local_name = a.directory_name = "Certificate.json"; }},
                 Odd{"a name in a folder",
                     [](Archive& a) { a.local_name = a.directory_name = "../certificate.json"; }},
                 Odd{"two names", [](Archive& a) { a.local_name = "certificate.jsom"; }},
                 Odd{"two names", [](Archive& a) { a.directory_name = "certificate.jsom"; }},
                 Odd{"two dates", [](Archive& a) { a.local_time = 1; }},
                 Odd{"two methods", [](Archive& a) { a.local_method = 0; }},
                 Odd{"another method", [](Archive& a) { a.method = a.local_method = 12; }},
                 Odd{"encryption", [](Archive& a) { a.flags = 1; }},
                 Odd{"strong encryption", [](Archive& a) { a.flags = 1U << 6; }},
                 Odd{"a newer version", [](Archive& a) { a.version = 45; }},
                 Odd{"no entries", [](Archive& a) { a.entries = a.entries_here = 0; }},
                 Odd{"two entries", [](Archive& a) { a.entries = a.entries_here = 2; }},
                 Odd{"ZIP64's count", [](Archive& a) { a.entries = a.entries_here = 0xffff; }},
                 Odd{"counts that differ", [](Archive& a) { a.entries_here = 2; }},
                 Odd{"several disks", [](Archive& a) { a.disk = 1; }},
                 Odd{"a directory elsewhere", [](Archive& a) { a.more_offset = 1; }},
                 Odd{"a directory of another size", [](Archive& a) { a.more_directory = 1; }},
                 Odd{"a file elsewhere", [](Archive& a) { a.local_at = 1; }},
                 Odd{"a wrong checksum", [](Archive& a) { a.crc ^= 1; }},
                 Odd{"a wrong descriptor", [](Archive& a) { a.flags = 8, a.descriptor_crc ^= 1; }},
                 Odd{"sizes of zero without a descriptor",
                     [](Archive& a) { a.local_sizes_zero = true; }},
                 Odd{"a gap after a descriptor", [](Archive& a) { a.flags = 8, a.gap = "x"; }},
                 Odd{"a descriptor with a wrong signature",
                     [](Archive& a) {
                         a.flags = 8, a.descriptor_signature = false;
                         a.data.insert(a.data.end(), 4, 0);
                         a.crc = a.descriptor_crc;
                     }},
                 Odd{"a size too small", [](Archive& a) { --a.size; }},
                 Odd{"a size too large", [](Archive& a) { ++a.size; }},
                 Odd{"stored with another size", [](Archive& a) { a.method = a.local_method = 0; }},
                 Odd{"data after the stream", [](Archive& a) { a.data.push_back(0); }},
                 Odd{"data cut short", [](Archive& a) { a.data.pop_back(); }},
             }) {
            CAPTURE(odd.what);
            Archive archive;
            odd.make(archive);
            const auto content = unzip(archive);
            REQUIRE_FALSE(content);
            CHECK((content.error().reason == Reason::bad_zip ||
                   content.error().reason == Reason::bad_deflate));
        }
    }

    TEST_CASE("refuses an archive cut anywhere") {
        const Bytes archive = Archive{.flags = 8, .local_sizes_zero = true}.bytes();
        for (std::size_t size = 0; size < archive.size(); ++size) {
            CAPTURE(size);
            CHECK_FALSE(unzip_one(ByteView(archive).first(size), name, 1000));
            CHECK_FALSE(unzip_one(ByteView(archive).subspan(archive.size() - size), name, 1000));
        }
    }

    TEST_CASE("a changed byte is noticed, or changes nothing") {
        const Archive original{.flags = 8, .local_sizes_zero = true};
        const Bytes archive = original.bytes();
        for (std::size_t at = 0; at < archive.size(); ++at) {
            for (unsigned bit = 0; bit < 8; ++bit) {
                CAPTURE(at);
                Bytes changed = archive;
                changed[at] = static_cast<std::uint8_t>(changed[at] ^ 1U << bit);
                const auto content = unzip_one(changed, name, 1000);
                if (content) CHECK(as_text(*content) == original.content);
            }
        }
    }

    TEST_CASE("reads files up to its limit, and never makes room for a size it only heard of") {
        for (const std::size_t size : {999U, 1000U})
            CHECK(unzip_one(zip_one(name, Bytes(size, 'x')), name, 1000));
        CHECK(unzip_one(zip_one(name, Bytes(1001, 'x')), name, 1000).error() ==
              Error{Reason::limit_exceeded,
                    "ZIP archive: a file of 1001 bytes, and at most 1000 are read"});
        CHECK(unzip({.size = 0xffffffff}).error().reason == Reason::limit_exceeded);

        // A file that is larger than its directory says.
        Archive lying;
        lying.data = deflate(Bytes(100000, 'x'), Wrapping::none);
        CHECK(unzip(lying).error() ==
              Error{Reason::bad_zip, "ZIP archive: its file is longer than the directory says"});
    }

    TEST_CASE("what fits no ZIP archive is a bug") {
        CHECK_THROWS_AS((void)zip_one(std::string(65536, 'x'), {}), std::length_error);
    }
}

}  // namespace vaxcert::encoding
