#!/bin/sh
# After each change of checkpoint.toml: what `config apply` does on Debian, as far as this box has it.
set -eu
checkpoint-portal config check
checkpoint-portal render --out /
# The guests' IPv6 addresses follow from the checkpoint's id.
uci -q delete network.checkpoint.ip6addr || true
sed -n 's/^Address=\(.*:.*\)$/\1/p' /etc/systemd/network/10-checkpoint-guests.network | while read -r address; do
  uci add_list "network.checkpoint.ip6addr=$address"
done
uci commit network
/etc/init.d/network reload
/etc/init.d/firewall restart
/etc/init.d/checkpoint restart
