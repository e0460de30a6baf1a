import type { Request } from 'express';
import type { Family } from '../../domain/family.ts';
import { chosenLanguage, type Language } from '../../domain/language.ts';
import type { Mac } from '../../domain/mac.ts';
import { familyOf } from '../../domain/probe.ts';
import type { ClientState } from '../../domain/session.ts';
import type { Sessions } from '../flows/sessions.ts';
import type { Neighbours } from '../ports.ts';
import { addressOf, hostOf } from './origin.ts';

/** Who asks for a page, as far as the page depends on it. Looked up at each request: a mini-browser keeps no cookies. */
export interface Visitor {
  /** Undefined where the request did not come over the guest network. */
  readonly mac: Mac | undefined;
  readonly state: ClientState;
  readonly language: Language;
  readonly family: Family;
}

export interface VisitorParts {
  readonly languages: readonly [Language, ...Language[]];
  readonly neighbours: Neighbours;
  readonly sessions: Sessions;
}

export function createVisitorOf({ languages, neighbours, sessions }: VisitorParts) {
  return (request: Request): Visitor => {
    const mac = neighbours.macOf(addressOf(request.socket.remoteAddress));
    const accepted = request.acceptsLanguages([...languages]);
    return {
      mac,
      state: sessions.stateOf(mac),
      language: chosenLanguage(request.query.lang, languages) ?? (accepted || languages[0]),
      family: familyOf({ host: hostOf(request), userAgent: request.get('user-agent') ?? '' }),
    };
  };
}
