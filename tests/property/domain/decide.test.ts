// What holds of every access whatever the world: decide() is total and deterministic, less right never shows more,
// no emergency lifts a core rule, and a list shows exactly the rows a reading of each would.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AccessRequest, type Decision, type Action, decide, explain, ruleRefuses, rowIsVisible, rules } from '@carnet/domain/access';
import { accessRefusalCodes } from '@carnet/domain/kernel';
import { consultation, request } from './worlds.ts';

const holds = (property: fc.IRawProperty<unknown>, numRuns = 4_000): void => {
  void fc.assert(property, { numRuns });
};
const granted = (asked: AccessRequest): boolean => decide(asked).granted;
const codeOf = (decision: Decision<Action>): string => (decision.granted ? 'granted' : decision.rule);

describe('decide', () => {
  test('answers every request, twice the same, with a code of the closed list', () => {
    holds(
      fc.property(request, (asked) => {
        const decision = decide(asked);
        expect(decide(structuredClone(asked))).toEqual(decision);
        if (!decision.granted) expect(accessRefusalCodes).toContain(decision.rule);
      }),
    );
  });

  test('changes nothing of what it is given', () => {
    holds(
      fc.property(request, (asked) => {
        const before = structuredClone(asked);
        decide(asked);
        expect(asked).toEqual(before);
      }),
    );
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
        const opensInEmergency = asked.mode !== 'normal' && asked.actor.kind === 'professionnel' && ['list-documents', 'read-document'].includes(asked.action);
        expect(decision.obligations.includes('notify-emergency') && decision.obligations.includes('banner')).toBe(opensInEmergency);
      }),
    );
  });
});

describe('no emergency lifts a core rule', () => {
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

describe('less right never shows more', () => {
  type Lessening = readonly [
    name: string,
    lessen: (asked: AccessRequest & { dossier: NonNullable<AccessRequest['dossier']>; document: NonNullable<AccessRequest['document']> }) => AccessRequest,
  ];
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
    ['no longer médecin traitant', ({ dossier: { medecinTraitant: _, ...dossier }, ...asked }) => ({ ...asked, dossier })],
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
    ['no matrix', (asked) => ({ ...asked, matrix: { ...asked.matrix, rows: [] } })],
    ['tied to no structure', (asked) => ({ ...asked, actor: asked.actor.kind === 'professionnel' ? { ...asked.actor, structures: [] } : asked.actor })],
    ['one factor', (asked) => ({ ...asked, actor: asked.actor.kind === 'titulaire' ? { ...asked.actor, factors: 1 } : asked.actor })],
    ['no longer active', (asked) => ({ ...asked, actor: asked.actor.kind === 'titulaire' ? asked.actor : { ...asked.actor, active: false } })],
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

describe('a list is its rows', () => {
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

test('a refusal never tells a caller that a document exists which they may not read', () => {
  holds(
    fc.property(request, (asked) => {
      const decision = decide(asked);
      if (decision.granted || asked.document === undefined || asked.action === 'deposit') return;
      const rowThatSpeaksOfTheDocument = (rules.find(({ code }) => code === decision.rule)?.order ?? 0) >= 400;
      if (rowThatSpeaksOfTheDocument && !granted({ ...asked, action: 'read-document' })) expect(decision.shown).toBe('DOCUMENT_INEXISTANT');
    }),
    8_000,
  );
});

test('the worlds drawn reach every row of the table, and allowances', () => {
  const seen = new Set(fc.sample(request, { numRuns: 30_000, seed: 1 }).map((asked) => codeOf(decide(asked))));
  expect([...rules.map(({ code }) => code), 'granted'].filter((code) => !seen.has(code as never))).toEqual([]);
});
