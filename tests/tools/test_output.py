# SPDX-License-Identifier: LGPL-2.1-or-later
"""Where results go: whole or not at all, and nothing but data on the standard output."""

import os
import stat
import subprocess

import riskctx_tap
from command import COMMAND, FAILURE, FINE, GATE, NEUTRAL, TestCase


class Files(TestCase):
    def test_a_dash_is_the_standard_output(self):
        self.assertEqual(self.run_command("companies", "-o", "-").bytes,
                         self.run_command("companies").bytes)

    def test_a_file_gets_what_the_standard_output_would(self):
        path = self.folder / "companies.txt"
        run = self.run_command("companies", "-o", path)
        self.assertEqual(run.bytes, b"")
        self.assertEqual(path.read_bytes(), self.run_command("companies").bytes)
        self.assertEqual([p.name for p in self.folder.iterdir()], ["companies.txt"])

    def test_an_old_file_keeps_its_permissions(self):
        path = self.write("old.txt", "old")
        path.chmod(0o640)
        self.run_command("companies", "-o", path)
        self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o640)

    def test_a_new_file_gets_the_permissions_of_any_new_file(self):
        path = self.folder / "new.txt"
        old = os.umask(0o027)
        try:
            self.run_command("companies", "-o", path)
        finally:
            os.umask(old)
        self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o640)

    def test_a_link_is_written_through(self):
        target = self.write("target.txt", "old")
        link = self.folder / "link.txt"
        link.symlink_to(target)
        self.run_command("companies", "-o", link)
        self.assertTrue(link.is_symlink())
        self.assertNotEqual(target.read_text(encoding="utf-8"), "old")

    def test_a_protected_file_is_left_alone(self):
        path = self.write("protected.txt", "old")
        path.chmod(0o444)
        run = self.run_command("companies", "-o", path, expect=FAILURE)
        self.assertIn("protected.txt", run.messages)
        self.assertEqual(path.read_text(encoding="utf-8"), "old")

    def test_a_folder_is_not_a_target(self):
        run = self.run_command("companies", "-o", self.folder, expect=FAILURE)
        self.assertIn(str(self.folder), run.messages)

    def test_a_pipe_is_written_to(self):
        path = self.folder / "pipe"
        os.mkfifo(path)
        reader = subprocess.Popen(["cat", path], stdout=subprocess.PIPE)
        self.run_command("companies", "-o", path)
        self.assertEqual(reader.communicate(timeout=30)[0], self.run_command("companies").bytes)
        self.assertTrue(stat.S_ISFIFO(path.stat().st_mode))

    def test_every_name_of_a_file_will_do(self):
        for name in ("with blank.txt", "日本語.txt", "a\nb.txt"):
            with self.subTest(name):
                path = self.folder / name
                self.run_command("companies", "-o", path, environment={"LC_ALL": "C"})
                self.assertTrue(path.exists())


class Streams(TestCase):
    def test_a_full_disk_is_a_failure_of_every_command(self):
        for arguments in (("companies",), ("schema",), ("explain",), ("--help",),
                          ("format", "company:ec-site"), ("trace", "company:ec-site", "g1"),
                          ("check", "company:ec-site", "--json")):
            with self.subTest(arguments), open("/dev/full", "wb") as full:
                run = self.run_command(*arguments, stdout=full, expect=FAILURE)
                self.assertIn("No space", run.messages)

    def test_a_reader_that_goes_away_is_no_news(self):
        read, write = os.pipe()
        os.close(read)
        run = self.run_command("schema", stdout=write, expect=FAILURE)
        os.close(write)
        self.assertEqual(run.messages, "")

    def test_a_closed_output_is_a_failure(self):
        done = subprocess.run(["sh", "-c", 'exec "$0" companies >&-', COMMAND], env=NEUTRAL,
                              stderr=subprocess.PIPE, check=False)
        self.assertEqual(done.returncode, FAILURE)
        self.assertTrue(done.stderr)

    def test_a_closed_output_is_not_mistaken_for_a_file(self):
        path = self.folder / "companies.txt"
        done = subprocess.run(["sh", "-c", 'exec "$0" companies -o "$1" <&- >&- 2>&-', COMMAND,
                               path], env=NEUTRAL, check=False)
        self.assertEqual(done.returncode, FINE)
        self.assertEqual(path.read_bytes(), self.run_command("companies").bytes)

    def test_a_closed_input_is_a_failure(self):
        done = subprocess.run(["sh", "-c", 'exec "$0" check - <&-', COMMAND], env=NEUTRAL,
                              stderr=subprocess.PIPE, check=False)
        self.assertEqual(done.returncode, FAILURE)

    def test_a_slow_reader_gets_everything(self):
        with subprocess.Popen([COMMAND, "schema"], env=NEUTRAL, stdout=subprocess.PIPE) as process:
            os.set_blocking(process.stdout.fileno(), True)
            got = b""
            while chunk := process.stdout.read(1000):
                got += chunk
        self.assertEqual(got, self.run_command("schema").bytes)


class New(TestCase):
    def test_a_document_that_is_there_is_not_lost(self):
        path = self.write("mine.json", "mine")
        run = self.run_command("new", "company:ec-site", path, expect=FAILURE)
        self.assertIn("--force", run.messages)
        self.assertEqual(path.read_text(encoding="utf-8"), "mine")
        self.run_command("new", "company:ec-site", path, "--force")
        self.run_command("check", path)

    def test_the_same_document_comes_every_way(self):
        path = self.new()
        self.assertEqual(self.run_command("new", "company:ec-site").bytes, path.read_bytes())
        self.assertEqual(self.run_command("new", "company:ec-site", "-").bytes, path.read_bytes())
        other = self.folder / "other.json"
        self.run_command("new", path, "-o", other)
        self.assertEqual(other.read_bytes(), path.read_bytes())


class Format(TestCase):
    def test_in_place_writes_what_has_changed_only(self):
        path = self.new()
        before = path.stat()
        result = self.run_command("format", "--in-place", path, "--json").json
        self.assertFalse(result["changed"])
        self.assertEqual(path.stat().st_ino, before.st_ino)

        tidy = path.read_bytes()
        path.write_bytes(tidy.replace(b"\n", b"\n\n"))
        result = self.run_command("format", "-i", path, "--json").json
        self.assertTrue(result["changed"])
        self.assertEqual(path.read_bytes(), tidy)

    def test_a_check_writes_nothing(self):
        path = self.new()
        self.run_command("format", "--check", path)
        untidy = path.read_bytes().replace(b"\n", b"\n\n")
        path.write_bytes(untidy)
        run = self.run_command("format", "--check", path, expect=GATE)
        self.assertEqual(run.bytes, b"")
        self.assertEqual(path.read_bytes(), untidy)


if __name__ == "__main__":
    riskctx_tap.main()
