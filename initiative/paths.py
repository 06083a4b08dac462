"""LEAF: where pages are. A page names dozens, and to look one up takes as long as a small part."""

from functools import lru_cache

from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.translation import get_language


def path_to(name, *args):
    """Path of the page of that name, as ``reverse`` finds it, in the language spoken now."""
    return _found(name, args, get_language(), get_script_prefix(), get_urlconf())


@lru_cache(maxsize=4096)
def _found(name, args, _language, _prefix, urlconf):
    return reverse(name, urlconf, args)
