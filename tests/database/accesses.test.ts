// The patient's hand on who sees the record, on real PostgreSQL: agreements given, prolonged and kept as history; blocages with an end; who
// treats; what is masked to some only; each traced with whom it is about, each open to the patient and to who represents them, to nobody else.

import { type Action, type Actor, policyAt } from '@carnet/domain/access';
import type { DocumentEntry } from '@carnet/domain/document';
import type { MasquageFrom, PersonneId } from '@carnet/domain/dossier';
import type { ProfessionCode, Professionnel, PsIdNat, SpecialtyCode, StructIdNat, Structure } from '@carnet/domain/identity';
import { type CivilDate, type Instant, type Result, civilDateInParis, instantOf, plusDays, startOfDayInParis } from '@carnet/domain/kernel';
import { changeAidant, inviteAidant } from '@carnet/server/application/aidants';
import { authoriseBeneficiaire } from '@carnet/server/application/authorise-beneficiaire';
import { blockProfessionnel, unblockProfessionnel } from '@carnet/server/application/block-professionnel';
import type { Caller } from '@carnet/server/application/caller';
import { chooseMedecinTraitant, endMedecinTraitant, giveAdministrateur, takeAdministrateur } from '@carnet/server/application/choose-medecin-traitant';
import { changeChoices } from '@carnet/server/application/emergency-choices';
import { findInDirectory } from '@carnet/server/application/find-in-directory';
import { listDocuments } from '@carnet/server/application/list-documents';
import { createMasquage, endMasquage, listMasquages } from '@carnet/server/application/masquages';
import { readNotices } from '@carnet/server/application/notices';
import { previewRecord } from '@carnet/server/application/preview-record';
import { readAccessHistory, readAccesses } from '@carnet/server/application/read-accesses';
import { describeDocument } from '@carnet/server/application/read-document';
import { readJournal } from '@carnet/server/application/read-journal';
import { withdrawAutorisation } from '@carnet/server/application/withdraw-autorisation';
import type { NewDossier } from '@carnet/server/storage/index';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { portsOn } from '../support/ports.ts';
import { depositAs, doctor, newDossier, newEntry, noon, titulaireOf } from '../support/records.ts';
import { writeTies } from '../support/ties.ts';

const { storage, close } = await freshDatabase();
afterAll(close);

let now: Instant = noon;
beforeEach(() => {
  now = noon;
});
const ports = portsOn(storage, () => now);
const policy = policyAt(noon, []);

const clinic: Structure = { id: '1100' as StructIdNat, name: 'Clinique de la Rive', sector: 'SA01', active: true };
const closed: Structure = { id: '1200' as StructIdNat, name: 'Maison de santé fermée', sector: 'SA52', active: false };
const insurer: Structure = { id: '1300' as StructIdNat, name: 'Caisse de la Rive', sector: 'SA01', active: true, assuranceMaladie: true };
const person = (digits: string, familyName: string, givenName: string, over: Partial<Professionnel> = {}): Professionnel => ({
  id: `8${digits}` as PsIdNat,
  familyName,
  givenName,
  profession: '10' as ProfessionCode,
  structures: [],
  active: true,
  ...over,
});
const people = {
  author: person('10000000101', 'AUTEUR', 'Paul'),
  traitant: person('10000000102', 'TRAITANT', 'Zoé'),
  other: person('10000000103', 'LÉVÊQUE-ŒILLET', 'Anaïs', { structures: [clinic.id] }),
  dentist: person('10000000104', 'Leveque', 'Marc', { profession: '40' as ProfessionCode }),
  nurse: person('10000000105', 'DE LA TOUR', 'Éric', { profession: '60' as ProfessionCode, structures: [clinic.id] }),
  travail: person('10000000107', 'TRAVAIL', 'Inès', { specialty: 'SM25' as SpecialtyCode, structures: [clinic.id] }),
  retired: person('10000000106', 'LEVEQUE', 'Ancien', { active: false }),
};
await storage.registry.register({ structures: [clinic, closed, insurer], professionnels: Object.values(people) });

const acting = ({ id, profession, specialty, structures }: Professionnel): Actor => ({
  ...doctor(''),
  id,
  profession,
  structures,
  ...(specialty === undefined ? {} : { specialty }),
});
const by = (actor: Actor): Caller => ({ actor, mode: 'normal', context: { door: 'patient', actorName: `nom de ${actor.kind}` } });
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : [result.refusal.code, ...result.refusal.findings.map(({ rule }) => rule)].join(' '));
const to = (one: Professionnel) => ({ beneficiaire: { kind: 'professionnel', id: one.id } }) as const;
const toClinic = { beneficiaire: { kind: 'structure', id: clinic.id } } as const;
const dayIn = (days: number): CivilDate => civilDateInParis(plusDays(noon, days));

async function open(over: Partial<NewDossier> = {}): Promise<{ dossier: NewDossier; id: { id: NewDossier['id'] }; patient: Caller }> {
  const dossier = newDossier(over);
  await storage.registry.openDossier(dossier);
  return { dossier, id: { id: dossier.id }, patient: by(titulaireOf(dossier)) };
}
async function represented(dossier: NewDossier, kind: 'parent' | 'tuteur' | 'habilitation_familiale' | 'curateur'): Promise<Caller> {
  const personne = randomUUID() as PersonneId;
  await storage.registry.represent(dossier.id, { personne, kind, since: dossier.openedAt, names: { representant: 'R', titulaire: 'T' } });
  return by({ kind: 'representant', personne, factors: 2 });
}
async function helped(dossier: NewDossier): Promise<Caller> {
  const personne = randomUUID() as PersonneId;
  await writeTies(storage, dossier, { delegation: [personne, { categories: ['comptes-rendus'], since: dossier.openedAt, until: plusDays(noon, 30) }] });
  return by({ kind: 'aidant', personne, factors: 2 });
}
async function deposit(dossier: NewDossier, options: Parameters<typeof newEntry>[2] = {}): Promise<DocumentEntry> {
  // Each its own content: what is done to one is done to every copy of it.
  const bytes = Buffer.from(randomUUID());
  const entry = newEntry(dossier.ins, bytes, { author: people.author.id, ...options });
  await depositAs(storage, acting(people.author), dossier, entry, bytes);
  return entry;
}
const seen = async (one: Professionnel, dossier: NewDossier): Promise<string[] | string> => {
  const page = await listDocuments(ports, by(acting(one)), { id: dossier.id }, {});
  return page.ok ? page.value.rows.map(({ entry }) => entry.logicalId) : page.refusal.code;
};
async function journalOf(dossier: NewDossier, actions?: readonly Action[]) {
  const journal = await readJournal(ports, by(titulaireOf(dossier)), { id: dossier.id }, actions === undefined ? {} : { actions });
  if (!journal.ok) throw new Error(journal.refusal.code);
  return journal.value.rows;
}

describe('agreements', () => {
  test('given by the patient, to a professional or a care team, until a day or for as long as the policy says', async () => {
    const { dossier, id, patient } = await open();
    const { logicalId } = await deposit(dossier);
    expect(await seen(people.other, dossier)).toBe('AUTORISATION_ABSENTE');
    const given = await authoriseBeneficiaire(ports, patient, id, to(people.other));
    expect(given.ok && given.value).toMatchObject({ express: true, expiresAt: plusDays(noon, policy.autorisationDays), declaredBy: 'nom de titulaire' });
    expect(await seen(people.other, dossier)).toEqual([logicalId]);

    const team = await authoriseBeneficiaire(ports, patient, id, toClinic);
    expect(team.ok && team.value.expiresAt).toBe(plusDays(noon, policy.teamAutorisationDays));
    expect(team.ok && team.value.express).toBeUndefined();
    expect(team.ok && team.value.givenBy).toBe(dossier.titulaire);
    expect(await seen(people.nurse, dossier)).toEqual([logicalId]);

    const today = await authoriseBeneficiaire(ports, patient, id, { ...to(people.dentist), until: dayIn(0) });
    expect(today.ok && today.value.expiresAt).toBe(startOfDayInParis(dayIn(1)));
    now = instantOf(startOfDayInParis(dayIn(1)) - 1);
    expect(await seen(people.dentist, dossier)).not.toBe('AUTORISATION_EXPIREE');
    now = startOfDayInParis(dayIn(1));
    expect(await seen(people.dentist, dossier)).toBe('AUTORISATION_EXPIREE');
  });

  test('refused beyond the longest, for a day that is over, to nobody known, and to whoever is blocked', async () => {
    const { id, patient } = await open();
    const give = async (until: CivilDate) => codeOf(await authoriseBeneficiaire(ports, patient, id, { ...to(people.other), until }));
    expect(await give(dayIn(-1))).toBe('PARAMETRE_INVALIDE JOUR_PASSE');
    expect(await give(dayIn(policy.autorisationDays))).toBe('ok');
    expect(await give(dayIn(policy.autorisationDays + 1))).toBe('PARAMETRE_INVALIDE DUREE_TROP_LONGUE');
    expect(codeOf(await authoriseBeneficiaire(ports, patient, id, to({ ...people.other, id: '8999' as PsIdNat })))).toBe(
      'PARAMETRE_INVALIDE PROFESSIONNEL_INCONNU',
    );
    expect(codeOf(await authoriseBeneficiaire(ports, patient, id, to(people.retired)))).toBe('PARAMETRE_INVALIDE PROFESSIONNEL_INCONNU');
    for (const place of [closed, insurer])
      expect(codeOf(await authoriseBeneficiaire(ports, patient, id, { beneficiaire: { kind: 'structure', id: place.id } }))).toBe(
        'PARAMETRE_INVALIDE STRUCTURE_INCONNUE',
      );
    await blockProfessionnel(ports, patient, id, people.dentist.id);
    expect(codeOf(await authoriseBeneficiaire(ports, patient, id, to(people.dentist)))).toBe('TRANSITION_INTERDITE PROFESSIONNEL_BLOQUE');
  });

  test('prolonged by a new row: one line in the list, every one in the history, ended or expired as they were', async () => {
    const { dossier, id, patient } = await open();
    await authoriseBeneficiaire(ports, patient, id, { ...to(people.other), until: dayIn(10) });
    now = plusDays(noon, 5);
    await authoriseBeneficiaire(ports, patient, id, { ...to(people.other), until: dayIn(20) });
    now = plusDays(noon, 30);
    await authoriseBeneficiaire(ports, patient, id, { ...to(people.other), until: dayIn(40) });
    const list = await readAccesses(ports, patient, id);
    expect(list.ok && list.value.autorisations.map(({ expiresAt }) => expiresAt)).toEqual([startOfDayInParis(dayIn(41))]);
    now = plusDays(noon, 31);
    await withdrawAutorisation(ports, patient, id, to(people.other).beneficiaire);
    expect(await seen(people.other, dossier)).not.toEqual([]);
    const history = await readAccessHistory(ports, patient, id);
    expect(history.ok && history.value.autorisations.map(({ expiresAt, withdrawnAt }) => [expiresAt, withdrawnAt])).toEqual([
      [startOfDayInParis(dayIn(41)), plusDays(noon, 31)],
      // Expired before the next was given: withdrawing takes it with the rest, once it had expired.
      [startOfDayInParis(dayIn(21)), plusDays(noon, 31)],
      [startOfDayInParis(dayIn(11)), plusDays(noon, 5)],
    ]);
    const after = await readAccesses(ports, patient, id);
    expect(after.ok && after.value.autorisations).toEqual([]);
    expect(codeOf(await readAccessHistory(ports, by(acting(people.traitant)), id))).toBe('FONCTION_INTERDITE');
  });

  test('to a médecin du travail by name, it is the express consent the law asks for; to their team, it is not', async () => {
    const { dossier, id, patient } = await open();
    await deposit(dossier);
    await authoriseBeneficiaire(ports, patient, id, toClinic);
    expect(await seen(people.travail, dossier)).toBe('CONSENTEMENT_TRAVAIL_ABSENT');
    await authoriseBeneficiaire(ports, patient, id, to(people.travail));
    expect(await seen(people.travail, dossier)).toHaveLength(1);
    await withdrawAutorisation(ports, patient, id, to(people.travail).beneficiaire);
    expect(await seen(people.travail, dossier)).toBe('CONSENTEMENT_TRAVAIL_ABSENT');
  });

  test('two given at the same moment leave one that holds', async () => {
    const { dossier, id, patient } = await open();
    const results = await Promise.all([10, 20, 30].map((days) => authoriseBeneficiaire(ports, patient, id, { ...to(people.other), until: dayIn(days) })));
    expect(results.map(codeOf)).toEqual(['ok', 'ok', 'ok']);
    const { rows } = await storage.pool.query(
      'SELECT count(*) FILTER (WHERE withdrawn_at IS NULL) AS standing, count(*) AS given FROM autorisation WHERE dossier_id = $1',
      [dossier.id],
    );
    expect(rows).toEqual([{ standing: 1, given: 3 }]);
  });
});

describe('blocages', () => {
  test('until a day: closed before, none after, and nothing of the former agreement', async () => {
    const { dossier, id, patient } = await open();
    await deposit(dossier);
    await authoriseBeneficiaire(ports, patient, id, to(people.other));
    const blocked = await blockProfessionnel(ports, patient, id, people.other.id, dayIn(2));
    expect(blocked.ok && blocked.value).toMatchObject({ medecinTraitant: false, blocage: { until: startOfDayInParis(dayIn(3)) } });
    expect(await seen(people.other, dossier)).toBe('PS_BLOQUE');
    now = startOfDayInParis(dayIn(3));
    expect(await seen(people.other, dossier)).toBe('AUTORISATION_ABSENTE');
    expect(codeOf(await blockProfessionnel(ports, patient, id, people.other.id, dayIn(2)))).toBe('PARAMETRE_INVALIDE JOUR_PASSE');
  });

  test('said again, the last word holds; unblocked twice is unblocked', async () => {
    const { dossier, id, patient } = await open();
    await blockProfessionnel(ports, patient, id, people.other.id);
    await blockProfessionnel(ports, patient, id, people.other.id, dayIn(1));
    now = plusDays(noon, 1);
    await blockProfessionnel(ports, patient, id, people.other.id, dayIn(10));
    const list = await readAccesses(ports, patient, id);
    expect(list.ok && list.value.blocages).toEqual([{ professionnel: people.other.id, since: now, until: startOfDayInParis(dayIn(11)) }]);
    await unblockProfessionnel(ports, patient, id, people.other.id);
    expect(codeOf(await unblockProfessionnel(ports, patient, id, people.other.id))).toBe('ok');
    expect(await seen(people.other, dossier)).toBe('AUTORISATION_ABSENTE');
  });

  test('of the médecin traitant: done, and the answer says who it was', async () => {
    const { dossier, id, patient } = await open({ medecinTraitant: people.traitant.id });
    expect(await seen(people.traitant, dossier)).toEqual([]);
    const blocked = await blockProfessionnel(ports, patient, id, people.traitant.id);
    expect(blocked.ok && blocked.value.medecinTraitant).toBe(true);
    expect(await seen(people.traitant, dossier)).toBe('PS_BLOQUE');
  });
});

describe('who treats', () => {
  const current = async ({ id }: NewDossier): Promise<unknown[]> =>
    (await storage.pool.query('SELECT professionnel FROM medecin_traitant WHERE dossier_id = $1 AND until IS NULL', [id])).rows;

  test('the patient declares, changes and ends; each is dated, and a screen that is late is told so', async () => {
    const { dossier, id, patient } = await open();
    await deposit(dossier);
    const choose = (one: Professionnel, replaces?: PsIdNat | null) =>
      chooseMedecinTraitant(ports, patient, id, { professionnel: one.id, ...(replaces === undefined ? {} : { replaces }) }).then(codeOf);
    expect(await choose(people.nurse)).toBe('PARAMETRE_INVALIDE PAS_MEDECIN');
    expect(await choose(people.retired)).toBe('PARAMETRE_INVALIDE PROFESSIONNEL_INCONNU');
    expect(await choose(people.traitant, null)).toBe('ok');
    expect(await seen(people.traitant, dossier)).toHaveLength(1);
    expect(await choose(people.other, null)).toBe('VERSION_PERIMEE MEDECIN_TRAITANT_CHANGE');
    expect(await choose(people.other, people.traitant.id)).toBe('ok');
    expect(await seen(people.traitant, dossier)).toBe('AUTORISATION_ABSENTE');
    expect(codeOf(await endMedecinTraitant(ports, patient, id, people.traitant.id))).toBe('VERSION_PERIMEE MEDECIN_TRAITANT_CHANGE');
    expect(codeOf(await endMedecinTraitant(ports, patient, id, people.other.id))).toBe('ok');
    expect(codeOf(await endMedecinTraitant(ports, patient, id, people.other.id))).toBe('ok');
    expect(await choose(people.traitant)).toBe('ok');
    expect(await current(dossier)).toEqual([{ professionnel: people.traitant.id }]);
    const { rows } = await storage.pool.query('SELECT count(*) AS known FROM medecin_traitant WHERE dossier_id = $1', [dossier.id]);
    expect(rows).toEqual([{ known: 3 }]);
    const acts = (await journalOf(dossier, ['declare-medecin-traitant', 'end-medecin-traitant'])).map(({ subject }) => `${subject?.act} ${subject?.name}`);
    expect(acts.toSorted()).toEqual([
      'medecin-traitant-declared Anaïs LÉVÊQUE-ŒILLET',
      'medecin-traitant-declared Zoé TRAITANT',
      'medecin-traitant-declared Zoé TRAITANT',
      'medecin-traitant-ended Anaïs LÉVÊQUE-ŒILLET',
      'medecin-traitant-ended Anaïs LÉVÊQUE-ŒILLET',
    ]);
  });

  test('several changes at once leave one, and every one of them dated', async () => {
    const { dossier, id, patient } = await open();
    const chosen = [people.traitant, people.other, people.author];
    const results = await Promise.all(chosen.map(({ id: professionnel }) => chooseMedecinTraitant(ports, patient, id, { professionnel })));
    expect(results.map(codeOf)).toEqual(['ok', 'ok', 'ok']);
    expect(await current(dossier)).toHaveLength(1);
    const believing = await Promise.all(
      chosen.map(({ id: professionnel }) => chooseMedecinTraitant(ports, patient, id, { professionnel, replaces: '8000' as PsIdNat })),
    );
    expect(believing.map(codeOf).filter((code) => code === 'ok')).toHaveLength(1);
    expect(await current(dossier)).toHaveLength(1);
  });

  test('the patient is told of what another did, and not of what they did', async () => {
    const { dossier, id, patient } = await open();
    const parent = await represented(dossier, 'parent');
    await chooseMedecinTraitant(ports, patient, id, { professionnel: people.traitant.id });
    await chooseMedecinTraitant(ports, parent, id, { professionnel: people.other.id });
    await endMedecinTraitant(ports, parent, id, people.other.id);
    const notices = await readNotices(ports, patient, id, { limit: 20 });
    expect(notices.ok && notices.value.rows.map(({ kind, actorName }) => [kind, actorName])).toEqual([
      ['medecin-traitant', 'Anaïs LÉVÊQUE-ŒILLET'],
      ['medecin-traitant', 'Anaïs LÉVÊQUE-ŒILLET'],
    ]);
  });

  test('an administrateur has the rights of the médecin traitant until the patient takes them back; not whoever is blocked', async () => {
    const { dossier, id, patient } = await open();
    const { logicalId } = await deposit(dossier, { visibilite: { masquePs: true, invisiblePatient: false, invisibleRepresentants: false } });
    const give = () => giveAdministrateur(ports, patient, id, { professionnel: people.other.id }).then(codeOf);
    expect(await Promise.all([give(), give()])).toEqual(['ok', 'ok']);
    expect(await seen(people.other, dossier)).toEqual([logicalId]);
    const list = await readAccesses(ports, patient, id);
    expect(list.ok && list.value.administrateurs).toEqual([{ professionnel: people.other.id, since: noon }]);
    expect(codeOf(await takeAdministrateur(ports, patient, id, people.other.id))).toBe('ok');
    expect(codeOf(await takeAdministrateur(ports, patient, id, people.other.id))).toBe('ok');
    expect(await seen(people.other, dossier)).toBe('AUTORISATION_ABSENTE');
    expect(await give()).toBe('ok');
    expect(await seen(people.other, dossier)).toEqual([logicalId]);
    await blockProfessionnel(ports, patient, id, people.dentist.id);
    expect(codeOf(await giveAdministrateur(ports, patient, id, { professionnel: people.dentist.id }))).toBe('TRANSITION_INTERDITE PROFESSIONNEL_BLOQUE');
    expect(codeOf(await chooseMedecinTraitant(ports, patient, id, { professionnel: people.traitant.id }))).toBe('ok');
  });
});

describe('what is masked to some only', () => {
  const from = {
    dentist: { kind: 'professionnel', id: people.dentist.id },
    dentists: { kind: 'profession', id: '40' as ProfessionCode },
    clinic: { kind: 'structure', id: clinic.id },
    physicians: { kind: 'profession', id: '10' as ProfessionCode },
  } as const satisfies Record<string, MasquageFrom>;
  async function world() {
    const opened = await open({ medecinTraitant: people.traitant.id });
    for (const one of [people.author, people.other, people.dentist, people.nurse]) await authoriseBeneficiaire(ports, opened.patient, opened.id, to(one));
    const report = await deposit(opened.dossier);
    const bilan = await deposit(opened.dossier, { typeCode: '11502-2' });
    return { ...opened, report, bilan, both: [bilan.logicalId, report.logicalId].toSorted() };
  }
  const sorted = async (one: Professionnel, dossier: NewDossier): Promise<unknown> => {
    const ids = await seen(one, dossier);
    return typeof ids === 'string' ? ids : ids.toSorted();
  };

  test('a document from one, from a profession, from a structure: gone for them at once, there for everybody else, back when ended', async () => {
    const { dossier, id, patient, report, bilan, both } = await world();
    const what = { kind: 'document', id: report.logicalId } as const;
    for (const [whom, out, stays] of [
      [from.dentist, people.dentist, people.other],
      [from.dentists, people.dentist, people.nurse],
      [from.clinic, people.nurse, people.dentist],
    ] as const) {
      expect(await sorted(out, dossier)).toEqual(both);
      expect(codeOf(await createMasquage(ports, patient, id, { from: whom, what }))).toBe('ok');
      expect(await sorted(out, dossier)).toEqual([bilan.logicalId]);
      expect(await sorted(stays, dossier)).toEqual(both);
      expect(codeOf(await describeDocument(ports, by(acting(out)), id, { logicalId: report.logicalId }))).toBe('DOCUMENT_INEXISTANT');
      expect(codeOf(await endMasquage(ports, patient, id, { from: whom, what }))).toBe('ok');
      expect(await sorted(out, dossier)).toEqual(both);
    }
  });

  test('a space, with what comes to it later; its authors keep what they wrote, and the médecin traitant everything', async () => {
    const { dossier, id, patient, report, both } = await world();
    const created = await createMasquage(ports, patient, id, { from: from.physicians, what: { kind: 'space', id: 'analyses' } });
    expect(created.ok && created.value.exceptions).toEqual([{ because: 'medecin-traitant', displayName: 'Zoé TRAITANT' }, { because: 'author' }]);
    await deposit(dossier, { typeCode: '11502-2' });
    expect(await sorted(people.other, dossier)).toEqual([report.logicalId]);
    expect(await sorted(people.dentist, dossier)).toHaveLength(3);
    expect(await sorted(people.author, dossier)).toHaveLength(3);
    expect(await sorted(people.traitant, dossier)).toEqual(expect.arrayContaining(both));
  });

  test('said once where it is said twice, told with its exceptions, traced as an act on the document, told to the patient’s side only', async () => {
    const { dossier, id, patient, report } = await world();
    const parent = await represented(dossier, 'parent');
    const masquage = { from: from.physicians, what: { kind: 'document', id: report.logicalId } } as const;
    const [first, second] = await Promise.all([createMasquage(ports, patient, id, masquage), createMasquage(ports, parent, id, masquage)]);
    expect(first.ok && second.ok && first.value.id === second.value.id).toBe(true);
    expect(first.ok && first.value.exceptions).toEqual([
      { because: 'author', displayName: 'Paul AUTEUR' },
      { because: 'medecin-traitant', displayName: 'Zoé TRAITANT' },
    ]);
    await createMasquage(ports, patient, id, { from: from.dentist, what: { kind: 'space', id: 'comptes-rendus' } });
    for (const reader of [patient, parent]) {
      const told = await describeDocument(ports, reader, id, { logicalId: report.logicalId });
      expect(told.ok && told.value.maskedTo?.map((one) => (one.because === 'reimbursements' ? one.because : [one.because, one.named])).toSorted()).toEqual([
        ['document', { profession: '10' }],
        ['space', { name: 'Marc Leveque', profession: '40' }],
      ]);
      const listed = await listMasquages(ports, reader, id);
      expect(listed.ok && listed.value.map(({ document, what }) => document?.title ?? what.id).toSorted()).toEqual([
        'Compte rendu de consultation',
        'comptes-rendus',
      ]);
    }
    const author = await describeDocument(ports, by(acting(people.author)), id, { logicalId: report.logicalId });
    expect(author.ok && 'maskedTo' in author.value).toBe(false);
    const masked = (await journalOf(dossier, ['mask'])).map(({ document, subject }) => [document, subject]);
    expect(masked).toEqual([
      [report.logicalId, { act: 'masked', profession: '10' }],
      [report.logicalId, { act: 'masked', profession: '10' }],
    ]);
    const spaces = (await journalOf(dossier, ['manage-accesses'])).map(({ subject }) => subject);
    expect(spaces).toContainEqual({ act: 'masked', name: 'Marc Leveque', profession: '40', space: 'comptes-rendus' });
  });

  test('nothing that one may not see: neither by masking it, nor in the list', async () => {
    const { dossier, id, patient } = await world();
    const parent = await represented(dossier, 'parent');
    const awaiting = await deposit(dossier, { visibilite: { masquePs: false, invisiblePatient: true, invisibleRepresentants: false } });
    const hidden = await deposit(dossier, { visibilite: { masquePs: false, invisiblePatient: false, invisibleRepresentants: true } });
    const of = ({ logicalId }: DocumentEntry) => ({ from: from.dentist, what: { kind: 'document', id: logicalId } }) as const;
    const absent = { from: from.dentist, what: { kind: 'document', id: randomUUID() as DocumentEntry['logicalId'] } } as const;
    expect(await createMasquage(ports, patient, id, of(awaiting))).toEqual(await createMasquage(ports, patient, id, absent));
    expect(await createMasquage(ports, parent, id, of(hidden))).toEqual(await createMasquage(ports, parent, id, absent));
    expect(codeOf(await createMasquage(ports, patient, id, of(hidden)))).toBe('ok');
    const counts = await Promise.all([patient, parent].map(async (reader) => listMasquages(ports, reader, id)));
    expect(counts.map((one) => one.ok && one.value.length)).toEqual([1, 0]);
    expect(
      codeOf(await createMasquage(ports, patient, id, { from: { kind: 'profession', id: '97' as ProfessionCode }, what: { kind: 'space', id: 'analyses' } })),
    ).toBe('PARAMETRE_INVALIDE CODE_INCONNU');
  });

  test('the whole history of reimbursements at once, past and to come, and back', async () => {
    const { dossier, id, patient } = await open({ medecinTraitant: people.traitant.id });
    await authoriseBeneficiaire(ports, patient, id, to(people.other));
    const remb = newEntry(dossier.ins, Buffer.from('x'), { typeCode: 'REMB', over: { depositor: 'assurance-maladie' } });
    const insurance: Actor = { kind: 'assurance-maladie', id: insurer.id, active: true };
    await depositAs(storage, insurance, dossier, remb, Buffer.from('x'));
    expect(await seen(people.other, dossier)).toEqual([remb.logicalId]);
    await changeChoices(ports, patient, id, { masksReimbursements: true });
    expect(await seen(people.other, dossier)).toEqual([]);
    expect(await seen(people.traitant, dossier)).toEqual([remb.logicalId]);
    const told = await listDocuments(ports, patient, id, {});
    expect(told.ok && told.value.rows.map(({ maskedTo }) => maskedTo)).toEqual([[{ because: 'reimbursements' }]]);
    await changeChoices(ports, patient, id, { masksReimbursements: false });
    expect(await seen(people.other, dossier)).toEqual([remb.logicalId]);
    expect((await journalOf(dossier, ['manage-accesses'])).map(({ subject }) => subject?.choices).slice(0, 2)).toEqual([
      { masksReimbursements: false },
      { masksReimbursements: true },
    ]);
  });
});

describe('the journal', () => {
  const lines = async (caller: Caller, id: { id: NewDossier['id'] }) => {
    const page = await readJournal(ports, caller, id, { limit: 200 });
    if (!page.ok) throw new Error(page.refusal.code);
    return page.value.rows;
  };
  const titlesOf = (rows: Awaited<ReturnType<typeof lines>>, action: Action): (string | undefined)[] => [
    ...new Set(rows.filter((row) => row.action === action).map(({ documentTitle }) => documentTitle)),
  ];

  test('names the document of each line to whoever may read it, and to nobody else', async () => {
    const { dossier, id, patient } = await open({ medecinTraitant: people.traitant.id });
    const carer = await helped(dossier);
    const { logicalId } = await deposit(dossier);
    const hidden = await deposit(dossier, { title: 'Secret', visibilite: { masquePs: false, invisiblePatient: false, invisibleRepresentants: true } });
    await describeDocument(ports, carer, id, { logicalId });
    await createMasquage(ports, patient, id, { from: { kind: 'professionnel', id: people.dentist.id }, what: { kind: 'document', id: logicalId } });
    await describeDocument(ports, patient, id, { logicalId: hidden.logicalId });
    const title = 'Compte rendu de consultation';
    const own = await lines(patient, id);
    expect(titlesOf(own, 'mask')).toEqual([title]);
    expect(
      titlesOf(
        own.filter(({ actorKind }) => actorKind === 'aidant'),
        'read-document',
      ),
    ).toEqual([title]);
    expect(titlesOf(own, 'read-document').toSorted()).toEqual([title, 'Secret']);
    const represents = await lines(await represented(dossier, 'parent'), id);
    expect(titlesOf(represents, 'read-document')).toEqual([title]);
    expect(titlesOf(await lines(by(acting(people.traitant)), id), 'mask')).toEqual([title]);
    // Their own lines, once they may no longer read: the type, and no title.
    await seen(people.nurse, dossier);
    expect((await lines(by(acting(people.nurse)), id)).map(({ documentTitle }) => documentTitle)).toEqual([undefined, undefined]);
  });

  test('is closed, but for their own lines, to a médecin traitant the patient blocks', async () => {
    const { dossier, id, patient } = await open({ medecinTraitant: people.traitant.id });
    const { logicalId } = await deposit(dossier);
    await describeDocument(ports, patient, id, { logicalId });
    const doctors = by(acting(people.traitant));
    expect((await lines(doctors, id)).some(({ actorKind }) => actorKind === 'titulaire')).toBe(true);
    expect(codeOf(await blockProfessionnel(ports, patient, id, people.traitant.id))).toBe('ok');
    expect(new Set((await lines(doctors, id)).map(({ actorId }) => actorId))).toEqual(new Set([people.traitant.id]));
  });
});

describe('for whom and by whom', () => {
  const acts = (
    caller: Caller,
    id: { id: NewDossier['id'] },
    logicalId: DocumentEntry['logicalId'],
    personAgreement?: 'agrees' | 'cannot-express' | 'refuses',
  ) => {
    const agreement = personAgreement === undefined ? {} : { personAgreement };
    const masquage = { from: { kind: 'professionnel', id: people.dentist.id }, what: { kind: 'document', id: logicalId } } as const;
    const ofSpace = { ...masquage, what: { kind: 'space', id: 'analyses' } } as const;
    return {
      authorise: () => authoriseBeneficiaire(ports, caller, id, { ...to(people.other), ...agreement }),
      chooseMedecinTraitant: () => chooseMedecinTraitant(ports, caller, id, { professionnel: people.traitant.id, ...agreement }),
      giveAdministrateur: () => giveAdministrateur(ports, caller, id, { professionnel: people.other.id, ...agreement }),
      takeAdministrateur: () => takeAdministrateur(ports, caller, id, people.other.id),
      endMedecinTraitant: () => endMedecinTraitant(ports, caller, id, people.traitant.id),
      block: () => blockProfessionnel(ports, caller, id, people.dentist.id),
      unblock: () => unblockProfessionnel(ports, caller, id, people.dentist.id),
      mask: () => createMasquage(ports, caller, id, masquage),
      unmask: () => endMasquage(ports, caller, id, masquage),
      maskSpace: () => createMasquage(ports, caller, id, ofSpace),
      unmaskSpace: () => endMasquage(ports, caller, id, ofSpace),
      listMasquages: () => listMasquages(ports, caller, id),
      history: () => readAccessHistory(ports, caller, id),
      preview: () => previewRecord(ports, caller, id, { kind: 'professionnel', id: people.dentist.id }, {}),
      choices: () => changeChoices(ports, caller, id, { masksByDefault: false }),
    } satisfies Record<string, () => Promise<Result<unknown>>>;
  };
  const run = async (every: Record<string, () => Promise<Result<unknown>>>): Promise<Record<string, string>> => {
    const outcome: Record<string, string> = {};
    for (const [name, act] of Object.entries(every)) outcome[name] = codeOf(await act());
    return outcome;
  };
  const all = (codes: Record<string, string>): string[] => [...new Set(Object.values(codes))];

  test('a parent does what the patient does', async () => {
    const { dossier, id, patient } = await open();
    const { logicalId } = await deposit(dossier);
    expect(all(await run(acts(patient, id, logicalId)))).toEqual(['ok']);
    expect(all(await run(acts(await represented(dossier, 'parent'), id, logicalId)))).toEqual(['ok']);
  });

  test('a carer, a curator, a stranger and every professional are refused, each act traced with its refusal and nothing done', async () => {
    const { dossier, id } = await open({ medecinTraitant: people.author.id });
    const { logicalId } = await deposit(dossier);
    expect(all(await run(acts(await helped(dossier), id, logicalId)))).toEqual(['FONCTION_INTERDITE']);
    expect(all(await run(acts(await represented(dossier, 'curateur'), id, logicalId)))).toEqual(['ACTEUR_INTERDIT']);
    const stranger = by({ kind: 'titulaire', personne: randomUUID() as PersonneId, factors: 2 });
    expect(all(await run(acts(stranger, id, logicalId)))).toEqual(['DOSSIER_INEXISTANT']);
    const before = await storage.pool.query('SELECT count(*) AS kept FROM masquage WHERE dossier_id = $1', [dossier.id]);
    expect(before.rows).toEqual([{ kept: 0 }]);
    // The médecin traitant has the widest rights of any professional: to declare, which is of oneself only, and to leave.
    const treating = await run(acts(by(acting(people.author)), id, logicalId));
    expect(treating).toMatchObject({ chooseMedecinTraitant: 'ACTE_RESERVE', endMedecinTraitant: 'VERSION_PERIMEE MEDECIN_TRAITANT_CHANGE' });
    const { chooseMedecinTraitant: _, endMedecinTraitant: __, ...rest } = treating;
    expect(all(rest)).toEqual(['FONCTION_INTERDITE']);
    const { rows } = await storage.pool.query(
      `SELECT (SELECT count(*) FROM autorisation WHERE dossier_id = $1) AS given, count(*) AS traced FROM trace WHERE dossier_id = $1 AND actor_kind = 'aidant' AND outcome = 'refused'`,
      [dossier.id],
    );
    expect(rows).toEqual([{ given: 0, traced: 15 }]);
  });

  test.each(['tuteur', 'habilitation_familiale'] as const)(
    'a %s states the person’s own agreement, which is kept, and cannot pass over a refusal',
    async (kind) => {
      const { dossier, id } = await open();
      const { logicalId } = await deposit(dossier);
      const guardian = await represented(dossier, kind);
      const agreeing = ['authorise', 'chooseMedecinTraitant', 'giveAdministrateur'];
      const unsaid = await run(acts(guardian, id, logicalId));
      for (const [name, code] of Object.entries(unsaid))
        expect([name, code]).toEqual([name, agreeing.includes(name) ? 'PARAMETRE_INVALIDE ACCORD_NON_RECHERCHE' : 'ok']);
      const against = await run(acts(guardian, id, logicalId, 'refuses'));
      for (const name of agreeing) expect([name, against[name]]).toEqual([name, 'TRANSITION_INTERDITE PERSONNE_OPPOSEE']);
      const stated = { ...guardian, context: { ...guardian.context, reason: 'Accord recherché' } };
      expect(all(await run(acts(stated, id, logicalId, 'cannot-express')))).toEqual(['ok']);
      expect((await journalOf(dossier, ['declare-medecin-traitant'])).map(({ reason }) => reason)).toContain('Accord recherché');

      const asked = { kind: 'aidant', name: 'Julie', email: 'julie@carnet.test', categories: ['synthese'], lastDay: dayIn(30) } as const;
      expect(codeOf(await inviteAidant(ports, guardian, id, asked))).toBe('PARAMETRE_INVALIDE ACCORD_NON_RECHERCHE');
      expect(codeOf(await inviteAidant(ports, guardian, id, { ...asked, personAgreement: 'refuses' }))).toBe('TRANSITION_INTERDITE PERSONNE_OPPOSEE');
      const invited = await inviteAidant(ports, stated, id, { ...asked, personAgreement: 'agrees' });
      if (!invited.ok) throw new Error(invited.refusal.code);
      const change = { categories: ['synthese', 'imagerie'] } as const;
      expect(codeOf(await changeAidant(ports, guardian, id, invited.value.share.id, change))).toBe('PARAMETRE_INVALIDE ACCORD_NON_RECHERCHE');
      expect(codeOf(await changeAidant(ports, guardian, id, invited.value.share.id, { ...change, personAgreement: 'agrees' }))).toBe('ok');
      const invitation = (await journalOf(dossier, ['manage-accesses'])).find(({ subject }) => subject?.act === 'aidant-invited');
      expect(invitation).toMatchObject({ reason: 'Accord recherché', subject: { name: 'Julie' } });
    },
  );
});

describe('the directory', () => {
  const found = async (name: string): Promise<string[]> => {
    const { professionnels, structures } = await findInDirectory(ports, { name });
    return [...professionnels.map(({ familyName }) => familyName), ...structures.map(({ name: place }) => place)];
  };
  test('by the beginnings of names, whatever the case and accents, active ones only', async () => {
    expect(await found('leveque')).toEqual(['LÉVÊQUE-ŒILLET', 'Leveque'].toSorted());
    expect(await found('Lévêque an')).toEqual(['LÉVÊQUE-ŒILLET']);
    expect(await found('oeil')).toEqual(['LÉVÊQUE-ŒILLET']);
    expect(await found('œill')).toEqual(['LÉVÊQUE-ŒILLET']);
    expect(await found('éric de la')).toEqual(['DE LA TOUR']);
    expect(await found('rive')).toEqual(['Clinique de la Rive']);
    expect(await found('fermée')).toEqual([]);
  });
  test('too little, or what only looks like a query, finds nothing', async () => {
    for (const text of ['', 'le', '  l e ', '***', "' | *", 'le:*', 'le & !', '\u0000lè', '日本語']) expect([text, await found(text)]).toEqual([text, []]);
  });
  test('by number, exactly', async () => {
    expect((await findInDirectory(ports, { number: people.nurse.id })).professionnels.map(({ id }) => id)).toEqual([people.nurse.id]);
    expect((await findInDirectory(ports, { number: people.retired.id })).professionnels).toEqual([]);
  });
  test('by an index, however many there are', async () => {
    await storage.registry.register({ professionnels: Array.from({ length: 25 }, (_, index) => person(`2000000${1000 + index}`, 'NOMBREUX', `N${index}`)) });
    const client = await storage.pool.connect();
    try {
      await client.query('BEGIN; SET LOCAL enable_seqscan = off');
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(
        `EXPLAIN SELECT p.id FROM professionnel p WHERE p.active AND to_tsvector('simple', search_words(p.family_name || ' ' || p.given_name)) @@ to_tsquery('simple', 'nombr:*')`,
      );
      expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('Bitmap Index Scan on professionnel_words');
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  });
  test('twenty at most, and says that there are more', async () => {
    const many = await findInDirectory(ports, { name: 'nombreux' });
    expect([many.professionnels.length, many.more]).toEqual([20, true]);
  });
});
