// Pages of docs/ that are made from the code they describe: the rules of access, the refusal codes. tests/docs.test.ts compares them with
// the files, and writes the files instead when CARNET_UPDATE_DOCS is set.

import {
  type HabilitationMatrix,
  type PolicyEntry,
  type Role,
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
import { findingWording, professionLabel, refusalWording, ruleSentences } from '@carnet/contract/wording';
import { shippedMatrix } from '../../tools/explain/shipped-matrix.ts';
import { httpStatusOf } from '../../packages/server/src/interfaces/pipeline/refusal-http.ts';

const generated = '<!-- Generated: change the code, then run the tests once with CARNET_UPDATE_DOCS=1. -->';
const roles: readonly Role[] = [
  'ps',
  'medecin',
  'medecin-du-travail',
  'medecin-traitant',
  'secretariat',
  'structure',
  'titulaire',
  'representant',
  'aidant',
  'ayant-droit',
  'assurance-maladie',
  'service-tiers',
  'pilotage',
  'exploitation',
  'systeme',
];
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');
const page = (...blocks: readonly string[]): string => `${blocks.join('\n\n')}\n`;
const code = (text: string): string => `\`${text}\``;

function rulesPage(): string {
  return page(
    '# The rules of access',
    generated,
    'Every access to a record goes through this table, in this order. The first row that refuses decides; its code is kept in the trace. A **core** row holds at every access. A **liftable** row is lifted by bris de glace or by the centre 15, where it says so. The code is [`packages/domain/src/access/rules.ts`](../packages/domain/src/access/rules.ts); cases on both sides of each line are in [`tests/golden/access`](../tests/golden/access). `npm run explain -- case.json` replays any case (see [cases.md](cases.md)).',
    table(
      ['order', 'code', 'level', 'shown to the caller as', 'source'],
      rules.map((rule) => [
        String(rule.order),
        code(rule.code),
        rule.level,
        rule.shownAs === undefined
          ? rule.hidesDocument === true
            ? `${code('DOCUMENT_INEXISTANT')} to who may not read the document`
            : 'itself'
          : typeof rule.shownAs === 'string'
            ? code(rule.shownAs)
            : 'what the caller may know of it',
        rule.source,
      ]),
    ),
    '## What each row says',
    rules.map(({ code: name }) => `- ${code(name)}: ${ruleSentences[name].en}\n  *${ruleSentences[name].fr}*`).join('\n'),
    '## Who may ask what, in which mode',
    'The functional matrix (rule 130). What is not written is refused.',
    table(
      ['transaction', ...roles.map(code)],
      [...Object.keys(actions), ...Object.keys(actionsAcross)].map((transaction) => [
        code(transaction),
        ...roles.map((role) => (['normal', 'centre_15', 'bris_de_glace'] as const).map((mode) => markOf(role, transaction as Transaction, mode)).join('')),
      ]),
    ),
    '## Who may read which type of document',
    `The habilitation matrix (rule 400) shipped with the program, in force from ${shippedMatrix.from} until an operator loads another ([how](operations/law-in-force.md)): ${shippedMatrix.source}. A profession without a row, and a type without a cell, is closed. Cells in *italics* were read in a text; the others are cautious defaults until the official file is loaded. The whole of it: [\`2023-10-29.csv\`](../packages/server/data/habilitation/2023-10-29.csv).`,
    table(
      ['profession', 'may read', 'may not read'],
      [...shippedMatrix.cells.keys()].map((profession) => [
        `${code(profession)} ${professionLabel('en', profession)}`,
        ...sides(shippedMatrix, profession),
      ]),
    ),
    '## Policy values',
    'Values the texts leave open. They are dated data, not constants in a rule: an operator changes one from a day on ([how](operations/law-in-force.md)).',
    table(
      ['value', 'default', 'bounds', 'where the default comes from'],
      policyKeys.map((key) => {
        const entry: PolicyEntry = policyTable[key];
        return [code(key), `${entry.default}${entry.type === 'integer' ? ` ${entry.unit}` : ''}`, boundsOf(entry), `*${entry.source}*`];
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
export const generatedDocs = (): Readonly<Record<string, string>> => ({ 'rules.md': rulesPage(), 'errors.md': errorsPage() });
