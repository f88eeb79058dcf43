// Plays the stories through the doors. A play begins with those who deposited taking their documents back, so that it finds the person as the first
// did; a step that is not what the story says stops it, says why, and may be tried again.

import { type DocumentAddress, documentResourceId, parseDocumentResourceId } from '@carnet/codecs/fhir';
import { parseInsiAnswer, writeInsiQuestion } from '@carnet/codecs/insi';
import { depositedSchema, dossierStatusSchema, readingViewSchema } from '@carnet/contract';
import { type LabelLanguage, type StoryFault, storiesPageWording } from '@carnet/contract/wording';
import { type Instant, civilDateInParis } from '@carnet/domain/kernel';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { newId } from '../../../new-id.ts';
import type { ReceivedMail } from '../../../ports/index.ts';
import type { SandboxPatient } from '../../../sandbox/patients.ts';
import type { People } from '../../../sandbox/people.ts';
import { diceOf } from '../../../sandbox/region/dice.ts';
import { alone, writeSample } from '../sample.ts';
import type { TryPlace } from '../try-send.ts';
import { stories } from './all.ts';
import { type Answered, Doors, type Exchange } from './doors.ts';
import { ToldSoftware } from './software.ts';
import type { Act, Step, Story } from './story.ts';

export interface PlayPlace extends TryPlace {
  readonly people: People;
  readonly clock: { readonly now: () => Instant };
  readonly mail: (to: string | undefined) => Promise<readonly ReceivedMail[]>;
  /** POSTs to the téléservice INSi of the sandbox. */
  readonly askInsi: (question: string) => Promise<{ readonly status: number; readonly body: Buffer }>;
}
export interface StepResult {
  readonly fault?: StoryFault;
  /** What the door said of a refusal, expected or not. */
  readonly reason?: NonNullable<Answered['reason']>;
  readonly status?: number;
  readonly exchanges: readonly Exchange[];
  readonly milliseconds: number;
}
export interface PlayState {
  /** Of the first steps of the story, in their order. */
  readonly results: readonly StepResult[];
  /** Once known: the record, and its documents by the step that deposited them. */
  readonly dossier: string | undefined;
  readonly documents: ReadonlyMap<string, string>;
}
type Outcome = Pick<StepResult, 'fault' | 'reason' | 'status'>;

/** Features A185: found, opened and read in so long. */
const emergencyMilliseconds = 30_000;
const patienceMilliseconds = 15_000;
const held: Outcome = {};
const untouched: PlayState = { results: [], dossier: undefined, documents: new Map() };

export class Plays {
  readonly #place: PlayPlace;
  readonly #software: ToldSoftware;
  readonly #plays = new Map<string, Play>();
  /** One at a time: they share people. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(place: PlayPlace) {
    this.#place = place;
    this.#software = new ToldSoftware(place.materialDirectory);
  }

  stateOf = ({ name }: Story): PlayState => this.#plays.get(name) ?? untouched;

  /** From the beginning when nothing was played, or when it was played whole. */
  play(story: Story, how: 'next' | 'all' | 'again', language: LabelLanguage): Promise<void> {
    const played = this.#turn.then(async () => {
      const former = this.#plays.get(story.name);
      const play = former === undefined || how === 'again' || former.isWhole() ? new Play(story, this.#place, this.#software) : former;
      this.#plays.set(story.name, play);
      await play.advance(how === 'next' ? 1 : story.steps.length, language);
    });
    this.#turn = played.catch(() => undefined);
    return played;
  }

  /** The sandbox begins anew: so do its stories. */
  forget(): void {
    this.#plays.clear();
  }
  close(): Promise<void> {
    return this.#software.close();
  }
}

interface Subscribed {
  readonly name: string;
  readonly secret: string;
}
const createdSchema = z.object({ id: z.string() });
const subscriptionSchema = z.object({ id: z.string(), extension: z.array(z.object({ valueBase64Binary: z.string() })).min(1) });
const statusSchema = z.object({ status: z.string() });
const bundleSchema = z.object({ entry: z.array(z.object({ resource: z.looseObject({ resourceType: z.string(), id: z.string() }) })).default([]) });
const documentsSchema = z.object({ documents: z.array(z.object({ id: z.string() })) });

class Play implements PlayState {
  readonly results: StepResult[] = [];
  readonly documents = new Map<string, string>();
  dossier: string | undefined;
  readonly #story: Story;
  readonly #place: PlayPlace;
  readonly #doors: Doors;
  readonly #software: ToldSoftware;
  readonly #patient: SandboxPatient;
  readonly #subscribed = new Map<string, Subscribed>();
  #begunAt: Instant | undefined;

  constructor(story: Story, place: PlayPlace, software: ToldSoftware) {
    this.#story = story;
    this.#place = place;
    this.#doors = new Doors(place);
    this.#software = software;
    this.#patient = place.people.patients.find(({ key }) => key === story.patient)!;
  }

  isWhole(): boolean {
    return this.results.length === this.#story.steps.length && this.results.every(({ fault }) => fault === undefined);
  }

  async advance(count: number, language: LabelLanguage): Promise<void> {
    this.#doors.language = language;
    if (this.#begunAt === undefined) {
      await this.#begin();
      this.#begunAt = this.#place.clock.now();
    }
    if (this.results.at(-1)?.fault !== undefined) this.results.pop();
    const last = Math.min(this.results.length + count, this.#story.steps.length);
    while (this.results.length < last) {
      const result = await this.#played(this.#story.steps[this.results.length]!);
      this.results.push(result);
      if (result.fault !== undefined) return;
    }
  }

  async #played({ name, by, act }: Step): Promise<StepResult> {
    const begun = performance.now();
    this.#doors.taken();
    const outcome = await this.#does(act, by ?? '', name).catch((): Outcome => ({ fault: 'silent' }));
    return { ...outcome, exchanges: this.#doors.taken(), milliseconds: Math.round(performance.now() - begun) };
  }

  /** Everybody takes back what they deposited, and ends the access they have of their own. */
  async #begin(): Promise<void> {
    // Of every story of this person: two of them are Laura's.
    const steps = stories.filter(({ patient }) => patient === this.#story.patient).flatMap((story) => story.steps);
    const by = (does: (act: Act) => boolean): ReadonlySet<string> =>
      new Set(steps.flatMap((step) => (step.by !== undefined && does(step.act) ? [step.by] : [])));
    const found = await this.#doors.app(this.#patient.medecinTraitant!, 'POST', '/dossiers/search', {
      ins: this.#patient.ins.matricule,
      oid: this.#patient.ins.oid,
    });
    this.dossier = dossierStatusSchema.parse(found.json).dossierId!;
    const deposited = await this.#doors.fhir(this.#patient.medecinTraitant!, 'GET', `/DocumentReference?${this.#about()}&status=current&_count=100`);
    for (const { resource } of bundleSchema.parse(deposited.json).entry) {
      const author = [...by(({ does }) => does === 'write' || does === 'deposit')].find((card) => JSON.stringify(resource).includes(this.#holder(card).id));
      if (author !== undefined)
        await this.#doors.fhir(
          author,
          'PATCH',
          `/DocumentReference/${resource.id}`,
          [{ op: 'replace', path: '/status', value: 'entered-in-error' }],
          jsonPatch,
        );
    }
    for (const card of by(({ does }) => does === 'subscribe')) {
      const own = await this.#doors.fhir(card, 'GET', `/Subscription?${this.#about()}`);
      if (own.status !== 200) continue;
      for (const { resource } of bundleSchema.parse(own.json).entry) await this.#doors.fhir(card, 'DELETE', `/Subscription/${resource.id}`);
    }
    for (const card of by((act) => act.does === 'agree' && act.for === 'me')) await this.#doors.app(card, 'DELETE', `/dossiers/${this.dossier}/autorisations`);
  }

  #does(act: Act, card: string, step: string): Promise<Outcome> {
    switch (act.does) {
      case 'agree':
        return this.#inApp(card, 'POST', '/autorisations', { consentCollected: true, for: act.for }, 201);
      case 'leave':
        return this.#inApp(card, 'DELETE', '/autorisations', undefined, 200);
      case 'write':
        return this.#write(card, step, act);
      case 'deposit':
        return this.#deposit(card, step, act);
      case 'list':
        return this.#list(card, act);
      case 'is-refused':
        return this.#isRefused(card, act);
      case 'read':
        return this.#read(card, act.document);
      case 'identify':
        return this.#identify();
      case 'break-glass':
        return this.#breakGlass(card, act.document);
      case 'subscribe':
        return this.#subscribe(card);
      case 'is-told':
        return this.#isTold(card, act.documents);
      case 'is-mailed':
        return this.#isMailed();
    }
  }

  readonly #about = (): string => `patient.identifier=urn:oid:${this.#patient.ins.oid}%7C${this.#patient.ins.matricule}`;
  readonly #holder = (card: string) => this.#place.people.professionals.find(({ key }) => key === card)!;
  readonly #resource = (logicalId: string): string => documentResourceId(this.dossier!, logicalId as DocumentAddress['logicalId']);

  async #inApp(card: string, method: 'POST' | 'DELETE', path: string, content: unknown, status: number): Promise<Outcome> {
    return expecting(status, await this.#doors.app(card, method, `/dossiers/${this.dossier}${path}`, content));
  }

  async #write(card: string, step: string, { template, content }: Extract<Act, { does: 'write' }>): Promise<Outcome> {
    const answered = await this.#doors.app(card, 'POST', `/dossiers/${this.dossier}/templates/${template}`, {
      attempt: randomUUID(),
      serviceDate: civilDateInParis(this.#place.clock.now()),
      texts: {},
      lines: {},
      fields: {},
      masked: false,
      hiddenFromPatient: false,
      hiddenFromRepresentants: false,
      ...content,
    });
    if (answered.status === 201) this.documents.set(step, depositedSchema.parse(answered.json).id);
    return expecting(201, answered);
  }

  async #deposit(card: string, step: string, { paper }: Extract<Act, { does: 'deposit' }>): Promise<Outcome> {
    const at = this.#place.clock.now();
    const author = this.#holder(card);
    const structure = this.#place.people.structures.find(({ key }) => key === author.cardStructure)!;
    const [year, born] = [civilDateInParis(at), this.#patient.traits.birthDate].map((date) => Number(date.slice(0, 4))) as [number, number];
    const sections = paper.sections({ dice: diceOf(at, step), at, age: year - born });
    const sample = writeSample({ patient: this.#patient, author, structure, at }, { typeCode: paper.code, title: paper.title, sections });
    const answered = await this.#doors.fhir(card, 'POST', '/DocumentReference', alone(sample));
    if (answered.status === 201) this.documents.set(step, parseDocumentResourceId(createdSchema.parse(answered.json).id)!.logicalId);
    return expecting(201, answered);
  }

  async #list(card: string, { sees, misses }: Extract<Act, { does: 'list' }>): Promise<Outcome> {
    const answered = await this.#doors.fhir(card, 'GET', `/DocumentReference?${this.#about()}&_count=100`);
    if (answered.status !== 200) return expecting(200, answered);
    const found = new Set(bundleSchema.parse(answered.json).entry.map(({ resource }) => resource.id));
    const isFound = (step: string): boolean => found.has(this.#resource(this.documents.get(step)!));
    return sees.every(isFound) && !misses.some(isFound) ? held : { fault: 'sees' };
  }

  async #isRefused(card: string, { code }: Extract<Act, { does: 'is-refused' }>): Promise<Outcome> {
    const answered = await this.#doors.fhir(card, 'GET', `/DocumentReference?${this.#about()}&_count=1`);
    const { status, reason } = answered;
    return { ...(reason === undefined ? {} : { reason }), ...(reason?.code === code ? {} : { fault: 'status' as const, status }) };
  }

  async #read(card: string, document: string): Promise<Outcome> {
    const answered = await this.#doors.app(card, 'GET', `/dossiers/${this.dossier}/documents/${this.documents.get(document)!}/reading`);
    if (answered.status !== 200) return expecting(200, answered);
    return readingViewSchema.parse(answered.json).sections.length > 0 ? held : { fault: 'sees' };
  }

  /** With what somebody who found a name and a birth date on a bracelet knows. */
  async #identify(): Promise<Outcome> {
    const { birthName, birthFirstNames, sexe, birthDate } = this.#patient.traits;
    const question = writeInsiQuestion(
      { birthName, firstNames: birthFirstNames.split(' ').slice(0, 1), sexe, birthDate },
      { idam: 'CARNET', name: 'Carnet', version: '1', emitter: 'urgences' },
      { id: newId(), at: this.#place.clock.now() },
    );
    const begun = performance.now();
    const { status, body } = await this.#place.askInsi(question);
    this.#doors.note({ method: 'POST', path: '/sandbox/insi', status, milliseconds: Math.round(performance.now() - begun) });
    const answer = parseInsiAnswer(body);
    return answer.ok && answer.value.code === '00' && answer.value.ins.matricule === this.#patient.ins.matricule ? held : { fault: 'nobody' };
  }

  async #breakGlass(card: string, document: string): Promise<Outcome> {
    const begun = performance.now();
    const { ins } = this.#patient;
    const found = await this.#doors.app(card, 'POST', '/dossiers/search', { ins: ins.matricule, oid: ins.oid });
    if (found.status !== 200) return expecting(200, found);
    const record = `/dossiers/${dossierStatusSchema.parse(found.json).dossierId!}`;
    const reason = storiesPageWording.reason.fr;
    const entered = await this.#doors.app(card, 'POST', `${record}/emergency`, { mode: 'bris_de_glace', reason });
    if (entered.status !== 201) return expecting(201, entered);
    const listed = await this.#doors.app(card, 'GET', `${record}/documents`);
    if (listed.status !== 200) return expecting(200, listed);
    const sought = this.documents.get(document)!;
    if (!documentsSchema.parse(listed.json).documents.some(({ id }) => id === sought)) return { fault: 'sees' };
    const read = await this.#read(card, document);
    // Finding who it is counts too.
    const identified = this.#story.steps.findIndex(({ act }) => act.does === 'identify');
    const took = performance.now() - begun + (this.results[identified]?.milliseconds ?? 0);
    return read.fault === undefined && took > emergencyMilliseconds ? { fault: 'slow' } : read;
  }

  async #subscribe(card: string): Promise<Outcome> {
    const name = randomUUID();
    const answered = await this.#doors.fhir(
      card,
      'POST',
      '/Subscription',
      subscriptionTo(await this.#software.address(name), decodeURIComponent(this.#about())),
    );
    if (answered.status !== 201) return expecting(201, answered);
    const { id, extension } = subscriptionSchema.parse(answered.json);
    this.#subscribed.set(card, { name, secret: extension[0]!.valueBase64Binary });
    const isActive = async (): Promise<boolean> => statusSchema.parse((await this.#doors.fhir(card, 'GET', `/Subscription/${id}`)).json).status === 'active';
    return (await within(isActive)) ? held : { fault: 'listening' };
  }

  async #isTold(card: string, steps: readonly string[]): Promise<Outcome> {
    const { name, secret } = this.#subscribed.get(card)!;
    const expected = steps.map((step) => this.#resource(this.documents.get(step)!)).toSorted();
    const told = () => this.#software.toldAt(name, secret);
    await within(async () => told().documents.length >= expected.length);
    const { documents, signed } = told();
    if (!signed) return { fault: 'unsigned' };
    return documents.toSorted().join(' ') === expected.join(' ') ? held : { fault: 'told' };
  }

  async #isMailed(): Promise<Outcome> {
    const arrived = async (): Promise<boolean> =>
      (await this.#place.mail(this.#patient.email)).some(({ receivedAt, text }) => receivedAt >= this.#begunAt! && /urgence/i.test(text));
    return (await within(arrived)) ? held : { fault: 'mailed' };
  }
}

const jsonPatch = 'application/json-patch+json';

const expecting = (status: number, answered: Answered): Outcome =>
  answered.status === status ? held : { fault: 'status', status: answered.status, ...(answered.reason === undefined ? {} : { reason: answered.reason }) };

/** What is told comes by a job, a moment later. */
async function within(holds: () => Promise<boolean>): Promise<boolean> {
  const end = performance.now() + patienceMilliseconds;
  for (;;) {
    if (await holds()) return true;
    if (performance.now() > end) return false;
    await new Promise((later) => setTimeout(later, 100));
  }
}

const backport = 'http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition';
const subscriptionTo = (endpoint: string, patient: string): object => ({
  resourceType: 'Subscription',
  status: 'requested',
  reason: 'Suivi de la personne accompagnée',
  criteria: 'urn:carnet:sujet:document-nouveau',
  _criteria: { extension: [{ url: `${backport}/backport-filter-criteria`, valueString: `DocumentReference?${patient}` }] },
  channel: {
    type: 'rest-hook',
    endpoint,
    payload: 'application/fhir+json',
    _payload: { extension: [{ url: `${backport}/backport-payload-content`, valueCode: 'id-only' }] },
  },
});
