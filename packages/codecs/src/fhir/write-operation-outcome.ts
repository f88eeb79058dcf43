// Refusals as OperationOutcome: one issue per finding, each with the FHIRPath of its element, the stable code, the French sentence and its
// English translation. The sentences come from the caller's wording.

import { type Refusal, type RefusalCode } from '@carnet/domain/kernel';

export type IssueType =
  | 'structure'
  | 'required'
  | 'value'
  | 'invariant'
  | 'invalid'
  | 'security'
  | 'login'
  | 'unknown'
  | 'expired'
  | 'forbidden'
  | 'suppressed'
  | 'processing'
  | 'not-supported'
  | 'duplicate'
  | 'not-found'
  | 'too-long'
  | 'code-invalid'
  | 'business-rule'
  | 'conflict'
  | 'transient'
  | 'exception'
  | 'throttled'
  | 'informational';

export interface Sentence {
  readonly fr: string;
  readonly en: string;
}
export interface Issue {
  readonly severity: 'fatal' | 'error' | 'warning' | 'information';
  readonly type: IssueType;
  /** Stable code: a refusal's or a finding's rule. */
  readonly code: string;
  readonly text: Sentence;
  /** FHIRPath of the element at fault. */
  readonly expression?: string;
  readonly diagnostics?: string;
  /** The page that explains it, on this server. */
  readonly page?: string;
}

/** Carnet's own code system of refusals and rules. */
export const refusalSystem = 'urn:carnet:refusal';

export const pageUrl = 'urn:carnet:page';

export const translation = (text: string): object => ({
  extension: [
    {
      url: 'http://hl7.org/fhir/StructureDefinition/translation',
      extension: [
        { url: 'lang', valueCode: 'en' },
        { url: 'content', valueString: text },
      ],
    },
  ],
});

export const writeOperationOutcome = (issues: readonly Issue[]): object => ({
  resourceType: 'OperationOutcome',
  language: 'fr',
  issue: issues.map(({ severity, type, code, text, expression, diagnostics, page }) => ({
    ...(page === undefined ? {} : { extension: [{ url: pageUrl, valueUri: page }] }),
    severity,
    code: type,
    details: { coding: [{ system: refusalSystem, code }], text: text.fr, _text: translation(text.en) },
    ...(diagnostics === undefined ? {} : { diagnostics }),
    ...(expression === undefined ? {} : { expression: [expression] }),
  })),
});

const types: Readonly<Partial<Record<RefusalCode, IssueType>>> = {
  AUTHENTIFICATION_INSUFFISANTE: 'login',
  NON_AUTHENTIFIE: 'login',
  CERTIFICAT_ABSENT: 'login',
  CERTIFICAT_REFUSE: 'security',
  CERTIFICAT_EXPIRE: 'expired',
  CERTIFICAT_REVOQUE: 'security',
  CARTE_INCONNUE: 'unknown',
  JETON_ABSENT: 'login',
  JETON_REFUSE: 'login',
  PORTEE_INSUFFISANTE: 'forbidden',
  VIHF_PERIME: 'expired',
  LOT_SIGNATURE_REFUSEE: 'security',
  AUTORISATION_EXPIREE: 'expired',
  DOSSIER_INEXISTANT: 'not-found',
  PATIENT_INCONNU: 'not-found',
  DOCUMENT_INEXISTANT: 'not-found',
  REQUETE_MALFORMEE: 'structure',
  PARAMETRE_INVALIDE: 'value',
  INS_INVALIDE: 'value',
  CONTENU_TROP_GRAND: 'too-long',
  CONTENU_REFUSE: 'invalid',
  METADONNEES_INCOHERENTES: 'business-rule',
  IDENTIFIANT_DEJA_UTILISE: 'duplicate',
  VERSION_PERIMEE: 'conflict',
  TRANSITION_INTERDITE: 'business-rule',
  NON_PRIS_EN_CHARGE: 'not-supported',
  INVITATION_INVALIDE: 'not-found',
  CARTE_URGENCE_INVALIDE: 'not-found',
  CODE_PARTAGE_INVALIDE: 'not-found',
  AIDANT_IMPOSSIBLE: 'business-rule',
  LIMITE_ATTEINTE: 'business-rule',
  MESURE_REFUSEE: 'value',
  CONTENU_ALTERE: 'transient',
  TROP_DE_DEMANDES: 'throttled',
  ECRITURE_SUSPENDUE: 'transient',
  RECHERCHES_ARRETEES: 'throttled',
  SERVICE_INDISPONIBLE: 'transient',
};

/** The IssueType of a refusal; every refusal of the access rules not named above is `forbidden`. */
export const issueTypeOf = (code: RefusalCode): IssueType => types[code] ?? 'forbidden';

const ruleTypes: readonly (readonly [RegExp, IssueType])[] = [
  [/_ABSENT(?:E)?$|^CHAMP_/, 'required'],
  [/^(?:JSON|XML|BASE64|CDA)_/, 'structure'],
  [/^NON_PRIS_EN_CHARGE$|^EXTENSION_MODIFIANTE$/, 'not-supported'],
  [/_INCONNU$|_HORS_LISTE$/, 'code-invalid'],
  [/_INTROUVABLE$/, 'not-found'],
  [/_TROP_(?:GRAND|PROFOND)$/, 'too-long'],
  [/_FORME$|_CLE$|_OID$/, 'value'],
];
export const issueTypeOfRule = (rule: string): IssueType => ruleTypes.find(([pattern]) => pattern.test(rule))?.[1] ?? 'business-rule';

/** How a caller words a refusal and a finding. */
export interface RefusalWording {
  refusal(code: RefusalCode): Sentence;
  finding(rule: string, given: string | undefined, expected: string | undefined): Sentence;
}

/** The refusal itself, then each finding. `given` values are not repeated in diagnostics: they may be a person's. */
export function issuesOf(refusal: Refusal, wording: RefusalWording): Issue[] {
  const whole: Issue = {
    severity: 'error',
    type: issueTypeOf(refusal.code),
    code: refusal.code,
    text: wording.refusal(refusal.code),
    page: `/docs/erreurs#${refusal.code}`,
  };
  return [
    whole,
    ...refusal.findings.map((finding): Issue => ({
      severity: 'error',
      type: issueTypeOfRule(finding.rule),
      code: finding.rule,
      text: wording.finding(finding.rule, finding.given, finding.expected),
      expression: finding.field,
      diagnostics: finding.field,
      page: `/docs/erreurs#${finding.rule}`,
    })),
  ];
}
