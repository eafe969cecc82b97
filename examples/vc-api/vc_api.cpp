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

/// One path below which credentials are issued in one way.
struct Issuer {
    std::string path;
    Cryptosuite cryptosuite;
    std::shared_ptr<const Signer> signer;
    std::string method = did_key_method(signer->public_key());
    std::string id = method.substr(0, method.find('#'));
};

std::vector<Issuer> issuers_with_keys_in(const std::string& folder) {
    const auto ed25519 = key_in(folder + "/ed25519.key", Algorithm::ed25519);
    const auto p256 = key_in(folder + "/p256.key", Algorithm::es256);
    const auto p384 = key_in(folder + "/p384.key", Algorithm::es384);
    return {
        {"/eddsa-rdfc-2022", Cryptosuite::eddsa_rdfc_2022, ed25519},
        {"/eddsa-jcs-2022", Cryptosuite::eddsa_jcs_2022, ed25519},
        {"/Ed25519Signature2020", Cryptosuite::ed25519_signature_2020, ed25519},
        {"/ecdsa-rdfc-2019/P-256", Cryptosuite::ecdsa_rdfc_2019, p256},
        {"/ecdsa-rdfc-2019/P-384", Cryptosuite::ecdsa_rdfc_2019, p384},
        {"/ecdsa-jcs-2019/P-256", Cryptosuite::ecdsa_jcs_2019, p256},
        {"/ecdsa-jcs-2019/P-384", Cryptosuite::ecdsa_jcs_2019, p384},
        {"/ecdsa-sd-2023", Cryptosuite::ecdsa_sd_2023, p256},
    };
}

// ---- What is done ------------------------------------------------------------------------------

Time now() {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

std::string issue(const Issuer& issuer, const Json& body) {
    Json credential = object_at(body, "credential");
    const Json& options = options_of(body);
    // A service signs in its own name alone.
    if (!credential.contains("issuer")) credential["issuer"] = issuer.id;
    const Json& named = credential["issuer"];
    if ((named.is_object() && named.contains("id") ? named["id"] : named) != issuer.id)
        refuse("signer-not-allowed", "the credential names another issuer than this service");

    ProofOptions proof{.cryptosuite = issuer.cryptosuite,
                       .verification_method = issuer.method,
                       .created = to_text(now())};
    if (issuer.cryptosuite == Cryptosuite::ecdsa_sd_2023) {
        proof.mandatory_pointers = texts_at(options, "mandatoryPointers");
        if (proof.mandatory_pointers.empty()) proof.mandatory_pointers = {"/issuer"};
    }
    return taken(issue_credential(credential.dump(), proof, *issuer.signer));
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

void verify(const Json& body, httplib::Response& response) {
    const std::string credential = object_at(body, "verifiableCredential").dump();
    CredentialReport report = verify_credential(credential, {.find_key = find_key, .now = now()});
    for (Error& problem : check_validity(credential, now()))
        report.problems.push_back(std::move(problem));
    answer(report, response);
}

void verify_whole(const Json& body, httplib::Response& response) {
    const Json& options = options_of(body);
    answer(verify_presentation(object_at(body, "verifiablePresentation").dump(),
                               {.find_key = find_key,
                                .purpose = "authentication",
                                .domains = texts_at(options, "domain"),
                                .challenge = text_at(options, "challenge"),
                                .now = now()}),
           response);
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
            handler(strictly(request.body), response);
        } catch (const Refusal& refusal) {
            explain(refusal, response);
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

void offer(httplib::Server& server, const std::vector<Issuer>& issuers) {
    for (const Issuer& issuer : issuers)
        server.Post(issuer.path + "/credentials/issue",
                    posted([&issuer](const Json& body, httplib::Response& response) {
                        response.set_content(issue(issuer, body), "application/json");
                        response.status = 201;
                    }));
    server.Post("/credentials/derive", posted([](const Json& body, httplib::Response& response) {
                    response.set_content(derive(body), "application/json");
                    response.status = 201;
                }));
    server.Post("/credentials/verify", posted(verify));
    server.Post("/presentations/verify", posted(verify_whole));
    server.Get("/issuers", [&issuers](const httplib::Request&, httplib::Response& response) {
        Json all = Json::array();
        for (const Issuer& issuer : issuers)
            all.push_back({{"id", issuer.id},
                           {"endpoint", issuer.path + "/credentials/issue"},
                           {"tags", {name(issuer.cryptosuite)}}});
        response.set_content(all.dump(), "application/json");
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
        const std::vector<Issuer> issuers = issuers_with_keys_in(options.at("--keys"));
        httplib::SSLServer server(options.at("--cert").c_str(), options.at("--tls-key").c_str());
        if (!server.is_valid())
            throw std::runtime_error("--cert and --tls-key do not name a certificate and its key");
        limit(server);
        offer(server, issuers);
        const int port = std::stoi(options.at("--port"));
        if (!server.bind_to_port("127.0.0.1", port))
            throw std::runtime_error("cannot listen on port " + options.at("--port"));
        std::cout << "https://127.0.0.1:" << port << std::endl;
        server.listen_after_bind();
        return 0;
    } catch (const std::exception& failure) {
        std::cerr << "vc_api: " << failure.what() << '\n';
        return 2;
    }
}
