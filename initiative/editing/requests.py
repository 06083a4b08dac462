"""Requests that nobody sent: the forms of the administration ask a request for everything."""

from django.http import HttpRequest, QueryDict
from django.urls import resolve, reverse
from django.utils.datastructures import MultiValueDict


def change_request(model_admin, user, record, data=None, files=None):
    """The request with which ``user`` opens the form of the record, or sends ``data`` with it."""
    request = HttpRequest()
    request.user = user
    names = f"{model_admin.opts.app_label}_{model_admin.opts.model_name}"
    request.path = request.path_info = reverse(f"admin:{names}_change", args=[record.pk])
    request.resolver_match = resolve(request.path)
    request.method = "GET"
    if data is not None:
        request.method = "POST"
        request.POST = as_post(data)
        request.FILES = MultiValueDict({name: [file] for name, file in (files or {}).items()})
    return request


def as_post(data):
    """Fields by name, each with a list of texts, as a request has them."""
    post = QueryDict(mutable=True)
    for name, values in data.items():
        post.setlist(name, values)
    post._mutable = False
    return post
