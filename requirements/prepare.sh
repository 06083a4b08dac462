#!/bin/sh
# Brings this machine to the state that the targets of the Makefile need.
#
#   sh requirements/prepare.sh base|dev [PORT]
#
# Everything that can be wrong with the machine is checked first, and each finding is one
# German sentence; only then a long step begins. The packages go into .venv. A copy of the
# installed requirements file lies there as a stamp, so that a second run has nothing to do.
# PYTHON names an interpreter; without it the first suitable one on the PATH is taken.
set -eu

set_name=$1
VENV=.venv
NEEDED="Python 3.11 oder neuer wird gebraucht"

fail() {
    printf 'Fehler: %s\n' "$1" >&2
    exit 1
}

# An installed command proves nothing (the shims of pyenv exist and still fail), so run it.
version_of() {
    "$1" -c 'import sys; sys.stdout.write("%d.%d.%d" % sys.version_info[:3])' 2>/dev/null
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

minor_version() {
    version=$(version_of "$1") && printf '%s' "${version%.*}"
}

# An interrupted creation leaves an environment without pip.
venv_works() {
    is_new_enough "$VENV/bin/python" && "$VENV/bin/python" -m pip --version >/dev/null 2>&1
}

venv_fits() {
    [ "$python" = "$VENV/bin/python" ] ||
        { venv_works && [ "$(minor_version "$VENV/bin/python")" = "$(minor_version "$python")" ]; }
}

check_port_number() {
    case $1 in
        '' | *[!0-9]* | ??????*) return 1 ;;
    esac
    [ "$1" -ge 1 ] && [ "$1" -le 65535 ]
}

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        version=$(version_of "$PYTHON") ||
            fail "$NEEDED; PYTHON=$PYTHON lässt sich nicht ausführen."
        is_new_enough "$PYTHON" || fail "$NEEDED; PYTHON=$PYTHON ist $version."
        python=$PYTHON
        return
    fi
    if venv_works; then
        python=$VENV/bin/python
        return
    fi
    found=
    for candidate in python3.13 python3.12 python3.11 python3 python; do
        version=$(version_of "$candidate") || continue
        if is_new_enough "$candidate"; then
            python=$candidate
            return
        fi
        found="$found${found:+, }$version ($candidate)"
    done
    fail "$NEEDED; gefunden: ${found:-kein Python}. Ein anderes wählt man mit PYTHON=/pfad/zu/python."
}

# Connecting finds a server that listens on all addresses, which binding misses on macOS.
port_state() {
    "$python" - "$1" <<'PYTHON_CODE'
import errno, socket, sys
address = ("127.0.0.1", int(sys.argv[1]))
with socket.socket() as client:
    client.settimeout(2)
    if client.connect_ex(address) == 0:
        sys.exit("taken")
with socket.socket() as server:
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        server.bind(address)
    except OSError as error:
        sys.exit("forbidden" if error.errno == errno.EACCES else "taken")
PYTHON_CODE
}

check_port() {
    state=$(port_state "$1" 2>&1) && return
    case $state in
        taken) fail "Port $1 ist schon belegt; ein anderer geht mit PORT=8001." ;;
        forbidden) fail "Port $1 darf dieses Benutzerkonto nicht öffnen; ein anderer geht mit PORT=8001." ;;
        *) fail "Port $1 lässt sich nicht prüfen: $state" ;;
    esac
}

create_venv() {
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        fail "$python fehlt das Modul venv oder ensurepip (unter Debian und Ubuntu: apt install python3-venv)."
    printf 'Python-Umgebung wird angelegt (%s, Python %s) …\n' "$VENV" "$(version_of "$python")"
    "$python" -m venv --clear "$VENV" || fail "Die Python-Umgebung ließ sich nicht anlegen."
}

install() {
    cmp -s "requirements/$set_name.txt" "$VENV/$set_name.txt" && return
    printf 'Pakete werden installiert (requirements/%s.txt) …\n' "$set_name"
    # Without the old stamp an interrupted installation is repeated.
    rm -f "$VENV/$set_name.txt"
    "$VENV/bin/python" -m pip install -qq --disable-pip-version-check --no-input \
        --require-hashes --only-binary :all: -r "requirements/$set_name.txt" ||
        fail "Die Pakete ließen sich nicht installieren; die Meldung von pip steht darüber."
    # dev.txt contains base.txt.
    cp requirements/base.txt "$VENV/base.txt"
    cp "requirements/$set_name.txt" "$VENV/$set_name.txt"
}

[ -w . ] || fail "Im Verzeichnis $(pwd) fehlt das Schreibrecht."
if [ $# -gt 1 ]; then
    check_port_number "$2" || fail "PORT muss eine Zahl von 1 bis 65535 sein; angegeben: „$2“."
fi
find_python
if [ $# -gt 1 ]; then
    check_port "$2"
fi
venv_fits || create_venv
install
