// Code systems as FHIR writes them (URL, or urn:oid:…) and as XDS and the domain do (OID). Facts: nomenclatures des objets de santé (ANS),
// THO and the FHIR R4 registry. The first address of a row is the one written out; the others are read too.

import type { Coded } from '@carnet/domain/document';
import type { Element } from './json.ts';

const nos = (name: string): string => `https://mos.esante.gouv.fr/NOS/${name}/FHIR/${name.replace('_', '-')}`;

/** TRE_R38: the second half of a code of JDV_J01 (`G15_10/SM26`), which XDS never has by itself. */
export const ordinalSpecialtyUrl = nos('TRE_R38-SpecialiteOrdinale');
/** TRE_A02: profession and skill. */
export const professionSkillOid = '1.2.250.1.213.1.1.4.5';

const rows: readonly (readonly [oid: string, ...urls: string[]])[] = [
  ['2.16.840.1.113883.6.1', 'http://loinc.org', nos('TRE_A04-Loinc')],
  ['2.16.840.1.113883.6.96', 'http://snomed.info/sct'],
  ['2.16.840.1.113883.5.25', 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', nos('TRE_A08-HL7Confidentiality')],
  ['2.16.840.1.113883.5.83', 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation'],
  ['2.16.840.1.113883.5.88', 'http://terminology.hl7.org/CodeSystem/v3-ParticipationFunction'],
  ['2.16.840.1.113883.6.73', 'http://www.whocc.no/atc'],
  ['2.16.840.1.113883.6.3', 'http://hl7.org/fhir/sid/icd-10'],
  [
    '1.3.6.1.4.1.19376.1.2.3',
    nos('TRE_A11-IheFormatCode'),
    'http://ihe.net/fhir/ihe.formatcode.fhir/CodeSystem/formatcode',
    'https://profiles.ihe.net/fhir/ihe.formatcode.fhir/CodeSystem/formatcode',
  ],
  ['1.2.250.1.213.1.1.4.2.282', nos('TRE_A06-FormatCodeComplementaire')],
  ['1.2.840.10008.2.6.1', nos('TRE_A09-DICOMuidRegistry'), 'http://dicom.nema.org/resources/ontology/DCMUID'],
  ['1.2.840.10008.2.16.4', 'http://dicom.nema.org/resources/ontology/DCM'],
  ['1.2.250.1.213.1.1.4.6', nos('TRE_A00-ProducteurDocNonPS')],
  ['1.2.250.1.213.1.1.4.9', nos('TRE_A01-CadreExercice')],
  [professionSkillOid, nos('TRE_A02-ProfessionSavFaire-CISIS')],
  ['1.2.250.1.213.1.1.4.1', nos('TRE_A03-ClasseDocument')],
  ['1.2.250.1.213.1.1.4.12', nos('TRE_A05-TypeDocComplementaire')],
  // A page of the guide writes « Status » for « Statut »: both are read.
  ['1.2.250.1.213.1.1.4.13', nos('TRE_A07-StatutVisibiliteDocument'), nos('TRE_A07-StatusVisibiliteDocument')],
  ['1.2.250.1.71.4.2.4', nos('TRE_R02-SecteurActivite')],
  ['1.2.250.1.213.1.6.1.107', nos('TRE_R85-RolePriseCharge')],
  ['1.2.250.1.213.2.2', nos('TRE_R209-TypeActivite')],
  ['2.16.840.1.113883.3.26.1.1', nos('TRE_R307-NCIT'), 'http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl'],
  ['1.2.250.1.213.1.1.4.322', nos('TRE_R308-TAASIP')],
  ['1.2.250.1.71.1.2.7', nos('TRE_G15-ProfessionSante')],
  [
    '1.2.250.1.213.2.5',
    'https://smt.esante.gouv.fr/terminologie-ccam',
    'https://www.atih.sante.fr/plateformes-de-transmission-et-logiciels/logiciels-espace-de-telechargement/id_lot/3550',
  ],
];

const oidOfUrl = new Map(rows.flatMap(([oid, ...urls]) => urls.map((url) => [url, oid] as const)));
const urlOfOid = new Map(rows.map(([oid, url]) => [oid, url!] as const));

const oidUrn = /^urn:oid:([0-2](?:\.(?:0|[1-9]\d*))+)$/;

/** The OID of a system; undefined: an address this table does not have. */
export const systemOid = (system: string): string | undefined => oidUrn.exec(system)?.[1] ?? oidOfUrl.get(system);

/** The systems JDV_J01 takes its codes from (author's specialty of XDS). */
export const authorSpecialtyOids: ReadonlySet<string> = new Set([
  professionSkillOid,
  '1.2.250.1.213.1.1.4.6',
  '1.2.250.1.213.1.6.1.107',
  '1.2.250.1.213.1.6.1.109',
  '1.2.250.1.213.1.6.1.4',
]);

/** How a system is written in FHIR. */
export const systemUrl = (oid: string): string => urlOfOid.get(oid) ?? (/^[a-z]+:/.test(oid) ? oid : `urn:oid:${oid}`);

/** Reads a Coding. A system the table does not have is refused (`SYSTEME_INCONNU`), or kept as its address where any system may stand. */
export function codingOf(coding: Element, unknownSystem: 'refused' | 'kept' = 'refused'): Coded | undefined {
  const code = coding.string('code');
  const system = coding.string('system');
  const display = coding.string('display');
  if (code === undefined) {
    coding.fault('code', 'CHAMP_ABSENT');
    return undefined;
  }
  const oid = system === undefined ? undefined : (systemOid(system) ?? (unknownSystem === 'kept' ? system : undefined));
  if (oid === undefined) {
    coding.fault('system', system === undefined ? 'CHAMP_ABSENT' : 'SYSTEME_INCONNU', system);
    return undefined;
  }
  return { code, system: oid, ...(display === undefined ? {} : { display }) };
}

/** Reads a CodeableConcept: its first coding in a known system, the first of all otherwise. */
export function conceptOf(concept: Element | undefined, unknownSystem: 'refused' | 'kept' = 'refused'): Coded | undefined {
  if (concept === undefined) return undefined;
  const codings = concept.children('coding');
  const known = codings.find((coding) => typeof coding.value['system'] === 'string' && systemOid(coding.value['system']) !== undefined) ?? codings[0];
  if (known !== undefined) return codingOf(known, unknownSystem);
  concept.fault('coding', 'CHAMP_ABSENT');
  return undefined;
}

export interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
}
export interface CodeableConcept {
  readonly coding: readonly Coding[];
}
export const toCoding = ({ code, system, display }: Coded): Coding => ({ system: systemUrl(system), code, ...(display === undefined ? {} : { display }) });
export const toConcept = (coded: Coded): CodeableConcept => ({ coding: [toCoding(coded)] });
