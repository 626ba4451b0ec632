// SPDX-License-Identifier: LGPL-2.1-or-later
// What a typelib cannot say: promises, iteration, arrays of doubles.

const {Gio} = imports.gi;

function doubles(bytes) {
    if (bytes === null)
        return null;
    const array = bytes.toArray();
    return new Float64Array(array.buffer, array.byteOffset, array.byteLength / 8);
}

function _init() {
    const Riskctx = this;

    for (const type of [Riskctx.Simulation, Riskctx.InvestmentPlan, Riskctx.Frontier,
        Riskctx.Sensitivity, Riskctx.VersionComparison, Riskctx.Report])
        Gio._promisify(type.prototype, 'run_async', 'run_finish');
    Gio._promisify(Riskctx.Simulation.prototype, 'run_part_async', 'run_part_finish');
    Gio._promisify(Riskctx.Simulation.prototype, 'merge_async', 'merge_finish');

    Riskctx.ItemList.prototype[Symbol.iterator] = function* () {
        for (let i = 0; i < this.get_n_items(); i++)
            yield this.get_item(i);
    };

    Riskctx.LossFigure.prototype.samples_array = function () {
        return doubles(this.get_samples());
    };
    Riskctx.LossFigure.prototype.curve_array = function (which = Riskctx.LossCurve.ANNUAL) {
        return doubles(this.get_curve(which));
    };
    Riskctx.LossResult.prototype.cause_effect_array = function () {
        return doubles(this.get_cause_effect_table());
    };

    Riskctx.Text.prototype.toString = function () {
        return this.get(null);
    };
    Riskctx.Estimate.prototype.toString = function () {
        return this.to_string();
    };
    Riskctx.Figure.prototype.toString = function () {
        return this.format('en');
    };
}
