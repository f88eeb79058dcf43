// The published CI-SIS documents, which stay beside the project: their names, their bytes, and whose card deposits each.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseCdaHeader } from '@carnet/codecs/cda';
import type { Personas } from '../../tools/deposit/sandbox-files.ts';

const folder = resolve(import.meta.dirname, '../../../shared/samples/cda');
export const sampleFiles: readonly string[] = existsSync(folder)
  ? readdirSync(folder)
      .filter((name) => name.endsWith('.xml'))
      .toSorted()
  : [];
export const sampleBytes = (file: string): Buffer => readFileSync(join(folder, file));

/** The card of the first of its authors, or of its legal authenticator, who is in the sandbox; a system's structure otherwise. */
export function cardOfSample(bytes: Uint8Array, { professionals, structures }: Personas): string {
  const header = parseCdaHeader(bytes);
  const ids = header.ok ? [...header.value.authors, ...(header.value.legalAuthenticator === undefined ? [] : [header.value.legalAuthenticator])] : [];
  const person = ids
    .map((author) => professionals.find(({ idNat }) => author.kind === 'professionnel' && author.id === idNat))
    .find((found) => found !== undefined);
  const structure = ids.map(({ institution }) => structures.find(({ idNat }) => idNat === institution?.id)).find((found) => found !== undefined);
  return person?.key ?? structure?.key ?? 'dr-boileau';
}

/** Why each of these cannot go in as it is; everything else must. Each door has its own way to say the rule. */
export const refusedForTruth: Readonly<Record<string, { readonly code: string; readonly rule: string; readonly because: string }>> = {
  'CANCER-FRCP_2025.01_Appareil.xml': {
    code: 'IDENTIFIANT_DEJA_UTILISE',
    rule: 'UNIQUE_ID_PRIS',
    because: 'bears the uniqueId of the 2022 example, with other bytes',
  },
  'CSE-CS24_2024.01.xml': { code: 'INS_INVALIDE', rule: 'INS_CLE', because: 'the INS has a wrong key' },
  'CSE-CS8_2024.01.xml': { code: 'INS_INVALIDE', rule: 'INS_CLE', because: 'the INS has a wrong key' },
  'CSE-CS9_2024.01.xml': { code: 'INS_INVALIDE', rule: 'INS_CLE', because: 'the INS has a wrong key' },
  'CSE-CS9_2025.01.xml': { code: 'INS_INVALIDE', rule: 'INS_CLE', because: 'the INS has a wrong key' },
  'CSE-MDE_2023.01.xml': { code: 'INS_INVALIDE', rule: 'INS_CLE', because: 'the INS has a wrong key' },
  'OBP-SNE_2024.01.xml': { code: 'INS_INVALIDE', rule: 'INS_CLE', because: 'the INS has a wrong key' },
  'VAC_2023.01.xml': { code: 'INS_INVALIDE', rule: 'INS_CLE', because: 'its legal authenticator, the patient, has an INS with a wrong key' },
  'OBP-SAP_2024.01.xml': { code: 'INS_INVALIDE', rule: 'INS_OID', because: 'bears a production OID for a fictional person' },
  'OBP-SCM_2024.01.xml': { code: 'INS_INVALIDE', rule: 'INS_OID', because: 'bears a production OID for a fictional person' },
  'eDISP-MED_2024.01.xml': { code: 'INS_INVALIDE', rule: 'INS_OID', because: 'bears a production OID for a fictional person' },
  'DLU-FR-SU_2025.01.xml': { code: 'METADONNEES_INCOHERENTES', rule: 'TYPE_HORS_LISTE', because: 'its type has no class in the DMP' },
};
