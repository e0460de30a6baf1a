#!/bin/sh
# Compiles better-sqlite3 for the Node of the package: binding.sh WORK ARCHITECTURE NODE-NAME TOOL-PREFIX, called by build.sh.
# The bytes must not tell where it was compiled: paths are mapped away, the build id, which hashes them, is left out.
set -eu
work=$1 architecture=$2 node=$3 tools=$4
headers=$work/node-$architecture
rm -rf "$work/binding"
cp -r "$work/better-sqlite3" "$work/binding"
cd "$work/binding"
map="-ffile-prefix-map=$work/binding=. -ffile-prefix-map=$headers=node"
export CC="${tools}gcc" CXX="${tools}g++" AR="${tools}ar" LINK="${tools}g++"
export CFLAGS="$map" CXXFLAGS="$map" LDFLAGS='-Wl,--build-id=none'
jobs=$(nproc)
export MAKEFLAGS="-j$jobs"
# prebuild-install, which would fetch a binary from elsewhere, is not there, so that node-gyp compiles.
export npm_config_arch="$node" npm_config_nodedir="$headers"
npm run install --ignore-scripts=false
"${tools}strip" --strip-unneeded build/Release/better_sqlite3.node
