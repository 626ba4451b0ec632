// SPDX-License-Identifier: LGPL-2.1-or-later

// The report and the diagram from Vala, in every rendering.

int main () {
    try {
        var assessment = Riskctx.Assessment.model_company ("ec-site");
        var report = new Riskctx.Report (assessment);

        report.language = "ja";
        report.trials = 2000;
        report.run (null);
        assert ("lang=\"ja\"" in report.to_string (Riskctx.ReportFormat.HTML));
        assert (report.to_string (Riskctx.ReportFormat.MARKDOWN).has_prefix ("#"));
        assert (report.to_json () != null);

        var tables = report.list_tables ();
        assert (tables.length > 0);
        foreach (var table in tables)
            assert (report.to_csv (table).length > 0);

        FileIOStream stream;
        var file = File.new_tmp ("riskctx-XXXXXX.html", out stream);
        stream.close ();
        report.save (file, Riskctx.ReportFormat.HTML, null);
        string saved;
        FileUtils.get_contents (file.get_path (), out saved);
        assert (saved == report.to_string (Riskctx.ReportFormat.HTML));
        file.delete ();

        assert (assessment.draw_diagram ("en").length > 0);
        assert ("digraph" in assessment.diagram_to_dot ("en"));
    } catch (Error error) {
        GLib.error ("%s", error.message);
    }
    return 0;
}
