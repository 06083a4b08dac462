"""Files that were uploaded with a pending version: in the storage, but of no record yet."""

from django.db.models import FileField
from django.db.models.fields.files import FieldFile


def file_fields(model):
    return {field.name: field for field in model._meta.fields if isinstance(field, FileField)}


def keep(record, uploads):
    """Put the uploaded files where the record would have them; their names there, by field.

    What is there already, because it came with an earlier state of the version, stays.
    """
    names = {}
    for name, field in file_fields(type(record)).items():
        upload = uploads.get(name)
        if isinstance(upload, FieldFile):
            names[name] = upload.name
        elif upload:
            wanted = field.generate_filename(record, upload.name)
            names[name] = field.storage.save(wanted, upload, max_length=field.max_length)
    return names


def as_uploads(record, names):
    """The kept files as a form takes them: saving the record copies nothing, it names them."""
    fields = file_fields(type(record))
    return {
        name: fields[name].attr_class(record, fields[name], stored)
        for name, stored in names.items()
    }


def remove(record, names):
    """Delete kept files that no record and no revision of one names."""
    for name, stored in names.items():
        field = file_fields(type(record))[name]
        is_named = any(
            rows.filter(**{name: stored}).exists()
            for rows in (type(record)._base_manager, record.history)
        )
        if not is_named:
            field.storage.delete(stored)
