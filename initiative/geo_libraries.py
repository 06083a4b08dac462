"""Where GDAL and GEOS are found without a system package.

The import of outlines from files uses ``django.contrib.gis``, which loads both C libraries: only
there and only then, because they take forty megabytes of memory and a third of a second. The wheels
of pyogrio and shapely carry them, so the settings point Django to those copies. An operator who
prefers the system's libraries names them in ``GDAL_LIBRARY_PATH`` and ``GEOS_LIBRARY_PATH``.
"""

from importlib.util import find_spec
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def bundled_library(package, stem):
    """Path of the shared object ``stem`` that the wheel of ``package`` brings along.

    Linux wheels keep it beside the package (``pyogrio.libs``), macOS wheels inside (``.dylibs``).
    The package itself is not imported. Raises ImproperlyConfigured where neither exists.
    """
    spec = find_spec(package)
    if spec:
        home = Path(spec.origin).parent
        for folder in (home.with_name(f"{package}.libs"), home / ".dylibs"):
            for library in sorted(folder.glob(f"{stem}[-.]*")):
                return str(library)
    variable = {"libgdal": "GDAL_LIBRARY_PATH", "libgeos_c": "GEOS_LIBRARY_PATH"}[stem]
    raise ImproperlyConfigured(
        f"Die Bibliothek {stem} liegt nicht im Paket {package}; "
        f"bitte ihren Pfad in der Umgebungsvariablen {variable} angeben."
    )
