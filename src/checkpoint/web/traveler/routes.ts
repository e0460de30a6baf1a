import type { Request, RequestHandler } from 'express';
import { type Destination, STORES } from '../../../domain/destination.ts';
import type { Acceptance } from '../../flows/accept.ts';
import type { Ledger } from '../../ports.ts';
import { type CapportParts, capportRoute } from './capport.ts';
import type { Connections } from './connections.ts';
import { PageError } from './page-error.ts';
import type { Pages } from './pages.ts';
import { sendPage } from './send-page.ts';
import type { Visitor } from './visitor.ts';

export interface RouteParts {
  readonly pages: Pages;
  readonly visitorOf: (request: Request) => Promise<Visitor>;
  readonly destinations: readonly Destination[];
  /** Whether the place has a QR code of its own. */
  readonly checkIn: boolean;
  readonly ledger: Ledger;
  readonly accept: (acceptance: Acceptance) => Promise<void>;
  readonly connections: Connections;
  /** Undefined where there is no `[tls]`. */
  readonly capport: CapportParts | undefined;
}

export interface Route {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly serve: RequestHandler<Record<string, string>>;
}

/** Every page of the traveler's side, one row each. */
export function routesOf(parts: RouteParts): readonly Route[] {
  return [
    { method: 'get', path: '/', serve: guide(parts) },
    { method: 'post', path: '/accept', serve: accept(parts) },
    { method: 'get', path: '/connected', serve: connected(parts) },
    { method: 'get', path: '/notices', serve: plain(parts, 'notices') },
    ...(parts.checkIn
      ? [{ method: 'get', path: '/check-in', serve: plain(parts, 'check-in') } as const]
      : []),
    { method: 'get', path: '/guide/:destination', serve: destinationGuide(parts) },
    { method: 'get', path: '/go/:destination', serve: go(parts) },
    ...(parts.capport ? [capportRoute(parts.capport)] : []),
  ];
}

function guide({ pages, visitorOf, ledger }: RouteParts): Route['serve'] {
  return async (request, response) => {
    const visitor = await visitorOf(request);
    const page = await pages.page({ template: 'guide', ...visitor });
    if (visitor.state !== 'granted' && isCounted(request, visitor)) {
      await ledger.record([{ metric: 'shown', parts: { language: visitor.language } }]);
    }
    sendPage({ request, response }, page);
  };
}

function accept({ visitorOf, connections, ...parts }: RouteParts): Route['serve'] {
  return async (request, response) => {
    const { mac, language, family } = await visitorOf(request);
    if (!mac) throw new PageError('unknownClient');
    await parts.accept({ mac, language, family });
    connections.closeOthers(request.socket);
    // A whole new page: iOS looks again for the internet only after a navigation.
    response.redirect(303, `/connected?lang=${language}`);
  };
}

function connected({ pages, visitorOf }: RouteParts): Route['serve'] {
  return async (request, response) => {
    const visitor = await visitorOf(request);
    if (visitor.state !== 'granted') response.redirect(303, `/?lang=${visitor.language}`);
    else sendPage({ request, response }, await pages.page({ template: 'connected', ...visitor }));
  };
}

function plain({ pages, visitorOf }: RouteParts, template: 'notices' | 'check-in'): Route['serve'] {
  return async (request, response) => {
    const page = await pages.page({ template, ...(await visitorOf(request)) });
    sendPage({ request, response }, page);
  };
}

function destinationGuide(parts: RouteParts): Route['serve'] {
  return async (request, response) => {
    const { id } = destinationOf(parts, request.params.destination);
    const asked = { template: 'destination', subject: id, ...(await parts.visitorOf(request)) } as const;
    sendPage({ request, response }, await parts.pages.page(asked));
  };
}

/**
 * Leads to a configured address only: what stands in the path and the query is a key, never a part of the answer. A store is shut
 * to a captive client, who would look at an empty window: it gets the page that says so.
 */
function go(parts: RouteParts): Route['serve'] {
  return async (request, response) => {
    const { id, url, stores } = destinationOf(parts, request.params.destination);
    const store = STORES.find((one) => one === request.query.store);
    const visitor = await parts.visitorOf(request);
    if (store && visitor.state !== 'granted') {
      response.redirect(303, `/guide/${id}?lang=${visitor.language}`);
      return;
    }
    if (isCounted(request, visitor)) {
      await parts.ledger.record([{ metric: 'opened', parts: { destination: id } }]);
    }
    response.redirect(302, (store && stores[store]) ?? url);
  };
}

/** A HEAD shows nobody anything, and who is not on the WiFi (the technician beside the box) is no traveler; nor is the doctor's phone. */
function isCounted({ method }: Request, { mac, isTest }: Visitor): boolean {
  return method === 'GET' && mac !== undefined && !isTest;
}

function destinationOf({ destinations }: RouteParts, id: string | undefined): Destination {
  const found = destinations.find((destination) => destination.id === id);
  if (!found) throw new PageError('notFound');
  return found;
}
