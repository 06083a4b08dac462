"""The Atom feed of the news."""

import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _

from .models import Meldung


class MeldungenFeed(Feed):
    feed_type = Atom1Feed
    title = _("Aktuelles aus der Gemeinschaftsinitiative")
    subtitle = _("Meldungen zur Stärkung sozial benachteiligter Quartiere in Berlin")
    link = reverse_lazy("initiative:meldung_list")
    language = settings.LANGUAGE_CODE

    def feed_url(self):
        return f"{settings.SITE_URL}{reverse('initiative:feed')}"

    def author_name(self):
        return _("Gemeinschaftsinitiative Berlin")

    def items(self):
        return Meldung.objects.published()[:30]

    def item_title(self, meldung):
        return meldung.title

    def item_description(self, meldung):
        return meldung.summary

    def item_link(self, meldung):
        return f"{settings.SITE_URL}{meldung.get_absolute_url()}"

    def item_pubdate(self, meldung):
        if not meldung.has_exact_date:
            return None  # a day that nobody knows is not made up
        midnight = datetime.datetime.combine(meldung.first_day, datetime.time())
        return timezone.make_aware(midnight)

    def item_updateddate(self, meldung):
        return meldung.modified_at
