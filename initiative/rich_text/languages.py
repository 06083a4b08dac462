"""LEAF: names of languages as HTML wants them (BCP 47), for words in another language."""

import re

# All codes of two letters (ISO 639-1). Of those of three letters only the form is checked.
_CODES = """
    aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de
    dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia
    id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo
    lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl
    ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk
    tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
    """
CODES = frozenset(_CODES.split())
FROM_THE_RIGHT = {"ar", "arc", "ckb", "dv", "fa", "he", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"}
SCRIPTS_FROM_THE_RIGHT = {"Arab", "Hebr", "Nkoo", "Syrc", "Thaa"}

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|[0-9]{3}))?",
    re.IGNORECASE | re.ASCII,
)


def language_tag(text):
    """The tag as it is usually written ("en", "zh-Hans", "pt-BR"); empty where it is none."""
    match = _TAG.fullmatch(text.strip())
    if not match:
        return ""
    language = match["language"].lower()
    if len(language) == 2 and language not in CODES:
        return ""
    script = (match["script"] or "").capitalize()
    region = (match["region"] or "").upper()
    return "-".join(part for part in (language, script, region) if part)


def is_from_the_right(tag):
    """Whether the language is written from right to left."""
    language, _dash, rest = tag.partition("-")
    script = rest.partition("-")[0]
    if len(script) == 4:
        return script in SCRIPTS_FROM_THE_RIGHT
    return language in FROM_THE_RIGHT
