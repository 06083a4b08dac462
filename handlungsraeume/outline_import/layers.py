"""The files inside an upload that GDAL may open: GeoJSON, GeoPackage, or Shapefiles in a ZIP.

Each is recognised by its content and laid out in a folder of its own under a harmless name, so that
GDAL never chooses among its two hundred formats, some of which open other files and addresses.
"""

import json
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from initiative import archives

SHAPEFILE_PARTS = ("shp", "shx", "dbf", "prj", "cpg")
SHAPEFILE_BEGINNING = (9994).to_bytes(4, "big")
LARGEST_PART = 200 * 1024 * 1024  # bytes, unpacked
HEAD = 16


class Source(NamedTuple):
    """A file that GDAL may open, with the name that its owner knows it by."""

    path: Path
    name: str


@contextmanager
def laid_out(upload):
    """List of `Source` for an uploaded Django file; the files are gone afterwards.

    Raises ValidationError in plain German for whatever is none of the three formats.
    """
    with TemporaryDirectory(prefix="umriss-") as folder:
        upload.seek(0)
        head = upload.read(HEAD)
        upload.seek(0)
        name = PurePosixPath(upload.name).stem[:60]
        if head.startswith(b"PK"):
            with archives.opened(upload) as archive:
                sources = list(_shapefiles(archive, Path(folder)))
        elif head.startswith(b"SQLite format 3\x00"):
            sources = [Source(_geopackage(upload, Path(folder)), name)]
        else:
            sources = [Source(_geojson(upload, Path(folder)), name)]
        yield sources


def _geojson(upload, folder):
    content = upload.read()
    try:
        # Numbers of any length become floats: no integer is too long to be read.
        data = json.loads(content.decode("utf-8-sig"), parse_int=float)
    except (UnicodeDecodeError, RecursionError) as error:
        raise _unknown() from error
    except json.JSONDecodeError as error:
        if not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
            raise _unknown() from error
        raise ValidationError(
            _(
                "Das ist kein lesbares GeoJSON. Der Fehler liegt in Zeile %(line)s bei Zeichen "
                "%(column)s. Bitte exportieren Sie den Umriss noch einmal."
            ),
            code="json",
            params={"line": error.lineno, "column": error.colno},
        ) from error
    if not isinstance(data, dict):
        raise _unknown()
    path = folder / "umriss.geojson"
    path.write_bytes(content)
    return path


def _geopackage(upload, folder):
    path = folder / "umriss.gpkg"
    with path.open("wb") as copy:
        for chunk in upload.chunks():
            copy.write(chunk)
    try:
        # "with" alone would commit, and leave the connection open.
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            kinds = database.execute("SELECT name, type, sql FROM sqlite_master").fetchall()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise _broken() from error
    if not any(name == "gpkg_geometry_columns" for name, _type, _sql in kinds):
        raise _unknown()
    for _name, kind, sql in kinds:
        is_index = "using rtree" in (sql or "").lower()
        # A view computes whatever its author wrote, a virtual table opens other files.
        if kind == "view" or ("virtual table" in (sql or "").lower() and not is_index):
            raise ValidationError(
                _(
                    "Das GeoPackage enthält Ansichten oder Verweise auf andere Dateien. Bitte "
                    "exportieren Sie nur die Ebene mit dem Umriss in ein neues GeoPackage."
                ),
                code="content",
            )
    return path


def _shapefiles(archive, folder):
    entries = {}  # name without ending: {ending: entry}
    for entry in archive.infolist():
        path = PurePosixPath(entry.filename)
        is_hidden = path.name.startswith(".") or "__MACOSX" in path.parts
        if path.suffix[1:].lower() in SHAPEFILE_PARTS and not is_hidden:
            entries.setdefault(str(path.with_suffix("")), {})[path.suffix[1:].lower()] = entry
    found = {name: parts for name, parts in entries.items() if "shp" in parts}
    if not found:
        raise ValidationError(
            _(
                "Im ZIP-Archiv liegt kein Shapefile (.shp). Ein GeoPackage oder GeoJSON bitte "
                "ohne ZIP hochladen."
            ),
            code="content",
        )
    for number, (name, parts) in enumerate(found.items()):
        title = PurePosixPath(name).name[:60]
        if "shx" not in parts:
            raise ValidationError(
                _("Zu „%(name)s.shp“ fehlt „%(name)s.shx“. Bitte packen Sie alle Teile ein."),
                code="content",
                params={"name": title},
            )
        for suffix, entry in parts.items():
            content = archives.read_part(archive, entry.filename, LARGEST_PART)
            if suffix == "shp" and not content.startswith(SHAPEFILE_BEGINNING):
                raise _broken()
            (folder / f"umriss{number}.{suffix}").write_bytes(content)
        yield Source(folder / f"umriss{number}.shp", title)


def _unknown():
    return ValidationError(
        _(
            "Diese Datei ist weder GeoJSON noch GeoPackage noch ein Shapefile im ZIP-Archiv. Bitte "
            "exportieren Sie den Umriss in einem dieser Formate."
        ),
        code="unknown",
    )


def _broken():
    return ValidationError(
        _("Die Datei ist beschädigt. Bitte exportieren Sie den Umriss noch einmal."), code="broken"
    )
