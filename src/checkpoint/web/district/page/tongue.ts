import type { Request } from 'express';
import type { Tongue } from '../../../../domain/text.ts';

/** The tongue that the address names, else the one that the browser would rather have. */
export function tongueOf(request: Request): Tongue {
  const { lang } = request.query;
  if (lang === 'vi' || lang === 'en') return lang;
  return request.acceptsLanguages('vi', 'en') === 'en' ? 'en' : 'vi';
}
