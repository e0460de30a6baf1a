#!/bin/sh
# Puts one version of checkpoint-portal in another's place, looks whether the box still works, and goes back by itself where it
# does not. `checkpoint-portal update` copies it, with a plan, to /var/lib/checkpoint-update: the package is replaced under it.
#
# Each step is in `journal`, on the disk, before the next one begins. Whatever has ended this script, it is started again (by
# checkpoint-update.service, at boot too) and goes on from the last line:
#   staged           nothing was touched          begin
#   begun            dpkg may have been at it     back: half a package is no place to look on from
#   judging N        the new one is in place      look; a version under which this has ended twice goes back
#   back WHY         going back was begun         go back
#   good, backed WHY all is done                  clear away
#   left VERSION     somebody put in a third      clear away
set -u
export LC_ALL=C
cd "${0%/*}" || exit 1
INFO=/var/lib/dpkg/info/checkpoint-portal
UNITS=/etc/systemd/system

main() {
  # Cut off while it cleared away.
  [ -e plan ] || {
    clear_away
    return
  }
  # FROM TO OLD NEW CONFIG LEDGER NEWER OUTSIDE
  # shellcheck source=/dev/null
  . ./plan
  PACE=${PACE:-5} LOOK=${LOOK:-300} SETTLE=${SETTLE:-180} PATIENCE=${PATIENCE:-600}
  leave_third
  last=$(tail -n 1 journal)
  case $last in
    staged) begin ;;
    'judging 1') judge 2 ;;
    'back '*) back "${last#back }" ;;
    good | 'backed '* | 'left '*) finish ;;
    *) back interrupted ;;
  esac
}

# Whoever was helped while this was stuck has another version, and wants no other put over it.
leave_third() {
  there=$(dpkg-query -W -f '${db:Status-Status} ${Version}' checkpoint-portal 2> /dev/null)
  case $there in
    "installed $FROM" | "installed $TO") ;;
    'installed '*) note "left ${there#installed }" ;;
  esac
}

note() {
  printf '%s\n' "$*" >> journal && sync journal
  echo "update $FROM -> $TO: $*"
}

begin() {
  # What is wrong already is not the new one's fault. Asked once: on a second try the portal may not run.
  [ -e ill-before ] || { ill > ill-before.new && mv ill-before.new ill-before; }
  # Whole in its file only while nobody writes it. The gate goes on, and phones stay online.
  systemctl stop checkpoint-portal.service
  keep "$LEDGER" ledger && keep "$LEDGER-wal" ledger-wal && cp -p "$CONFIG" config && sync && note begun
  copied=$?
  # Travelers are served while dpkg's lock is waited for, and while it unpacks; its scripts start the new one in the old one's place.
  # What is counted from here on is in no copy: `ledger_back` keeps it wherever the old version can read it.
  systemctl start checkpoint-portal.service
  if [ "$copied" -ne 0 ]; then
    note 'backed disk'
    finish
  elif install_package "$NEW"; then
    judge 1
  else
    back install
  fi
}

# A copy, or nothing where there was no file.
keep() {
  rm -f "$2" && { ! is_plain "$1" || cp -p "$1" "$2"; }
}

# The ledger's folder is the portal's. Whoever took that over may have left a link in it, which root would follow, or a pipe, at which
# root would wait for ever.
is_plain() {
  [ -f "$1" ] && [ ! -L "$1" ]
}

judge() {
  note "judging $1"
  systemctl start checkpoint-gate.service checkpoint-portal.service
  if worse=$(settle); then
    note good
    finish
  else
    back "$worse"
  fi
}

# Says nothing once all has been well three times in a row, as a program that falls at its start looks well in between;
# else what is still worse than before after SETTLE seconds. By the uptime: the clock may be set meanwhile.
settle() {
  until=$(($(uptime_seconds) + SETTLE)) good=0
  while [ "$good" -lt 3 ]; do
    worse=$(ill | grep -vxFf ill-before | tr '\n' ' ')
    if [ -z "$worse" ]; then
      good=$((good + 1))
    elif [ "$(uptime_seconds)" -ge "$until" ]; then
      printf '%s' "${worse% }"
      return 1
    else
      good=0
    fi
    sleep "$PACE"
  done
}

uptime_seconds() {
  cut -d . -f 1 /proc/uptime
}

# The checks that are red, one a line; `silent` where the doctor itself does not come to an end. What is OUTSIDE is no version's doing
# (src/domain/outside.ts says what, and what that gives up).
ill() {
  report=$(timeout -k 5 "$LOOK" checkpoint-portal doctor --json 2> /dev/null)
  case $report in
    *'"checks": ['*)
      printf '%s\n' "$report" | awk -v "outside=${OUTSIDE:-}" -F '"' '
        BEGIN {split(outside, names, " "); for (n in names) is_outside[names[n]]}
        /^      "id": / {id = $4}
        /^          "level": / {level = $4; fault = ""}
        /^          "fault": / {fault = $4}
        /^        }/ {if (level == "red" && !(id in is_outside) && !((id ":" fault) in is_outside)) print id}' | sort -u
      ;;
    *) echo silent ;;
  esac
}

back() {
  note "back $1"
  # With the portal running, in whichever version: whoever holds the lock may do so for long.
  wait_for_lock || {
    stay_stuck "$1"
    return 0
  }
  systemctl stop checkpoint-portal.service
  ledger_back
  # Before the old one's own scripts read it.
  if [ -e config ]; then cmp -s config "$CONFIG" || cp -p config "$CONFIG"; fi
  sync
  # Where the new one's own scripts fail or hang, they are not asked again.
  install_package "$OLD" || {
    rm -f "$INFO.prerm" "$INFO.postrm"
    install_package "$OLD"
  } || {
    stay_stuck "$1"
    return 0
  }
  dpkg --configure -a < /dev/null
  clear_new
  systemctl start checkpoint-gate.service checkpoint-portal.service
  note "backed $1"
  finish
}

# Stays in the journal: it is tried again at the next start of the box, and not for ever now. Whatever is there serves meanwhile.
stay_stuck() {
  result stuck "$1"
  systemctl start checkpoint-gate.service checkpoint-portal.service
}

# What was counted since stays, unless the old version could not read it: then that file is set aside, and the copy is put back.
# Each step may be the one that was cut off.
ledger_back() {
  [ -e ledger ] || return 0
  if [ -e "$LEDGER" ]; then
    if [ -e "$NEWER" ]; then return 0; fi
    if is_readable; then return 0; fi
    mv -T "$LEDGER" "$NEWER"
  fi
  [ ! -e "$LEDGER-wal" ] || [ -e "$NEWER-wal" ] || mv "$LEDGER-wal" "$NEWER-wal"
  if [ -e ledger-wal ]; then cp -pT --remove-destination ledger-wal "$LEDGER-wal"; else rm -f "$LEDGER-wal"; fi
  rm -rf "$LEDGER.back"
  cp -pT --remove-destination ledger "$LEDGER.back" && mv -T "$LEDGER.back" "$LEDGER"
}

# Whether the old version can. A log beside it was left by a program that fell or a power cut, and may hide a newer schema.
is_readable() {
  is_plain "$LEDGER" || return 1
  schema=$(schema_of ledger)
  [ "$(schema_of "$LEDGER")" = "$schema" ] || return 1
  [ -e "$LEDGER-wal" ] || [ -L "$LEDGER-wal" ] || return 0
  is_plain "$LEDGER-wal" && ! schemas_in "$LEDGER-wal" | grep -qvxF "$schema"
}

# SQLite keeps user_version, big-endian, at byte 60 of the first page (sqlite.org/fileformat2.html).
schema_of() {
  dd if="$1" bs=1 skip=60 count=4 2> /dev/null | od -An -v -tu1 | tr -s ' '
}

# Of a log: 32 bytes, the page's size at the ninth of them; then frames of 24 bytes, which begin with the page's number, and the page. What
# is left of an older log counts too: a schema that was there once is no reason to trust the file.
schemas_in() {
  size=$(od -An -v -tu1 -j8 -N4 "$1" | awk '{print (($1 * 256 + $2) * 256 + $3) * 256 + $4}')
  case $size in 512 | 1024 | 2048 | 4096 | 8192 | 16384 | 32768 | 65536) ;; *) return ;; esac
  od -An -v -tu1 -j32 -w$((size + 24)) "$1" 2> /dev/null |
    awk '$1 + $2 + $3 == 0 && $4 == 1 {print " " $85 " " $86 " " $87 " " $88}'
}

# Where dpkg is cut off while it unpacks, it does not know later which files it had put there. Only below /usr: what lies in /etc
# may be somebody's.
clear_new() {
  dpkg-query -L checkpoint-portal | sort > files
  dpkg-deb --fsys-tarfile "$NEW" | tar -t | sed -n 's,^\./usr/,/usr/,p' | grep -v '/$' | sort | comm -13 files - |
    while read -r file; do
      dpkg-query -S "$file" > /dev/null 2>&1 || rm -f "$file" "$file.dpkg-new" "$file.dpkg-tmp"
      rmdir -p "${file%/*}" 2> /dev/null
    done
  rm -f files
}

# Only whoever has the lock may set selections; with none to set, nothing is changed.
wait_for_lock() {
  until=$(($(uptime_seconds) + PATIENCE))
  while
    said=$(dpkg --set-selections < /dev/null 2>&1)
    is_locked "$said"
  do
    printf '%s\n' "$said"
    [ "$(uptime_seconds)" -lt "$until" ] || return 1
    sleep "$PACE"
  done
}

is_locked() {
  case $1 in *'locked by another process'*) ;; *) return 1 ;; esac
}

# Another program may hold dpkg's lock: it is waited for. Nothing it starts is waited for longer than PATIENCE, but a `config apply`,
# which is told to end with dpkg and goes back: as it holds what dpkg said, this goes on when it has.
install_package() {
  until=$(($(uptime_seconds) + PATIENCE))
  while :; do
    said=$(timeout -k 10 "$PATIENCE" dpkg --force-confdef --force-confold -i "$1" < /dev/null 2>&1) && return 0
    status=$?
    printf '%s\n' "$said" | tail -n 5
    is_locked "$said" || return "$status"
    [ "$(uptime_seconds)" -lt "$until" ] || return "$status"
    sleep "$PACE"
  done
}

result() {
  printf '{"from":"%s","to":"%s","outcome":"%s","why":"%s","at":"%s"}\n' \
    "$FROM" "$TO" "$1" "${2:-}" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" > last.json.new &&
    sync last.json.new && mv last.json.new last.json && sync .
}

finish() {
  last=$(tail -n 1 journal)
  case $last in
    good) result good ;;
    'backed '*)
      result back "${last#backed }"
      rm -f "$NEW"
      ;;
    # Somebody has helped: how it ended is nobody's worry any more.
    'left '*) rm -f last.json ;;
  esac
  clear_away
}

# The unit last: without it nobody would come back to what is left. With the journal gone it does nothing, and the next update writes all of
# this anew.
clear_away() {
  rm -f ledger ledger-wal config ill-before && sync .
  rm -f journal && sync .
  rm -f plan && sync .
  rm -f "$UNITS/multi-user.target.wants/checkpoint-update.service" "$UNITS/checkpoint-update.service"
  [ ! -d "$UNITS/multi-user.target.wants" ] || sync "$UNITS/multi-user.target.wants" "$UNITS"
}

main
