// SPDX-License-Identifier: Apache-2.0
// What can be wrong with an expression before there is any data.

#include "certlogic/evaluate.hpp"
#include "certlogic/operations.hpp"

namespace vaxcert::certlogic {
namespace {

using json::Value;

class Checker {
  public:
    void check(const Value& expression) {
        if (expression.is_string() || expression.is_boolean()) return;
        if (expression.is_array()) {
            for (const Value& item : expression.array()) check(item);
        } else if (expression.is_object()) {
            check_object(expression);
        } else if (expression.is_null()) {
            complain(expression, "null is no expression");
        } else if (!whole_number(expression)) {
            complain(expression, "a number should be whole, and exact in a double");
        }
    }

    std::vector<Issue> take() { return std::move(issues_); }

  private:
    void complain(const Value& expression, std::string what) {
        issues_.push_back({&expression, std::move(what)});
    }

    void check_object(const Value& expression) {
        if (expression.object().size() != 1)
            return complain(expression, "an operation is an object with one member, and this has " +
                                            std::to_string(expression.object().size()));
        const json::Member& member = expression.object().front();
        if (member.name == "var") return check_var(expression, member.value);
        if (!member.value.is_array())
            return complain(expression, "the operands of an operation should be an array");
        const OperationRow* row = find_operation(member.name);
        if (!row) return complain(expression, "there is no such operation");
        check_operands(expression, *row, member.value.array());
    }

    void check_var(const Value& expression, const Value& path) {
        if (!path.is_string())
            complain(expression, "the path of \"var\" should be a string");
        else if (!is_path(path.string()))
            complain(expression, "the path of \"var\" has an empty part");
    }

    void check_operands(const Value& expression, const OperationRow& row,
                        const json::Array& operands) {
        if (operands.size() < row.least || operands.size() > row.most)
            return complain(expression, '"' + std::string(row.name) + "\" does not take " +
                                            std::to_string(operands.size()) + " operands");
        if (row.operation == Operation::plus_time) {
            check(operands[0]);
            if (!whole_number(operands[1]))
                complain(expression, "the amount of \"plusTime\" should be a whole number");
            if (!operands[2].is_string() || !unit_named(operands[2].string()))
                complain(expression, "the unit of \"plusTime\" should be year, month, day or hour");
        } else if (row.operation == Operation::extract_from_uvci) {
            check(operands[0]);
            if (!whole_number(operands[1]))
                complain(expression, "the index of \"extractFromUVCI\" should be a whole number");
        } else {
            for (const Value& operand : operands) check(operand);
        }
    }

    std::vector<Issue> issues_;
};

}  // namespace

std::vector<Issue> check_expression(const Value& expression) {
    Checker checker;
    checker.check(expression);
    return checker.take();
}

}  // namespace vaxcert::certlogic
