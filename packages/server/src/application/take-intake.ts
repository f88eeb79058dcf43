// The insurer's file, taken step by step: each step of some thousand lines is one transaction, with its trace, its rejects and the place reached.
// Whatever interrupts it, the steps that were taken stay and the rest is sent again: lines before the place reached are passed over, and no
// line counts twice, for a line is known by its id, its date and its version. Memory holds one step, whatever the size of the file.

import type { StructIdNat } from '@carnet/domain/identity';
import { type Parsed, type Result, civilDateInParis, ok, refuse } from '@carnet/domain/kernel';
import { type FeedRecord, type LineRecord, historyPeriod } from '@carnet/domain/reimbursement';
import { type FeedFault, type Intake, type IntakeCounts, type IntakeReject, type IntakeStep, type Ports, noCounts } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { type AllowedAcross, withAccessAcross } from './with-access.ts';

/** One line as the door split the file; neither is computed for a line that is passed over. */
export interface FeedLine {
  /** From 1, in the whole file. */
  readonly number: number;
  /** SHA-256, hex. */
  readonly digest: () => string;
  readonly read: () => Parsed<FeedRecord>;
}
export type FeedLines = AsyncIterable<readonly FeedLine[]>;

/** Some megabyte of lines; each transaction ends well within the database's time limits. */
const stepLines = 2_000;

/** Where an upload of that name stands. Nothing: it would begin. */
export function findIntake(ports: Ports, caller: Caller, name: string): Promise<Result<Intake>> {
  return withAccessAcross(ports, caller, 'keep-assures', async ({ permit, tx }) => {
    const found = await tx.intakes.find(permit, insurerOf(caller), name);
    return found === undefined ? intakeUnknown : ok(found);
  });
}

export function intakeRejects(
  ports: Ports,
  caller: Caller,
  name: string,
  after: number,
  limit: number,
): Promise<Result<readonly (IntakeReject & { readonly number: number })[]>> {
  return withAccessAcross(ports, caller, 'keep-assures', async ({ permit, tx }) => {
    const found = await tx.intakes.find(permit, insurerOf(caller), name);
    return found === undefined ? intakeUnknown : ok(await tx.intakes.rejects(permit, found, after, limit));
  });
}

const intakeUnknown = refuse('DOCUMENT_INEXISTANT', [{ field: 'envoi', rule: 'ENVOI_INCONNU' }]);
const insurerOf = ({ actor }: Caller): StructIdNat => ('id' in actor ? actor.id : '') as StructIdNat;

/** `open` is called once the caller is allowed: not a byte is read for anybody else. */
export async function takeIntake(ports: Ports, caller: Caller, name: string, open: () => FeedLines): Promise<Result<Intake>> {
  const begun = await withAccessAcross<'keep-assures', Intake>(ports, caller, 'keep-assures', async ({ permit, tx }) =>
    ok(await tx.intakes.lock(permit, name)),
  );
  if (!begun.ok || begun.value.finished) return begun;
  const { through, digest } = begun.value;
  let waiting: FeedLine[] = [];
  for await (const lines of open()) {
    for (const line of lines) {
      // What was taken is passed over, once the last line of it was seen to be the same: another file under this name would lose lines.
      if (line.number === through && line.digest() !== digest) return anotherFile(name);
      if (line.number > through) waiting.push(line);
    }
    if (waiting.length < stepLines) continue;
    const taken = await takeStep(ports, caller, name, waiting);
    if (!taken.ok) return taken;
    waiting = [];
  }
  return takeStep(ports, caller, name, waiting);
}

const unreadableFile = refuse('CONTENU_REFUSE', [{ field: 'corps', rule: 'FICHIER_ILLISIBLE' }]);
const anotherFile = (name: string) => refuse('IDENTIFIANT_DEJA_UTILISE', [{ field: 'envoi', rule: 'FICHIER_DIFFERENT', given: name }]);

function takeStep(ports: Ports, caller: Caller, name: string, given: readonly FeedLine[]): Promise<Result<Intake>> {
  return withAccessAcross<'keep-assures', Intake>(ports, caller, 'keep-assures', async (allowed) => {
    const { permit, tx } = allowed;
    const intake = await tx.intakes.lock(permit, name);
    // Another upload of the same file may have come further meanwhile.
    const lines = given.filter(({ number }) => number > intake.through);
    const last = lines.at(-1);
    if (last === undefined || intake.finished) return ok(intake);
    if (lines[0]!.number !== intake.through + 1)
      return refuse('TRANSITION_INTERDITE', [
        { field: 'de', rule: 'LIGNES_MANQUANTES', given: String(lines[0]!.number), expected: `<= ${intake.through + 1}` },
      ]);
    const step = await new Step(ports, caller, allowed).take(lines);
    // A whole step of what is no line of the format is another file, or one that was altered: nothing of it is kept, and no more is read.
    if (lines.length >= stepLines && step.unreadable === lines.length) return unreadableFile;
    const taken: IntakeStep = { counts: step.counts, rejects: step.rejects, finished: step.finished, through: last.number, digest: last.digest() };
    await tx.intakes.advance(permit, name, taken);
    return ok({
      ...intake,
      touchedAt: allowed.at,
      through: taken.through,
      digest: taken.digest,
      finished: taken.finished,
      counts: added(intake.counts, taken.counts),
    });
  });
}

type Counter = { -readonly [Name in keyof IntakeCounts]: number };

/** One step: identities first, then who treats, then lines, each kind in the order of the file. */
class Step {
  readonly #ports: Ports;
  readonly #caller: Caller;
  readonly #allowed: AllowedAcross<'keep-assures'>;
  readonly #counts: Counter = { ...noCounts };
  readonly #rejects: IntakeReject[] = [];
  #finished = false;

  constructor(ports: Ports, caller: Caller, allowed: AllowedAcross<'keep-assures'>) {
    this.#ports = ports;
    this.#caller = caller;
    this.#allowed = allowed;
  }

  async take(lines: readonly FeedLine[]): Promise<Pick<IntakeStep, 'counts' | 'rejects' | 'finished'> & { readonly unreadable: number }> {
    const read = lines.flatMap((line) => this.#read(line));
    await this.#insured(read);
    await this.#treating(read);
    await this.#reimbursements(read);
    this.#end(read);
    this.#counts.rejected = new Set(this.#rejects.map(({ line }) => line)).size;
    const unreadable = this.#rejects.filter(({ rule }) => rule === 'JSON_MAL_FORME' || rule === 'LIGNE_TROP_LONGUE').length;
    return { unreadable, counts: this.#counts, rejects: this.#rejects.toSorted((a, b) => a.line - b.line), finished: this.#finished };
  }

  #read({ number, read }: FeedLine): readonly Numbered[] {
    const record = read();
    if (record.ok) return [{ number, record: record.value }];
    for (const { field, rule, expected } of record.findings) this.#reject(number, field, rule, expected);
    return [];
  }

  async #insured(read: readonly Numbered[]): Promise<void> {
    const { permit, tx } = this.#allowed;
    const found = read.flatMap(({ number, record }) => (record.type === 'assure' ? [{ number, record }] : []));
    if (found.length === 0) return;
    const outcomes = await tx.feed.saveInsured(
      permit,
      found.map(({ record }) => record),
    );
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome === 'saved') this.#counts.insured += 1;
      else this.#reject(found[index]!.number, fieldOfFault[outcome], outcome);
    }
  }

  async #treating(read: readonly Numbered[]): Promise<void> {
    const { permit, tx, at, traceIn } = this.#allowed;
    const found = read.flatMap(({ number, record }) => (record.type === 'medecin-traitant' ? [{ number, record }] : []));
    if (found.length === 0) return;
    const outcomes = await tx.feed.saveTreating(
      permit,
      found.map(({ record }) => record),
    );
    for (const [index, { outcome, told }] of outcomes.entries()) {
      const { number } = found[index]!;
      if (outcome !== 'saved' && outcome !== 'unchanged') this.#reject(number, fieldOfFault[outcome], outcome);
      else this.#counts.treating += 1;
      if (told === undefined) continue;
      await traceIn(told);
      await tx.notices.raise({ id: this.#ports.newId(), dossier: told, kind: 'medecin-traitant', at, actorName: this.#caller.context.actorName });
    }
  }

  async #reimbursements(read: readonly Numbered[]): Promise<void> {
    const { permit, tx, at, policy } = this.#allowed;
    const found = read.flatMap(({ number, record }): readonly { readonly number: number; readonly record: LineRecord }[] =>
      record.type === 'remboursement' || record.type === 'annulation' ? [{ number, record }] : [],
    );
    if (found.length === 0) return;
    const outcomes = await tx.feed.mergeLines(
      permit,
      found.map(({ record }) => record),
      historyPeriod(civilDateInParis(at), policy.historyMonths),
    );
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome in this.#counts) this.#counts[outcome as keyof IntakeCounts] += 1;
      else this.#reject(found[index]!.number, fieldOfFault[outcome as FeedFault], outcome);
    }
  }

  /** The count says whether the file came whole: one that was cut is never taken for finished. */
  #end(read: readonly Numbered[]): void {
    const end = read.find(({ record }) => record.type === 'fin');
    if (end?.record.type !== 'fin') return;
    if (end.record.lines === end.number - 1 && end === read.at(-1)) this.#finished = true;
    else this.#reject(end.number, 'lignes', 'COMPTE_FAUX', String(end.number - 1));
  }

  #reject(line: number, field: string, rule: string, expected?: string): void {
    this.#rejects.push({ line, field, rule, ...(expected === undefined ? {} : { expected }) });
  }
}

interface Numbered {
  readonly number: number;
  readonly record: FeedRecord;
}

const fieldOfFault: Readonly<Record<FeedFault, string>> = {
  ASSURE_INCONNU: 'ins',
  PROFESSIONNEL_INCONNU: 'rpps',
  VERSION_REPETEE: 'version',
  RATTACHEMENT_INCONNU: 'rattacheA',
};

const added = (before: IntakeCounts, step: IntakeCounts): IntakeCounts =>
  Object.fromEntries(Object.entries(before).map(([name, count]) => [name, count + step[name as keyof IntakeCounts]])) as unknown as IntakeCounts;
