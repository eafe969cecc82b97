// SPDX-License-Identifier: Apache-2.0
// Cuts a stream into records. Where a record is broken, the cut is made where the next one most
// likely begins, so that one bad row costs one row: a row whose quote is never closed ends at its
// first line break, and a JSON line ends with its line, whatever it holds.

#include <algorithm>
#include <string>

#include <vaxcert/record.hpp>

namespace vaxcert {
namespace {

constexpr std::string_view white_space = " \t\r\n";
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
constexpr std::size_t nowhere = std::string::npos;
constexpr std::size_t longest = RecordSplitter::longest;

/// Where in a JSON text one stands.
struct Nesting {
    unsigned depth = 0;  ///< open objects and arrays
    bool in_string = false;
    bool escaped = false;

    void pass(char c) {
        if (in_string) {
            in_string = escaped || c != '"';
            escaped = !escaped && c == '\\';
        } else if (c == '"') {
            in_string = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if ((c == '}' || c == ']') && depth > 0) {
            --depth;
        }
    }

    bool outside() const { return depth == 0 && !in_string; }
};

/// A record ends at `end`, and the next begins at `next`.
struct Cut {
    std::size_t end = 0;
    std::size_t next = 0;
    std::optional<Error> fault;
};

Error too_long() {
    return {Reason::limit_exceeded,
            "the record is longer than " + std::to_string(longest) + " bytes"};
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(white_space);
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(white_space) - first + 1);
}

}  // namespace

struct RecordSplitter::Inner {
    enum class Shape : std::uint8_t { undecided, csv, lines, objects, array, after_array };

    bool decide();
    Shape shape_of_json(std::size_t first) const;
    std::optional<Cut> cut();
    std::optional<Cut> cut_line();
    std::optional<Cut> cut_value();
    bool skip_line();
    Cut stop(const char* why);

    std::size_t known() const { return buffer.size(); }
    std::string_view record_until(std::size_t end) const {
        return std::string_view(buffer).substr(start, end - start);
    }

    std::string buffer;
    std::size_t start = 0;       ///< where the current record begins
    std::size_t scan = 0;        ///< how far it has been looked at
    std::size_t first_line = 0;  ///< where its first line ends, if it has more than one
    bool quoted = false;         ///< CSV: `scan` is within a quoted cell
    Nesting nesting;             ///< JSON: at `scan`
    Shape shape = Shape::undecided;
    Notation notation = Notation::unknown;
    std::uint64_t row = 0;
    std::uint64_t line = 1;
    bool after_comma = false;
    bool skipping = false;  ///< the rest of a line that was too long
    bool finished = false;
    bool stopped = false;
};

RecordSplitter::RecordSplitter() : inner_(std::make_unique<Inner>()) {}
RecordSplitter::~RecordSplitter() = default;
RecordSplitter::RecordSplitter(RecordSplitter&&) noexcept = default;
RecordSplitter& RecordSplitter::operator=(RecordSplitter&&) noexcept = default;

void RecordSplitter::feed(std::string_view bytes) {
    Inner& in = *inner_;
    in.buffer.erase(0, in.start);
    in.scan -= in.start;
    if (in.first_line) in.first_line -= in.start;
    in.start = 0;
    in.buffer.append(bytes);
}

void RecordSplitter::finish() {
    inner_->finished = true;
}

RecordSplitter::Notation RecordSplitter::notation() const noexcept {
    return inner_->notation;
}

bool RecordSplitter::cut_short() const noexcept {
    return inner_->stopped;
}

std::optional<RecordSplitter::Piece> RecordSplitter::next() {
    Inner& in = *inner_;
    while (!in.stopped && in.decide()) {
        std::optional<Cut> cut = in.cut();
        if (!cut) break;
        const std::string_view text = in.record_until(cut->end);
        const bool csv = in.shape == Inner::Shape::csv;
        const std::uint64_t begins =
            in.line + static_cast<std::uint64_t>(std::count(
                          text.begin(),
                          std::ranges::find_if(
                              text, [](char c) { return white_space.find(c) == white_space.npos; }),
                          '\n'));
        const std::string_view passed = in.record_until(cut->next);
        in.line += static_cast<std::uint64_t>(std::ranges::count(passed, '\n'));
        in.start = in.scan = cut->next;
        in.first_line = 0;
        in.quoted = false;
        in.nesting = {};
        if (trimmed(text).empty() && !cut->fault) continue;
        return Piece{.text = csv ? text : trimmed(text),
                     .row = csv ? in.row++ : ++in.row,
                     .line = begins,
                     .fault = std::move(cut->fault)};
    }
    return {};
}

/// Finds out what the stream is written in. False: too little of it has been seen.
bool RecordSplitter::Inner::decide() {
    if (shape != Shape::undecided) return true;
    if (known() < byte_order_mark.size() && !finished) return false;
    const std::size_t mark = buffer.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    const std::size_t first = buffer.find_first_not_of(white_space, mark);
    if (first == nowhere) return false;
    if (buffer[first] != '{' && buffer[first] != '[') {
        notation = Notation::csv;
        shape = Shape::csv;
        return true;
    }
    shape = shape_of_json(first);
    if (shape == Shape::undecided) return false;
    notation = Notation::json;
    if (shape == Shape::array) {
        line += static_cast<std::uint64_t>(std::ranges::count(buffer.substr(0, first), '\n'));
        start = scan = first + 1;
    }
    return true;
}

/// An object that ends on its first line, or is followed by a line that begins with another, says
/// that each line is a record; else objects are spread over lines for people to read.
RecordSplitter::Inner::Shape RecordSplitter::Inner::shape_of_json(std::size_t first) const {
    if (buffer[first] == '[') return Shape::array;
    const std::size_t end = buffer.find('\n', first);
    if (end == nowhere) {
        const bool decided = finished || known() - first > longest;
        return decided ? Shape::lines : Shape::undecided;
    }
    Nesting after_line;
    for (const char c : std::string_view(buffer).substr(first, end - first)) after_line.pass(c);
    if (after_line.outside()) return Shape::lines;
    if (end + 1 == known()) return finished ? Shape::lines : Shape::undecided;
    return buffer[end + 1] == '{' ? Shape::lines : Shape::objects;
}

std::optional<Cut> RecordSplitter::Inner::cut() {
    return shape == Shape::csv || shape == Shape::lines ? cut_line() : cut_value();
}

/// Passes over what is left of a line that was too long, without holding it. False: there is no
/// end of it yet.
bool RecordSplitter::Inner::skip_line() {
    const std::size_t end = buffer.find('\n', start);
    start = scan = end == nowhere ? known() : end + 1;
    skipping = end == nowhere;
    if (!skipping) ++line;
    return !skipping;
}

std::optional<Cut> RecordSplitter::Inner::cut_line() {
    if (skipping && !skip_line()) return {};
    for (;;) {
        if (start == known()) return {};
        const std::size_t line_break = buffer.find('\n', scan);
        const bool last = line_break == nowhere;
        const std::size_t end = last ? known() : line_break + 1;
        if (shape == Shape::csv) {
            const std::string_view seen = std::string_view(buffer).substr(scan, end - scan);
            quoted ^= std::ranges::count(seen, '"') % 2 != 0;
        }
        scan = end;
        const bool over = end - start > longest;
        if (last && !finished && !over) return {};

        // A quote that is never closed would make one record of all that follows.
        if (quoted && first_line && (over || last))
            return Cut{first_line, first_line,
                       Error{Reason::record_invalid, "a quote is not closed"}};
        if (over) {
            skipping = last && !finished;
            return Cut{start, end, too_long()};
        }
        if (quoted && last)
            return Cut{end, end, Error{Reason::record_invalid, "a quote is not closed"}};
        if (!quoted) return Cut{end, end, {}};
        if (!first_line) first_line = end;
    }
}

std::optional<Cut> RecordSplitter::Inner::cut_value() {
    for (; scan < known(); ++scan) {
        if (scan - start >= longest) return stop("a record is too long");
        const char c = buffer[scan];
        const bool space = white_space.find(c) != white_space.npos;
        if (shape == Shape::after_array && !space)
            return stop("there is something after the array");
        if (shape == Shape::array && nesting.outside() && (c == ',' || c == ']')) {
            Cut cut{scan, scan + 1, {}};
            const bool empty = trimmed(record_until(scan)).empty();
            if (empty && (c == ',' || after_comma))
                cut.fault = Error{Reason::bad_json, "there is no value beside a comma"};
            after_comma = c == ',';
            if (c == ']') shape = Shape::after_array;
            return cut;
        }
        if (shape == Shape::objects && nesting.outside() && !space && c != '{')
            return stop("there is something between two objects");
        nesting.pass(c);
        if (shape == Shape::objects && nesting.outside() && c == '}')
            return Cut{scan + 1, scan + 1, {}};
    }
    if (!finished) {
        // White space between records is not held.
        if (trimmed(record_until(known())).empty()) {
            line += static_cast<std::uint64_t>(std::ranges::count(record_until(known()), '\n'));
            start = known();
        }
        return {};
    }
    if (shape == Shape::array) return stop("the array is not closed");
    if (nesting.outside()) return {};
    return stop("the input ends inside a record");
}

/// Gives up on the rest of the stream.
Cut RecordSplitter::Inner::stop(const char* why) {
    stopped = true;
    return {scan, known(),
            Error{Reason::bad_json, std::string(why) + "; nothing after it can be read"}};
}

}  // namespace vaxcert
