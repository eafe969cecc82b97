// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/vaxcert.h>

#include <doctest/doctest.h>

#include <cstring>
#include <string>

#include <vaxcert/issue.hpp>
#include <vaxcert/load_status.hpp>
#include <vaxcert/texts.hpp>
#include <vaxcert/trust_bundle.hpp>
#include <vaxcert/verify.hpp>

#include "capi/from_c_test.h"

using namespace vaxcert;

namespace {

constexpr const char* record = R"({
  "preEnrollmentCode": "10000000000001",
  "recipient": {"name": "Test Person One", "age": "40", "gender": "Female", "nationality": "Indian",
                "identity": "did:Passport:TEST0001", "contact": ["tel:0000000000"],
                "address": {"addressLine1": "", "addressLine2": "", "district": "Example District",
                            "state": "Example State", "country": "IN", "pincode": "176207"}},
  "vaccination": {"name": "COVISHIELD", "batch": "TEST-1", "manufacturer": "Serum Institute of India",
                  "date": "2021-03-03T04:28:43.134Z", "effectiveStart": "2021-03-03",
                  "effectiveUntil": "2021-06-03", "dose": 1, "totalDoses": 2},
  "vaccinator": {"name": "Test Vaccinator"},
  "facility": {"name": "Example Centre",
               "address": {"addressLine1": "", "addressLine2": "", "district": "Example District",
                           "state": "Example State", "country": "IN", "pincode": "176207"}}})";

std::string fresh_key() {
    const auto pem = generate_key(Algorithm::ed25519);
    REQUIRE(pem);
    return *pem;
}

}  // namespace

TEST_SUITE("C interface") {
    TEST_CASE("issues, draws, scans and verifies from C") {
        CHECK(c_issues_and_verifies(fresh_key().c_str(), record) == 0);
    }

    TEST_CASE("NULL is a valid handle and answers no") {
        CHECK(c_null_answers_no() == 0);
    }

    TEST_CASE("bad data is named by its reason, and changes nothing") {
        CHECK(c_bad_data_is_named() == 0);
    }

    TEST_CASE("a callback that refuses makes no certificate") {
        const auto signer = signer_from_key(as_bytes(fresh_key()));
        REQUIRE(signer);
        CHECK(c_callback_may_refuse((*signer)->public_key().to_pem().c_str(), record) == 0);
    }

    TEST_CASE("takes a signed list of withdrawn certificates, and no older one") {
        const auto signer = *signer_from_key(as_bytes(fresh_key()));
        const auto issuer = Issuer::create(*Profile::ready("india"), signer);
        REQUIRE(issuer);
        const auto issued = issuer->issue(*parse_record(record), Time{});
        REQUIRE(issued);
        const std::string key = signer->public_key().to_pem();
        const auto list = [&](std::uint64_t sequence) {
            const std::string name = "https://cowin.gov.in/";
            const auto entry =
                Withdrawal::create(Withdrawal::name_of(name, issued->id), Withdrawn::withdrawn);
            const StatusHeader header{.issuer = name,
                                      .key_id = "did:india",
                                      .sequence = sequence,
                                      .issued = Time{},
                                      .next_update = Time{std::chrono::hours(1)}};
            Bytes file = *sign_status_list(header, std::vector{*entry}, *signer);
            file.insert(file.end(), entry->bytes().begin(), entry->bytes().end());
            return file;
        };
        const auto load = [&](vaxcert_verifier* verifier, std::uint64_t sequence) {
            const Bytes file = list(sequence);
            return vaxcert_verifier_load_status(verifier, file.data(), file.size(), 0);
        };

        vaxcert_verifier* verifier = vaxcert_verifier_new();
        CHECK(load(verifier, 2) == -1);  // from nobody whom it trusts
        CHECK(std::string(vaxcert_last_error()).starts_with("issuer-not-trusted"));
        REQUIRE(vaxcert_verifier_add_trust(verifier, "did:india", as_bytes(key).data(),
                                           key.size()) == 0);
        CHECK(load(verifier, 2) == 0);
        CHECK(load(verifier, 1) == -1);
        CHECK(std::string(vaxcert_last_error()).starts_with("bad-status-list"));
        CHECK(vaxcert_verifier_status_name(verifier, 0) ==
              std::string("https://cowin.gov.in/ by did:india"));
        CHECK(vaxcert_verifier_status_sequence(verifier, 0) == 2);
        CHECK(vaxcert_verifier_status_name(verifier, 1) == nullptr);
        const Bytes& payload = issued->qr_payload;
        vaxcert_verdict* verdict = vaxcert_verify(verifier, payload.data(), payload.size(), 60);
        CHECK(vaxcert_verdict_outcome(verdict) == VAXCERT_REJECTED);
        CHECK(vaxcert_verdict_reason(verdict, 0) == std::string("revoked"));
        vaxcert_verdict_free(verdict);
        vaxcert_verifier_free(verifier);

        verifier = vaxcert_verifier_new();
        REQUIRE(vaxcert_verifier_add_trust(verifier, "did:india", as_bytes(key).data(),
                                           key.size()) == 0);
        CHECK(vaxcert_verifier_demand_status(verifier, nullptr) == 0);
        verdict = vaxcert_verify(verifier, payload.data(), payload.size(), 60);
        CHECK(vaxcert_verdict_outcome(verdict) == VAXCERT_UNDECIDED);
        vaxcert_verdict_free(verdict);
        // A list that was seen in another run counts too.
        CHECK(vaxcert_verifier_saw_status(verifier, "https://cowin.gov.in/ by did:india", 3) == 0);
        CHECK(load(verifier, 2) == -1);
        const Bytes kept = list(3);
        CHECK(vaxcert_verifier_map_status(verifier, kept.data(), kept.size(), 0) == 0);
        vaxcert_verifier_free(verifier);
    }

    TEST_CASE("asks the holder, and signs the state of who is accepted") {
        const std::string pem = fresh_key();
        const auto signer = signer_from_key(as_bytes(pem));
        REQUIRE(signer);
        const auto issuer = Issuer::create(*Profile::ready("india"), *signer);
        REQUIRE(issuer);
        const Bytes payload = issuer->issue(*parse_record(record), Time{})->qr_payload;
        const std::string key = (*signer)->public_key().to_pem();
        constexpr std::string_view policy =
            R"({"name": "n", "states": [{"state": "s", "says": {"en": "S"}, "if": true}]})";

        vaxcert_verifier* verifier = vaxcert_verifier_new();
        REQUIRE(vaxcert_verifier_add_trust(verifier, "did:india", as_bytes(key).data(),
                                           key.size()) == 0);
        REQUIRE(vaxcert_verifier_set_policy(verifier, policy.data(), policy.size()) == 0);
        vaxcert_signer* stating = vaxcert_signer_from_key(as_bytes(pem).data(), pem.size());
        REQUIRE(stating);
        const auto statement = [&] {
            vaxcert_verdict* verdict = vaxcert_verify(verifier, payload.data(), payload.size(), 60);
            vaxcert_bytes* jwt = vaxcert_verdict_sign_state(
                verdict, stating, "https://state.example", nullptr, 60, 3600);
            vaxcert_verdict_free(verdict);
            const bool made = jwt != nullptr;
            vaxcert_bytes_free(jwt);
            return made;
        };
        CHECK(statement());
        // A CoWIN certificate names no holder's key, so nobody can prove to be the holder.
        CHECK(vaxcert_verifier_ask_holder(verifier, "https://gate.example", "n-1") == 0);
        CHECK_FALSE(statement());
        CHECK(std::string(vaxcert_last_error()).starts_with("record-invalid"));
        CHECK(vaxcert_verifier_ask_holder(verifier, nullptr, nullptr) == 0);
        CHECK(statement());
        vaxcert_signer_free(stating);
        vaxcert_verifier_free(verifier);
    }

    TEST_CASE("says what the C++ interface says") {
        const std::string pem = fresh_key();
        const auto signer = signer_from_key(as_bytes(pem));
        REQUIRE(signer);
        const auto issuer = Issuer::create(*Profile::ready("india"), *signer);
        REQUIRE(issuer);
        const auto issued = issuer->issue(*parse_record(record), Time{});
        REQUIRE(issued);
        const std::string public_key = (*signer)->public_key().to_pem();
        const auto trust = TrustList::for_issuer("did:india", as_bytes(public_key));
        REQUIRE(trust);
        const StatusList status;
        const Policy policy;
        const MasterData master_data = MasterData::ready();

        vaxcert_verifier* verifier = vaxcert_verifier_new();
        REQUIRE(vaxcert_verifier_add_trust(verifier, "did:india", as_bytes(public_key).data(),
                                           public_key.size()) == 0);
        const Bytes& payload = issued->qr_payload;
        for (const std::size_t size :
             {payload.size(), payload.size() - 1, std::size_t{4}, std::size_t{0}}) {
            CAPTURE(size);
            const Verdict expected =
                verify(ByteView(payload).first(size), {.trust = *trust,
                                                       .status = status,
                                                       .policy = policy,
                                                       .master_data = master_data,
                                                       .now = Time{}});
            vaxcert_verdict* verdict = vaxcert_verify(verifier, payload.data(), size, 0);
            CHECK(vaxcert_verdict_json(verdict) == expected.to_json());
            CHECK(static_cast<int>(vaxcert_verdict_outcome(verdict)) ==
                  static_cast<int>(expected.outcome()));
            vaxcert_verdict_free(verdict);
        }
        vaxcert_verifier_free(verifier);
    }

    TEST_CASE("says in words what C++ says, and nothing of what is no word") {
        CHECK(vaxcert_language(0) == std::string("en"));
        CHECK(vaxcert_language(languages().size()) == nullptr);
        for (std::size_t i = 0; i < languages().size(); ++i) {
            const char* language = vaxcert_language(i);
            CAPTURE(language);
            CHECK(vaxcert_says("expired", language) ==
                  std::string(says(Reason::expired, language)));
            CHECK(vaxcert_advice("expired", language) ==
                  std::string(advice(Reason::expired, language)));
            CHECK(vaxcert_says("rejected", language) ==
                  std::string(says(Outcome::rejected, language)));
        }
        CHECK(vaxcert_says("expired", nullptr) == std::string("The certificate has expired"));
        CHECK(vaxcert_says("nosuch", "en") == nullptr);
        CHECK(vaxcert_advice("nosuch", "en") == nullptr);
        CHECK(vaxcert_advice("rejected", "en") == nullptr);
    }

    TEST_CASE("opens a trust bundle, and says why it does not") {
        const auto signer = signer_from_key(as_bytes(fresh_key()));
        REQUIRE(signer);
        TrustList list;
        list.add({.id = "did:india",
                  .key = (*signer)->public_key(),
                  .environment = Environment::production});
        const std::vector<std::shared_ptr<const Signer>> signers = {*signer};
        const Time now{};
        const auto bundle = sign_bundle(
            list, {Environment::production, 5, now, now + std::chrono::hours(1)}, signers);
        REQUIRE(bundle);
        const std::string roots = TrustRoots{.keys = {(*signer)->public_key()}}.to_json();
        vaxcert_verifier* verifier = vaxcert_verifier_new();
        std::uint64_t sequence = 0;
        vaxcert_bytes* new_roots = nullptr;
        const auto add = [&](std::size_t size, std::uint64_t last, std::int64_t grace) {
            return vaxcert_verifier_add_trust_bundle(verifier, &sequence, &new_roots,
                                                     bundle->data(), size, roots.data(),
                                                     roots.size(), last, grace);
        };
        CHECK(add(bundle->size() - 1, 0, 0) == -1);
        CHECK(std::string(vaxcert_last_error()).starts_with("bad-trust-list: "));
        CHECK(add(bundle->size(), 6, 0) == -1);
        CHECK(std::string(vaxcert_last_error()).starts_with("trust-rolled-back: "));
        CHECK(add(bundle->size(), 5, -1) == -1);
        CHECK(sequence == 0);
        CHECK(new_roots == nullptr);
        REQUIRE(add(bundle->size(), 5, 60) == 0);
        CHECK(sequence == 5);
        std::size_t length = 0;
        const std::uint8_t* data = vaxcert_bytes_data(new_roots, &length);
        CHECK(as_text({data, length}) == roots);
        vaxcert_bytes_free(new_roots);
        CHECK(vaxcert_verifier_add_trust_bundle(verifier, nullptr, nullptr, bundle->data(),
                                                bundle->size(), roots.data(), roots.size(), 0,
                                                0) == 0);
        CHECK(vaxcert_verifier_add_trust_bundle(nullptr, nullptr, nullptr, nullptr, 0, nullptr, 0,
                                                0, 0) == -1);
        vaxcert_verifier_free(verifier);
    }

    TEST_CASE("new roots begin the sequence of trust bundles anew, for whoever keeps them") {
        const auto old_key = *signer_from_key(as_bytes(fresh_key()));
        const auto new_key = *signer_from_key(as_bytes(fresh_key()));
        const TrustRoots old_roots{.keys = {old_key->public_key()}};
        const TrustRoots next{.version = 2, .keys = {new_key->public_key()}};
        const std::vector<Bytes> rotations = {*sign_roots(next, std::vector{old_key, new_key})};
        const auto bundle = sign_bundle({},
                                        {.environment = next.environment,
                                         .sequence = 5,
                                         .issued = Time{},
                                         .next_update = Time{std::chrono::seconds{60}}},
                                        std::vector{new_key}, rotations);
        REQUIRE(bundle);
        const std::string roots = old_roots.to_json();
        vaxcert_verifier* verifier = vaxcert_verifier_new();
        const auto add = [&](vaxcert_bytes** new_roots) {
            return vaxcert_verifier_add_trust_bundle(verifier, nullptr, new_roots, bundle->data(),
                                                     bundle->size(), roots.data(), roots.size(),
                                                     1000, 0);
        };
        CHECK(add(nullptr) == -1);
        CHECK(std::string(vaxcert_last_error()).starts_with("trust-rolled-back: "));
        vaxcert_bytes* kept = nullptr;
        CHECK(add(&kept) == 0);
        std::size_t length = 0;
        const std::uint8_t* data = vaxcert_bytes_data(kept, &length);
        CHECK(as_text({data, length}) == next.to_json());
        vaxcert_bytes_free(kept);
        vaxcert_verifier_free(verifier);
    }

    TEST_CASE("tells its version") {
        CHECK(std::string(vaxcert_version()) == VAXCERT_VERSION);
        CHECK(vaxcert_abi_version() == VAXCERT_ABI_VERSION);
    }
}
