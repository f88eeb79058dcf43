// What a start opened, and how it is closed: in the reverse order, whatever fails on the way.

import type { Logger } from 'pino';

/** What was opened, closed in the reverse order; one that fails to close does not keep the others open. */
export class Opened {
  readonly #closers: (() => Promise<void>)[] = [];
  add(close: () => Promise<void>): void {
    this.#closers.unshift(close);
  }
  async closeAll(log: Logger): Promise<void> {
    for (const close of this.#closers.splice(0))
      await close().catch((error: unknown) => {
        log.error({ err: error }, 'closing failed');
      });
  }
}
