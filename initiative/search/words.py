"""Words as the search compares them: small letters, no umlauts, one spelling for ü and ue."""

import html
import re
import unicodedata
from functools import cache, lru_cache
from threading import Lock

from django.utils.html import strip_tags

LONGEST_WORD = 60  # characters; what is longer is no word but the rest of a broken file

_WORD = re.compile(r"[^\W_]+")
# From the beginning of a word only: trying each letter of a very long one would take minutes.
_HYPHENATED = re.compile(r"(?<![^\W_])[^\W_]+(?:[-‐‑][^\W_]+)+")
_SHARED_END = re.compile(r"(?<![^\W_])([^\W_]{3,})[-‐‑],? (?:und|oder|bzw\.|sowie) ([^\W_]{6,})")
_SPELT_OUT = re.compile(r"(?<![aeiouq])([aou])e")  # not in neue, bauen, Quelle
_BLOCK_ENDS = re.compile(r"</(?:p|li|h[1-6]|tr|caption)>|<br\s*/?>|(?<=[^>])(?=<[uo]l[ >])")
_CELL_ENDS = re.compile(r"(?:</p>)?</t[hd]>(?=\s*<t[hd]\b)")
_EMPTY_LINES = re.compile(r"\n\s*\n")
# control characters, soft hyphens, halves of characters
_NOT_PRINTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\ud800-\udfff]")
_one_at_a_time = Lock()  # the stemmer keeps the word it works on in itself

# Words that nobody looks for by themselves, folded. Questions are made of them.
_STOP_WORDS = """
    ab aber alle allem allen aller alles als also am an auch auf aus bei beim bin bis bist bitte da
    dabei dafur damit dann daran darf darum das dass davon dazu dein deine dem den denn der des
    dessen die dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem einen
    einer eines er es etwas fur gegen gehort gehoren geht genau gibt habe haben hat hatte hier hin
    hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins irgend ist ja jede jedem jeden
    jeder jedes jetzt kann kein keine keinen konnen konnte liegt liegen man mehr mein meine meinem
    meinen meiner mich mir mit mochte muss mussen nach nicht nichts noch nun nur ob oder ohne schon
    sehr sein seine seinem seinen seiner seit sich sie sind so soll sollen sollte uber um und uns
    unser unsere unserem unseren unserer unter viel viele vom von vor wann war waren warum was
    welche welchem welchen welcher welches wem wen wenig wenn wer werde werden wessen weshalb wie
    wieso wieviel will wir wird wo woher wohin wollen wurde wurden zu zum zur zwischen
    """
STOP_WORDS = frozenset(_STOP_WORDS.split())


def fold(word):
    """The word in small letters without accents; ä, ae and a become one, and ß is ss."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    # Letters and digits only: no accent, no fraction bar, nothing that could be an operator.
    return _SPELT_OUT.sub(r"\1", "".join(filter(str.isalnum, letters)))


def single_words(text):
    """Folded words in their order, split at hyphens."""
    found = [fold(word) for word in _WORD.findall(text)]
    return [word for word in found if len(word) <= LONGEST_WORD]


def words(text):
    """The words a text is found by: the single ones, and what a reader makes of them.

    "Marzahn-Nord" is also marzahnnord, "Kinder- und Familienarmut" also kinderarmut.
    """
    whole = [fold(name) for name in _HYPHENATED.findall(text)]
    for begun, ended in _SHARED_END.findall(text):
        # Where the shared part begins only a reader knows: every ending is taken for one.
        begun, ended = fold(begun), fold(ended)
        first = max(2, len(begun) + len(ended) - LONGEST_WORD)
        whole += [begun + ended[place:] for place in range(first, len(ended) - 3)]
    return [*single_words(text), *(word for word in whole if len(word) <= LONGEST_WORD)]


def spellings(names, text):
    """Folded words of at least four letters, each with the spelling it has.

    With a hyphen inside only from ``names``: running text in Einfache Sprache divides long words.
    """
    spelt = [
        word
        for word in [*_HYPHENATED.findall(names), *_WORD.findall(f"{names} {text}")]
        if len(word) <= LONGEST_WORD and not any(letter.isdigit() for letter in word)
    ]
    folded = {fold(word): word for word in spelt}
    return {word: name for word, name in folded.items() if 4 <= len(word) <= LONGEST_WORD}


@lru_cache(maxsize=50_000)
def stem(word):
    """What all forms of a folded German word have in common: raum of raume."""
    with _one_at_a_time:
        return _stemmer().stemWord(word)


@cache
def _stemmer():
    import snowballstemmer  # brings the rules of thirty languages, a tenth of every start

    return snowballstemmer.stemmer("german")


def plain_text(rich_text):
    """HTML as text, its paragraphs on lines of their own; the cells of a row stand in one line."""
    lines = _BLOCK_ENDS.sub("\n", _CELL_ENDS.sub(" · ", rich_text))
    return _EMPTY_LINES.sub("\n", html.unescape(strip_tags(lines))).strip()


def printable(text):
    """The text without control characters and halves of characters, which databases refuse.

    A letter with an accent is one character afterwards, as `single_words` expects it.
    """
    return unicodedata.normalize("NFC", _NOT_PRINTED.sub("", text))
