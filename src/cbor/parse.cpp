// SPDX-License-Identifier: Apache-2.0
#include "cbor/parse.hpp"

#include <algorithm>
#include <bit>

#include "base/utf8.hpp"
#include "cbor/floats.hpp"
#include "cbor/write.hpp"

namespace vaxcert::cbor {
namespace {

enum Major : std::uint8_t { unsigned_, negative, bytes_, text_, array_, map_, tag_, other };

/// The head of an item: its major type, its short form and its argument.
struct Head {
    std::uint8_t major = 0;
    std::uint8_t info = 0;
    std::uint64_t argument = 0;

    bool is_indefinite() const { return info == 31; }
    bool is_break() const { return major == other && info == 31; }
};

bool has_key_twice(const Map& map) {
    constexpr std::size_t few = 24;
    if (map.size() <= few) {
        for (std::size_t i = 1; i < map.size(); ++i)
            for (std::size_t k = 0; k < i; ++k)
                if (map[i].first == map[k].first) return true;
        return false;
    }
    std::vector<Bytes> keys;
    keys.reserve(map.size());
    for (const auto& [key, value] : map) keys.push_back(to_bytes(key));
    std::ranges::sort(keys);
    return std::ranges::adjacent_find(keys) != keys.end();
}

class Reader {
  public:
    Reader(ByteView bytes, const Budget& budget)
        : bytes_(bytes), items_left_(budget.cbor_items), most_depth_(budget.cbor_depth) {}

    Result<Value> whole() {
        auto value = item(0);
        if (value && at_ != bytes_.size()) return bad("there is something after the item");
        return value;
    }

  private:
    Error bad(const char* what) const {
        return {Reason::bad_cbor, std::string(what) + ", at byte " + std::to_string(at_)};
    }

    Result<Head> head() {
        if (at_ >= bytes_.size()) return bad("the data end where an item should begin");
        const std::uint8_t first = bytes_[at_];
        Head head{.major = static_cast<std::uint8_t>(first >> 5),
                  .info = static_cast<std::uint8_t>(first & 31),
                  .argument = static_cast<std::uint64_t>(first & 31)};
        if (head.info >= 28 && head.info < 31) return bad("an item begins with a reserved byte");
        ++at_;
        if (head.info < 24 || head.is_indefinite()) return head;
        const std::size_t count = std::size_t{1} << (head.info - 24);
        if (bytes_.size() - at_ < count) return bad("the data end within a number");
        head.argument = 0;
        for (std::size_t i = 0; i < count; ++i) head.argument = head.argument << 8 | bytes_[at_++];
        return head;
    }

    Result<Value> item(std::size_t depth) {
        const auto begin = head();
        if (!begin) return begin.error();
        return item_of(*begin, depth);
    }

    Result<Value> item_of(const Head& begin, std::size_t depth) {
        if (depth > most_depth_) return limit_exceeded("CBOR nesting", depth, most_depth_);
        if (items_left_ == 0)
            return Error{Reason::limit_exceeded, "CBOR: there are more items than are read"};
        --items_left_;
        const bool may_be_indefinite = begin.major >= Major::bytes_ && begin.major <= Major::map_;
        if (begin.is_indefinite() && !may_be_indefinite)
            return bad("there is a break, or a number without a size");
        switch (begin.major) {
            case Major::unsigned_:
                return Value(Integer{false, begin.argument});
            case Major::negative:
                return Value(Integer{true, begin.argument});
            case Major::bytes_:
            case Major::text_:
                return string(begin);
            case Major::array_:
                return array(begin, depth);
            case Major::map_:
                return map(begin, depth);
            case Major::tag_:
                return tagged(begin, depth);
            default:
                return simple(begin);
        }
    }

    Result<Value> tagged(const Head& begin, std::size_t depth) {
        auto inner = item(depth + 1);
        if (!inner) return inner;
        Tagged tagged{begin.argument, {}};
        tagged.item.push_back(*std::move(inner));
        return Value(std::move(tagged));
    }

    Result<ByteView> take(std::uint64_t count) {
        if (bytes_.size() - at_ < count) return bad("the data end within a string");
        const ByteView part = bytes_.subspan(at_, static_cast<std::size_t>(count));
        at_ += part.size();
        return part;
    }

    Result<Value> string(const Head& begin) {
        if (!begin.is_indefinite()) {
            const auto content = take(begin.argument);
            if (!content) return content.error();
            return finished(begin.major, *content);
        }
        Bytes joined;
        while (true) {
            const auto chunk = head();
            if (!chunk) return chunk.error();
            if (chunk->is_break()) return finished(begin.major, joined);
            if (chunk->major != begin.major || chunk->is_indefinite())
                return bad("a string in parts has a part that is none");
            const auto part = take(chunk->argument);
            if (!part) return part.error();
            // Each part of a text is UTF-8 by itself (RFC 8949 section 3.2.3).
            if (const auto whole = finished(begin.major, *part); !whole) return whole.error();
            joined.insert(joined.end(), part->begin(), part->end());
        }
    }

    static Result<Value> finished(std::uint8_t major, ByteView content) {
        if (major == Major::bytes_) return Value(Bytes(content.begin(), content.end()));
        const std::string_view text = as_text(content);
        if (first_bad_utf8(text) != text.npos)
            return Error{Reason::bad_utf8, "CBOR: a text is not UTF-8"};
        return Value(text);
    }

    /// The head of the next element of an array or map; nothing at its end.
    Result<std::optional<Head>> next(const Head& begin, std::uint64_t so_far) {
        if (!begin.is_indefinite() && so_far == begin.argument) return std::optional<Head>();
        const auto following = head();
        if (!following) return following.error();
        if (begin.is_indefinite() && following->is_break()) return std::optional<Head>();
        return std::optional<Head>(*following);
    }

    Result<Value> array(const Head& begin, std::size_t depth) {
        Array array;
        while (true) {
            const auto following = next(begin, array.size());
            if (!following) return following.error();
            if (!*following) return Value(std::move(array));
            auto element = item_of(**following, depth + 1);
            if (!element) return element;
            array.push_back(*std::move(element));
        }
    }

    Result<Value> map(const Head& begin, std::size_t depth) {
        Map map;
        while (true) {
            const auto following = next(begin, map.size());
            if (!following) return following.error();
            if (!*following) break;
            auto key = item_of(**following, depth + 1);
            if (!key) return key;
            auto value = item(depth + 1);
            if (!value) return value;
            map.emplace_back(*std::move(key), *std::move(value));
        }
        if (has_key_twice(map))
            return Error{Reason::duplicate_member, "CBOR: a map has a key twice"};
        return Value(std::move(map));
    }

    Result<Value> simple(const Head& begin) const {
        switch (begin.info) {
            case 20:
            case 21:
                return Value(begin.info == 21);
            case 22:
                return Value();
            case 24:
                if (begin.argument < 32) return bad("a simple value is longer than it may be");
                return Value(Simple{static_cast<std::uint8_t>(begin.argument)});
            case 25:
                return Value(from_half(static_cast<std::uint16_t>(begin.argument)));
            case 26:
                return Value(from_single(static_cast<std::uint32_t>(begin.argument)));
            case 27:
                return Value(std::bit_cast<double>(begin.argument));
            default:
                return Value(Simple{begin.info});
        }
    }

    ByteView bytes_;
    std::size_t at_ = 0;
    std::size_t items_left_;
    std::size_t most_depth_;
};

}  // namespace

Result<Value> parse(ByteView bytes, const Budget& budget) {
    return Reader(bytes, budget).whole();
}

}  // namespace vaxcert::cbor
