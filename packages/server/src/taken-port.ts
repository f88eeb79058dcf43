// Before anything is started or adopted: a second server on the same data must not take the first one's database down with it.

import { createServer } from 'node:net';

/** Rejects with EADDRINUSE where somebody listens already. */
export function refuseTakenPort(host: string, port: number): Promise<void> {
  return new Promise((free, taken) => {
    const probe = createServer();
    probe.once('error', taken);
    probe.listen(port, host, () => probe.close(() => free()));
  });
}
