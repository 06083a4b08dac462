"""ZIP archives with several files in them, as data are often handed on."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from initiative.archives import printable_name

from . import kinds

PROGRAMS = {
    *("exe", "com", "scr", "pif", "msi", "msp", "msix", "appx", "dll", "sys", "cpl", "drv", "ocx"),
    *("bat", "cmd", "ps1", "psm1", "vbs", "vbe", "js", "jse", "mjs", "wsf", "wsh", "wsc", "hta"),
    *("jar", "war", "class", "apk", "ipa", "app", "dmg", "pkg", "deb", "rpm", "appimage", "run"),
    *("sh", "bash", "command", "py", "pyc", "rb", "pl", "php", "so", "dylib", "reg", "inf", "scf"),
    *("lnk", "url", "desktop", "chm", "iso", "img", "vhd", "vhdx", "xll", "xla", "xlam", "docm"),
    *(
        "dotm",
        "xlsm",
        "xltm",
        "xlsb",
        "pptm",
        "potm",
        "ppam",
        "ppsm",
        "sldm",
        "ade",
        "mde",
        "gadget",
    ),
}
ARCHIVES = {"zip", "7z", "rar", "tar", "tgz", "gz", "bz2", "xz", "zst", "cab", "arj", "lzh", "ace"}
LONGEST_SIGNATURE = 8


def check(archive):
    """Raise ValidationError for an archive that is empty or holds more than documents and data."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if not entries:
        raise ValidationError(
            _("Das ZIP-Archiv ist leer. Bitte packen Sie die Dateien noch einmal."), code="empty"
        )
    for entry in entries:
        # Windows leaves out points and spaces at the end of a name, and so finds another ending.
        suffix = entry.filename.rstrip(". ").rpartition(".")[2].lower()
        if suffix in PROGRAMS or _begins_like_a_program(archive, entry):
            raise _refused(
                _(
                    "Im ZIP-Archiv liegt ein Programm: „%(name)s“. Bitte packen Sie es ohne "
                    "Programme und Makros."
                ),
                entry,
            )
        if suffix in ARCHIVES:
            raise _refused(
                _(
                    "Im ZIP-Archiv liegt ein weiteres Archiv: „%(name)s“. Bitte packen Sie es aus "
                    "und legen Sie die Dateien selbst hinein."
                ),
                entry,
            )


def _begins_like_a_program(archive, entry):
    with archive.open(entry) as part:
        beginning = part.read(LONGEST_SIGNATURE)
    programs = [sign for sign, kind in kinds.SIGNATURES if kind is kinds.PROGRAM]
    return beginning.startswith(tuple(programs))


def _refused(sentence, entry):
    name = printable_name(entry.filename)
    return ValidationError(sentence, code="content", params={"name": name})
