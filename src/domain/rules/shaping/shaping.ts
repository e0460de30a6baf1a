import type { Checkpoint } from '../../checkpoint.ts';
import type { Text } from '../../text.ts';
import type { Shaping, ShapingKind } from './kinds.ts';
import { cake, fqCodel, htb, IFB } from './queues.ts';

const NONE: Shaping = { kind: 'none', links: [], lines: [], roots: {}, ingress: [] };

/** All ways that fit the checkpoint, the best first. The last is none at all, which every kernel can do. */
export function shapingsFor(checkpoint: Checkpoint): readonly Shaping[] {
  const { downKbit, upKbit } = checkpoint.uplink;
  const known = downKbit !== undefined && upKbit !== undefined;
  const lesser = known
    ? [htb(checkpoint, 'fq_codel'), htb(checkpoint, 'pfifo')]
    : [fqCodel([checkpoint.uplink.interface, checkpoint.access.interface])];
  return [cake(checkpoint), ...lesser, NONE];
}

/** The best way as a file for `tc -batch`. The gate sets it up by itself, or the next best where the kernel lacks it. */
export function renderShaping(checkpoint: Checkpoint): string {
  const [{ links, lines } = NONE] = shapingsFor(checkpoint);
  const devices = links.flatMap((name) => [`# ip link add ${name} type ifb`, `# ip link set ${name} up`]);
  return `# Made by checkpoint-portal from checkpoint.toml: edit that file, then render again. To read: the gate sets this up by
# itself, or the next best where the kernel lacks it. By hand: tc -batch FILE
${[...devices, ...lines].join('\n')}
`;
}

/** Lines for `tc -force -batch` that clear away every kind; each fails where there is nothing to clear. */
export function undoShaping({ uplink, access }: Checkpoint): readonly string[] {
  return [
    // First: while it stands and its target is gone, the kernel drops all that comes in.
    `qdisc del dev ${uplink.interface} ingress`,
    `qdisc del dev ${uplink.interface} root`,
    `qdisc del dev ${access.interface} root`,
    `qdisc del dev ${IFB} root`,
  ];
}

/** What a technician can do for a fairer share; undefined where all is done. */
export function shapingAdvice({ uplink }: Checkpoint, kind: ShapingKind): Text | undefined {
  if (uplink.downKbit === undefined || uplink.upKbit === undefined) {
    return {
      vi: 'đo tốc độ đường truyền, rồi ghi uplink.down_kbit và uplink.up_kbit',
      en: 'measure what the link carries, then set uplink.down_kbit and uplink.up_kbit',
    };
  }
  if (kind !== 'none') return undefined;
  return {
    vi: 'nhân Linux này không chia đều được: dùng nhân của bản phân phối (cake, htb hay fq_codel)',
    en: "this kernel cannot share the link: use the distribution's own (cake, htb or fq_codel)",
  };
}
