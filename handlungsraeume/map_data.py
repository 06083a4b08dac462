"""The data of the map as GeoJSON: the outlines and what a visitor is told about each."""

import json


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
            "handlungsraum": teilraum.handlungsraum.name,
            "basis": teilraum.outline_basis,
            "url": teilraum.get_absolute_url(),
        },
        "geometry": teilraum.outline,
    }
