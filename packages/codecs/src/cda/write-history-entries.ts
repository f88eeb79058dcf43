// The lines of the history of reimbursements as entries of the CI-SIS: a delivery (FR-Traitement), a stay (FR-Rencontre), an act (FR-Acte).

import type { CivilDate } from '@carnet/domain/kernel';
import type { ReimbursementLine } from '@carnet/domain/reimbursement';
import { type Markup, element, fragment, text } from '../xml/index.ts';

/** Code systems of the Cnam (JDV_…_CNAM-HR_CISIS). */
const systems = {
  cip: '1.2.250.1.215.200.1.1.1',
  ucd: '1.2.250.1.215.200.1.1.2',
  ngap: '1.2.250.1.215.200.3.3',
  ccam: '1.2.250.1.215.200.3.4',
  nabm: '1.2.250.1.215.200.4.1',
} as const;
const ccamShape = /^[A-Z]{4}\d{3}$/;

const day = (date: CivilDate): string => date.replaceAll('-', '');
const templates = (...roots: readonly string[]): Markup => fragment(roots.map((root) => element('templateId', { root })));
const unknownId = element('id', { nullFlavor: 'UNK' });
const completed = element('statusCode', { code: 'completed' });
const reference = (anchor: string): Markup => element('reference', { value: `#${anchor}` });

/** `anchor`: the row of the narrative that says the same. */
export function historyEntry(line: ReimbursementLine, anchor: string): Markup {
  const said = element('text', {}, reference(anchor));
  switch (line.nature) {
    case 'pharmacie':
      return delivery(line, anchor);
    case 'hospitalisation':
      return element('entry', {}, stay(line, said));
    case 'soins':
    case 'radiologie':
    case 'biologie':
      return element('entry', {}, act(line, said));
  }
}

type Of<Nature extends ReimbursementLine['nature']> = Extract<ReimbursementLine, { readonly nature: Nature }>;

function delivery({ label, code, quantity, date }: Of<'pharmacie'>, anchor: string): Markup {
  const product = element(
    'manufacturedProduct',
    {},
    templates('2.16.840.1.113883.10.20.1.53', '1.3.6.1.4.1.19376.1.5.3.1.4.7.2', '1.2.250.1.213.1.1.3.43'),
    element(
      'manufacturedMaterial',
      {},
      element(
        'code',
        code === undefined ? { nullFlavor: 'UNK' } : {},
        element('originalText', {}, reference(anchor)),
        code === undefined
          ? undefined
          : element('translation', {
              code,
              displayName: label,
              codeSystem: code.length === 7 ? systems.ucd : systems.cip,
              codeSystemName: 'JDV_BDM_CNAM-HR_CISIS',
            }),
      ),
      element('name', {}, text(label)),
    ),
  );
  const supply = element(
    'supply',
    { classCode: 'SPLY', moodCode: 'EVN' },
    templates('2.16.840.1.113883.10.20.1.34', '1.3.6.1.4.1.19376.1.5.3.1.4.7.3', '1.2.250.1.213.1.1.3.44'),
    unknownId,
    element('quantity', { value: quantity }),
    element('performer', { typeCode: 'PRF' }, element('time', { value: day(date) }), element('assignedEntity', {}, unknownId)),
  );
  return element(
    'entry',
    {},
    element(
      'substanceAdministration',
      { classCode: 'SBADM', moodCode: 'EVN' },
      templates('2.16.840.1.113883.10.20.1.24', '1.3.6.1.4.1.19376.1.5.3.1.4.7', '1.2.250.1.213.1.1.3.42', '1.3.6.1.4.1.19376.1.5.3.1.4.7.1'),
      unknownId,
      element('text', {}, reference(anchor)),
      completed,
      element('effectiveTime', { 'xsi:type': 'IVL_TS' }, element('low', { nullFlavor: 'UNK' }), element('high', { nullFlavor: 'UNK' })),
      element('consumable', {}, product),
      element('entryRelationship', { typeCode: 'REFR', inversionInd: false }, supply),
    ),
  );
}

const plusDays = (date: CivilDate, days: number): CivilDate =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10) as CivilDate;

const stay = ({ date, days, stay: nature }: Of<'hospitalisation'>, said: Markup): Markup =>
  element(
    'encounter',
    { classCode: 'ENC', moodCode: 'EVN' },
    templates('2.16.840.1.113883.10.20.1.21', '1.3.6.1.4.1.19376.1.5.3.1.4.14', '1.2.250.1.213.1.1.3.58'),
    unknownId,
    element(
      'code',
      { code: 'IMP', displayName: 'Hospitalisation (établissement, y compris HAD)', codeSystem: '2.16.840.1.113883.5.4', codeSystemName: 'ActCode' },
      element('originalText', {}, text(nature)),
    ),
    said,
    element('effectiveTime', {}, element('low', { value: day(date) }), element('high', { value: day(plusDays(date, days - 1)) })),
  );

const act = (line: Of<'soins' | 'radiologie' | 'biologie'>, said: Markup): Markup =>
  element(
    'procedure',
    { classCode: 'PROC', moodCode: 'EVN' },
    templates('2.16.840.1.113883.10.20.1.29', '1.3.6.1.4.1.19376.1.5.3.1.4.19', '1.2.250.1.213.1.1.3.62'),
    unknownId,
    element('code', {
      code: line.act,
      displayName: line.label,
      codeSystem: line.nature === 'biologie' ? systems.nabm : ccamShape.test(line.act) ? systems.ccam : systems.ngap,
    }),
    said,
    completed,
    element('effectiveTime', { value: day(line.date) }),
  );
