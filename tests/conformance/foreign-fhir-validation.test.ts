// HL7's own validator on what the FHIR doors answer (docs/integrators/fhir-validation.md): every answer that the tests named below got, alike ones
// once, against R4, the definitions Carnet serves, and the profiles of the guides that are at hand. Optional: Java, Maven, and two runs, of which
// the first keeps the answers:
//   CARNET_FHIR_ANSWERS=/tmp/answers npx vitest run … --project database tests/conformance/fhir- tests/conformance/smart-apps
//   CARNET_FHIR_ANSWERS=/tmp/answers npx vitest run … --project database tests/conformance/foreign-fhir

import { writeDefinitions } from '@carnet/codecs/fhir';
import { findingWording, refusalWording } from '@carnet/contract/wording';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { answersFolder } from '../support/kept-answers.ts';

const tool = join(import.meta.dirname, 'foreign/fhir-validator');
const guides = resolve(import.meta.dirname, '../../../shared/samples/fhir/packages');
const canRun = (program: string, ...args: string[]): boolean => {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
const missing =
  answersFolder === undefined
    ? 'CARNET_FHIR_ANSWERS names no folder of answers'
    : !existsSync(answersFolder)
      ? 'no answer was kept yet'
      : canRun('java', '-version') && canRun('mvn', '-version')
        ? undefined
        : 'Java and Maven are not here';
if (missing !== undefined) process.stdout.write(`skipped: ${missing}, so that HL7’s validator reads no answer\n`);

interface Message {
  readonly file: string;
  readonly severity: 'fatal' | 'error' | 'warning' | 'information';
  readonly at: string;
  readonly text: string;
}

/** Guides that the npm registry holds; the ones of IHE, HL7 France and the backport are in none but `packages.fhir.org`. */
const published = ['hl7.fhir.uv.ips@2.0.0', 'hl7.fhir.uv.extensions.r4@5.3.0-ballot-tc1', 'hl7.terminology.r4@7.0.1'];

const refusals = { ...Object.fromEntries(Object.entries(refusalWording).map(([code, { title }]) => [code, title])), ...findingWording };
/** What the validator calls an error and is none of ours: why is in the page. */
const explained: readonly RegExp[] = [
  // Profiles of MHD, fr-core, the annuaire and the backport are in no package at hand, nor the DMP's draft extensions.
  /^Unable to resolve the profile reference /,
  /^Unknown profile https:\/\/profiles\.ihe\.net\//,
  /^Slicing cannot be evaluated: .*profiles\.ihe\.net/,
  /^Invalid Resource target type\. .* expected one of \(\[(?:Device)?\]\)/,
  /^The extension http:\/\/hl7\.org\/fhir\/uv\/subscriptions-backport\/.* could not be found/,
  /^The extension https:\/\/interop\.esante\.gouv\.fr\/ig\/fhir\/dmp\/.* could not be found/,
  // An OperationOutcome among the results of a search has no address (R4 §2.36.4).
  /each entry in a Bundle must have a fullUrl/,
];

describe.runIf(missing === undefined)('HL7’s validator', () => {
  test('finds no error in any answer that is not explained', { timeout: 1_800_000 }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'carnet-fhir-validation-'));
    const own = join(folder, 'own');
    mkdirSync(own);
    for (const definition of writeDefinitions({ version: '0', refusals }))
      writeFileSync(join(own, `${definition.resourceType}-${definition.id}.json`), JSON.stringify(definition));
    execFileSync('npm', ['pack', '--silent', '--pack-destination', folder, ...published], { cwd: folder });
    const archives = [
      ...(existsSync(guides) ? readdirSync(guides).map((name) => join(guides, name)) : []),
      ...readdirSync(folder).flatMap((name) => (name.endsWith('.tgz') ? [join(folder, name)] : [])),
    ];
    const packages = archives.map((archive, index) => {
      const at = join(folder, String(index));
      mkdirSync(at);
      execFileSync('tar', ['xzf', archive, '-C', at]);
      return join(at, 'package');
    });
    const classpath = join(folder, 'classpath');
    execFileSync('mvn', ['-q', '-B', '-f', join(tool, 'pom.xml'), 'dependency:build-classpath', `-Dmdep.outputFile=${classpath}`]);
    const out = execFileSync('java', ['-Xmx3g', '-cp', readFileSync(classpath, 'utf8'), join(tool, 'Validate.java'), answersFolder!, own, ...packages], {
      encoding: 'utf8',
      maxBuffer: 512 * 1024 * 1024,
    });
    const messages = JSON.parse(out.slice(out.indexOf('['))) as readonly Message[];
    writeFileSync(`${answersFolder!.replace(/\/$/, '')}.messages.json`, JSON.stringify(messages, undefined, 1));
    rmSync(folder, { recursive: true });
    const kinds = Object.groupBy(readdirSync(answersFolder!), (name) => name.replace(/-[0-9a-f]{12}\./, '.'));
    for (const [kind, files] of Object.entries(kinds)) {
      const of = messages.filter(({ file }) => files!.includes(file));
      const count = (severity: string): number => of.filter((one) => one.severity === severity).length;
      process.stdout.write(`${kind}: ${files!.length} answers, ${count('error') + count('fatal')} errors, ${count('warning')} warnings\n`);
    }
    const errors = messages.filter(({ severity, text }) => /error|fatal/.test(severity) && !explained.some((pattern) => pattern.test(text)));
    expect(errors).toEqual([]);
  });
});
