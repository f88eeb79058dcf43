// Pages of docs/ that are made from the code they describe: the rules of access, the refusal codes. tests/docs.test.ts compares them with
// the files, and writes the files instead when CARNET_UPDATE_DOCS is set.

import { defaultMatrix, functionalMatrix, policies, rules } from '@carnet/domain/access';
import { accessRefusalCodes, inputRefusalCodes } from '@carnet/domain/kernel';
import { findingWording, refusalWording, ruleSentences } from '@carnet/contract/wording';
import { httpStatusOf } from '../../packages/server/src/interfaces/pipeline/refusal-http.ts';

const generated = '<!-- Generated: change the code, then run the tests once with CARNET_UPDATE_DOCS=1. -->';
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');
const page = (...blocks: readonly string[]): string => `${blocks.join('\n\n')}\n`;
const code = (text: string): string => `\`${text}\``;

function rulesPage(): string {
  const [policy] = policies;
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
          : code(rule.shownAs),
        rule.source,
      ]),
    ),
    '## What each row says',
    rules.map(({ code: name }) => `- ${code(name)}: ${ruleSentences[name].en}\n  *${ruleSentences[name].fr}*`).join('\n'),
    '## Who may ask what, in which mode',
    'The functional matrix (rule 130). What is not written is refused.',
    table(
      ['actor', 'action', 'modes'],
      Object.entries(functionalMatrix).flatMap(([actor, actions]) =>
        Object.entries(actions).map(([action, modes]) => [actor, code(action), modes.map(code).join(', ')]),
      ),
    ),
    '## Who may read which type of document',
    `The habilitation matrix (rule 400), in force from ${defaultMatrix.from}: ${defaultMatrix.source}. A profession without a row reads nothing. \`sourced\` rows were read in a text; \`prudent\` rows are cautious defaults until the official file is loaded.`,
    table(
      ['profession', 'origin', 'may not read'],
      defaultMatrix.rows.map(({ profession, origin, forbiddenTypes }) => [profession, origin, forbiddenTypes.map(code).join(', ')]),
    ),
    '## Policy values',
    `Values the texts leave open, in force from ${policy!.from}. They are dated data, not constants in a rule.`,
    table(
      ['value', 'in force'],
      Object.entries(policy!)
        .filter(([name]) => name !== 'from')
        .map(([name, value]) => [code(name), String(value)]),
    ),
  );
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
