import { chown, copyFile, stat } from 'node:fs/promises';
import { MIGRATIONS, type Migration, migrate, migrationWords } from '../config/migrations.ts';
import { reasonOf } from '../platform/log.ts';
import { replaceFile } from '../platform/replace-file.ts';
import { type Command, CommandFault, type Context, EXIT } from './command.ts';
import { JSON_OPTION, printJson } from './json-option.ts';
import { CONFIG_OPTION, readConfig } from './load-config.ts';
import { wrap } from './wrap.ts';

/** What an update runs before the config is applied. Where nothing has to change it touches nothing. */
export const configMigrate = createConfigMigrate(MIGRATIONS);

export function createConfigMigrate(migrations: readonly Migration[]): Command {
  return {
    name: 'config migrate',
    positionals: [],
    options: { ...CONFIG_OPTION, ...JSON_OPTION },
    text: {
      vi: 'đổi mục cũ sang tên mới, giữ lại tệp cũ',
      en: 'give old settings their new names, and keep the old file',
    },
    async run(context, args) {
      const { file, toml } = readConfig(context, args);
      const { toml: migrated, applied } = migrate(toml, migrations);
      const kept = applied.length === 0 ? undefined : await replaceConfig(context, file, migrated);
      if (args.options.json) printJson(context.stdout, { file, kept, applied });
      else for (const migration of applied) context.stdout.write(`${tell(migration, context)}\n`);
      return EXIT.good;
    },
  };
}

/** The old file under a name of its own first: an update that is taken back finds it. */
async function replaceConfig({ version }: Context, file: string, toml: string): Promise<string> {
  const kept = `${file}.before-${version}`;
  try {
    await copyFile(file, kept);
    const { mode, uid, gid } = await stat(file);
    await replaceFile(file, Buffer.from(toml), mode & 0o777);
    // The portal may be let in by its group.
    await chown(file, uid, gid);
  } catch (error) {
    const reason = reasonOf(error);
    throw new CommandFault({
      vi: `không đổi được ${file} (${reason})\n    Cách sửa: chạy lại với sudo; xem thẻ nhớ còn chỗ không`,
      en: `cannot change ${file} (${reason})\n    Remedy: run it again with sudo; see that the card has room`,
    });
  }
  return kept;
}

function tell(migration: Migration, { tongue }: Context): string {
  return wrap(migrationWords(migration)[tongue]);
}
