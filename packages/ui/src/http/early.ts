// Answers asked for before the app's own script came (by the short script that precedes it): taken once by the call that would have asked, while
// they are fresh. That script does nothing where this one was first.

interface Early {
  readonly answers: Map<string, Promise<Response>>;
}
declare global {
  var carnetEarly: Early | undefined;
}

/** Since the page began: as long as answers of the record are kept. */
const freshForMs = 30_000;
globalThis.carnetEarly ??= { answers: new Map() };
const { answers } = globalThis.carnetEarly;

export function takeEarly(path: string): Promise<Response> | undefined {
  const answer = answers.get(path);
  answers.delete(path);
  return performance.now() < freshForMs ? answer : undefined;
}
