// SPDX-License-Identifier: Apache-2.0
// What a check point knows of certificates that their issuers have taken back.

#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <vaxcert/result.hpp>
#include <vaxcert/signed_status.hpp>

namespace vaxcert {

namespace status {  // Known to the library alone.
struct BitList;     ///< a list of bits that certificates name by its URL
struct CardList;    ///< of an issuer of SMART Health Cards
struct HashList;    ///< of the EU, as countries send them
struct SliceSet;    ///< of the EU, as check points get them
}  // namespace status

/// For which certificates a signed list counts, because of the key that signed it.
struct ListScope {
    /// Certificates signed under the same id of the trust list; empty: all of the list's issuer.
    std::string signer = {};
    std::vector<std::string> formats = {};  ///< empty: any

    /// The end of the trust list that the key is from: what its list does not name is not known
    /// after that. None if its caller vouches for the key.
    std::optional<Time> believed_until = {};
};

/// All lists of a check point, of every kind.
///
/// A certificate that stands in one of them is refused, however old the list. That it stands in
/// none says something only while the list is fresh: else the answer is undecided. Where an issuer
/// has no list, nothing is asked, unless the caller demands one.
class StatusList {
  public:
    /// Reads the check point's own data, {"issuer": IRI, "withdrawn": [{"id": TEXT, "date": DATE},
    /// ...]}, which nobody signed and whose caller vouches for it. For certificates that name a
    /// list themselves, "issuer" is the list's URL and an id an index into it. Any other member is
    /// refused: what looks signed is for load_status(). Or {"card_lists": [{"issuer": IRI, "list":
    /// LIST}, ...]}: lists as parse_card_list() has them, as they come with a directory's keys.
    static Result<StatusList> parse(std::string_view json);

    /// Reads the list that an issuer of SMART Health Cards keeps for one of its keys at
    /// ISSUER/.well-known/crl/KID.json. Nobody signs it: whoever fetched it says whose it is.
    static Result<StatusList> parse_card_list(std::string_view issuer, std::string_view json);

    /// Reads what a check point has fetched of the EU's lists: {"lists": [...], "partitions":
    /// [...], "slices": {HASH: base64}}, the first two as their service gives them. Nobody signs
    /// them: whoever fetched them vouches for where.
    static Result<StatusList> parse_slices(std::string_view json);

    /// Adds one withdrawn certificate. `date` is when, for people; it may be empty.
    void withdraw(std::string_view issuer, std::string_view id, std::string_view date = {});

    /// Adds an issuer's signed list, in place of an older one of the same issuer and scope.
    void add(SignedStatusList list, ListScope scope);

    void add(std::shared_ptr<const status::BitList> list);
    void add(std::shared_ptr<const status::CardList> list) { cards_.push_back(std::move(list)); }
    void add(std::shared_ptr<const status::HashList> list) { hashes_.push_back(std::move(list)); }
    void add(std::shared_ptr<const status::SliceSet> set) { slices_.push_back(std::move(set)); }

    /// Demands a list: a certificate of this issuer, or of any issuer if it is empty, is undecided
    /// unless a fresh list covers it.
    void demand(std::string_view issuer = {}) { demanded_.emplace(issuer); }

    /// How long past its next update a list still counts as fresh.
    void set_grace(std::chrono::seconds grace) noexcept { grace_ = grace; }

    void merge(const StatusList& other);

    /// The date of withdrawal in the check point's own data, or nullptr if it is not listed there.
    const std::string* find(std::string_view issuer, std::string_view id) const;

    /// Whether the check point's own data has a list of this issuer, or URL, be it empty.
    bool covers(std::string_view issuer) const { return covered_.contains(std::string(issuer)); }

    /// A signed list and for what it counts.
    struct Scoped {
        SignedStatusList list;
        ListScope scope;
    };
    const std::vector<Scoped>& signed_lists() const noexcept { return signed_; }
    const std::vector<std::shared_ptr<const status::BitList>>& bit_lists() const noexcept {
        return bits_;
    }
    const std::vector<std::shared_ptr<const status::CardList>>& card_lists() const noexcept {
        return cards_;
    }
    const std::vector<std::shared_ptr<const status::HashList>>& hash_lists() const noexcept {
        return hashes_;
    }
    const std::vector<std::shared_ptr<const status::SliceSet>>& slices() const noexcept {
        return slices_;
    }
    bool demands(const std::string& issuer) const {
        return demanded_.contains(issuer) || demanded_.contains({});
    }
    std::chrono::seconds grace() const noexcept { return grace_; }

  private:
    std::set<std::string> covered_;                           ///< issuers and URLs of own lists
    std::unordered_map<std::string, std::string> withdrawn_;  ///< "issuer LF id" to date
    std::vector<Scoped> signed_;
    std::vector<std::shared_ptr<const status::BitList>> bits_;
    std::vector<std::shared_ptr<const status::CardList>> cards_;
    std::vector<std::shared_ptr<const status::HashList>> hashes_;
    std::vector<std::shared_ptr<const status::SliceSet>> slices_;
    std::set<std::string> demanded_;
    std::chrono::seconds grace_{0};
};

}  // namespace vaxcert
