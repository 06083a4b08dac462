"""The floor of a first visit: one file with a text and a map of Berlin, and nothing to fetch.

No page with words and a map can be there sooner on the same line. The map is the one of the site,
drawn into the page; the words are those of the site, in a style of twelve lines.
"""

import gzip
import re

from django.utils.html import strip_tags

FILE = "one-file.html"
PARAGRAPHS = 12
PAGE = """<!doctype html>
<html lang="de"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>Gemeinschaftsinitiative: Starke Quartiere in Berlin</title>
<style>
body {{ margin: 0 auto; max-width: 60rem; padding: 0 1rem; font: 18px/1.5 Arial, sans-serif }}
h1 {{ line-height: 1.2 }}
svg {{ width: 100%; height: auto; fill: none }}
.land {{ fill: #f4f4f2 }}
.water {{ fill: #c9dcec }}
.border {{ stroke: #c9c9c6; stroke-width: 1.6 }}
.edge {{ stroke: #8f8f8b; stroke-width: 2.8 }}
.area {{ fill: #e4042238; stroke: #b5050e; stroke-width: 28 }}
text {{ fill: #1a1a1a; font: bold 310px Arial; text-anchor: middle }}
</style></head>
<body><h1>Gemeinschaftsinitiative: Starke Quartiere in Berlin</h1>
{map}
{text}
</body></html>
"""


def page(with_map, with_text):
    """HTML of the floor, with the map of one page of the site and the words of another."""
    drawing = re.search(r'<svg class="berlin-map.*?</svg>', with_map, re.DOTALL)[0]
    paragraphs = [strip_tags(each) for each in re.findall(r"<p\b.*?</p>", with_text, re.DOTALL)]
    long_ones = [each.strip() for each in paragraphs if len(each) > 60][:PARAGRAPHS]
    return PAGE.format(map=drawing, text="\n".join(f"<p>{each}</p>" for each in long_ones))


def write(folder, html):
    """Keep the page in a folder whose files nginx sends, compressed as well. Returns its size."""
    compressed = gzip.compress(html.encode())
    (folder / FILE).write_text(html, encoding="utf-8")
    (folder / f"{FILE}.gz").write_bytes(compressed)
    return len(compressed)
