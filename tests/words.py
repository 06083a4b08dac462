"""The words of the pages that exist in several languages, read from templates and code."""

import ast
import importlib
import inspect
import re

from django.apps import apps
from django.conf import settings
from django.template.loader import get_template
from django.urls import get_resolver
from django.urls.resolvers import LocalePrefixPattern
from django.utils.translation.template import templatize

ROOT = settings.BASE_DIR
APPS = ("initiative", "contacts", "handlungsraeume", "downloads")
# Parts that pages show in German only.
GERMAN_ONLY = {
    "includes/preview_banner.html",  # editors alone see it
    *(f"components/{name}.html" for name in ("amounts", "bezirk_filter", "news_item")),
    "components/search_form.html",
}
ERRORS = ["400.html", "403.html", "404.html", "500.html"]
# Modules whose words only editors see.
FOR_EDITORS = re.compile(r"\.(models|admin|publishing|rich_text|outlines|berlin|seed\w*)\b")

TEMPLATE_CALL = re.compile(
    r"""\b(n?p?gettext|_)\(((?:\s*u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"),?)+)"""
)
CODE_CALLS = {
    name: "gettext" if name == "_" else name.removesuffix("_lazy")
    for plain in ("gettext", "ngettext", "pgettext", "npgettext", "_")
    for name in (plain, f"{plain}_lazy")
}


def translated_views():
    """The views whose addresses exist in every language."""
    (translated,) = [
        each
        for each in get_resolver().url_patterns
        if isinstance(each.pattern, LocalePrefixPattern)
    ]
    yield from _views(translated.url_patterns)


def _views(patterns):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from _views(pattern.url_patterns)
        else:
            yield pattern.callback.view_class


def public_templates():
    """Texts of the templates that the translated pages and the error pages are made of."""
    names = {getattr(view, "template_name", None) for view in translated_views()} - {None}
    texts, waiting = {}, [*ERRORS, *names]
    while waiting:
        name = waiting.pop()
        if name not in texts and name not in GERMAN_ONLY:
            texts[name] = get_template(name).template.source
            waiting += re.findall(r"""{% (?:extends|include) ["']([^"']+)["']""", texts[name])
    return texts


def public_modules():
    """Modules of ours that the translated views are made of, without those for editors."""
    modules, waiting = {}, [view.__module__ for view in translated_views()]
    waiting += [f"initiative.templatetags.{name}" for name in ("notation", "languages", "texts")]
    while waiting:
        name = waiting.pop()
        if name not in modules and name.startswith(APPS) and not FOR_EDITORS.search(name):
            modules[name] = importlib.import_module(name)
            waiting += [
                getattr(each, "__module__", None) or getattr(each, "__name__", "")
                for each in vars(modules[name]).values()
                if inspect.ismodule(each) or inspect.isfunction(each) or inspect.isclass(each)
            ]
    return modules


def _key(function, texts):
    """Where GNU gettext keeps the words: context and singular, or the singular alone."""
    return "\x04".join(texts[:2]) if function in ("pgettext", "npgettext") else texts[0]


def words_of_templates():
    for name, text in public_templates().items():
        for function, arguments in TEMPLATE_CALL.findall(templatize(text)):
            yield _key(function, ast.literal_eval(f"({arguments.strip().rstrip(',')},)")), name


def words_of_code():
    for name, module in public_modules().items():
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            called = getattr(getattr(node, "func", None), "id", None)
            if called in CODE_CALLS:
                texts = [each.value for each in node.args if isinstance(each, ast.Constant)]
                yield _key(CODE_CALLS[called], texts), name


def words_of_choices():
    """Labels of the choices that public templates show by ``get_…_display``."""
    shown = {
        field
        for text in public_templates().values()
        for field in re.findall(r"\.get_(\w+)_display", text)
    }
    for model in apps.get_models():
        if model._meta.app_label in APPS:
            for field in model._meta.fields:
                if field.name in shown:
                    yield from ((str(label), str(field)) for _value, label in field.flatchoices)


def public_words():
    """Where each text of the translated pages stands: {text: name of a template or module}."""
    return dict([*words_of_choices(), *words_of_code(), *words_of_templates()])
