// SPDX-License-Identifier: Apache-2.0
// Reads the members of JSON objects into a record, and names what is missing, wrong or unknown.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/value.hpp"
#include "record/text.hpp"

namespace vaxcert::record {

/// Whether a member must be there, and whether it must hold something.
enum class Need : unsigned char {
    optional,  ///< may be missing or blank
    present,   ///< must be there, and may be blank
    required,  ///< must be there, and not be blank
};

/// How a value is written: some write postal codes as numbers and some as texts.
enum class As : unsigned char { text, number, either };

/// The members of one object. Each is asked for by name; what nobody asked for is unknown.
///
/// The first thing wrong goes into `fault`, and from then on nothing is read any more: a notation
/// can so be written down as one list, and is looked at for a fault once, at its end.
class Members {
  public:
    /// How a notation spells "not stated".
    enum class Null : unsigned char { is_a_fault, is_absent };

    /// The members of the topmost object.
    Members(const json::Value& object, Null null, std::optional<Error>& fault);

    /// Reads member `name` by one of the readers of record/text.hpp.
    template <class To>
    void read(const char* name, Need need, Reading (*reader)(std::string_view, To&), To& to,
              As as = As::text) {
        const std::optional<std::string> text = text_of(name, need, as);
        if (!text) return;
        if (const Reading wrong = reader(*text, to)) complain(name, *wrong);
    }

    /// Takes the member, whatever it holds.
    void ignore(const char* name);

    /// Whether the member is there, and not null where that means absent.
    bool has(const char* name) const;

    /// The members of object `name`. Where there is none, they are those of an empty object of
    /// which nothing is required.
    Members inside(const char* name, Need need);

    /// The members of each object in array `name`.
    std::vector<Members> each(const char* name);

    /// Complains of a member that nobody asked for.
    void end();

    void complain(const char* name, const Complaint& complaint);

  private:
    Members(const json::Value* object, Null null, std::optional<Error>* fault, std::string path);

    const json::Value* take(const char* name, Need need);
    std::optional<std::string> text_of(const char* name, Need need, As as);

    const json::Value* object_;  ///< nullptr: absent
    Null null_;
    std::optional<Error>* fault_;
    std::string path_;  ///< "recipient.address.", empty at the top
    std::vector<bool> taken_;
};

}  // namespace vaxcert::record
