"""LEAF: the machines behind a name, without those of networks that the public cannot reach.

Editors can type any address, but this machine stands where outsiders do not: what it asks for must
not be a machine next to it (server-side request forgery). Names are looked up here, and the
connection is made to the very address that was looked at.
"""

import ipaddress
import socket

from django.utils.translation import gettext as _

from . import verdicts


def reachable_addresses(host, port, *, resolve=socket.getaddrinfo, allowed=()):
    """IP addresses of a host that may be asked, one of each kind, IPv4 first.

    ``allowed`` are private addresses that may be asked all the same: tests have their server on
    the same machine.
    """
    try:
        found = {entry[4][0] for entry in resolve(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        sentence = _("Der Name „%(host)s“ führt zu keinem Server.") % {"host": host}
        raise verdicts.TroubleError(verdicts.failing(sentence, is_silent=True)) from error
    open_ones = [address for address in found if address in allowed or is_public(address)]
    if not open_ones:
        sentence = _("„%(host)s“ liegt in einem Netz, das die Öffentlichkeit nicht erreicht.")
        raise verdicts.TroubleError(verdicts.unchecked(sentence % {"host": host}))
    by_version = {ipaddress.ip_address(address).version: address for address in sorted(open_ones)}
    return [by_version[version] for version in sorted(by_version)]


def is_public(address):
    """Whether the IP address is one that anybody on the internet can reach."""
    ip = ipaddress.ip_address(address)
    inside = [getattr(ip, kind, None) for kind in ("ipv4_mapped", "sixtofour")]
    return all(each.is_global and not each.is_multicast for each in [ip, *filter(None, inside)])
