"""Files as people upload them, each made in memory: honest ones, broken ones, and traps."""

import io
import json
import struct
import zipfile

import openpyxl
from pypdf import PdfWriter
from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

from tests import builders

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument"
DC = "http://purl.org/dc/elements/1.1/"


def pdf(pages=1, *, title="", language="", tagged=False, locked=None):
    """A PDF; ``locked`` is the password that opens it (an empty one only forbids to change it)."""
    writer = PdfWriter()
    for _number in range(pages):
        writer.add_blank_page(width=200, height=200)
    if title:
        writer.add_metadata({"/Title": title})
    if language:
        writer.root_object[NameObject("/Lang")] = TextStringObject(language)
    if tagged:
        marks = DictionaryObject({NameObject("/Marked"): BooleanObject(True)})
        writer.root_object[NameObject("/MarkInfo")] = marks
        tree = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
        writer.root_object[NameObject("/StructTreeRoot")] = writer._add_object(tree)
    if locked is not None:
        writer.encrypt(locked, owner_password="Amt", algorithm="RC4-128")  # noqa: S106
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def pdf_locked_the_new_way():
    """As if locked with AES-256, which cannot be undone here."""
    values = b"/U <%b> /O <%b> /UE <%b> /OE <%b> /Perms <%b>" % tuple(
        b"41" * length for length in (48, 48, 32, 32, 16)
    )
    filters = b"/CF << /StdCF << /CFM /AESV3 /Length 32 >> >> /StmF /StdCF /StrF /StdCF"
    lock = b"<< /Filter /Standard /V 5 /R 6 /Length 256 /P -4 %b %b >>" % (filters, values)
    return pdf().replace(b"trailer\n<<", b"trailer\n<< /Encrypt %b" % lock)


def archive(*entries, method=zipfile.ZIP_DEFLATED, flags=0):
    """A ZIP archive of (name or ZipInfo, content); ``flags`` are set in its list of entries."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as packed:
        for name, content in entries:
            packed.writestr(name, content)
        for entry in packed.infolist():
            entry.flag_bits |= flags
    return file.getvalue()


def stored(name, content):
    """An entry that is not compressed, as the first one of an OpenDocument has to be."""
    return zipfile.ZipInfo(name), content


def open_document(kind="text", *, language="", pages=None, style="", title="", more=()):
    """ODT (kind "text") or ODS ("spreadsheet")."""
    meta = f"<dc:language>{language}</dc:language><dc:title>{title}</dc:title>"
    if pages is not None:
        meta += f'<meta:document-statistic meta:page-count="{pages}"/>'
    office = "urn:oasis:names:tc:opendocument:xmlns"
    return archive(
        stored("mimetype", f"application/vnd.oasis.opendocument.{kind}"),
        ("content.xml", "<office/>"),
        (
            "styles.xml",
            f'<s xmlns:style="{office}:style:1.0" xmlns:fo="{office}:xsl-fo-compatible:1.0">'
            f'<style:text-properties/><style:text-properties fo:language="{style or "none"}"/></s>',
        ),
        ("meta.xml", f'<m xmlns:dc="{DC}" xmlns:meta="{office}:meta:1.0">{meta}</m>'),
        ("META-INF/manifest.xml", "<manifest/>"),
        *more,
    )


def odt(**facts):
    return open_document("text", **facts)


def ods(**facts):
    return open_document("spreadsheet", **facts)


def docx(*, language="", pages=None, style="", title="", main="document.main", more=()):
    stated = f"<Pages>{pages}</Pages>" if pages is not None else ""
    core = f"<dc:language>{language}</dc:language><dc:title>{title}</dc:title>"
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    extended = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return archive(
        (
            "[Content_Types].xml",
            f'<Types><Override ContentType="{CONTENT_TYPE}.wordprocessingml.{main}+xml"/></Types>',
        ),
        ("word/document.xml", "<document/>"),
        ("word/styles.xml", f'<w:s xmlns:w="{word}"><w:lang w:val="{style}"/></w:s>'),
        ("docProps/app.xml", f'<Properties xmlns="{extended}">{stated}</Properties>'),
        ("docProps/core.xml", f'<core xmlns:dc="{DC}">{core}</core>'),
        *more,
    )


def xlsx(language=""):
    book = openpyxl.Workbook()
    book.properties.language = language or None
    book.active.append(["Jahr", "Zahl"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def pptx():
    kind = f"{CONTENT_TYPE}.presentationml.presentation.main+xml"
    return archive(
        ("[Content_Types].xml", f'<Override ContentType="{kind}"/>'), ("ppt/slides.xml", "<p/>")
    )


CSV = "Bezirk;Zahl\r\nMitte;12\r\nTreptow-Köpenick;7\r\n".encode()


def geojson(**collection):
    feature = {"type": "Feature", "properties": {}, "geometry": builders.square()}
    content = {"type": "FeatureCollection", "features": [feature], **collection}
    return json.dumps(content).encode()


def office_before_2007(*streams):
    """The container of old Office files, with the names of these streams in it."""
    names = b"".join(stream.encode("utf-16-le") for stream in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + names


def bomb():
    """Sixty megabytes of nothing, in less than a hundred kilobytes."""
    return archive(("leer.csv", bytes(60 * 1024 * 1024)))


def many_entries(count=10_001):
    return archive(*((f"{number}.csv", b"") for number in range(count)))


def with_directory_of(length):
    """A ZIP archive that says its list of entries is that long."""
    content = bytearray(archive(("a.csv", CSV)))
    struct.pack_into("<I", content, len(content) - 10, length)
    return bytes(content)


def link(target="/etc/passwd"):
    """A ZIP archive with a symbolic link in it."""
    entry = zipfile.ZipInfo("liste.csv")
    entry.create_system = 3
    entry.external_attr = 0o120777 << 16
    return archive((entry, target))
