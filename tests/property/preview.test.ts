// "See my record as this person sees it": whatever the world, what the patient is shown is what that person's own list, totals and spaces are,
// less what the reader may not see; and it leaves nothing in their name. Worlds are drawn whole on a real PostgreSQL; the other side of the
// comparison is the list that professional asks for themselves, through the same use cases as their own door.

import type { DocumentEntry } from '@carnet/domain/document';
import type { AutorisationId, Beneficiaire, Masquage, MasquageFrom, MasquageId, MasquageWhat, PersonneId } from '@carnet/domain/dossier';
import type { ProfessionCode, PsIdNat, StructIdNat } from '@carnet/domain/identity';
import { type Instant, type Result, instantOf } from '@carnet/domain/kernel';
import { spaceOf, spaces } from '@carnet/domain/terminology';
import type { Caller } from '@carnet/server/application/caller';
import { countSpaces } from '@carnet/server/application/count-spaces';
import { listDocuments } from '@carnet/server/application/list-documents';
import { type PreviewedAs, previewRecord } from '@carnet/server/application/preview-record';
import { callerOfCardHolder } from '@carnet/server/interfaces/pipeline/card-holder';
import type { DocumentPage, DocumentQuery } from '@carnet/server/ports';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { portsOn } from '../support/ports.ts';
import { factsOf, newDossier, newEntry, newSet, noon, titulaireOf } from '../support/records.ts';
import { writeTies } from '../support/ties.ts';

const { storage, close } = await freshDatabase();
afterAll(close);

const ports = portsOn(storage, () => noon);
const day = 86_400_000;
const structures = ['1100', '1200'] as StructIdNat[];
const ids = ['8001', '8002', '8003'] as PsIdNat[];
const professions = ['10', '40', '60', '93', '31'] as ProfessionCode[];
const types = ['11488-4', '11502-2', '68599-0', 'PRESC-BIO', 'REMB', 'DOCPAT01', 'EXPPAT_2'];

const drawnDocument = fc.record({
  typeCode: fc.constantFrom(...types),
  status: fc.constantFrom<DocumentEntry['status']>('Approved', 'Approved', 'Approved', 'Deprecated', 'Archived', 'Deleted'),
  masquePs: fc.nat(3).map((one) => one === 0),
  invisiblePatient: fc.nat(3).map((one) => one === 0),
  invisibleRepresentants: fc.nat(3).map((one) => one === 0),
  authors: fc.subarray(ids),
  depositor: fc.constantFrom<DocumentEntry['depositor']>('professionnel', 'patient'),
  service: fc.nat(3),
});
const drawnFrom: fc.Arbitrary<MasquageFrom> = fc.oneof(
  fc.constantFrom(...ids).map((id): MasquageFrom => ({ kind: 'professionnel', id })),
  fc.constantFrom(...professions).map((id): MasquageFrom => ({ kind: 'profession', id })),
  fc.constantFrom(...structures).map((id): MasquageFrom => ({ kind: 'structure', id })),
);
const drawnWorld = fc.record({
  people: fc.tuple(
    ...ids.map(() => fc.record({ profession: fc.constantFrom(...professions), structures: fc.subarray(structures), active: fc.nat(9).map((one) => one > 0) })),
  ),
  choices: fc.record({
    opposesBrisDeGlace: fc.boolean(),
    opposesCentre15: fc.boolean(),
    permitsMaskedInEmergency: fc.boolean(),
    masksByDefault: fc.boolean(),
    masksReimbursements: fc.boolean(),
  }),
  medecinTraitant: fc.option(fc.constantFrom(...ids), { nil: undefined }),
  administrateurs: fc.subarray(ids, { maxLength: 1 }),
  autorisations: fc.array(
    fc.record({
      beneficiaire: fc.oneof(
        fc.constantFrom(...ids).map((id): Beneficiaire => ({ kind: 'professionnel', id })),
        fc.constantFrom(...structures).map((id): Beneficiaire => ({ kind: 'structure', id })),
      ),
      expiresDays: fc.constantFrom(1, 1, 1, 0, -1),
    }),
    { maxLength: 6, size: 'max' },
  ),
  blocages: fc.subarray(ids, { maxLength: 1 }),
  masquages: fc.array(fc.record({ from: drawnFrom, what: fc.oneof(fc.nat(15), fc.constantFrom(...spaces)) }), { maxLength: 6, size: 'max' }),
  documents: fc.array(drawnDocument, { minLength: 1, maxLength: 16, size: 'max' }),
});
const drawnPreview = fc.record({
  as: fc.oneof(
    { weight: 3, arbitrary: fc.nat(2).map((person) => ({ kind: 'professionnel' as const, person })) },
    { weight: 2, arbitrary: fc.constantFrom(...professions.slice(0, 4)).map((profession) => ({ kind: 'profession' as const, profession })) },
  ),
  structure: fc.option(fc.constantFrom(...structures), { nil: undefined }),
  reader: fc.constantFrom('titulaire' as const, 'representant' as const),
  limit: fc.constantFrom(2, 200),
});

const after = (days: number): Instant => instantOf(noon + days * day);

async function write(world: typeof drawnWorld extends fc.Arbitrary<infer World> ? World : never) {
  await storage.registry.register({
    structures: structures.map((id) => ({ id, name: id, sector: 'SA01', active: true })),
    professionnels: ids.map((id, index) => ({ id, familyName: `N${id}`, givenName: 'P', ...world.people[index]! })),
  });
  const dossier = newDossier({
    choices: world.choices,
    ...(world.medecinTraitant === undefined ? {} : { medecinTraitant: world.medecinTraitant }),
    autorisations: world.autorisations.map(({ beneficiaire, expiresDays }) => ({
      id: randomUUID() as AutorisationId,
      beneficiaire,
      declaredAt: after(-3),
      declaredBy: 'x',
      expiresAt: after(expiresDays),
    })),
    blocages: world.blocages.map((professionnel) => ({ professionnel, since: after(-1) })),
  });
  await storage.registry.openDossier(dossier);
  const entries = world.documents.map(({ typeCode, status, depositor, authors, service, ...visibilite }) =>
    newEntry(dossier.ins, Buffer.from('x'), {
      typeCode,
      visibilite,
      authors: [
        ...authors.map((id) => ({ kind: 'professionnel' as const, id, familyName: 'X', givenName: 'Y' })),
        { kind: 'systeme' as const, id: 's', name: 'S' },
      ],
      serviceStart: instantOf(noon + service * 3_600_000),
      over: { status, depositor },
    }),
  );
  await storage.registry.importDocuments(
    dossier.id,
    newSet(entries[0]!),
    entries.map((entry, index) => ({ entry, facts: factsOf(entry), blob: { address: '0'.repeat(64), sha256: String(index).padStart(64, '0'), size: 1 } })),
  );
  const representant = randomUUID() as PersonneId;
  const masquages = world.masquages.map(({ from, what }): Masquage => {
    const masked: MasquageWhat = typeof what === 'number' ? { kind: 'document', id: entries[what % entries.length]!.logicalId } : { kind: 'space', id: what };
    return { id: randomUUID() as MasquageId, from, what: masked };
  });
  await writeTies(storage, dossier, {
    representation: [representant, { kind: 'parent', since: after(-30) }],
    administrateurs: world.administrateurs,
    masquages,
  });
  return { dossier, representant };
}

/** Signed in at their own door, as a card would: nobody may know yet who holds it. */
async function atOwnDoor(id: PsIdNat, structure: StructIdNat | undefined): Promise<Caller> {
  const caller = await storage.transactions.run(({ directory }) => callerOfCardHolder(directory, { id, structure }, { door: 'professional' }, 'normal'));
  if (!caller.ok) throw new Error(caller.refusal.code);
  return caller.value;
}

async function everyRow(page: (query: DocumentQuery) => Promise<Result<DocumentPage>>, limit: number): Promise<string | readonly DocumentPage[]> {
  const pages: DocumentPage[] = [];
  for (let cursor: string | undefined; ;) {
    const one = await page({ limit, ...(cursor === undefined ? {} : { cursor }) });
    if (!one.ok) return one.refusal.code;
    pages.push(one.value);
    if (one.value.nextCursor === undefined) return pages;
    cursor = one.value.nextCursor;
  }
}

const inNameOf = async (actorId: string): Promise<unknown> =>
  (
    await storage.pool.query({
      text: 'SELECT (SELECT count(*) FROM trace WHERE actor_id = $1) AS traces, (SELECT count(*) FROM first_consultation) AS consultations, (SELECT count(*) FROM notice) AS notices',
      values: [actorId],
    })
  ).rows;

const agreementTo = (dossier: string, professionnel: PsIdNat) => ({
  text: `INSERT INTO autorisation (dossier_id, id, beneficiaire_kind, beneficiaire, declared_at, declared_by, expires_at) VALUES ($1, $2, 'professionnel', $3, $4, 'x', $5)`,
  values: [dossier, randomUUID(), professionnel, new Date(after(-1)).toISOString(), new Date(after(1)).toISOString()],
});

/** Somebody whom no record knows. */
let unknown = 0;
const unknownProfessional = (): PsIdNat => `89${String(++unknown).padStart(6, '0')}` as PsIdNat;

test('what the patient is shown is what that person’s own door answers, less what the reader may not see, and nothing is left in their name', async () => {
  const met = { refused: 0, seen: 0, hidden: 0, manyPages: 0, profession: 0, professionnel: 0, representant: 0 };
  await fc.assert(
    fc.asyncProperty(drawnWorld, fc.array(drawnPreview, { minLength: 2, maxLength: 4 }), async (world, previews) => {
      const { dossier, representant } = await write(world);
      for (const { as, structure, reader, limit } of previews) {
        const patient: Caller = {
          actor: reader === 'titulaire' ? titulaireOf(dossier) : { kind: 'representant', personne: representant, factors: 2 },
          mode: 'normal',
          context: { door: 'patient', actorName: 'P' },
        };
        const id = as.kind === 'professionnel' ? ids[as.person]! : unknownProfessional();
        const acting = structure === undefined ? {} : { structure };
        const asked: PreviewedAs = as.kind === 'professionnel' ? { kind: as.kind, id, ...acting } : { kind: as.kind, id: as.profession, ...acting };
        if (as.kind === 'profession')
          await storage.registry.register({
            professionnels: [
              { id, familyName: 'I', givenName: 'I', profession: as.profession, structures: structure === undefined ? [] : [structure], active: true },
            ],
          });
        const before = await inNameOf(id);
        let counted: ReadonlyMap<string, { readonly total: number; readonly unseen: number }> = new Map();
        const shown = await everyRow(async (query) => {
          const previewed = await previewRecord(ports, patient, { id: dossier.id }, asked, query);
          if (!previewed.ok) return previewed;
          const { seen } = previewed.value;
          if ('refused' in seen) return { ok: false, refusal: { code: seen.refused, findings: [] } };
          counted = seen.spaces;
          return { ok: true, value: seen.page };
        }, limit);
        expect(await inNameOf(id)).toEqual(before);

        // Somebody of no team is shown as the patient would have them: the agreement is given before they come to their own door.
        if (as.kind === 'profession' && structure === undefined) await storage.pool.query(agreementTo(dossier.id, id));
        const own = await atOwnDoor(id, structure);
        const theirs = await everyRow((query) => listDocuments(ports, own, { id: dossier.id }, query), 200);
        met[as.kind]++;
        if (reader === 'representant') met.representant++;
        if (typeof theirs === 'string' || typeof shown === 'string') {
          met.refused++;
          expect(shown).toBe(theirs);
          continue;
        }
        met.seen++;
        const all = theirs.flatMap(({ rows }) => rows);
        const left = all.filter(
          ({ entry: { visibilite } }) => !visibilite.invisiblePatient && !(reader === 'representant' && visibilite.invisibleRepresentants),
        );
        if (left.length < all.length) met.hidden++;
        if (shown.length > 1) met.manyPages++;
        expect(shown.flatMap(({ rows }) => rows)).toEqual(left);
        for (const page of shown) expect([page.total, page.masked]).toEqual([left.length, left.filter(({ entry }) => entry.visibilite.masquePs).length]);
        const bySpace = Object.entries(Object.groupBy(left, ({ entry }) => spaceOf(entry.type.code))).map(([space, rows]) => [
          space,
          { total: rows.length, unseen: 0 },
        ]);
        expect(Object.fromEntries(counted)).toEqual(Object.fromEntries(bySpace));
        if (left.length === all.length) expect(await countSpaces(ports, own, { id: dossier.id })).toEqual({ ok: true, value: counted });
      }
    }),
    { numRuns: 120 },
  );
  // The draws met what they are meant to meet: a preview that is always refused proves nothing.
  expect(Object.entries(met).filter(([, times]) => times < 2)).toEqual([]);
}, 240_000);
