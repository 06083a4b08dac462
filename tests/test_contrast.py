"""Contrast of every pair of colours that the pages use, in the light and in the dark."""

import re
from itertools import product

import pytest
from django.conf import settings

TEXT = 4.5  # WCAG 2.2, 1.4.3
SHAPE = 3  # WCAG 2.2, 1.4.11: controls, focus, lines of the map

# (foreground, background, least ratio); a tuple is painted from the last to the first.
PAIRS = [
    # running text and headings
    ("ink", "paper", TEXT),
    ("ink", "paper-soft", TEXT),
    ("ink-soft", "paper", TEXT),
    ("ink-soft", "paper-soft", TEXT),
    ("link", "paper", TEXT),
    ("link", "paper-soft", TEXT),
    ("accent-text", "paper", TEXT),
    ("accent-text", "paper-soft", TEXT),
    # text on a colour: badge, button, button under the pointer, footer
    ("on-accent", "accent", TEXT),
    ("paper", "ink", TEXT),
    ("paper", "accent-text", TEXT),
    ("on-footer", "footer", TEXT),
    # controls and what has a meaning by its colour
    ("border", "paper", SHAPE),
    ("border", "paper-soft", SHAPE),
    ("focus", "paper", SHAPE),
    ("focus", "paper-soft", SHAPE),
    ("on-footer", "footer", SHAPE),
    ("accent", "paper", SHAPE),
    ("accent-text", "paper", SHAPE),
    # outlines: the line against what lies outside and inside of it
    ("area-line", "map-land", SHAPE),
    ("area-line", "map-water", SHAPE),
    ("area-line", "paper", SHAPE),
    ("area-line", "paper-soft", SHAPE),
    ("area-line", ("area-fill", "map-land"), SHAPE),
    ("area-line", ("area-fill", "map-water"), SHAPE),
    ("area-line", ("area-fill", "paper"), SHAPE),
    ("area-line", ("area-fill", "paper-soft"), SHAPE),
    ("area-other", "map-land", SHAPE),
    ("area-other", "paper", SHAPE),
    # an outline that is stressed or in focus
    ("area-fill-strong", "map-land", SHAPE),
    ("area-fill-strong", "map-water", SHAPE),
    ("focus", "map-land", SHAPE),
    ("focus", "map-water", SHAPE),
    # numbers on the map, with the halo that surrounds them
    ("area-number", "area-number-halo", TEXT),
    ("area-number", "map-land", TEXT),
    ("area-number", "map-water", TEXT),
    ("area-number", ("area-fill", "map-land"), TEXT),
    ("area-number", ("area-fill", "map-water"), TEXT),
]


def tokens():
    """Colours by theme and name, as (red, green, blue, opacity)."""
    css = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
    light, dark = css.split("@media (prefers-color-scheme: dark)")
    return {"light": colours(light), "dark": colours(light) | colours(dark)}


def colours(css):
    values = re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6}|rgb\([^)]*\));", css)
    return {name: parsed(value) for name, value in values}


def parsed(value):
    if value.startswith("#"):
        digits = value[1:] if len(value) == 7 else "".join(2 * digit for digit in value[1:])
        return (*(int(digits[place : place + 2], 16) for place in (0, 2, 4)), 1)
    red, green, blue, opacity = re.findall(r"[\d.]+", value)
    return int(red), int(green), int(blue), float(opacity) / 100


def painted(names, theme):
    """The colour seen where the named colours lie on each other, the first on top."""
    *above, (red, green, blue, opacity) = [theme[name] for name in names]
    assert opacity == 1, f"{names[-1]} lets through what is below"
    seen = red, green, blue
    for *top, opacity in reversed(above):
        seen = tuple(
            opacity * over + (1 - opacity) * under for over, under in zip(top, seen, strict=True)
        )
    return seen


def luminance(colour):
    """Relative luminance (WCAG 2.2)."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


def test_the_ratio_is_that_of_the_guidelines():
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((0x76,) * 3, (255, 255, 255)) == pytest.approx(4.54, abs=0.01)
    assert contrast((0xE4, 0x04, 0x22), (255, 255, 255)) == pytest.approx(4.84, abs=0.01)
    half_black = {"veil": (0, 0, 0, 0.5), "white": (255, 255, 255, 1)}
    assert painted(["veil", "white"], half_black) == (127.5, 127.5, 127.5)


def test_both_themes_know_the_same_colours():
    themes = tokens()
    assert set(themes["light"]) == set(themes["dark"])
    named = {name for pair in PAIRS for side in pair[:2] for name in as_names(side)}
    assert named <= set(themes["light"])


def as_names(side):
    return [side] if isinstance(side, str) else list(side)


@pytest.mark.parametrize(
    ("theme", "pair"),
    list(product(["light", "dark"], PAIRS)),
    ids=lambda value: value if isinstance(value, str) else f"{value[0]} on {value[1]}",
)
def test_every_pair_can_be_told_apart(theme, pair):
    foreground, background, least = pair
    behind = as_names(background)
    ground = painted(behind, tokens()[theme])
    front = painted([*as_names(foreground), *behind], tokens()[theme])
    assert contrast(front, ground) >= least


def test_the_basemap_as_a_file_has_the_colours_of_the_one_inside_pages():
    drawing = (settings.BASE_DIR / "static" / "img" / "berlin.svg").read_text(encoding="utf-8")
    style = re.search(r"<style>(.*)</style>", drawing)[1]
    light, dark = style.split("@media(prefers-color-scheme:dark)")
    parts = {"land": "land", "water": "water", "bezirk": "border", "berlin": "edge"}
    for theme, css in (("light", light), ("dark", dark)):
        for part, token in parts.items():
            colour = re.search(rf"\.{part}\{{[^}}]*(#[0-9a-f]{{6}})", css)[1]
            assert parsed(colour) == tokens()[theme][f"map-{token}"], (theme, part)
