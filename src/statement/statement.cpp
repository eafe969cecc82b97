// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/statement.hpp>

#include <algorithm>

#include "jose/jws.hpp"
#include "jose/thumbprint.hpp"
#include "json/parse.hpp"

namespace vaxcert {
namespace {

using json::Object;
using json::Value;

Error nothing(std::string why) {
    return {Reason::record_invalid, "there is nothing to state: " + std::move(why)};
}

Value seconds(Time time) {
    const auto count = time.time_since_epoch().count();
    return Value(json::Number{static_cast<double>(count), std::to_string(count)});
}

Time end_of(const Certificate& certificate, const StatementTerms& terms) {
    const auto expires = parse_time(certificate.claims().certificate.expires_at);
    const Time end = terms.now + terms.valid_for;
    return expires ? std::min(*expires, end) : end;
}

}  // namespace

Result<std::string> sign_state(const Verdict& verdict, const StatementTerms& terms,
                               const Signer& signer) {
    if (!verdict.accepted())
        return nothing(std::string("the certificate is ") + name(verdict.outcome()));
    if (!verdict.state()) return nothing("the policy tells no states apart");
    if (terms.issuer.empty()) return nothing("nobody is named who states it");
    Object claims = {{"iss", terms.issuer}};
    if (!terms.subject.empty()) claims.push_back({"sub", terms.subject});
    claims.push_back({"iat", seconds(terms.now)});
    claims.push_back({"exp", seconds(end_of(*verdict.certificate(), terms))});
    claims.push_back({"vaccination_state", Object{{"policy", verdict.state()->policy},
                                                  {"state", verdict.state()->word}}});
    const std::string payload = json::to_text(Value(std::move(claims)));
    return jose::sign_jws({{"typ", "JWT"}, {"kid", jose::thumbprint(signer.public_key())}},
                          as_bytes(payload), signer);
}

}  // namespace vaxcert
