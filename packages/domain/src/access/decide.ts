// The decision: the table of rules read in order, and the permit that only a favourable decision makes.
// Total and pure: same request, same answer; no I/O, no clock, no exception.

import type { AccessRequest, Action, ActionAcross, Actor, DocumentFacts, DossierFacts, Mode, RequestAcross } from './request.ts';
import type { DossierId } from '../dossier/dossier.ts';
import type { Instant } from '../kernel/instant.ts';
import type { AccessRefusalCode, RefusalCode } from '../kernel/refusal-codes.ts';
import type { HabilitationMatrix } from './habilitation.ts';
import { autorisationOf, isMedecinTraitant } from './roles.ts';
import { type Rule, onMeasures, rules, rulesAcross } from './rules.ts';
import { blocageHolds, type AutorisationStatus } from '../dossier/dossier.ts';

declare const granted: unique symbol;

/**
 * The right to do one thing to one record, now. Every store method that yields or changes health data asks for one.
 * Cannot be built outside this file: the brand is not exported.
 */
export interface Permit<A extends Action> {
  readonly [granted]: A;
  readonly action: A;
  readonly actor: Actor;
  readonly mode: Mode;
  readonly at: Instant;
  readonly dossier: DossierFacts;
  /** The document the permit is for; a permit for a list has none and is narrowed row by row. */
  readonly document?: DocumentFacts;
  readonly secret: boolean;
  readonly matrix: HabilitationMatrix;
  /** Of records that are one person's: the right to each of those it is given for, this one among them. */
  readonly parts?: readonly Permit<A>[];
}

/** The right to ask one thing that concerns no single record. */
export interface PermitAcross<A extends ActionAcross> {
  readonly [granted]: A;
  readonly action: A;
  readonly actor: Actor;
  readonly mode: Mode;
  readonly at: Instant;
}

/** Which act this permit is for, where it may be for one of several. */
export const permits = <A extends Action>(permit: Permit<Action>, action: A): permit is Permit<A> => permit.action === action;

/** What the law asks for once access is given. */
export type Obligation = 'trace' | 'notify-first-access' | 'notify-emergency' | 'banner';

export interface Granted<A extends Action> {
  readonly granted: true;
  readonly permit: Permit<A>;
  readonly obligations: readonly Obligation[];
}
export interface Denied {
  readonly granted: false;
  /** The row that refused, or `DOCUMENT_INEXISTANT` where the record has no such document: what the trace keeps. */
  readonly rule: AccessRefusalCode | 'DOCUMENT_INEXISTANT';
  /** What the caller reads. */
  readonly shown: RefusalCode;
}
export type Decision<A extends Action> = Granted<A> | Denied;
export type DecisionAcross<A extends ActionAcross> = { readonly granted: true; readonly permit: PermitAcross<A> } | Denied;

/** True where this row refuses this request, emergency taken into account. */
export const ruleRefuses = (rule: Rule, request: AccessRequest): boolean =>
  rule.refuses(request) && !(rule.level === 'liftable' && rule.liftedBy?.(request) === true);

/** Reads the table. The record's absence, and every missing fact, refuses. */
export function decide<A extends Action>(request: AccessRequest<A>): Decision<A> {
  const parts = request.dossier?.fusion?.parts;
  return parts === undefined ? decideOne(request) : decideEach(request, parts);
}

/** Records that are one person's: what is granted for one is granted for that one. The survivor's refusal is everybody's where all refuse. */
function decideEach<A extends Action>(request: AccessRequest<A>, parts: readonly DossierFacts[]): Decision<A> {
  const decisions = parts.map((dossier) => decideOne({ ...request, dossier }));
  const allowed = decisions.filter((decision) => decision.granted);
  const first = allowed[0];
  if (first === undefined) return decisions[0]!;
  return { ...first, permit: { ...first.permit, parts: allowed.map(({ permit }) => permit) } };
}

function decideOne<A extends Action>(request: AccessRequest<A>): Decision<A> {
  const refusing = rules.find((rule) => ruleRefuses(rule, request));
  if (refusing !== undefined) return { granted: false, rule: refusing.code, shown: shownTo(request, refusing) };
  const { action, actor, mode, at, dossier, document, secret = false, matrix } = request;
  // Rule 200 has refused an absent record: this is unreachable, and refuses all the same.
  if (dossier === undefined) return { granted: false, rule: 'DOSSIER_INEXISTANT', shown: 'DOSSIER_INEXISTANT' };
  const permit = { action, actor, mode, at, dossier, secret, matrix, ...(document === undefined ? {} : { document }) } as Permit<A>;
  return { granted: true, permit, obligations: obligationsOf(request) };
}

/** Reads the rows that hold before there is a record. */
export function decideAcross<A extends ActionAcross>(request: RequestAcross<A>): DecisionAcross<A> {
  const refusing = rulesAcross.find(({ refuses }) => refuses(request));
  if (refusing !== undefined) return { granted: false, rule: refusing.code, shown: refusing.code };
  const { action, actor, mode, at } = request;
  return { granted: true, permit: { action, actor, mode, at } as PermitAcross<A> };
}

/** What the caller reads of a refusal: never that something exists which they could not read. What they bring themselves, they know. */
function shownTo(request: AccessRequest, { code, shownAs, hidesDocument }: Rule): RefusalCode {
  if (shownAs !== undefined) return typeof shownAs === 'string' ? shownAs : shownAs(request);
  if (hidesDocument !== true || request.document === undefined || request.action === 'deposit') return code;
  const reading = onMeasures.includes(request.action) ? 'read-measures' : 'read-document';
  return decide({ ...request, action: reading }).granted ? code : 'DOCUMENT_INEXISTANT';
}

const consultations: readonly Action[] = ['list-documents', 'read-document', 'read-measures'];

/** What a favourable decision obliges to. Consulting is announced; every access is traced. */
export function obligationsOf({ actor, action, mode }: Pick<Permit<Action>, 'actor' | 'action' | 'mode'>): readonly Obligation[] {
  if (actor.kind !== 'professionnel' || !consultations.includes(action)) return ['trace'];
  return mode === 'normal' ? ['trace', 'notify-first-access'] : ['trace', 'notify-emergency', 'banner'];
}

/** Whether a row of a list belongs to it: the table again, with the row's own facts. */
export function rowIsVisible(
  permit: Permit<'list-documents' | 'read-measures' | 'export-record'>,
  document: DocumentFacts,
  policy: AccessRequest['policy'],
): boolean {
  const { action, actor, mode, at, dossier, matrix } = permit;
  const request: AccessRequest = { action, actor, mode, at, dossier, document, policy, matrix };
  return !rules.some((rule) => ruleRefuses(rule, request));
}

export interface RuleOutcome {
  readonly rule: Rule;
  readonly outcome: 'refuses' | 'lifted' | 'passes' | 'not reached';
}

/** Every row in order with what it did: for `npm run explain` and for "why was this refused?". */
export function explain(request: AccessRequest): readonly RuleOutcome[] {
  let decided = false;
  return rules.map((rule) => {
    if (decided) return { rule, outcome: 'not reached' };
    if (!rule.refuses(request)) return { rule, outcome: 'passes' };
    if (!ruleRefuses(rule, request)) return { rule, outcome: 'lifted' };
    decided = true;
    return { rule, outcome: 'refuses' };
  });
}

/** No such document in this record: refused with the words of a document one may not see, so that neither betrays the other. */
export const documentUnknown: Denied = { granted: false, rule: 'DOCUMENT_INEXISTANT', shown: 'DOCUMENT_INEXISTANT' };

/** What TD0.2 says of the caller's own authorisation. The médecin traitant is always VALIDE. */
export function autorisationStatus(dossier: DossierFacts, actor: Actor, at: Instant): AutorisationStatus {
  if (dossier.blocages.some((blocage) => blocageHolds(blocage, at))) return 'INTERDIT';
  if (actor.kind === 'professionnel' && isMedecinTraitant(actor, dossier)) return 'VALIDE';
  return ({ valid: 'VALIDE', ended: 'EXPIREE', none: 'NON_EXISTE' } as const)[autorisationOf(actor, dossier, at)];
}

/** One permit for each record this one is given for. */
export const eachPart = <A extends Action>(permit: Permit<A>): readonly Permit<A>[] => permit.parts ?? [permit];

/** The record a permit is for. */
export const dossierOf = (permit: Permit<Action>): DossierId => permit.dossier.id;
