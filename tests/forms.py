"""What a browser sends when somebody opens a form of the administration and saves it."""

from html.parser import HTMLParser

from tests.admin_records import admin_url

NOT_SENT = {"submit", "button", "image", "reset", "file"}


class SentForm(HTMLParser):
    """The fields of one form of a page, by name, each with its list of values."""

    def __init__(self, html, form_id):
        super().__init__()
        self.data = {}
        self._form_id, self._is_inside = form_id, False
        self._select = self._textarea = None
        self.feed(html)
        assert self.data, f"Die Seite hat kein Formular {form_id}."

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "form":
            self._is_inside = attributes.get("id") == self._form_id
        if not self._is_inside:
            return
        if tag == "option" and self._select:
            self._select["options"].append((attributes.get("value"), "selected" in attributes))
        elif "name" in attributes and "disabled" not in attributes:
            self._begin(tag, attributes)

    def handle_endtag(self, tag):
        if tag == "form":
            self._is_inside = False
        elif tag == "select" and self._select:
            self._end_select()
        elif tag == "textarea" and self._textarea:
            self._send(self._textarea["name"], self._textarea["text"].removeprefix("\n"))
            self._textarea = None

    def handle_data(self, data):
        if self._textarea:
            self._textarea["text"] += data

    def _begin(self, tag, attributes):
        name, kind = attributes["name"], attributes.get("type", "text")
        if tag == "select":
            is_multiple = "multiple" in attributes
            self._select = {"name": name, "is_multiple": is_multiple, "options": []}
        elif tag == "textarea":
            self._textarea = {"name": name, "text": ""}
        elif tag == "input" and kind not in NOT_SENT:
            if kind not in ("checkbox", "radio"):
                self._send(name, attributes.get("value", ""))
            elif "checked" in attributes:
                self._send(name, attributes.get("value", "on"))

    def _end_select(self):
        select, self._select = self._select, None
        chosen = [value for value, is_selected in select["options"] if is_selected]
        if not chosen and select["options"] and not select["is_multiple"]:
            chosen = [select["options"][0][0]]
        for value in chosen:
            self._send(select["name"], value)

    def _send(self, name, value):
        self.data.setdefault(name, []).append(value)


def sent_by(response, model):
    """What the form of the page would send as it is: {name: [value, …]}."""
    return SentForm(response.content.decode(), f"{model._meta.model_name}_form").data


def change(client, record, button="_save", **fields):
    """Open the form of the record, fill in the fields, press the button; the answer.

    Fields of an entry inside the form: ``teilraeume__0__name`` for teilraeume-0-name.
    """
    address = admin_url(type(record), "change", record.pk)
    data = sent_by(client.get(address), type(record))
    fields = {name.replace("__", "-"): value for name, value in fields.items()}
    return client.post(address, {**data, **fields, button: "1"}, follow=True)


def messages_of(response):
    return [str(message) for message in response.context["messages"]]
