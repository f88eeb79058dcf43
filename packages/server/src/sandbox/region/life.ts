// The life of one record, act after act, in memory: what the rules decide of each on the facts of that moment, the lines it leaves in the journal,
// and what it changes. The use cases do the same one by one on the database; tests/database/populate.test.ts holds the two to the same rows.

import {
  type AccessRequest,
  type Action,
  type Actor,
  type Decision,
  type DocumentFacts,
  type DossierFacts,
  type HabilitationMatrix,
  type Policy,
  decide,
  decideAcross,
} from '@carnet/domain/access';
import { type Trace, type TraceContext, type TraceSubject, traceAcross, traceAcrossIn, traceOf } from '@carnet/domain/audit';
import { type DocumentEntry, type EntryUuid, type LogicalId, type SubmissionSet, type SubmissionSetId, oidOfUuid, visibleToAll } from '@carnet/domain/document';
import {
  type Autorisation,
  type AutorisationId,
  type Beneficiaire,
  type Blocage,
  type DossierChoices,
  autorisationIsValid,
  represents,
} from '@carnet/domain/dossier';
import { type PsIdNat, displayName, isMinor, majorityAt } from '@carnet/domain/identity';
import { type Instant, civilDateInParis, instantOf, plusDays, startOfDayInParis } from '@carnet/domain/kernel';
import { classOfType, systemOfType } from '@carnet/domain/terminology';
import { hash } from 'node:crypto';
import { carnetSourceId } from '../../application/own-set.ts';
import type { NewRepresentation, NoticeKind } from '../../ports/index.ts';
import type { FilledDocument, FilledNotice, FilledRecord } from '../../storage/index.ts';
import { type SandboxCda, writeSandboxCda } from '../cda.ts';
import type { Carer } from './carers.ts';
import type { Dice } from './dice.ts';
import type { Inhabitant } from './inhabitants.ts';
import type { Doer } from './lives.ts';
import type { Paper } from './papers.ts';
import type { ReadOnce } from './read-once.ts';

export interface Law {
  readonly policy: Policy;
  readonly matrix: HabilitationMatrix;
}
type Mutable<T> = { -readonly [K in keyof T]: T[K] };
interface KeptDocument extends FilledDocument {
  readonly versions: { entry: DocumentEntry; set: SubmissionSet; line: number }[];
}
/** ITI-105: a set that comes without a uniqueId, which Carnet gives. */
const door = 'fhir' satisfies TraceContext['door'];
/** Of sets sent by a carer's software. */
const softwareSource = '2.25.61214203874501957330116184420197532517';

export class Life implements Doer {
  readonly #person: Inhabitant;
  readonly #dice: Dice;
  readonly #contents: ReadOnce;
  readonly #choices: DossierChoices;
  readonly #treating: Carer | undefined;
  readonly #autorisations: Mutable<Autorisation>[] = [];
  readonly #blocages: Blocage[] = [];
  readonly #representations: NewRepresentation[] = [];
  readonly #documents: KeptDocument[] = [];
  readonly #notices: FilledNotice[] = [];
  readonly #consultations = new Map<PsIdNat, { first: Instant; last: Instant }>();
  readonly #traces: Trace[] = [];
  readonly #unattached: Trace[] = [];

  constructor(
    person: Inhabitant,
    world: { readonly dice: Dice; readonly contents: ReadOnce; readonly choices: DossierChoices; readonly treating: Carer | undefined },
  ) {
    this.#person = person;
    this.#dice = world.dice;
    this.#contents = world.contents;
    this.#choices = world.choices;
    this.#treating = world.treating;
  }

  /** By Carnet itself, as the law has it: the first line; a minor is tied to the parents whose records are open. */
  open({ policy }: Law): void {
    const { id, openedAt: at, parents, traits, titulaire } = this.#person;
    const request = { action: 'create-record', actor: { kind: 'systeme' }, mode: 'normal', at, policy } as const;
    const decision = decideAcross(request);
    const context: TraceContext = { door: 'job', actorName: 'Carnet' };
    this.#unattached.push(traceAcross(request, decision, context));
    this.#traces.push(traceAcrossIn(request, decision, context, id));
    this.#raise('dossier-cree', at, context.actorName, { people: [titulaire] });
    if (!isMinor(traits.birthDate, at)) return;
    for (const parent of parents) {
      const name = displayName(parent.traits);
      const names = { representant: name, titulaire: displayName(traits) };
      this.#representations.push({ personne: parent.titulaire, kind: 'parent', since: at, until: majorityAt(traits.birthDate), names });
      this.#traces.push(traceAcrossIn(request, decision, { ...context, subject: { act: 'parent-tied', name } }, id));
    }
  }

  /** The professional records that the person agrees, for themselves or for their team. */
  agree(law: Law, at: Instant, by: Carer, team: boolean): void {
    if (!this.#act(law, at, by, 'declare-autorisation').granted) return;
    const beneficiaire: Beneficiaire = team ? { kind: 'structure', id: by.structure.id } : { kind: 'professionnel', id: by.professionnel.id };
    const expiresAt = plusDays(at, team ? law.policy.teamAutorisationDays : law.policy.autorisationDays);
    const standing = this.#autorisations.filter((one) => one.beneficiaire.id === beneficiaire.id && autorisationIsValid(one, at));
    if (standing.some((one) => expiresAt - one.expiresAt < 86_400_000)) return;
    for (const one of standing) one.withdrawnAt = at;
    this.#autorisations.push({ id: this.#dice.uuid() as AutorisationId, beneficiaire, declaredAt: at, declaredBy: by.name, expiresAt });
  }

  list(law: Law, at: Instant, by: Carer): void {
    if (this.#act(law, at, by, 'list-documents').granted) this.#consulted(at, by);
  }

  /** The latest document of the record. */
  read(law: Law, at: Instant, by: Carer): void {
    const latest = this.#documents.at(-1);
    if (latest === undefined) return;
    if (this.#act(law, at, by, 'read-document', { document: factsOf(latest) }).granted) this.#consulted(at, by);
  }

  deposit(law: Law, at: Instant, by: Carer, paper: Paper): void {
    const { ins, age } = this.#person;
    const uniqueId = oidOfUuid(this.#dice.uuid());
    const { code, title } = paper;
    const sections = paper.sections({ dice: this.#dice, at, age });
    const { author, structure } = by;
    // Documents say their seconds, and no less.
    const written = instantOf(at - (at % 1_000));
    const cda: SandboxCda = { uniqueId, typeCode: code, title, patient: this.#person, author, structure, at: written, sections };
    const bytes = writeSandboxCda(cda);
    const set: SubmissionSet = {
      uniqueId: oidOfUuid(this.#dice.uuid()),
      sourceId: softwareSource,
      contentType: { code: '07', system: '1.2.250.1.213.2.2' },
      author,
      patient: ins,
      title,
      id: this.#dice.uuid() as SubmissionSetId,
      submittedAt: at,
    };
    const entry: DocumentEntry = {
      uniqueId,
      patient: ins,
      type: { code, system: systemOfType(code) },
      classCode: classOfType(code)!,
      format: { code: 'urn:ihe:iti:xds:2017:mimeTypeSufficient', system: '1.3.6.1.4.1.19376.1.2.3' },
      mimeType: 'text/xml',
      language: 'fr-FR',
      title,
      creationTime: written,
      serviceStart: written,
      authors: [author],
      legalAuthenticator: author,
      facilityType: { code: by.structure.sector, system: '1.2.250.1.71.4.2.4' },
      practiceSetting: { code: hospitals.has(by.structure.sector) ? 'ETABLISSEMENT' : 'AMBULATOIRE', system: '1.2.250.1.213.1.1.4.9' },
      eventCodes: [],
      referenceIds: [],
      visibilite: visibleToAll,
      sha1: hash('sha1', bytes),
      size: bytes.length,
      entryUuid: this.#dice.uuid() as EntryUuid,
      logicalId: this.#dice.uuid() as LogicalId,
      version: 1,
      status: 'Approved',
      depositor: 'professionnel',
      depositedAt: at,
      changedAt: at,
      submissionSetId: set.id,
    };
    const { id: professionnel } = by.professionnel;
    const authorship = { authorIds: [professionnel, professionnel], authorStructures: [by.structure.id, by.structure.id] };
    const declared: KeptDocument = { ...authorship, bytes, content: undefined, door, versions: [{ entry, set, line: this.#traces.length }] };
    if (!this.#act(law, at, by, 'deposit', { document: factsOf(declared), title }).granted) return;
    const visibilite = { ...visibleToAll, masquePs: this.#choices.masksByDefault };
    const kept = { entry: { ...entry, visibilite }, set, line: declared.versions[0]!.line };
    this.#documents.push({ ...declared, content: this.#contents.content(cda), versions: [kept] });
    const people = [this.#person.titulaire, ...this.#representations.filter((one) => represents(one, at)).map(({ personne }) => personne)];
    this.#raise('document-nouveau', at, by.name, { document: entry.logicalId, people });
  }

  /** The patient keeps the latest document from professionals. */
  mask(law: Law, at: Instant): void {
    const latest = this.#documents.at(-1);
    const before = latest?.versions.at(-1);
    if (latest === undefined || before === undefined || before.entry.visibilite.masquePs) return;
    const line = this.#traces.length;
    if (!this.#act(law, at, this.#patient(), 'mask', { document: factsOf(latest) }).granted) return;
    const set: SubmissionSet = {
      id: this.#dice.uuid() as SubmissionSetId,
      uniqueId: oidOfUuid(this.#dice.uuid()),
      sourceId: carnetSourceId,
      contentType: { code: '07', system: '1.2.250.1.213.2.2' },
      submittedAt: at,
      author: { kind: 'systeme', id: carnetSourceId, name: 'Carnet' },
      patient: this.#person.ins,
    };
    const { entry } = before;
    const visibilite = { ...entry.visibilite, masquePs: true };
    latest.versions.push({ entry: { ...entry, visibilite, entryUuid: this.#dice.uuid() as EntryUuid, version: entry.version + 1, changedAt: at }, set, line });
  }

  /** The patient keeps a professional out. */
  block(law: Law, at: Instant, whom: Carer): void {
    const named = { name: whom.name, profession: whom.professionnel.profession };
    const patient = this.#patient();
    if (!this.#act(law, at, patient, 'manage-accesses', { subject: { act: 'blocked', ...named } }).granted) return;
    this.#act(law, at, patient, 'withdraw-autorisation', { subject: { act: 'withdrawn', ...named } });
    for (const one of this.#autorisations) if (one.beneficiaire.id === whom.professionnel.id && autorisationIsValid(one, at)) one.withdrawnAt = at;
    this.#blocages.push({ professionnel: whom.professionnel.id, since: at });
  }

  /** As the database will hold it. */
  record(): FilledRecord {
    const { id, titulaire, ins, traits, openedAt, regime, parents } = this.#person;
    const known = instantOf(Math.min(openedAt, ...parents.map((parent) => parent.openedAt)) - knownBeforeMs);
    return {
      dossier: {
        id,
        titulaire,
        ins,
        formerIns: [],
        traits,
        openedAt,
        choices: this.#choices,
        contact: { telecoms: [] },
        ...(this.#treating === undefined ? {} : { medecinTraitant: this.#treating.professionnel.id }),
        autorisations: this.#autorisations,
        blocages: this.#blocages,
      },
      assure: { regime, since: known, attachedTo: parents.map((parent) => parent.id) },
      ...(this.#treating === undefined ? {} : { treatedSince: startOfDayInParis(civilDateInParis(known)) }),
      representations: this.#representations,
      documents: this.#documents,
      notices: this.#notices,
      consultations: this.#consultations,
      traces: this.#traces,
      unattached: this.#unattached,
    };
  }

  #patient(): { readonly actor: Actor; readonly name: string } {
    return { actor: { kind: 'titulaire', personne: this.#person.titulaire, factors: 2 }, name: displayName(this.#person.traits) };
  }

  #act<A extends Action>(
    { policy, matrix }: Law,
    at: Instant,
    by: Carer | { readonly actor: Actor; readonly name: string },
    action: A,
    about: { readonly document?: DocumentFacts; readonly title?: string; readonly subject?: TraceSubject } = {},
  ): Decision<A> {
    const { document, title, subject } = about;
    const request: AccessRequest<A> = {
      action,
      actor: by.actor,
      mode: 'normal',
      at,
      dossier: this.#facts(by.actor),
      ...(document === undefined ? {} : { document }),
      policy,
      matrix,
    };
    const decision = decide(request);
    const more = { ...(title === undefined ? {} : { documentTitle: title }), ...(subject === undefined ? {} : { subject }) };
    this.#traces.push(traceOf(request, decision, { ...contextOf(by), ...more }));
    return decision;
  }

  #facts(actor: Actor): DossierFacts {
    const { id, titulaire } = this.#person;
    const own = (beneficiaire: Beneficiaire): boolean =>
      actor.kind === 'professionnel' && (beneficiaire.id === actor.id || actor.structures.some((structure) => structure === beneficiaire.id));
    return {
      id,
      life: 'ouvert',
      identity: 'qualifiee',
      titulaire,
      ...(this.#treating === undefined ? {} : { medecinTraitant: this.#treating.professionnel.id }),
      choices: this.#choices,
      administrateurs: [],
      masquages: [],
      autorisations: this.#autorisations.filter(({ beneficiaire }) => own(beneficiaire)),
      blocages: this.#blocages.filter(({ professionnel }) => actor.kind === 'professionnel' && professionnel === actor.id),
    };
  }

  /** The patient is told of a professional's first access. */
  #consulted(at: Instant, { professionnel, name }: Carer): void {
    const known = this.#consultations.get(professionnel.id);
    if (known !== undefined) known.last = at;
    else {
      this.#consultations.set(professionnel.id, { first: at, last: at });
      const people = [this.#person.titulaire, ...this.#representations.filter((one) => represents(one, at)).map(({ personne }) => personne)];
      this.#raise('premier-acces', at, name, { people });
    }
  }

  #raise(kind: NoticeKind, at: Instant, actorName: string, about: Pick<FilledNotice, 'document' | 'people'>): void {
    this.#notices.push({ id: this.#dice.uuid(), kind, at, actorName, ...about });
  }
}

/** The insurer knew them a month before. */
const knownBeforeMs = 30 * 86_400_000;
/** TRE_R02 of establishments. */
const hospitals: ReadonlySet<string> = new Set(['SA01', 'SA17']);

const contextOf = (by: Carer | { readonly actor: Actor; readonly name: string }): TraceContext =>
  'structure' in by ? { door, actorName: by.name, structureName: by.structure.name } : { door: 'patient', actorName: by.name };

function factsOf({ versions, authorIds, authorStructures }: KeptDocument): DocumentFacts {
  const { logicalId, entryUuid, type, status, visibilite, depositor, depositedAt } = versions.at(-1)!.entry;
  return { logicalId, entryUuid, typeCode: type.code, status, visibilite, depositor, depositedAt, authorIds, authorStructures } as DocumentFacts;
}
