# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes the manual page, from what riskctx says about itself.

Usage: manual.py RISKCTX LANGUAGE > riskctx.1
"""

import os
import re
import subprocess
import sys

HEADINGS = {
    "en": {"name": "NAME", "synopsis": "SYNOPSIS", "description": "DESCRIPTION",
           "commands": "COMMANDS", "options": "OPTIONS", "documents": "DOCUMENTS",
           "status": "EXIT STATUS", "environment": "ENVIRONMENT",
           "what": "security from the context of an organization",
           "variables": [
               ("LANGUAGE, LC_ALL, LC_MESSAGES, LANG", "The language of messages: ja or en."),
               ("NO_COLOR", "If it is set and not empty, messages are not colored."),
               ("TERM", "On a dumb terminal there are no colors and no progress bar.")]},
    "ja": {"name": "名前", "synopsis": "書式", "description": "説明", "commands": "コマンド",
           "options": "オプション", "documents": "文書", "status": "終了ステータス",
           "environment": "環境変数", "what": "組織の状況から導くセキュリティ",
           "variables": [
               ("LANGUAGE, LC_ALL, LC_MESSAGES, LANG", "メッセージの言語。ja または en。"),
               ("NO_COLOR", "空でなければ、メッセージに色を付けない。"),
               ("TERM", "dumb であれば、色も進み具合も表示しない。")]},
}


def help_of(program, language, *arguments):
    return subprocess.run([program, *arguments, "--help", "--language", language], check=True,
                          capture_output=True, encoding="utf-8",
                          env={**os.environ, "LC_ALL": "C.UTF-8"}).stdout


def escape(text):
    text = text.replace("\\", "\\e").replace("-", "\\-")
    # Lines of Japanese break anywhere but before these.
    text = re.sub(r"(?<=[\u3000-\uffef])(?=[^\s\u3001\u3002\uff09\u300d\u30fc])", r"\\:", text)
    return re.sub(r"^([.'])", r"\\&\1", text)


def unwrap(lines):
    """Joins lines that were broken for a terminal: roff would put a blank between two characters
    of Japanese as well."""
    joined = []
    for line in lines:
        if joined and joined[-1] and line and not line.startswith(" "):
            wide = ord(joined[-1][-1]) > 0x2e80 and ord(line[0]) > 0x2e80
            joined[-1] += ("" if wide else " ") + line
        else:
            joined.append(line)
    return joined


def paragraphs(text):
    """Text as it is, with the examples, which are indented, set apart."""
    example = False
    for line in unwrap(text.strip("\n").split("\n")):
        indented = line.startswith("  ")
        if indented != example:
            yield ".PP\n.RS 4\n.nf" if indented else ".fi\n.RE"
            example = indented
        if line:
            yield escape(line.strip())
        elif not example:
            yield ".PP"
    if example:
        yield ".fi\n.RE"


def pairs(block):
    """Two columns of help: a name, and what it means, which may go on in the next lines."""
    for pair in re.split(r"\n(?=  \S)", block.strip("\n")):
        name, meaning = re.match(r"  (\S+(?: \S+)*)\s\s+(.*)", pair, re.DOTALL).groups()
        yield ".TP\n.B " + escape(name)
        yield escape(unwrap(re.sub(r"\n +", "\n", meaning).split("\n"))[0])


def sections(text):
    """The parts of a help: what comes first, then what stands below each heading."""
    return re.split(r"\n\n(?=\S[^\n]*[:：]\n)", text.rstrip("\n"))


def body(section):
    return section.partition("\n")[2]


def main(program, language):
    words = HEADINGS[language]
    about, commands, options, documents, status = sections(help_of(program, language))
    usage, _, about = about.partition("\n\n")
    version = subprocess.run([program, "--version"], check=True, capture_output=True,
                             encoding="utf-8").stdout.split()[1]

    print('.\\" SPDX-License-Identifier: LGPL-2.1-or-later')
    print(f'.TH RISKCTX 1 "" "riskctx {version}"')
    # Neither stretched nor hyphenated: names of options stand in the text.
    print(".ad l\n.nh")
    print(f".SH {words['name']}\nriskctx \\- {words['what']}")
    print(f".SH {words['synopsis']}\n{escape(usage.partition(' ')[2])}")
    print(f".SH {words['description']}", *paragraphs(about), sep="\n")
    print(f".SH {words['commands']}")
    for name in re.findall(r"^  ([a-z-]+)\s", body(commands), re.MULTILINE):
        first, own = sections(help_of(program, language, name))
        call, _, text = first.partition("\n\n")
        print(f".SS {escape(call.partition(' ')[2])}", *paragraphs(text), sep="\n")
        # The options that all commands share stand last, and are told once.
        own = body(own).removesuffix(body(options)).strip("\n")
        if own:
            print(*pairs(own), sep="\n")
    print(f".SH {words['options']}", *pairs(body(options)), sep="\n")
    print(f".SH {words['documents']}", *paragraphs(body(documents)), sep="\n")
    print(f".SH {words['status']}", *paragraphs(body(status)), sep="\n")
    print(f".SH {words['environment']}")
    for name, meaning in words["variables"]:
        print(f".TP\n.B {name}\n{escape(meaning)}")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main(*sys.argv[1:])
