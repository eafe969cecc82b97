// SPDX-License-Identifier: Apache-2.0
#include "status/check.hpp"

#include <algorithm>

#include "base/country.hpp"
#include "status/bit_list.hpp"
#include "status/card_list.hpp"
#include "status/freshness.hpp"
#include "status/hash_list.hpp"
#include "status/slice_set.hpp"

namespace vaxcert {
namespace {

using status::undecided;

Finding withdrawn(Withdrawn state, const std::string& date) {
    const std::string when = date.empty() ? std::string() : " on " + date;
    const auto no = [&](Reason reason, const char* what) {
        return Finding{Step::status, Outcome::rejected, {reason, what + when}};
    };
    if (state == Withdrawn::suspended) return no(Reason::suspended, "suspended by the issuer");
    if (state == Withdrawn::superseded)
        return no(Reason::superseded, "replaced by a corrected certificate");
    return no(Reason::revoked, "withdrawn by the issuer");
}

Withdrawn state_of(const StatusEntry& entry) {
    return entry.purpose == "suspension" ? Withdrawn::suspended : Withdrawn::withdrawn;
}

template <class List, class Item>
bool contains(const List& list, const Item& item) {
    return std::ranges::find(list, item) != list.end();
}

/// One certificate and all lists. That it is in none of them counts if each of those that speak of
/// it is fresh.
class Check {
  public:
    Check(const StatusQuestion& question, const StatusList& lists)
        : question_(question),
          lists_(lists),
          covered_(lists.covers(question.certificate.issuer())) {}

    StatusAnswer run() {
        const std::string& issuer = question_.certificate.issuer();
        if (const std::string* date = lists_.find(issuer, question_.certificate.id()))
            add(withdrawn(Withdrawn::withdrawn, *date));
        for (const StatusList::Scoped& one : lists_.signed_lists())
            if (one.list.header().issuer == issuer && is_in(one.scope)) check_in(one);
        for (const StatusEntry& entry : question_.certificate.claims().certificate.status)
            check_named(entry);
        for (const WithdrawalHandle& handle : question_.standing.handles) check_handle(handle);
        if (question_.card_list && !lists_.covers(issuer)) check_card_list(*question_.card_list);
        if (lists_.demands(issuer) && !covered_)
            add(undecided(Reason::status_unknown,
                          "a list of what this issuer has withdrawn is asked for, "
                          "and is not among those given"));
        return {std::move(findings_), std::move(asked_)};
    }

  private:
    /// Two lists may say the same.
    void add(Finding finding) {
        if (!contains(findings_, finding)) findings_.push_back(std::move(finding));
    }

    /// Whether a list counts for this certificate, because of who signed both.
    bool is_in(const ListScope& scope) const {
        return (scope.signer.empty() || contains(question_.signers, scope.signer)) &&
               (scope.formats.empty() || contains(scope.formats, question_.certificate.format()));
    }

    /// Whether a list may say that a certificate is not in it.
    void check_freshness(const std::optional<Time>& issued, const std::optional<Time>& next_update,
                         const ListScope& scope) {
        if (auto stale = status::staleness(issued, next_update, lists_.grace(), question_.now))
            add(*std::move(stale));
        if (scope.believed_until && question_.now > *scope.believed_until)
            add(undecided(
                Reason::status_stale,
                "the key of the status list is from a trust list that was believed until " +
                    to_text(*scope.believed_until) + "; checked for " + to_text(question_.now)));
    }

    void check_in(const StatusList::Scoped& one) {
        const std::string& id = question_.certificate.id();
        if (id.empty()) return;
        covered_ = true;
        const StatusHeader& header = one.list.header();
        asked_.push_back({header.issuer, header.issued, header.sequence});
        const auto found = one.list.find(Withdrawal::name_of(header.issuer, id));
        if (!found) {
            add({Step::status, Outcome::undecided, found.error()});
        } else if (*found) {
            const auto since = (*found)->since();
            add(withdrawn((*found)->state(), since ? since->text() : std::string()));
        } else {
            check_freshness(header.issued, header.next_update, one.scope);
        }
    }

    /// A certificate that names a list wants to be looked up there.
    void check_named(const StatusEntry& entry) {
        if (const std::string* date = lists_.find(entry.list, entry.index)) {
            add(withdrawn(state_of(entry), *date));
            return;
        }
        Error why{Reason::status_unknown, "the certificate names a list of withdrawn ones (" +
                                              entry.purpose + ") that is not among those given"};
        const status::BitList* newest = nullptr;
        for (const auto& list : lists_.bit_lists()) {
            if (list->url != entry.list) continue;
            const auto bit = bit_of(entry, *list);
            if (bit) asked_.push_back({list->url, list->issued, 0});
            if (bit && *bit) {
                covered_ = true;
                return add(withdrawn(state_of(entry), {}));
            }
            if (!bit)
                why = bit.error();
            else if (!newest || newest->issued < list->issued)
                newest = list.get();
        }
        if (newest) {
            covered_ = true;
            check_freshness(newest->issued, newest->next_update, newest->scope);
        } else if (!lists_.covers(entry.list)) {
            add({Step::status, Outcome::undecided, std::move(why)});
        }
    }

    /// What a list that a certificate names has at its index.
    Result<bool> bit_of(const StatusEntry& entry, const status::BitList& list) const {
        const auto unknown = [](std::string detail) {
            return Error{Reason::status_unknown, std::move(detail)};
        };
        if (list.issuer != question_.certificate.issuer() || !is_in(list.scope))
            return unknown("the list that the certificate names is another issuer's");
        if (!contains(list.purposes, entry.purpose))
            return unknown("the list that the certificate names is not one of " + entry.purpose);
        const auto index = status::parse_index(entry.index);
        if (!index || *index >= list.size())
            return unknown("the list that the certificate names has " +
                           std::to_string(list.size()) +
                           " entries, and the one it names is not among them");
        return list.is_set(*index);
    }

    void check_handle(const WithdrawalHandle& handle) {
        std::string value;
        const auto handle_value = [&]() -> const std::string& {
            if (value.empty()) value = handle.value();
            return value;
        };
        bool listed = false;
        for (const auto& list : lists_.card_lists()) {
            if (list->signer != handle.signer || list->method != handle.kind) continue;
            covered_ = true;
            listed = listed || list->withdraws(handle_value(), issued_at());
        }
        for (const auto& list : lists_.hash_lists()) {
            if (list->hash_type != handle.kind || !is_about(*list, handle)) continue;
            listed = listed || list->holds(handle_value());
        }
        for (const auto& set : lists_.slices())
            listed = listed || set->holds(handle.signer, handle.kind, as_bytes(handle_value()));
        if (listed) add(withdrawn(Withdrawn::withdrawn, {}));
    }

    /// A key whose issuer keeps a list of its withdrawn cards wants that list, or a later one.
    void check_card_list(std::uint64_t number) {
        const status::CardList* newest = nullptr;
        for (const auto& list : lists_.card_lists())
            if (std::ranges::find(question_.standing.handles, list->signer,
                                  &WithdrawalHandle::signer) != question_.standing.handles.end() &&
                (!newest || newest->number < list->number))
                newest = list.get();
        if (!newest)
            add(undecided(Reason::status_unknown,
                          "the issuer keeps a list of the cards of this key that it has withdrawn, "
                          "which is not among those given"));
        else if (newest->number < number)
            add(undecided(Reason::status_stale, "the list of withdrawn cards has the number " +
                                                    std::to_string(newest->number) +
                                                    ", and there is number " +
                                                    std::to_string(number)));
    }

    bool is_about(const status::HashList& list, const WithdrawalHandle& handle) const {
        // A certificate that names no country may be anybody's, and the hash is its own.
        const std::string& country = question_.standing.country;
        return (list.kid.empty() || list.kid == handle.signer) &&
               (country.empty() || is_same_country(list.country, country));
    }

    std::optional<Time> issued_at() const {
        const auto time = parse_time(question_.certificate.claims().certificate.issued_at);
        return time ? std::optional<Time>(*time) : std::nullopt;
    }

    const StatusQuestion& question_;
    const StatusList& lists_;
    bool covered_;
    std::vector<Finding> findings_;
    std::vector<ListAsked> asked_;
};

}  // namespace

StatusAnswer check_status(const StatusQuestion& question, const StatusList& lists) {
    return Check(question, lists).run();
}

}  // namespace vaxcert
