import type { Command } from './command.ts';
import { configApply } from './config-apply.ts';
import { configCheck } from './config-check.ts';
import { configMigrate } from './config-migrate.ts';
import { configShow } from './config-show.ts';
import { counts } from './counts.ts';
import { countsExport } from './counts-export.ts';
import { countsWipe } from './counts-wipe.ts';
import { doctor } from './doctor.ts';
import { enroll } from './enroll.ts';
import { gate } from './gate.ts';
import { noticesAdd } from './notices-add.ts';
import { noticesCheck } from './notices-check.ts';
import { noticesKey } from './notices-key.ts';
import { noticesList } from './notices-list.ts';
import { noticesPack } from './notices-pack.ts';
import { portal } from './portal.ts';
import { printKit } from './print-kit.ts';
import { privacyAudit } from './privacy-audit.ts';
import { pull } from './pull.ts';
import { render } from './render.ts';
import { revoke } from './revoke.ts';
import { setup } from './setup.ts';
import { status } from './status.ts';
import { tokenCreate } from './token-create.ts';
import { tokenList } from './token-list.ts';
import { tokenRevoke } from './token-revoke.ts';
import { update } from './update.ts';

/** In the order of the help. */
export const COMMANDS: readonly Command[] = [
  portal,
  gate,
  setup,
  configCheck,
  configMigrate,
  configShow,
  configApply,
  render,
  printKit,
  status,
  doctor,
  update,
  revoke,
  counts,
  countsExport,
  countsWipe,
  tokenCreate,
  tokenList,
  tokenRevoke,
  enroll,
  noticesList,
  noticesCheck,
  noticesAdd,
  noticesKey,
  noticesPack,
  privacyAudit,
  pull,
];
