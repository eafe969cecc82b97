// SPDX-License-Identifier: Apache-2.0
// Reads a profile, naming whatever in it is unknown, missing or of the wrong kind.

#include <vaxcert/profile.hpp>

#include <algorithm>
#include <array>
#include <initializer_list>

#include "json/parse.hpp"
#include "profile/inner.hpp"

namespace vaxcert {
namespace {

using json::Value;
using Kind = json::Value::Kind;

Error bad_profile(std::string detail) {
    return {Reason::bad_profile, std::move(detail)};
}

/// Reads members one by one, remembers the first thing that was wrong and which members were read.
class Reader {
  public:
    Reader(const Value& object, std::string where) : object_(object), where_(std::move(where)) {
        if (!object.is_object()) fail("is not an object");
    }

    const Value* take(std::string_view name, Kind kind, bool required) {
        read_.emplace_back(name);
        const Value* value = object_.find(name);
        if (!value) {
            if (required) fail("lacks \"" + std::string(name) + '"');
            return nullptr;
        }
        if (value->kind() == kind) return value;
        fail('"' + std::string(name) + "\" is a " + json::name(value->kind()) +
             " and should be a " + json::name(kind));
        return nullptr;
    }

    std::string text(std::string_view name, bool required = true) {
        const Value* value = take(name, Kind::string, required);
        return value ? value->string() : std::string();
    }

    std::optional<int> whole(std::string_view name, int least, int most, bool required = false) {
        const Value* value = take(name, Kind::number, required);
        if (!value) return {};
        const double number = value->number().value;
        if (number >= least && number <= most && number == static_cast<int>(number))
            return static_cast<int>(number);
        fail('"' + std::string(name) + "\" should be a whole number from " + std::to_string(least) +
             " to " + std::to_string(most));
        return {};
    }

    std::vector<std::string> texts(std::string_view name, bool required = false) {
        std::vector<std::string> all;
        const Value* value = take(name, Kind::array, required);
        if (!value) return all;
        for (const Value& element : value->array()) {
            if (element.is_string())
                all.push_back(element.string());
            else
                fail('"' + std::string(name) + "\" should hold strings only");
        }
        return all;
    }

    /// A word out of a list, by its place in it.
    int choice(std::string_view name, std::initializer_list<std::string_view> words,
               int otherwise) {
        const std::string word = text(name, false);
        if (word.empty()) return otherwise;
        const auto at = std::ranges::find(words, word);
        if (at != words.end()) return static_cast<int>(at - words.begin());
        std::string list;
        for (const std::string_view each : words)
            list += (list.empty() ? "" : ", ") + std::string(each);
        fail('"' + std::string(name) + "\" should be one of " + list);
        return otherwise;
    }

    void fail(const std::string& what) {
        if (!problem_) problem_ = bad_profile(where_ + ' ' + what);
    }

    /// The first problem; an unknown member is one.
    std::optional<Error> problem() {
        if (object_.is_object())
            for (const json::Member& member : object_.object())
                if (std::ranges::find(read_, member.name) == read_.end())
                    fail("has a member \"" + member.name + "\" that no profile has");
        return problem_;
    }

  private:
    const Value& object_;
    std::string where_;
    std::vector<std::string> read_;
    std::optional<Error> problem_;
};

constexpr std::string_view decimal = "0123456789";
constexpr std::string_view base32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

std::optional<Error> read_id_shape(const Value* value, IdShape& shape) {
    shape = {std::string(decimal), 39};
    if (!value) return {};
    Reader reader(*value, "\"certificate_id\"");
    if (reader.choice("alphabet", {"decimal", "base32"}, 0) == 1) shape = {std::string(base32), 26};
    if (const auto length = reader.whole("length", 9, 64))
        shape.length = static_cast<std::size_t>(*length);
    return reader.problem();
}

/// {"eu-product": "EU/1/20/1528", ...}
Codes read_codes(Reader& reader, std::string_view name) {
    Codes codes;
    const Value* object = reader.take(name, Kind::object, false);
    if (!object) return codes;
    for (const json::Member& member : object->object()) {
        if (member.value.is_string())
            codes.emplace_back(member.name, member.value.string());
        else
            reader.fail('"' + std::string(name) + "\" should map code systems to codes");
    }
    return codes;
}

std::optional<Error> read_products(const Value* array, std::vector<Product>& products) {
    if (!array) return {};
    for (std::size_t i = 0; i < array->array().size(); ++i) {
        Reader reader(array->array()[i], "product " + std::to_string(i + 1));
        Product product;
        product.names = reader.texts("names", true);
        product.manufacturers = reader.texts("manufacturers", true);
        product.course = reader.whole("course", 1, 20);
        product.disease = reader.text("disease");
        product.icd11 = reader.text("icd11", false);
        product.prophylaxis = reader.text("prophylaxis", false);
        product.codes = read_codes(reader, "codes");
        if (product.names.empty()) reader.fail("has no name");
        if (auto problem = reader.problem()) return problem;
        for (const std::string& name : product.names) product.name_keys.push_back(name_key(name));
        for (const std::string& name : product.manufacturers)
            product.manufacturer_keys.push_back(name_key(name));
        products.push_back(std::move(product));
    }
    return {};
}

std::optional<Error> read_master_data(const Value& value, const std::string& where,
                                      Profile::Inner& profile) {
    Reader reader(value, where);
    reader.text("about", false);
    const Value* products = reader.take("products", Kind::array, false);
    for (const std::string& disease : reader.texts("diseases")) profile.diseases.push_back(disease);
    for (const std::string& type : reader.texts("test_types")) profile.test_types.push_back(type);
    if (const Value* concepts = reader.take("codes", Kind::object, false)) {
        Reader codes(*concepts, where + ": \"codes\"");
        for (const json::Member& member : concepts->object())
            profile.concepts.push_back({member.name, read_codes(codes, member.name)});
        if (auto problem = codes.problem()) return problem;
    }
    if (auto problem = reader.problem()) return problem;
    return read_products(products, profile.products);
}

std::optional<Error> read_shared_master_data(const std::vector<std::string>& names,
                                             Profile::Inner& profile) {
    for (const std::string& name : names) {
        const auto text = ready_text("master-data-" + name);
        if (!text)
            return bad_profile("\"master_data_sets\" names a set that does not come with vaxcert");
        const auto value = json::parse(*text, Budget::for_trusted_data());
        if (!value) return value.error();
        if (auto problem = read_master_data(*value, "master data set " + name, profile))
            return problem;
    }
    return {};
}

std::optional<Error> read_qr(const Value* value, Profile::Inner& profile) {
    if (!value) return {};
    Reader reader(*value, "\"qr\"");
    profile.qr_level = reader.choice("level", {"L", "M", "Q", "H"}, 1);
    profile.qr_scale = reader.whole("scale", 1, 64).value_or(4);
    profile.qr_quiet_zone = reader.whole("quiet_zone", 0, 64).value_or(4);
    profile.qr_max_version = reader.whole("max_version", 1, 40).value_or(40);
    return reader.problem();
}

std::optional<Error> read_columns(const Value* value, Profile::Inner& profile) {
    if (!value) return {};
    for (const json::Member& member : value->object()) {
        if (!member.value.is_string())
            return bad_profile("\"columns\" should map column names to column names");
        profile.columns.emplace_back(member.name, member.value.string());
    }
    return {};
}

}  // namespace

Result<Profile> Profile::parse(std::string_view text) {
    const auto value = json::parse(text, Budget::for_trusted_data());
    if (!value) return bad_profile("the profile is not JSON: " + value.error().detail);

    auto inner = std::make_shared<Inner>();
    Reader reader(*value, "the profile");
    if (const auto version = reader.whole("profile", 1, 1, true); !version)
        reader.fail("should begin with \"profile\": 1");
    reader.text("about", false);
    inner->name = reader.text("name");
    inner->format = reader.text("format");
    inner->issuer = reader.text("issuer");
    inner->verification_method = reader.text("verification_method", false);
    inner->test_environment = reader.choice("environment", {"production", "test"}, 0) == 1;
    const Value* id_shape = reader.take("certificate_id", Kind::object, false);
    const auto shared = reader.texts("master_data_sets");
    const Value* own = reader.take("master_data", Kind::object, false);
    const Value* columns = reader.take("columns", Kind::object, false);
    const Value* qr = reader.take("qr", Kind::object, false);
    std::vector<std::string> formats = reader.texts("further_formats");
    formats.insert(formats.begin(), inner->format);
    for (const std::string& format : formats)
        if (const Value* settings = reader.take(format, Kind::object, true))
            inner->formats.push_back({format, *settings});
    if (auto problem = reader.problem()) return *problem;

    // A country's own master data goes before what it shares with others.
    if (auto problem = read_id_shape(id_shape, inner->certificate_id)) return *problem;
    if (own)
        if (auto problem = read_master_data(*own, "\"master_data\"", *inner)) return *problem;
    if (auto problem = read_shared_master_data(shared, *inner)) return *problem;
    if (auto problem = read_columns(columns, *inner)) return *problem;
    if (auto problem = read_qr(qr, *inner)) return *problem;
    return Profile(std::move(inner));
}

const std::string& Profile::name() const noexcept {
    return inner_->name;
}
const std::string& Profile::format() const noexcept {
    return inner_->format;
}
std::vector<std::string_view> Profile::formats() const {
    std::vector<std::string_view> names;
    for (const json::Member& format : inner_->formats) names.push_back(format.name);
    return names;
}
const std::vector<std::pair<std::string, std::string>>& Profile::columns() const noexcept {
    return inner_->columns;
}

qr::Options Profile::qr_options() const noexcept {
    return {.level = static_cast<qr::Level>(inner_->qr_level),
            .max_version = inner_->qr_max_version,
            .scale = inner_->qr_scale,
            .quiet_zone = inner_->qr_quiet_zone};
}

const Value& Profile::Inner::settings_of(std::string_view format_name) const noexcept {
    static const Value none;
    const auto at = std::ranges::find(formats, format_name, &json::Member::name);
    return at == formats.end() ? none : at->value;
}

std::string_view code_in(const Codes& codes, std::string_view system) noexcept {
    const auto at = std::ranges::find(codes, system, &Codes::value_type::first);
    return at == codes.end() ? std::string_view() : std::string_view(at->second);
}

const Product* product_of_code(const Profile::Inner& profile, std::string_view system,
                               std::string_view code) {
    const auto at = std::ranges::find_if(profile.products, [&](const Product& product) {
        return !code.empty() && code_in(product.codes, system) == code;
    });
    return at == profile.products.end() ? nullptr : &*at;
}

const Concept* concept_of_code(const Profile::Inner& profile, std::string_view system,
                               std::string_view code) {
    const auto at = std::ranges::find_if(profile.concepts, [&](const Concept& concept_) {
        return !code.empty() && code_in(concept_.codes, system) == code;
    });
    return at == profile.concepts.end() ? nullptr : &*at;
}

const Concept* find_concept(const Profile::Inner& profile, std::string_view key) {
    if (key.empty()) return nullptr;
    const auto at = std::ranges::find_if(
        profile.concepts, [&](const Concept& concept_) { return name_key(concept_.name) == key; });
    return at == profile.concepts.end() ? nullptr : &*at;
}

const Product* find_product(const Profile::Inner& profile, std::string_view key) {
    if (key.empty()) return nullptr;
    for (const Product& product : profile.products)
        if (std::ranges::find(product.name_keys, key) != product.name_keys.end()) return &product;
    // A manufacturer's name may hold that of its product: "Sinovac Biotech" is no vaccine.
    if (is_manufacturer(profile, key)) return nullptr;
    for (const Product& product : profile.products)
        for (const std::string& name : product.name_keys)
            if (key.find(name) != key.npos) return &product;
    return nullptr;
}

bool is_manufacturer(const Profile::Inner& profile, std::string_view key) {
    return std::ranges::any_of(profile.products,
                               [&](const Product& product) { return makes(product, key); });
}

bool makes(const Product& product, std::string_view key) {
    return std::ranges::find(product.manufacturer_keys, key) != product.manufacturer_keys.end();
}

std::string name_key(std::string_view name) {
    std::string key;
    key.reserve(name.size());
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z')
            key += static_cast<char>(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0)
            key += c;
    }
    return key;
}

}  // namespace vaxcert
