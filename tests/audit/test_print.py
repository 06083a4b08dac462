"""Every page type on paper or as a file: a tagged PDF that a screen reader can read."""

from io import BytesIO

from pypdf import PdfReader


def kinds(element):
    """The kinds of all elements of a structure tree, like /H1 and /Link."""
    element = element.get_object()
    if not hasattr(element, "get"):
        return
    if "/S" in element:
        yield element["/S"]
    children = element.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        yield from kinds(child)


def test_a_page_becomes_a_pdf_with_structure_language_and_title(open_page, page_type):
    _visit, page = open_page(page_type)
    pdf = PdfReader(BytesIO(page.pdf(format="A4", tagged=True, outline=True)))
    catalog = pdf.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == page.locator("html").get_attribute("lang")
    assert pdf.metadata.title == page.title()
    found = list(kinds(catalog["/StructTreeRoot"]))
    assert found.count("/H1") == 1
    assert "/Link" in found
    assert len(pdf.pages) <= 40
