"""LEAF: languages of the site: German, and every language whose words lie in ``locale/``."""

from django.conf.locale import LANG_INFO
from django.utils.translation import to_language

GERMAN = "de"


def languages_in(locale_path):
    """Pairs (code, own name) for Django's LANGUAGES: German first, the others by their code.

    A folder counts when it holds compiled words (LC_MESSAGES/django.mo) and Django knows its name
    as a language code, so that a new language needs no code.
    """
    files = locale_path.glob("*/LC_MESSAGES/django.mo")
    found = {to_language(file.parts[-3]) for file in files}  # a folder pt_BR is the language pt-br
    codes = [GERMAN, *sorted(found & LANG_INFO.keys() - {GERMAN})]
    return [(code, LANG_INFO[code]["name_local"]) for code in codes]
