// SPDX-License-Identifier: CC0-1.0

// Loads an assessment and prints its brief: five answers, each with what led to it.
//
//   brief [DOCUMENT [LANGUAGE]]

int main (string[] args) {
    var language = args.length > 2 ? args[2] : "en";

    try {
        var assessment = args.length > 1
            ? Riskctx.Assessment.load (args[1])
            : Riskctx.Assessment.model_company ("ec-site");

        var loss = new Riskctx.Simulation (assessment).run (null);
        var brief = new Riskctx.Brief (assessment, loss, null);

        var answers = brief.get_answers ();
        for (var i = 0; i < answers.get_n_items (); i++) {
            var answer = (Riskctx.Answer) answers.get_item (i);
            stdout.printf ("%s\n", answer.get_text ().get (language));

            var sources = answer.get_sources ();
            for (var j = 0; j < sources.get_n_items (); j++) {
                var source = (Riskctx.Evidence) sources.get_item (j);
                stdout.printf ("  %s: %s\n",
                               source.get_id (), source.get_text ().get (language));
            }
        }
        return 0;
    } catch (Error error) {
        stderr.printf ("%s\n", error.message);
        return 1;
    }
}
