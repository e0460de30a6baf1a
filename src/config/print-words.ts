import * as v from 'valibot';
import { PHONES } from '../domain/print-words.ts';

const sentences = v.array(v.string());

/** The words of the print kit in a language's file; one that has none is not printed. */
export const printWords = v.strictObject({
  network: v.string(),
  join: v.string(),
  press: v.string(),
  noPage: v.string(),
  type: v.string(),
  or: v.string(),
  location: v.string(),
  locationText: v.string(),
  help: v.string(),
  ask: v.string(),
  staff: v.strictObject({
    title: v.string(),
    when: v.string(),
    first: sentences,
    phones: v.strictObject(v.entriesFromList(PHONES, v.strictObject({ name: v.string(), steps: sentences }))),
    contacts: v.string(),
    materials: v.string(),
  }),
  bulletin: v.strictObject({
    title: v.string(),
    note: v.string(),
    opening: sentences,
    steps: v.tuple([v.string(), v.string(), v.string()]),
    closing: sentences,
  }),
});
