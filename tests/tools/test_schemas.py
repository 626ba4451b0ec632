# SPDX-License-Identifier: LGPL-2.1-or-later
"""Whatever is written with --json is what its published schema says."""

import json
import os
from pathlib import Path

import jsonschema

import riskctx_tap
from command import MISTAKES, TestCase

ROOT = Path(os.environ["RISKCTX_SOURCE_ROOT"])
FEW = ("--trials", "2000")

# The name of the schema, the call, and its exit status if it is not 0.
OUTPUTS = [
    ("companies", ("companies",)),
    ("check", ("check", "company:ec-site")),
    ("check", ("check", "{wrong}"), MISTAKES),
    ("coverage", ("coverage", "company:ec-site")),
    ("derive", ("derive", "company:ec-site")),
    ("document", ("derive", "company:ec-site", "--accept", "threat-legal.x5")),
    ("format", ("format", "--check", "{mine}")),
    ("new", ("new", "company:ec-site", "{new}")),
    ("document", ("new", "company:ec-site")),
    ("document", ("format", "{mine}")),
    ("assess", ("assess", "{uninsured}", "--method", "exact")),
    ("assess", ("assess", "company:ec-site", "--method", "monte-carlo", *FEW)),
    ("assess", ("assess", "{uninsured}", "--cross-check", "--option", "secure-site", *FEW)),
    ("invest", ("invest", "company:ec-site", "secure-site", "operations", *FEW)),
    ("invest", ("invest", "company:ec-site", "close-site", "--benefit", "0")),
    ("brief", ("brief", "company:ec-site", *FEW)),
    ("brief", ("brief", "{uninsured}", "--language", "en", *FEW)),
    ("report", ("report", "company:ec-site", *FEW)),
    ("report", ("report", "{uninsured}", "--language", "en", *FEW)),
    ("diagram", ("diagram", "company:ec-site")),
    ("diagram", ("diagram", "company:ec-site", "--format", "dot", "-l", "en")),
    ("evaluation", ("assess", "company:ec-site", "--criteria", *FEW)),
    ("recover", ("recover", "company:ec-site", "card-leak-recovery")),
    ("recover", ("recover", "company:ec-site", "card-leak-recovery", "--period", "month")),
    ("choose", ("choose", "company:ec-site", *FEW)),
    ("sensitivity", ("sensitivity", "company:ec-site", *FEW)),
    ("sensitivity", ("sensitivity", "{uninsured}", "operations", "--no-simulation")),
    ("comparison", ("invest", "company:ec-site", *FEW)),
    ("compare", ("compare", "company:ec-site", "{uninsured}", *FEW)),
    ("compare", ("compare", "{uninsured}", "{uninsured}", "-l", "en", *FEW)),
    ("sheet", ("sheet", "company:ec-site")),
    ("report", ("sheet",)),
    ("report", ("workday", "company:ec-site")),
    ("report", ("policy", "company:ec-site", "-l", "en")),
    ("review", ("review", "company:ec-site")),
    ("update", ("update", "company:trading")),
    ("trace", ("trace", "company:ec-site", "g1")),
    ("trace", ("trace", "company:ec-site", "n7", "--down")),
    ("catalog-list", ("catalog",)),
    ("catalog", ("catalog", "iso27002", "malware")),
    ("catalog", ("catalog", "starter", "--export", "ids")),
    ("calibrate", ("calibrate", "interval", "100", "10000")),
    ("calibrate", ("calibrate", "losses", "{losses}", "--replicates", "9")),
    ("calibrate", ("calibrate", "counts", "{losses}")),
    ("calibrate", ("calibrate", "experts", "{experts}")),
    ("leak", ("leak",)),
    ("leak", ("leak", "name", "address", "card-number-expiry", "--persons", "7316")),
    ("schema-list", ("schema", "--list")),
    ("explain", ("explain",)),
    ("explain", ("explain", "npv")),
    ("explain", ("explain", "RCX-E0303")),
    ("explain", ("explain", "company:ec-site", *FEW)),
    ("figure", ("explain", "company:ec-site", "plan.npv", *FEW)),
]


class Schemas(TestCase):
    def schema(self, name):
        return self.run_command("schema", name).json

    def files(self):
        mine = self.new()
        wrong = self.write("wrong.json", mine.read_text(encoding="utf-8")
                           .replace('"category": "system"', '"category": "sytsem"', 1))
        # The exact method is for independent risks without insurance.
        document = json.loads(mine.read_text(encoding="utf-8"))
        for risk in document["risks"]:
            for member in ("deductible", "insurance_limit", "insured_share"):
                risk.pop(member, None)
        uninsured = self.write("uninsured.json", json.dumps(document))
        losses = self.write("losses.csv", "3\n1\n7\n4\n2\n")
        experts = self.write("experts.csv",
                             "A,q,1,2,3,2.5\nB,q,1,4,9,3\nA,x,1,2,3\nB,x,2,4,8\n")
        return {"losses": losses, "experts": experts,
                "mine": mine, "wrong": wrong, "uninsured": uninsured,
                "new": self.folder / "new.json"}

    def test_every_schema_is_a_schema(self):
        names = self.run_command("schema", "--list", "--json").json["schemas"]
        self.assertEqual(names[0], "document")
        self.assertEqual(self.run_command("schema", "--list").text.split(), names)
        for name in names:
            with self.subTest(name):
                schema = self.schema(name)
                self.assertEqual(schema["$schema"], "https://json-schema.org/draft/2020-12/schema")
                jsonschema.Draft202012Validator.check_schema(schema)

    def test_every_output_is_described(self):
        described = {output[0] for output in OUTPUTS}
        names = self.run_command("schema", "--list", "--json").json["schemas"]
        # Rules are only read; no command writes them.
        self.assertNothing(sorted(set(names) ^ described ^ {"rules"}))

    def test_the_rules_of_the_method_keep_to_the_schema_of_rules(self):
        rules = json.loads((ROOT / "libriskctx/data/rules.json").read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator(self.schema("rules")).validate(rules)
        rules["rules"][0]["category"] = "sytsem"
        with self.assertRaises(jsonschema.ValidationError):
            jsonschema.Draft202012Validator(self.schema("rules")).validate(rules)

    def test_every_output_keeps_to_its_schema(self):
        files = self.files()
        for name, call, *expect in OUTPUTS:
            with self.subTest(call):
                call = [argument.format(**files) for argument in call]
                output = self.run_command(*call, "--json", expect=expect[0] if expect else 0)
                validator = jsonschema.Draft202012Validator(self.schema(name))
                self.assertNothing([f"{error.json_path}: {error.message}"[:400]
                                    for error in validator.iter_errors(output.json)])

    def test_outputs_are_one_value_of_strict_json(self):
        def refuse(name):
            raise ValueError(name)
        files = self.files()
        for _, call, *expect in OUTPUTS:
            with self.subTest(call):
                call = [argument.format(**files) for argument in call]
                (self.folder / "new.json").unlink(missing_ok=True)
                text = self.run_command(*call, "--json", expect=expect[0] if expect else 0).text
                json.loads(text, parse_constant=refuse)
                self.assertTrue(text.endswith("\n") and not text.endswith("\n\n"))

    def test_every_company_keeps_to_the_schema_of_documents(self):
        validator = jsonschema.Draft202012Validator(self.schema("document"))
        for company in self.run_command("companies", "--json").json["companies"]:
            with self.subTest(company["id"]):
                document = self.run_command("new", f"company:{company['id']}").json
                self.assertNothing([f"{error.json_path}: {error.message}"[:400]
                                    for error in validator.iter_errors(document)])


if __name__ == "__main__":
    riskctx_tap.main()
