"""The accessibility statement, and the page on which people report a barrier."""

from django.conf import settings
from django.http import Http404
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import FormView, TemplateView

from contacts.models import Kontaktstelle
from initiative.feedback import (
    NotSentError,
    coordinating_office,
    feedback_office,
    local_page,
    mailto,
    send,
)
from initiative.fetching import fetch_page
from initiative.forms import BarrierReportForm
from initiative.languages import GERMAN
from initiative.models import Barrierefreiheitserklaerung, NichtBarrierefreierInhalt


class AccessibilityView(TemplateView):
    """The statement in the language of the page; in German, the law wants it to be always there."""

    template_name = "initiative/accessibility.html"

    def get_context_data(self, **kwargs):
        parts = fetch_page(statement_parts)
        erklaerung = next(iter(parts["erklaerungen"]), None)
        if erklaerung is None and get_language() != GERMAN:
            raise Http404(_("Die Erklärung gibt es in dieser Sprache nicht."))
        return super().get_context_data(
            erklaerung=erklaerung,
            inhalte=parts["inhalte"],
            office=feedback_office(erklaerung),
            coordination=coordinating_office(parts["koordination"]),
            **kwargs,
        )


def statement_parts():
    """The QuerySets of the statement in the language spoken."""
    erklaerungen = Barrierefreiheitserklaerung.objects.published().in_language()
    return {
        "erklaerungen": erklaerungen,
        "inhalte": NichtBarrierefreierInhalt.objects.filter(erklaerung__in=erklaerungen),
        "koordination": Kontaktstelle.objects.published().coordinating()[:1],
    }


def office_parts():
    """The QuerySets that say to whom a barrier is reported: named by the German statement."""
    return {
        "erklaerungen": Barrierefreiheitserklaerung.objects.published().in_language(GERMAN),
        "koordination": Kontaktstelle.objects.published().coordinating()[:1],
    }


# No CSRF token, because that needs a cookie, and nothing on this site changes: the only effect is
# an e-mail to a fixed address, which anybody may write anyway.
@method_decorator(csrf_exempt, name="dispatch")
class ReportBarrierView(FormView):
    """A form that becomes an e-mail; without a mail server, the ways to reach the office."""

    form_class = BarrierReportForm
    template_name = "initiative/report_barrier.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        parts = fetch_page(office_parts)
        erklaerung = next(iter(parts["erklaerungen"]), None)
        self.office = feedback_office(erklaerung) or coordinating_office(parts["koordination"])

    @property
    def can_send(self):
        return bool(settings.EMAIL_HOST and self.office and self.office.email)

    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"  # the page repeats what somebody wrote
        return response

    def get_initial(self):
        return {"page": local_page(self.request.GET.get("seite", ""))}

    def get_context_data(self, **kwargs):
        form = kwargs.setdefault("form", self.get_form())
        page = form["page"].value() or ""
        email = self.office.email if self.office else ""
        return super().get_context_data(
            office=self.office,
            can_send=self.can_send,
            mailto=mailto(email, page) if email else "",
            **kwargs,
        )

    def form_valid(self, form):
        report = {name: form.cleaned_data[name] for name in ("page", "problem", "name", "email")}
        try:
            if not self.can_send:
                raise NotSentError
            send(self.office, **report)
        except NotSentError:
            return self.render_to_response(
                self.get_context_data(form=form, failed=True), status=503
            )
        # No redirect: without a cookie the next page would not know that there is something to
        # thank for.
        return self.render_to_response(self.get_context_data(form=form, sent=True))
