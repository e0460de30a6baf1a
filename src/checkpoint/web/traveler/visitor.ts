import type { Request } from 'express';
import { canSpeak, type Family } from '../../../domain/family.ts';
import { chosenLanguage, type Language } from '../../../domain/language.ts';
import type { Mac } from '../../../domain/mac.ts';
import { familyOf } from '../../../domain/probe.ts';
import type { ClientState } from '../../../domain/session.ts';
import type { UplinkState } from '../../../domain/uplink.ts';
import type { SelfTests } from '../../flows/self-tests.ts';
import type { Sessions } from '../../flows/sessions.ts';
import type { UplinkWatch } from '../../flows/uplink-watch.ts';
import type { Connections } from './connections.ts';
import { hostOf } from './origin.ts';

/** Who asks for a page, as far as the page depends on it. Looked up at each request: a mini-browser keeps no cookies. */
export interface Visitor {
  /** Undefined where the request did not come over the guest network, or its MAC has changed on the way. */
  readonly mac: Mac | undefined;
  /** The doctor's own phone: it is in no count. */
  readonly isTest: boolean;
  readonly state: ClientState;
  /** Whether there is an internet to be let through to. */
  readonly uplink: UplinkState;
  readonly language: Language;
  readonly family: Family;
  /** Whether its browser may have a voice. */
  readonly canSpeak: boolean;
}

interface VisitorParts {
  readonly languages: readonly [Language, ...Language[]];
  readonly connections: Pick<Connections, 'clientOf'>;
  readonly sessions: Sessions;
  readonly selfTests: Pick<SelfTests, 'covers'>;
  readonly uplinkWatch: Pick<UplinkWatch, 'view'>;
}

export function createVisitorOf({ languages, connections, sessions, selfTests, uplinkWatch }: VisitorParts) {
  return async (request: Request): Promise<Visitor> => {
    const mac = await connections.clientOf(request.socket);
    const userAgent = request.get('user-agent') ?? '';
    const accepted = request.acceptsLanguages([...languages]);
    return {
      mac,
      isTest: selfTests.covers(mac),
      state: sessions.stateOf(mac),
      uplink: uplinkWatch.view().state,
      language: chosenLanguage(request.query.lang, languages) ?? (accepted || languages[0]),
      family: familyOf({ host: hostOf(request), userAgent }),
      canSpeak: canSpeak(userAgent),
    };
  };
}
