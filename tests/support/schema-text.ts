// The schema of a database as text, in one order whatever made it: what schema.sql holds. Written by a few questions to the catalogue
// (the system's pg_dump refuses a newer server). For reading and comparing, not for restoring.

import pg from 'pg';

const rowsOf = async (client: pg.Client, text: string): Promise<string[]> => (await client.query<{ line: string }>(text)).rows.map(({ line }) => line);

/** Monthly partitions are made as months come: they are no part of the schema. */
const lasting = `c.relnamespace = 'public'::regnamespace AND NOT c.relispartition`;

export async function schemaText(databaseUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const tables = await client.query<{ oid: number; name: string; partitioned: string | null }>(
      `SELECT c.oid::int AS oid, c.relname AS name, pg_get_partkeydef(c.oid) AS partitioned FROM pg_class c WHERE ${lasting} AND c.relkind IN ('r', 'p') ORDER BY c.relname COLLATE "C"`,
    );
    const parts: string[] = [];
    for (const { oid, name, partitioned } of tables.rows) parts.push(await tableText(client, oid, name, partitioned));
    parts.push(
      ...(await rowsOf(
        client,
        `SELECT pg_get_functiondef(p.oid) || ';' AS line FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace ORDER BY p.proname COLLATE "C"`,
      )),
    );
    parts.push(
      ...(await rowsOf(
        client,
        `
      SELECT 'GRANT EXECUTE ON FUNCTION ' || p.oid::regprocedure || ' TO ' || CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END || ';' AS line
      FROM pg_proc p CROSS JOIN aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a WHERE p.pronamespace = 'public'::regnamespace AND a.grantee <> p.proowner ORDER BY 1`,
      )),
    );
    return `${parts.join('\n\n')}\n`;
  } finally {
    await client.end();
  }
}

async function tableText(client: pg.Client, oid: number, name: string, partitioned: string | null): Promise<string> {
  const columns = await rowsOf(
    client,
    `
    SELECT '  ' || quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
      || coalesce(CASE a.attgenerated WHEN 's' THEN ' GENERATED ALWAYS AS (' || pg_get_expr(d.adbin, d.adrelid) || ') STORED' ELSE ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid) END, '') AS line
    FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE a.attrelid = ${oid} AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`,
  );
  // 'n' is PostgreSQL 18's named NOT NULL, already said by the column.
  const constraints = await rowsOf(
    client,
    `SELECT '  CONSTRAINT ' || quote_ident(conname) || ' ' || pg_get_constraintdef(oid) AS line FROM pg_constraint WHERE conrelid = ${oid} AND contype <> 'n' ORDER BY contype DESC, conname COLLATE "C"`,
  );
  const indexes = await rowsOf(
    client,
    `
    SELECT pg_get_indexdef(i.indexrelid) || ';' AS line FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE i.indrelid = ${oid} AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.conrelid = ${oid}) ORDER BY c.relname COLLATE "C"`,
  );
  const grants = await rowsOf(
    client,
    `
    SELECT 'GRANT ' || string_agg(line, ', ' ORDER BY line) || ' ON ${name} TO ' || grantee || ';' AS line FROM (
      SELECT a.privilege_type AS line, a.grantee::regrole::text AS grantee FROM pg_class c CROSS JOIN aclexplode(c.relacl) a WHERE c.oid = ${oid} AND a.grantee <> c.relowner
      UNION ALL
      SELECT a.privilege_type || ' (' || string_agg(t.attname, ', ' ORDER BY t.attnum) || ')', a.grantee::regrole::text FROM pg_attribute t CROSS JOIN aclexplode(t.attacl) a
      WHERE t.attrelid = ${oid} GROUP BY a.privilege_type, a.grantee
    ) AS granted GROUP BY grantee ORDER BY grantee`,
  );
  const table = `CREATE TABLE ${name} (\n${[...columns, ...constraints].join(',\n')}\n)${partitioned === null ? '' : ` PARTITION BY ${partitioned}`};`;
  return [table, ...indexes, ...grants].join('\n');
}
