import type { Request, Response } from 'express';

const NAME = 'checkpoint_report';
const IN_HEADER = new RegExp(`(?:^|; *)${NAME}=([A-Za-z0-9_-]{1,64})(?:;|$)`);

/** The login's key that a browser brings, as it stands in its cookie. */
export function readLogin(request: Request): string | undefined {
  return IN_HEADER.exec(request.get('cookie') ?? '')?.[1];
}

/** Gone with the browser's window. `Secure` wherever the listener speaks TLS: it speaks plain http today, on the district's VPN. */
export function giveLogin(request: Request, response: Response, key: string): void {
  response.cookie(NAME, key, flagsOf(request));
}

export function takeLogin(request: Request, response: Response): void {
  response.clearCookie(NAME, flagsOf(request));
}

function flagsOf({ secure }: Request) {
  return { httpOnly: true, sameSite: 'strict', path: '/', secure } as const;
}
