// Playwright's global setup: one real sandbox for the whole run, on ports of its own, gone at the end.
// A developer may point CARNET_JOURNEYS_URL at a server that runs already.

import { startSandbox } from '../../tools/sandbox-server/index.ts';

export default async function start(): Promise<(() => Promise<void>) | undefined> {
  if (process.env['CARNET_JOURNEYS_URL'] !== undefined) return undefined;
  const server = await startSandbox();
  // Workers are started after this and inherit it: playwright.config.ts reads it there.
  process.env['CARNET_JOURNEYS_URL'] = server.httpUrl;
  process.env['CARNET_JOURNEYS_TLS_URL'] = server.tlsUrl;
  process.env['CARNET_JOURNEYS_DATA_DIR'] = server.dataDir;
  return server.discard;
}
