#!/bin/sh
# Makes build/checkpoint-portal_VERSION_ARCH.deb: `npm run package [-- ARCH ...]`, for amd64 and arm64 without a word. Two builds of one
# commit give the same bytes, wherever they lie. VERSION= builds the same under another number.
set -eu
umask 022
export LC_ALL=C TZ=UTC
repository=$(cd "$(dirname "$0")/../.." && pwd)
debian=$repository/deploy/debian
build=$repository/build
version=${VERSION:-$(sed -n 's/^  "version": "\(.*\)",$/\1/p' "$repository/package.json")}
[ $# -gt 0 ] || set -- amd64 arm64

main() {
  for architecture in "$@"; do need_tools "$architecture"; done
  SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(last_change)}
  export SOURCE_DATE_EPOCH
  # Not below the repository, whose path may have a blank in it: make takes none.
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  trap 'exit 130' INT TERM
  mkdir -p "$build/cache"
  say "compiling checkpoint-portal $version"
  compile
  say 'fetching what it needs when it runs'
  packages
  for architecture in "$@"; do package "$architecture"; done
}

say() {
  printf 'package: %s\n' "$*"
}

fail() {
  printf 'package: %s\n    Remedy: %s\n' "$1" "$2" >&2
  exit 1
}

# The names that Debian, Node and the compiler have for one machine.
names_of() {
  case $1 in
    amd64) node=x64 machine=x86_64 ;;
    arm64) node=arm64 machine=aarch64 ;;
    armhf) fail 'no package for armhf: Node has had no build for 32-bit ARM since 20.11' 'use a Raspberry Pi 3 or later with a 64-bit system' ;;
    *) fail "unknown architecture $1" 'name amd64 or arm64, or none for both' ;;
  esac
  tools=$machine-linux-gnu-
}

need_tools() {
  names_of "$1"
  compiler=$(printf %s "$tools" | tr _ -)
  while read -r tool package; do
    command -v "$tool" > /dev/null || fail "there is no $tool here" "apt-get install $package"
  done << END
dpkg-deb dpkg
make make
python3 python3
${tools}g++ g++-${compiler%-}
${tools}strip binutils-${compiler%-}
END
  [ -d "$repository/node_modules/typescript" ] || fail 'node_modules is missing' 'npm ci'
}

# A copy without git has the date of its newest line of history.
last_change() {
  git -C "$repository" log -1 --format=%ct 2> /dev/null || stat -c %Y "$repository/CHANGELOG.md"
}

compile() {
  node "$repository/node_modules/typescript/bin/tsc" -p "$repository/src" --outDir "$work/dist"
  # Beside node_modules, which they import.
  rm -rf "$build/tools"
  node "$repository/node_modules/typescript/bin/tsc" -p "$debian"
}

# The same for every machine; the binding comes later. Scripts would compile it for the Node that runs here.
packages() {
  mkdir "$work/npm"
  cp "$repository/package.json" "$repository/package-lock.json" "$work/npm/"
  (cd "$work/npm" && npm ci --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error)
  cp -r "$work/npm/node_modules/better-sqlite3" "$work/better-sqlite3"
  node "$build/tools/deploy/debian/tools/trim.js" "$work/npm" "$work/dist/print/fonts.js"
}

package() {
  architecture=$1
  names_of "$architecture"
  say "$architecture: fetching Node"
  runtime $node
  binding
  say "$architecture: packing"
  tree "$work/$architecture"
  out=$build/checkpoint-portal_${version}_$architecture.deb
  rm -f "$out"
  dpkg-deb --root-owner-group -Zxz --build "$work/$architecture" "$out" > /dev/null
  say "$out, $(du -h "$out" | cut -f 1)"
}

# Node for that machine, whatever machine this is; the lock says which, to the byte.
runtime() {
  rm -rf "$work/runtime"
  cp -r "$debian/runtime" "$work/runtime"
  (cd "$work/runtime" && npm ci --os=linux --cpu="$1" --no-audit --no-fund --loglevel=error)
  mv "$work/runtime/node_modules/node-linux-$1" "$work/node"
  rm -rf "$work/node-$architecture"
  mv "$work/node" "$work/node-$architecture"
  "${tools}strip" "$work/node-$architecture/bin/node"
}

# Two minutes of compiling, once for each version of what goes into it.
binding() {
  key=$({
    cat "$debian/binding.sh" "$work/better-sqlite3/package.json" "$work/node-$architecture/package.json"
    "${tools}g++" --version
  } | sha256sum | cut -c 1-16)
  kept=$build/cache/better_sqlite3-$architecture-$key.node
  if [ ! -e "$kept" ]; then
    say "$architecture: compiling the SQLite binding, two minutes"
    sh "$debian/binding.sh" "$work" "$architecture" "$node" "$tools" > "$work/binding.log" 2>&1 || {
      tail -n 30 "$work/binding.log" >&2
      fail 'the SQLite binding does not compile' 'read the lines above'
    }
    cp "$work/binding/build/Release/better_sqlite3.node" "$kept.new"
    mv "$kept.new" "$kept"
  fi
}

# All that the package puts on a box, below $1.
tree() {
  root=$1
  lib=$root/usr/lib/checkpoint-portal
  doc=$root/usr/share/doc/checkpoint-portal
  mkdir -p "$lib/bin" "$lib/deploy" "$doc" "$root/DEBIAN" "$root/etc/checkpoint-portal" "$root/usr/bin"
  # Started by the wrapper alone.
  sed -i '1{/^#!/d}' "$work/dist/main.js"
  cp -r "$work/dist" "$repository/views" "$work/npm/node_modules" "$lib/"
  mkdir "$lib/static"
  cp -r "$repository/static/icons" "$lib/static/"
  for folder in "$repository"/deploy/*/; do
    case $folder in */debian/ | */systemd/ | */stick/ | */openwrt/) ;; *) cp -r "$folder" "$lib/deploy/" ;; esac
  done
  mkdir -p "$lib/node_modules/better-sqlite3/build/Release"
  cp "$kept" "$lib/node_modules/better-sqlite3/build/Release/better_sqlite3.node"
  cp "$work/node-$architecture/bin/node" "$lib/bin/node"
  cp "$debian/checkpoint-portal" "$root/usr/bin/"
  units
  papers
  control
  # The checkout's own rights depend on whose it is.
  find "$root" -type d -exec chmod 755 {} +
  find "$root" -type f -exec chmod 644 {} +
  chmod 755 "$lib/bin/node" "$lib/deploy/update/swap.sh" "$root/usr/bin/checkpoint-portal" "$root/DEBIAN/postinst" "$root/DEBIAN/prerm" "$root/DEBIAN/postrm"
  find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
}

# Whatever lies in deploy/systemd: units, and folders such as sysusers.d beside systemd's own.
units() {
  mkdir -p "$root/usr/lib/systemd/system"
  for file in "$repository"/deploy/systemd/*; do
    if [ -d "$file" ]; then cp -r "$file" "$root/usr/lib/"; else cp "$file" "$root/usr/lib/systemd/system/"; fi
  done
}

papers() {
  node "$build/tools/deploy/debian/tools/papers.js" "$repository" "$root" "$version" "$work/node-$architecture"
  for file in PRIVACY.md CHANGELOG.md deploy/FEED.md deploy/NOTICES.md deploy/HANDBOOK.vi.md deploy/HANDBOOK.en.md; do
    [ ! -e "$repository/$file" ] || gzip -9n < "$repository/$file" > "$doc/${file##*/}.gz"
  done
  mkdir -p "$root/usr/share/lintian/overrides"
  cp "$debian/lintian-overrides" "$root/usr/share/lintian/overrides/checkpoint-portal"
  find "$root/usr/share/man" -type f -exec gzip -9n {} +
  gzip -9n "$doc/changelog"
}

control() {
  size=$(du -sk --apparent-size "$root/usr" | cut -f 1)
  sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@SIZE@/$size/" "$debian/control" > "$root/DEBIAN/control"
  enabled=$(cd "$repository/deploy/systemd" && grep -l '^\[Install\]' checkpoint-* | tr '\n' ' ')
  rendered=$(node "$build/tools/deploy/debian/tools/rendered.js")
  for script in postinst prerm postrm; do
    sed -e "s|@UNITS@|${enabled% }|" -e "s|@RENDERED@|$rendered|" "$debian/$script" > "$root/DEBIAN/$script"
  done
  (cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum) > "$root/DEBIAN/md5sums"
}

main "$@"
