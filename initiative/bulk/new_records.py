"""LEAF: new records from a table, through the same form as those that somebody types."""

from django.http import HttpRequest
from django.urls import resolve, reverse
from django.utils.datastructures import MultiValueDict

from initiative.editing.requests import as_post
from initiative.editing.revisions import in_the_name_of
from initiative.publishing import Editorial


class NewRecord:
    """The form for a new record without entries inside it, as this user gets it."""

    def __init__(self, model_admin, user):
        self.model_admin = model_admin
        self.request = _request(model_admin, user)
        self.form_class = model_admin.get_form(self.request, None, change=False)
        self.empty = self.form_class()
        self.form = None

    def fill_in(self, data):
        """The form with texts by name; what is not among them is as an empty form offers it."""
        self.request.POST = as_post({**self._offered(), **data})
        self.form = self.form_class(self.request.POST, self.request.FILES)
        return self.form

    def _offered(self):
        offered = {
            name: self.empty.get_initial_for_field(field, name)
            for name, field in self.empty.fields.items()
        }
        return {name: [str(value)] for name, value in offered.items() if value}

    def save(self, reason):
        """Save what the form holds as a draft; the history names user and reason."""
        self.request.change_reason = reason
        with in_the_name_of(self.request):
            record = self.model_admin.save_form(self.request, self.form, change=False)
            record.status = Editorial.Status.DRAFT
            self.model_admin.save_model(self.request, record, self.form, change=False)
            self.model_admin.save_related(self.request, self.form, [], change=False)
        return record


def _request(model_admin, user):
    request = HttpRequest()
    request.user = user
    names = f"{model_admin.opts.app_label}_{model_admin.opts.model_name}"
    request.path = request.path_info = reverse(f"admin:{names}_add")
    request.resolver_match = resolve(request.path)
    request.method = "POST"
    request.FILES = MultiValueDict()
    return request
