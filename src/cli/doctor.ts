import { CHECKS } from '../doctor/checks.ts';
import { examine } from '../doctor/doctor.ts';
import type { CheckReport, DoctorReport, Finding, Level } from '../domain/finding.ts';
import type { Text, Tongue } from '../domain/text.ts';
import { type Command, CommandFault, EXIT } from './command.ts';
import { createDoctorBox } from './doctor-box.ts';
import { JSON_OPTION, printJson } from './json-option.ts';
import { CONFIG_OPTION, loadConfig } from './load-config.ts';
import { wrap } from './wrap.ts';

export const doctor: Command = {
  name: 'doctor',
  positionals: ['[CHECK...]'],
  options: { ...CONFIG_OPTION, ...JSON_OPTION },
  text: {
    vi: 'khám máy này: cái gì hỏng, sửa thế nào',
    en: 'look this box over: what is wrong, how to mend it',
  },
  async run(context, args) {
    const { checkpoint } = loadConfig(context, args);
    const box = createDoctorBox(context, checkpoint);
    const tell = (report: CheckReport) => void context.stdout.write(tellReport(report, context.tongue));
    const report = await examine(box, chosen(args.positionals), args.options.json ? undefined : tell);
    if (args.options.json) printJson(context.stdout, report);
    else context.stdout.write(summary(report, context.tongue));
    return report.level === 'red' ? EXIT.fault : EXIT.good;
  },
};

function chosen(ids: readonly string[]) {
  if (ids.length === 0) return CHECKS;
  const unknown = ids.find((id) => !CHECKS.some((check) => check.id === id));
  if (unknown === undefined) return CHECKS.filter(({ id }) => ids.includes(id));
  const all = CHECKS.map(({ id }) => id).join(', ');
  throw new CommandFault(
    {
      vi: `không có mục khám "${unknown}"\n    Cách sửa: chọn trong: ${all}`,
      en: `there is no check "${unknown}"\n    Remedy: choose from: ${all}`,
    },
    EXIT.usage,
  );
}

const SIGNS: Readonly<Record<Level, Text>> = {
  green: { vi: 'TỐT ', en: 'GOOD' },
  yellow: { vi: 'CHÚ Ý', en: 'MIND' },
  red: { vi: 'HỎNG', en: 'BAD ' },
};

function tellReport({ name, level, findings }: CheckReport, tongue: Tongue): string {
  if (findings.length === 0) return '';
  const lines = findings.map((finding) => tellFinding(finding, tongue));
  return `${SIGNS[level][tongue]}  ${name[tongue]}\n${lines.join('')}`;
}

function tellFinding({ what, meaning, remedy, again }: Finding, tongue: Tongue): string {
  const vi = tongue === 'vi';
  const parts = [
    what[tongue],
    meaning && `${vi ? 'Nghĩa là' : 'Meaning'}: ${meaning[tongue]}`,
    remedy && `${vi ? 'Cách sửa' : 'Remedy'}: ${remedy[tongue]}`,
    again && `${vi ? 'Kiểm tra lại' : 'Check again'}: ${again}`,
  ];
  return parts.flatMap((part) => (part ? [`${wrap(`      ${part}`)}\n`] : [])).join('');
}

function summary({ level, checks }: DoctorReport, tongue: Tongue): string {
  const bad = checks.filter((check) => check.level !== 'green').length;
  if (level === 'green') return tongue === 'vi' ? '\nTất cả đều tốt.\n' : '\nAll is well.\n';
  return tongue === 'vi' ? `\n${bad} mục cần xem.\n` : `\n${bad} to look at.\n`;
}
