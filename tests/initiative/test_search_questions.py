"""Forty questions that people would ask, and the page that must be among the first three."""

from tests.html import Page

FIRST = 3

# (what somebody types, beginning of the address or words of the title that answer it)
QUESTIONS = [
    # whom to ask
    ("Wer ist zuständig für Gropiusstadt", "/handlungsraeume/stadtrand-sued/"),
    ("Ansprechpartner Spandau", "/kontakte/#oe-spk-spandau"),
    ("Telefonnummer Bezirksamt Pankow", "/kontakte/#oe-spk-pankow"),
    ("An wen kann ich mich in Lichtenberg wenden?", "/kontakte/#oe-spk-lichtenberg"),
    ("kontakt müllerstraße", "/handlungsraeume/wedding/"),
    ("Wer koordiniert die Initiative beim Senat", "/senatsverwaltungen/stadtentwicklung/"),
    # places, as people write them
    ("gropius stadt", "/handlungsraeume/stadtrand-sued/"),
    ("marzan nord", "/handlungsraeume/marzahn-nord/"),
    ("Maerkisches Viertel", "/handlungsraeume/maerkisches-viertel/"),
    ("märkisches virtel", "/handlungsraeume/maerkisches-viertel/"),
    ("Neukoelln Nord", "/handlungsraeume/neukoelln-nord/"),
    ("neuköln", "/handlungsraeume/neukoelln-nord/"),
    ("hohenschönhausn", "/handlungsraeume/neu-hohenschoenhausen/"),
    ("falkenhag", "/handlungsraeume/falkenhagener-feld-spandauer-neustadt/"),
    ("Kosmosvirtel", "/handlungsraeume/stadtrand-sued/"),
    ("Thermometer Siedlung", "/handlungsraeume/stadtrand-sued/"),
    ("muellerstrasse", "/handlungsraeume/wedding/"),
    ("Handlungsraum 8", "/handlungsraeume/kreuzberg-nord/"),
    ("Welche Handlungsräume gibt es in Reinickendorf?", "/handlungsraeume/reinickendorf-ost/"),
    # what is planned, and documents
    ("Handlungskonzept Wedding pdf", "Handlungskonzept für den Handlungsraum Wedding"),
    ("konzept kreuzberg", "Handlungskonzept 8 Kreuzberg-Nord"),
    ("Campus Efeuweg", "Campus Efeuweg"),
    ("Karte der Handlungsräume", "Karte der Handlungsräume"),
    ("flyer", "Flyer"),
    ("Leitfaden Konzepte erstellen", "Leitfaden: Erstellung integrierter Handlungskonzepte"),
    ("Sozialstruktur Atlas", "Sozialstrukturatlas"),
    ("Senatsbeschluss 2018", "Senatsbeschluss: Ressortübergreifende Gemeinschaftsinitiative"),
    # departments, programmes, money
    ("Senatsverwaltung Bildung", "/senatsverwaltungen/bildung-jugend-familie/"),
    ("SenKultGZ", "/senatsverwaltungen/kultur-zusammenhalt/"),
    ("Bonusprogramm Schule", "/senatsverwaltungen/bildung-jugend-familie/#bonus-programm"),
    ("Förderung für Bibliotheken", "/senatsverwaltungen/kultur-zusammenhalt/#kubist"),
    ("Stadtteilzentrum", "#stadtteilzentren-iii"),
    ("Quartiersmanagment", "/initiative/#sozialer-zusammenhalt"),
    ("Woher kommt das Geld?", "/initiative/#woher-kommt-das-geld"),
    ("Fördermittel der EU", "/aktuelles/2022/neue-eu-foerdermittel/"),
    ("KUBIST Frist", "/aktuelles/2025/kubist-naechste-frist/"),
    ("Kinderarmut", "/initiative/#landeskommission-kinder-und-familienarmut"),
    # about the site
    ("Was ist die Gemeinschaftsinitiative in einfacher Sprache?", "/einfach-erklaert/"),
    ("Datenschutz Cookies", "/datenschutz/"),
    ("barrierefrei", "/barrierefreiheit/"),
]


def results(client, question):
    """Address and title of the results, in the order of the page."""
    answer = client.get("/suche/", {"q": question})
    assert answer.status_code == 200, question
    html = answer.content.decode()
    page = Page(answer)
    titles = [each.text for each in page.all("h3")]
    links = [link for link in page.all("a") if link.text and html.count(link["href"])]
    return [
        (next(link["href"] for link in links if title.startswith(link.text)), title)
        for title in titles
    ]


def test_there_are_forty_questions():
    assert len({question for question, _answer in QUESTIONS}) == 40


def test_every_question_has_its_page_among_the_first_three(seeded, client):
    wrong = {}
    for question, expected in QUESTIONS:
        first = results(client, question)[:FIRST]
        if not any(expected in address or expected in title for address, title in first):
            wrong[question] = (expected, first)
    assert not wrong
