// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/load_status.hpp>

#include "cli/bit_lists.hpp"
#include "cli/clock.hpp"
#include "cli/commands.hpp"
#include "cli/exit.hpp"
#include "cli/files.hpp"
#include "cli/mapped_file.hpp"
#include "cli/messages.hpp"
#include "cli/publishing.hpp"
#include "cli/setup.hpp"
#include "cli/text.hpp"
#include "cli/withdrawals.hpp"

namespace vaxcert::cli {
namespace {

template <class T>
T done_or_end(Result<T> result, const std::string& file, int exit) {
    if (!result) cannot_run(exit, printable(file) + ": " + sentence(result.error()));
    return *std::move(result);
}

/// What build and add have in common: the changes, the signature, the file.
class Publisher {
  public:
    explicit Publisher(const StatusOptions& options)
        : options_(options),
          now_(now_or_clock(options.now)),
          signer_(load_signer(options.key, options.pin_file)) {}

    int build() {
        StatusHeader header;
        header.issuer = options_.issuer;
        header.key_id = options_.key_id.empty() ? options_.issuer : options_.key_id;
        header.for_test = options_.environment == "test";
        header.sequence = options_.sequence;
        header.issued = now_;
        header.next_update = due_in_days(options_, now_);
        return publish(header, {}, options_.list, Existing::stays);
    }

    int add() {
        const SignedStatusList last = last_list();
        const auto entries = done_or_end(last.entries(), options_.list, status::bad_setup);
        const StatusHeader header =
            header_or_end(next_header(last.header(), now_, due_in_days(options_, now_)));
        const bool in_place = options_.out.empty();
        return publish(header, entries, in_place ? options_.list : options_.out,
                       in_place ? Existing::is_replaced : Existing::stays);
    }

  private:
    /// The last list, which whoever signs the next one signed, or somebody who is trusted.
    SignedStatusList last_list() const {
        if (!options_.trust.empty())
            return load_signed_status(options_.list, load_trust(options_.trust), now_);
        const auto mapped = std::make_shared<const MappedFile>(options_.list, status::no_input);
        const auto file = done_or_end(StatusFile::open(mapped->bytes(), mapped), options_.list,
                                      status::bad_setup);
        auto list = file.authenticate(signer_->public_key());
        if (!list)
            cannot_run(status::bad_setup, printable(options_.list) + ": " + sentence(list.error()),
                       "add --trust FILE if another key signed the last list");
        return *std::move(list);
    }

    int publish(StatusHeader header, std::span<const Withdrawal> last, const std::string& file,
                Existing existing) {
        const Date today = Date::of(now_);
        auto changes = read_withdrawals(options_, header.issuer, today);
        const NextList next =
            done_or_end(next_list(last, std::move(changes.entries), today),
                        options_.in == "-" ? "standard input" : options_.in, status::bad_input);
        header.count = next.entries.size();
        const Bytes head = done_or_end(sign_status_list(header, next.entries, *signer_),
                                       options_.key, status::no_key);
        Output output(file, existing);
        output.write(as_text(head));
        if (!next.entries.empty())
            output.write(as_text(
                {next.entries.front().bytes().data(), std::span(next.entries).size_bytes()}));
        output.finish();
        report(header, next, changes.rows, file);
        return status::done;
    }

    void report(const StatusHeader& header, const NextList& next, std::uint64_t rows,
                const std::string& file) const {
        const auto number = [](std::uint64_t count) { return std::to_string(count); };
        if (options_.json)
            return write_out(
                "{\"list\":" + json_string(file) + ",\"issuer\":" + json_string(header.issuer) +
                ",\"sequence\":" + number(header.sequence) + ",\"issued\":\"" +
                to_text(header.issued) + "\",\"next_update\":\"" + to_text(header.next_update) +
                "\",\"count\":" + number(header.count) + ",\"read\":" + number(rows) +
                ",\"added\":" + number(next.added) + ",\"changed\":" + number(next.changed) +
                ",\"unchanged\":" + number(next.unchanged) + ",\"lifted\":" + number(next.lifted) +
                ",\"dropped\":" + number(next.dropped) + "}\n");
        write_out("list " + number(header.sequence) + " of " + printable(header.issuer) + ": " +
                  number(header.count) + " certificates, due again at " +
                  to_text(header.next_update) + '\n');
        print_note("read " + number(rows) + ", added " + number(next.added) + ", changed " +
                   number(next.changed) + ", unchanged " + number(next.unchanged) + ", lifted " +
                   number(next.lifted) + ", dropped " + number(next.dropped));
    }

    const StatusOptions& options_;
    Time now_;
    std::shared_ptr<const Signer> signer_;
};

std::string hex(const Withdrawal::Name& bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const std::uint8_t byte : bytes) {
        text += digits[byte >> 4U];
        text += digits[byte & 15U];
    }
    return text;
}

std::string text_of(const std::optional<Date>& date) {
    return date ? date->text() : std::string("-");
}

std::string json_of(const char* member, const std::optional<Date>& date) {
    return date ? ",\"" + std::string(member) + "\":\"" + date->text() + '"' : std::string();
}

std::string header_text(const StatusHeader& header, bool json) {
    const char* environment = header.for_test ? "test" : "production";
    if (json)
        return "{\"issuer\":" + json_string(header.issuer) +
               ",\"key_id\":" + json_string(header.key_id) + ",\"environment\":\"" + environment +
               "\",\"sequence\":" + std::to_string(header.sequence) + ",\"issued\":\"" +
               to_text(header.issued) + "\",\"next_update\":\"" + to_text(header.next_update) +
               "\",\"count\":" + std::to_string(header.count) + "}\n";
    return "issuer: " + printable(header.issuer) + "\nkey: " + printable(header.key_id) +
           "\nenvironment: " + environment + "\nnumber: " + std::to_string(header.sequence) +
           "\nmade: " + to_text(header.issued) + "\ndue again: " + to_text(header.next_update) +
           "\ncertificates: " + std::to_string(header.count) + '\n';
}

std::string entry_text(const Withdrawal& entry, bool json) {
    const auto since = entry.since();
    const auto expires = entry.kept_until();
    if (json)
        return "{\"name\":\"" + hex(entry.name()) + "\",\"state\":\"" + name(entry.state()) + '"' +
               json_of("date", since) + json_of("expires", expires) + "}\n";
    return hex(entry.name()) + ' ' + name(entry.state()) + ' ' + text_of(since) + ' ' +
           text_of(expires) + '\n';
}

int print(const StatusOptions& options) {
    const SignedStatusList list =
        load_signed_status(options.list, load_trust(options.trust), now_or_clock(options.now));
    const auto entries = done_or_end(list.entries(), options.list, status::bad_setup);
    constexpr std::size_t portion = 65536;
    std::string text = header_text(list.header(), options.json);
    for (const Withdrawal& entry : entries) {
        text += entry_text(entry, options.json);
        if (text.size() < portion) continue;
        write_out(text);
        text.clear();
    }
    write_out(text);
    return status::done;
}

}  // namespace

int status_list(const StatusOptions& options) {
    const bool builds = options.action == "build", prints = options.action == "list";
    if (!prints && options.key.empty())
        cannot_run(status::usage, "there is no key to sign the list with", "add --key KEY");
    if (builds && options.issuer.empty())
        cannot_run(status::usage, "whose certificates they are is not said",
                   "add --issuer ID, as certificates name their issuer");
    if (prints && options.trust.empty())
        cannot_run(status::usage, "no trust list given",
                   "add --trust [ID=]FILE: what nobody is known to have signed is not printed");
    if (builds) return options.url.empty() ? Publisher(options).build() : build_bit_list(options);
    const bool bits = is_bit_list(options.list);
    if (prints) return bits ? print_bit_list(options) : print(options);
    return bits ? add_to_bit_list(options) : Publisher(options).add();
}

}  // namespace vaxcert::cli
