// SPDX-License-Identifier: Apache-2.0
// What an issuer's next list holds.

#include <vaxcert/signed_status.hpp>

#include <algorithm>

#include "status/freshness.hpp"

namespace vaxcert {
namespace {

/// How much is said against a certificate. What is said more strongly stays.
int strength(Withdrawn state) {
    if (state == Withdrawn::suspended) return 1;
    return state == Withdrawn::superseded ? 2 : 3;
}

/// The later of two days until which an entry is kept, of which none is for ever.
std::optional<Date> later(const std::optional<Date>& one, const std::optional<Date>& other) {
    if (!one || !other) return {};
    return one->last_day() < other->last_day() ? other : one;
}

/// One certificate, through all that is said of it.
class Entry {
  public:
    explicit Entry(const Withdrawal* last) : before_(last != nullptr) {
        if (last) now_ = *last;
    }

    Result<Done> apply(const Withdrawal& change) {
        if (change.state() == Withdrawn::lifted) return lift();
        if (!now_) {
            now_ = change;
            return Done{};
        }
        const bool stronger = strength(change.state()) > strength(now_->state());
        const Withdrawal& said = stronger ? change : *now_;
        // Its days are those of entries, so there is an entry that has them.
        const Withdrawal merged =
            *Withdrawal::create(said.name(), said.state(), said.since(),
                                later(now_->kept_until(), change.kept_until()));
        changed_ = changed_ || merged != *now_;
        now_ = merged;
        return Done{};
    }

    void finish(Date today, bool touched, NextList& next) const {
        if (!now_) {
            if (before_) ++next.lifted;
            return;
        }
        if (now_->may_go(today)) {
            ++next.dropped;
            return;
        }
        next.entries.push_back(*now_);
        if (!before_)
            ++next.added;
        else if (changed_)
            ++next.changed;
        else if (touched)
            ++next.unchanged;
    }

  private:
    Result<Done> lift() {
        if (now_ && now_->state() != Withdrawn::suspended)
            return Error{Reason::bad_status_list, std::string("a certificate that is ") +
                                                      vaxcert::name(now_->state()) +
                                                      " stays so: only a suspension can be lifted"};
        now_.reset();
        return Done{};
    }

    std::optional<Withdrawal> now_;
    bool before_;
    bool changed_ = false;
};

}  // namespace

Result<StatusHeader> next_header(const StatusHeader& last, Time now, Time next_update) {
    if (const auto later = status::check_clock(last.issued, now); !later) return later.error();
    StatusHeader next = last;
    next.issued = now;
    next.next_update = next_update;
    if (++next.sequence == 0)
        return Error{Reason::bad_status_list, "the list has the last number there is"};
    return next;
}

Result<NextList> next_list(std::span<const Withdrawal> last, std::vector<Withdrawal> changes,
                           Date today) {
    std::ranges::stable_sort(changes, {}, &Withdrawal::name);
    NextList next;
    next.entries.reserve(last.size() + changes.size());
    auto change = changes.cbegin();
    for (auto entry = last.begin(); entry != last.end() || change != changes.cend();) {
        const bool listed =
            entry != last.end() && (change == changes.cend() || entry->name() <= change->name());
        const Withdrawal::Name name = listed ? entry->name() : change->name();
        Entry one(listed ? &*entry : nullptr);
        const auto first = change;
        for (; change != changes.cend() && change->name() == name; ++change)
            if (const auto applied = one.apply(*change); !applied) return applied.error();
        one.finish(today, change != first, next);
        if (listed) ++entry;
    }
    return next;
}

}  // namespace vaxcert
