// What the process says of itself, one JSON line each. A line never holds an identifier of a person, a name, a title, a query string,
// a body, a cookie or a token: requests are named by their route's pattern, errors by their kind and their stack without its message.

import { type DestinationStream, type Logger, pino } from 'pino';

/** To standard output unless told. */
export const newLog = (level: string, to: DestinationStream = pino.destination(1)): Logger =>
  pino(
    {
      level,
      base: null,
      // A second lock: nothing below is logged on purpose, and would be struck out if it were.
      redact: {
        paths: ['*.authorization', '*.cookie', '*.password', '*.ins', '*.title', '*.headers', '*.body', 'req', 'res', 'err.message', 'err.detail', 'err.where'],
        remove: true,
      },
      serializers: { err: errorWithoutValues },
    },
    to,
  );

/** The message of an error may quote what was sent (a value, a key): its kind, code and frames are enough to find it. */
export function errorWithoutValues(error: unknown): object {
  if (!(error instanceof Error)) return { kind: typeof error };
  const code = (error as { code?: unknown }).code;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    kind: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    frames: frames.slice(0, 12).map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: errorWithoutValues(error.cause) }),
  };
}
