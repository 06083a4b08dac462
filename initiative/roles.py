"""LEAF: the three roles of the people who edit, as groups of Django.

What each role may do stands in one table; the rest of the code asks for permissions, never for the
name of a role. Whoever lacks the permission to edit everywhere is bound to the Bezirke that name
them as their editors (`Bezirk.redaktion`): `initiative.editorial_admin.ownership`.
"""

from django.contrib.auth.management import create_permissions

BEZIRKSREDAKTION = "Bezirksredaktion"
SENATSREDAKTION = "Senatsredaktion"
LEITUNG = "Leitung"

EDIT_EVERYWHERE = "edit_everywhere"  # a permission of its own, not one on records of a model

_LOOK_AFTER = "view add change approve"
_EVERYTHING = "view add change delete approve"
_PART_OF_A_FORM = "view add change delete"  # lines of an imprint go with the page they stand in

ROLES = {
    BEZIRKSREDAKTION: {
        "handlungsraeume.Handlungsraum": "view change",  # the Senate decides which there are
        "handlungsraeume.Teilraum": "view add change",
        "handlungsraeume.Handlungskonzept": "view add change",
        "handlungsraeume.Schluesselmassnahme": "view add change",
        "downloads.Dokument": "view add change",
        "contacts.Kontaktstelle": "view add change",
        "contacts.Bezirk": "view",
        "initiative.Bild": "view add change",
    },
    SENATSREDAKTION: {
        "handlungsraeume.Handlungsraum": _LOOK_AFTER,
        "handlungsraeume.Teilraum": _LOOK_AFTER,
        "handlungsraeume.Handlungskonzept": _LOOK_AFTER,
        "handlungsraeume.Schluesselmassnahme": _LOOK_AFTER,
        "handlungsraeume.Strassenverzeichnis": "view",
        "initiative.Senatsverwaltung": _LOOK_AFTER,
        "initiative.Ressortbeitrag": _LOOK_AFTER,
        "initiative.Meldung": _LOOK_AFTER,
        "initiative.Meilenstein": _LOOK_AFTER,
        "initiative.Frage": _LOOK_AFTER,
        "initiative.VerwandtesProgramm": _LOOK_AFTER,
        "initiative.Seite": _LOOK_AFTER,
        "initiative.Pflichtangabe": _PART_OF_A_FORM,
        "initiative.Barrierefreiheitserklaerung": _LOOK_AFTER,
        "initiative.NichtBarrierefreierInhalt": _PART_OF_A_FORM,
        "initiative.Bild": _LOOK_AFTER,
        "initiative.FormerAddress": "view delete",
        "initiative.Linkpruefung": "view",
        "downloads.Dokument": _LOOK_AFTER,
        "contacts.Kontaktstelle": _LOOK_AFTER,
        "contacts.Bezirk": f"view change {EDIT_EVERYWHERE}",
    },
    LEITUNG: {
        "handlungsraeume.Handlungsraum": _EVERYTHING,
        "handlungsraeume.Teilraum": _EVERYTHING,
        "handlungsraeume.Handlungskonzept": _EVERYTHING,
        "handlungsraeume.Schluesselmassnahme": _EVERYTHING,
        "handlungsraeume.Strassenverzeichnis": "view",
        "initiative.Senatsverwaltung": _EVERYTHING,
        "initiative.Ressortbeitrag": _EVERYTHING,
        "initiative.Meldung": _EVERYTHING,
        "initiative.Meilenstein": _EVERYTHING,
        "initiative.Frage": _EVERYTHING,
        "initiative.VerwandtesProgramm": _EVERYTHING,
        "initiative.Seite": _EVERYTHING,
        "initiative.Pflichtangabe": _PART_OF_A_FORM,
        "initiative.Barrierefreiheitserklaerung": _EVERYTHING,
        "initiative.NichtBarrierefreierInhalt": _PART_OF_A_FORM,
        "initiative.Bild": _EVERYTHING,
        "initiative.FormerAddress": "view delete",
        "initiative.Linkpruefung": "view",
        "downloads.Dokument": _EVERYTHING,
        "contacts.Kontaktstelle": _EVERYTHING,
        "contacts.Bezirk": f"view add change {EDIT_EVERYWHERE}",
        "auth.User": "view add change delete",
        "auth.Group": "view add change delete",
    },
}


def permission_names(role):
    """The permissions of a role as `User.has_perm` takes them: "contacts.view_bezirk"."""
    return {
        name for label, actions in ROLES[role].items() for name in _permission_names(label, actions)
    }


def _permission_names(label, actions):
    app_label, model = label.lower().split(".")
    for action in actions.split():
        codename = action if action == EDIT_EVERYWHERE else f"{action}_{model}"
        yield f"{app_label}.{codename}"


def create_groups(apps):
    """Give the three groups exactly the permissions of the table, and create what is missing.

    ``apps`` are those of a migration or of the running site. A permission on a model that a later
    migration brings is left out; that migration calls this function again.
    """
    _create_permissions(apps)
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in apps.get_model("auth.Permission").objects.select_related("content_type")
    }
    for role in ROLES:
        group, _created = apps.get_model("auth.Group").objects.get_or_create(name=role)
        names = permission_names(role)
        group.permissions.set([each for name, each in known.items() if name in names])


def _create_permissions(apps):
    """Create the permissions that Django would create only when all migrations are through."""
    labels = {label.split(".")[0] for table in ROLES.values() for label in table}
    for app_config in map(apps.get_app_config, sorted(labels)):
        if not hasattr(app_config, "models_module"):
            app_config.models_module = True  # in a migration there is none; Django asks for one
        create_permissions(app_config, verbosity=0, apps=apps)


def is_bound_to_bezirke(user):
    """Whether the user works for certain Bezirke only, not for all of them and the Land."""
    return not user.has_perm(f"contacts.{EDIT_EVERYWHERE}")


def lacks_bezirk(user):
    """Whether the user looks after the content of Bezirke, but nobody has said of which."""
    if not is_bound_to_bezirke(user):
        return False
    names = permission_names(BEZIRKSREDAKTION)
    changes = {name for name in names if ".change_" in name}
    return bool(changes & user.get_all_permissions()) and not user.bezirke.exists()
