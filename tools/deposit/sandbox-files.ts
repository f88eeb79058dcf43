// What the sandbox left on disk for whoever tries it (run contract): its people, and the files of each card.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface PersonaPatient {
  readonly key: string;
  readonly ins: string;
  readonly oid: string;
  readonly birthName: string;
  readonly firstNames: string;
  readonly usedName?: string;
  readonly birthDate: string;
  readonly sex: 'F' | 'M';
  readonly birthPlaceCog: string;
}
export interface PersonaProfessional {
  readonly key: string;
  readonly idNat: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly profession: string;
  readonly specialty?: string;
  readonly structure: string;
  readonly card: string;
}
export interface PersonaStructure {
  readonly key: string;
  readonly idNat: string;
  readonly name: string;
  readonly sector: string;
  readonly material: string;
}
/** Holder of a CPE card. */
export interface PersonaPersonnel {
  readonly key: string;
  readonly idNat: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly role: string;
  readonly structure: string;
  readonly card: string;
}
export interface Personas {
  /** Covered by the insurer, without a record. */
  readonly assures: readonly { readonly key: string; readonly ins: string; readonly oid: string; readonly birthName: string }[];
  readonly patients: readonly PersonaPatient[];
  readonly professionals: readonly PersonaProfessional[];
  readonly personnels: readonly PersonaPersonnel[];
  readonly structures: readonly PersonaStructure[];
}

export const readPersonas = async (sandbox: string): Promise<Personas> => JSON.parse(await readFile(join(sandbox, 'personas.json'), 'utf8')) as Personas;

/** Who deposits: a professional with the structure of the card, or a structure alone. */
export interface Depositor {
  readonly professional?: PersonaProfessional;
  readonly structure: PersonaStructure;
}
export interface TlsMaterial {
  readonly ca: Buffer;
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** Undefined: no card and no structure has this key. */
export function depositorOf({ professionals, structures }: Personas, key: string): Depositor | undefined {
  const professional = professionals.find((one) => one.key === key);
  const structure = structures.find((one) => one.key === (professional?.structure ?? key));
  if (structure === undefined) return undefined;
  return { structure, ...(professional === undefined ? {} : { professional }) };
}

export async function materialOf(sandbox: string, { professional, structure }: Depositor): Promise<TlsMaterial> {
  const folder = join(sandbox, professional?.card ?? structure.material);
  const [ca, cert, key] = await Promise.all([readFile(join(sandbox, 'ca.pem')), readFile(join(folder, 'cert.pem')), readFile(join(folder, 'key.pem'))]);
  return { ca, cert, key };
}
