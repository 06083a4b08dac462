"""LEAF: which addresses the content of the site links to, and where they stand.

Found by the kinds of fields that hold links, in whatever model they are: addresses, formatted text,
further sources and files.
"""

from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urljoin

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models

from initiative.rich_text import RichTextField

FURTHER_SOURCES = "more_sources"


class Place(NamedTuple):
    """A field of a record."""

    content_type_id: int
    object_id: int
    field: str


def find_links():
    """All links of content that is or will be on the website: {address: {Place, …}}."""
    found = {}
    for model in linking_models():
        kind = ContentType.objects.get_for_model(model).pk
        for record in _shown_records(model).iterator(chunk_size=500):
            for address, field in links_of(record):
                found.setdefault(address, set()).add(Place(kind, record.pk, field))
    return found


def links_of(record):
    """Pairs of an address and the name of the field of the record it stands in."""
    return {
        (address, field.name)
        for field in link_fields(type(record))
        for address in _addresses_in(record, field)
        if address
    }


def linking_models():
    """Models with fields that can hold links; their histories show nothing to anybody."""
    everything = [model for model in apps.get_models() if not hasattr(model, "instance_type")]
    return [model for model in everything if link_fields(model)]


def link_fields(model):
    """The fields of a model that can hold links."""
    kinds = (models.URLField, models.FileField, RichTextField)
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, kinds) or field.name == FURTHER_SOURCES
    ]


def without_long_texts(records):
    """The records of a QuerySet without the texts and outlines that hold no links."""
    wanted = link_fields(records.model)
    unread = [
        field.name
        for field in records.model._meta.concrete_fields
        if isinstance(field, models.TextField | models.JSONField) and field not in wanted
    ]
    return records.defer(*unread)


def full_address(href, page=""):
    """The address as the report keeps it; what a page says of itself gets its path in front.

    ``page`` is the path of the page that the link stands on.
    """
    href = href.strip()
    if href.startswith("//"):
        return f"https:{href}"
    if href.startswith(("#", "?", "./", "../")):
        return urljoin(page, href)
    return href


def hrefs(html):
    """The addresses of all links in the HTML."""
    reader = _LinkReader()
    reader.feed(html)
    reader.close()
    return reader.addresses


class _LinkReader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.addresses = []

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.addresses += [value for name, value in attrs if name == "href" and value]


def _shown_records(model):
    records = model._default_manager.all()
    if hasattr(records, "shown_or_planned"):
        records = records.shown_or_planned()
    return without_long_texts(records)


def _addresses_in(record, field):
    value = getattr(record, field.attname)
    if not value:
        return []
    if isinstance(field, models.FileField):
        return _address_of_file(record)
    if isinstance(field, RichTextField):
        page = _page_of(record)
        return [full_address(href, page) for href in hrefs(value)]
    if field.name == FURTHER_SOURCES:
        return [line for line in record.further_sources if line.startswith(("http://", "https://"))]
    return [full_address(value)]


def _address_of_file(record):
    """Where people get the file of the record, once they can."""
    return [_page_of(record)] if getattr(record, "is_public", False) else []


def _page_of(record):
    address = record.get_absolute_url() if hasattr(record, "get_absolute_url") else ""
    return address if address.startswith("/") else ""
