/**
 * Makes of many calls few rounds of work, one at a time. Whoever asks while a round is under way gets the result of the next
 * one, as what they ask about may have happened after it began.
 */
export function createRounds<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let running: Promise<unknown> = Promise.resolve();
  let next: Promise<Result> | undefined;
  const begin = () => {
    next = undefined;
    const round = work();
    running = round.catch(() => undefined);
    return round;
  };
  return () => {
    next ??= running.then(begin);
    return next;
  };
}
