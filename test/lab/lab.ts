import { mkdir } from 'node:fs/promises';
import { GATEWAY, type Internet, startInternet } from './internet.ts';
import { addNamespace, configure } from './namespace.ts';
import { addPhone, type Families, type Phone } from './phone.ts';
import { demolish, demolishAtExit, labDirectory, newLabName, sweep } from './remains.ts';
import { type Extras, type Router, startRouter } from './router.ts';

/** A checkpoint on a real network: phones, a router and a pretend internet, each in a network namespace. */
export interface Lab {
  readonly name: string;
  readonly router: Router;
  readonly internet: Internet;
  /** A further phone that has just joined the WiFi; it speaks both families unless told otherwise. */
  addPhone(families?: Families): Promise<Phone>;
  close(): void;
}

/** Opens a lab, beside others if there are any. Whatever happens to this process, nothing of it is left for long. */
export async function openLab(extras?: Extras): Promise<Lab> {
  sweep();
  const name = newLabName();
  const directory = labDirectory(name);
  const callOff = demolishAtExit(name);
  const close = () => {
    callOff();
    demolish(name);
  };
  try {
    await mkdir(directory);
    const { router, internet } = await startMachines(name, directory, extras);
    let phones = 0;
    const plugIn = (families: Families = 'both') => {
      phones += 1;
      return addPhone({ lab: name, directory, number: phones, families });
    };
    return { name, router, internet, addPhone: plugIn, close };
  } catch (error) {
    close();
    throw error;
  }
}

async function startMachines(
  lab: string,
  directory: string,
  extras?: Extras,
): Promise<Pick<Lab, 'router' | 'internet'>> {
  const [outside, inside] = await Promise.all([
    addNamespace(`${lab}-internet`),
    addNamespace(`${lab}-router`, GATEWAY),
  ]);
  await configure(inside.name, [`link add wan0 type veth peer name wan0 netns ${outside.name}`]);
  // First the internet: a checkpoint that finds none tells its phones so.
  const internet = await startInternet(outside, directory);
  return { router: await startRouter(inside, directory, extras), internet };
}
