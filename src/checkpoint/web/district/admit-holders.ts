import type { Request, RequestHandler } from 'express';
import type { Tokens } from '../../ports.ts';
import { ApiError } from '../api-error.ts';
import { readLogin } from './page/cookie.ts';
import type { Logins } from './page/logins.ts';

/** What the page's links lead to, below `/api/v1`: a browser asks for it with the page's cookie. All else is for programs only. */
const FROM_THE_PAGE = '/counts';

/** Lets pass who brings a token and, to read the counts, who is logged in on the page. */
export function admitHolders(tokens: Pick<Tokens, 'accepts'>, logins: Logins): RequestHandler {
  return (request, response, next) => {
    const [, token] = /^Bearer +(\S+)$/i.exec(request.get('authorization') ?? '') ?? [];
    if (token !== undefined) {
      if (tokens.accepts(token)) return next();
      return refuse('wrong-token');
    }
    const login = isReadOfThePage(request) ? readLogin(request) : undefined;
    if (login === undefined) return refuse('no-token');
    if (logins.isOpen(login)) return next();
    return refuse('login-over');

    function refuse(code: 'wrong-token' | 'no-token' | 'login-over'): never {
      response.set('WWW-Authenticate', 'Bearer');
      throw new ApiError(code);
    }
  };
}

function isReadOfThePage({ method, path }: Request): boolean {
  return path === FROM_THE_PAGE && (method === 'GET' || method === 'HEAD');
}
