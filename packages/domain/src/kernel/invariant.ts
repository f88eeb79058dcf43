// A programmer's error, never an answer to a caller: it ends the request as a fault and is logged.

export function invariant(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(`invariant broken: ${what}`);
}

/** Makes a switch over a closed union exhaustive at compile time. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
