// Who did what to which record, when, in which capacity, and what was answered (R.1111-43 CSP; docs/sources.md §7).
// A trace is built from a decision, never by hand, and never changed.

import type { Decision, DecisionAcross, Denied } from '../access/decide.ts';
import type { AccessRequest, Action, ActionAcross, Actor, Authentication, Mode, RequestAcross } from '../access/request.ts';
import type { DossierChoices, DossierId, PersonneId } from '../dossier/dossier.ts';
import type { LogicalId } from '../document/ids.ts';
import type { Brand } from '../kernel/brand.ts';
import type { Instant } from '../kernel/instant.ts';
import type { RefusalCode } from '../kernel/refusal-codes.ts';
import type { AccessAct } from '../terminology/access-acts.ts';
import type { Space } from '../terminology/types.ts';

export type TraceId = Brand<string, 'TraceId'>;

/** What the door knows of the act beside the decision. Names are kept as they were on that day. */
export interface TraceContext {
  readonly door: 'fhir' | 'soap' | 'patient' | 'professional' | 'feed' | 'job' | 'sandbox';
  /** Name of the person or structure as it will be read in the journal. */
  readonly actorName: string;
  readonly structureName?: string;
  /** Free text given by the professional (bris de glace), or who recorded the agreement. */
  readonly reason?: string;
  readonly software?: string;
  /** By what a health professional came DIRECTE, where it was not with their card in a reader. */
  readonly means?: 'PRO_SANTE_CONNECT';
  /** The service of care that was opened from the record, and reads with this person's rights (ADR 31). */
  readonly service?: string;
  /** Title of the document, so that the journal still names it once it is gone. */
  readonly documentTitle?: string;
  readonly subject?: TraceSubject;
  /** Of the answer (header `X-Request-Id`): what a person who was refused can quote. Undefined: nobody asked. */
  readonly requestId?: string;
}

/**
 * How sure it was who acted: factors of a person (a passkey, CLE_D_ACCES, is two), own card (DIRECTE, or PRO_SANTE_CONNECT, which is worth the same), a structure's word
 * (INDIRECTE_RENFORCEE) or certificate, a paired service's token.
 */
export type TraceAuthentication =
  | Authentication
  | 'PRO_SANTE_CONNECT'
  | 'AUCUNE'
  | 'UN_FACTEUR'
  | 'DEUX_FACTEURS'
  | 'CLE_D_ACCES'
  | 'CERTIFICAT_DE_STRUCTURE'
  | 'JETON'
  | 'INTERNE';

/** What is done to a patient's account is a line of their journal too: who came in, who tried, when it was closed for a while, a new password, a passkey. */
export const accountActions = ['sign-in', 'change-password', 'add-passkey', 'remove-passkey'] as const;
export type AccountAction = (typeof accountActions)[number];
export const isAccountAction = (action: string): action is AccountAction => (accountActions as readonly string[]).includes(action);
export const signInFaults = [
  'IDENTIFIANTS_REFUSES',
  'CODE_REFUSE',
  'AGE_INSUFFISANT',
  'TROP_DE_TENTATIVES',
  'CLE_REFUSEE',
  'CLE_SANS_VERIFICATION',
  'CLE_COMPTEUR',
] as const;
export type SignInFault = (typeof signInFaults)[number];

/** Why nobody came in by Pro Santé Connect: what the provider said, what its answer lacked, or whom it named. */
export const connectFaults = [
  'PSC_DEMANDE_PERDUE',
  'PSC_REFUSE',
  'PSC_EXPIRE',
  'PSC_INDISPONIBLE',
  'PSC_REPONSE_REFUSEE',
  'PSC_NIVEAU_INSUFFISANT',
  'PSC_IDENTITE_DISCORDANTE',
  'PSC_INCONNU',
  'PSC_SUSPENDU',
  'PSC_PROFESSION_DISCORDANTE',
  'PSC_SANS_ACTIVITE',
] as const;
export type ConnectFault = (typeof connectFaults)[number];

/** Why nobody came in by their establishment: its address was opened twice or late; or what was refused to its software. */
export type AirFault = 'AIR_LIEN_PERDU' | RefusalCode;

/** Whom an act on accesses lets in or keeps out, and from what. Names are kept as they were on that day. */
export interface TraceSubject {
  readonly act: AccessAct;
  /** A profession has a code and no name. */
  readonly name?: string;
  readonly profession?: string;
  readonly space?: Space;
  /** Exclusive. */
  readonly until?: Instant;
  readonly choices?: Partial<DossierChoices>;
}

export interface Trace extends TraceContext {
  readonly at: Instant;
  readonly action: Action | ActionAcross | AccountAction;
  readonly outcome: 'granted' | 'refused';
  /** The row that refused; of an act on the account, what was wrong with it. */
  readonly rule?: Denied['rule'] | SignInFault | ConnectFault | AirFault | 'RECHERCHES_ARRETEES';
  readonly mode: Mode;
  /** Undefined: the record asked for does not exist. */
  readonly dossier?: DossierId;
  readonly document?: LogicalId;
  readonly typeCode?: string;
  readonly actorKind: Actor['kind'];
  readonly actorId: string;
  readonly profession?: string;
  readonly structureId?: string;
  readonly authentication: TraceAuthentication;
  /** Connexion secrète: representatives never read this line (R.1111-50 CSP). */
  readonly secret?: true;
}

/** A line as the journal holds it: without `authentication`, it is older than that column. */
export type KeptTrace = Omit<Trace, 'authentication'> & { readonly id: TraceId; readonly authentication?: TraceAuthentication };

/** The name a trace gives to what acts without being anybody. */
const systemeId = 'carnet';
export const actorId = (actor: Actor): string => ('personne' in actor ? actor.personne : actor.kind === 'systeme' ? systemeId : actor.id);

/** Made from the decision about one record. */
export function traceOf<A extends Action>(request: AccessRequest<A>, decision: Decision<A>, context: TraceContext): Trace {
  const { document, dossier } = request;
  const secret = request.secret === true || isHiddenAct(request);
  return {
    ...whoAndWhat(request, decision, context),
    ...(dossier === undefined ? {} : { dossier: dossier.id }),
    ...(document?.logicalId === undefined ? {} : { document: document.logicalId }),
    ...(document === undefined ? {} : { typeCode: document.typeCode }),
    ...(secret ? { secret } : {}),
  };
}

/** About a document hidden from the representatives on that day: so is the line, even once the document is shown or destroyed. Theirs are their own. */
const isHiddenAct = ({ actor, document }: AccessRequest): boolean =>
  document?.visibilite.invisibleRepresentants === true && actor.kind !== 'representant' && actor.kind !== 'aidant';

export interface AccountAct {
  readonly action: AccountAction;
  readonly at: Instant;
  /** Undefined: no account has this login. The line is written all the same, so that the time of the answer tells nobody. */
  readonly holder: { readonly personne: PersonneId; readonly dossier: DossierId; readonly displayName: string } | undefined;
  /** Names who tries an account that does not exist: nothing but the sign-in, or the request, itself. */
  readonly uid: string;
  /** Undefined: it was right. */
  readonly fault?: SignInFault;
  /** What had been given and was right. */
  readonly authentication: 'AUCUNE' | 'UN_FACTEUR' | 'DEUX_FACTEURS' | 'CLE_D_ACCES';
  readonly requestId?: string;
}

export const traceOfAccountAct = ({ action, at, holder, uid, fault, authentication, requestId }: AccountAct): Trace => ({
  at,
  action,
  outcome: fault === undefined ? 'granted' : 'refused',
  ...(fault === undefined ? {} : { rule: fault }),
  mode: 'normal',
  ...(holder === undefined ? {} : { dossier: holder.dossier }),
  actorKind: 'titulaire',
  actorId: holder?.personne ?? uid,
  actorName: holder?.displayName ?? '',
  door: 'patient',
  authentication,
  ...(requestId === undefined ? {} : { requestId }),
});

export interface ConnectAct {
  readonly at: Instant;
  /** Undefined: the answer named nobody that could be believed. */
  readonly professionnel: { readonly id: string; readonly name: string; readonly profession?: string } | undefined;
  readonly fault?: ConnectFault;
  readonly requestId: string;
}

/** A sign-in by Pro Santé Connect: a line of no record, in the chain of who came, or of the request when nobody was named. */
export const traceOfConnect = ({ professionnel, ...act }: ConnectAct): Trace =>
  traceOfComing({ ...act, professionnel, profession: professionnel?.profession, means: 'PRO_SANTE_CONNECT' });

export interface AirAct {
  readonly at: Instant;
  /** Undefined: nobody came. */
  readonly professionnel?: { readonly id: string; readonly name: string };
  readonly profession?: string;
  readonly structure?: { readonly id: string; readonly name: string };
  readonly software?: string;
  readonly fault?: AirFault;
  readonly requestId: string;
}

/** A sign-in by one's establishment: a line of no record, as that by Pro Santé Connect. */
export const traceOfAir = (act: AirAct): Trace => traceOfComing({ ...act, means: 'INDIRECTE_RENFORCEE' });

interface Coming extends Omit<AirAct, 'professionnel' | 'profession' | 'fault'> {
  readonly profession?: string | undefined;
  readonly professionnel?: AirAct['professionnel'] | undefined;
  readonly fault?: ConnectFault | AirFault;
  readonly means: NonNullable<Trace['authentication']>;
}
const traceOfComing = ({ at, professionnel, profession, structure, software, fault, requestId, means }: Coming): Trace => ({
  at,
  action: 'sign-in',
  outcome: fault === undefined ? 'granted' : 'refused',
  ...(fault === undefined ? {} : { rule: fault }),
  mode: 'normal',
  actorKind: 'professionnel',
  actorId: professionnel?.id ?? requestId,
  actorName: professionnel?.name ?? '',
  ...(profession === undefined ? {} : { profession }),
  ...(structure === undefined ? {} : { structureId: structure.id, structureName: structure.name }),
  ...(software === undefined ? {} : { software }),
  door: 'professional',
  authentication: professionnel === undefined ? 'AUCUNE' : means,
  requestId,
});

/** Made from the decision about an act that concerns no single record. */
export const traceAcross = <A extends ActionAcross>(request: RequestAcross<A>, decision: DecisionAcross<A>, context: TraceContext): Trace =>
  whoAndWhat(request, decision, context);

/** The same in the journal of one record that the act concerned: one that was created, or found by its traits. */
export const traceAcrossIn = <A extends ActionAcross>(
  request: RequestAcross<A>,
  decision: DecisionAcross<A>,
  context: TraceContext,
  dossier: DossierId,
): Trace => ({
  ...traceAcross(request, decision, context),
  dossier,
});

/** Made when look-ups by INS are stopped: a line of no record, in the chain of who is stopped. */
export const traceOfStop = (
  request: Pick<AccessRequest, 'actor' | 'at' | 'mode'> & { readonly action: Action | ActionAcross },
  context: TraceContext,
): Trace => ({
  ...whoAndWhat(request, { granted: true }, context),
  outcome: 'refused',
  rule: 'RECHERCHES_ARRETEES',
});

function whoAndWhat(
  { actor, action, at, mode }: Pick<AccessRequest, 'actor' | 'at' | 'mode'> & { readonly action: Action | ActionAcross },
  decision: { readonly granted: true } | Denied,
  { means, ...context }: TraceContext,
): Trace {
  const authentication = authenticationOf(actor);
  const structureId = actor.kind === 'structure' || actor.kind === 'assurance-maladie' ? actor.id : 'structure' in actor ? actor.structure?.id : undefined;
  return {
    ...context,
    at,
    action,
    outcome: decision.granted ? 'granted' : 'refused',
    ...(decision.granted ? {} : { rule: decision.rule }),
    mode,
    actorKind: actor.kind,
    actorId: actorId(actor),
    ...(actor.kind === 'professionnel' ? { profession: actor.profession } : {}),
    ...(structureId === undefined ? {} : { structureId }),
    authentication: authentication === 'DIRECTE' ? (means ?? authentication) : authentication,
  };
}

function authenticationOf(actor: Actor): TraceAuthentication {
  switch (actor.kind) {
    case 'professionnel':
    case 'secretariat':
      return actor.authentication;
    case 'pilotage':
    case 'exploitation':
    case 'controle':
    case 'guichet':
      return 'DIRECTE';
    case 'structure':
    case 'assurance-maladie':
      return 'CERTIFICAT_DE_STRUCTURE';
    case 'service-tiers':
      return 'JETON';
    case 'systeme':
      return 'INTERNE';
    case 'titulaire':
    case 'representant':
    case 'aidant':
    case 'ayant-droit':
      return actor.factors === 2 ? 'DEUX_FACTEURS' : 'UN_FACTEUR';
  }
}
