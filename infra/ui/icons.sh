#!/bin/sh
# Writes the sprite of the icons named in icons.txt, from the npm package @tabler/icons (MIT). Run it after adding a name.
set -eu
cd "$(dirname "$0")"
version=3.35.0
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
(cd "$work" && npm pack -s "@tabler/icons@$version" > /dev/null && tar xzf ./*.tgz)
out=src/main/resources/META-INF/resources/assets/icons.svg
{
  echo "<!-- Tabler Icons $version, MIT licence, https://tabler.io/icons. Written by icons.sh from icons.txt. -->"
  echo '<svg xmlns="http://www.w3.org/2000/svg">'
  while read -r name; do
    printf '<symbol id="%s" viewBox="0 0 24 24">' "$name"
    sed -n '/^  </p' "$work/package/icons/outline/$name.svg" | grep -v 'stroke="none" d="M0 0h24v24H0z"' | sed 's/^ *//; s# */>#/>#' | tr -d '\n'
    echo '</symbol>'
  done < icons.txt
  echo '</svg>'
} > "$out"
cp "$work/package/LICENSE" src/main/resources/META-INF/resources/assets/LICENSE-tabler-icons.txt
