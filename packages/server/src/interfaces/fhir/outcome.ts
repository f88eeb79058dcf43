// How the FHIR door answers: resources as JSON or as XML, refusals as an OperationOutcome that says the refusal's code in words, then
// each finding: where, what was given, what was expected. What was given came from the sender: it is told to nobody else.

import type { FastifyReply } from 'fastify';
import { type RefusalWording, type Sentence, fhirPathOf, issuesOf, writeOperationOutcome, writeXml } from '@carnet/codecs/fhir';
import { findingSentence, refusalDetail, refusalWording } from '@carnet/contract/wording';
import type { Finding, Refusal, RefusalCode } from '@carnet/domain/kernel';
import { httpStatusOf } from '../pipeline/refusal-http.ts';
import { answerForm } from './negotiation.ts';

const wording: RefusalWording = {
  refusal: (code) => ({
    fr: `${refusalWording[code].title.fr}. ${refusalDetail(code, 'fr')}`,
    en: `${refusalWording[code].title.en}. ${refusalDetail(code, 'en')}`,
  }),
  finding: (rule, given, expected) => sentenceOf(rule, given, expected),
};

function sentenceOf(rule: string, given: string | undefined, expected: string | undefined): Sentence {
  const spoken = (value: string | undefined, word: string): string => (value === undefined ? '' : ` ${word} ${value}`);
  return {
    fr: `${findingSentence(rule, 'fr')}${spoken(given, 'Reçu :')}${spoken(expected, 'Attendu :')}`,
    en: `${findingSentence(rule, 'en')}${spoken(given, 'Received:')}${spoken(expected, 'Expected:')}`,
  };
}

/** What was found rather than done. */
export const informationOutcome = (rule: string, field: string): object =>
  writeOperationOutcome([{ severity: 'information', type: 'informational', code: rule, text: sentenceOf(rule, undefined, undefined), diagnostics: field }]);

/** Warnings that go with an answer: parameters that were left out. */
export const warningsOutcome = (findings: readonly Finding[]): object =>
  writeOperationOutcome(
    findings.map(({ field, rule, given, expected }) => ({
      severity: 'warning',
      type: 'not-supported',
      code: rule,
      text: sentenceOf(rule, given, expected),
      expression: field,
      diagnostics: field,
    })),
  );

/** RFC 6750 §3. */
const challenges: Readonly<Partial<Record<RefusalCode, string>>> = {
  JETON_ABSENT: 'Bearer realm="carnet"',
  JETON_REFUSE: 'Bearer realm="carnet", error="invalid_token"',
  PORTEE_INSUFFISANTE: 'Bearer realm="carnet", error="insufficient_scope"',
};

export function sendRefusal(reply: FastifyReply, refusal: Refusal, given?: number): FastifyReply {
  const status = given ?? httpStatusOf[refusal.code];
  const bearer = challenges[refusal.code];
  if (status === 401 || bearer !== undefined) void reply.header('www-authenticate', bearer ?? 'Certificate realm="carnet"');
  if (refusal.retryAfterSeconds !== undefined) void reply.header('retry-after', String(refusal.retryAfterSeconds));
  const findings = refusal.findings.map((finding) => ({ ...finding, field: fhirPathOf(finding.field) }));
  return sendResource(reply.code(status), writeOperationOutcome(issuesOf({ ...refusal, findings }, wording)));
}

/** In the form that is preferred; in JSON where neither is wanted, which is then what the refusal says. */
export const sendResource = (reply: FastifyReply, resource: object): FastifyReply => {
  const form = answerForm(reply.request) ?? 'json';
  return reply
    .type(`application/fhir+${form}; charset=utf-8`)
    .header('cache-control', 'private, no-store')
    .send(form === 'xml' ? writeXml(resource) : JSON.stringify(resource));
};

/** What a codec could not read, as the refusal its worst finding calls for. */
export function refusalOfFindings(findings: readonly Finding[], otherwise: RefusalCode): Refusal {
  const code = codeByRule.find(([pattern]) => findings.some(({ rule }) => pattern.test(rule)))?.[1] ?? otherwise;
  return { code, findings };
}

const codeByRule: readonly (readonly [RegExp, RefusalCode])[] = [
  [/^CONTENU_NON_FHIR$/, 'CONTENU_REFUSE'],
  [/^JSON_|^RESSOURCE_INATTENDUE$/, 'REQUETE_MALFORMEE'],
  // PDSm: what may not be changed is answered 405.
  [/^CHAMP_NON_MODIFIABLE$/, 'NON_PRIS_EN_CHARGE'],
  [/^INS_(?:CLE|FORME|OID)$/, 'INS_INVALIDE'],
  [/^(?:XML_|CDA_|BASE64_|TYPE_MIME_FAUX$|CONTENU_NON_CDA$|CONTENU_VIDE$|MEDIA_TYPE$)/, 'CONTENU_REFUSE'],
  [/^CONTENU_TROP_GRAND$/, 'CONTENU_TROP_GRAND'],
];
