// A refusal as HL7 v3 says it, where the standard has the words: an acknowledgement that is not AA, with a code and a sentence for each finding.
// The codes are the DMP's where it has one, so that its software branches on them; ours otherwise.

import type { Acknowledgement, AcknowledgementDetail } from '@carnet/codecs/hl7v3';
import { findingSentence, refusalDetail, refusalWording } from '@carnet/contract/wording';
import { type Finding, type Refusal, accessRefusalCodes } from '@carnet/domain/kernel';

/** What software of the DMP knows these situations by. */
const dmpCodes: Readonly<Record<string, string>> = { DOSSIER_DEJA_OUVERT: 'DMPFound', DOSSIER_DEJA_FERME: 'DMPClosed', DOSSIER_FERME: 'DMPClosed' };

const detailOf = ({ field, rule, given, expected }: Finding): AcknowledgementDetail => ({
  code: dmpCodes[rule] ?? rule,
  text: `${findingSentence(rule, 'fr')} (${field}${given === undefined ? '' : `, reçu : ${given}`}${expected === undefined ? '' : `, attendu : ${expected}`})`,
});

export const acknowledgementOf = ({ code, findings }: Refusal): Acknowledgement => ({
  kind: 'AE',
  details: findings.length > 0 ? findings.map(detailOf) : [{ code, text: `${refusalWording[code].title.fr}. ${refusalDetail(code, 'fr')}` }],
});

/** What the message is at fault for, and only that: who may not, and what is away, is a SOAP fault. */
export const isOfMessage = ({ code }: Refusal): boolean =>
  !(accessRefusalCodes as readonly string[]).includes(code) &&
  !['RECHERCHES_ARRETEES', 'SERVICE_INDISPONIBLE', 'ECRITURE_SUSPENDUE', 'TROP_DE_DEMANDES', 'CONTENU_ALTERE'].includes(code);

/** Whom a message is about is whom its assertion is about. */
export const otherPatient = (field: string): Refusal => ({ code: 'METADONNEES_INCOHERENTES', findings: [{ field, rule: 'PATIENT_HORS_ASSERTION' }] });
