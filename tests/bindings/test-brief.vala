// SPDX-License-Identifier: LGPL-2.1-or-later

// The five answers from Vala, each with what led to it.

int main () {
    try {
        var assessment = Riskctx.Assessment.model_company ("ec-site");
        var simulation = new Riskctx.Simulation (assessment);
        simulation.trials = 2000;
        var brief = new Riskctx.Brief (assessment, simulation.run (null), null);

        assert (brief.answers.get_n_items () == 5);
        for (var i = 0; i < 5; i++) {
            var answer = (Riskctx.Answer) brief.answers.get_item (i);

            assert (answer.question == (Riskctx.Question) i);
            assert (answer.answered);
            assert (answer.text.get ("ja") != answer.text.get ("en"));
            assert (answer.sources.get_n_items () > 0);
            for (var j = 0; j < answer.sources.get_n_items (); j++) {
                var source = (Riskctx.Evidence) answer.sources.get_item (j);

                assert (source.id == null || assessment.find (source.id) == source.item);
                assert (source.text.get ("ja") != "");
            }
        }
        assert (brief.budget == brief.get_answer (Riskctx.Question.BUDGET));
        assert (brief.grounds.results.get_n_items () == 3);
        assert (brief.used.get_n_items () > 0);
        assert (new Riskctx.Cycle (assessment).to_json (null, "en") != null);
    } catch (Error error) {
        GLib.error ("%s", error.message);
    }
    return 0;
}
