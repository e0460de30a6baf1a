import express, { type RequestHandler } from 'express';
import type { Importance } from '../../domain/notice.ts';
import { BUNDLE_BYTES_AT_MOST, type NoticeBundle } from '../../domain/notice-bundle.ts';
import type { NoticeFault } from '../../domain/notice-fault.ts';
import type { Notices } from '../flows/notices.ts';

/** What travelers are shown now, and where it comes from. */
export interface NoticesAnswer {
  readonly shown: readonly {
    readonly id: string;
    readonly importance: Importance;
    readonly date: string;
    readonly expires: string;
    readonly languages: readonly string[];
    readonly from: 'folder' | 'bundle';
  }[];
  /** The district's that is in use; null where there is none. */
  readonly bundle: Pick<NoticeBundle, 'issued' | 'sequence'> | null;
  readonly faults: readonly NoticeFault[];
}

/** What became of a bundle that was brought. */
export interface TakenAnswer {
  /** False: it was in use already. */
  readonly taken: boolean;
  readonly sequence: number;
  /** How many notices are in it. */
  readonly notices: number;
}

export function listNotices(notices: Pick<Notices, 'current' | 'bundle' | 'faults'>): RequestHandler {
  return (_request, response) => {
    const { issued, sequence } = notices.bundle() ?? {};
    const answer: NoticesAnswer = {
      shown: notices.current().map(({ text, ...notice }) => ({ ...notice, languages: Object.keys(text) })),
      bundle: issued === undefined || sequence === undefined ? null : { issued, sequence },
      faults: notices.faults(),
    };
    response.set('Cache-Control', 'no-store').json(answer);
  };
}

/** Takes a bundle, whatever its sender calls it; a compressed one could grow beyond its bounds. */
export function takeNotices(notices: Pick<Notices, 'take' | 'bundle'>): RequestHandler[] {
  const read = express.raw({ type: () => true, limit: BUNDLE_BYTES_AT_MOST, inflate: false });
  const take: RequestHandler = async (request, response) => {
    const body: unknown = request.body;
    const taken = await notices.take(Buffer.isBuffer(body) ? body : Buffer.alloc(0));
    const bundle = notices.bundle();
    const answer: TakenAnswer = {
      taken: taken === 'taken',
      sequence: bundle?.sequence ?? 0,
      notices: bundle?.notices.length ?? 0,
    };
    response.json(answer);
  };
  return [read, take];
}
