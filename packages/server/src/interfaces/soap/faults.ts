// Refusals as SOAP faults: the code software of the national DMP branches on, ours beside it, each finding in French and in English, and the
// page that explains. SOAP 1.2 part 2 §7.5.1 gives the HTTP status: what the sender can mend is a 400, what only time mends a 503.

import { type Fault, type Misread, type Subcode, carnetElement } from '@carnet/codecs/soap';
import { element, text } from '@carnet/codecs/xml';
import { findingSentence, refusalDetail, refusalWording } from '@carnet/contract/wording';
import { type Finding, type Refusal, type RefusalCode, accessRefusalCodes } from '@carnet/domain/kernel';
import { httpStatusOf } from '../pipeline/refusal-http.ts';
import { securityFaults } from './security-faults.ts';

/** What a fault says beside the refusal. */
export interface Told {
  /** Where codes are explained; the code is its fragment. */
  readonly page: string;
  readonly requestId: string;
}

const isAccess = (code: RefusalCode): boolean => (accessRefusalCodes as readonly RefusalCode[]).includes(code);

/** Those of the national DMP stand in the namespace of SOAP itself. Ours where there is no other. */
function subcodeOf(code: RefusalCode): Subcode {
  const security = securityFaults[code];
  if (security !== undefined) return security.startsWith('wsse:') ? (security as Subcode) : `env:${security}`;
  return isAccess(code) ? 'env:DMPAccessDeniedByRightsService' : `carnet:${code}`;
}

/** HTTP statuses with a meaning of their own for whoever stands between; every other fault of the sender's is a 400. */
const ownStatuses = [413, 429, 503];

export const statusOf = (code: RefusalCode): number => (ownStatuses.includes(httpStatusOf[code]) ? httpStatusOf[code] : 400);

export function faultOfRefusal(refusal: Refusal, told: Told): Fault {
  const { code, findings } = refusal;
  return {
    code: httpStatusOf[code] === 503 ? 'Receiver' : 'Sender',
    subcodes: [subcodeOf(code)],
    findings,
    ...inWords(code, findings, told),
  };
}

export function faultOfMisread(misread: Misread, told: Told): { readonly fault: Fault; readonly status: number } {
  const code = refusalOf(misread);
  const subcodes: readonly Subcode[] = misread.subcodes.length > 0 || misread.code !== 'Sender' ? misread.subcodes : [`carnet:${code}`];
  return { fault: { ...misread, subcodes, ...inWords(code, misread.findings, told) }, status: statusOf(code) };
}

const refusalOf = ({ subcodes, findings }: Misread): RefusalCode => {
  if (subcodes.includes('wsa:ActionNotSupported')) return 'NON_PRIS_EN_CHARGE';
  return findings.some(({ rule }) => rule === 'XML_TROP_GRAND') ? 'CONTENU_TROP_GRAND' : 'REQUETE_MALFORMEE';
};

function inWords(code: RefusalCode, findings: readonly Finding[], { page, requestId }: Told): Pick<Fault, 'reason' | 'detail'> {
  const { title } = refusalWording[code];
  return {
    reason: { fr: `${title.fr}. ${refusalDetail(code, 'fr')}`, en: `${title.en}. ${refusalDetail(code, 'en')}` },
    detail: carnetElement('refusal', { code, page: `${page}#${code}`, request: requestId }, findings.map(findingMarkup)),
  };
}

const findingMarkup = ({ field, rule, given, expected }: Finding) =>
  element(
    'carnet:finding',
    { field, rule, given, expected },
    ...(['fr', 'en'] as const).map((language) => element('carnet:text', { 'xml:lang': language }, text(findingSentence(rule, language)))),
  );
