// Empties the sandbox's database for `POST /sandbox/reset`, as its owner: the server's own role may not (traces are never deleted).
// Keeps the schema and the secrets the running process holds. Never called in production: nothing there knows of it.

import pg from 'pg';

const kept = ['schema_migration', 'system_key', 'system_secret'];

export async function emptyDatabase(ownerUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL ($1::text[])`,
      [kept],
    );
    await owner.query(`TRUNCATE ${rows.map(({ name }) => name).join(', ')}`);
  } finally {
    await owner.end();
  }
}
