// How a step of the sign-in refuses: a value, turned into a problem (RFC 9457) by the routes. Never says whether a login exists.

import type { Problem } from '@carnet/contract';
import { type LabelLanguage, type SignInCode, retrySentence, signInRules, signInSentences } from '@carnet/contract/wording';
import type { Finding, Instant } from '@carnet/domain/kernel';

export interface SignInRefusal {
  readonly code: SignInCode;
  readonly findings: readonly Finding[];
  /** Nothing will be accepted before. */
  readonly retryAt?: Instant;
}
export type RefusedStep = { readonly ok: false; readonly refusal: SignInRefusal };
export type Step<T> = { readonly ok: true; readonly value: T } | RefusedStep;

export const done = <T>(value: T): Step<T> => ({ ok: true, value });
export const refused = (code: SignInCode, findings: readonly Finding[] = [], retryAt?: Instant): RefusedStep => ({
  ok: false,
  refusal: { code, findings, ...(retryAt === undefined ? {} : { retryAt }) },
});
export const refusedInput = (...findings: Finding[]): RefusedStep => refused('SAISIE_REFUSEE', findings);

const statuses: Readonly<Record<SignInCode, number>> = {
  SAISIE_REFUSEE: 422,
  CONNEXION_EXPIREE: 404,
  ETAPE_INATTENDUE: 409,
  TROP_DE_DEMANDES: 429,
  REQUETE_MALFORMEE: 400,
  COURRIEL_NON_ENVOYE: 502,
  NON_AUTHENTIFIE: 401,
  SERVICE_INDISPONIBLE: 503,
};

export const secondsUntil = (at: Instant, now: Instant): number => Math.max(1, Math.ceil((at - now) / 1_000));

export function problemOf(refusal: SignInRefusal, language: LabelLanguage, now: Instant): Problem {
  const { title, detail } = signInSentences[refusal.code];
  const said = refusal.findings.map(({ rule }) => signInRules[rule]?.[language]).filter((sentence) => sentence !== undefined);
  const retry = refusal.retryAt === undefined ? [] : [retrySentence(secondsUntil(refusal.retryAt, now))[language]];
  return {
    type: `/docs/erreurs#${refusal.code}`,
    status: statuses[refusal.code],
    code: refusal.code,
    title: title[language],
    detail: [said.length === 0 ? detail[language] : said.join(' '), ...retry].join(' '),
    ...(refusal.findings.length === 0 ? {} : { findings: refusal.findings.map((finding) => withText(finding, signInRules[finding.rule]?.[language])) }),
  };
}

const withText = (finding: Finding, text: string | undefined): NonNullable<Problem['findings']>[number] =>
  text === undefined ? finding : { ...finding, text };

/** French unless English is asked for first. */
export const languageOf = (acceptLanguage: string | undefined): LabelLanguage => (/^\s*en\b/i.test(acceptLanguage ?? '') ? 'en' : 'fr');
