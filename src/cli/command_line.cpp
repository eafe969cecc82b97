// SPDX-License-Identifier: Apache-2.0
#include "cli/command_line.hpp"

#include <functional>
#include <iostream>

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/exit.hpp"
#include "cli/help.hpp"
#include "cli/messages.hpp"
#include "cli/text.hpp"

namespace vaxcert::cli {
namespace {

/// An option that may be given several times, and takes one value each time: else the files that
/// follow would be taken for values.
CLI::Option* many(CLI::App& app, const char* flag, std::vector<std::string>& to, const char* what,
                  const char* value) {
    return app.add_option(flag, to, what)->type_name(value)->allow_extra_args(false);
}

CLI::Option* one(CLI::App& app, const char* flag, std::string& to, const char* what,
                 const char* value) {
    return app.add_option(flag, to, what)->type_name(value);
}

/// What trust bundles are held to.
void add_bundle_options(CLI::App& app, BundleSetup& to) {
    one(app, "--roots", to.roots, "The keys whose signatures make a trust bundle", "FILE");
    one(app, "--last-sequence", to.last_sequence,
        "Refuse a bundle older than this one; a file is brought up to date", "N|FILE");
    app.add_option("--grace", to.grace_days,
                   "Days for which a bundle is believed beyond its next update (0)")
        ->type_name("DAYS")
        ->check(CLI::Range(0U, 366U));
}

/// Every command, its options, and what it runs.
class CommandLine {
  public:
    CommandLine() {
        app_.name("vaxcert");
        app_.footer(general_footer);
        app_.set_version_flag("--version", "vaxcert " VAXCERT_VERSION);
        app_.set_help_flag("-h,--help", "Print this help and exit");
        app_.require_subcommand(1);
        add_keygen();
        add_issue();
        add_verify();
        add_present();
        add_status();
        add_scan();
        add_inspect();
        add_trust();
    }

    int run(int argc, const char* const* argv) {
        try {
            app_.parse(argc, argv);
        } catch (const CLI::Success& asked_for_help) {
            return app_.exit(asked_for_help);
        } catch (const CLI::ParseError& wrong) {
            print_error(printable(wrong.what()), hint());
            return status::usage;
        }
        return command_();
    }

  private:
    CLI::App* add(const char* name, const char* what, const char* footer,
                  std::function<int()> command) {
        CLI::App* sub = app_.add_subcommand(name, what);
        sub->footer(footer);
        sub->callback([this, command = std::move(command)] { command_ = command; });
        return sub;
    }

    std::string hint() {
        for (const CLI::App* sub : app_.get_subcommands([](CLI::App*) { return true; }))
            if (sub->parsed()) return "see vaxcert " + sub->get_name() + " --help";
        return "see vaxcert --help";
    }

    void add_keygen() {
        CLI::App& sub = *add("keygen", "Make a private key; print its public half", keygen_footer,
                             [this] { return keygen(keygen_); });
        one(sub, "--alg", keygen_.algorithm, "Algorithm: ed25519, es256, es384 or ps256", "ALG")
            ->required()
            ->check(CLI::IsMember({"ed25519", "es256", "es384", "ps256"}));
        one(sub, "--out", keygen_.out, "File to write the private key to", "KEY")->required();
        one(sub, "--id", keygen_.id,
            "Issuer or verification method: print a trust list with the public key instead", "ID");
        one(sub, "--environment", keygen_.environment,
            "With --id, what the key is for: production or test (production)", "WORD")
            ->check(CLI::IsMember({"production", "test"}));
    }

    void add_issue() {
        CLI::App& sub = *add("issue", "Issue certificates for the records of IN", issue_footer,
                             [this] { return issue(issue_); });
        one(sub, "IN", issue_.in, "Records; standard input for - or without it", "FILE");
        one(sub, "--profile", issue_.profile,
            "Settings of the country: a file, or the name of one that comes with vaxcert",
            "NAME|FILE")
            ->required();
        many(sub, "--key", issue_.keys,
             "Private key: a file, or an RFC 7512 URI of a token; of one FORMAT, or of all without",
             "[FORMAT=]KEY|pkcs11:URI")
            ->required();
        one(sub, "--pin-file", issue_.pin_file, "File whose first line is the token's PIN", "FILE");
        one(sub, "--campaign-key", issue_.campaign_key,
            "Secret from which certificate ids are made; without it, one made from the key",
            "FILE");
        many(sub, "--format", issue_.formats,
             "Format to issue, one of the profile's (its main one); several times for several",
             "NAME");
        one(sub, "--qr", issue_.qr,
            "Picture of the code: png, svg or none (png for a single record, else none)", "KIND")
            ->check(CLI::IsMember({"png", "svg", "none"}));
        one(sub, "--qr-level", issue_.qr_level,
            "Error correction L, M, Q or H; without it, the profile's", "LEVEL")
            ->check(CLI::IsMember({"L", "M", "Q", "H"}));
        one(sub, "--out", issue_.out, "Folder to write to, or - for standard output (-)", "DIR|-");
        one(sub, "--rejects", issue_.rejects,
            "File for records that were not issued (DIR/rejects.ndjson)", "FILE");
        one(sub, "--now", issue_.now, "Time of issuing; without it, the clock's", "RFC3339");
        sub.add_option("--threads", issue_.threads, "Threads that sign (one for each processor)")
            ->type_name("N")
            ->check(CLI::Range(1U, 256U));
        one(sub, "--progress", issue_.progress,
            "On standard error: bar, json or none (bar on a terminal, else none)", "KIND")
            ->check(CLI::IsMember({"bar", "json", "none"}));
        sub.add_flag("--json", issue_.json, "Print the counts as one line of JSON at the end");
    }

    void add_verify() {
        CLI::App& sub = *add("verify", "Say whether certificates should be accepted, and why",
                             verify_footer, [this] { return verify(verify_); });
        sub.add_option("FILE", verify_.files, "Certificates; - is standard input")
            ->type_name("FILE")
            ->required();
        many(sub, "--trust", verify_.trust, "Whom to believe; may be given several times",
             "[ID=]FILE");
        add_bundle_options(sub, verify_.bundles);
        many(sub, "--status", verify_.status,
             "List of certificates that were withdrawn; may be given several times",
             "[ISSUER=]FILE");
        many(sub, "--need-status", verify_.need_status,
             "Decide nothing for this issuer, or any, without a fresh list", "ISSUER|any");
        sub.add_option("--status-grace", verify_.status_grace,
                       "How long a list that is overdue still counts (0)")
            ->type_name("HOURS")
            ->check(CLI::Range(0U, 8784U));
        one(sub, "--seen", verify_.seen,
            "Where to remember the numbers of lists, so that no older one is taken", "FILE");
        many(sub, "--policy", verify_.policy,
             "What is asked beyond a genuine and valid certificate, or rules and value sets; of "
             "several, all hold",
             "NAME|FILE");
        one(sub, "--country", verify_.country, "Country of arrival, whose rules count", "CC");
        one(sub, "--region", verify_.region, "Region of arrival, where it has rules of its own",
            "CODE");
        many(sub, "--profile", verify_.profiles,
             "Settings of an issuer, besides those that come with vaxcert; several times",
             "NAME|FILE");
        one(sub, "--state-key", verify_.state_key,
            "Private key: print a signed statement of the policy's state", "KEY|pkcs11:URI");
        one(sub, "--pin-file", verify_.pin_file, "File whose first line is the token's PIN",
            "FILE");
        one(sub, "--state-issuer", verify_.state_issuer, "Who states it", "IRI");
        one(sub, "--state-subject", verify_.state_subject, "Whom it is about, as the asker says",
            "TEXT");
        one(sub, "--audience", verify_.audience,
            "Ask for proof by the holder: the name that we asked under", "NAME");
        one(sub, "--nonce", verify_.nonce, "Likewise: what we asked with, anew for each", "TEXT");
        one(sub, "--now", verify_.now, "Time to check for; without it, the clock's", "RFC3339");
        one(sub, "--lang", verify_.language,
            "Also say what each finding means, and what to do, in this language, as fr", "TAG");
        sub.add_flag("--json", verify_.json, "Print each verdict as one line of JSON");
    }

    void add_present() {
        CLI::App& sub = *add("present", "Show chosen claims of a certificate, and no others",
                             present_footer, [this] { return present(present_); });
        sub.add_option("FILE", present_.file,
                       "An SD-JWT or a credential of ecdsa-sd-2023; - is standard input")
            ->type_name("FILE")
            ->required();
        many(sub, "--show", present_.claims, "Claim to show; may be given several times", "CLAIM");
        sub.add_flag("--list", present_.list, "Print the claims that can be chosen instead");
        one(sub, "--key", present_.key, "The holder's private key: prove to be the holder",
            "KEY|pkcs11:URI");
        one(sub, "--pin-file", present_.pin_file, "File whose first line is the token's PIN",
            "FILE");
        one(sub, "--audience", present_.audience, "Whom the proof is for", "NAME");
        one(sub, "--nonce", present_.nonce, "What the check point asked with", "TEXT");
        one(sub, "--now", present_.now, "Time of the proof; without it, the clock's", "RFC3339");
    }

    void add_status() {
        CLI::App& sub = *add("status", "Withdraw certificates, and publish the list of them",
                             status_footer, [this] { return status_list(status_); });
        one(sub, "ACTION", status_.action, "build, add or list", "ACTION")
            ->required()
            ->check(CLI::IsMember({"build", "add", "list"}));
        one(sub, "LIST", status_.list, "The signed list", "FILE")->required();
        one(sub, "IN", status_.in, "Certificates to withdraw; standard input for - or without it",
            "FILE");
        one(sub, "--key", status_.key, "build, add: private key, Ed25519 or ES256",
            "KEY|pkcs11:URI");
        one(sub, "--pin-file", status_.pin_file, "File whose first line is the token's PIN",
            "FILE");
        one(sub, "--issuer", status_.issuer,
            "build: whose certificates they are, as those name their issuer", "ID");
        one(sub, "--key-id", status_.key_id,
            "build: how trust lists call the key; without it, the issuer", "ID");
        one(sub, "--environment", status_.environment,
            "build: what the certificates are for: production or test (production)", "WORD")
            ->check(CLI::IsMember({"production", "test"}));
        CLI::Option* sequence =
            sub.add_option("--sequence", status_.sequence, "build: the number of the list (1)")
                ->type_name("N");
        CLI::Option* url =
            one(sub, "--url", status_.url,
                "build: make a list of bits, which certificates name by this address", "URL")
                ->excludes(sequence);
        one(sub, "--purpose", status_.purpose,
            "build, with --url: revocation or suspension (revocation)", "WORD")
            ->needs(url)
            ->check(CLI::IsMember({"revocation", "suspension"}));
        one(sub, "--form", status_.form,
            "build, with --url: bitstring, bitstring-jwt or token (bitstring)", "WORD")
            ->needs(url)
            ->check(CLI::IsMember({"bitstring", "bitstring-jwt", "token"}));
        sub.add_option("--days", status_.days, "In how many days the next list is due (7)")
            ->type_name("N")
            ->check(CLI::Range(1U, 366U));
        one(sub, "--state", status_.state,
            "State where IN has none (withdrawn, or suspended in a list of suspensions)", "WORD")
            ->check(CLI::IsMember({"withdrawn", "suspended", "superseded", "lifted"}));
        one(sub, "--date", status_.date, "Date where IN has none; without it, today", "DATE");
        one(sub, "--expires", status_.expires,
            "Date of expiry where IN has none; without it, the entry stays for ever", "DATE");
        one(sub, "--id-column", status_.id_column, "Column of a table that has the ids (id)",
            "NAME");
        one(sub, "--expires-column", status_.expires_column,
            "Column of a table that has the dates of expiry", "NAME");
        many(sub, "--where", status_.where,
             "Rows of a table to withdraw; may be given several times, and all must hold",
             "COLUMN=VALUE");
        many(sub, "--trust", status_.trust,
             "list: whom to believe. add: of LIST, where another key signed it", "[ID=]FILE");
        one(sub, "--out", status_.out, "add: write the next list there and leave LIST as it is",
            "FILE");
        one(sub, "--now", status_.now, "Time of the list; without it, the clock's", "RFC3339");
        sub.add_flag("--json", status_.json, "Print one line of JSON, and of list one an entry");
    }

    void add_scan() {
        CLI::App& sub = *add("scan", "Print what the QR codes of images hold, undecoded",
                             scan_footer, [this] { return scan(scan_); });
        sub.add_option("IMAGE", scan_.images, "PNG or JPEG; - is standard input")
            ->type_name("FILE")
            ->required();
        one(sub, "--out", scan_.out, "Folder for the payloads: NAME.payload, NAME-2.payload ...",
            "DIR");
        sub.add_flag("--json", scan_.json, "Print each payload as one line of JSON");
    }

    void add_inspect() {
        CLI::App& sub = *add("inspect", "Show what is inside, not verified", inspect_footer,
                             [this] { return inspect(inspect_); });
        sub.add_option("FILE", inspect_.file,
                       "An image, a payload or a document; - is standard input")
            ->type_name("FILE")
            ->required();
        sub.add_flag("--json", inspect_.json, "Print one line of JSON");
    }

    void add_trust() {
        CLI::App& sub = *add("trust", "Make, look at and check lists of trusted keys", trust_footer,
                             [this] { return trust(trust_); });
        one(sub, "ACTION", trust_.action, "build, import, list or check", "ACTION")
            ->required()
            ->check(CLI::IsMember({"build", "import", "list", "check"}));
        sub.add_option("FILE", trust_.files,
                       "Trust lists as for --trust of verify, or a bundle; for import, a KIND and "
                       "its files")
            ->type_name("[ID=]FILE")
            ->required();
        add_bundle_options(sub, trust_.bundles);
        many(sub, "--key", trust_.keys, "build: private key of a root, Ed25519 or ES256; several",
             "KEY|pkcs11:URI");
        one(sub, "--pin-file", trust_.pin_file, "File whose first line is the token's PIN", "FILE");
        sub.add_option("--sequence", trust_.sequence,
                       "build: number of the bundle, from 1; without it, the one after --previous")
            ->type_name("N");
        one(sub, "--next-update", trust_.next_update, "build: when the next bundle is there",
            "RFC3339");
        one(sub, "--environment", trust_.environment,
            "What the keys are for, where no list says it: production or test", "WORD")
            ->check(CLI::IsMember({"production", "test"}));
        one(sub, "--previous", trust_.previous, "build: the bundle before", "FILE");
        one(sub, "--new-roots", trust_.new_roots,
            "build: roots that take the place of those before", "FILE");
        one(sub, "--save-roots", trust_.save_roots,
            "check: write the newest roots that the bundle brings there", "FILE");
        many(sub, "--signer", trust_.signers,
             "import: key or certificate of who signed the files; several", "FILE");
        one(sub, "--signature", trust_.signature, "import: the signature over the file", "FILE");
        one(sub, "--issuer", trust_.issuer, "import: whom bare keys speak for", "ID");
        many(sub, "--format", trust_.formats, "import: what bare keys are for; several", "NAME");
        one(sub, "--retrieved-since", trust_.retrieved_since,
            "import: refuse keys that their issuer was not seen to publish since", "RFC3339");
        one(sub, "--card-lists", trust_.card_lists,
            "import: write the lists of withdrawn cards that come with the keys there, for "
            "--status",
            "FILE");
        one(sub, "--out", trust_.out, "build, import: file to write", "FILE");
        one(sub, "--now", trust_.now,
            "Time of the bundle, or to check for; without it, the clock's", "RFC3339");
        sub.add_flag("--json", trust_.json, "Print lines of JSON");
    }

    CLI::App app_{about};
    KeygenOptions keygen_;
    IssueOptions issue_;
    VerifyOptions verify_;
    PresentOptions present_;
    StatusOptions status_;
    ScanOptions scan_;
    InspectOptions inspect_;
    TrustOptions trust_;
    std::function<int()> command_;
};

}  // namespace

int run(int argc, const char* const* argv) {
    return CommandLine().run(argc, argv);
}

}  // namespace vaxcert::cli
