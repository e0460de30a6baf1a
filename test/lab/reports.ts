import type { CheckpointAnswer } from '../../src/checkpoint/web/district/checkpoint-answer.ts';
import { type Answer, curl } from './clients/curl.ts';
import type { Router } from './router.ts';

/** The district's side of the checkpoint, asked from inside the router: the report API is not on the guest network. */
export interface Reports {
  /** Today's figures, as JSON unless another form is asked for. */
  ask(format?: 'json' | 'csv'): Promise<Answer>;
  /** Today's totals by event. */
  totals(): Promise<Readonly<Record<string, number>>>;
  /** How each destination stands, by its id. */
  destinations(): Promise<Readonly<Record<string, string>>>;
  /** `up` or `down`. */
  uplink(): Promise<string>;
}

/** Makes a token as the technician does. It survives a restart of the portal. */
export async function openReports(router: Router): Promise<Reports> {
  const [token = ''] = (await router.cli('token', 'create', 'lab')).match(/\S{20,}/) ?? [];
  const ask = (format = 'json') => {
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date());
    const url = `http://127.0.0.1:8081/api/v1/counts?from=${today}&to=${today}&by=hour&format=${format}`;
    return curl(router, url, '--header', `Authorization: Bearer ${token}`);
  };
  const totals = async () => {
    const { status, body } = await ask();
    if (status !== 200) throw new Error(`the report API answered ${status}: ${body}`);
    return (JSON.parse(body) as { totals: Record<string, number> }).totals;
  };
  const checkpoint = async () => {
    const url = 'http://127.0.0.1:8081/api/v1/checkpoint';
    const { status, body } = await curl(router, url, '--header', `Authorization: Bearer ${token}`);
    if (status !== 200) throw new Error(`the report API answered ${status}: ${body}`);
    return JSON.parse(body) as CheckpointAnswer;
  };
  const destinations = async () =>
    Object.fromEntries((await checkpoint()).destinations.map(({ id, state }) => [id, state]));
  return { ask, totals, destinations, uplink: async () => (await checkpoint()).uplink.state };
}
