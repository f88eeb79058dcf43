// What holds of every access whatever the world: decide() is total and deterministic, less right never shows more,
// no emergency lifts a core rule, and a list shows exactly the rows a reading of each would.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AccessRequest, type Decision, type Action, type DossierFacts, decide, explain, ruleRefuses, rowIsVisible, rules } from '@carnet/domain/access';
import type { Masquage } from '@carnet/domain/dossier';
import { type Instant, accessRefusalCodes } from '@carnet/domain/kernel';
import { spaceOf } from '@carnet/domain/terminology';
import { shippedMatrix } from '../../../tools/explain/shipped-matrix.ts';
import { consultation, request } from './worlds.ts';

const holds = (property: fc.IRawProperty<unknown>, numRuns = 4_000): void => {
  void fc.assert(property, { numRuns });
};
/** For a machine that does much else beside; the draws are counted, not timed. */
const patient = { timeout: 600_000 };
/** A copy that shares nothing with the request but its matrix, the same in all of them. */
const copyOf = ({ matrix, ...asked }: AccessRequest): AccessRequest => ({ ...structuredClone(asked), matrix });
const granted = (asked: AccessRequest): boolean => decide(asked).granted;
const withoutMatrix = (decision: Decision<Action>): unknown => {
  if (!decision.granted) return decision;
  const { matrix: _, ...permit } = decision.permit;
  return { ...decision, permit };
};
const codeOf = (decision: Decision<Action>): string => (decision.granted ? 'granted' : decision.rule);

describe('decide', patient, () => {
  test('answers every request, twice the same, with a code of the closed list', () => {
    holds(
      fc.property(request, (asked) => {
        const decision = decide(asked);
        const again = decide(copyOf(asked));
        expect(withoutMatrix(again)).toEqual(withoutMatrix(decision));
        if (!decision.granted) expect(accessRefusalCodes).toContain(decision.rule);
      }),
    );
  });

  test('changes nothing of what it is given', () => {
    const shipped = structuredClone(shippedMatrix);
    holds(
      fc.property(request, (asked) => {
        const { matrix: _, ...before } = copyOf(asked);
        decide(asked);
        const { matrix: __, ...after } = asked;
        expect(after).toEqual(before);
      }),
    );
    expect(shippedMatrix).toEqual(shipped);
  });

  test('the first row that refuses is the one named, and the explanation says the same', () => {
    holds(
      fc.property(request, (asked) => {
        const first = rules.find((rule) => ruleRefuses(rule, asked));
        expect(codeOf(decide(asked))).toBe(first?.code ?? 'granted');
        expect(explain(asked).find(({ outcome }) => outcome === 'refuses')?.rule.code).toBe(first?.code);
      }),
    );
  });

  test('every allowance is traced; an emergency is always announced and carries its banner', () => {
    holds(
      fc.property(request, (asked) => {
        const decision = decide(asked);
        if (!decision.granted) return;
        expect(decision.obligations).toContain('trace');
        const opensInEmergency =
          asked.mode !== 'normal' && asked.actor.kind === 'professionnel' && ['list-documents', 'read-document', 'read-measures'].includes(asked.action);
        expect(decision.obligations.includes('notify-emergency') && decision.obligations.includes('banner')).toBe(opensInEmergency);
      }),
    );
  });
});

describe('no emergency lifts a core rule', patient, () => {
  test('a core row that refuses refuses in every mode it speaks of', () => {
    holds(
      fc.property(request, (asked) => {
        for (const rule of rules.filter(({ level }) => level === 'core')) if (rule.refuses(asked)) expect(ruleRefuses(rule, asked)).toBe(true);
      }),
    );
  });

  test('what an emergency opens, only liftable rows had closed', () => {
    holds(
      fc.property(consultation, fc.constantFrom('bris_de_glace' as const, 'centre_15' as const), (drawn, mode) => {
        const asked = { ...drawn, policy: { ...drawn.policy, blocageLiftable: false } };
        const normally = { ...asked, mode: 'normal' as const };
        if (!granted({ ...asked, mode }) || granted(normally)) return;
        for (const rule of rules) if (rule.refuses(normally)) expect(rule.level).toBe('liftable');
      }),
      8_000,
    );
  });
});

describe('less right never shows more', patient, () => {
  type Asked = AccessRequest & { dossier: DossierFacts; document: NonNullable<AccessRequest['document']> };
  type Lessening = readonly [name: string, lessen: (asked: Asked) => AccessRequest];
  type Ties = Required<Pick<DossierFacts, 'representation' | 'delegation' | 'appairage' | 'succession'>>;
  const onTie =
    <K extends keyof Ties>(key: K, lessen: (tie: Ties[K], at: Instant) => Ties[K]) =>
    (asked: Asked): AccessRequest => {
      const tie = asked.dossier[key];
      return tie === undefined ? asked : { ...asked, dossier: { ...asked.dossier, [key]: lessen(tie as Ties[K], asked.at) } };
    };
  const masquedFrom =
    (from: Masquage['from']) =>
    (asked: Asked): AccessRequest => ({
      ...asked,
      dossier: {
        ...asked.dossier,
        masquages: [...asked.dossier.masquages, { id: 'x' as never, from, what: { kind: 'space', id: spaceOf(asked.document.typeCode) } }],
      },
    });
  const lessenings: readonly Lessening[] = [
    ['no authorisation', (asked) => ({ ...asked, dossier: { ...asked.dossier, autorisations: [] } })],
    [
      'authorisations ended',
      (asked) => ({ ...asked, dossier: { ...asked.dossier, autorisations: asked.dossier.autorisations.map((one) => ({ ...one, expiresAt: asked.at })) } }),
    ],
    [
      'authorisations withdrawn',
      (asked) => ({ ...asked, dossier: { ...asked.dossier, autorisations: asked.dossier.autorisations.map((one) => ({ ...one, withdrawnAt: asked.at })) } }),
    ],
    [
      'blocked',
      (asked) => ({
        ...asked,
        dossier: { ...asked.dossier, blocages: [...asked.dossier.blocages, { professionnel: '801234567897' as never, since: asked.at }] },
      }),
    ],
    [
      'no longer médecin traitant, nor administrateur',
      ({ dossier: { medecinTraitant: _, ...dossier }, ...asked }) => ({ ...asked, dossier: { ...dossier, administrateurs: [] } }),
    ],
    ['no longer administrateur', (asked) => ({ ...asked, dossier: { ...asked.dossier, administrateurs: [] } })],
    [
      'no express consent',
      (asked) => ({ ...asked, dossier: { ...asked.dossier, autorisations: asked.dossier.autorisations.map(({ express: _, ...one }) => one) } }),
    ],
    ['representation never given', ({ dossier: { representation: _, ...dossier }, ...asked }) => ({ ...asked, dossier })],
    ['representation ended', onTie('representation', (tie, at) => ({ ...tie, until: at }))],
    ['a curateur', onTie('representation', (tie) => ({ ...tie, kind: 'curateur' }))],
    ['delegation never given', ({ dossier: { delegation: _, ...dossier }, ...asked }) => ({ ...asked, dossier })],
    ['delegation ended', onTie('delegation', (tie, at) => ({ ...tie, until: at }))],
    ['a category less', onTie('delegation', (tie) => ({ ...tie, categories: tie.categories.slice(1) }))],
    ['service never paired', ({ dossier: { appairage: _, ...dossier }, ...asked }) => ({ ...asked, dossier })],
    ['pairing ended', onTie('appairage', (tie, at) => ({ ...tie, until: at }))],
    ['a space less to read', onTie('appairage', (tie) => ({ ...tie, reads: tie.reads.slice(1) }))],
    ['paired by a representative', onTie('appairage', (tie) => ({ ...tie, pairedBy: 'representant' }))],
    ['heir without a procedure', ({ dossier: { succession: _, ...dossier }, ...asked }) => ({ ...asked, dossier })],
    ['procedure ended', onTie('succession', (tie, at) => ({ ...tie, until: at }))],
    ['refused by the deceased', onTie('succession', (tie) => ({ ...tie, refusedByDeceased: true }))],
    ['masked to this professional', masquedFrom({ kind: 'professionnel', id: '801234567897' as never })],
    ['masked to physicians', masquedFrom({ kind: 'profession', id: '10' as never })],
    ['masked to a structure', masquedFrom({ kind: 'structure', id: '1750000018' as never })],
    ['reimbursements masked', (asked) => ({ ...asked, dossier: { ...asked.dossier, choices: { ...asked.dossier.choices, masksReimbursements: true } } })],
    [
      'hidden from representatives',
      (asked) => ({ ...asked, document: { ...asked.document, visibilite: { ...asked.document.visibilite, invisibleRepresentants: true } } }),
    ],
    ['record closed', (asked) => ({ ...asked, dossier: { ...asked.dossier, life: 'ferme' } })],
    ['no record', (asked) => ({ ...asked, dossier: undefined })],
    [
      'oppositions made',
      (asked) => ({ ...asked, dossier: { ...asked.dossier, choices: { ...asked.dossier.choices, opposesBrisDeGlace: true, opposesCentre15: true } } }),
    ],
    [
      'masked documents closed in emergencies',
      (asked) => ({ ...asked, dossier: { ...asked.dossier, choices: { ...asked.dossier.choices, permitsMaskedInEmergency: false } } }),
    ],
    ['masked', (asked) => ({ ...asked, document: { ...asked.document, visibilite: { ...asked.document.visibilite, masquePs: true } } })],
    ['awaiting announcement', (asked) => ({ ...asked, document: { ...asked.document, visibilite: { ...asked.document.visibilite, invisiblePatient: true } } })],
    ['deleted', (asked) => ({ ...asked, document: { ...asked.document, status: 'Deleted' } })],
    ['not the author', (asked) => ({ ...asked, document: { ...asked.document, authorIds: [] } })],
    [
      'a profession the matrix does not name',
      (asked) => ({ ...asked, actor: asked.actor.kind === 'professionnel' ? { ...asked.actor, profession: '00' as never } : asked.actor }),
    ],
    ['no matrix', (asked) => ({ ...asked, matrix: { ...asked.matrix, cells: new Map() } })],
    [
      // What is masked to a structure is not to whoever left it: without such masking only.
      'tied to no structure',
      (asked) =>
        asked.actor.kind !== 'professionnel' || asked.dossier.masquages.some(({ from }) => from.kind === 'structure')
          ? asked
          : { ...asked, actor: { ...asked.actor, structures: [] } },
    ],
    ['one factor', (asked) => ({ ...asked, actor: 'factors' in asked.actor ? { ...asked.actor, factors: 1 } : asked.actor })],
    ['no longer active', (asked) => ({ ...asked, actor: 'active' in asked.actor ? { ...asked.actor, active: false } : asked.actor })],
  ];

  test.each(lessenings)('%s', (_name, lessen) => {
    holds(
      fc.property(consultation, (asked) => {
        if (!granted(asked)) expect(granted(lessen(asked))).toBe(false);
      }),
      2_000,
    );
  });
});

describe('a list is its rows', patient, () => {
  test('a row belongs to a list exactly when a request for it would be granted', () => {
    holds(
      fc.property(consultation, (drawn) => {
        const { document, ...whole } = { ...drawn, action: 'list-documents' as const };
        const list = decide(whole);
        expect(list.granted && rowIsVisible(list.permit, document, whole.policy)).toBe(granted({ ...whole, document }));
      }),
    );
  });

  test('what can be read is in the list', () => {
    holds(
      fc.property(consultation, (drawn) => {
        if (granted({ ...drawn, action: 'read-document' })) expect(granted({ ...drawn, action: 'list-documents' })).toBe(true);
      }),
    );
  });
});

test('a refusal never tells a caller that a document exists which they may not read', patient, () => {
  holds(
    fc.property(request, (asked) => {
      const decision = decide(asked);
      if (decision.granted || asked.document === undefined || asked.action === 'deposit') return;
      const rowThatSpeaksOfTheDocument = (rules.find(({ code }) => code === decision.rule)?.order ?? 0) >= 400;
      // A service paired for measures alone reads them, and may be told that one is not its own.
      const reading = asked.action.endsWith('-measures') ? 'read-measures' : 'read-document';
      if (rowThatSpeaksOfTheDocument && !granted({ ...asked, action: reading })) expect(decision.shown).toBe('DOCUMENT_INEXISTANT');
    }),
    8_000,
  );
});

test('whoever has no tie to a record reads what they would read if there were none', patient, () => {
  const ties = { 'representant': 'representation', 'aidant': 'delegation', 'service-tiers': 'appairage', 'ayant-droit': 'succession' } as const;
  holds(
    fc.property(request, (asked) => {
      const { actor, dossier } = asked;
      if (dossier === undefined) return;
      const stranger =
        actor.kind === 'titulaire'
          ? actor.personne !== dossier.titulaire
          : Object.hasOwn(ties, actor.kind) && dossier[ties[actor.kind as keyof typeof ties]] === undefined;
      if (!stranger) return;
      const [present, absent] = [decide(asked), decide({ ...asked, dossier: undefined })];
      expect([present.granted, absent.granted]).toEqual([false, false]);
      expect(present).toHaveProperty('shown', (absent as { shown: string }).shown);
    }),
    8_000,
  );
});

test('the worlds drawn reach every row of the table, and allowances', patient, () => {
  const wanted = new Set<string>([...rules.map(({ code }) => code), 'granted']);
  for (let seed = 1; seed <= 40 && wanted.size > 0; seed++)
    for (const asked of fc.sample(fc.oneof(request, consultation), { numRuns: 1_000, seed })) wanted.delete(codeOf(decide(asked)));
  expect([...wanted]).toEqual([]);
});
