// SPDX-License-Identifier: LGPL-2.1-or-later

// The document from Vala: read, looked at, changed, checked, traced and saved.

int main () {
    try {
        var assessment = Riskctx.Assessment.model_company ("ec-site");

        assert (assessment.id == "ec-site");
        assert (assessment.organization.employees == 300);
        assert (assessment.organization.sales.get_mean () == 10e9);
        assert (assessment.risks.get_n_items () > 0);
        assert (((Riskctx.Item) assessment.find ("secure-site")).title.has ("ja"));
        assert (assessment.find ("nobody") == null);
        assert (assessment.check ().get_n_items () == 0);

        var steps = assessment.trace ("g1", Riskctx.TraceDirection.UP);
        assert (steps.get_n_items () > 1);

        assessment.organization.sales = new Riskctx.Estimate.fixed (5);
        assessment.organization.business = new Riskctx.Text ("ja", "茶").with ("en", "tea");

        FileIOStream stream;
        var file = File.new_tmp ("riskctx-XXXXXX.json", out stream);
        stream.close ();
        assessment.save (file.get_path ());
        var again = Riskctx.Assessment.load (file.get_path ());
        assert (again.to_text () == assessment.to_text ());
        assert (again.organization.sales.get_parameter ("value") == 5);
        assert (again.organization.business.get ("ja") == "茶");

        var bytes = new Bytes ("{\n \"id\": \"a\", \"organization\": {\"employees\": -1}\n}".data);
        var document = new Riskctx.Document (bytes, "bad.json");
        assert (document.assessment == null);
        assert (document.issues.get_n_items () == 1);
        var issue = (Riskctx.Issue) document.issues.get_item (0);
        assert (issue.code == "RCX-E0204");
        assert (issue.line == 2);

        file.replace_contents (bytes.get_data (), null, false, FileCreateFlags.NONE, null);
        try {
            Riskctx.Assessment.load (file.get_path ());
            assert_not_reached ();
        } catch (Riskctx.Error error) {
            assert (error is Riskctx.Error.INVALID);
            assert ("RCX-E0204" in error.message);
        }
        file.delete ();
    } catch (Error error) {
        GLib.error ("%s", error.message);
    }
    return 0;
}
