// What is sent of one file: a CDA as it is, or a PDF or an image with what its name and its folder say, in the name of the structure. Everything is
// drawn from the file alone, its number too, so that a file sent twice is one document.

import { createHash } from 'node:crypto';
import { isCda } from '@carnet/codecs/cda';
import { type DropFault, dropFaults, dropWording as say, findingSentence } from '@carnet/contract/wording';
import { type Author, oidOfUuid, visibleToAll } from '@carnet/domain/document';
import type { Ins, StructIdNat } from '@carnet/domain/identity';
import { sameIns } from '@carnet/domain/identity';
import { type Finding, civilDateInParis, instantOf, startOfDayInParis } from '@carnet/domain/kernel';
import { classOfType, systemOfType } from '@carnet/domain/terminology';
import { type Declared, declareCda } from '../deposit/declare.ts';
import { matriculeIn, readName } from './file-name.ts';
import type { Resident } from './residents.ts';

export interface Feeder {
  readonly id: StructIdNat;
  readonly name: string;
  /** TRE_R02. */
  readonly sector: string;
}
export interface Dropped {
  /** Its name alone. */
  readonly file: string;
  /** Of the resident's folder; undefined: in the inbox itself. */
  readonly folder: string | undefined;
  readonly bytes: Uint8Array;
}
export interface Refused {
  readonly issues: readonly { readonly code: string; readonly text: string; readonly field?: string; readonly fix?: string; readonly page?: string }[];
}
export type Drawn = { readonly kind: 'declared'; readonly declared: Declared } | ({ readonly kind: 'refused' } & Refused);

export const refusedFor = (code: DropFault, findings: readonly Finding[] = []): Drawn => ({
  kind: 'refused',
  issues: [
    { code, text: dropFaults[code].what, fix: dropFaults[code].fix },
    ...findings.map(({ field, rule, given, expected }) => ({ code: rule, text: say.finding(findingSentence(rule, 'fr'), given, expected), field })),
  ],
});

const starts: readonly (readonly [string, readonly number[]])[] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
];
const formats: Readonly<Record<string, string>> = { 'application/pdf': 'urn:ihe:iti:xds-sd:pdf:2008' };
const mediaTypeOf = (bytes: Uint8Array): string | undefined => starts.find(([, start]) => start.every((byte, index) => bytes[index] === byte))?.[0];

const tail = (bytes: Uint8Array, length: number): string => Buffer.from(bytes.subarray(Math.max(0, bytes.length - length))).toString('latin1');
const ends: Readonly<Record<string, (bytes: Uint8Array) => boolean>> = {
  'application/pdf': (bytes) => tail(bytes, 2_048).includes('%%EOF'),
  'image/jpeg': (bytes) => tail(bytes, 2_048).includes('\u00FF\u00D9'),
  'image/png': (bytes) => tail(bytes, 64).includes('IEND'),
};

/** Whether the end is there: what is still being copied has a beginning only. A file of no known kind is as whole as it will be. */
export function isWhole(bytes: Uint8Array): boolean {
  if (isCda(bytes)) return tail(bytes, 256).replaceAll('\0', '').trimEnd().endsWith('>');
  const mimeType = mediaTypeOf(bytes);
  return mimeType === undefined || ends[mimeType]!(bytes);
}

export function draw(dropped: Dropped, residents: readonly Resident[], feeder: Feeder, now: number): Drawn {
  const { file, folder, bytes } = dropped;
  if (bytes.length === 0) return refusedFor('FICHIER_VIDE');
  const resident = folder === undefined ? undefined : residents.find((one) => one.folder === folder.normalize('NFC'));
  if (folder !== undefined && resident === undefined) return refusedFor('RESIDENT_INCONNU');
  if (isCda(bytes)) return drawCda(bytes, resident, residents);
  const mimeType = mediaTypeOf(bytes);
  if (mimeType === undefined) return refusedFor('FICHIER_FORMAT');
  const matricule = matriculeIn(file);
  if (resident !== undefined && matricule !== undefined && matricule !== resident.ins.matricule) return refusedFor('AUTRE_RESIDENT');
  const meant = resident ?? residents.find(({ ins }) => ins.matricule === matricule);
  if (meant === undefined) return refusedFor(matricule === undefined ? 'NOM_SANS_RESIDENT' : 'RESIDENT_INCONNU');
  if (!meant.qualified) return refusedFor('IDENTITE_NON_QUALIFIEE');
  const named = readName(file, civilDateInParis(instantOf(now)));
  if (typeof named === 'string') return refusedFor(named);
  const at = startOfDayInParis(named.date);
  const institution = { id: feeder.id, name: feeder.name };
  const author: Author = { kind: 'systeme', id: feeder.id, name: feeder.name, institution };
  return {
    kind: 'declared',
    declared: {
      bytes,
      metadata: {
        patient: meant.ins,
        uniqueId: oidOfUuid(numberOf(bytes, meant.ins, feeder)),
        type: { code: named.typeCode, system: systemOfType(named.typeCode) },
        classCode: classOfType(named.typeCode)!,
        format: { code: formats[mimeType] ?? 'urn:ihe:iti:xds:2017:mimeTypeSufficient', system: '1.3.6.1.4.1.19376.1.2.3' },
        mimeType,
        language: 'fr-FR',
        title: named.title,
        creationTime: at,
        serviceStart: at,
        authors: [author],
        facilityType: { code: feeder.sector, system: '1.2.250.1.71.4.2.4' },
        practiceSetting: { code: 'ETABLISSEMENT', system: '1.2.250.1.213.1.1.4.9' },
        eventCodes: [],
        referenceIds: [],
        visibilite: visibleToAll,
        sha1: createHash('sha1').update(bytes).digest('hex'),
        size: bytes.length,
      },
    },
  };
}

function drawCda(bytes: Uint8Array, resident: Resident | undefined, residents: readonly Resident[]): Drawn {
  const read = declareCda(bytes, false);
  if (!read.ok) return refusedFor('CDA_NON_LU', read.findings);
  const { patient } = read.value.metadata;
  if (resident !== undefined && !sameIns(resident.ins, patient)) return refusedFor('AUTRE_RESIDENT');
  // One whom the list does not name was qualified by the program that wrote the CDA.
  if ((resident ?? residents.find(({ ins }) => sameIns(ins, patient)))?.qualified === false) return refusedFor('IDENTITE_NON_QUALIFIEE');
  return { kind: 'declared', declared: read.value };
}

/** A UUID of the bytes, the person and the structure (RFC 9562, version 8). */
function numberOf(bytes: Uint8Array, { matricule, oid }: Ins, { id }: Feeder): string {
  const content = createHash('sha256').update(bytes).digest('hex');
  const hash = createHash('sha256').update(`carnet-drop\n${id}\n${oid}\n${matricule}\n${content}`).digest();
  hash[6] = (hash[6]! & 0x0f) | 0x80;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  return hash.subarray(0, 16).toString('hex');
}
