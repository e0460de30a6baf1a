import express, { type Express } from 'express';

/** An Express app as all of ours are: it says nothing of itself, keeps queries flat, and shows no stack trace to strangers. */
export function createApp(): Express {
  const app = express();
  return app.set('env', 'production').disable('x-powered-by').disable('etag').set('query parser', 'simple');
}
