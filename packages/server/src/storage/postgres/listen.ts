// Waits for a NOTIFY on a connection taken out of the pool; a broken one is replaced, and whatever was said meanwhile is worth a wake-up.

import type pg from 'pg';

const reconnectAfterMs = 5_000;

/** `wake` is called at each notification, and at each (re)connection. Resolves, once listening, to what stops it. */
export async function listen(pool: pg.Pool, channel: string, wake: () => void): Promise<() => Promise<void>> {
  let stopped = false;
  let client: pg.PoolClient | undefined;
  let timer: NodeJS.Timeout | undefined;

  const connect = async (): Promise<void> => {
    const fresh = await pool.connect();
    if (stopped) return fresh.release();
    client = fresh;
    /** Once for each connection, whichever tells first: one kept after that would be missing from the pool for ever. */
    const letGo = (): boolean => {
      if (client !== fresh) return false;
      client = undefined;
      fresh.release(true);
      return true;
    };
    fresh.on('notification', wake);
    fresh.once('error', () => {
      if (letGo()) reconnectLater();
    });
    try {
      await fresh.query(`LISTEN ${channel}`);
    } catch (error) {
      // No answer in time is no error of the connection: it is let go here.
      if (letGo()) throw error;
      return;
    }
    wake();
  };
  const reconnectLater = (): void => {
    if (!stopped) timer = setTimeout(() => connect().catch(reconnectLater), reconnectAfterMs);
  };
  await connect();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    // Closed rather than given back: a pooled connection must not go on listening.
    client?.release(true);
    client = undefined;
  };
}
