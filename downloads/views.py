"""The list of documents with its filters, and the files themselves."""

from urllib.parse import quote

from django.conf import settings
from django.db.models import Prefetch, prefetch_related_objects
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from handlungsraeume.models import Handlungsraum
from handlungsraeume.models.handlungsraum import AREAS_TOGETHER
from initiative.fetching import NumberOf, fetch_page
from initiative.paging import Paging

from .filters import DokumentFilter
from .models import Dokument

# Where nginx finds uploaded files (deploy/nginx/front.conf); nobody outside can ask for it.
PROTECTED = "/_dateien/"
DOCUMENTS_ON_PAGE = 25


class DokumentListView(TemplateView):
    """Documents by kind; ``?art=``, ``?bezirk=`` and ``?handlungsraum=`` leave fewer."""

    template_name = "downloads/dokument_list.html"

    def get_context_data(self, **kwargs):
        wanted = DokumentFilter.asked_by(self.request)
        paging = Paging.asked_by(self.request, DOCUMENTS_ON_PAGE)
        parts = fetch_page(list_parts, wanted, paging)
        documents, number = parts.pop("dokumente"), parts.pop("number")
        choices = wanted.choices(**parts)
        page = paging.page(number)
        areas = Handlungsraum.objects.published().as_links()[: AREAS_TOGETHER + 1]
        prefetch_related_objects(documents, Prefetch("handlungsraeume", areas, to_attr="areas"))
        return super().get_context_data(
            filter=wanted,
            kinds=Dokument.Kind.choices,
            dokumente=documents,
            page_obj=page,
            **choices,
            **kwargs,
        )


def list_parts(wanted, paging):
    """The QuerySets of a page of the list, and of its form."""
    documents = wanted.apply(Dokument.objects.published().by_kind())
    return {
        "dokumente": paging.part_of(documents),
        "number": NumberOf(documents),
        **wanted.parts(),
    }


class DokumentFileView(View):
    """The uploaded file of a published document; a draft's file is not to be had.

    Behind nginx only where the file lies is answered (X-Accel-Redirect), and nginx sends it.
    """

    def get(self, request, slug):
        document = get_object_or_404(Dokument.objects.published().exclude(file=""), slug=slug)
        if not document.file.storage.exists(document.file.name):
            raise Http404(_("Diese Datei fehlt."))
        name = f"{document.slug}.{document.suffix}"
        # Only a PDF is shown by the browser itself; whatever else is saved, and never run.
        is_saved = document.suffix != "pdf"
        if not settings.FILES_BY_NGINX:
            return FileResponse(
                document.file.open("rb"),
                filename=name,
                content_type=document.content_type,
                as_attachment=is_saved,
            )
        response = HttpResponse(content_type=document.content_type)
        response["Content-Disposition"] = content_disposition_header(is_saved, name)
        response["X-Accel-Redirect"] = f"{PROTECTED}{quote(document.file.name)}"
        return response
