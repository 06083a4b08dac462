"""Parts of pages that are put together once."""

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.template.context import make_context
from django.test import RequestFactory
from django.urls import set_script_prefix
from django.utils import translation

from initiative.templatetags.parts import ConstantNode

WORD = "{% load i18n parts %}{% constant %}{% translate 'Kontakte' %}{% endconstant %}"


def rendered(template, **variables):
    return template.render(Context(variables))


def test_a_constant_part_is_put_together_once(monkeypatch):
    template = Template(WORD)
    assert rendered(template) == "Kontakte"
    part = template.nodelist.get_nodes_by_type(ConstantNode)[0]
    monkeypatch.setattr(part.nodelist, "render", None)
    assert rendered(template) == "Kontakte"


def test_a_constant_part_speaks_the_language_of_each_page():
    template = Template(WORD)
    spoken = []
    for language in ("de", "en", "de"):
        with translation.override(language):
            spoken.append(rendered(template))
    assert spoken == ["Kontakte", "Contacts", "Kontakte"]


def test_nothing_of_one_page_comes_into_another():
    template = Template(
        "{% load parts %}{% constant %}<p>{{ name }}</p>{% endconstant %}{{ name }}"
    )
    assert rendered(template, name="Wedding") == "<p></p>Wedding"
    assert rendered(template, name="Spandau") == "<p></p>Spandau"


def test_a_constant_part_is_another_for_other_values_and_sees_those_alone():
    template = Template(
        "{% load parts %}{% constant with word=name|upper %}{{ word }}{{ name }}{% endconstant %}"
    )
    assert [rendered(template, name=name) for name in ("Mitte", "Pankow", "Mitte")] == [
        "MITTE",
        "PANKOW",
        "MITTE",
    ]
    part = template.nodelist.get_nodes_by_type(ConstantNode)[0]
    assert sorted(part.texts.values()) == ["MITTE", "PANKOW"]


def test_values_that_never_end_do_not_fill_the_memory(monkeypatch):
    monkeypatch.setattr(ConstantNode, "MOST", 3)
    template = Template("{% load parts %}{% constant with n=n %}{{ n }}{% endconstant %}")
    assert [rendered(template, n=n) for n in range(8)] == list("01234567")
    part = template.nodelist.get_nodes_by_type(ConstantNode)[0]
    assert len(part.texts) <= 3


@pytest.mark.parametrize("wrong", ["name", "with", "with name", "with a=1 name"])
def test_a_constant_part_says_what_it_wants(wrong):
    with pytest.raises(TemplateSyntaxError, match="with name=value"):
        Template(f"{{% load parts %}}{{% constant {wrong} %}}{{% endconstant %}}")


def test_a_constant_part_cannot_ask_what_page_it_is_in():
    template = Template(
        "{% load languages parts %}{% constant %}{% main_navigation %}{% endconstant %}"
    )
    context = make_context({"written": ()}, RequestFactory().get("/"))
    with pytest.raises(KeyError), context.bind_template(template):
        template.nodelist.render(context)


@pytest.mark.parametrize(("language", "note"), [("de", ""), ("en", "(in German)")])
def test_a_constant_part_knows_whether_the_page_is_german(language, note):
    template = Template(
        "{% load parts %}{% constant %}{% include 'components/german_note.html' %}{% endconstant %}"
    )
    with translation.override(language):
        assert note in rendered(template)
        assert ("small" in rendered(template)) == bool(note)


def test_addresses_begin_with_where_the_website_stands():
    template = Template("{% load parts %}{% constant %}{% url 'finder' %}{% endconstant %}")
    assert rendered(template) == "/finder/"
    set_script_prefix("/quartiere/")
    try:
        assert rendered(template) == "/quartiere/finder/"
    finally:
        set_script_prefix("/")


def test_a_kept_part_is_written_where_its_name_stands_and_not_escaped_twice():
    template = Template(
        "{% load parts %}{% keep as title %}<b>{{ name }}</b>{% endkeep %}-{{ title }}{{ title }}"
    )
    assert rendered(template, name="A & B") == "-<b>A &amp; B</b><b>A &amp; B</b>"
