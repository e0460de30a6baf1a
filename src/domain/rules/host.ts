/**
 * What holds for the whole box once it is a checkpoint, by its place under `/etc/systemd`. Rendered and not in the package's units:
 * the package is on the PC of a district too. Whoever wants it otherwise writes a drop-in whose name sorts after these.
 */
export const HOST_FILES: Readonly<Record<string, () => string>> = {
  'system.conf.d/50-checkpoint-portal.conf': () => `# Made by checkpoint-portal.
[Manager]
# A kernel that hangs is started anew by the board's own watchdog, where there is one. More than 15 s some boards cannot count.
RuntimeWatchdogSec=15s
# What a program that crashes leaves behind may hold phones' addresses.
DefaultLimitCORE=0
`,
  'journald.conf.d/50-checkpoint-portal.conf': () => `# Made by checkpoint-portal.
[Journal]
# In memory: on a card it would write more than the counts do, every five minutes for ever, and the kernel may name a phone.
# What must outlive a power cut is in the ledger.
Storage=volatile
RuntimeMaxUse=16M
`,
  'coredump.conf.d/50-checkpoint-portal.conf': () => `# Made by checkpoint-portal.
[Coredump]
Storage=none
`,
  // Raspberry Pi OS: a file on the card, which phones' addresses would be written to, and which wears the card out.
  'system/dphys-swapfile.service.d/checkpoint-portal.conf':
    () => `# Made by checkpoint-portal: no swap on a card, from the next start on.
[Unit]
ConditionPathExists=!/etc/checkpoint-portal/checkpoint.toml
`,
};
