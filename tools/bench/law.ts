// What the law costs by itself: the table of rules read for each of ten thousand documents of one record, and in PostgreSQL a list of fifty out of ten
// thousand with its totals. Counted in processor time, on one core: on a machine that does other things the clock says nothing.

import { type Actor, type DocumentFacts, type DossierFacts, type HabilitationMatrix, decide, parseHabilitationFile, policyOn } from '@carnet/domain/access';
import { type AutorisationId, type DossierId, type PersonneId, defaultChoices } from '@carnet/domain/dossier';
import type { LogicalId } from '@carnet/domain/document';
import type { ProfessionCode, PsIdNat } from '@carnet/domain/identity';
import { civilDateInParis, instantOf, plusDays } from '@carnet/domain/kernel';
import { documentTypes } from '@carnet/domain/terminology';
import { randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';

const root = resolve(import.meta.dirname, '../..');
const documents = 10_000;
const rounds = 30;

export interface LawFigure {
  readonly what: string;
  /** Processor milliseconds, each time. */
  readonly cpuMs: number;
  /** What it must stay under. */
  readonly goalMs: number;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

export function measureDecisions(): readonly LawFigure[] {
  const matrix = shippedMatrix();
  const at = instantOf(Date.now());
  const policy = policyOn(civilDateInParis(at), []);
  const self = '801234567897' as PsIdNat;
  const titulaire = randomUUID() as PersonneId;
  const dossier: DossierFacts = {
    id: randomUUID() as DossierId,
    life: 'ouvert',
    identity: 'qualifiee',
    titulaire,
    choices: defaultChoices,
    administrateurs: [],
    masquages: [],
    blocages: [],
    autorisations: [
      {
        id: randomUUID() as AutorisationId,
        beneficiaire: { kind: 'professionnel', id: self },
        declaredAt: plusDays(at, -1),
        declaredBy: self,
        expiresAt: plusDays(at, 1),
      },
    ],
  };
  const types = Object.keys(documentTypes);
  const facts = Array.from({ length: documents }, (_, index): DocumentFacts => ({
    logicalId: randomUUID() as LogicalId,
    typeCode: types[index % types.length]!,
    status: 'Approved',
    visibilite: { masquePs: index % 20 === 0, invisiblePatient: index % 50 === 0, invisibleRepresentants: false },
    depositor: 'professionnel',
    depositedAt: plusDays(at, -1),
    authorIds: ['899700000001' as PsIdNat],
    authorStructures: [],
  }));
  const actors: Readonly<Record<string, Actor>> = {
    'the patient': { kind: 'titulaire', personne: titulaire, factors: 2 },
    'an authorised physician': { kind: 'professionnel', id: self, profession: '10' as ProfessionCode, authentication: 'DIRECTE', active: true, structures: [] },
  };
  return Object.entries(actors).map(([who, actor]) => {
    const times = Array.from({ length: rounds }, () => {
      const before = process.cpuUsage();
      let granted = 0;
      for (const document of facts) if (decide({ action: 'read-document', actor, mode: 'normal', at, dossier, document, policy, matrix }).granted) granted += 1;
      if (granted === 0 || granted === documents) throw new Error('the decisions measured are not those of a record');
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1_000;
    });
    return { what: `decide for ${documents} documents, ${who}`, cpuMs: median(times), goalMs: 20 };
  });
}

function shippedMatrix(): HabilitationMatrix {
  const folder = join(root, 'packages/server/data/habilitation');
  const read = parseHabilitationFile(readFileSync(join(folder, readdirSync(folder).toSorted().at(-1)!), 'utf8'));
  if (!read.ok) throw new Error(JSON.stringify(read.findings[0]));
  return read.value;
}

interface KeptStatement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * The statements are those the tests keep (tests/golden/plans), planned once for all values as the server's connections plan them. Their rows are
 * copies of one that the bench deposited: the lists are not opened, so that what seals them does not matter.
 */
export async function measureLists(databaseUrl: string): Promise<readonly LawFigure[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const record = await fillOneRecord(client);
    const figures: LawFigure[] = [];
    const folder = join(root, 'tests/golden/plans');
    for (const file of readdirSync(folder)
      .filter((name) => name.startsWith('list-'))
      .toSorted()) {
      const statements = JSON.parse(readFileSync(join(folder, file), 'utf8')) as readonly KeptStatement[];
      figures.push({
        what: `SQL of ${file.replace('.json', '').replaceAll('-', ' ')} out of ${documents}`,
        cpuMs: await cpuOf(client, statements, record),
        goalMs: 15,
      });
    }
    return figures;
  } finally {
    await client.query('DELETE FROM document_entry WHERE unique_id LIKE $1', ['bench-law-%']);
    await client.end();
  }
}

interface BenchRecord {
  readonly dossier: string;
  readonly titulaire: string;
}

async function fillOneRecord(client: pg.Client): Promise<BenchRecord> {
  const { rows } = await client.query<BenchRecord & { entry: string }>(
    'SELECT e.dossier_id AS dossier, d.titulaire, e.entry_uuid AS entry FROM document_entry e JOIN dossier d USING (dossier_id) WHERE e.is_current LIMIT 1',
  );
  const { dossier, titulaire, entry } = rows[0]!;
  await client.query(
    `INSERT INTO document_entry SELECT r.* FROM document_entry e CROSS JOIN generate_series(1, $3::int) AS n CROSS JOIN LATERAL jsonb_populate_record(e, jsonb_build_object(
      'entry_uuid', gen_random_uuid(), 'logical_id', gen_random_uuid(), 'unique_id', 'bench-law-' || n, 'service_start', e.service_start - n * interval '1 minute',
      'type_code', ($4::text[])[n % cardinality($4::text[]) + 1])) r WHERE e.dossier_id = $1 AND e.entry_uuid = $2`,
    [dossier, entry, documents, Object.keys(documentTypes)],
  );
  // As autovacuum would have done before anybody counts them.
  await client.query('VACUUM ANALYZE document_entry');
  return { dossier, titulaire };
}

async function cpuOf(client: pg.Client, statements: readonly KeptStatement[], { dossier, titulaire }: BenchRecord): Promise<number> {
  await client.query('SET plan_cache_mode = force_generic_plan');
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const run = async (): Promise<void> => {
    for (const { name, text, values } of statements) {
      const found = await client.query({
        name,
        text,
        values: values.map((value) => (value === '$dossier' ? dossier : value === '$titulaire' ? titulaire : value)),
      });
      if (name.startsWith('documents-list') && found.rows.length < 50) throw new Error(`${name}: ${found.rows.length} rows`);
    }
  };
  for (let round = 0; round < 5; round++) await run();
  const before = backendCpuMs(rows[0]!.pid);
  for (let round = 0; round < rounds; round++) await run();
  return (backendCpuMs(rows[0]!.pid) - before) / rounds;
}

/** Fields 14 and 15 of /proc/<pid>/stat, in ticks of ten milliseconds. */
function backendCpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
