// SPDX-License-Identifier: Apache-2.0
// A VC-API service: issues, derives and verifies W3C credentials over https with keys of its own,
// one path for each cryptosuite. A sample: whoever can reach it can have anything signed.
//
//     vc_api --port 8443 --cert cert.pem --tls-key tls.pem --keys keys/

#include <httplib.h>
#include <sys/stat.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include <vaxcert/credential.hpp>

#include "status_list.hpp"

namespace {

using namespace vaxcert;
using Json = nlohmann::ordered_json;

constexpr std::size_t longest_body = 256 * 1024;
constexpr int deepest = 32;
constexpr std::size_t threads = 8;
constexpr time_t seconds_to_read = 5;

/// What a request asks for and cannot have: the status and the reason, for problem+json.
struct Refusal {
    int status;
    std::string title, detail;
};

[[noreturn]] void refuse(std::string title, std::string detail, int status = 400) {
    throw Refusal{status, std::move(title), std::move(detail)};
}

template <class T>
T taken(Result<T> result) {
    if (!result) refuse(name(result.error().reason), result.error().detail);
    return *std::move(result);
}

// ---- JSON: strict, since readers who differ about a name that is there twice can be told two
// things

Json strictly(const std::string& text) {
    std::vector<std::set<std::string>> names;
    const auto each = [&](int depth, Json::parse_event_t event, Json& parsed) {
        if (depth > deepest) refuse("limit-exceeded", "the JSON is nested too deeply");
        if (event == Json::parse_event_t::object_start) names.emplace_back();
        if (event == Json::parse_event_t::object_end) names.pop_back();
        if (event == Json::parse_event_t::key &&
            !names.back().insert(parsed.get<std::string>()).second)
            refuse("duplicate-member", "a name is there twice in one object");
        return true;
    };
    try {
        return Json::parse(text, each);
    } catch (const Json::exception&) {
        refuse("bad-json", "the body is not JSON");
    }
}

const Json& object_at(const Json& body, const char* name) {
    if (!body.is_object() || !body.contains(name) || !body[name].is_object())
        refuse("member-missing", std::string("the body has no object \"") + name + '"');
    return body[name];
}

const Json& options_of(const Json& body) {
    static const Json none = Json::object();
    return body.contains("options") ? object_at(body, "options") : none;
}

std::string text_at(const Json& options, const char* name) {
    if (!options.contains(name)) return {};
    if (!options[name].is_string()) refuse("malformed", std::string(name) + " is not a text");
    return options[name].get<std::string>();
}

std::vector<std::string> texts_at(const Json& options, const char* name) {
    std::vector<std::string> texts;
    if (!options.contains(name)) return texts;
    const Json& value = options[name];
    for (const Json& each : value.is_array() ? value : Json::array({value})) {
        if (!each.is_string()) refuse("malformed", std::string(name) + " holds what is no text");
        texts.push_back(each.get<std::string>());
    }
    return texts;
}

Json to_json(const Error& error) {
    return {{"title", name(error.reason)}, {"detail", error.detail}};
}

// ---- Keys and issuers --------------------------------------------------------------------------

/// The key of a file, which is made if it is not there.
std::shared_ptr<const Signer> key_in(const std::string& path, Algorithm algorithm) {
    std::ifstream file(path);
    std::string pem(std::istreambuf_iterator<char>(file), {});
    if (pem.empty()) {
        pem = *generate_key(algorithm);
        umask(077);
        std::ofstream made(path);
        if (!(made << pem)) throw std::runtime_error("cannot write " + path);
    }
    const auto signer = signer_from_key(as_bytes(pem));
    if (!signer) throw std::runtime_error(path + ": " + signer.error().detail);
    if ((*signer)->public_key().algorithm() != algorithm)
        throw std::runtime_error(path + ": the key is for another algorithm");
    return *signer;
}

/// One path below which credentials are issued in one way: with a proof of a cryptosuite, with a
/// place in a status list besides, or inside a JSON Web Token.
struct Issuer {
    std::string path, tag;
    Cryptosuite cryptosuite;
    std::shared_ptr<const Signer> signer;
    bool in_envelope = false, has_status = false;
    std::string method = did_key_method(signer->public_key());
    std::string id = method.substr(0, method.find('#'));
};

std::vector<Issuer> issuers_with_keys_in(const std::string& folder) {
    const auto ed25519 = key_in(folder + "/ed25519.key", Algorithm::ed25519);
    const auto p256 = key_in(folder + "/p256.key", Algorithm::es256);
    const auto p384 = key_in(folder + "/p384.key", Algorithm::es384);
    std::vector<Issuer> issuers;
    const auto add = [&](const char* key_type, Cryptosuite suite, const auto& key) {
        issuers.push_back({std::string("/") + name(suite) + key_type, name(suite), suite, key});
    };
    add("", Cryptosuite::eddsa_rdfc_2022, ed25519);
    add("", Cryptosuite::eddsa_jcs_2022, ed25519);
    add("", Cryptosuite::ed25519_signature_2020, ed25519);
    add("/P-256", Cryptosuite::ecdsa_rdfc_2019, p256);
    add("/P-384", Cryptosuite::ecdsa_rdfc_2019, p384);
    add("/P-256", Cryptosuite::ecdsa_jcs_2019, p256);
    add("/P-384", Cryptosuite::ecdsa_jcs_2019, p384);
    add("", Cryptosuite::ecdsa_sd_2023, p256);
    Issuer listed{"/status-list", "BitstringStatusList", Cryptosuite::eddsa_rdfc_2022, ed25519};
    listed.has_status = true;
    issuers.push_back(listed);
    for (const auto& [key_type, key] : {std::pair{"EdDSA", ed25519}, {"ES256", p256}}) {
        Issuer enveloping{std::string("/vc-jwt/") + key_type, "EnvelopingProof", {}, key};
        enveloping.in_envelope = true;
        issuers.push_back(enveloping);
    }
    return issuers;
}

// ---- What is done ------------------------------------------------------------------------------

Time now() {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

/// The service: who issues, and which of what was issued is withdrawn.
struct Service {
    std::vector<Issuer> issuers;
    StatusList list;
};

std::string issue(const Issuer& issuer, const Json& body, StatusList& list) {
    Json credential = object_at(body, "credential");
    const Json& options = options_of(body);
    // A service signs in its own name alone.
    if (!credential.contains("issuer")) credential["issuer"] = issuer.id;
    const Json& named = credential["issuer"];
    if ((named.is_object() && named.contains("id") ? named["id"] : named) != issuer.id)
        refuse("signer-not-allowed", "the credential names another issuer than this service");
    if (issuer.has_status && !credential.contains("credentialStatus"))
        credential["credentialStatus"] = list.next_entry(text_at(credential, "id"));
    if (issuer.in_envelope)
        return taken(envelop_credential(credential.dump(), issuer.method, *issuer.signer));

    ProofOptions proof{.cryptosuite = issuer.cryptosuite,
                       .verification_method = issuer.method,
                       .created = to_text(now())};
    if (issuer.cryptosuite == Cryptosuite::ecdsa_sd_2023) {
        proof.mandatory_pointers = texts_at(options, "mandatoryPointers");
        if (proof.mandatory_pointers.empty()) proof.mandatory_pointers = {"/issuer"};
    }
    return taken(issue_credential(credential.dump(), proof, *issuer.signer));
}

/// A presentation with the proof of a holder, who is this service.
std::string prove(const Issuer& holder, const Json& body) {
    const std::string presentation = object_at(body, "presentation").dump();
    const Json& options = options_of(body);
    for (const Error& problem : check_presentation(presentation))
        refuse(name(problem.reason), problem.detail);
    return taken(add_proof(presentation,
                           {.cryptosuite = holder.cryptosuite,
                            .verification_method = holder.method,
                            .purpose = "authentication",
                            .created = to_text(now()),
                            .domains = texts_at(options, "domain"),
                            .challenge = text_at(options, "challenge")},
                           *holder.signer));
}

std::string derive(const Json& body) {
    const std::string credential = object_at(body, "verifiableCredential").dump();
    return taken(derive_proof(credential, texts_at(options_of(body), "selectivePointers")));
}

Result<PublicKey> find_key(std::string_view method, std::string_view) {
    return key_of_did_key(method);
}

/// Verified, or every problem there is.
void answer(const CredentialReport& report, httplib::Response& response) {
    Json errors = Json::array();
    for (const Error& problem : report.problems) errors.push_back(to_json(problem));
    for (const CheckedProof& proof : report.proofs)
        for (const Error& problem : proof.problems)
            if (report.problems.empty()) errors.push_back(to_json(problem));
    response.status = report.verified() ? 200 : 400;
    response.set_content(Json{{"verified", report.verified()}, {"errors", errors}}.dump(),
                         "application/json");
}

/// What the options of a request expect of proofs.
ProofInputs inputs_from(const Json& options, const char* purpose) {
    const std::string asked = text_at(options, "expectedProofPurpose");
    return {.find_key = find_key,
            .purpose = asked.empty() ? purpose : asked,
            .domains = texts_at(options, "domain"),
            .challenge = text_at(options, "challenge"),
            .now = now()};
}

void verify(const Json& body, const StatusList& list, httplib::Response& response) {
    const Json& sent = object_at(body, "verifiableCredential");
    const std::string credential = sent.dump();
    CredentialReport report =
        verify_credential(credential, inputs_from(options_of(body), "assertionMethod"));
    for (Error& problem : check_validity(credential, now()))
        report.problems.push_back(std::move(problem));
    // Of our own list alone: nothing is fetched.
    if (sent.contains("credentialStatus") && list.has_withdrawn(sent["credentialStatus"]))
        report.problems.push_back({Reason::revoked, "the credential was withdrawn"});
    answer(report, response);
}

void verify_whole(const Json& body, httplib::Response& response) {
    answer(verify_presentation(object_at(body, "verifiablePresentation").dump(),
                               inputs_from(options_of(body), "authentication")),
           response);
}

/// Withdraws a credential that was issued with a place in the list.
void withdraw(const Json& body, StatusList& list) {
    const std::string purpose = text_at(object_at(body, "credentialStatus"), "statusPurpose");
    if (purpose != StatusList::purpose || !list.withdraw(text_at(body, "credentialId")))
        refuse("member-missing", "no credential of that id and purpose is in the list");
}

/// The list as a credential, signed when it is asked for.
std::string list_of(const Service& service) {
    const Issuer& issuer = service.issuers.front();
    const ProofOptions proof{.cryptosuite = issuer.cryptosuite,
                             .verification_method = issuer.method,
                             .created = to_text(now())};
    return taken(issue_credential(service.list.credential(issuer.id, to_text(now())).dump(), proof,
                                  *issuer.signer));
}

// ---- The service -------------------------------------------------------------------------------

void explain(const Refusal& refusal, httplib::Response& response) {
    response.status = refusal.status;
    const Json problem = {{"type", "about:blank"},
                          {"title", refusal.title},
                          {"status", refusal.status},
                          {"detail", refusal.detail},
                          {"verified", false},
                          {"errors", {{{"title", refusal.title}, {"detail", refusal.detail}}}}};
    response.set_content(problem.dump(), "application/problem+json");
}

/// A handler that reads the body and explains what goes wrong. Nothing of a body is ever logged.
template <class Handler>
httplib::Server::Handler posted(Handler handler) {
    return [handler](const httplib::Request& request, httplib::Response& response) {
        try {
            const std::string type = request.get_header_value("Content-Type");
            if (type.substr(0, type.find(';')) != "application/json")
                refuse("unsupported-format", "the body should be of type application/json", 415);
            handler(strictly(request.body), response);
        } catch (const Refusal& refusal) {
            explain(refusal, response);
        } catch (const Json::exception&) {
            explain({400, "malformed", "a member is not of the kind that is asked for"}, response);
        }
    };
}

void limit(httplib::Server& server) {
    server.set_payload_max_length(longest_body);
    server.set_read_timeout(seconds_to_read);
    server.set_write_timeout(seconds_to_read);
    server.set_keep_alive_max_count(100);
    server.new_task_queue = [] { return new httplib::ThreadPool(threads); };
}

void send(httplib::Response& response, int status, std::string text) {
    response.status = status;
    response.set_content(std::move(text), "application/json");
}

void offer(httplib::Server& server, Service& service) {
    using httplib::Response;
    for (const Issuer& issuer : service.issuers)
        server.Post(issuer.path + "/credentials/issue",
                    posted([&](const Json& body, Response& response) {
                        send(response, 201, issue(issuer, body, service.list));
                    }));
    for (const Issuer& holder : service.issuers)
        if (!holder.in_envelope && holder.cryptosuite != Cryptosuite::ecdsa_sd_2023)
            server.Post(holder.path + "/presentations/prove",
                        posted([&](const Json& body, Response& response) {
                            send(response, 201, prove(holder, body));
                        }));
    server.Post("/credentials/derive", posted([](const Json& body, Response& response) {
                    send(response, 201, derive(body));
                }));
    server.Post("/credentials/verify", posted([&](const Json& body, Response& response) {
                    verify(body, service.list, response);
                }));
    server.Post("/presentations/verify", posted(verify_whole));
    server.Post("/credentials/status", posted([&](const Json& body, Response& response) {
                    withdraw(body, service.list);
                    send(response, 200, "{}");
                }));
    server.Get(StatusList::path, [&](const httplib::Request&, Response& response) {
        send(response, 200, list_of(service));
    });
    server.Get("/issuers", [&](const httplib::Request&, Response& response) {
        Json all = Json::array();
        for (const Issuer& issuer : service.issuers)
            all.push_back({{"id", issuer.id},
                           {"endpoint", issuer.path + "/credentials/issue"},
                           {"tags", {issuer.tag}}});
        send(response, 200, all.dump());
    });
    server.set_exception_handler(
        [](const httplib::Request&, httplib::Response& response, std::exception_ptr) {
            explain({500, "internal", "this is a fault of the service"}, response);
        });
    server.set_error_handler([](const httplib::Request&, httplib::Response& response) {
        if (response.body.empty())
            explain({response.status, "refused",
                     response.status == 413   ? "the body is too long"
                     : response.status == 404 ? "there is no such end point"
                                              : "the request cannot be read"},
                    response);
    });
}

std::map<std::string, std::string> options_from(int argc, char** argv) {
    std::map<std::string, std::string> options = {
        {"--port", "8443"}, {"--cert", ""}, {"--tls-key", ""}, {"--keys", "."}};
    for (int i = 1; i + 1 < argc; i += 2) {
        if (!options.contains(argv[i])) throw std::runtime_error(std::string("what is ") + argv[i]);
        options[argv[i]] = argv[i + 1];
    }
    return options;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        const auto options = options_from(argc, argv);
        const int port = std::stoi(options.at("--port"));
        const std::string url = "https://127.0.0.1:" + std::to_string(port);
        Service service{issuers_with_keys_in(options.at("--keys")), StatusList(url)};
        httplib::SSLServer server(options.at("--cert").c_str(), options.at("--tls-key").c_str());
        if (!server.is_valid())
            throw std::runtime_error("--cert and --tls-key do not name a certificate and its key");
        limit(server);
        offer(server, service);
        if (!server.bind_to_port("127.0.0.1", port))
            throw std::runtime_error("cannot listen on port " + options.at("--port"));
        std::cout << url << std::endl;
        server.listen_after_bind();
        return 0;
    } catch (const std::exception& failure) {
        std::cerr << "vc_api: " << failure.what() << '\n';
        return 2;
    }
}
