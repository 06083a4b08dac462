"""Reads the files of the seed: lists of records in YAML, outlines in GeoJSON.

What a file means is known by `initiative.seeding`; here a file is text that can be broken.
"""

import json
from dataclasses import dataclass, field

import yaml

from handlungsraeume.outlines import as_multipolygon


class SeedError(Exception):
    """A seed file that cannot be used; says in German where and why, in one sentence."""

    def __init__(self, file, reason, record="", field=""):
        place = [file]
        if record:
            place.append(f"Eintrag „{record}“")
        if field:
            place.append(f"Feld „{field}“")
        super().__init__(f"{', '.join(place)}: {reason}")


@dataclass(frozen=True)
class Record:
    """One entry of a seed file: its values as they are written there."""

    file: str
    name: str  # how other entries and error messages name it
    values: dict
    other_files: dict = field(default_factory=dict)  # fields that stand in another file

    def error(self, reason, field=""):
        return SeedError(self.other_files.get(field, self.file), reason, self.name, field)


def read_records(root, file, name_pattern, outline_file=""):
    """Records of the YAML list ``file`` below ``root``.

    ``name_pattern`` builds the name of a record from its values, like "{slug}". With
    ``outline_file`` the feature of the same name adds its outline and its properties.
    """
    entries = _parse_yaml(_read(root, file), file)
    if not isinstance(entries, list):
        raise SeedError(file, "erwartet wird eine Liste von Einträgen.")
    outlines = _read_outlines(root, outline_file) if outline_file else {}
    records = []
    for position, values in enumerate(entries, 1):
        if not isinstance(values, dict):
            raise SeedError(file, "erwartet werden Felder mit Werten.", f"Nr. {position}")
        name = name_pattern.format_map(_Written(values)).strip() or f"Nr. {position}"
        outline = outlines.pop(name, {})
        if outline_file and not outline:
            raise SeedError(outline_file, "der Umriss fehlt.", name, "outline")
        other_files = dict.fromkeys(outline, outline_file)
        records.append(Record(file, name, {**values, **outline}, other_files))
    for name in outlines:
        raise SeedError(outline_file, f"diesen Eintrag gibt es in {file} nicht.", name, "kennung")
    return records


class _Written(dict):
    """Values for a name: what a record leaves out or leaves empty is no text."""

    def __getitem__(self, key):
        value = self.get(key)
        return "" if value is None else value


def _read(root, file):
    try:
        return (root / file).read_text(encoding="utf-8")
    except OSError as error:
        raise SeedError(file, "die Datei lässt sich nicht lesen.") from error
    except UnicodeDecodeError as error:
        raise SeedError(file, "die Datei ist kein Text in UTF-8.") from error


# ---------------------------------------------------------------- YAML


class _FieldTwice(yaml.MarkedYAMLError):
    pass


# Every start reads the whole seed: the parser in C, where PyYAML has it, is several times as quick.
class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """YAML without two surprises: dates stay text, and a field twice in a record is refused."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node, deep=False):
        names = []
        for key_node, _value in node.value:
            if key_node.value in names:
                problem = f"„{key_node.value}“ steht doppelt in diesem Eintrag."
                raise _FieldTwice(problem=problem, problem_mark=key_node.start_mark)
            names.append(key_node.value)
        return super().construct_mapping(node, deep)


def _parse_yaml(text, file):
    try:
        return _Loader(text).get_single_data()
    except yaml.MarkedYAMLError as error:
        reason = error.problem if isinstance(error, _FieldTwice) else "das ist kein gültiges YAML."
        raise SeedError(file, f"Zeile {error.problem_mark.line + 1}: {reason}") from error
    except (yaml.YAMLError, ValueError) as error:
        raise SeedError(file, "das ist kein gültiges YAML.") from error


# ---------------------------------------------------------------- GeoJSON


def _read_outlines(root, file):
    """Fields of each feature by its ``kennung`` (as "6" or "13c")."""
    try:
        features = json.loads(_read(root, file))["features"]
    except json.JSONDecodeError as error:
        raise SeedError(file, f"Zeile {error.lineno}: das ist kein gültiges JSON.") from error
    except (KeyError, TypeError) as error:
        raise SeedError(file, "erwartet wird eine FeatureCollection in GeoJSON.") from error
    outlines = {}
    for position, feature in enumerate(features, 1):
        try:
            properties = dict(feature["properties"])
            name = str(properties.pop("kennung"))
        except (KeyError, TypeError, ValueError) as error:
            raise SeedError(file, "fehlt.", f"Nr. {position}", "kennung") from error
        if name in outlines:
            raise SeedError(file, "steht doppelt in der Datei.", name, "kennung")
        outlines[name] = {**properties, "outline": as_multipolygon(feature)}
    return outlines
