// Where structures work: the sectors of TRE_R02 that a health document may name (JDV_J02, version of 27/09/2024), and the setting an act done
// there has where nobody says otherwise (JDV_J04).

export const sectorSystem = '1.2.250.1.71.4.2.4';
/** TRE_A01, settings of care. */
export const practiceSettingSystem = '1.2.250.1.213.1.1.4.9';

const sectors: Readonly<Record<string, string>> = {
  SA01: 'Établissement public de santé',
  SA02: 'Hôpital militaire du Service de santé des armées',
  SA03: 'Établissement privé PSPH',
  SA04: 'Établissement privé non PSPH',
  SA05: 'Centre de santé',
  SA06: 'Autre structure du Service de santé des armées',
  SA07: 'Cabinet individuel',
  SA08: 'Cabinet de groupe',
  SA09: 'Exercice en société',
  SA10: 'Transporteur sanitaire',
  SA12: 'Établissement de soins et prévention',
  SA13: 'Prévention et soins en entreprise',
  SA14: 'Établissements scolaires, universitaires et de formation',
  SA15: 'PMI et planification familiale',
  SA16: 'Établissement pour personnes handicapées',
  SA17: 'Établissement pour personnes âgées',
  SA18: 'Établissement d’aide à la famille',
  SA20: 'Établissement pour la protection de l’enfance',
  SA21: 'Établissement d’hébergement et de réadaptation',
  SA24: 'Organisme de sécurité sociale',
  SA25: 'Laboratoire de biologie médicale',
  SA29: 'Laboratoire d’analyses et de biologie médicale',
  SA30: 'Autre établissement sanitaire',
  SA33: 'Pharmacie d’officine',
  SA34: 'Centre de dialyse',
  SA36: 'Centre anti-cancer',
  SA37: 'Centre de transfusion sanguine',
  SA38: 'Pharmacie minière',
  SA39: 'Pharmacie mutualiste',
  SA40: 'Secteur privé, praticien hospitalier temps plein',
  SA41: 'Autre établissement du domaine social ou médico-social',
  SA42: 'Appareillage médical',
  SA50: 'Permanence des soins ambulatoires hors cabinet',
  SA51: 'Structure de coopération avec autorisation de soins',
  SA52: 'Maison de santé ou pôle de santé',
  SA54: 'Centre de dépistage et de prévention',
  SA57: 'Structure de coopération avec mission de coordination de soins',
  SA63: 'Structures de coordination et d’orientation',
  SA64: 'Société de téléconsultation',
  SA65: 'Antenne de pharmacie',
  SA66: 'Services de prévention et de santé au travail (SPST)',
  SA67: 'Maisons médicales de garde (MMG)',
  SA69: 'Maisons de naissance',
};
/** Undefined: a sector no health document names. */
export const sectorLabel = (sector: string): string | undefined => (Object.hasOwn(sectors, sector) ? sectors[sector] : undefined);

const settings = {
  AMBULATOIRE: 'Ambulatoire',
  DEPISTAGE: 'Dépistage',
  ESSMS: 'Établissement ou service social ou médico-social',
  ETABLISSEMENT: 'Établissement de santé',
} as const;
const settingOf: Readonly<Record<string, keyof typeof settings>> = {
  ...Object.fromEntries(['SA01', 'SA02', 'SA03', 'SA04', 'SA30', 'SA34', 'SA36', 'SA51', 'SA69'].map((sector) => [sector, 'ETABLISSEMENT'])),
  ...Object.fromEntries(['SA16', 'SA17', 'SA18', 'SA20', 'SA21', 'SA41'].map((sector) => [sector, 'ESSMS'])),
  SA54: 'DEPISTAGE',
};
/** What care given in this sector is, unless its author says otherwise: ambulatory where the sector does not tell. */
export function practiceSettingOf(sector: string): { readonly code: string; readonly system: string; readonly display: string } {
  const code = (Object.hasOwn(settingOf, sector) ? settingOf[sector] : undefined) ?? 'AMBULATOIRE';
  return { code, system: practiceSettingSystem, display: settings[code] };
}
