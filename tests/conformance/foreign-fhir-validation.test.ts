// HL7's own validator on what the FHIR doors answer (docs/integrators/fhir-validation.md): every answer that the tests named below got, alike ones
// once, against R4, the definitions Carnet serves, and the profiles of the guides that are at hand. Optional: Java, Maven, and two runs, of which
// the first keeps the answers:
//   CARNET_FHIR_ANSWERS=/tmp/answers npx vitest run … --project database tests/conformance/fhir- tests/conformance/smart-apps
//   CARNET_FHIR_ANSWERS=/tmp/answers CARNET_FHIR_PACKAGES=/tmp/packages npx vitest run … --project database tests/conformance/foreign-fhir
// The folder of packages holds what PDSm's profiles rest on (the page tells how it is made); without it they are held by nothing but R4.

import { writeDefinitions } from '@carnet/codecs/fhir';
import { findingWording, refusalWording } from '@carnet/contract/wording';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { answersFolder } from '../support/kept-answers.ts';
import { type Resource, documentsIn, faults, heldToProfiles } from '../support/pdsm-copies.ts';

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

/** What PDSm 3.1.1 rests on: `ihe.iti.mhd`, `hl7.fhir.fr.core`, `ans.fhir.fr.annuaire`…, as archives (.tgz) or folders that hold `package/`. */
const packagesFolder = process.env['CARNET_FHIR_PACKAGES'];
if (missing === undefined && packagesFolder === undefined)
  process.stdout.write('CARNET_FHIR_PACKAGES names no folder of packages: PDSm’s own profiles are not looked at\n');

/** Guides that the npm registry holds; the ones of IHE, HL7 France and the backport are in none but `packages.fhir.org`. */
const published = ['hl7.fhir.uv.ips@2.0.0', 'hl7.fhir.uv.extensions.r4@5.3.0-ballot-tc1', 'hl7.terminology.r4@7.0.1'];

const refusals = { ...Object.fromEntries(Object.entries(refusalWording).map(([code, { title }]) => [code, title])), ...findingWording };
/** What the validator says where a profile leads to one it does not have. */
const withoutPackages: readonly RegExp[] = [
  /^Unable to resolve the profile reference /,
  /^Unknown profile https:\/\/profiles\.ihe\.net\//,
  /^Slicing cannot be evaluated: .*profiles\.ihe\.net/,
  /^Invalid Resource target type\. .* expected one of \(\[(?:Device)?\]\)/,
  /^The extension http:\/\/hl7\.org\/fhir\/uv\/subscriptions-backport\/.* could not be found/,
];
/** What the validator calls an error and is none of ours: why is in the page. */
const explained: readonly RegExp[] = [
  ...(packagesFolder === undefined ? withoutPackages : []),
  // No package has the DMP's draft extensions.
  /^The extension https:\/\/interop\.esante\.gouv\.fr\/ig\/fhir\/dmp\/.* could not be found/,
  // PDSm slices `context.related` by `type`, and gives its slice no type.
  /^Slicing cannot be evaluated: Could not match discriminator \(1\) for slice \[type\] in profile DocumentReference\.context\.related:referenceIdList/,
  // A set its sender named by a UUID, as PDSm's own example does.
  /^Constraint failed: mhd-startswithoid/,
  // The annuaire slices `telecom` by an extension of its type, which this validator does not find there; no answer claims that profile.
  /^Slicing cannot be evaluated: Unable to resolve discriminator extension\('https:\/\/hl7\.fr\/.*fr-core-contact-point-email-type'\)/,
  // In a Bundle: what is wrong is said of the resource it leads to, there.
  /^Unable to find a match for profile (?:Patient|DocumentReference)\//,
  // SMART App Launch 2 adds these to the extension that R4's own definitions have without them.
  /^Sub-extension url '(?:revoke|introspect)' is not defined by the Extension http:\/\/fhir-registry\.smarthealthit\.org\//,
  // An OperationOutcome among the results of a search has no address (R4 §2.36.4).
  /each entry in a Bundle must have a fullUrl/,
];

const unpacked = (archive: string, at: string): string => {
  mkdirSync(at, { recursive: true });
  execFileSync('tar', ['xzf', archive, '-C', at]);
  return join(at, 'package');
};
/** Every package of a folder: unpacked where it is an archive. */
const packagesOf = (source: string, at: string): readonly string[] =>
  readdirSync(source, { withFileTypes: true }).flatMap((one) =>
    one.name.endsWith('.tgz')
      ? [unpacked(join(source, one.name), join(at, one.name))]
      : one.isDirectory() && existsSync(join(source, one.name, 'package'))
        ? [join(source, one.name, 'package')]
        : [],
  );
const read = (file: string): Resource => JSON.parse(readFileSync(file, 'utf8')) as Resource;

/** The answers, those held to more profiles (`held-…`), and copies with a fault (`wrong-…`, by the place of the fault in the table). */
function gather(to: string): void {
  cpSync(answersFolder!, to, { recursive: true });
  if (packagesFolder === undefined) return;
  const answers = readdirSync(answersFolder!).filter((name) => name.endsWith('.json'));
  for (const name of answers)
    for (const [index, copy] of heldToProfiles(read(join(answersFolder!, name))).entries())
      writeFileSync(join(to, `held-${copy.resourceType}-${index}-${name}`), JSON.stringify(copy));
  const [sound] = answers.flatMap((name) => documentsIn(read(join(answersFolder!, name)))).filter((one) => hasPractitioner(one));
  if (sound === undefined) throw new Error('no document of a professional among the answers: run the tests named above first');
  for (const [index, [wrong]] of Object.values(faults).entries()) writeFileSync(join(to, `wrong-${index}.json`), JSON.stringify(wrong(sound)));
}
const hasPractitioner = (document: Resource): boolean =>
  ((document['contained'] ?? []) as readonly Resource[]).some(({ resourceType }) => resourceType === 'PractitionerRole');

/** What the validator says of everything gathered. */
function validate(): readonly Message[] {
  const folder = mkdtempSync(join(tmpdir(), 'carnet-fhir-validation-'));
  const own = join(folder, 'own');
  mkdirSync(own);
  for (const definition of writeDefinitions({ version: '0', refusals }))
    writeFileSync(join(own, `${definition.resourceType}-${definition.id}.json`), JSON.stringify(definition));
  const npm = join(folder, 'npm');
  mkdirSync(npm);
  execFileSync('npm', ['pack', '--silent', '--pack-destination', npm, ...published], { cwd: npm });
  const packages = [guides, npm, ...(packagesFolder === undefined ? [] : [packagesFolder])].flatMap((source, index) =>
    existsSync(source) ? packagesOf(source, join(folder, String(index))) : [],
  );
  const answers = join(folder, 'answers');
  gather(answers);
  const classpath = join(folder, 'classpath');
  execFileSync('mvn', ['-q', '-B', '-f', join(tool, 'pom.xml'), 'dependency:build-classpath', `-Dmdep.outputFile=${classpath}`]);
  const out = execFileSync('java', ['-Xmx3g', '-cp', readFileSync(classpath, 'utf8'), join(tool, 'Validate.java'), answers, own, ...packages], {
    encoding: 'utf8',
    maxBuffer: 512 * 1024 * 1024,
  });
  const messages = JSON.parse(out.slice(out.indexOf('['))) as readonly Message[];
  writeFileSync(`${answersFolder!.replace(/\/$/, '')}.messages.json`, JSON.stringify(messages, undefined, 1));
  rmSync(folder, { recursive: true });
  return messages;
}
const isError = ({ severity }: Message): boolean => severity === 'error' || severity === 'fatal';

describe.runIf(missing === undefined)('HL7’s validator', () => {
  let messages: readonly Message[] = [];
  beforeAll(() => {
    messages = validate();
  }, 1_800_000);

  test('finds no error in any answer that is not explained', () => {
    const kinds = Object.groupBy(readdirSync(answersFolder!), (name) => name.replace(/-[0-9a-f]{12}\./, '.'));
    for (const [kind, files] of Object.entries(kinds)) {
      const of = messages.filter(({ file }) => files!.includes(file));
      const warnings = of.filter(({ severity }) => severity === 'warning').length;
      process.stdout.write(`${kind}: ${files!.length} answers, ${of.filter((one) => isError(one)).length} errors, ${warnings} warnings\n`);
    }
    const errors = messages.filter((one) => isError(one) && !one.file.startsWith('wrong-') && !explained.some((pattern) => pattern.test(one.text)));
    expect(errors).toEqual([]);
  });

  test.runIf(packagesFolder !== undefined).each(Object.entries(faults).map(([what, [, said]], index) => [what, said, index] as const))(
    'refuses %s',
    (_what, said, index) => {
      expect(messages.filter((one) => isError(one) && one.file === `wrong-${index}.json`).map(({ text }) => text)).toContainEqual(expect.stringMatching(said));
    },
  );
});
