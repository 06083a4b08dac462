"""How long the search takes with 10,000 documents: the whole answer of /suche/, on one thread.

Fills an empty database, then asks a few hundred questions. Ends with an error above the limit.

    DATABASE_URL=postgres://… .venv/bin/python -m benchmarks.search
"""

import os
import random
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "initiative.settings"
os.environ["DEBUG"] = "false"
os.environ["ALLOWED_HOSTS"] = "testserver"
os.environ["SITE_URL"] = "http://testserver"

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client, override_settings  # noqa: E402

from contacts.models import Bezirk  # noqa: E402
from downloads.models import Dateitext, Dokument  # noqa: E402
from handlungsraeume.models import Handlungsraum  # noqa: E402
from initiative.publishing import Editorial  # noqa: E402
from initiative.search import index  # noqa: E402
from initiative.search.models import Sucheintrag  # noqa: E402
from tests.initiative.test_search_questions import QUESTIONS  # noqa: E402

DOCUMENTS = 10_000
ROUNDS = 5  # of all questions; each round asks other words besides them
LIMIT = 50  # milliseconds, for 95 of 100 answers
_BEGINNINGS = """
    Quartiers Kinder Jugend Bildungs Gesundheits Stadtteil Nachbarschafts Umwelt Klima Verkehrs
    Wohnungs Familien Senioren Sport Kultur Sprach Integrations Arbeits Freiraum Schul Kita Sozial
    Ehrenamts Begegnungs Beteiligungs Präventions Sicherheits Energie Garten Spiel Bibliotheks Musik
    Theater Werkstatt Handwerks Ausbildungs Berufs Eltern Mädchen Frauen Mieter Haus Hof Straßen
    Platz Park Wasser Baum Boden Rad Fuß Bus Lern Lese Medien Digital Ernährungs Pflege Beratungs
"""
_ENDINGS = """
    zentrum förderung planung konzept beratung entwicklung treff projekt bericht arbeit fläche
    angebot netzwerk werkstatt initiative haus platz programm bedarf befragung verein gruppe
    aufgabe ausbau betreuung büro erhebung forum gestaltung hilfe kreis kurs labor leitung mittel
    ordnung raum schutz stelle tag umbau vertretung weg woche ziel
"""
BEGINNINGS, ENDINGS = _BEGINNINGS.split(), _ENDINGS.split()


def sentences():
    """Sentences of the seed content, the material of which the documents are made."""
    text = " ".join(Sucheintrag.objects.exclude(text="").values_list("text", flat=True))
    return [each.strip() for each in text.replace("\n", " ").split(". ") if len(each) > 30]


def made_up_word(chance):
    """A compound; those at the head of the lists are frequent, as words are in a language."""
    beginning = BEGINNINGS[int(len(BEGINNINGS) * chance.random() ** 2)]
    ending = ENDINGS[int(len(ENDINGS) * chance.random() ** 2)]
    return f"{beginning}{ending}"


def fill():
    """Ten thousand documents with titles, descriptions and the text of a file of some kB each."""
    chance = random.Random(20181030)  # noqa: S311
    material = sentences()
    bezirke = list(Bezirk.objects.all())
    areas = list(Handlungsraum.objects.all())
    documents, texts = [], []
    for number in range(DOCUMENTS):
        area, bezirk = chance.choice(areas), chance.choice(bezirke)
        words = [made_up_word(chance) for _each in range(3)]
        documents.append(
            Dokument(
                title=f"{words[0]} {area.name} {2015 + number % 12}: {words[1]} Nr. {number}",
                slug=f"messung-{number}",
                publisher=f"Bezirksamt {bezirk.name} von Berlin",
                kind=chance.choice(Dokument.Kind.values),
                description=f"{words[2]}. {chance.choice(material)}.",
                link=f"https://www.berlin.de/messung-{number}.pdf",
                bezirk=bezirk,
                status=Editorial.Status.PUBLISHED,
            )
        )
        count = chance.randint(20, 70)
        passages = [
            f"{chance.choice(material)}, {made_up_word(chance)} {chance.randint(1, 99_999)}."
            for _each in range(count)
        ]
        texts.append("\n".join(passages))
    Dokument.objects.bulk_create(documents, batch_size=500)
    Dateitext.objects.bulk_create(
        [
            Dateitext(dokument=document, text=text)
            for document, text in zip(documents, texts, strict=True)
        ],
        batch_size=200,
    )
    return sum(map(len, texts)) / DOCUMENTS / 1000


def questions():
    """The forty questions, single words, pairs, beginnings and misspelt words; other each round."""
    chance = random.Random(1658)  # noqa: S311
    for _round in range(ROUNDS):
        yield from (question for question, _answer in QUESTIONS)
        for _each in range(20):
            word, other = made_up_word(chance), made_up_word(chance)
            place = chance.randrange(1, len(word) - 1)
            yield word
            yield f"{word} {other} {chance.choice(['Wedding', 'Neukölln', 'Spandau', 'berlin'])}"
            yield word[: max(4, place)]
            yield f"{word[:place]}{word[place + 1 :]}"  # a letter is missing


def main():
    call_command("migrate", verbosity=0)
    if Dokument.objects.filter(slug__startswith="messung-").count() != DOCUMENTS:
        if Dokument.objects.exists():
            sys.exit("In dieser Datenbank stehen schon Dokumente. Bitte eine leere nehmen.")
        call_command("seed", verbosity=0)
        size = fill()
        start = time.monotonic()
        entries = index.rebuild()
        print(f"{entries} Einträge, {size:.1f} kB Text je Datei,", end=" ")
        print(f"Index in {time.monotonic() - start:.0f} s geschrieben")
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")
    client, times, slowest = Client(), [], []
    client.get("/suche/", {"q": "Wedding"})  # reads templates
    for question in questions():
        start = time.perf_counter()
        answer = client.get("/suche/", {"q": question})
        times.append((time.perf_counter() - start) * 1000)
        slowest.append((times[-1], question))
        if answer.status_code != 200:
            sys.exit(f"{question}: Antwort {answer.status_code}")
    p95 = statistics.quantiles(times, n=20)[-1]
    print(
        f"{connection.vendor}: {len(times)} Fragen, p50 {statistics.median(times):.0f} ms,", end=" "
    )
    print(f"p95 {p95:.0f} ms, höchstens {max(times):.0f} ms")
    for duration, question in sorted(slowest, reverse=True)[:5]:
        print(f"  {duration:4.0f} ms  {question}")
    if p95 > LIMIT:
        sys.exit(f"Mehr als {LIMIT} ms.")


if __name__ == "__main__":
    plain_files = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES={"staticfiles": plain_files}):  # nothing was collected
        main()
