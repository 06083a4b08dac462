"""„Barriere melden“ in a browser: what is wrong is found by keyboard and by screen reader."""

from playwright.sync_api import expect

from tests import builders

from .accessibility import sideways_scroll, violations


def test_the_form_leads_from_the_summary_to_the_field_and_to_thanks(visitor, settings):
    settings.EMAIL_HOST = "mail.example"
    builders.erklaerung(feedback_office="Referat", feedback_email="barrieren@example.org")
    visit = visitor(width=320)
    page = visit.open("/barriere-melden/?seite=/kontakte/")
    assert page.input_value("#id_page") == "/kontakte/"
    assert not page.locator("#id_website").is_visible()
    send = page.get_by_role("button", name="Meldung abschicken")

    send.click()
    expect(page.locator(".form-summary")).to_be_focused()
    assert violations(page) == []
    assert sideways_scroll(page) <= 0
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.type("Die Karte ist mit der Tastatur nicht zu bedienen.")
    send.click()
    assert page.locator("h1").inner_text() == "Danke für Ihre Meldung"
    assert violations(page) == []
    assert visit.context.cookies() == []
