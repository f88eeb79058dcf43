// The published FHIR examples of PDSm, of the DMP guide and of IHE MHD: none of them is a deposit Carnet could keep (placeholder numbers,
// empty documents), and each is refused for what is true of it. Put right where they are placeholders, the guide's two deposits go in, but for
// their class. Absent examples: the suite says so and stops.

import { jsonOfXml, parseDocumentReference, parseFhirPathPatch, parseProvideBundle, writeXml } from '@carnet/codecs/fhir';
import { visibleToAll } from '@carnet/domain/document';
import type { Parsed } from '@carnet/domain/kernel';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { camille, compose, doctor, doctorRole, testOid } from '../fixtures/cda/compose.ts';

const folder = resolve(import.meta.dirname, '../../../shared/samples/fhir');
const present = existsSync(folder);
if (!present) process.stdout.write('skipped: the published FHIR examples are not beside the project\n');

const context = {
  sha1: (bytes: Uint8Array): string => createHash('sha1').update(bytes).digest('hex'),
  cumulAllowed: false,
  newId: () => '11111111-2222-4333-8444-555555555555',
};
const told = (read: Parsed<unknown>): string[] => (read.ok ? [] : read.findings.map(({ field, rule }) => `${field} ${rule}`).sort());
const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8');

/** Deposits: transactions, and resources whose attachment carries bytes. */
function deposits(): string[] {
  return ['pdsm', 'pdsm4dmp-eeds', 'ihe-mhd']
    .flatMap((part) =>
      readdirSync(join(folder, part))
        .sort()
        .map((name) => `${part}/${name}`),
    )
    .filter((name) => {
      const text = textOf(name);
      const { resourceType, type } = JSON.parse(text) as { resourceType: string; type?: string };
      return (resourceType === 'Bundle' && type === 'transaction') || (resourceType === 'DocumentReference' && /"data"\s*:/.test(text));
    });
}
const parse = (name: string): Parsed<unknown> =>
  name.includes('/Bundle') ? parseProvideBundle(textOf(name), context) : parseDocumentReference(textOf(name), context);

/** The CDA of the guide is one empty element, its INS 123456789012345. */
const emptyDocument = (prefix: string): string[] =>
  ['author AUTEUR_ABSENT', 'code TYPE_ABSENT', 'effectiveTime DATE_ABSENTE', 'id UNIQUE_ID_ABSENT', 'title TITRE_ABSENT'].map(
    (fault) => `${prefix}ClinicalDocument/${fault}`,
  );
const guideSet = [
  ...emptyDocument('entry[1].resource/'),
  'entry[0].resource.subject INS_CLE',
  'entry[1].resource.category CLASSE_DIFFERENTE',
  'entry[1].resource.subject INS_CLE',
];
const guideReplacement = [...guideSet, 'entry[1].resource.relatesTo[0].target.reference REFERENCE_INTROUVABLE'];
const guideLone = [...emptyDocument(''), 'subject INS_CLE'];
/** MHD's examples: a class that is not the French one, no act, no author, a patient known elsewhere. */
const mhd = (entry: number): string[] =>
  ['author CHAMP_ABSENT', 'category CLASSE_DIFFERENTE', 'context.period.start CHAMP_ABSENT', 'subject PATIENT_INCONNU'].map(
    (fault) => `entry[${entry}].resource.${fault}`,
  );
const mhdSet = 'entry[0].resource.subject PATIENT_INCONNU';
const minimal = [
  'author',
  'content[0].attachment.creation',
  'content[0].attachment.language',
  'content[0].attachment.title',
  'context.facilityType',
  'context.period.start',
  'context.practiceSetting',
  'securityLabel',
  'type',
].map((field) => `entry[1].resource.${field} CHAMP_ABSENT`);

const truths: Readonly<Record<string, readonly string[]>> = {
  // Its hash is that of no byte at all, its size is not that of its eleven bytes.
  'pdsm/DocumentReference-PDSmSimplifiedExample.json': [
    'author[0].reference REFERENCE_INTROUVABLE',
    'authenticator.reference REFERENCE_INTROUVABLE',
    'content[0].attachment.hash HASH_FAUX',
    'content[0].attachment.size TAILLE_FAUSSE',
    'masterIdentifier.value UNIQUE_ID_FORME',
    'subject PATIENT_INCONNU',
  ],
  'pdsm4dmp-eeds/Bundle-example-td2-1-remplacement.json': guideReplacement,
  'pdsm4dmp-eeds/Bundle-example-td2-1-remplacement__2.json': guideReplacement,
  'pdsm4dmp-eeds/Bundle-example-td2-iti65-lot-soumission.json': guideSet,
  'pdsm4dmp-eeds/Bundle-example-td2-iti65-lot-soumission__2.json': guideSet,
  'pdsm4dmp-eeds/DocumentReference-example-td2-iti105-publication-simplifiee.json': guideLone,
  'pdsm4dmp-eeds/DocumentReference-example-td2-iti105-publication-simplifiee__2.json': guideLone,
  'ihe-mhd/Bundle-ex-ProvideDocumentBundle-addToFolder.json': [
    ...mhd(1),
    mhdSet,
    'entry[2].request.url REFERENCE_INTROUVABLE',
    'entry[2].resource.subject PATIENT_INCONNU',
  ],
  'ihe-mhd/Bundle-ex-comprehensiveProvideDocumentBundleComplete.json': [
    mhdSet,
    'entry[0].resource.source AUTEUR_ID_ABSENT',
    'entry[1].resource.author[1] AUTEUR_ID_ABSENT',
    'entry[1].resource.category CLASSE_DIFFERENTE',
    'entry[1].resource.relatesTo[0].target.reference REFERENCE_INTROUVABLE',
    'entry[1].resource.subject PATIENT_INCONNU',
    'entry[2].resource.subject PATIENT_INCONNU',
  ],
  'ihe-mhd/Bundle-ex-comprehensiveProvideDocumentBundleDocument.json': [
    mhdSet,
    'entry[1].resource.content[0].attachment.url NON_PRIS_EN_CHARGE',
    'entry[2].resource NON_PRIS_EN_CHARGE',
  ],
  'ihe-mhd/Bundle-ex-comprehensiveProvideDocumentBundleMultiple.json': [...mhd(1), ...mhd(2), mhdSet],
  // « Thanks for all the fish » is 23 bytes long, not 24.
  'ihe-mhd/Bundle-ex-comprehensiveProvideDocumentBundleReplace.json': [
    ...mhd(2),
    mhdSet,
    'entry[2].resource.content[0].attachment.size TAILLE_FAUSSE',
    'entry[2].resource.relatesTo[0].target.reference REFERENCE_INTROUVABLE',
  ],
  'ihe-mhd/Bundle-ex-comprehensiveProvideDocumentBundleSimple.json': [...mhd(1), mhdSet],
  'ihe-mhd/Bundle-ex-dummyBundleDocAndBinary.json': [
    ...[
      'author',
      'content[0].attachment.language',
      'content[0].attachment.title',
      'context.facilityType',
      'context.period.start',
      'context.practiceSetting',
      'masterIdentifier',
      'securityLabel',
      'subject',
    ].map((field) => `entry[0].resource.${field} CHAMP_ABSENT`),
    'entry LOT_UNIQUE',
    'entry[0].resource.category CLASSE_DIFFERENTE',
  ],
  'ihe-mhd/Bundle-ex-minimalProvideDocumentBundleSimple.json': [
    ...minimal,
    'entry[0].resource.extension(ihe-designationType) CHAMP_ABSENT',
    'entry[0].resource.subject INS_ABSENT',
    'entry[1].resource.subject INS_ABSENT',
  ],
  'ihe-mhd/Bundle-ex-minimalProvideDocumentBundleSimpleContained.json': [
    ...minimal,
    'entry[0].resource.extension(ihe-designationType) CHAMP_ABSENT',
    'entry[0].resource.subject CHAMP_ABSENT',
    'entry[1].resource.subject CHAMP_ABSENT',
  ],
  'ihe-mhd/Bundle-ex-unContainedComprehensiveProvideDocumentBundleComplete.json': [
    mhdSet,
    'entry[0].resource.source.reference REFERENCE_INTROUVABLE',
    'entry[1].resource.authenticator.reference REFERENCE_INTROUVABLE',
    'entry[1].resource.author[0].reference REFERENCE_INTROUVABLE',
    'entry[1].resource.author[1].reference REFERENCE_INTROUVABLE',
    'entry[1].resource.category CLASSE_DIFFERENTE',
    'entry[1].resource.relatesTo[0].target.reference REFERENCE_INTROUVABLE',
    'entry[1].resource.subject PATIENT_INCONNU',
  ],
  'ihe-mhd/DocumentReference-ex-DocumentReferenceSimplifiedPublish.json': [
    'author',
    'content[0].attachment.creation',
    'content[0].attachment.language',
    'content[0].attachment.title',
    'content[0].format',
    'context.period.start',
    'type',
  ]
    .map((field) => `${field} CHAMP_ABSENT`)
    .concat('subject PATIENT_INCONNU'),
};

describe.runIf(present)('the published deposits', () => {
  test('are these', () => expect(deposits()).toEqual(Object.keys(truths).sort((a, b) => order(a) - order(b) || (a < b ? -1 : 1))));
  const order = (name: string): number => ['pdsm', 'pdsm4dmp-eeds', 'ihe-mhd'].indexOf(name.split('/')[0]!);
  test.each(Object.entries(truths))('%s', (name, faults) => expect(told(parse(name))).toEqual([...faults].sort()));
});

describe.runIf(present)('the guide’s deposits, with a true document in them', () => {
  /** The document their metadata speak of, by an author who exists. */
  const cda = Buffer.from(
    compose({
      id: '<id root="ID"/>',
      typeCode: '11488-4',
      title: 'Compte rendu de consultation',
      time: '20260612100000+0200',
      acts: '<documentationOf><serviceEvent><effectiveTime><low value="20260612100000+0200"/></effectiveTime></serviceEvent></documentationOf>',
    }),
  );
  const corrected = (name: string, uniqueId: string): string => {
    const document = Buffer.from(cda.toString().replace('root="ID"', `root="${uniqueId}"`));
    const placeholder = 'PD94bWwgdmVyc2lvbj0iMS4wIiBlbmNvZGluZz0iVVRGLTgiPz48Q2xpbmljYWxEb2N1bWVudCB4bWxucz0idXJuOmhsNy1vcmc6djMiLz4=';
    return textOf(name)
      .replaceAll(placeholder, document.toString('base64'))
      .replaceAll('1.2.250.1.213.1.4.8|123456789012345', `${testOid}|${camille.matricule}`)
      .replaceAll('899700218896', doctor.id)
      .replace(/"size"\s*:\s*80/, `"size": ${document.length}`)
      .replaceAll('A/hMRrv6Y15BjSM8kMLidrz+mHc=', createHash('sha1').update(document).digest('base64'));
  };
  test('ITI-105 is taken as it is', () => {
    expect(doctorRole).toContain(doctor.id);
    expect(
      told(
        parseDocumentReference(
          corrected('pdsm4dmp-eeds/DocumentReference-example-td2-iti105-publication-simplifiee.json', '1.2.250.1.213.1.4.8.99999.1'),
          context,
        ),
      ),
    ).toEqual([]);
  });
  test('ITI-65 calls a consultation report a synthesis: type 11488-4 is of class 10', () => {
    const read = parseProvideBundle(corrected('pdsm4dmp-eeds/Bundle-example-td2-iti65-lot-soumission.json', '1.2.250.1.213.1.4.8.99999.2'), context);
    expect(read.ok ? [] : read.findings).toEqual([{ field: 'entry[1].resource.category', rule: 'CLASSE_DIFFERENTE', given: '11', expected: '10' }]);
  });
  test('ITI-65, its class put right, is taken', () => {
    const text = corrected('pdsm4dmp-eeds/Bundle-example-td2-iti65-lot-soumission.json', '1.2.250.1.213.1.4.8.99999.2').replaceAll(
      /"code"\s*:\s*"11"/g,
      '"code": "10"',
    );
    expect(told(parseProvideBundle(text, context))).toEqual([]);
  });
});

describe.runIf(present)('the published patches', () => {
  test('MHD’s makes a document superseded, which only a replacement does', () =>
    expect(told(parseFhirPathPatch(textOf('ihe-mhd/Parameters-ex-patchParameters.json'), { visibilite: visibleToAll, cumulAllowed: false }))).toEqual([
      'status TRANSITION_INTERDITE',
    ]));
});

describe.runIf(present)('the published resources, as XML and back', () => {
  const parts = ['pdsm', 'pdsm4dmp-eeds', 'ihe-mhd', 'fr-core', 'tracabilite-evenements', 'mesures-de-sante'].filter((part) => existsSync(join(folder, part)));
  const names = parts.flatMap((part) => readdirSync(join(folder, part)).map((name) => `${part}/${name}`)).filter((name) => name.endsWith('.json'));
  /** Narratives are not kept on the way in; comments are no FHIR. */
  const bare = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(bare);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([name]) => name !== 'fhir_comments')
        .map(([name, inner]) => [name, name === 'div' ? '<div xmlns="http://www.w3.org/1999/xhtml"/>' : bare(inner)]),
    );
  };
  const markupOf = (resource: { readonly resourceType: string }): string | undefined => {
    try {
      return writeXml(resource);
    } catch (error) {
      if (String(error).includes('no table in XML')) return undefined;
      throw error;
    }
  };
  test('are the same', () => {
    let read = 0;
    const changed: string[] = [];
    for (const name of names) {
      const resource = JSON.parse(textOf(name)) as { resourceType: string };
      // A type this door neither takes nor gives has no table.
      const markup = markupOf(resource);
      if (markup === undefined) continue;
      const back = jsonOfXml(Buffer.from(markup));
      if (!back.ok || !isDeepStrictEqual(JSON.parse(back.value), bare(resource))) changed.push(`${name} ${JSON.stringify(told(back))}`);
      else read += 1;
    }
    expect(changed).toEqual([]);
    expect(read).toBeGreaterThan(60);
  });
});
