// A fact is visible exactly when its document is: whatever the world, what is found in codes comes from the documents a list shows, all of them,
// and each of those may be read. Drawn worlds, written to a real PostgreSQL, every document saying the same thing in codes.

import { decide, rowIsVisible } from '@carnet/domain/access';
import type { ClinicalContent } from '@carnet/domain/clinical';
import { lotSignatureType } from '@carnet/domain/terminology';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { actorOf, drawnCaller, drawnFacts, drawnWorld, matrices, policy, write } from '../support/drawn-record.ts';
import { freshDatabase } from '../support/database.ts';
import { noon } from '../support/records.ts';

const { storage, close } = await freshDatabase();
afterAll(close);

const content: ClinicalContent = {
  facts: [
    {
      kind: 'condition',
      place: 1,
      code: { codings: [{ code: 'E11.9', system: '2.16.840.1.113883.6.3' }] },
      category: 'problem-list-item',
    },
  ],
  absences: [{ of: 'allergy', concept: { codings: [], text: 'aucune' } }],
  left: { unknown: 0, negated: 0, refuted: 0, planned: 0, ofOthers: 0, empty: 0 },
  truncated: false,
};

test('facts are found in the documents a list shows and in no other, and read by who reads the document', async () => {
  const met = { granted: 0, refused: 0, hidden: 0, shown: 0, notInForce: 0 };
  await fc.assert(
    fc.asyncProperty(
      drawnWorld,
      fc.array(fc.tuple(drawnCaller, fc.constantFrom('shipped' as const, 'halved' as const, 'empty' as const)), { minLength: 2, maxLength: 4 }),
      async (world, callers) => {
        const written = await write(storage, world);
        const { dossier, documents } = written;
        const titulaire = { kind: 'titulaire', personne: dossier.titulaire, factors: 2 } as const;
        const facts = drawnFacts(written, titulaire);
        const deposit = decide({
          action: 'deposit',
          actor: titulaire,
          mode: 'normal',
          at: noon,
          dossier: { ...facts, life: 'ouvert' },
          document: {
            ...documents[0]!.facts,
            typeCode: 'DOCPAT01',
            depositor: 'patient',
            visibilite: { masquePs: false, invisiblePatient: false, invisibleRepresentants: false },
          },
          policy,
          matrix: matrices.shipped,
        });
        if (!deposit.granted) throw new Error(deposit.rule);
        await storage.transactions.run(async (tx) => {
          for (const { entry } of documents) await tx.clinical.keep(deposit.permit, entry.logicalId, content);
        });
        for (const [caller, which] of callers) {
          const actor = actorOf(caller, written);
          const asked = { actor, mode: caller.mode, at: noon, dossier: drawnFacts(written, actor), policy, matrix: matrices[which] };
          // As the gate decides: on the facts that concern this actor, as they are loaded.
          const loaded = await storage.transactions.run((tx) => tx.facts.dossier({ id: dossier.id }, actor));
          const decision = decide({ ...asked, dossier: loaded, action: 'list-documents' });
          const expected = decide({ ...asked, action: 'list-documents' });
          expect(decision.granted).toBe(expected.granted);
          if (!decision.granted || !expected.granted) {
            met.refused++;
            continue;
          }
          met.granted++;
          const right = documents
            .filter(
              ({ entry, facts: row }) => entry.status === 'Approved' && entry.type.code !== lotSignatureType && rowIsVisible(expected.permit, row, policy),
            )
            .map(({ entry }) => entry.logicalId)
            .toSorted();
          for (const sought of [
            { kinds: ['condition'] as const },
            { kinds: ['condition'] as const, codes: [{ code: 'E11.9' }] },
            { kinds: ['allergy'] as const },
          ]) {
            const found = await storage.transactions.run((tx) => tx.clinical.find(decision.permit, sought));
            expect(found.documents.map(({ entry }) => entry.logicalId).toSorted()).toEqual(right);
          }
          const elsewhere = await storage.transactions.run((tx) => tx.clinical.find(decision.permit, { kinds: ['condition'], codes: [{ code: 'I10' }] }));
          expect(elsewhere.documents).toEqual([]);
          met.shown += right.length;
          met.hidden += documents.length - right.length;
          for (const { entry, facts: row } of documents.filter(({ entry: { type } }) => type.code !== lotSignatureType)) {
            const reading = decide({ ...asked, dossier: loaded, action: 'read-document', document: row });
            const read = reading.granted ? await storage.transactions.run((tx) => tx.clinical.of(reading.permit)) : undefined;
            expect(read !== undefined).toBe(right.includes(entry.logicalId));
            if (reading.granted && read === undefined) met.notInForce++;
            if (read !== undefined) expect(read).toEqual(content);
          }
        }
      },
    ),
    { numRuns: 30 },
  );
  expect(Object.entries(met).filter(([, times]) => times < 2)).toEqual([]);
}, 300_000);
