import { connect, type Socket } from 'node:net';
import { type GateAnswer, GateError, type GateRequest, parseGateAnswer } from '../../domain/gate.ts';
import { readLines } from '../../platform/read-lines.ts';
import type { Gate } from '../ports.ts';

/** Longer than two batches may take (nft.ts); a traveler should rather see "try again" than a page that never comes. */
const ANSWER_MS = 3000;
/** Longer than the gate gives a list; nobody waits at the barrier for one. */
const LIST_MS = 10_000;
/** A full list of 20,000 clients is some 900 kB. */
const ANSWER_CHARACTERS_AT_MOST = 4_000_000;

type Question = GateRequest extends infer R ? (R extends unknown ? Omit<R, 'id'> : never) : never;

/** The gate program over its unix socket. One connection carries many questions; a lost one is made anew at the next. */
export function createGateClient(socketPath: string): Gate {
  const questions = createQuestions();
  let socket: Socket | undefined;
  const lose = (lost: Socket, reason: string) => {
    if (lost !== socket) return;
    socket = undefined;
    questions.failAll(new GateError('unreachable', `${socketPath}: ${reason}`));
  };
  const open = (): Socket => {
    const fresh = connect(socketPath);
    fresh.on('error', (error) => lose(fresh, error.message));
    fresh.on('close', () => lose(fresh, 'the gate hung up'));
    readLines(fresh, ANSWER_CHARACTERS_AT_MOST, (line) => {
      const answer = parseGateAnswer(line);
      if (answer) questions.settle(answer);
      else fresh.destroy();
    });
    return fresh;
  };
  const ask = async (question: Question) => {
    const { id, answered } = questions.put(question.verb === 'list' ? LIST_MS : ANSWER_MS);
    socket ??= open();
    socket.write(`${JSON.stringify({ id, ...question })}\n`);
    const answer = await answered;
    if (!answer.ok) throw new GateError(answer.code, answer.message);
    return answer;
  };
  return {
    grant: async (mac, seconds) => void (await ask({ verb: 'grant', mac, seconds })),
    revoke: async (mac) => void (await ask({ verb: 'revoke', mac })),
    declare: async (state) => void (await ask({ verb: 'declare', ...state })),
    list: async () => (await ask({ verb: 'list' })).grants ?? [],
    health: async () => (await ask({ verb: 'health' })).upkeep ?? [],
    close: () => socket?.destroy(),
  };
}

/** Questions on their way, each with an id and a time by which it must be answered. */
function createQuestions() {
  const open = new Map<number, { resolve(answer: GateAnswer): void; reject(error: GateError): void }>();
  let lastId = 0;
  return {
    put(withinMs: number): { id: number; answered: Promise<GateAnswer> } {
      const id = ++lastId;
      let timer: NodeJS.Timeout | undefined;
      const answered = new Promise<GateAnswer>((resolve, reject) => {
        open.set(id, { resolve, reject });
        timer = setTimeout(reject, withinMs, new GateError('unreachable', `no answer within ${withinMs} ms`));
      }).finally(() => {
        clearTimeout(timer);
        open.delete(id);
      });
      return { id, answered };
    },
    settle: (answer: GateAnswer) => open.get(answer.id)?.resolve(answer),
    failAll(error: GateError) {
      for (const { reject } of open.values()) reject(error);
    },
  };
}
