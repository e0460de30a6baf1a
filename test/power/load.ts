import type { Machine } from './machine.ts';

const PORT = 8080;
/** Taps under way at any time. */
const AT_ONCE = 4;

/** What the phones know of one life of the machine. */
export interface Taps {
  /** How many were sent. */
  readonly asked: number;
  /** When each was acknowledged, in milliseconds of `performance.now()`, the earliest first. */
  readonly acknowledgedMs: readonly number[];
}

/** Phones that tap one after the other, some at once, until nobody answers. Each is another one: its address is all that it is known by. */
export function startTaps({ ask }: Machine, nextPhone: () => number) {
  let asked = 0;
  const acknowledgedMs: number[] = [];
  let answered = () => {};
  const firstAnswer = new Promise<void>((resolve) => {
    answered = resolve;
  });
  const lane = async () => {
    for (;;) {
      asked += 1;
      const { status } = await ask(tapOf(nextPhone()));
      if (status === 0) return;
      if (status !== 303) throw new Error(`a tap was answered with ${status}`);
      acknowledgedMs.push(performance.now());
      answered();
    }
  };
  const lanes = Promise.all(Array.from({ length: AT_ONCE }, lane));
  return {
    /** Rejects where a tap is answered by anything but a session. */
    firstAnswer: Promise.race([firstAnswer, lanes]),
    /** Once the machine is gone. */
    async end(): Promise<Taps> {
      await lanes;
      return { asked, acknowledgedMs };
    },
  };
}

function tapOf(phone: number) {
  const localAddress = `127.${1 + (phone >> 14)}.${(phone >> 7) & 127}.${1 + (phone & 127)}`;
  const headers = { host: `localhost:${PORT}`, 'content-length': 0 };
  return { host: '127.0.0.1', port: PORT, localAddress, method: 'POST', path: '/accept', headers };
}
