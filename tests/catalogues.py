"""Words of a language as GNU gettext keeps them: .po for people, .mo for use."""

import ast
import gettext
import re
import struct

MAGIC = 0x950412DE  # a .mo file, written by a machine that puts the low byte first
KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d+)\])? (".*")')


def read_po(path):
    """{key: text} as `read_mo` gives it; an entry marked fuzzy is left out, as msgfmt does."""
    words = {}
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        if not re.search(r"^#,.*\bfuzzy\b", block, re.MULTILINE):
            words.update(_entry(block))
    words.pop("", None)  # the header
    return words


def msgids(path):
    """All keys of the file, also those that nobody has translated yet."""
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    keys = {_key(texts) for texts in map(_texts, blocks) if ("msgid", 0) in texts}
    return keys - {""}  # the header


def _texts(block):
    texts, current = {}, None
    for line in block.splitlines():
        if match := KEYWORD.fullmatch(line):
            current = (match[1], int(match[2] or 0))
            texts[current] = ast.literal_eval(match[3])
        elif line.startswith('"'):
            texts[current] += ast.literal_eval(line)
    return texts


def _key(texts):
    context = texts.get(("msgctxt", 0))
    return texts["msgid", 0] if context is None else f"{context}\x04{texts['msgid', 0]}"


def _entry(block):
    texts = _texts(block)
    if ("msgid", 0) not in texts:
        return
    key = _key(texts)
    forms = [(index, text) for (name, index), text in texts.items() if name == "msgstr" and text]
    for index, text in forms:
        yield ((key, index) if ("msgid_plural", 0) in texts else key), text


def read_mo(path):
    """{key: text}; the key is the msgid, behind its context, and for plurals (msgid, number)."""
    with path.open("rb") as file:
        words = dict(gettext.GNUTranslations(file)._catalog)
    words.pop("", None)
    return words


def write_mo(path, words):
    """A .mo file with these words and nothing else, as a translator's machine would write it."""
    header = "Content-Type: text/plain; charset=UTF-8\n"
    texts = {key.encode(): text.encode() for key, text in {"": header, **words}.items()}
    keys = sorted(texts)
    start = 7 * 4 + 2 * 8 * len(keys)
    tables, data = [], b""
    for column in (keys, [texts[key] for key in keys]):
        for text in column:
            tables += [len(text), start + len(data)]
            data += text + b"\0"
    numbers = [MAGIC, 0, len(keys), 28, 28 + 8 * len(keys), 0, 0, *tables]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(struct.pack(f"<{len(numbers)}I", *numbers) + data)
