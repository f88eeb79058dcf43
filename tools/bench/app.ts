// The professional's app as it opens a record: whose it is, then at once the record at a glance and the newest fifty of its documents, over the app's
// own door with a session of the same card. The whole is one time, as the reader waits for it.

import type { DocumentList, RecordGlance } from '@carnet/contract';
import { Pool } from 'undici';

const ours = { 'x-carnet': '1', 'sec-fetch-site': 'same-origin', 'accept': 'application/json' };
const json = { ...ours, 'content-type': 'application/json' };
const listed = 50;

export interface App {
  /** Undefined: opened, and as full as it should be. */
  open(): Promise<string | undefined>;
  close(): Promise<void>;
}

/** Signs in with this card of the sandbox's drawer, whose professional may open these records, of so many documents each. */
export async function professionalApp(httpUrl: string, card: string, records: readonly string[], documentsEach: number, atOnce: number): Promise<App> {
  const pool = new Pool(httpUrl, { connections: 2 * atOnce, pipelining: 1, headersTimeout: 30_000, bodyTimeout: 30_000 });
  let cookie = '';
  const ask = async <T>(path: string, body?: unknown): Promise<T> => {
    const sent = body === undefined ? { method: 'GET' as const } : { method: 'POST' as const, body: JSON.stringify(body) };
    const answer = await pool.request({
      ...sent,
      path: `/api/pro${path}`,
      headers: { ...(body === undefined ? ours : json), ...(cookie === '' ? {} : { cookie }) },
    });
    const set = answer.headers['set-cookie'];
    if (set !== undefined)
      cookie = [set]
        .flat()
        .map((one) => one.split(';', 1)[0])
        .join('; ');
    const text = await answer.body.text();
    if (answer.statusCode >= 300) throw new Error(`HTTP ${answer.statusCode} ${text.slice(0, 60)}`);
    return JSON.parse(text) as T;
  };
  await ask('/sandbox-card', { key: card });
  return {
    async open() {
      const record = records[Math.floor(Math.random() * records.length)]!;
      await ask(`/dossiers/${record}`);
      const [glance, list] = await Promise.all([
        ask<RecordGlance>(`/dossiers/${record}/glance`),
        ask<DocumentList>(`/dossiers/${record}/documents?limit=${listed}`),
      ]);
      if (glance.read === 0) return 'nothing at a glance';
      return list.documents.length < Math.min(listed, documentsEach) ? `${list.documents.length} documents listed` : undefined;
    },
    close: () => pool.close(),
  };
}
