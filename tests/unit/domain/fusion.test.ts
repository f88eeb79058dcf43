// Records that are one person's: what keeps out of one keeps out of all, what lets into one lets into that one, and what was given since for all.

import { type DossierFacts, asOne, decide, eachPart, factsFor, partsOf } from '@carnet/domain/access';
import type { PersonneId } from '@carnet/domain/dossier';
import type { PsIdNat } from '@carnet/domain/identity';
import { type Instant, instantOf } from '@carnet/domain/kernel';
import { expect, test } from 'vitest';
import { readCase } from '../../../tools/explain/case.ts';

const read = readCase({ title: 'a case', action: 'list-documents', actor: { kind: 'titulaire' } });
if (!read.ok) throw new Error(JSON.stringify(read.findings));
const { request } = read.value;
const since = request.at;
const [before, after] = [instantOf(since - 1000), instantOf(since + 1000)];
const [mine, theirs] = ['00000000-0000-0000-0000-00000000aaaa', '00000000-0000-0000-0000-00000000bbbb'] as const;
const me = '00000000-0000-0000-0000-00000000cccc' as PersonneId;
const doctor = '899700000001' as PsIdNat;
const plain = (id: string, over: Partial<DossierFacts> = {}): DossierFacts => ({ ...request.dossier!, id: id as DossierFacts['id'], ...over });
const joined = (survivor: Partial<DossierFacts>, absorbed: Partial<DossierFacts>, treating: readonly { professionnel: PsIdNat; since: Instant }[] = []) =>
  asOne(
    { kind: 'titulaire', personne: me, factors: 2 },
    {
      survivor: plain(mine, survivor),
      absorbed: [{ facts: plain(theirs, absorbed), since }],
      treating,
      named: theirs as DossierFacts['id'],
    },
  );
const partsIn = (dossier: DossierFacts) => dossier.fusion!.parts as readonly [DossierFacts, DossierFacts];

test('the strictest holds in each', () => {
  const { choices } = request.dossier!;
  const blocage = { professionnel: doctor, since: before };
  const [first, second] = partsIn(
    joined(
      { choices: { ...choices, opposesBrisDeGlace: true, permitsMaskedInEmergency: true } },
      { choices: { ...choices, masksByDefault: true }, blocages: [blocage] },
    ),
  );
  for (const part of [first, second])
    expect(part).toMatchObject({ choices: { opposesBrisDeGlace: true, masksByDefault: true, permitsMaskedInEmergency: false }, blocages: [blocage] });
  expect(partsIn(joined({ life: 'ferme' }, {}))[1].life).toBe('ferme');
  expect(partsIn(joined({}, { life: 'ferme' })).map(({ life }) => life)).toEqual([request.dossier!.life, 'ferme']);
});

test('what was given before holds where it was given; what was given since, in all', () => {
  const given = (declaredAt: Instant) =>
    ({ id: String(declaredAt), beneficiaire: { kind: 'professionnel', id: doctor }, declaredAt, expiresAt: after }) as never;
  const [old, recent] = [given(before), given(after)];
  const [first, second] = partsIn(joined({ autorisations: [old, recent] }, { autorisations: [] }));
  expect([first.autorisations, second.autorisations]).toEqual([[old, recent], [recent]]);
  const [kept] = partsIn(joined({ autorisations: [] }, { autorisations: [old] }));
  expect(kept.autorisations).toEqual([]);
  const treated = partsIn(
    joined({}, { administrateurs: [] }, [
      { professionnel: doctor, since: before },
      { professionnel: '899700000002' as PsIdNat, since: after },
    ]),
  );
  expect(treated[1].administrateurs).toEqual(['899700000002']);
  const tie = (at: Instant) => ({ since: at }) as never;
  for (const kind of ['representation', 'delegation', 'appairage', 'succession'] as const) {
    expect(partsIn(joined({ [kind]: tie(before) }, {}))[1][kind]).toBeUndefined();
    expect(partsIn(joined({ [kind]: tie(after) }, { [kind]: tie(before) }))[1][kind]).toEqual({ since: after });
    expect(partsIn(joined({}, { [kind]: tie(before) }))[1][kind]).toEqual({ since: before });
  }
});

test('a decision is one for each record; where all refuse, the survivor’s refusal is read', () => {
  const dossier = joined({ titulaire: me }, {});
  const actor = { kind: 'titulaire', personne: me, factors: 2 } as const;
  const decision = decide({ ...request, action: 'list-documents', actor, dossier });
  if (!decision.granted) throw new Error(decision.rule);
  expect(eachPart(decision.permit).map((permit) => permit.dossier.id)).toEqual([mine, theirs]);
  const [first] = eachPart(decision.permit);
  expect(first!.parts).toBeUndefined();
  // A record that is joined to none is its own only part.
  expect(eachPart(first!)).toEqual([first]);
  expect(decide({ ...request, actor: { ...actor, personne: mine as PersonneId }, dossier })).toMatchObject({ granted: false, rule: 'ACTEUR_INTERDIT' });
  // Let in to one alone: the permit is of that one.
  const own = joined({ life: 'ouvert', titulaire: me }, { life: 'ferme' });
  const alone = decide({ ...request, action: 'list-documents', actor, dossier: own });
  expect(alone.granted && [alone.permit.dossier.id, eachPart(alone.permit).length]).toEqual([mine, 1]);
});

test('an act is about the record that was named, where it is about who that is or puts something in', () => {
  const dossier = joined({}, {});
  expect(factsFor(dossier, 'keep-identity')).toEqual(plain(theirs));
  expect(factsFor(dossier, 'deposit')).toMatchObject({ id: theirs, mergedInto: { survivor: mine, since } });
  expect(factsFor(dossier, 'list-documents')).toBe(dossier);
  expect(factsFor(undefined, 'deposit')).toBeUndefined();
  expect(partsOf(dossier).map(({ id }) => id)).toEqual([mine, theirs]);
  const [part] = partsIn(dossier);
  expect(partsOf(part)).toEqual([part]);
});
