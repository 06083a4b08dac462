"""What an editor's browser sends: the form of a record as the administration shows it, changed."""

from html.parser import HTMLParser

from tests.admin_records import admin_url


class _Fields(HTMLParser):
    """Values of the fields of the form whose id ends in _form, as a browser would send them."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.data, self.is_inside = {}, False
        self.area = self.select = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.is_inside = attrs.get("id", "").endswith("_form")
        if self.is_inside and tag in ("input", "textarea", "select", "option"):
            getattr(self, f"_{tag}")(attrs.get("name"), attrs)

    def _input(self, name, attrs):
        kind = attrs.get("type")
        is_sent = kind not in ("submit", "file") and (
            kind not in ("checkbox", "radio") or "checked" in attrs
        )
        if name and is_sent:
            default = "on" if kind in ("checkbox", "radio") else ""
            self.data.setdefault(name, []).append(attrs.get("value", default))

    def _textarea(self, name, attrs):
        self.area, self.data[name] = name, [""]

    def _select(self, name, attrs):
        self.select = name

    def _option(self, name, attrs):
        if self.select and "selected" in attrs:
            self.data.setdefault(self.select, []).append(attrs.get("value", ""))

    def handle_data(self, text):
        if self.area:
            self.data[self.area][0] += text

    def handle_endtag(self, tag):
        if tag == "textarea" and self.area:
            # A browser leaves out the line break right after the tag.
            text = self.data[self.area][0]
            self.data[self.area] = [text.removeprefix("\r").removeprefix("\n")]
            self.area = None
        elif tag == "select":
            self.select = None
        elif tag == "form":
            self.is_inside = False


def sent_by(html):
    """Fields of the form in this page of the administration, each with its list of values."""
    reader = _Fields()
    reader.feed(html)
    return {name: values for name, values in reader.data.items() if "__prefix__" not in name}


def change(client, record, button="_save", **fields):
    """Open the form of the record, fill in the fields, press the button; the answer.

    Fields of an entry inside the form: ``teilraeume__0__name`` for teilraeume-0-name.
    """
    address = admin_url(type(record), "change", record.pk)
    data = sent_by(client.get(address).content.decode())
    fields = {name.replace("__", "-"): value for name, value in fields.items()}
    return client.post(address, {**data, **fields, button: "1"}, follow=True)


def messages_of(response):
    return [str(message) for message in response.context["messages"]]
