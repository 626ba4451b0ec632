// SPDX-License-Identifier: CC0-1.0

// Writes the reports of a list of documents, in Japanese and in English, into a folder.
//
//   reports FOLDER DOCUMENT...

void write_reports (string document, string folder) throws Error {
    var assessment = Riskctx.Assessment.load (document);

    foreach (var language in new string[] { "ja", "en" }) {
        var name = "%s.%s.html".printf (assessment.id, language);
        var file = File.new_build_filename (folder, name);
        var report = new Riskctx.Report (assessment);

        report.language = language;
        report.run (null);
        report.save (file, Riskctx.ReportFormat.HTML, null);
        stdout.printf ("%s\n", name);
    }
}

int main (string[] args) {
    var status = 0;

    // A document with mistakes is named, and the others get their reports all the same.
    for (var i = 2; i < args.length; i++) {
        try {
            write_reports (args[i], args[1]);
        } catch (Error error) {
            stderr.printf ("%s\n", error.message);
            status = 1;
        }
    }
    return status;
}
