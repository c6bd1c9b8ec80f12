#!/bin/bash
# SPDX-License-Identifier: AGPL-3.0-or-later
# usage: source_tarball.sh SOURCE_DIR BUILD_DIR VERSION TARBALL VERSION_FILE
#
# Packs the source code as it stands, the same octets for the same files, under colporteur-VERSION/,
# and writes which version it is. Neither file is touched when nothing changed.
set -euo pipefail
export LC_ALL=C GIT_OPTIONAL_LOCKS=0
source_dir=$1 build_dir=$2 version=$3 tarball=$4 version_file=$5
cd "$source_dir"

in_git() { [ -e .git ] && git rev-parse --git-dir >/dev/null 2>&1; }

list_files() {
    if in_git; then
        git ls-files -z --cached --others --exclude-standard
    else
        find . \( -path ./.git -o -path ./build -o -path "./${build_dir#"$source_dir"/}" \
            -o -path './obj-*' -o -path ./debian/tmp -o -path ./debian/colporteur \
            -o -path ./debian/files -o -path './debian/*.substvars' -o -path './debian/*debhelper*' \
            -o -name __pycache__ -o -name colporteur-data \) -prune \
            -o \( -type f -o -type l \) -printf '%P\0'
    fi | sort -zu
}

existing() {  # git also lists what was deleted and not yet committed
    while IFS= read -r -d '' file; do
        if [ -e "$file" ] || [ -L "$file" ]; then printf '%s\0' "$file"; fi
    done
}

replace_if_changed() {
    if cmp -s "$1" "$2"; then rm "$1"; else mv "$1" "$2"; fi
}

# Exit status 1 of tar: somebody saved a file while it was read; the next build packs it again.
list_files | existing |
    { tar --create --null --no-recursion --files-from=- --sort=name --format=gnu --mtime=@0 \
        --owner=0 --group=0 --numeric-owner --mode=u+rwX,go+rX,go-w --transform="s,^,colporteur-$version/,S" \
        --warning=no-file-changed --ignore-failed-read || [ $? -eq 1 ]; } |
    gzip -9n >"$tarball.new"
replace_if_changed "$tarball.new" "$tarball"

{ in_git && git describe --always --dirty 2>/dev/null || echo "$version"; } |
    tr -d '\n' >"$version_file.new"
replace_if_changed "$version_file.new" "$version_file"
