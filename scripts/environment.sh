# Sourced by scripts/tracker and scripts/test. Sets `root` (the checkout) and gives
#   use_environment FOLDER LOCK
# which sets `environment` to the absolute FOLDER, made or refreshed from LOCK if it has to be.
# A stamp in the folder says what it was made from; comparing it costs two small processes and no Python.

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd -P)

fail() {
    printf '%s: %s\n' "${0##*/}" "$1" >&2
    exit 2
}

use_environment() {
    environment=$1
    [[ $environment == /* ]] || environment=$PWD/$environment
    local stamp=$environment/.tracker-stamp wanted python
    # The same four lines as in environment.py: checksums of lock and project, the checkout, the interpreter.
    wanted=$(cd "$root" && cksum "$2" pyproject.toml && pwd -P && readlink -f "$environment/bin/python") || true
    [[ -f $stamp && $(<"$stamp") == "$wanted" ]] && return

    python=${TRACKER_PYTHON:-python3}
    command -v "$python" >/dev/null || fail "$python was not found; install Python 3.11 or newer, or name it in TRACKER_PYTHON"
    "$python" -c 'import sys; sys.exit(sys.version_info[:2] < (3, 11))' 2>/dev/null ||
        fail "$python is $("$python" --version 2>&1 | head -n 1); 3.11 or newer is needed, name one in TRACKER_PYTHON"
    "$python" "$root/scripts/environment.py" "$root" "$environment" "$2"
}
