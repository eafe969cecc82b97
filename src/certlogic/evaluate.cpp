// SPDX-License-Identifier: Apache-2.0
#include "certlogic/evaluate.hpp"

#include <algorithm>
#include <charconv>

#include "certlogic/operations.hpp"

namespace vaxcert::certlogic {
namespace {

using json::Array;
using json::Value;

Error invalid(std::string what) {
    return {Reason::rule_invalid, std::move(what)};
}

const Value* as_json(const Term& term) {
    return std::get_if<Value>(&term);
}

bool is_null(const Term& term) {
    const Value* value = as_json(term);
    return value && value->is_null();
}

/// Where `var` looks: the data, or within `reduce` the item and what was made so far.
struct Scope {
    const Value* data = nullptr;
    const Term* current = nullptr;
    const Term* accumulator = nullptr;
};

/// What a path leads to; null where it leads nowhere.
Value follow(const Value& from, std::string_view path) {
    const Value* at = &from;
    while (!path.empty()) {
        const std::size_t dot = path.find('.');
        const std::string_view part = path.substr(0, dot);
        path = dot == path.npos ? std::string_view() : path.substr(dot + 1);
        if (at->is_array()) {
            std::size_t index = 0;
            const auto [end, fault] =
                std::from_chars(part.data(), part.data() + part.size(), index);
            if (fault != std::errc() || end != part.data() + part.size() ||
                index >= at->array().size())
                return {};
            at = &at->array()[index];
        } else {
            at = at->find(part);
            if (!at) return {};
        }
    }
    return *at;
}

/// yes, no, or neither: what is neither cannot be decided upon.
enum class Truth : std::uint8_t { no, yes, neither };

Truth truth_of(const Term& term) {
    const Value* value = as_json(term);
    if (!value) return Truth::neither;
    const auto is = [](bool yes) { return yes ? Truth::yes : Truth::no; };
    switch (value->kind()) {
        case Value::Kind::null:
            return Truth::no;
        case Value::Kind::boolean:
            return is(value->boolean());
        case Value::Kind::string:
            return is(!value->string().empty());
        case Value::Kind::array:
            return is(!value->array().empty());
        case Value::Kind::object:
            return is(!value->object().empty());
        case Value::Kind::number:
            if (const auto number = whole_number(*value)) return is(*number != 0);
    }
    return Truth::neither;
}

Error undecidable(const char* operation) {
    return invalid(std::string("an operand of \"") + operation + "\" is neither true nor false");
}

template <class T>
bool compare(Operation operation, const T& a, const T& b) {
    switch (operation) {
        case Operation::greater:
        case Operation::after:
            return a > b;
        case Operation::less:
        case Operation::before:
            return a < b;
        case Operation::greater_or_equal:
        case Operation::not_before:
            return a >= b;
        default:
            return a <= b;
    }
}

/// "a", "", "c" ... of a::c/#/f, without the prefix URN:UVCI:.
Value extract(std::string_view uvci, std::int64_t index) {
    constexpr std::string_view prefix = "URN:UVCI:";
    if (uvci.starts_with(prefix)) uvci.remove_prefix(prefix.size());
    for (; index >= 0; --index) {
        const std::size_t end = uvci.find_first_of("/#:");
        if (index == 0) return uvci.substr(0, end);
        if (end == uvci.npos) break;
        uvci.remove_prefix(end + 1);
    }
    return {};
}

class Evaluator {
  public:
    explicit Evaluator(const Budget& budget) : steps_left_(budget.rule_steps) {}

    Result<Term> evaluate(const Value& expression, const Scope& scope) {
        if (steps_left_ == 0) return Error{Reason::limit_exceeded, "the rule takes too many steps"};
        --steps_left_;
        if (expression.is_array()) return items(expression.array(), scope);
        if (expression.is_object()) return operation(expression, scope);
        return Term(expression);
    }

  private:
    Result<Term> items(const Array& expressions, const Scope& scope) {
        Array values;
        for (const Value& each : expressions) {
            auto item = evaluate(each, scope);
            if (!item) return item;
            const Value* value = as_json(*item);
            if (!value) return invalid("an array holds an instant");
            values.push_back(*value);
        }
        return Term(Value(std::move(values)));
    }

    Result<Term> operation(const Value& expression, const Scope& scope) {
        const auto& [name, operands_value] = expression.object().front();
        if (name == "var") return var(operands_value.string(), scope);
        const Array& operands = operands_value.array();
        const Operation operation = find_operation(name)->operation;
        switch (operation) {
            case Operation::if_:
                return if_(operands, scope);
            case Operation::and_:
                return and_(operands, scope);
            case Operation::reduce:
                return reduce(operands, scope);
            default:
                break;
        }
        std::vector<Term> terms;
        for (const Value& operand : operands) {
            auto term = evaluate(operand, scope);
            if (!term) return term;
            terms.push_back(*std::move(term));
        }
        return apply(operation, terms);
    }

    static Result<Term> var(std::string_view path, const Scope& scope) {
        if (!scope.current) return Term(follow(*scope.data, path));
        const std::size_t dot = path.find('.');
        const std::string_view name = path.substr(0, dot);
        const std::string_view rest = dot == path.npos ? std::string_view() : path.substr(dot + 1);
        const Term* term = name == "current"       ? scope.current
                           : name == "accumulator" ? scope.accumulator
                                                   : nullptr;
        if (path.empty()) {
            if (!as_json(*scope.current) || !as_json(*scope.accumulator))
                return invalid("an object holds an instant");
            return Term(Value(json::Object{{"current", *as_json(*scope.current)},
                                           {"accumulator", *as_json(*scope.accumulator)}}));
        }
        if (!term) return Term(Value());
        if (rest.empty()) return *term;
        const Value* value = as_json(*term);
        return value ? Term(follow(*value, rest)) : Term(Value());
    }

    Result<Term> if_(const Array& operands, const Scope& scope) {
        const auto guard = evaluate(operands[0], scope);
        if (!guard) return guard;
        const Truth truth = truth_of(*guard);
        if (truth == Truth::neither) return undecidable("if");
        return evaluate(operands[truth == Truth::yes ? 1 : 2], scope);
    }

    Result<Term> and_(const Array& operands, const Scope& scope) {
        Result<Term> last = Term(Value());
        for (const Value& operand : operands) {
            last = evaluate(operand, scope);
            if (!last) return last;
            const Truth truth = truth_of(*last);
            if (truth == Truth::neither) return undecidable("and");
            if (truth == Truth::no) return last;
        }
        return last;
    }

    Result<Term> reduce(const Array& operands, const Scope& scope) {
        const auto over = evaluate(operands[0], scope);
        if (!over) return over;
        auto accumulator = evaluate(operands[2], scope);
        if (!accumulator || is_null(*over)) return accumulator;
        const Value* list = as_json(*over);
        if (!list || !list->is_array()) return invalid("\"reduce\" works on an array");
        for (const Value& item : list->array()) {
            const Term current = item;
            const Term before = *std::move(accumulator);
            accumulator = evaluate(operands[1], {scope.data, &current, &before});
            if (!accumulator) return accumulator;
        }
        return accumulator;
    }

    static Result<Term> apply(Operation operation, const std::vector<Term>& terms) {
        switch (operation) {
            case Operation::equal:
                return Term(Value(terms[0] == terms[1]));
            case Operation::greater:
            case Operation::less:
            case Operation::greater_or_equal:
            case Operation::less_or_equal:
                return compare_numbers(operation, terms);
            case Operation::after:
            case Operation::before:
            case Operation::not_after:
            case Operation::not_before:
                return compare_instants(operation, terms);
            case Operation::in:
                return in(terms[0], terms[1]);
            case Operation::plus:
                return sum(terms[0], terms[1]);
            case Operation::not_:
                return negation(terms[0]);
            case Operation::plus_time:
                return plus_time(terms);
            case Operation::birth_date:
                return birth_date(terms[0]);
            case Operation::extract_from_uvci:
                return extract_from_uvci(terms[0], *whole_number(*as_json(terms[1])));
            default:
                return invalid("this operation has operands of its own kind");
        }
    }

    static Result<Term> compare_numbers(Operation operation, const std::vector<Term>& terms) {
        std::vector<std::int64_t> numbers;
        for (const Term& term : terms) {
            const Value* value = as_json(term);
            const auto number = value ? whole_number(*value) : std::nullopt;
            if (!number) return invalid("only whole numbers are compared");
            numbers.push_back(*number);
        }
        return in_order(operation, numbers);
    }

    static Result<Term> compare_instants(Operation operation, const std::vector<Term>& terms) {
        std::vector<Instant> instants;
        for (const Term& term : terms) {
            const auto* instant = std::get_if<Instant>(&term);
            if (!instant) return invalid("only instants come before or after one another");
            instants.push_back(*instant);
        }
        return in_order(operation, instants);
    }

    template <class T>
    static Result<Term> in_order(Operation operation, const std::vector<T>& values) {
        bool holds = true;
        for (std::size_t i = 0; i + 1 < values.size(); ++i)
            holds = holds && compare(operation, values[i], values[i + 1]);
        return Term(Value(holds));
    }

    static Result<Term> in(const Term& item, const Term& list) {
        const Value* array = as_json(list);
        if (!array || !array->is_array()) return invalid("\"in\" looks into an array");
        const Value* value = as_json(item);
        const bool found =
            value && std::ranges::find(array->array(), *value) != array->array().end();
        return Term(Value(found));
    }

    static Result<Term> sum(const Term& a, const Term& b) {
        const auto first = as_json(a) ? whole_number(*as_json(a)) : std::nullopt;
        const auto second = as_json(b) ? whole_number(*as_json(b)) : std::nullopt;
        if (!first || !second) return invalid("only whole numbers are added");
        Value result(static_cast<double>(*first + *second));
        if (!whole_number(result)) return invalid("a sum is too large");
        return Term(std::move(result));
    }

    static Result<Term> negation(const Term& term) {
        const Truth truth = truth_of(term);
        if (truth == Truth::neither) return undecidable("!");
        return Term(Value(truth == Truth::no));
    }

    static Result<Term> plus_time(const std::vector<Term>& terms) {
        const Value* text = as_json(terms[0]);
        if (!text || !text->is_string()) return invalid("\"plusTime\" takes the text of a date");
        const auto instant = parse_instant(text->string());
        if (!instant) return invalid(instant.error().detail);
        const auto unit = static_cast<Unit>(*unit_named(as_json(terms[2])->string()));
        const auto shifted = plus(*instant, *whole_number(*as_json(terms[1])), unit);
        if (!shifted) return invalid(shifted.error().detail);
        return Term(*shifted);
    }

    static Result<Term> birth_date(const Term& term) {
        const Value* text = as_json(term);
        if (!text || !text->is_string())
            return invalid("\"dccDateOfBirth\" takes the text of a date");
        const auto instant = parse_birth_date(text->string());
        if (!instant) return invalid(instant.error().detail);
        return Term(*instant);
    }

    static Result<Term> extract_from_uvci(const Term& uvci, std::int64_t index) {
        if (is_null(uvci)) return Term(Value());
        const Value* text = as_json(uvci);
        if (!text || !text->is_string()) return invalid("\"extractFromUVCI\" takes a text");
        return Term(extract(text->string(), index));
    }

    std::size_t steps_left_;
};

}  // namespace

Result<Term> evaluate(const Value& expression, const Value& data, const Budget& budget) {
    const auto issues = check_expression(expression);
    if (!issues.empty()) return invalid(issues.front().what);
    return Evaluator(budget).evaluate(expression, {&data});
}

bool holds(const Value& expression, const Value& data, const Budget& budget) {
    const auto term = evaluate(expression, data, budget);
    const Value* value = term ? as_json(*term) : nullptr;
    return value && value->is_boolean() && value->boolean();
}

}  // namespace vaxcert::certlogic
