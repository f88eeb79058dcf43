// The document "Données de remboursement" (type REMB, model CNAM-HR 2021.01 of the CI-SIS): its header, what is said of its use, then one
// section a table, each line in the narrative and as an entry. Prescribers and establishments are not in it: the feed does not carry them.
// The narrative has the columns of the national portal (features A071 to A075), an H before the date of what was done in hospital.

import { type CivilDate, type Instant, toIso } from '@carnet/domain/kernel';
import type { HistoryDocument, LineNature, ReimbursementLine } from '@carnet/domain/reimbursement';
import { type Markup, element, fragment, text } from '../xml/index.ts';
import { type HistoryRow, type HistoryTable, type HistoryTableWording, dayOf, historyTablesInWords } from './history-rows.ts';
import { recordTarget } from './write-header.ts';
import { historyEntry } from './write-history-entries.ts';

export interface HistoryDocumentWording extends HistoryTableWording {
  readonly period: string;
  readonly from: (from: string, to: string) => string;
  readonly useTitle: string;
  readonly use: readonly string[];
  readonly hospital: { readonly mark: string; readonly legend: string };
  readonly none: string;
}

const structureOid = '1.2.250.1.71.4.2.2';
const loinc = { codeSystem: '2.16.840.1.113883.6.1', codeSystemName: 'LOINC' } as const;
const model = '1.2.250.1.213.1.1.1.36';

/** Of CDA: the moment with the offset of UTC. */
const moment = (at: Instant): string => `${toIso(at).replaceAll(/[-:T]|\.\d+Z$/g, '')}+0000`;
const day = (date: CivilDate): string => date.replaceAll('-', '');
const id = (root: string, extension?: string): Markup => element('id', { root, extension });
const templates = (...roots: readonly string[]): Markup => fragment(roots.map((root) => element('templateId', { root })));
const unknown = [element('addr', { nullFlavor: 'NASK' }), element('telecom', { nullFlavor: 'NASK' })];

export function writeHistory(document: HistoryDocument, words: HistoryDocumentWording): Uint8Array {
  const { uniqueId, setId, version, insurer, at, tables } = document;
  const own = id(structureOid, insurer.id);
  const name = element('name', {}, text(insurer.name));
  const root = element(
    'ClinicalDocument',
    { 'xmlns': 'urn:hl7-org:v3', 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance' },
    element('realmCode', { code: 'FR' }),
    element('typeId', { root: '2.16.840.1.113883.1.3', extension: 'POCD_HD000040' }),
    templates('2.16.840.1.113883.2.8.2.1', '1.2.250.1.213.1.1.1.1'),
    element('templateId', { root: model, extension: '2021.01' }),
    id(uniqueId),
    element('code', { code: 'REMB', codeSystem: '1.2.250.1.213.1.1.4.12', displayName: 'Données de remboursement' }),
    element('title', {}, text('Données de remboursement')),
    element('effectiveTime', { value: moment(at) }),
    element('confidentialityCode', { code: 'N', displayName: 'Normal', codeSystem: '2.16.840.1.113883.5.25', codeSystemName: 'Confidentiality' }),
    element('languageCode', { code: 'fr-FR' }),
    element('setId', { root: setId }),
    element('versionNumber', { value: version }),
    recordTarget(document.patient),
    element(
      'author',
      {},
      element('time', { value: moment(at) }),
      element(
        'assignedAuthor',
        {},
        id('1.2.250.1.71.4.2.1', insurer.id),
        element('code', { code: 'ALIM_AM', displayName: 'Alimentation auto à partir du SI de l’Ass Maladie', codeSystem: '1.2.250.1.213.1.1.4.6' }),
        ...unknown,
        element('assignedAuthoringDevice', {}, element('manufacturerModelName', {}, text('Carnet')), element('softwareName', {}, text(insurer.name))),
        element('representedOrganization', {}, own, name),
      ),
    ),
    element('custodian', {}, element('assignedCustodian', {}, element('representedCustodianOrganization', {}, own, name))),
    element(
      'legalAuthenticator',
      {},
      element('time', { value: moment(at) }),
      element('signatureCode', { code: 'S' }),
      element(
        'assignedEntity',
        {},
        id('1.2.250.1.71.4.2.1', insurer.id),
        ...unknown,
        element('assignedPerson', {}, element('name', {}, element('given', {}, text('.')), element('family', {}, text(insurer.name)))),
      ),
    ),
    circumstances(document),
    element(
      'component',
      {},
      element('structuredBody', {}, useSection(document, words), ...historyTablesInWords(tables, words).map((table) => tableSection(table, words))),
    ),
  );
  return new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`);
}

/** The period, under the compulsory health insurance: a body of social security. */
const circumstances = ({ period }: HistoryDocument): Markup =>
  fragment(
    element(
      'documentationOf',
      {},
      element(
        'serviceEvent',
        {},
        element('effectiveTime', {}, element('low', { value: day(period.from) }), element('high', { value: day(period.to) })),
        element(
          'performer',
          { typeCode: 'PRF' },
          element(
            'assignedEntity',
            {},
            element('id', { nullFlavor: 'NA' }),
            element(
              'representedOrganization',
              {},
              element('standardIndustryClassCode', {
                code: 'AMO',
                displayName: 'Organisme d’assurance maladie obligatoire',
                codeSystem: '1.2.250.1.213.1.1.4.9',
              }),
            ),
          ),
        ),
      ),
    ),
    element(
      'componentOf',
      {},
      element(
        'encompassingEncounter',
        {},
        element('effectiveTime', { nullFlavor: 'NA' }),
        element(
          'location',
          {},
          element('healthCareFacility', {}, element('code', { code: 'SA24', displayName: 'Organisme de sécurité sociale', codeSystem: '1.2.250.1.71.4.2.4' })),
        ),
      ),
    ),
  );

const section = (...content: readonly (Markup | undefined)[]): Markup => element('component', {}, element('section', {}, ...content));
const paragraph = (words: string): Markup => element('paragraph', {}, text(words));

/** A077: the period, and what the data are worth; then what an H means (A076). */
const useSection = ({ period }: HistoryDocument, words: HistoryDocumentWording): Markup =>
  section(
    templates('2.16.840.1.113883.10.12.201', '1.3.6.1.4.1.19376.1.4.1.2.16', '1.2.250.1.213.1.1.2.73'),
    element('code', { code: '55112-7', displayName: 'Commentaire sur le document', ...loinc }),
    element('title', {}, text(words.useTitle)),
    element(
      'text',
      { ID: 'mention' },
      paragraph(`${words.period} : ${words.from(dayOf(period.from), dayOf(period.to))}`),
      ...words.use.map(paragraph),
      paragraph(words.hospital.legend),
    ),
  );

interface SectionModel {
  readonly templates: readonly string[];
  readonly code: string;
  readonly displayName: string;
  /** LOINC, beside the code of acts. */
  readonly translation?: readonly [code: string, displayName: string];
}
const acts = { templates: ['1.3.6.1.4.1.19376.1.5.3.1.1.13.2.11', '1.2.250.1.213.1.1.2.118'], code: '29554-3', displayName: 'Actes' } as const;
const models: { readonly [Nature in LineNature]: SectionModel } = {
  pharmacie: {
    templates: ['2.16.840.1.113883.10.20.1.8', '1.3.6.1.4.1.19376.1.5.3.1.3.19', '1.2.250.1.213.1.1.2.143'],
    code: '10160-0',
    displayName: 'Médication administrée',
  },
  hospitalisation: {
    templates: ['2.16.840.1.113883.10.20.1.3', '1.3.6.1.4.1.19376.1.5.3.1.1.5.3.3', '1.2.250.1.213.1.1.2.76'],
    code: '46240-8',
    displayName: 'Historique des rencontres',
  },
  soins: { ...acts, translation: ['67803-7', 'Liste des actes'] },
  radiologie: { ...acts, translation: ['18726-0', 'Radiologie'] },
  biologie: { ...acts, translation: ['26436-6', 'Biologie'] },
};

/** Of the narrative: the entry points to it. */
const anchorOf = (nature: LineNature, index: number): string => `${nature}-${index + 1}`;

function tableSection({ nature, title, columns, rows }: HistoryTable, words: HistoryDocumentWording): Markup {
  const { translation, ...own } = models[nature];
  const [translated, translatedName] = translation ?? [];
  return section(
    templates(...own.templates),
    element('id', { nullFlavor: 'UNK' }),
    element(
      'code',
      { code: own.code, displayName: own.displayName, ...loinc },
      translated === undefined ? undefined : element('translation', { code: translated, displayName: translatedName, codeSystem: loinc.codeSystem }),
    ),
    element('title', {}, text(title)),
    element(
      'text',
      {},
      rows.length === 0
        ? paragraph(words.none)
        : element(
            'table',
            { border: 0 },
            element('thead', {}, element('tr', {}, ...columns.map((column) => element('th', {}, text(column))))),
            element('tbody', {}, ...rows.map((row, index) => narrativeRow(row, anchorOf(nature, index), words))),
          ),
    ),
    ...rows.map(({ line }: { readonly line: ReimbursementLine }, index) => historyEntry(line, anchorOf(nature, index))),
  );
}

const narrativeRow = ({ inHospital, cells: [date, ...cells] }: HistoryRow, anchor: string, { hospital }: HistoryDocumentWording): Markup =>
  element(
    'tr',
    { ID: anchor },
    element('td', {}, inHospital ? element('content', { styleCode: 'Bold' }, text(hospital.mark)) : undefined, text(`${inHospital ? ' ' : ''}${date}`)),
    ...cells.map((cell) => element('td', {}, text(cell))),
  );
