// SPDX-License-Identifier: CC0-1.0

// Writes the reports of a list of documents, in Japanese and in English, into a folder.
//
//   gjs -m reports.js FOLDER DOCUMENT...

import Gio from 'gi://Gio';
import Riskctx from 'gi://Riskctx?version=1';
import System from 'system';

function writeReports(document, folder) {
    const assessment = Riskctx.Assessment.load(document);

    for (const language of ['ja', 'en']) {
        const name = `${assessment.id}.${language}.html`;
        const report = new Riskctx.Report({assessment, language});

        report.run(null);
        report.save(folder.get_child(name), Riskctx.ReportFormat.HTML, null);
        print(name);
    }
}

const [folder, ...documents] = System.programArgs;
let status = 0;

// A document with mistakes is named, and the others get their reports all the same.
for (const document of documents) {
    try {
        writeReports(document, Gio.File.new_for_path(folder));
    } catch (error) {
        printerr(error.message);
        status = 1;
    }
}
System.exit(status);
