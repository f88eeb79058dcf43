// The restrictions a document may carry beside `N` (JDV_J08, OID 1.2.250.1.213.1.1.4.13; docs/sources.md §3.6).

import { type Parsed, faulty, parsed } from '../kernel/result.ts';

export interface Visibilite {
  /** Hidden from professionals, but its author and the médecin traitant. */
  readonly masquePs: boolean;
  /** Waits for an announcement: hidden from the patient and those who act for the patient. */
  readonly invisiblePatient: boolean;
  readonly invisibleRepresentants: boolean;
}

export const visibleToAll: Visibilite = { masquePs: false, invisiblePatient: false, invisibleRepresentants: false };

export const confidentialityLabels = {
  masquePs: 'MASQUE_PS',
  invisiblePatient: 'INVISIBLE_PATIENT',
  invisibleRepresentants: 'INVISIBLE_REPRESENTANTS_LEGAUX',
} as const satisfies Record<keyof Visibilite, string>;
export const confidentialityNormalSystem = '2.16.840.1.113883.5.25';
export const visibiliteSystem = '1.2.250.1.213.1.1.4.13';

/**
 * Reads a set of confidentiality codes. `N`, `R` and `V` say nothing of visibility. Refuses an unknown code (`CODE_INCONNU`) and,
 * while the policy `cumul-invisible_patient-masque_ps` is false, MASQUE_PS with INVISIBLE_PATIENT (`CONFIDENTIALITE_CUMUL`).
 */
export function parseVisibilite(codes: readonly string[], cumulAllowed: boolean, field = 'confidentialityCode'): Parsed<Visibilite> {
  const unknown = codes.find((code) => !['N', 'R', 'V', ...Object.values<string>(confidentialityLabels)].includes(code));
  if (unknown !== undefined)
    return faulty({
      field,
      rule: 'CODE_INCONNU',
      given: unknown.slice(0, 64),
      expected: 'N, R, V, MASQUE_PS, INVISIBLE_PATIENT, INVISIBLE_REPRESENTANTS_LEGAUX',
    });
  const visibilite = {
    masquePs: codes.includes('MASQUE_PS'),
    invisiblePatient: codes.includes('INVISIBLE_PATIENT'),
    invisibleRepresentants: codes.includes('INVISIBLE_REPRESENTANTS_LEGAUX'),
  };
  if (visibilite.masquePs && visibilite.invisiblePatient && !cumulAllowed)
    return faulty({ field, rule: 'CONFIDENTIALITE_CUMUL', given: 'MASQUE_PS + INVISIBLE_PATIENT' });
  return parsed(visibilite);
}

export const confidentialityCodes = (visibilite: Visibilite): readonly string[] => [
  'N',
  ...(Object.keys(confidentialityLabels) as (keyof Visibilite)[]).filter((key) => visibilite[key]).map((key) => confidentialityLabels[key]),
];
