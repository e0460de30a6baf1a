#!/bin/sh
# What a technician carries: our package, every Debian package that it needs, and install.sh, as one folder for a USB stick.
#   npm run bundle [-- --arch amd64|arm64] [--suite bookworm] [--key FILE] [--new-key FILE] [--deb FILE]
#                  [--notices DIR] [--mirror URL] [--out DIR]
# --suite may be said several times. --new-key makes the publisher's key and nothing else. The mirror is Debian's, or another.
set -eu
repository=$(cd "$(dirname "$0")/../.." && pwd)
arch=$(dpkg --print-architecture)
suites='' key=$repository/build/publisher.pem deb='' notices='' out='' mirror=http://deb.debian.org/debian
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
# A FAT32 file system takes no file over 4 GiB, and a stick of 1 GB is what lies in drawers.
megabytes_at_most=900

say() { printf 'bundle: %s\n' "$*"; }
die() { printf 'bundle: %s\n    Remedy: %s\n' "$1" "$2" >&2; exit 1; }
sign() { node "$repository/deploy/stick/sign.mjs" "$@"; }

while [ $# -gt 0 ]; do
  [ $# -ge 2 ] || die "$1 needs a value" 'npm run bundle -- --arch arm64 --key FILE'
  case $1 in
    --arch) arch=$2 ;;
    --suite) suites="$suites $2" ;;
    --key) key=$2; [ -f "$key" ] || die "there is no key $key" 'name the key that the boxes know; a new one (--new-key) is refused by every box that was installed before' ;;
    --new-key) npm run --silent --prefix "$repository" build; sign new "$2"; exit ;;
    --deb) deb=$2 ;;
    --notices) notices=$2 ;;
    --mirror) mirror=$2 ;;
    --out) out=$2 ;;
    *) die "$1 is not known" 'head deploy/stick/bundle.sh' ;;
  esac
  shift 2
done
: "${suites:= bookworm}" "${out:=$repository/build/checkpoint-usb-$arch}"

npm run --silent --prefix "$repository" build
newest() { find "$repository/build" -maxdepth 1 -name "checkpoint-portal_*_$arch.deb" -printf '%T@ %p\n' 2>/dev/null | sort -n | tail -n 1 | cut -d' ' -f2-; }
if [ -z "$deb" ]; then
  deb=$(newest)
  if [ -z "$deb" ]; then
    say "there is no package for $arch yet: npm run package"
    npm run --prefix "$repository" package -- "$arch"
    deb=$(newest)
  fi
fi
[ -f "$deb" ] || die "there is no package for $arch" "npm run package -- $arch, or --deb FILE"
# apt takes a relative name for a package's.
deb=$(realpath "$deb")
[ -f "$keyring" ] || die "there is no $keyring" 'apt-get install debian-archive-keyring'

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
stick=$work/stick
mkdir -p "$stick"

# apt with a state of its own: for another architecture, on a machine on which nothing is installed.
apt_for() {
  suite=$1 root=$work/$1; shift
  apt-get -q -o APT::Architecture="$arch" -o APT::Architectures::="$arch" -o APT::Architectures="$arch" \
    -o Dir::State="$root/state" -o Dir::State::status="$root/status" -o Dir::Cache="$root/cache" \
    -o Dir::Etc::sourcelist="$root/sources.list" -o Dir::Etc::sourceparts=- -o Dir::Etc::preferencesparts=- \
    -o APT::Install-Recommends=false -o APT::Get::AllowUnauthenticated=false -o APT::Sandbox::User=root \
    -o Dir::Cache::archives="$root/archives" -o Debug::NoLocking=true -o Acquire::Languages=none \
    -o Acquire::Retries=3 "$@"
}

# The stanza of a package in a flat repository's list.
stanza() {
  dpkg-deb -f "$1" | sed '/^$/d'
  printf 'Filename: ./%s\nSize: %s\nSHA256: %s\n\n' "$(basename "$1")" "$(stat -c %s "$1")" "$(sha256sum "$1" | cut -d' ' -f1)"
}

for suite in $suites; do
  root=$work/$suite
  mkdir -p "$root/state/lists/partial" "$root/cache" "$root/archives/partial" "$stick/debian/$suite"
  : > "$root/status"
  updates="deb [signed-by=$keyring] $mirror $suite-updates main"
  security="deb [signed-by=$keyring] ${mirror%/debian}/debian-security $suite-security main"
  printf 'deb [signed-by=%s] %s %s main\n%s\n%s\n' "$keyring" "$mirror" "$suite" "$updates" "$security" > "$root/sources.list"
  say "$suite: what the package needs"
  apt_for "$suite" update > "$work/log" || { cat "$work/log" >&2; die "no lists of $suite" 'see the mirror: --mirror URL'; }
  apt_for "$suite" install -y --download-only "$deb" > "$work/log" || { cat "$work/log" >&2; die "$suite cannot satisfy the package" 'see above'; }
  for file in "$root"/archives/*.deb; do
    # A version's epoch has a colon, which FAT takes in no name, and apt writes it as a code, which it would read back as a colon.
    name=$(basename "$file" | sed 's/_[0-9]*%3a/_/')
    [ "$(dpkg-deb -f "$file" Package)" = checkpoint-portal ] || cp "$file" "$stick/debian/$suite/$name"
  done
  for file in "$stick/debian/$suite"/*.deb; do stanza "$file"; done > "$stick/debian/$suite/Packages"
  say "$suite: $(grep -c '^Package:' "$stick/debian/$suite/Packages") packages, $(du -sm "$stick/debian/$suite" | cut -f1) MB"
done

cp "$deb" "$repository/deploy/stick/install.sh" "$repository/deploy/stick/README.txt" "$repository"/deploy/HANDBOOK.??.md "$stick"
if [ -n "$notices" ]; then
  node "$repository/dist/main.js" notices check "$notices" || die "a notice in $notices is faulty" 'see above'
  mkdir "$stick/notices"
  cp "$notices"/*.md "$stick/notices"
fi
[ -f "$key" ] || { mkdir -p "$(dirname "$key")"; sign new "$key"; }
sign public "$key" > "$stick/publisher.pub"
(cd "$stick" && find . -type f ! -name 'SHA256SUMS*' | sed 's/^..//' | LC_ALL=C sort | xargs -d '\n' sha256sum > SHA256SUMS)
sign sign "$key" "$stick/SHA256SUMS"

strange=$(cd "$stick" && find . ! -type f ! -type d -o -name '*[:*?"<>|\\]*' | head -n 1)
[ -z "$strange" ] || die "FAT does not take $strange" 'this is a fault of bundle.sh'
megabytes=$(du -sm --apparent-size "$stick" | cut -f1)
[ "$megabytes" -le "$megabytes_at_most" ] || die "it has $megabytes MB" 'fewer --suite'
mkdir -p "$(dirname "$out")"
rm -rf "$out"
cp -r "$stick" "$out"
say "$out: $megabytes MB; copy all that is in it onto a stick with FAT32"
say "the first 12 signs of install.sh's sum, to be told by telephone: $(sha256sum "$out/install.sh" | cut -c1-12)"
say "the publisher's fingerprint, which install.sh shows too: $(sign fingerprint "$key")"
