import { expect, find, sh } from '../../machine/programs/shell.ts';

const CLIENT = '0a:c4:5e:d7:9b:01';
const OTHER = '0a:c4:5e:d7:9b:02';
const SET = 'inet checkpoint granted';

/** What this kernel, older than the lab's, makes of a grant to one who has one. */
export async function findKernel(): Promise<void> {
  await find('granting again lengthens what is left', async () => {
    await batch(again(CLIENT, 60));
    const before = await left(CLIENT);
    await batch(again(CLIENT, 600));
    const after = await left(CLIENT);
    await batch(`delete element ${SET} { ${CLIENT} }`);
    expect(before <= 60 && after > 500, `${before} s, then ${after} s`);
    return `kernel ${await sh('uname -r')}: ${before} s, then ${after} s`;
  });
  await find('adding alone would have said', async () => {
    await batch(`add element ${SET} { ${OTHER} timeout 60s }`);
    await batch(`add element ${SET} { ${OTHER} timeout 600s }`).catch(() => undefined);
    const after = await left(OTHER);
    await batch(`delete element ${SET} { ${OTHER} }`);
    return `${after} s left`;
  });
}

/** As `src/gate/nft.ts` grants. */
function again(mac: string, seconds: number): string {
  return [
    `add element ${SET} { ${mac} }`,
    `delete element ${SET} { ${mac} }`,
    `add element ${SET} { ${mac} timeout ${seconds}s }`,
  ].join('\n');
}

async function batch(lines: string): Promise<void> {
  await sh(`nft -f - <<'END'\n${lines}\nEND`);
}

async function left(mac: string): Promise<number> {
  const said = await sh(`nft -j list set ${SET}`);
  return Number(said.match(new RegExp(`"${mac}"[^}]*"expires": ?(\\d+)`))?.[1] ?? -1);
}
