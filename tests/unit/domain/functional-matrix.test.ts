// The functional matrix, cell by cell: role x mode x transaction, for direct and for indirect accesses. What is expected is typed here from
// docs/sources.md §3.3 (PDT-INF-526 v1.8, PDT-INF-606 v1.3) and from docs/rules.md for those the source has no column for; the departures are
// named one by one (ADR 11). Each cell is a whole request in which everything else is favourable: a cell that refuses does so by itself.

import {
  type AccessRequest,
  type Action,
  type ActionAcross,
  type Actor,
  type DossierFacts,
  type Mode,
  actions,
  actionsAcross,
  decide,
  decideAcross,
  policyAt,
} from '@carnet/domain/access';
import type { LogicalId } from '@carnet/domain/document';
import { type AutorisationId, type DossierId, type PersonneId, defaultChoices } from '@carnet/domain/dossier';
import type { ProfessionCode, PsIdNat, SpecialtyCode, StructIdNat } from '@carnet/domain/identity';
import { type Instant, instantOf, plusDays } from '@carnet/domain/kernel';
import { spaces } from '@carnet/domain/terminology';
import { describe, expect, test } from 'vitest';
import { shippedMatrix } from '../../../tools/explain/shipped-matrix.ts';

type Column = 'ps' | 'medecin' | 'travail' | 'mt' | 'cpe' | 'structure';
type Transaction = Action | ActionAcross;

/** Columns of the source and their modes: N normal, R régulation, B bris de glace. */
const modes: Readonly<Record<Column, string>> = { ps: 'NRB', medecin: 'NRB', travail: 'N', mt: 'NB', cpe: 'N', structure: 'NR' };
const columns = Object.keys(modes) as Column[];
const modeOf: Readonly<Record<string, Mode>> = { N: 'normal', R: 'centre_15', B: 'bris_de_glace' };

/** The source's own rows, as it prints them; a digit is one of its notes: `8` own documents, `9` and `5` and `4` the structure's. */
const source: Readonly<Partial<Record<Transaction, string>>> = {
  // TD0.1 and TD0.2                ps  méd mt°  MT CPE ES
  'test-existence': '✔✔✔ ✔✔✔ ✔ ✔✔ ✔ ✔✔',
  'declare-autorisation': '✔–– ✔–– – ✔– 1 ––',
  'withdraw-autorisation': '✔–– ✔–– – ✔– – ––',
  'end-medecin-traitant': '––– ––– – ✔– – ––',
  'list-patients': '✔✔✔ ✔✔✔ ✔ ✔✔ ✔ ✔–',
  'find-patient': '–✔– –✔– – –– – –✔',
  'read-identity': '✔✔✔ ✔✔✔ ✔ ✔✔ ✔ ✔✔',
  'read-accesses': '✔–– ✔–– – ✔– – ––',
  'deposit': '✔✔✔ ✔✔✔ ✔ ✔✔ – 44',
  'list-documents': '✔✔✔ ✔✔✔ ✔ ✔✔ – ––',
  'find-reference': '✔✔✔ ✔✔✔ ✔ ✔✔ 5 55',
  'read-document': '✔✔✔ ✔✔✔ – ✔✔ – ––',
  'mask': '✔–– ✔–– ✔ ✔– – ––',
  'unmask': '8–– 8–– 8 ✔– – ––',
  'show-to-patient': '✔–– ✔–– ✔ ✔– – ––',
  'archive': '8–– 8✔✔ 8 ✔✔ – ––',
  'unarchive': '8–– 8✔✔ 8 ✔✔ – ––',
  'delete': '888 888 8 88 9 99',
};

/** Where Carnet departs from it, one by one: [transaction, column, mode, what Carnet says], as ADR 11 explains. */
const departures: readonly (readonly [Transaction, Column, string, string])[] = [
  // The law lets a médecin du travail read with express consent (L.1111-17 IV CSP); rule 350 asks for it.
  ['read-document', 'travail', 'N', '✔'],
  // A CPE feeds through TD2.2 in the source, which has no row of its own here.
  ['deposit', 'cpe', 'N', '4'],
  // "archive: its author, the MT": the source's ✔ for every physician in an emergency is narrowed to them (rule 510).
  ['archive', 'medecin', 'R', '8'],
  ['archive', 'medecin', 'B', '8'],
  ['unarchive', 'medecin', 'R', '8'],
  ['unarchive', 'medecin', 'B', '8'],
  // A reference is looked up to replace or to delete: nobody learns by it whether somebody else's document exists (rule 510).
  ...(['ps', 'medecin', 'travail', 'mt'] as const).flatMap((column) => [...modes[column]].map((mode) => ['find-reference', column, mode, '8'] as const)),
];
/** Transactions the source has no row for. */
const added: Readonly<Partial<Record<Transaction, string>>> = {
  // TD2.1b goes with TD2.1: of one's own documents.
  'replace': '888 888 8 88 9 99',
  // TD1.1 and TD1.2: "D,E,I" in §1.3, where the policy lets professionals; TD1.3b and TD1.4: "D" (ADR 21).
  'create-record': '✔–– ✔–– – ✔– ✔ ✔–',
  'reopen-record': '✔–– ✔–– – ✔– ✔ ✔–',
  // A person’s own card, in person; in a care home its staff too (ADR 25).
  'open-for': '✔–– ✔–– – ✔– – ––',
  'open-residents': '✔–– ✔–– – ✔– ✔ ––',
  // One’s structure’s deposits, taken and refused: for whoever may feed for it (ADR 60).
  'list-deposits': '✔–– ✔–– ✔ ✔– ✔ ––',
  'revise-contact': '✔–– ✔–– – ✔– – ––',
  'close-record': '✔–– ✔–– – ✔– – ––',
  // A code the patient shows, taken in person (ADR 44).
  'redeem-share': '✔–– ✔–– – ✔– – ––',
  // TD0.3, role MEDECIN_TRAITANT.
  'declare-medecin-traitant': '––– ✔–– – ✔– – ––',
  // R.1111-43: "other professionals their own".
  'read-journal': '✔–– ✔–– ✔ ✔– – ––',
  // "the MT may block at the patient's request".
  'block-professionnel': '––– ––– – ✔– – ––',
  // The representatives' half of TD3.3b.
  'show-to-representants': '✔–– ✔–– ✔ ✔– – ––',
  // Measures of health (ADR 36): read as documents are listed, entered by persons, changed by who entered them.
  'read-measures': '✔✔✔ ✔✔✔ ✔ ✔✔ – ––',
  'write-measures': '✔✔✔ ✔✔✔ ✔ ✔✔ – ––',
  'change-measures': '888 888 8 88 – ––',
  // A document that is another patient’s (ADR 41): its author says so, and corrects it, with their own card.
  'report-misfiled': '8–– 8–– 8 8– – ––',
  'correct-misfiled': '8–– 8–– 8 8– – ––',
};

/** PDT-INF-606: what differs for an indirect access. Nobody feeds; note 8 of archiving falls for physicians in the source, not in Carnet (ADR 11). */
const closed = '––– ––– – –– – ';
const indirectRows: Readonly<Partial<Record<Transaction, string>>> = {
  'deposit': closed,
  'replace': closed,
  'list-deposits': closed,
  'write-measures': closed,
  'change-measures': closed,
  'report-misfiled': closed,
  'correct-misfiled': closed,
  'create-record': closed,
  'open-for': closed,
  'open-residents': closed,
  'redeem-share': closed,
  'reopen-record': closed,
  'revise-contact': closed,
  'close-record': closed,
};
const indirectPersonnel: Readonly<Partial<Record<Transaction, string>>> = {
  'declare-autorisation': '1',
  'list-patients': '✔',
  'read-identity': '✔',
  'find-reference': '5',
  'delete': '9',
};

const patientSide: readonly Transaction[] = [
  'withdraw-autorisation',
  'declare-medecin-traitant',
  'end-medecin-traitant',
  'read-identity',
  'revise-contact',
  'close-record',
  'reopen-record',
  'deposit',
  'list-documents',
  'read-document',
  'mask',
  'unmask',
  'delete',
  'report-misfiled',
  'archive',
  'unarchive',
  'read-journal',
  'read-accesses',
  'manage-accesses',
  'block-professionnel',
  'read-profile',
  'write-profile',
  'read-measures',
  'write-measures',
  'change-measures',
  'read-notices',
  'manage-notices',
  'report-access',
  'read-reports',
  'export-record',
];
/** Those the source has no column for: one mode, what the spec's table of actors gives them. */
const others: Readonly<Record<Exclude<Actor['kind'], 'professionnel' | 'secretariat' | 'structure'>, readonly Transaction[]>> = {
  'titulaire': [...patientSide, 'open-ayant-droit'],
  'representant': patientSide,
  'aidant': ['read-identity', 'list-documents', 'read-document', 'read-measures', 'deposit', 'renounce-delegation'],
  'ayant-droit': ['read-identity', 'list-documents', 'read-document', 'read-measures'],
  'assurance-maladie': ['deposit', 'replace', 'declare-medecin-traitant', 'end-medecin-traitant', 'keep-assures'],
  'service-tiers': ['list-documents', 'read-document', 'deposit', 'read-measures', 'write-measures', 'change-measures'],
  'pilotage': ['read-indicators'],
  'exploitation': ['read-indicators', 'administer', 'review-identities', 'examine-identity', 'keep-identity', 'keep-heirs', 'record-opposition'],
  'controle': ['review-accesses', 'examine-report'],
  'guichet': ['open-for'],
  'systeme': ['show-to-patient', 'show-card', 'create-record', 'find-assure', 'inform-assures', 'record-opposition', 'expire-history'],
};

const at = instantOf(Date.parse('2026-01-15T09:00:00Z'));
const self = '801234567897' as PsIdNat;
const somebodyElse = '899700000001' as PsIdNat;
const here = '1750000018' as StructIdNat;
const elsewhere = '1690000023' as StructIdNat;
const person = '00000000-0000-7000-8000-000000000002' as PersonneId;
const held = { since: plusDays(at, -9), until: plusDays(at, 9) };

const actorOf = (column: Column, indirect: boolean): Actor => {
  const authentication = indirect ? 'INDIRECTE_RENFORCEE' : 'DIRECTE';
  const place = { active: true, structures: [here], structure: { id: here, active: true, regulates: true, shelters: true } } as const;
  if (column === 'structure') return { kind: 'structure', id: here, active: true, regulates: true };
  if (column === 'cpe') return { kind: 'secretariat', id: '3750000018/0001' as PsIdNat, authentication, ...place };
  const profession = (column === 'ps' ? '60' : '10') as ProfessionCode;
  return { kind: 'professionnel', id: self, profession, authentication, ...place, ...(column === 'travail' ? { specialty: 'SM25' as SpecialtyCode } : {}) };
};
const single = (kind: keyof typeof others): Actor => {
  switch (kind) {
    case 'titulaire':
    case 'representant':
    case 'aidant':
    case 'ayant-droit':
      return { kind, personne: person, factors: 2 };
    case 'pilotage':
      return { kind, rank: 3, id: '3750000018/0002' as PsIdNat, active: true, structures: [here] };
    case 'exploitation':
    case 'controle':
    case 'guichet':
      return { kind, id: '3750000018/0002' as PsIdNat, active: true, structures: [here] };
    case 'assurance-maladie':
      return { kind, id: here, active: true };
    case 'service-tiers':
      return { kind, id: 'service' };
    case 'systeme':
      return { kind };
  }
};

/** Agreed to by everybody concerned, open to all, tied to all. */
const favourable = (medecinTraitant: PsIdNat): DossierFacts => ({
  id: '00000000-0000-7000-8000-000000000001' as DossierId,
  life: 'ouvert',
  identity: 'qualifiee',
  titulaire: person,
  medecinTraitant,
  choices: defaultChoices,
  administrateurs: [],
  masquages: [],
  blocages: [],
  autorisations: [
    {
      id: '00000000-0000-7000-8000-000000000004' as AutorisationId,
      beneficiaire: { kind: 'professionnel', id: self },
      declaredAt: held.since,
      declaredBy: 'x',
      expiresAt: held.until,
      express: true,
    },
  ],
  representation: { kind: 'parent', ...held },
  delegation: { categories: spaces, ...held },
  appairage: { reads: [...spaces, 'mesures'], writes: [...spaces, 'mesures'], ...held, pairedBy: 'titulaire' },
  succession: { reason: 'causes_du_deces', refusedByDeceased: false, ...held },
});

type Whose = 'own' | 'other';
/** A document of the caller's, or of somebody else's, that everybody may read. */
function documentOf(actor: Actor, whose: Whose): NonNullable<AccessRequest['document']> {
  const visible = { masquePs: false, invisiblePatient: false, invisibleRepresentants: false };
  const common = {
    logicalId: '00000000-0000-7000-8000-000000000006' as LogicalId,
    status: 'Approved',
    visibilite: visible,
    depositedAt: plusDays(at, -90),
  } as const;
  const [authorIds, authorStructures] = whose === 'own' ? [[self], [here]] : [[somebodyElse], [elsewhere]];
  if (actor.kind === 'professionnel' || actor.kind === 'secretariat' || actor.kind === 'structure')
    return { ...common, typeCode: '11488-4', depositor: 'professionnel', authorIds, authorStructures };
  if (actor.kind === 'assurance-maladie') return { ...common, typeCode: 'REMB', depositor: 'assurance-maladie', authorIds: [], authorStructures: [] };
  const service = actor.kind === 'service-tiers' ? { service: whose === 'own' ? actor.id : 'another' } : {};
  return { ...common, typeCode: 'EXPPAT_2', depositor: 'patient', authorIds: [], authorStructures: [], ...service };
}

const keptForPatient: readonly Transaction[] = ['revise-contact', 'close-record', 'reopen-record'];
const withoutDocument: readonly Transaction[] = [
  'test-existence',
  'declare-autorisation',
  'redeem-share',
  'withdraw-autorisation',
  'declare-medecin-traitant',
  ...keptForPatient,
];
/** Professionals may open and reopen records: the policy is favourable too. */
const policy = { ...policyAt(at, []), creationByProfessionals: true };
const isAction = (transaction: Transaction): transaction is Action => Object.hasOwn(actions, transaction);
/** To correct: a document that was put aside. To be reported by its patient: one that a professional deposited. */
function concerned(transaction: Action, actor: Actor, whose: Whose): NonNullable<AccessRequest['document']> {
  const document = documentOf(actor, whose);
  if (transaction === 'correct-misfiled') return { ...document, status: 'Deleted', misfiled: true };
  return transaction === 'report-misfiled' && 'personne' in actor ? { ...document, depositor: 'structure' } : document;
}
const asked = (transaction: Action, actor: Actor, mode: Mode, medecinTraitant: PsIdNat, whose: Whose, when: Instant = at): AccessRequest => ({
  action: transaction,
  actor,
  mode,
  at: when,
  dossier: favourable(medecinTraitant),
  ...(withoutDocument.includes(transaction) ? {} : { document: concerned(transaction, actor, whose) }),
  ...(keptForPatient.includes(transaction) ? { space: 'none' } : {}),
  policy,
  matrix: shippedMatrix,
});
const answer = (transaction: Transaction, actor: Actor, mode: Mode, medecinTraitant: PsIdNat, whose: Whose): string => {
  const decision = isAction(transaction)
    ? decide(asked(transaction, actor, mode, medecinTraitant, whose))
    : decideAcross({ action: transaction, actor, mode, at, policy });
  return decision.granted ? 'yes' : decision.rule;
};

const transactions = [...Object.keys(actions), ...Object.keys(actionsAcross)] as Transaction[];
/** The rows whose refusal is the cell's, and not something else's that went wrong in the request. */
const ofTheCell: readonly string[] = ['FONCTION_INTERDITE', 'AUTHENTIFICATION_INSUFFISANTE'];
const ofTheAuthor: readonly string[] = ['ACTE_RESERVE', 'DEPOSANT_NON_AUTEUR'];

function expectedMark(transaction: Transaction, column: Column, letter: string, indirect: boolean): string {
  const place = modes[column].indexOf(letter);
  if (place < 0) return '–';
  if (indirect && column === 'cpe') return indirectPersonnel[transaction] ?? '–';
  const departure = departures.find(([of, among, mode]) => of === transaction && among === column && mode === letter);
  const row = (indirect ? indirectRows[transaction] : undefined) ?? source[transaction] ?? added[transaction];
  if (indirect && indirectRows[transaction] !== undefined) return '–';
  return departure?.[3] ?? row?.split(' ')[columns.indexOf(column)]?.[place] ?? '–';
}

const cells = [false, true].flatMap((indirect) =>
  columns
    .filter((column) => !(indirect && column === 'structure'))
    .flatMap((column) =>
      [...'NRB'].flatMap((letter) =>
        transactions.map((transaction) => ({ indirect, column, letter, transaction, mark: expectedMark(transaction, column, letter, indirect) })),
      ),
    ),
);

describe('the matrix of professionals and structures', () => {
  test.each(cells)('$column, $letter, indirect $indirect: $transaction is $mark', ({ indirect, column, letter, transaction, mark }) => {
    const actor = actorOf(column, indirect);
    const medecinTraitant = column === 'mt' ? self : somebodyElse;
    const of = (whose: Whose): string => answer(transaction, actor, modeOf[letter]!, medecinTraitant, whose);
    // The source gives the médecin traitant no column of régulation: who regulates is a physician (ADR 11).
    if (column === 'mt' && letter === 'R') {
      const asMedecin = expectedMark(transaction, 'medecin', 'R', indirect);
      return void expect(of('own') === 'yes').toBe(asMedecin !== '–');
    }
    if (mark === '–') {
      expect(ofTheCell).toContain(of('own'));
      expect(ofTheCell).toContain(of('other'));
    } else {
      expect(of('own')).toBe('yes');
      // Whatever the matrix says of feeding, one feeds what one wrote (EX_2.1-1140).
      const onlyOwn = ['4', '5', '8', '9'].includes(mark) || transaction === 'deposit';
      if (onlyOwn) expect(ofTheAuthor).toContain(of('other'));
      else expect(of('other')).toBe('yes');
    }
  });

  test('every departure departs', () => {
    for (const [transaction, column, letter, mark] of departures)
      expect(source[transaction]!.split(' ')[columns.indexOf(column)]![modes[column].indexOf(letter)]).not.toBe(mark);
  });
});

describe('the rights of everybody else', () => {
  const rows = (Object.keys(others) as (keyof typeof others)[]).flatMap((kind) =>
    (['normal', 'centre_15', 'bris_de_glace'] as const).flatMap((mode) =>
      transactions.map((transaction) => ({ kind, mode, transaction, open: mode === 'normal' && others[kind].includes(transaction) })),
    ),
  );
  test.each(rows)('$kind, $mode: $transaction is $open', ({ kind, mode, transaction, open }) => {
    const said = answer(transaction, single(kind), mode, self, 'own');
    if (open) expect(said).toBe('yes');
    else expect(['FONCTION_INTERDITE', 'ACTEUR_INTERDIT']).toContain(said);
  });
});

test('the counts are those of the table: no cell is left out', () => {
  expect(cells).toHaveLength((6 + 5) * 3 * transactions.length);
});

test('by default professionals open and reopen no record, and the patient reopens their own', () => {
  const said = (transaction: Action, actor: Actor): string => {
    const decision = decide({ ...asked(transaction, actor, 'normal', somebodyElse, 'own'), policy: policyAt(at, []) });
    return decision.granted ? 'yes' : decision.rule;
  };
  const creating = (actor: Actor): string => {
    const decision = decideAcross({ action: 'create-record', actor, mode: 'normal', at, policy: policyAt(at, []) });
    return decision.granted ? 'yes' : decision.rule;
  };
  for (const column of columns) {
    expect(said('reopen-record', actorOf(column, false))).toBe('FONCTION_INTERDITE');
    expect(creating(actorOf(column, false))).toBe('FONCTION_INTERDITE');
  }
  expect(said('reopen-record', single('titulaire'))).toBe('yes');
  expect(creating(single('systeme'))).toBe('yes');
});

test('deposits are read over in the name of one’s structure, and of none without one', () => {
  const asking = (actor: Actor): string => {
    const decision = decideAcross({ action: 'list-deposits', actor, mode: 'normal', at, policy: policyAt(at, []) });
    return decision.granted ? 'yes' : decision.rule;
  };
  for (const actor of [actorOf('medecin', false), actorOf('cpe', false)]) {
    expect(asking(actor)).toBe('yes');
    expect(asking({ ...actor, structure: { id: elsewhere, active: true } } as Actor)).toBe('STRUCTURE_INCOHERENTE');
    const { structure: _, ...nowhere } = actor as Extract<Actor, { kind: 'secretariat' }>;
    expect(asking(nowhere)).toBe('FONCTION_INTERDITE');
  }
  expect(asking(actorOf('medecin', true))).toBe('FONCTION_INTERDITE');
  expect(asking(actorOf('structure', false))).toBe('FONCTION_INTERDITE');
});

test('who opens for somebody does so as far as the policies of the day let, and only where people live for a whole house', () => {
  const favourableDay = policyAt(at, []);
  const opening = (action: 'open-for' | 'open-residents', actor: Actor, over: Partial<typeof favourableDay> = {}): string => {
    const decision = decideAcross({ action, actor, mode: 'normal', at, policy: { ...favourableDay, ...over } });
    return decision.granted ? 'yes' : decision.rule;
  };
  const [physician, secretary, counter] = [actorOf('medecin', false), actorOf('cpe', false), single('guichet')];
  expect(opening('open-for', counter)).toBe('yes');
  expect(opening('open-for', counter, { openingAtCounter: false })).toBe('FONCTION_INTERDITE');
  expect(opening('open-for', counter, { openingByProfessionals: false })).toBe('yes');
  expect(opening('open-for', physician)).toBe('yes');
  expect(opening('open-for', physician, { openingByProfessionals: false })).toBe('FONCTION_INTERDITE');
  expect(opening('open-for', physician, { openingAtCounter: false })).toBe('yes');
  for (const actor of [physician, secretary]) {
    expect(opening('open-residents', actor)).toBe('yes');
    expect(opening('open-residents', actor, { openingByCareHomes: false })).toBe('FONCTION_INTERDITE');
    expect(opening('open-residents', { ...actor, structure: { id: here, active: true } } as Actor)).toBe('FONCTION_INTERDITE');
  }
  const { structure: _, ...nowhere } = secretary as Extract<Actor, { kind: 'secretariat' }>;
  expect(opening('open-residents', nowhere)).toBe('FONCTION_INTERDITE');
  // The counter opens, and reads nothing: the insurer never does (A079).
  for (const transaction of Object.keys(actions) as Action[])
    expect(decide(asked(transaction, counter, 'normal', somebodyElse, 'other'))).toMatchObject({ granted: false, rule: 'ACTEUR_INTERDIT' });
});

test('what a person with a space of their own can do, nobody does for them; so it is where that is not known', () => {
  for (const transaction of ['revise-contact', 'close-record', 'reopen-record'] as const)
    for (const [space, expected] of [
      ['none', 'yes'],
      ['awaited', 'yes'],
      ['opened', 'ACTE_RESERVE'],
      [undefined, 'ACTE_RESERVE'],
    ] as const) {
      const { space: _, ...request } = asked(transaction, actorOf('medecin', false), 'normal', somebodyElse, 'own');
      const decision = decide({ ...request, ...(space === undefined ? {} : { space }) });
      expect(decision.granted ? 'yes' : decision.rule).toBe(expected);
      expect(decide({ ...asked(transaction, single('titulaire'), 'normal', self, 'own'), ...(space === undefined ? {} : { space }) }).granted).toBe(true);
    }
});

test('a structure has as many pilotage accounts as the policy says, and no more', () => {
  const asking = (rank: number, policy = policyAt(at, [])): boolean =>
    decideAcross({ action: 'read-indicators', mode: 'normal', at, policy, actor: { ...single('pilotage'), rank } as Actor }).granted;
  expect([1, 3, 4].map((rank) => asking(rank))).toEqual([true, true, false]);
  expect(asking(4, { ...policyAt(at, []), pilotageAccountsPerStructure: 4 })).toBe(true);
});
