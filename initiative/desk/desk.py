"""The sections of the desk, for the person who is logged in."""

from initiative.editorial_admin import EditorialAdmin

from .checks import broken_links, checks, gaps
from .due import due
from .kinds import kinds_for
from .versions import own_work, waiting


def desk_for(request, site):
    """What the first page says before it lists the contents; nothing where there are none."""
    everything = kinds_for(request, site)
    kinds = [kind for kind in everything if isinstance(kind.model_admin, EditorialAdmin)]
    if not kinds:
        return {}
    return {
        "waiting": waiting(kinds, request.user),
        "own_work": own_work(kinds, request.user),
        "due": due(kinds),
        "checks": checks(kinds),
        "links": broken_links(everything),
        "gaps": gaps(kinds),
    }
