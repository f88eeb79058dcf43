// The Identité Nationale de Santé: a 15-character matricule (13 + 2-digit key) under one of five assigning authorities.
// Source: référentiel INS (ANS); OIDs of FR Core; key of the NIR, Corsica included.

import type { Brand } from '../kernel/brand.ts';
import { type Parsed, faulty, parsed } from '../kernel/result.ts';

/** The five authorities under which a matricule INS may be written. Test and demo ones are refused in production. */
export const insOids = {
  '1.2.250.1.213.1.4.8': { nature: 'NIR', fictional: false },
  '1.2.250.1.213.1.4.9': { nature: 'NIA', fictional: false },
  '1.2.250.1.213.1.4.10': { nature: 'NIR', fictional: true },
  '1.2.250.1.213.1.4.11': { nature: 'NIR', fictional: true },
  '1.2.250.1.213.1.4.2': { nature: 'INS-C', fictional: false },
} as const;
export type InsOid = keyof typeof insOids;

export type Matricule = Brand<string, 'Matricule'>;
export interface Ins {
  readonly matricule: Matricule;
  readonly oid: InsOid;
}

/** 13 characters: sex or NIA prefix, year, month, department (2A, 2B allowed), commune, order. */
const matriculeShape = /^([1-8]\d{2}\d{2}(?:\d{2}|2[AB])\d{6})(\d{2})$/;

/** The two-digit key: 97 − (number mod 97), with 2A read as 19 and 2B as 18. */
export function matriculeKey(number13: string): string {
  const digits = number13.replace('2A', '19').replace('2B', '18');
  return String(97 - Number(BigInt(digits) % 97n)).padStart(2, '0');
}

/** Authorities an installation takes: test ones in the sandbox, real ones in production, and the legacy INS-C, which has no test range. */
export const servedInsOids = (fictional: boolean): readonly InsOid[] =>
  (Object.keys(insOids) as InsOid[]).filter((oid) => insOids[oid].nature === 'INS-C' || insOids[oid].fictional === fictional);

/** An INS-C was calculated from somebody's card and holds no key: it finds a record, and never opens or feeds one. */
export const isInsC = ({ oid }: Ins): boolean => insOids[oid].nature === 'INS-C';

export const isInsOid = (oid: string): oid is InsOid => Object.hasOwn(insOids, oid);

/**
 * Reads a matricule and its OID, spaces tolerated. Refuses an unknown OID (`INS_OID`), a wrong shape (`INS_FORME`)
 * and a wrong key (`INS_CLE`). A legacy INS-C (22 digits) has its own shape and no key.
 */
export function parseIns(matricule: string, oid: string, field = 'ins'): Parsed<Ins> {
  const text = matricule.replaceAll(/\s/g, '').toUpperCase();
  const authority = oid.replace(/^urn:oid:/, '');
  if (!isInsOid(authority)) return faulty({ field, rule: 'INS_OID', given: authority.slice(0, 64), expected: Object.keys(insOids).join(' | ') });
  if (insOids[authority].nature === 'INS-C')
    return /^\d{22}$/.test(text)
      ? parsed({ matricule: text as Matricule, oid: authority })
      : faulty({ field, rule: 'INS_FORME', given: text.slice(0, 32), expected: '22 chiffres (INS-C)' });
  const parts = matriculeShape.exec(text);
  if (parts === null) return faulty({ field, rule: 'INS_FORME', given: text.slice(0, 32), expected: '13 caractères et 2 chiffres de clé' });
  const expected = matriculeKey(parts[1]!);
  if (parts[2] !== expected) return faulty({ field, rule: 'INS_CLE', given: text, expected: `clé ${expected}` });
  return parsed({ matricule: text as Matricule, oid: authority });
}

/** HL7 CX form used by XDS metadata: `279035121518989^^^&1.2.250.1.213.1.4.10&ISO^NH` (docs/sources.md §2.1). */
export const insToCx = (ins: Ins): string => `${ins.matricule}^^^&${ins.oid}&ISO^NH`;
export const sameIns = (a: Ins, b: Ins): boolean => a.matricule === b.matricule && a.oid === b.oid;
