"""Changing the language in a real browser."""


def test_the_language_is_changed_on_a_narrow_window_without_script(site_visitor):
    page = site_visitor(width=320, javascript=False).open("/kontakte/")
    english = page.get_by_role("link", name="English")
    assert english.bounding_box()["height"] >= 44
    assert english.bounding_box()["width"] >= 24
    english.click()
    assert page.url.endswith("/en/kontakte/")
    assert page.locator("h1").inner_text() == "Contacts"
    page.get_by_role("link", name="Deutsch").click()
    assert page.url.endswith("/kontakte/")
    assert page.locator("h1").inner_text() == "Kontakte"
