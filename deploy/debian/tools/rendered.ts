import { SYSTEM_FILES } from '../../../src/domain/rules/system-files.ts';

// What `render` puts on a box, so that removing the package takes it away again.
process.stdout.write(SYSTEM_FILES.map((file) => `/${file}`).join(' '));
