"""Styles know no left and right: a language written from the right turns pages round by itself."""

import re

import pytest
from django.conf import settings

# The administration speaks German only, and corrects rules of Django that name left and right.
STYLES = sorted(
    path
    for path in (settings.BASE_DIR / "static" / "css").glob("*.css")
    if not path.name.startswith("admin")
)
DECLARATION = re.compile(r"(?<![\w-])(-{0,2}[a-z][a-z-]*)\s*:\s*([^;{}]+);")
SIDE = re.compile(r"(?<![\w-])(left|right)(?![\w-])|-(left|right)\b")
FOUR_SIDES = {"margin", "padding", "inset", "border-width", "scroll-margin", "scroll-padding"}
# What is the same from both sides, or meant from one side in every language.
ALLOWED = {
    ("transform-origin", "0 0"),  # of the numbers on the map, where east is always right
}


def sided(css):
    """Declarations that mean one side whatever the language, as "property: value"."""
    without_comments = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    for name, value in DECLARATION.findall(without_comments):
        value = " ".join(value.split())
        if (name, value) not in ALLOWED and is_sided(name, value):
            yield f"{name}: {value}"


def is_sided(name, value):
    own_names = re.compile(r"--[a-z-]+")  # of tokens, which may be called anything
    if SIDE.search(name) or SIDE.search(own_names.sub("", value)):
        return True
    # Arguments of functions are no sides of their own.
    parts = re.sub(r"\([^()]*\)", "", re.sub(r"\([^()]*\)", "", value)).split()
    if name in FOUR_SIDES:
        return len(parts) == 4 and value_of(value, 1) != value_of(value, 3)
    if name in ("box-shadow", "text-shadow"):
        return any(shifts_sideways(shadow) for shadow in re.split(r",(?![^(]*\))", value))
    return name == "transform-origin"


def value_of(value, index):
    """The part of a value with several sides that stands at this place."""
    return re.findall(r"(?:[^\s()]|\((?:[^()]|\([^()]*\))*\))+", value)[index]


def shifts_sideways(shadow):
    lengths = [part for part in shadow.split() if re.match(r"-?[\d.]", part)]
    return bool(lengths) and float(re.match(r"-?[\d.]+", lengths[0])[0]) != 0


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_a_style_names_no_side(path):
    assert not list(sided(path.read_text(encoding="utf-8")))


def test_the_styles_are_found():
    assert {"base.css", "header.css", "layout.css", "map.css"} <= {path.name for path in STYLES}


@pytest.mark.parametrize(
    "declaration",
    [
        "left: 0;",
        "margin-left: 4px;",
        "padding-right: var(--space-1);",
        "border-left: 1px solid;",
        "border-top-right-radius: 4px;",
        "text-align: left;",
        "float: right;",
        "margin: 0 1px 0 2px;",
        "padding: 0 0 var(--space-3) var(--space-3);",
        "inset: 0 auto auto 0;",
        "box-shadow: inset 4px 0 var(--accent);",
        "background: url(x.svg) right;",
    ],
)
def test_a_side_would_be_noticed(declaration):
    assert list(sided(f"p {{ {declaration} }}"))


@pytest.mark.parametrize(
    "declaration",
    [
        "margin-inline-start: 4px;",
        "inset-inline-end: 0;",
        "text-align: start;",
        "float: inline-start;",
        "padding: 1px 2px 3px;",
        "margin: 0 calc(1px + 2px) 0 calc(1px + 2px);",
        "box-shadow: inset 0 -3px var(--accent);",
        "text-shadow: 0 0 2px red, 0 0 3px red;",
        "grid-template-columns: 5fr 6fr;",
    ],
)
def test_what_turns_round_with_the_language_is_right(declaration):
    assert not list(sided(f"p {{ {declaration} }}"))
