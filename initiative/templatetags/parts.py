"""Parts of pages that are put together once, not each time they are shown."""

from django import template
from django.template.base import token_kwargs
from django.urls import get_script_prefix, get_urlconf
from django.utils.translation import get_language

from initiative.languages import GERMAN

register = template.Library()


@register.simple_block_tag
def keep(content):
    """A part that stands in the page more than once: ``{% keep as name %}``, then its name."""
    return content


@register.tag
def constant(parser, token):
    """A part made of words and addresses alone, the same in every page of a language.

    ``{% constant with links=links %}``: the same wherever these values are, of which there are few.
    To translate its words and look up its addresses each time took a quarter of the time of the
    home page's templates. It sees is_german and those values, no variable else: nothing more of one
    page can come into another.
    """
    _name, *bits = token.split_contents()
    values = token_kwargs(bits[1:], parser)
    if bits and (bits[0] != "with" or len(values) != len(bits) - 1 or not values):
        raise template.TemplateSyntaxError("constant wants nothing, or: with name=value …")
    nodelist = parser.parse(("endconstant",))
    parser.delete_first_token()
    return ConstantNode(nodelist, values)


class ConstantNode(template.Node):
    """What stands between ``constant`` and ``endconstant``."""

    MOST = 200  # texts of a part that are kept

    def __init__(self, nodelist, values):
        self.nodelist = nodelist
        self.values = values
        self.texts = {}  # by language, what addresses begin with, and the values

    def render(self, context):
        values = tuple(value.resolve(context) for value in self.values.values())
        spoken = get_language(), get_script_prefix(), get_urlconf()
        text = self.texts.get((spoken, values))
        if text is None:
            seen = {"is_german": spoken[0] == GERMAN, **dict(zip(self.values, values, strict=True))}
            text = self.nodelist.render(context.new(seen))
            if len(self.texts) >= self.MOST:
                self.texts.clear()
            self.texts[spoken, values] = text
        return text
