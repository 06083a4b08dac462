"""The real public page with a change that is not public yet."""

import copy
import re
from html import unescape
from urllib.parse import quote, urlsplit

from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.http import Http404, QueryDict
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from django.utils.translation import gettext as _

from initiative.languages import GERMAN
from initiative.publishing import Editorial

from .replay import Replay, trial

# Links inside the page, and the address from which the map takes its outlines.
OWN_ADDRESS = re.compile(r'(<a\b[^>]*?\shref="|\sdata-outlines=")(/(?!/)[^"]*)"')


def preview(request, model_admin, record, versions, address=None):
    """The public page of the record as a visitor would get it, were these versions published.

    The versions are saved, the page is made, and everything is undone. Links stay inside the
    preview: ``address`` is the path that such a link asked for. Raises Http404 where no public page
    answers.
    """
    with trial():
        for version in versions:
            _publish(version)
        record = type(record)._base_manager.get(pk=record.pk)
        show(record)
        path = address or record.get_preview_url()
        return stay_in_preview(answer(request, path), request.preview["is_with_all"])


def show(record):
    """Let the public see the record, and what it belongs to, whatever its status and window."""
    type(record)._base_manager.filter(pk=record.pk).update(
        status=Editorial.Status.PUBLISHED, visible_from=None, visible_until=None
    )
    for field in record._meta.fields:
        if isinstance(field, models.ForeignKey) and issubclass(field.related_model, Editorial):
            parent = getattr(record, field.name)
            if parent and not parent.is_public:
                show(parent)


def answer(request, address):
    """What the site answers a visitor at this path of its own, as a finished response."""
    parts = _parts(address)
    there = copy.copy(request)
    there.path = there.path_info = parts.path
    there.method, there.GET, there.POST = "GET", QueryDict(parts.query), QueryDict()
    there.user = AnonymousUser()
    there.preview = {**request.preview, "anchor": parts.fragment}
    with translation.override(translation.get_language_from_path(parts.path) or GERMAN):
        there.resolver_match = match = _public_page(parts)
        response = match.func(there, *match.args, **match.kwargs)
        if hasattr(response, "render"):
            response.render()
    return response


def _parts(address):
    try:
        return urlsplit(address)
    except ValueError as error:  # such as //[, which begins an address of the network
        raise Http404(_("Diese Seite gibt es nicht.")) from error


def _public_page(parts):
    try:
        match = resolve(parts.path)
    except Resolver404 as error:
        raise Http404(_("Diese Seite gibt es nicht.")) from error
    if parts.netloc or match.app_name == "admin":
        raise Http404(_("Die Vorschau zeigt nur die öffentliche Website."))
    return match


def stay_in_preview(response, with_all=False):
    """The response, told to no search engine and kept by no cache; its links lead to previews."""
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = "no-store"
    if response.headers.get("Content-Type", "").startswith("text/html"):
        response.content = OWN_ADDRESS.sub(
            lambda found: f'{found[1]}{_inside(found[2], with_all)}"', response.content.decode()
        )
    return response


def _inside(address, with_all):
    """The address of the preview that shows this path of the site; ways back stay as they are."""
    if address.startswith(reverse("admin:index")):
        return address
    path, hash_sign, anchor = address.partition("#")
    mode = "alle&amp;" if with_all else ""
    return f"?{mode}pfad={quote(unescape(path), safe='')}{hash_sign}{anchor}"


def _publish(version):
    model_admin = admin.site.get_model_admin(version.content_type.model_class())
    replay = Replay(model_admin, version.editor, version.record, version.data, version.files)
    if replay.is_valid():
        replay.save(status=Editorial.Status.PUBLISHED)
