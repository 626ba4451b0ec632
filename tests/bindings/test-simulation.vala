// SPDX-License-Identifier: LGPL-2.1-or-later

// Losses and their evaluation from Vala: the same seed, the same bytes; sums that add up.

async void run_later (Riskctx.Simulation simulation, string expected) throws Error {
    var result = yield simulation.run_async (null);

    assert (Riskctx.json_to_string (result.to_json (), false) == expected);
}

int main () {
    try {
        var assessment = Riskctx.Assessment.model_company ("ec-site");
        var simulation = new Riskctx.Simulation (assessment);

        simulation.method = Riskctx.SimulationMethod.MONTE_CARLO;
        simulation.trials = 5000;
        simulation.seed = 7;
        simulation.threads = 1;
        simulation.keep_samples = true;

        var result = simulation.run (null);
        assert (result.trials == 5000);
        assert (result.seed == 7);
        assert (result.total.get_samples ().get_size () == 5000 * sizeof (double));

        var sum = 0.0;
        for (var i = 0; i < result.impacts.get_n_items (); i++)
            sum += ((Riskctx.LossFigure) result.impacts.get_item (i)).get_mean ();
        assert ((sum / result.total.get_mean () - 1).abs () < 1e-9);
        assert (result.total.get_quantile (0.99) >= result.total.get_quantile (0.9));

        var text = Riskctx.json_to_string (result.to_json (), false);
        var loop = new MainLoop ();
        simulation.threads = 2;
        run_later.begin (simulation, text, (object, outcome) => {
            try {
                run_later.end (outcome);
            } catch (Error error) {
                GLib.error ("%s", error.message);
            }
            loop.quit ();
        });
        loop.run ();

        var evaluation = new Riskctx.Evaluation (assessment, result);
        assert (evaluation.ranking.get_n_items () == 8);
        assert (evaluation.verdicts.get_n_items () > 0);

        var cancellable = new Cancellable ();
        cancellable.cancel ();
        try {
            simulation.run (cancellable);
            assert_not_reached ();
        } catch (IOError error) {
            assert (error is IOError.CANCELLED);
        }
    } catch (Error error) {
        GLib.error ("%s", error.message);
    }
    return 0;
}
