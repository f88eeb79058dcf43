// Pages of docs/ that are made from the code they describe: the rules of access, the refusal codes. tests/docs.test.ts compares them with
// the files, and writes the files instead when CARNET_UPDATE_DOCS is set.

import {
  type HabilitationMatrix,
  type PolicyEntry,
  type Role,
  type Rule,
  type Transaction,
  actions,
  actionsAcross,
  markOf,
  openTypes,
  policyKeys,
  policyTable,
  rules,
} from '@carnet/domain/access';
import { accessRefusalCodes, inputRefusalCodes } from '@carnet/domain/kernel';
import { findingWording, professionLabel, refusalWording, ruleKeepers, ruleSentences } from '@carnet/contract/wording';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { mainScreens } from './main-screens.ts';
import { shippedMatrix } from '../../tools/explain/shipped-matrix.ts';
import { httpStatusOf } from '../../packages/server/src/interfaces/pipeline/refusal-http.ts';

const root = path.resolve(import.meta.dirname, '../..');
const generated = '<!-- Generated: change the code, then run the tests once with CARNET_UPDATE_DOCS=1. -->';
/** Columns of the functional matrix as its source lays them out, with the modes each has. */
const sourceColumns = {
  'ps': ['PS non médecin', 'NRB'],
  'medecin': ['Médecin non MT', 'NRB'],
  'medecin-du-travail': ['Médecin du travail', 'N'],
  'medecin-traitant': ['MT', 'NB'],
  'secretariat': ['CPE', 'N'],
  'structure': ['Structure', 'NR'],
} as const satisfies Partial<Record<Role, readonly [string, string]>>;
type SourceColumn = keyof typeof sourceColumns;
const columnNames = Object.keys(sourceColumns) as readonly SourceColumn[];
const modeOf = { N: 'normal', R: 'centre_15', B: 'bris_de_glace' } as const;
const otherRoles: readonly Role[] = [
  'titulaire',
  'representant',
  'aidant',
  'ayant-droit',
  'assurance-maladie',
  'service-tiers',
  'pilotage',
  'exploitation',
  'controle',
  'guichet',
  'systeme',
];
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');
const page = (...blocks: readonly string[]): string => `${blocks.join('\n\n')}\n`;
const code = (text: string): string => `\`${text}\``;

interface Example {
  readonly file: string;
  readonly title: string;
}
/** Of the golden cases of this rule, the first it refuses and the first it lets through, by name. */
function examplesOf(rule: string): readonly [refused: Example, passes: Example] {
  const folder = path.join(root, 'tests/golden/access', rule);
  const cases = readdirSync(folder)
    .toSorted()
    .map((name) => {
      const { title, expect } = JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as { title: string; expect: { granted: boolean; rule?: string } };
      return { file: `../tests/golden/access/${rule}/${name}`, title, refused: !expect.granted && expect.rule === rule };
    });
  return [cases.find(({ refused }) => refused)!, cases.find(({ refused }) => !refused)!];
}

const shownOf = ({ shownAs, hidesDocument }: Rule): string => {
  if (shownAs === undefined) return hidesDocument === true ? `${code('DOCUMENT_INEXISTANT')} to who may not read the document, itself to the others` : 'itself';
  return typeof shownAs === 'string' ? code(shownAs) : 'what the caller may know of it';
};

function ruleSection(rule: Rule): string {
  const { code: name, order, level, source } = rule;
  const [refused, passes] = examplesOf(name);
  const example = (word: string, { file, title }: Example): string => `- ${word}: [${title}](${file}).`;
  return [
    `### ${order} ${name}`,
    `${ruleSentences[name].fr}`,
    `*${ruleSentences[name].en}*`,
    [
      `- Level: **${level}**. Shown to the caller as: ${shownOf(rule)}.`,
      `- Source: ${source}.`,
      `- Who can change it: ${ruleKeepers[name].fr} *${ruleKeepers[name].en}*`,
      example('Refused', refused),
      example('Not refused', passes),
    ].join('\n'),
  ].join('\n\n');
}

const nameOf: Readonly<Record<string, string>> = { ...actions, ...actionsAcross };
const transactions = Object.keys(nameOf) as readonly Transaction[];

/** One line per transaction, one group of marks per column, in the order of the source. */
const sourceTable = (columns: readonly SourceColumn[], indirect: boolean): string =>
  table(
    ['', 'transaction', ...columns.map((column) => sourceColumns[column].join(' '))],
    transactions
      .map((transaction) => [
        nameOf[transaction]!,
        code(transaction),
        ...columns.map((column) => [...sourceColumns[column][1]].map((letter) => markOf(column, transaction, modeOf[letter as 'N'], indirect)).join('')),
      ])
      .filter(([, , ...marks]) => marks.some((mark) => /[^–]/.test(mark))),
  );

function rulesPage(): string {
  return page(
    '# The rules of access',
    generated,
    'Every access to a record goes through this table, in this order. The first row that refuses decides; its code is kept in the trace. A **core** row holds at every access. A **liftable** row is lifted by bris de glace or by the centre 15, where it says so. The code is [`packages/domain/src/access/rules.ts`](../packages/domain/src/access/rules.ts); cases on both sides of each line are in [`tests/golden/access`](../tests/golden/access). `npm run explain -- case.json` replays any case, and `npm run explain -- --trace <id>` any line of a journal (see [cases.md](cases.md)). What departs from the source of the matrix, and why: [ADR 11](adr/0011-the-whole-law-of-access.md).',
    table(
      ['order', 'code', 'level', 'shown to the caller as', 'source'],
      rules.map((rule) => [String(rule.order), code(rule.code), rule.level, shownOf(rule), rule.source]),
    ),
    '## What each row says',
    ...rules.map(ruleSection),
    '## Who may ask what, in which mode',
    'The functional matrix (rule 130), laid out as its source (PDT-INF-526 v1.8). N normal, R regulation of a centre 15, B bris de glace. ✔ yes, – no, 1 for the structure only, 8 own documents only, 9 documents of the structure only. What is not written is refused. A médecin traitant who regulates has the column of the médecins. The matrix says who may ask; of which documents, rules 500 and 510 say: archiving is the author’s and the médecin traitant’s in every mode.',
    sourceTable(columnNames, false),
    'Indirect accesses (AIR, PDT-INF-606 v1.3): a professional behind the certificate of a structure that vouches for them. Nobody feeds.',
    sourceTable(
      columnNames.filter((column) => column !== 'structure'),
      true,
    ),
    'Those the source has no column for come in one mode, the normal one.',
    table(
      ['', 'transaction', ...otherRoles.map(code)],
      transactions.map((transaction) => [nameOf[transaction]!, code(transaction), ...otherRoles.map((role) => markOf(role, transaction, 'normal'))]),
    ),
    '## Who may read which type of document',
    `The habilitation matrix (rule 400) shipped with the program, in force from ${shippedMatrix.from} until an operator loads another ([how](operations/law-in-force.md)): ${shippedMatrix.source}. A profession without a row, and a type without a cell, is closed. Cells in *italics* were read in a text; the others are cautious defaults until the official file is loaded. The whole of it: [\`2023-10-29.csv\`](../packages/server/data/habilitation/2023-10-29.csv).`,
    table(
      ['profession', 'may read', 'may not read'],
      [...shippedMatrix.cells.keys()].map((profession) => [
        `${code(profession)} ${profession === '99' ? 'Social and medico-social staff' : professionLabel('en', profession)}`,
        ...sides(shippedMatrix, profession),
      ]),
    ),
    '## Policy values',
    'Values the texts leave open. They are dated data, not constants in a rule: an operator changes one from a day on ([how](operations/law-in-force.md)).',
    table(
      ['value', 'default', 'bounds', 'where the default comes from'],
      policyKeys.map((key) => {
        const entry: PolicyEntry = policyTable[key];
        return [
          code(key),
          `${entry.default}${entry.type === 'integer' ? ` ${entry.unit}` : ''}`,
          boundsOf(entry),
          `*${entry.source}*${entry.awaited === true ? ' Not applied yet: what it governs is not in this version.' : ''}`,
        ];
      }),
    ),
  );
}

/** The shorter of the two lists is named; the other is the rest. */
function sides(matrix: HabilitationMatrix, profession: string): readonly [string, string] {
  const open = openTypes(matrix, profession);
  const closed = [...matrix.cells.get(profession)!.keys()].filter((type) => !open.includes(type));
  const listed = (types: readonly string[]): string =>
    types.map((type) => (matrix.cells.get(profession)!.get(type)!.origin === 'sourced' ? `*${type}*` : type)).join(', ');
  return open.length < closed.length ? [listed(open), `the ${closed.length} others`] : [`the ${open.length} others`, listed(closed)];
}

function boundsOf(entry: PolicyEntry): string {
  if (!entry.changeable) return 'fixed by law';
  if (entry.type === 'integer') return `${entry.minimum} to ${entry.maximum}`;
  return entry.type === 'boolean' ? 'true, false' : entry.choices.join(', ');
}

function errorsPage(): string {
  const rows = (codes: readonly (keyof typeof refusalWording)[]): string =>
    table(
      ['code', 'HTTP', 'what happened', 'why', 'what to do'],
      codes.map((name) => {
        const { title, why, remedy } = refusalWording[name];
        return [code(name), String(httpStatusOf[name]), `${title.en}<br>*${title.fr}*`, why.en, remedy.en];
      }),
    );
  return page(
    '# Refusals',
    generated,
    'Carnet answers a refusal with a stable code. The FHIR door carries it in an OperationOutcome, the JSON API in a problem (RFC 9457). When what was sent is at fault, findings name every field, the rule it broke, what was given and what was expected. The same page is served, in French and English, at `/docs/erreurs`.',
    '## Access',
    'Codes of the [rules of access](rules.md). Where telling the true code would tell that something exists, the caller reads `DOSSIER_INEXISTANT` or `DOCUMENT_INEXISTANT` instead.',
    rows(accessRefusalCodes),
    '## Form',
    rows(inputRefusalCodes),
    '## Rules a finding may name',
    table(
      ['rule', 'what is wrong'],
      Object.entries(findingWording)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([rule, sentence]) => [code(rule), `${sentence.en}<br>*${sentence.fr}*`]),
    ),
  );
}

/** File under docs/ -> its text. */
function screensPage(): string {
  const part = (title: string, whose: (typeof mainScreens)[number]['of']): string[] => [
    `## ${title}`,
    '',
    '| | phone | phone, by night | desktop | desktop, by night |',
    '| --- | --- | --- | --- | --- |',
    ...mainScreens
      .filter((screen) => screen.of === whose)
      .map(({ name, says }) => {
        const pictures = ['phone', 'phone-dark', 'desktop', 'desktop-dark'].map((face) => `![${says}, ${face.replace('-', ', ')}](${name}-${face}.png)`);
        return `| ${says} | ${pictures.join(' | ')} |`;
      }),
    '',
  ];
  return [
    '# The twenty main screens',
    '',
    generated,
    '',
    'Taken by the journeys of `tests/journeys` as they go (`CARNET_SCREENS=1`), at 360 and 1280 px; the people are fictional. Other pictures of this folder are of screens that documents of `docs` tell of.',
    '',
    ...part('The patient’s app', 'patient'),
    ...part('The professionals’ app', 'professional'),
  ].join('\n');
}

export const generatedDocs = (): Readonly<Record<string, string>> => ({
  'rules.md': rulesPage(),
  'errors.md': errorsPage(),
  'screens/README.md': screensPage(),
});
