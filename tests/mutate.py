#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Breaks the code on purpose, one place at a time, and tells which breaks no test sees.

Works on a copy of the source tree; the tree itself is never touched. Every mutation is a line of
JSON on the standard output: the place, what stood there, what stands there now, and its fate:
killed (by which test), survived, or unbuilt (the compiler refused it, which says nothing).

A mutation that survives is a test that is missing, or code that makes no difference.
"""

import argparse
import fnmatch
import json
import os
import pathlib
import random
import re
import resource
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
SOURCES = ['libriskctx/*.c', 'libriskctx/*.toml', 'libriskctx/*enums.h', 'tools/*.c',
           'libriskctx/data/words/*.json', 'libriskctx/data/mapping.json']
SUITES = {'unit', 'tools', 'bindings'}
MEMORY = 6 << 30

# Some tests see certain rooms only, because these use no others: the rest cannot change them.
SIGHT = [
    (r'engine-', r'/(core|engine)/'),
    (r'json-|file$|number$', r'/(core|format)/'),
    (r'svg$|chart$|diagram-layout$', r'/(core|report)/'),
]

# What people get wrong: pattern and replacement, on one line of code outside of its texts.
SLIPS = [
    (r' < ', ' <= '), (r' <= ', ' < '), (r' > ', ' >= '), (r' >= ', ' > '),
    (r' == ', ' != '), (r' != ', ' == '), (r' && ', ' || '), (r' \|\| ', ' && '),
    (r' \+ ', ' - '), (r' - ', ' + '), (r' \* (?=[\w(])', ' / '), (r' / ', ' * '),
    (r' \+= ', ' -= '), (r' -= ', ' += '), (r'\bMIN \(', 'MAX ('), (r'\bMAX \(', 'MIN ('),
    (r'\bTRUE\b', 'FALSE'), (r'\bFALSE\b', 'TRUE'), (r'(?<=[( ])!(?=[\w(])', ''),
    (r'\bcontinue;', 'break;'), (r'\btrue\b', 'false'), (r'\bfalse\b', 'true'),
]
CONSTANT = re.compile(r'\bRISKCTX_[A-Z0-9_]+\b')
NUMBER = re.compile(r'(?<![\w.%"])\d+(?:\.\d+)?(?:e-?\d+)?(?![\w.%"x])')
# Declarations, memory, and guards against mistakes of the programmer: other tools see to these.
DULL = re.compile(r'^\s*(#|//|/\*|\*|g_return|g_assert|static_assert|G_DEFINE|G_STATIC)|^typedef'
                  r'|_get_type \(\)|g_autoptr|g_autofree|G_PARAM|g_param_spec|g_mutex'
                  r'|_unref \(|_free \(|g_clear_')


def other_number(text):
    if re.fullmatch(r'\d+', text):
        return [str(int(text) + 1)] + ([str(int(text) - 1)] if int(text) > 0 else [])
    return [repr(float(text) * 1.01)]


def replaced(line, match, new):
    return line[:match.start()] + new + line[match.end():]


def code_slips(line, constants):
    blank = re.sub(r'"(?:[^"\\]|\\.)*"', lambda text: '"' + '_' * (len(text[0]) - 2) + '"', line)
    for pattern, new in SLIPS:
        yield from (replaced(line, match, new) for match in re.finditer(pattern, blank))
    for match in NUMBER.finditer(blank):
        yield from (replaced(line, match, new) for new in other_number(match[0]))
    for match in CONSTANT.finditer(blank):
        family = match[0].rsplit('_', 1)[0]
        kin = sorted(c for c in constants if c != match[0] and c.rsplit('_', 1)[0] == family)
        yield from (replaced(line, match, new) for new in kin[:1])
    if re.match(r'^ +[a-z_]+(->\w+)* (\(.*\)|=.*);$', line):
        yield re.match(r'^ +', line)[0] + ';'


def mutations(path, text):
    """All of one file: line number from 1, the lines that stood there, those that stand there."""
    lines = text.split('\n')
    if path.endswith('.json'):
        for i, (line, after) in enumerate(zip(lines, lines[1:])):
            one, two = (re.match(r'^(\s*"[^"]+": *)(.*?),?$', row) for row in (line, after))
            if one and two and one[2] != two[2] and all(
                    re.fullmatch(r'".*"|\{.*\}', row[2]) and row[2][0] == one[2][0]
                    for row in (one, two)):
                yield i + 1, line + '\n' + after, '\n'.join(
                    [one[1] + two[2] + ',', two[1] + one[2] + (',' if after.endswith(',') else '')])
            elif re.match(r'^\s*\{.*\},$', line):
                yield i + 1, line + '\n', ''
        return
    constants = set(CONSTANT.findall(text))
    comment = False
    for i, line in enumerate(lines):
        comment |= line.lstrip().startswith('/*')
        if not comment and not DULL.search(line) and not (
                path.endswith('.toml') and re.match(r'^(#|doc|name|title)', line)):
            for new in code_slips(line, constants):
                yield i + 1, line, new
        comment &= '*/' not in line


class Laboratory:
    """A copy of the tree, its build folder, and its tests, the quick ones first."""

    def __init__(self, folder, skipped):
        self.source = folder / 'source'
        self.build = folder / 'build'
        self.kills = {}
        self.copy()
        if not (self.build / 'build.ninja').exists():
            subprocess.run(['meson', 'setup', self.build, self.source, '-Dtests=enabled',
                            '-Ddocs=disabled', '-Doptimization=0', '-Ddebug=false'],
                           check=True, stdout=subprocess.DEVNULL)
        if not self.make([]):
            sys.exit('mutate.py: the tree does not build')
        files = {target['id']: target['filename'][0] for target in self.introspect('--targets')}
        # meson knows a test's program by its path only.
        self.tests = {
            test['name']: (test, [files[i] for i in test['depends'] if i in files]
                           + [arg for arg in test['cmd'] if arg in files.values()])
            for test in self.introspect('--tests') if test['name'] not in skipped
            and SUITES & {suite.rpartition(':')[2] for suite in test['suite']}}
        self.notes = folder / 'seconds.json'
        self.seconds = json.loads(self.notes.read_text()) if self.notes.exists() else {}
        self.sound = set()

    def is_sound(self, name):
        """Whether a test passes while nothing is broken; tried before its word is taken."""
        if name not in self.sound:
            began = time.monotonic()
            if not self.make(self.tests[name][1]) or not self.passes(name):
                print(f'mutate.py: {name} fails before anything is broken', file=sys.stderr)
                del self.tests[name]
                return False
            self.seconds[name] = round(time.monotonic() - began, 3)
            self.notes.write_text(json.dumps(self.seconds))
            self.sound.add(name)
        return True

    def copy(self):
        listed = subprocess.run(['git', '-C', ROOT, 'ls-files', '-z', '-co', '--exclude-standard'],
                                check=True, stdout=subprocess.PIPE).stdout.decode().split('\0')
        for name in filter(None, listed):
            new = self.source / name
            if not (ROOT / name).exists():
                continue
            data = (ROOT / name).read_bytes()
            if not new.exists() or new.read_bytes() != data:
                new.parent.mkdir(parents=True, exist_ok=True)
                new.write_bytes(data)
                new.chmod((ROOT / name).stat().st_mode)

    def introspect(self, what):
        return json.loads(subprocess.check_output(['meson', 'introspect', what, self.build]))

    def make(self, targets):
        relative = sorted({os.path.relpath(target, self.build) for target in targets})
        return subprocess.run(['ninja', '-C', self.build, *relative], stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL).returncode == 0

    def passes(self, name):
        test, _ = self.tests[name]
        environment = {**os.environ, 'LC_ALL': 'C.UTF-8', 'TZ': 'UTC', 'GIO_USE_VFS': 'local',
                       'G_DEBUG': 'gc-friendly,fatal-criticals', **test['env']}
        limit = 10 + 8 * self.seconds.get(name, 30)
        environment['CK_DEFAULT_TIMEOUT'] = str(int(limit))
        process = subprocess.Popen(
            test['cmd'], cwd=test['workdir'] or self.build, env=environment, text=True,
            errors='replace', stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY)))
        try:
            out, _ = process.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            process.communicate()
            return False
        return process.returncode == 0 and not re.search(r'^not ok', out, re.MULTILINE)

    def order(self, path):
        """Tests that speak of the file first, then those that caught something in its folder."""
        words = set(re.split(r'\W+', pathlib.Path(path).stem)) - {'riskctx'}
        folder = os.path.dirname(path)
        seeing = [name for name in self.tests if all(
            re.search(rooms, path) for tests, rooms in SIGHT if re.match(tests, name))]
        return sorted(seeing, key=lambda name: (
            self.tests[name][0]['suite'][0].endswith('bindings'),
            not words & set(name.split('-')), -self.kills.get((folder, name), 0),
            self.seconds.get(name, 1)))

    def attempt(self, mutation):
        """Breaks the code and asks one test after the other: what was tried, with its fate."""
        path = mutation['path']
        file = self.source / path
        text = file.read_text()
        begin = start_of(text, mutation)
        if begin < 0:
            return {**mutation, 'fate': 'gone'}
        broken = text[:begin] + mutation['new'] + text[begin + len(mutation['old']):]
        try:
            for name in self.order(path):
                if file.read_text() != broken:
                    file.write_text(broken)
                if not self.make(self.tests[name][1]):
                    return {**mutation, 'fate': 'unbuilt'}
                if self.passes(name):
                    continue
                file.write_text(text)
                if self.is_sound(name):
                    key = (os.path.dirname(path), name)
                    self.kills[key] = self.kills.get(key, 0) + 1
                    return {**mutation, 'fate': 'killed', 'by': name}
        finally:
            file.write_text(text)
        return {**mutation, 'fate': 'survived'}


def start_of(text, mutation):
    """Where the old text stands: the place nearest to the line that was noted."""
    places = [match.start() for match in re.finditer(re.escape(mutation['old']), text)]
    return min(places, default=-1,
               key=lambda at: abs(text.count('\n', 0, at) + 1 - mutation['line']))


def choose(number, seed, only):
    listed = subprocess.check_output(['git', '-C', ROOT, 'ls-files'], text=True).split('\n')
    files = [name for name in listed if any(fnmatch.fnmatch(name, shape) for shape in SOURCES)
             and any(fnmatch.fnmatch(name, shape) for shape in only)]
    everything = []
    for name in files:
        everything += [{'path': name, 'line': line, 'old': old, 'new': new}
                       for line, old, new in mutations(name, (ROOT / name).read_text())]
    # First a line, then what happens to it: a long formula is not tried more often than a short.
    by_line = {}
    for mutation in everything:
        by_line.setdefault((mutation['path'], mutation['line']), []).append(mutation)
    chance = random.Random(seed)
    lines = chance.sample(sorted(by_line), min(number, len(by_line)))
    return [chance.choice(by_line[line]) for line in lines]


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('folder', type=pathlib.Path, help='where the copy and its build are kept')
    parser.add_argument('--number', type=int, default=50, help='how many mutations (50)')
    parser.add_argument('--seed', type=int, default=1, help='which ones (1)')
    parser.add_argument('--only', nargs='+', default=['*'], metavar='GLOB', help='in these files')
    parser.add_argument('--again', type=argparse.FileType(), metavar='FILE',
                        help='instead those of FILE, output of an earlier run, not yet killed')
    parser.add_argument('--skip', nargs='+', default=[], metavar='TEST', help='without these tests')
    options = parser.parse_args()

    if options.again:
        chosen = [json.loads(line) for line in options.again]
        chosen = [mutation for mutation in chosen if mutation.get('fate') not in ('killed', 'gone')]
    else:
        chosen = choose(options.number, options.seed, options.only)
    laboratory = Laboratory(options.folder.resolve(), options.skip)
    count = {}
    for mutation in chosen:
        result = laboratory.attempt({key: mutation[key] for key in ('path', 'line', 'old', 'new')})
        count[result['fate']] = count.get(result['fate'], 0) + 1
        print(json.dumps(result, ensure_ascii=False), flush=True)
    print(', '.join(f'{n} {fate}' for fate, n in sorted(count.items())), file=sys.stderr)


if __name__ == '__main__':
    main()
