// Who speaks: the card or the certificate of a structure that opens the connection, the person it is spoken for, and what signs. The three
// ways in of the national guide follow from it: a card is DIRECTE, a structure alone INDIRECTE, a structure for a person INDIRECTE_RENFORCEE.

import { type KeyObject, X509Certificate, createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Personas, PersonaPersonnel, PersonaProfessional, PersonaStructure, TlsMaterial } from '../deposit/sandbox-files.ts';

export type Mode = 'DIRECTE' | 'INDIRECTE' | 'INDIRECTE_RENFORCEE';
export interface SigningMaterial {
  readonly certificate: X509Certificate;
  readonly key: KeyObject;
}
export interface Sender {
  readonly mode: Mode;
  readonly structure: PersonaStructure;
  readonly person?: PersonaProfessional | PersonaPersonnel;
  readonly tls: TlsMaterial;
  readonly signing: SigningMaterial;
}
export interface SenderKeys {
  /** Of a professional, of the holder of a CPE, or of a structure. */
  readonly card: string;
  /** Of the person a structure speaks for. */
  readonly person?: string;
  /** Of the structure a card holder speaks for, when it is not the one of the card. */
  readonly structure?: string;
}

/** Undefined: one of the keys is nobody's. `sandbox`: the folder of `personas.json`. */
export async function senderOf(sandbox: string, personas: Personas, keys: SenderKeys): Promise<Sender | undefined> {
  const people: readonly (PersonaProfessional | PersonaPersonnel)[] = [...personas.professionals, ...personas.personnels];
  const holder = people.find(({ key }) => key === keys.card);
  const person = holder ?? people.find(({ key }) => key === keys.person);
  const structure = personas.structures.find(({ key }) => key === (holder === undefined ? keys.card : (keys.structure ?? holder.structure)));
  if (structure === undefined || (keys.person !== undefined && person === undefined)) return undefined;
  const folder = join(sandbox, holder?.card ?? structure.material);
  const mode = holder !== undefined ? 'DIRECTE' : person === undefined ? 'INDIRECTE' : 'INDIRECTE_RENFORCEE';
  return { mode, structure, ...(person === undefined ? {} : { person }), ...(await materialIn(sandbox, folder)) };
}

/** `folder` holds the four files of a card or a structure. */
async function materialIn(sandbox: string, folder: string): Promise<Pick<Sender, 'tls' | 'signing'>> {
  const [ca, cert, key, signCert, signKey] = await Promise.all([
    readFile(join(sandbox, 'ca.pem')),
    ...['cert.pem', 'key.pem', 'sign-cert.pem', 'sign-key.pem'].map((name) => readFile(join(folder, name))),
  ]);
  return { tls: { ca, cert: cert!, key: key! }, signing: { certificate: new X509Certificate(signCert!), key: createPrivateKey(signKey!) } };
}
