import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { parseDoctorReport } from '../../domain/doctor-report.ts';
import type { DoctorReading, DoctorReports } from '../ports.ts';

/** Some 25 kB are usual. */
const BYTES_AT_MOST = 512 * 1024;

/** The report that root's doctor has left in a file; on a tmpfs, so that it is of this start of the machine. */
export function createDoctorReports(file = '/run/checkpoint-doctor/report.json'): DoctorReports {
  return {
    async read() {
      // A pipe in its place would else keep us waiting for whoever writes.
      const opened = await open(file, constants.O_RDONLY | constants.O_NONBLOCK).catch(whyNot);
      if (typeof opened === 'string') return opened;
      return readReport(opened)
        .catch((): DoctorReading => 'broken')
        .finally(() => opened.close());
    },
  };
}

async function readReport(handle: FileHandle): Promise<DoctorReading> {
  const stat = await handle.stat();
  if (!stat.isFile() || stat.size > BYTES_AT_MOST) return 'broken';
  const report = parseDoctorReport(JSON.parse(await handle.readFile('utf8')));
  return report ? { report } : 'broken';
}

function whyNot({ code }: NodeJS.ErrnoException): 'missing' | 'broken' {
  return code === 'ENOENT' ? 'missing' : 'broken';
}
