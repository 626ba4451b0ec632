# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the risks cost a year: the same answer every time, and an answer to every question."""

import json

import riskctx_tap
from command import FAILURE, FINE, GATE, USAGE, TestCase


class SameSeed(TestCase):
    def assess(self, document, *arguments):
        return self.run_command("assess", document, "--seed", "7", "--trials", "20000", "--json",
                                *arguments).bytes

    def test_threads_do_not_matter(self):
        one = self.assess("company:ec-site", "--threads", "1")
        self.assertEqual(one, self.assess("company:ec-site", "--threads", "2"))

    def test_the_order_of_risks_does_not_matter(self):
        path = self.new()
        document = json.loads(path.read_text(encoding="utf-8"))
        document["risks"].reverse()
        other = self.write("reversed.json", json.dumps(document, ensure_ascii=False))
        first, second = json.loads(self.assess(path)), json.loads(self.assess(other))
        self.assertEqual(by_id(first), by_id(second))

    def test_another_seed_is_another_result(self):
        run = self.run_command("assess", "company:ec-site", "--seed", "8", "--trials", "20000",
                               "--json")
        self.assertNotEqual(run.bytes, self.assess("company:ec-site"))


def by_id(node):
    """Lists of things with ids, in the order of the ids."""
    if isinstance(node, dict):
        return {key: by_id(value) for key, value in node.items()}
    if isinstance(node, list):
        node = [by_id(child) for child in node]
        if node and all(isinstance(child, dict) and "id" in child for child in node):
            node.sort(key=lambda child: child["id"])
    return node


class Divided(TestCase):
    SETTINGS = ("company:ec-site", "--seed", "7", "--trials", "50000")

    def parts(self, n):
        paths = []
        for k in range(1, n + 1):
            paths.append(self.folder / f"{k}.part")
            run = self.run_command("assess", *self.SETTINGS, "--part", f"{k}/{n}", "-o", paths[-1])
            self.assertEqual(run.bytes, b"")
        return paths

    def merge(self, paths, **options):
        merge = [word for path in paths for word in ("--merge", path)]
        return self.run_command("assess", *self.SETTINGS, "--json", *merge, **options)

    def test_parts_give_the_undivided_result(self):
        whole = self.run_command("assess", *self.SETTINGS, "--method", "monte-carlo", "--json")
        paths = self.parts(5)
        self.assertEqual(self.merge(paths[::-1]).bytes, whole.bytes)
        little = self.run_command("assess", *self.SETTINGS, "--method", "monte-carlo", "--json",
                                  "--memory", "1")
        self.assertEqual(little.bytes, whole.bytes)

        self.assertIn("some years are in no part", self.merge(paths[1:], expect=FAILURE).messages)
        self.assertIn("same years", self.merge(paths + paths[:1], expect=FAILURE).messages)
        paths[2].write_bytes(paths[2].read_bytes()[:-8])
        self.assertIn("damaged", self.merge(paths, expect=FAILURE).messages)
        self.merge([self.folder / "none"], expect=FAILURE)
        self.merge([self.write("text.json", "{}")], expect=FAILURE)

    def test_what_is_no_part_is_refused(self):
        for value in ("2", "0/3", "4/3", "1/0", "x/2", "1/", "1/2/3"):
            with self.subTest(value):
                self.run_command("assess", *self.SETTINGS, "--part", value, expect=USAGE)
        run = self.run_command("assess", *self.SETTINGS, "--part", "1/14", expect=FAILURE)
        self.assertIn("13 parts at most", run.messages)
        self.run_command("assess", *self.SETTINGS, "--part", "1/2", "--merge", "x", expect=USAGE)
        for more in (("--method", "exact"), ("--precision", "0.1"), ("--sampling", "sobol")):
            with self.subTest(more):
                self.run_command("assess", *self.SETTINGS, *more, "--part", "1/2", expect=FAILURE)
        self.run_command("assess", *self.SETTINGS, "--memory", "0", expect=USAGE)


class Assess(TestCase):
    FEW = ("--method", "monte-carlo", "--trials", "20000")

    def mean(self, *arguments):
        return self.run_command("assess", "company:ec-site", *self.FEW, "--json",
                                *arguments).json["total"]["mean"]["value"]

    def test_options_lower_the_loss(self):
        today = self.mean()
        one = self.mean("--option", "secure-site")
        both = self.mean("--option", "secure-site", "--option", "operations")
        self.assertLess(one, today)
        self.assertLess(both, one)

    def test_the_settings_are_told(self):
        result = self.run_command("assess", "company:ec-site", "--method", "monte-carlo",
                                  "--trials", "1234", "--seed", "9007199254740991", "--json",
                                  "--option", "operations").json
        self.assertEqual((result["trials"], result["seed"], result["options"]),
                         (1234, 9007199254740991, ["operations"]))

    def test_whole_years_say_what_they_are(self):
        few = ("assess", "company:ec-site", "--trials", "40000")
        for sampling in ("plain", "stratified", "sobol"):
            result = self.run_command(*few, "--method", "years", "--sampling", sampling,
                                      "--json").json
            self.assertEqual((result["method"], result["sampling"]), ("years", sampling))
            self.assertIn("Simulated in whole years: 40,000", result["note"]["en"])
        chosen = self.run_command(*few, "--sampling", "sobol", "--json").json
        self.assertEqual(chosen["method"], "years")
        self.assertIn("evenly spread years were asked for", chosen["note"]["en"])
        self.assertEqual(chosen["total"], result["total"])
        exact = self.run_command(*few, "--json").json
        self.assertEqual(exact["sampling"], "plain")

    def test_too_few_years_cannot_be_spread(self):
        run = self.run_command("assess", "company:ec-site", "--sampling", "sobol", "--trials",
                               "32767", expect=FAILURE)
        self.assertIn("32768", run.messages)

    def test_options_that_make_no_sense_are_refused(self):
        for arguments in (("--trials", "0"), ("--trials", "-1"), ("--trials", "1e3"),
                          ("--trials", "1000000001"), ("--seed", "-1"), ("--seed", "x"),
                          ("--seed", "9007199254740992"), ("--threads", "0"),
                          ("--method", "guess"), ("--method", ""),
                          ("--sampling", "guess")):
            with self.subTest(arguments):
                run = self.run_command("assess", "company:ec-site", *arguments, expect=USAGE)
                self.assertIn(arguments[0], run.messages)

    def test_options_of_the_document_that_make_no_sense_are_failures(self):
        run = self.run_command("assess", "company:ec-site", "--option", "nowhere", expect=FAILURE)
        self.assertIn("nowhere", run.messages)
        run = self.run_command("assess", "company:ec-site", "--option", "secure-site", "--option",
                               "close-site", expect=FAILURE)
        self.assertIn("RCX-E0412", run.messages)

    def test_people_read_it_in_their_language(self):
        for language, word in (("ja", "年間損失"), ("en", "Annual loss")):
            text = self.run_command("assess", "company:ec-site", *self.FEW, "-l", language).text
            self.assertIn(word, text)
            self.assertNotIn("tool.", text)

    def limited(self, mean, kind):
        document = json.loads(self.run_command("new", "company:ec-site").text)
        document["criteria"] = {"id": "criteria", "limits": [
            {"id": "limit", "kind": kind, "measure": "mean", "amount": mean}]}
        return self.write(f"limited-{mean}-{kind}.json", json.dumps(document))

    def test_a_gate_is_tripped_by_a_limit_that_is_exceeded(self):
        for mean, kind, gate, expect in ((1e6, "tolerance", "tolerance", GATE),
                                         (1e6, "tolerance", "appetite", GATE),
                                         (1e6, "appetite", "tolerance", FINE),
                                         (1e6, "appetite", "appetite", GATE),
                                         (1e12, "tolerance", "appetite", FINE)):
            with self.subTest((mean, kind, gate)):
                path = self.limited(mean, kind)
                run = self.run_command("assess", path, *self.FEW, "--json", f"--fail-on={gate}",
                                       expect=expect)
                # The result is there all the same.
                self.assertIn("total", run.json)
                self.assertEqual(bool(run.messages), expect == GATE)
                self.run_command("assess", path, *self.FEW, expect=FINE)
        self.run_command("assess", path, "--fail-on=hope", expect=USAGE)

    def test_the_comparison_with_the_criteria_can_be_had_alone(self):
        path = self.limited(1e6, "tolerance")
        result = self.run_command("assess", path, *self.FEW, "--criteria", "--json").json
        self.assertEqual(result["n_exceeded"], 1)
        self.assertEqual(result["verdicts"][0]["outcome"], "exceeded")
        text = self.run_command("assess", path, *self.FEW, "--criteria", "-l", "en").text
        self.assertIn("Against the criteria", text)
        self.assertNotIn("By cause", text)

    def test_a_document_without_risks_costs_nothing(self):
        path = self.write("empty.json", json.dumps(
            {"id": "a", "version": 1, "organization": {"id": "o", "title": "O"}}))
        total = self.run_command("assess", path, "--json").json["total"]
        self.assertEqual(total["mean"]["value"], 0)


if __name__ == "__main__":
    riskctx_tap.main()
