"""No page of the administration breaks its policy, shuts somebody out, or is too wide."""

import pytest
from django.urls import reverse

from tests.admin_records import admin_models, admin_url, one_of_each
from tests.browser.accessibility import sideways_scroll, violations


@pytest.mark.parametrize("page_name", ["changelist", "change", "add"])
def test_no_page_of_the_administration_violates_the_policy(visitor, admin_client, page_name):
    editor = visitor()
    session = admin_client.cookies["sessionid"]
    editor.context.add_cookies(
        [{"name": "sessionid", "value": session.value, "url": f"{editor.address}/verwaltung/"}]
    )
    records = one_of_each()
    pages = [reverse("admin:login"), reverse("admin:index"), reverse("admin:password_change")]
    for model in admin_models():
        arguments = [records[model].pk] if page_name == "change" else []
        pages.append(admin_url(model, page_name, *arguments))
    for address in pages:
        page = editor.open(address)
        found = [each for each in editor.problems(page) if not each.startswith("cookie")]
        # Some models cannot be added to by hand.
        found = [each for each in found if "status of 403" not in each]
        assert found == [], address
        assert sideways_scroll(page) <= 0, address
        # In a table of entries Django leaves the head of a column without a name.
        named = [each for each in violations(page) if not each.startswith("empty-table-header")]
        assert named == [], address
        editor.complaints.clear()  # axe-core itself writes styles, which the policy forbids
        page.close()
