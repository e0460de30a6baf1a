#!/bin/sh
# Makes this box a checkpoint from the stick that this file lies on, without internet: sudo sh install.sh
#   --answers FILE   asks nothing (README.txt)      --config FILE  a whole checkpoint.toml instead
#   --dry-run        changes nothing                --lang en        English
# What fails puts everything back as it was.
set -u
# Others than root read what is made here: dnsmasq its config, the portal its notices.
umask 022
LC_ALL=C.UTF-8 && export LC_ALL

STEPS=7
ETC=/etc/checkpoint-portal
COUNTS=/var/lib/checkpoint-portal
KEPT=/var/cache/checkpoint-portal
LOG=/var/log/checkpoint-portal-install.log
# Where setup leaves a config that the box would not run with.
REFUSED=$ETC/checkpoint.toml.refused
# Every system file of ours, as shell patterns.
OURS="$ETC /etc/systemd/network/10-checkpoint-* /etc/sysctl.d/90-checkpoint-portal.conf
  /etc/tmpfiles.d/checkpoint-portal* /etc/systemd/system/checkpoint-* /etc/systemd/*/50-checkpoint-portal.conf
  /etc/systemd/system/*/checkpoint-portal.conf /etc/NetworkManager/conf.d/90-checkpoint-portal.conf"

stick=$(cd "$(dirname "$0")" && pwd)
# Not by LANG: a Raspberry Pi comes with en_GB, whoever bought it.
tongue=vi answers='' config='' dry='' step=0 work='' new='' stage=none networkd='' was_ours=''

set_tongue() { case $1 in en*) tongue='en' ;; *) tongue='vi' ;; esac; }
# text VIETNAMESE ENGLISH: the one that is asked for.
text() { if [ "$tongue" = en ]; then printf '%s' "$2"; else printf '%s' "$1"; fi; }
note() { [ -n "$dry" ] || [ ! -w /var/log ] || printf '%s %s\n' "$(date -u +%FT%TZ)" "$1" >> "$LOG"; }
say() { printf '      %s\n' "$(text "$1" "$2")"; note "$2"; }
begin() {
  step=$((step + 1))
  printf '[%s/%s] %s\n' "$step" "$STEPS" "$(text "$1" "$2")"
  note "[$step/$STEPS] $2"
}
# fail VIETNAMESE ENGLISH REMEDY-VI REMEDY-EN
fail() {
  printf '\n!!    %s\n      %s: %s\n' "$(text "$1" "$2")" "$(text 'Cách sửa' Remedy)" "$(text "$3" "$4")" >&2
  note "failed: $2"
  exit 1
}

leave() {
  status=$?
  trap - EXIT HUP INT TERM
  [ "$status" -eq 0 ] || [ "$stage" = none ] || put_back
  [ -z "$work" ] || rm -rf "$work"
  exit "$status"
}

# Packages first: theirs may be among the files that come back.
put_back() {
  printf '      %s\n' "$(text 'Đang đưa mọi thứ trở lại như trước ...' 'Putting everything back as it was ...')" >&2
  note 'putting everything back'
  # Purging takes these along.
  [ ! -f "$LOG" ] || cp "$LOG" "$work/log"
  ! was_refused || cp "$REFUSED" "$work/refused"
  [ -z "$new" ] || take_out
  old=$(cat "$work/old.deb" 2>/dev/null)
  [ -z "$old" ] || dpkg -i "$old" >> "$work/apt.log" 2>&1
  # shellcheck disable=SC2086
  rm -rf $OURS
  tar -C / -xpf "$work/before.tar" >> "$work/apt.log" 2>&1 || keep_copy
  # Nobody types seven answers twice.
  [ ! -f "$work/refused" ] || { mkdir -p "$ETC" && put "$work/refused" "$REFUSED"; }
  restore_kept
  if [ -d /run/systemd/system ]; then
    systemctl daemon-reload
    [ "$networkd" = enabled ] || systemctl --quiet disable --now systemd-networkd 2>/dev/null
    systemctl is-active --quiet systemd-networkd && networkctl reload
    [ ! -f "$ETC/checkpoint.toml" ] || checkpoint-portal config apply >> "$work/apt.log" 2>&1
  fi
  [ -f "$LOG" ] || cp "$work/log" "$LOG" 2>/dev/null
  cat "$work/apt.log" >> "$LOG" 2>/dev/null
  printf '      %s\n' "$(text "Đã xong. Nhật ký: $LOG" "Done. The log: $LOG")" >&2
}

# The packages that came. Where ours, or counts, lay here before, our package is removed as it was then, and not purged: that
# would delete the counts.
take_out() {
  others=$new
  case " $new" in *' checkpoint-portal '*)
    if [ -n "$was_ours" ]; then
      others=$(printf '%s' " $new" | sed 's/ checkpoint-portal / /')
      dpkg --remove --force-remove-reinstreq checkpoint-portal >> "$work/apt.log" 2>&1
    fi
    ;;
  esac
  [ -n "${others# }" ] || return
  # shellcheck disable=SC2086
  stick_apt purge -y $others >> "$work/apt.log" 2>&1 || dpkg --purge --force-depends $others >> "$work/apt.log" 2>&1
}

# In this very run.
was_refused() { [ -n "$(find "$REFUSED" -newer "$work/before.tar" 2>/dev/null)" ]; }

# The only copy is not thrown away.
keep_copy() {
  copy=/var/tmp/checkpoint-portal-before.tar
  mv "$work/before.tar" "$copy"
  printf '!!    %s\n' "$(text "chưa đưa lại được tệp cũ; bản sao: $copy" "the old files are not all back; a copy: $copy")" >&2
}

# What put_back goes by.
remember() {
  # shellcheck disable=SC2086
  find $OURS /etc/resolv.conf -maxdepth 0 2>/dev/null | sed 's|^/||' | tar -C / -cpf "$work/before.tar" -T - 2> "$work/tar.log" ||
    fail "không sao được tệp cũ: $(tail -n 1 "$work/tar.log")" "the files that are here cannot be copied: $(tail -n 1 "$work/tar.log")" \
      'chưa thay đổi gì; xem đĩa còn chỗ và còn đọc được không' 'nothing was changed; see whether the disk has room and can be read'
  [ -z "$(dpkg-query -W checkpoint-portal 2>/dev/null)" ] && [ ! -e "$COUNTS" ] || was_ours=yes
  find "$KEPT" -name '*.deb' > "$work/kept" 2>/dev/null
  [ -z "$there" ] || ls "$KEPT/checkpoint-portal_${there}_$arch.deb" > "$work/old.deb" 2>/dev/null
  networkd=$(systemctl is-enabled systemd-networkd 2>/dev/null)
}

restore_kept() {
  for file in "$KEPT"/*.deb; do
    [ -e "$file" ] || continue
    grep -qxF "$file" "$work/kept" || rm -f "$file"
  done
  rmdir "$KEPT" 2>/dev/null
}

# apt that knows this stick and nothing else, and leaves the box's own lists alone.
stick_apt() {
  DEBIAN_FRONTEND=noninteractive apt-get -q -o Dir::Etc::sourcelist="$work/stick.list" -o Dir::Etc::sourceparts=- \
    -o Dir::State::lists="$work/lists" -o Dir::Cache="$work/cache" -o APT::Install-Recommends=false \
    -o APT::Sandbox::User=root -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 -o Acquire::Languages=none \
    -o APT::Get::List-Cleanup=false -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold "$@"
}

# The publisher's 24 digits: SHA-256 of the key's 32 bytes as one number, of that the last 24 decimal digits, in three limbs.
fingerprint() {
  hex=$(base64 -d "$1" 2>/dev/null | sha256sum | cut -d' ' -f1) high=0 middle=0 low=0
  while [ -n "$hex" ]; do
    digit=$(printf '%d' "0x${hex%"${hex#?}"}") hex=${hex#?}
    low=$((low * 16 + digit)) middle=$((middle * 16 + low / 100000000)) high=$((high * 16 + middle / 100000000))
    low=$((low % 100000000)) middle=$((middle % 100000000)) high=$((high % 100000000))
  done
  printf '%08d%08d%08d' "$high" "$middle" "$low" | sed 's/..../& /g; s/ $//'
}

usage() {
  text 'Dùng: sudo sh install.sh [--answers TỆP | --config TỆP] [--dry-run] [--lang vi|en]' \
    'Usage: sudo sh install.sh [--answers FILE | --config FILE] [--dry-run] [--lang vi|en]'
  echo
}

# A value of os-release(5).
release() { sed -n "s/^$1=//p" /etc/os-release | tr -d '"'; }

check_box() {
  begin 'Xem máy này' 'Looking at this box'
  [ "$(id -u)" -eq 0 ] || fail 'cần quyền quản trị' 'this needs root' "gõ: sudo sh $0" "type: sudo sh $0"
  arch=$(dpkg --print-architecture 2>/dev/null)
  suite=$(release VERSION_CODENAME) version=$(release PRETTY_NAME)
  say "$version, $arch" "$version, $arch"
  deb=$(find "$stick" -maxdepth 1 -name "checkpoint-portal_*_$arch.deb" | sort | tail -n 1)
  [ -n "$deb" ] || fail "USB này không có gói cho máy loại $arch" "this stick has no package for $arch" \
    'Pi cài bản 32-bit (armhf): ghi lại thẻ bằng bản 64-bit; máy khác: xin USB cho loại máy này' \
    'a Pi with a 32-bit system (armhf): write the card anew with the 64-bit one; else ask for a stick for this kind of box'
  suites=$(find "$stick/debian" -mindepth 1 -maxdepth 1 -printf '%f ' 2>/dev/null)
  [ -f "$stick/debian/$suite/Packages" ] || fail "USB này không dành cho $version" "this stick is not for $version" \
    "ghi lại thẻ nhớ bằng bản ${suites% }, hoặc xin USB làm cho $suite" "write the card anew with ${suites% }, or ask for a stick for $suite"
  if [ -n "$answers$config" ] && [ ! -r "$answers$config" ]; then
    fail "không đọc được $answers$config" "cannot read $answers$config" 'xem lại tên tệp' "see the file's name"
  fi
  there=$(dpkg-query -W -f '${db:Status-Abbrev} ${Version}' checkpoint-portal 2>/dev/null | sed -n 's/^ii *//p')
  brought=$(dpkg-deb -f "$deb" Version) || fail 'không đọc được gói trên USB' 'the package on the stick cannot be read' \
    'chép lại USB' 'copy the stick anew'
}

# What is installed twice lies there twice for a while.
check_room() {
  begin 'Xem chỗ trống' 'Looking for room'
  need=$(( ($(dpkg-deb -f "$deb" Installed-Size) * 2 + 150000) / 1024 ))
  for place in /usr /var; do
    free=$(df -Pk "$place" | awk 'NR == 2 { print int($4 / 1024) }')
    [ "$free" -ge "$need" ] || fail "$place chỉ còn $free MB, cần $need MB" "$place has $free MB left, $need MB are needed" \
      'xóa bớt: sudo apt-get clean; hoặc dùng thẻ nhớ lớn hơn' 'make room: sudo apt-get clean; or use a larger card'
  done
  say "cần $need MB, đủ chỗ" "$need MB are needed, and there"
}

# Only what this box will be given: other suites' files on the stick are none of its business.
check_sums() {
  begin 'Kiểm tra từng tệp trên USB' 'Checking each file of the stick'
  grep -E "  (debian/$suite/|[^/]*$|notices/)" "$stick/SHA256SUMS" > "$work/sums" 2>/dev/null
  [ -s "$work/sums" ] || fail 'USB thiếu SHA256SUMS' 'the stick has no SHA256SUMS' 'chép lại USB' 'copy the stick anew'
  (cd "$stick" && sha256sum -c --quiet "$work/sums") > "$work/broken" 2>/dev/null || {
    broken=$(sed -n 's/: FAILED.*//p' "$work/broken" | tr '\n' ' ')
    fail "tệp hỏng: $broken" "broken: $broken" 'chép lại USB từ bản gốc, hoặc đổi USB' \
      'copy the stick anew from the original, or take another one'
  }
  for file in "$stick/debian/$suite"/* "$stick"/notices/*.md "$deb"; do
    [ -e "$file" ] || continue
    cut -c 67- "$work/sums" | grep -qxF "${file#"$stick/"}" || fail "tệp lạ: ${file#"$stick/"}" "not in the list: ${file#"$stick/"}" \
      'xóa tệp ấy, hoặc chép lại USB' 'remove it, or copy the stick anew'
  done
  say "$(wc -l < "$work/sums") tệp tốt" "$(wc -l < "$work/sums") files are good"
}

# Not every box has an OpenSSL that knows Ed25519. A box that is a checkpoint asks its own Node; a bare one has nothing yet that
# it could trust more than this script, which lies on the stick too: there the digits count, which people compare.
verify() {
  node=/usr/lib/checkpoint-portal/bin/node
  if [ ! -x "$node" ] && openssl version 2>/dev/null | grep -q '^OpenSSL [3-9]'; then
    # Better than the stick's own Node, which would be judge in its own cause.
    { printf MCowBQYDK2VwAyEA && tr -d '[:space:]' < "$stick/publisher.pub"; } | base64 -d > "$work/publisher.der"
    openssl pkeyutl -verify -pubin -keyform DER -inkey "$work/publisher.der" -rawin -in "$stick/SHA256SUMS" \
      -sigfile "$stick/SHA256SUMS.sig" > /dev/null 2>&1
    return
  fi
  if [ ! -x "$node" ]; then
    node=$work/node
    dpkg-deb --fsys-tarfile "$deb" | tar -xO ./usr/lib/checkpoint-portal/bin/node > "$node" && chmod 700 "$node" || return
  fi
  # RFC 8410: the same twelve bytes stand before every Ed25519 key.
  (cd "$stick" && "$node" -e "
    const { readFileSync } = require('node:fs'), { createPublicKey, verify } = require('node:crypto');
    const key = Buffer.from('MCowBQYDK2VwAyEA' + readFileSync('publisher.pub', 'latin1').trim(), 'base64');
    const publisher = createPublicKey({ key, format: 'der', type: 'spki' });
    process.exitCode = verify(null, readFileSync('SHA256SUMS'), publisher, readFileSync('SHA256SUMS.sig')) ? 0 : 1;
  ") > /dev/null 2>&1
}

check_signature() {
  begin 'Kiểm tra chữ ký' 'Checking the signature'
  digits=$(fingerprint "$stick/publisher.pub")
  if [ -f "$ETC/publisher.pub" ] && ! cmp -s "$ETC/publisher.pub" "$stick/publisher.pub"; then
    fail "USB do nơi khác phát hành: $digits" "another publisher made this stick: $digits" \
      "máy này chỉ nhận: $(fingerprint "$ETC/publisher.pub"); đổi nơi phát hành thì xóa $ETC/publisher.pub" \
      "this box takes: $(fingerprint "$ETC/publisher.pub"); to change that, remove $ETC/publisher.pub"
  fi
  verify || fail 'chữ ký sai: USB đã bị sửa' 'the signature is wrong: the stick was altered' \
    'không dùng USB này; xin USB khác' 'do not use this stick; ask for another one'
  say 'chữ ký đúng' 'the signature is right'
  if [ -f "$ETC/publisher.pub" ]; then
    say 'vẫn là nơi phát hành cũ' 'the publisher is the one before'
  else
    say 'Gọi nơi gửi USB, đối chiếu 24 số này (khác thì dừng, Ctrl+C):' 'Compare these digits with who sent the stick, by telephone (else Ctrl+C):'
    say "$digits" "$digits"
    wait_for_call
  fi
}

# Digits that scroll away are compared by nobody. With answers in a file nobody need be there.
wait_for_call() {
  [ -t 0 ] && [ -z "$answers$config$dry" ] || return 0
  printf '      %s ' "$(text 'Đúng thì Enter, khác thì Ctrl+C:' 'The same: Enter; others: Ctrl+C:')"
  read -r _ || exit 130
}

# The update keeps a copy of the counts, in which the old version can read on, and judges the new one; this script does neither.
hand_over() {
  [ -f "$ETC/checkpoint.toml" ] && [ -n "$there" ] && dpkg --compare-versions "$there" lt "$brought" || return 0
  # It asks whether the box knows the publisher.
  [ -n "$dry" ] || [ -f "$ETC/publisher.pub" ] || put "$stick/publisher.pub" "$ETC/publisher.pub"
  fail "máy này đã là chốt, đang dùng bản $there" "this box is a checkpoint already, with $there" \
    "gõ: sudo checkpoint-portal update $stick" "run: sudo checkpoint-portal update $stick"
}

# apt takes no blank in a path, and a stick's label may have one.
prepare_apt() {
  mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
  ln -s "$stick/debian/$suite" "$work/debian"
  echo "deb [trusted=yes] file:$work/debian ./" > "$work/stick.list"
  ln -s "$deb" "$work/$(basename "$deb")"
  stick_apt update > "$work/apt.log" 2>&1 || apt_failed
  stick_apt install -s -o Dir::Log="$work" "$work/$(basename "$deb")" > "$work/plan" 2>> "$work/apt.log" || { cat "$work/plan" >> "$work/apt.log"; apt_failed; }
  # "Inst name [installed] (new ...": without brackets it was not there.
  new=$(sed -n 's/^Inst \([^ ]*\) (.*/\1/p' "$work/plan" | tr '\n' ' ')
  changed=$(sed -n 's/^Inst \([^ ]*\) \[.*/\1/p' "$work/plan" | tr '\n' ' ')
}

apt_failed() {
  grep -E '^(E:|dpkg: error| [a-z0-9.+-]+ : )' "$work/apt.log" | tail -n 5 >&2
  fail 'không cài được các gói' 'the packages could not be installed' \
    "xem $LOG; máy đang dở việc cài khác thì: sudo dpkg --configure -a" "see $LOG; where another installation was cut off: sudo dpkg --configure -a"
}

# A dot each few seconds while a program works; its status.
show_life() {
  printf '      '
  while kill -0 "$1" 2>/dev/null; do printf '.'; sleep 3; done
  echo
  wait "$1"
}

install_packages() {
  begin 'Cài các gói từ USB' 'Installing the packages from the stick'
  if [ -n "$there" ] && dpkg --compare-versions "$there" ge "$brought"; then
    say "đã cài sẵn $there" "$there is installed already"
    return
  fi
  prepare_apt
  count=$(echo "$new" | wc -w)
  say "$count gói mới; vài phút" "$count new packages; some minutes"
  note "new: $new"
  [ -z "$changed" ] || say "nâng cấp: $changed" "upgraded: $changed"
  [ -z "$dry" ] || return
  stage=packages
  stick_apt install -y "$work/$(basename "$deb")" >> "$work/apt.log" 2>&1 &
  show_life $! || apt_failed
  say "đã cài checkpoint-portal $brought" "checkpoint-portal $brought is installed"
}

# A stick that root has mounted may let nobody else read.
put() { install -m 644 "$1" "$2.new" && mv "$2.new" "$2"; }

# The update goes back to the package that lies here.
keep_package() {
  begin 'Giữ gói và khóa trên máy' 'Keeping the package and the key on the box'
  say "$KEPT, $ETC/publisher.pub" "$KEPT, $ETC/publisher.pub"
  [ -z "$dry" ] || return
  stage=packages
  mkdir -p "$KEPT" "$ETC"
  { put "$deb" "$KEPT/$(basename "$deb")" && put "$stick/publisher.pub" "$ETC/publisher.pub"; } || fail 'không ghi được' 'cannot write' 'xem đĩa còn ghi được không' 'see whether the disk can be written to'
  [ ! -d "$stick/notices" ] || { mkdir -p "$ETC/notices" && install -m 644 "$stick/notices"/*.md "$ETC/notices"; }
  sync
}

# A config that is there is put to use as it is, unless other answers came.
set_up() {
  begin 'Thiết lập chốt' 'Setting the checkpoint up'
  if [ -z "$answers$config" ] && [ -f "$ETC/checkpoint.toml" ]; then
    set -- config apply
  else
    set -- setup
    [ -z "$answers" ] || set -- "$@" --answers "$answers"
    [ -z "$config" ] || set -- "$@" --config "$config"
    [ ! -w "$stick" ] || set -- "$@" --print "$stick/print-kit"
  fi
  say "checkpoint-portal $*" "checkpoint-portal $*"
  [ -z "$dry" ] || return
  checkpoint-portal "$@" --lang "$tongue" || not_set_up
}

not_set_up() {
  if was_refused; then
    again_vi="sửa $REFUSED, rồi chạy lại lệnh này với --config $REFUSED"
    again_en="mend $REFUSED, then run this again with --config $REFUSED"
  else
    again_vi='ghi câu trả lời đã sửa vào một tệp, rồi chạy lại lệnh này với --answers TỆP'
    again_en='put the mended answers into a file, then run this again with --answers FILE'
  fi
  fail 'chưa thiết lập được chốt' 'the checkpoint could not be set up' \
    "xem lỗi ở trên và \`journalctl -u checkpoint-portal -n 20\`; $again_vi" \
    "see above, and \`journalctl -u checkpoint-portal -n 20\`; $again_en"
}

# What was written to a stick may still be in memory only.
farewell() {
  sync -f "$stick" 2>/dev/null
  mounted=$(df --output=target "$stick" | tail -n 1)
  case $mounted in
    / | /home | /var | /tmp) printf '\n%s\n' "$(text 'Chốt đã sẵn sàng.' 'The checkpoint is ready.')" ;;
    *) printf '\n%s\n' "$(text "Chốt đã sẵn sàng. Trước khi rút USB: sudo umount $mounted" "The checkpoint is ready. Before you pull the stick: sudo umount $mounted")" ;;
  esac
  note 'done'
}

while [ $# -gt 0 ]; do
  case $1 in
    --dry-run) dry=yes ;;
    --answers | --config | --lang)
      [ $# -ge 2 ] || { usage >&2; exit 2; }
      case $1 in --answers) answers=$2 ;; --config) config=$2 ;; *) set_tongue "$2" ;; esac
      shift
      ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
  shift
done
[ -z "$answers" ] || [ -z "$config" ] || { usage >&2; exit 2; }
trap leave EXIT
trap 'exit 130' HUP INT TERM
# Not /tmp, which may be memory: there is room for a Node here.
work=$(mktemp -d -p /var/tmp)
check_box
check_room
check_sums
check_signature
hand_over
[ -n "$dry" ] || remember
install_packages
keep_package
set_up
if [ -n "$dry" ]; then
  printf '\n%s\n' "$(text 'Chạy thử: chưa thay đổi gì.' 'Dry run: nothing was changed.')"
else
  farewell
fi
