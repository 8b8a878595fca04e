#!/bin/sh
# Make the virtual environment FOLDER with the interpreter PYTHON and put uv into it.
#
#   tools/make_venv.sh PYTHON FOLDER
set -eu
python=$1
folder=$2

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; then
    echo "PyWebIO needs Python 3.10 or later; '$python' is not. Choose one: make PYTHON=python3.12" >&2
    exit 1
fi

# Debian keeps the module that makes environments in a package of its own.
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get -qq update
        DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=300 install python3-venv >/dev/null
    else
        echo "'$python' cannot make virtual environments. On Debian: apt-get install python3-venv" >&2
        exit 1
    fi
fi

# (pip would want a hash for uv's own name too if it were given the whole file.)
uv=$(sed -n 's/^\(uv==[^ ]*\).*/\1/p' constraints.txt)
"$python" -m venv --clear "$folder"
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check "$uv"
