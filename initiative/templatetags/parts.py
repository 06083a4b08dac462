"""Parts of pages that are put together once, not each time they are shown."""

from django import template
from django.urls import get_script_prefix, get_urlconf
from django.utils.translation import get_language

from initiative.languages import GERMAN

register = template.Library()


@register.simple_block_tag
def keep(content):
    """A part that stands in the page more than once: ``{% keep as name %}``, then its name."""
    return content


@register.tag
def constant(parser, _token):
    """A part made of words and addresses alone, the same in every page of a language.

    To translate its words and look up its addresses each time took a quarter of the time of the
    home page's templates. Of the variables it sees is_german alone: nothing of one page can come
    into another.
    """
    nodelist = parser.parse(("endconstant",))
    parser.delete_first_token()
    return ConstantNode(nodelist)


class ConstantNode(template.Node):
    """What stands between ``constant`` and ``endconstant``."""

    def __init__(self, nodelist):
        self.nodelist = nodelist
        self.texts = {}  # by language, and by what addresses begin with

    def render(self, context):
        spoken = get_language(), get_script_prefix(), get_urlconf()
        if spoken not in self.texts:
            words_alone = context.new({"is_german": spoken[0] == GERMAN})
            self.texts[spoken] = self.nodelist.render(words_alone)
        return self.texts[spoken]
