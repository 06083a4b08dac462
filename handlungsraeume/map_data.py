"""The data of the map: Teilräume of each Handlungsraum, and all outlines as GeoJSON."""

import json

from .outlines import place

DECIMALS = 5  # of a degree: about a metre, which no outline promises; by hand come up to fifteen


def attach_parts(handlungsraeume, teilraeume):
    """Give each Handlungsraum its Teilräume as the list ``parts``, without another query."""
    by_area = {handlungsraum.pk: [] for handlungsraum in handlungsraeume}
    for part in teilraeume:
        by_area.get(part.handlungsraum_id, []).append(part)
    for handlungsraum in handlungsraeume:
        handlungsraum.parts = by_area[handlungsraum.pk]
        for part in handlungsraum.parts:
            part.handlungsraum = handlungsraum


def attach_bezirke(handlungsraeume, places):
    """Give each Handlungsraum ``lies_in``, names of Bezirke; ``places`` are pairs (pk, name)."""
    by_area = {handlungsraum.pk: [] for handlungsraum in handlungsraeume}
    for pk, name in places:
        by_area[pk].append(name)
    for handlungsraum in handlungsraeume:
        handlungsraum.lies_in = by_area[handlungsraum.pk]


def feature_collection(teilraeume):
    """GeoJSON text (RFC 7946, WGS 84 degrees) with one feature for each Teilraum."""
    features = [_feature(teilraum) for teilraum in teilraeume]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":"))


def _feature(teilraum):
    return {
        "type": "Feature",
        "id": teilraum.label,
        "properties": {
            "label": teilraum.label,
            "name": teilraum.name,
            "area": teilraum.handlungsraum.number,
            "basis": teilraum.outline_basis,
            "url": teilraum.get_absolute_url(),
            "number_at": place(*map(int, teilraum.outline_label.split())),
        },
        "geometry": _rounded(teilraum.outline),
    }


def _rounded(outline):
    """The MultiPolygon without digits that mean nothing."""
    polygons = [
        [[[round(part, DECIMALS) for part in position] for position in ring] for ring in polygon]
        for polygon in outline["coordinates"]
    ]
    return {"type": outline["type"], "coordinates": polygons}
