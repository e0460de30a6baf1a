import { existsSync } from 'node:fs';
import { PRIVACY } from '../domain/privacy/table.ts';
import { auditBox } from './audit-box.ts';
import { type Command, CommandFault, EXIT, textOption } from './command.ts';
import { JSON_OPTION, printJson } from './json-option.ts';
import { CONFIG_OPTION, loadConfig } from './load-config.ts';
import { tellAudit } from './privacy-words.ts';

export const privacyAudit: Command = {
  name: 'privacy-audit',
  positionals: [],
  options: {
    ...CONFIG_OPTION,
    ...JSON_OPTION,
    log: {
      type: 'string',
      value: 'PATH',
      text: {
        vi: 'xem thêm tệp nhật ký này, hoặc thư mục',
        en: 'a log file, or a folder of such, to search too',
      },
    },
  },
  text: {
    vi: 'liệt kê mọi thứ được lưu, tìm dấu vết của điện thoại',
    en: 'list all that is kept, search for traces of phones',
  },
  async run(context, args) {
    const { checkpoint } = loadConfig(context, args);
    const logPath = textOption(args, 'log');
    if (logPath !== undefined && !existsSync(logPath)) throw noLog(logPath);
    const audit = await auditBox(context, { checkpoint, logPath });
    const ok = audit.findings.length === 0;
    if (args.options.json) printJson(context.stdout, { ok, ...audit, table: PRIVACY });
    else context.stdout.write(tellAudit(audit, context.tongue));
    return ok ? EXIT.good : EXIT.fault;
  },
};

function noLog(path: string): CommandFault {
  return new CommandFault(
    {
      vi: `privacy-audit: không có ${path}\n    Cách sửa: ghi đúng tệp nhật ký sau --log, hoặc bỏ --log`,
      en: `privacy-audit: there is no ${path}\n    Remedy: name a log file behind --log, or leave --log out`,
    },
    EXIT.usage,
  );
}
