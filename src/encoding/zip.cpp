// SPDX-License-Identifier: Apache-2.0
#include "encoding/zip.hpp"

#include <algorithm>
#include <initializer_list>
#include <limits>
#include <stdexcept>

#include "encoding/deflate_spelling.hpp"

namespace vaxcert::encoding {
namespace {

// APPNOTE 4.3: each record begins with a signature.
constexpr std::uint32_t local_signature = 0x04034b50;
constexpr std::uint32_t descriptor_signature = 0x08074b50;
constexpr std::uint32_t central_signature = 0x02014b50;
constexpr std::uint32_t end_signature = 0x06054b50;

constexpr std::size_t local_size = 30;
constexpr std::size_t central_size = 46;
constexpr std::size_t end_size = 22;

constexpr std::uint32_t stored = 0;
constexpr std::uint32_t deflated = 8;
constexpr std::uint32_t first_day = 0x00210000;  // 1980-01-01 00:00:00
constexpr std::uint32_t version_needed = 20;     // 2.0: deflate, and nothing newer

/// The general purpose bits that may be set: how hard the writer tried (1, 2), that the sizes
/// follow the data (3), and that the name is UTF-8 (11).
constexpr std::uint32_t flag_descriptor = 1U << 3;
constexpr std::uint32_t flags_allowed = 1U << 1 | 1U << 2 | flag_descriptor | 1U << 11;

Error bad_zip(std::string detail) {
    return {Reason::bad_zip, "ZIP archive: " + std::move(detail)};
}

/// Little-endian fields, read one after the other. The caller has checked that they are there.
class Fields {
  public:
    explicit Fields(ByteView bytes) : bytes_(bytes) {}

    std::uint32_t u16() { return take(2); }
    std::uint32_t u32() { return take(4); }
    ByteView bytes(std::size_t count) {
        const ByteView taken = bytes_.first(count);
        bytes_ = bytes_.subspan(count);
        return taken;
    }

  private:
    std::uint32_t take(std::size_t count) {
        std::uint32_t value = 0;
        for (std::size_t i = count; i-- > 0;) value = value << 8 | bytes_[i];
        bytes_ = bytes_.subspan(count);
        return value;
    }

    ByteView bytes_;
};

/// Checksum and sizes: they stand in the local header or after the data, and in the directory.
struct Sizes {
    std::uint32_t crc = 0;
    std::uint32_t compressed = 0;
    std::uint32_t content = 0;

    bool operator==(const Sizes&) const = default;
};

Sizes take_sizes(Fields& fields) {
    const std::uint32_t crc = fields.u32();
    const std::uint32_t compressed = fields.u32();
    return {crc, compressed, fields.u32()};
}

/// What the local header and the directory both say of the file.
struct Entry {
    std::uint32_t version = 0;
    std::uint32_t flags = 0;
    std::uint32_t method = 0;
    std::uint32_t modified = 0;  ///< time and date of the file: only compared
    Sizes sizes;
    std::uint32_t name_size = 0;
    std::uint32_t extra_size = 0;
};

Entry take_entry(Fields& fields) {
    Entry entry;
    entry.version = fields.u16();
    entry.flags = fields.u16();
    entry.method = fields.u16();
    entry.modified = fields.u32();
    entry.sizes = take_sizes(fields);
    entry.name_size = fields.u16();
    entry.extra_size = fields.u16();
    return entry;
}

/// What writers say of themselves: a version, the system, and attributes of the file there. Nothing
/// checks these bytes, so only what is known to be written is read (APPNOTE 4.4.2, 4.4.15): 0 on
/// MS-DOS, a plain file of mode 0600 or 0644 on Unix.
bool are_a_makers(std::uint32_t made_by, std::uint32_t external_attributes) {
    constexpr std::uint32_t unix_0600 = 0600U << 16;
    constexpr std::uint32_t unix_0644 = 0100644U << 16;
    const std::uint32_t version = made_by & 0xff;
    const std::uint32_t system = made_by >> 8;
    if (version != 10 && version != 20 && version != 30) return false;
    if (system == 0) return external_attributes == 0;
    return system == 3 && (external_attributes == unix_0600 || external_attributes == unix_0644);
}

/// The entry of the directory, where the archive ends as one of our shape does.
Result<Entry> read_directory(ByteView archive, std::string_view name) {
    const std::size_t directory_size = central_size + name.size();
    if (archive.size() < local_size + name.size() + directory_size + end_size)
        return bad_zip(std::to_string(archive.size()) + " bytes are too short for one");
    const std::size_t end_at = archive.size() - end_size;
    const std::size_t directory_at = end_at - directory_size;

    Fields end(archive.subspan(end_at));
    if (end.u32() != end_signature)
        return bad_zip("it does not end with an end record that has no comment");
    const std::uint32_t disk = end.u16();
    const std::uint32_t directory_disk = end.u16();
    const std::uint32_t entries_here = end.u16();
    const std::uint32_t entries = end.u16();
    const std::uint32_t stated_size = end.u32();
    const std::uint32_t stated_at = end.u32();
    const std::uint32_t comment_size = end.u16();
    if (disk != 0 || directory_disk != 0) return bad_zip("it is part of a set of several");
    if (entries_here != 1 || entries != 1)
        return bad_zip("it has " + std::to_string(entries) + " entries, and one is expected");
    if (stated_size != directory_size || stated_at != directory_at || comment_size != 0)
        return bad_zip("the end record does not describe a directory of one entry named \"" +
                       std::string(name) + "\"");

    Fields directory(archive.subspan(directory_at));
    if (directory.u32() != central_signature) return bad_zip("its directory is missing");
    const std::uint32_t made_by = directory.u16();
    const Entry entry = take_entry(directory);
    const std::uint32_t entry_comment_size = directory.u16();
    const std::uint32_t entry_disk = directory.u16();
    const std::uint32_t internal_attributes = directory.u16();
    const std::uint32_t external_attributes = directory.u32();
    const std::uint32_t local_at = directory.u32();
    if (entry.name_size != name.size() || entry.extra_size != 0 || entry_comment_size != 0 ||
        as_text(directory.bytes(name.size())) != name)
        return bad_zip("its entry is not one named \"" + std::string(name) + "\" and no more");
    if (internal_attributes != 0 || !are_a_makers(made_by, external_attributes))
        return bad_zip("its entry has a maker or attributes that no writer of certificates has");
    if (entry_disk != 0 || local_at != 0) return bad_zip("its file is not at its beginning");
    return entry;
}

/// Whether what lies before the directory is the file's header, its data, its descriptor if it has
/// one, and nothing else; if so, the data.
Result<ByteView> read_file(ByteView archive, const Entry& entry, std::string_view name) {
    const std::size_t directory_at = archive.size() - end_size - central_size - name.size();
    Fields fields(archive.first(directory_at));
    if (fields.u32() != local_signature) return bad_zip("it does not begin with its file");
    const Entry local = take_entry(fields);
    if (local.version != entry.version || local.flags != entry.flags ||
        local.method != entry.method || local.modified != entry.modified ||
        local.name_size != name.size() || local.extra_size != 0 ||
        as_text(fields.bytes(name.size())) != name)
        return bad_zip("its directory and the header of its file differ");

    const std::size_t room = directory_at - local_size - name.size();
    const bool follows = (entry.flags & flag_descriptor) != 0;
    if (!follows) {
        if (local.sizes != entry.sizes || room != entry.sizes.compressed)
            return bad_zip("its directory and the sizes of its file differ");
        return fields.bytes(entry.sizes.compressed);
    }

    // APPNOTE 4.4.4, bit 3: the header has zeros, and the descriptor follows the data. Its
    // signature is optional, and always written by Go.
    if (local.sizes != Sizes{} && local.sizes != entry.sizes)
        return bad_zip("its directory and the sizes of its file differ");
    const std::size_t descriptor_size = room - std::min<std::size_t>(room, entry.sizes.compressed);
    if (descriptor_size != 12 && descriptor_size != 16)
        return bad_zip("no data descriptor lies between the data and the directory");
    const ByteView data = fields.bytes(entry.sizes.compressed);
    if (descriptor_size == 16 && fields.u32() != descriptor_signature)
        return bad_zip("its data descriptor lacks the signature");
    if (take_sizes(fields) != entry.sizes)
        return bad_zip("its directory and its data descriptor differ");
    return data;
}

Result<Bytes> unpack(ByteView data, const Entry& entry, std::size_t limit) {
    if (entry.sizes.content > limit)
        return Error{Reason::limit_exceeded,
                     "ZIP archive: a file of " + std::to_string(entry.sizes.content) +
                         " bytes, and at most " + std::to_string(limit) + " are read"};
    Bytes content;
    if (entry.method == stored) {
        content.assign(data.begin(), data.end());
    } else {
        auto inflated = inflate(data, Wrapping::none, entry.sizes.content);
        if (!inflated && inflated.error().reason == Reason::limit_exceeded)
            return bad_zip("its file is longer than the directory says");
        if (!inflated) return inflated;
        content = *std::move(inflated);
    }
    if (content.size() != entry.sizes.content)
        return bad_zip("its file is shorter than the directory says");
    if (crc32(content) != entry.sizes.crc) return bad_zip("the checksum of its file is wrong");
    if (entry.method == deflated && !is_spelled_by_an_encoder(data, content))
        return bad_zip("its file is compressed as no encoder does it: a bit was changed");
    return content;
}

/// Appends fields, little-endian.
void put16(Bytes& bytes, std::uint32_t value) {
    bytes.push_back(static_cast<std::uint8_t>(value & 0xff));
    bytes.push_back(static_cast<std::uint8_t>(value >> 8 & 0xff));
}

void put32(Bytes& bytes, std::uint32_t value) {
    put16(bytes, value & 0xffff);
    put16(bytes, value >> 16);
}

void put(Bytes& bytes, ByteView more) {
    bytes.insert(bytes.end(), more.begin(), more.end());
}

void put_entry(Bytes& bytes, const Entry& entry) {
    put16(bytes, entry.version);
    put16(bytes, entry.flags);
    put16(bytes, entry.method);
    put32(bytes, entry.modified);
    put32(bytes, entry.sizes.crc);
    put32(bytes, entry.sizes.compressed);
    put32(bytes, entry.sizes.content);
    put16(bytes, entry.name_size);
    put16(bytes, entry.extra_size);
}

}  // namespace

Bytes zip_one(std::string_view name, ByteView content, int level) {
    if (content.size() > std::numeric_limits<std::uint32_t>::max() / 2 ||
        name.size() > std::numeric_limits<std::uint16_t>::max())
        throw std::length_error("too long for a ZIP archive");

    const Bytes shorter = deflate(content, Wrapping::none, level);
    const bool pays = shorter.size() < content.size();
    const ByteView data = pays ? ByteView(shorter) : content;
    const Entry entry{.version = version_needed,
                      .method = pays ? deflated : stored,
                      .modified = first_day,
                      .sizes = {.crc = crc32(content),
                                .compressed = static_cast<std::uint32_t>(data.size()),
                                .content = static_cast<std::uint32_t>(content.size())},
                      .name_size = static_cast<std::uint32_t>(name.size())};

    Bytes archive;
    archive.reserve(local_size + data.size() + central_size + 2 * name.size() + end_size);
    put32(archive, local_signature);
    put_entry(archive, entry);
    put(archive, as_bytes(name));
    put(archive, data);

    const std::size_t directory_at = archive.size();
    put32(archive, central_signature);
    put16(archive, version_needed);  // made by
    put_entry(archive, entry);
    put16(archive, 0);  // comment
    put16(archive, 0);  // disk
    put16(archive, 0);  // attributes
    put32(archive, 0);
    put32(archive, 0);  // where the file begins
    put(archive, as_bytes(name));

    const std::size_t directory_size = archive.size() - directory_at;
    put32(archive, end_signature);
    put16(archive, 0);  // disks
    put16(archive, 0);
    put16(archive, 1);  // entries
    put16(archive, 1);
    put32(archive, static_cast<std::uint32_t>(directory_size));
    put32(archive, static_cast<std::uint32_t>(directory_at));
    put16(archive, 0);  // comment
    return archive;
}

Result<Bytes> unzip_one(ByteView archive, std::string_view name, std::size_t limit) {
    const auto entry = read_directory(archive, name);
    if (!entry) return entry.error();
    if ((entry->flags & ~flags_allowed) != 0)
        return bad_zip("it is encrypted or otherwise special");
    if (entry->version > version_needed) return bad_zip("it needs a reader newer than version 2.0");
    if (entry->method != stored && entry->method != deflated)
        return bad_zip("its file is neither stored nor deflated");

    const auto data = read_file(archive, *entry, name);
    if (!data) return data.error();
    return unpack(*data, *entry, limit);
}

}  // namespace vaxcert::encoding
