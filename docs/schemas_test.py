# SPDX-License-Identifier: Apache-2.0
"""Holds what comes with the library to the schemas of docs/schemas/, and the schemas to JSON Schema's
words that are read here: no schema says more than this test checks."""
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
ANNOTATIONS = {"$schema", "title", "description", "$defs", "$comment", "examples", "default"}
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "number": (int, float), "integer": int,
         "null": type(None)}


def is_a(value, name):
    return isinstance(value, TYPES[name]) and not (name in ("integer", "number") and isinstance(value, bool))


def faults(value, schema, root, where):
    """Yields what of a value its schema does not allow."""
    unread = set(schema) - ANNOTATIONS - {
        "$ref", "type", "const", "enum", "properties", "required", "additionalProperties", "items", "minItems",
        "minimum", "maximum"}
    if unread:
        yield f"{where}: this test does not read {unread} of the schema"
    if "$ref" in schema:
        yield from faults(value, root["$defs"][schema["$ref"].rsplit("/", 1)[1]], root, where)
    if "const" in schema and value != schema["const"]:
        yield f"{where} is not {schema['const']!r}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{where} is none of {schema['enum']}"
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    if types and not any(is_a(value, name) for name in types):
        yield f"{where} is not a {' or '.join(types)}"
    if isinstance(value, (int, float)) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        yield f"{where} is out of range"
    if isinstance(value, list):
        if len(value) < schema.get("minItems", 0):
            yield f"{where} has too few items"
        for number, item in enumerate(value):
            yield from faults(item, schema.get("items", {}), root, f"{where}[{number}]")
    if isinstance(value, dict):
        properties, more = schema.get("properties", {}), schema.get("additionalProperties", True)
        for name in schema.get("required", []):
            if name not in value:
                yield f"{where} lacks {name}"
        for name, item in value.items():
            if name in properties:
                yield from faults(item, properties[name], root, f"{where}.{name}")
            elif more is False:
                yield f"{where} has {name}, which no schema names"
            elif isinstance(more, dict):
                yield from faults(item, more, root, f"{where}.{name}")


def read(name):
    return json.loads((ROOT / name).read_text(encoding="utf-8"))


def found():
    schema = read("docs/schemas/profile.schema.json")
    profiles = [file for file in (ROOT / "src/profile/ready").glob("*.json")
                if not file.name.startswith("master-data")]
    for file in [*profiles, ROOT / "examples/profile-template.json"]:
        yield from faults(json.loads(file.read_text(encoding="utf-8")), schema, schema, file.name)
    master_data = {"$defs": schema["$defs"], **schema["properties"]["master_data"]}
    for file in (ROOT / "src/profile/ready").glob("master-data-*.json"):
        yield from faults(json.loads(file.read_text(encoding="utf-8")), master_data, schema, file.name)
    if len(profiles) < 7:
        yield "there are fewer than seven ready profiles"

    policy = read("docs/schemas/policy.schema.json")
    for file in (ROOT / "src/policy/ready").glob("*.json"):
        yield from faults(json.loads(file.read_text(encoding="utf-8")), policy, policy, file.name)

    # The checker itself: what is wrong is found.
    broken = dict(read("examples/profile-template.json"), isuer="x", environment="staging")
    if len(list(faults(broken, schema, schema, "broken"))) != 2:
        yield "a broken profile is not found out"


problems = list(found())
print("\n".join(problems) or "schemas: ok")
sys.exit(bool(problems))
