// Looks at the folder again and again, and deposits what is there and whole. A refusal of a document is told beside it; a server that does not
// answer, or that does not know the structure any more, is no document's fault: everything waits, it is told, and tried again later and later.

import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { dropWording as say, typeLabel } from '@carnet/contract/wording';
import { type CivilDate, civilDateInParis, instantOf } from '@carnet/domain/kernel';
import { type DepositOutcome, type Sender, deposit } from '../deposit/deposit.ts';
import { type Drawn, type Feeder, type Refused, draw, isWhole, refusedFor } from './declare.ts';
import { Folder, type Waiting, bytesOf, maximumBytes } from './folder.ts';
import type { Resident } from './residents.ts';

/** Milliseconds. */
export interface Pace {
  /** Between two looks. */
  readonly look: number;
  /** What did not change for so long has come whole, if its end is there. */
  readonly quiet: number;
  /** And whatever its end: nobody is copying it any more. */
  readonly abandoned: number;
  /** The first wait after a server that failed; each next one is twice as long, to `longest`. */
  readonly again: number;
  readonly longest: number;
}
const usualPace: Pace = { look: 2_000, quiet: 5_000, abandoned: 300_000, again: 5_000, longest: 600_000 };

interface Seen {
  readonly size: number;
  readonly modified: number;
  readonly since: number;
  failures: number;
  notBefore: number;
}
interface Failed {
  readonly kind: 'failed';
  readonly why: string;
  /** Whatever is sent next would fail too. */
  readonly all: boolean;
}
type Reached = Failed | { readonly kind: 'filed' } | { readonly kind: 'waits' };

const waits: Reached = { kind: 'waits' };
/** Of whoever sends, not of what is sent. */
const ofTheSender = ['CARTE_INCONNUE', 'STRUCTURE_INCOHERENTE'];
const heldByAnother = ['EACCES', 'EPERM', 'EBUSY'];
/** Gone, or made a link, since it was seen. */
const gone = ['ENOENT', 'ELOOP', 'ENXIO'];

export class DropFolder {
  readonly #folder: Folder;
  readonly #sender: Sender;
  readonly #feeder: Feeder;
  readonly #pace: Pace;
  readonly #seen = new Map<string, Seen>();
  #told: string[] = [];
  #state = '';
  #outage = '';
  #broken = '';
  #failures = 0;
  #notBefore = 0;

  constructor(root: string, sender: Sender, feeder: Feeder, rhythm: Pace = usualPace) {
    this.#folder = new Folder(root);
    this.#sender = sender;
    this.#feeder = feeder;
    this.#pace = rhythm;
  }

  /** Until `signal`; or, `once`, until nothing waits. */
  async run(signal: AbortSignal, once: boolean): Promise<void> {
    await this.#folder.prepare();
    while (!signal.aborted) {
      const left = await this.#lookOr();
      if (once && left === 0) return;
      await pause(this.#pace.look, undefined, { signal }).catch(() => undefined);
    }
  }

  /** A share that is off line, a list a spreadsheet holds: told once, and looked at again. */
  async #lookOr(): Promise<number | undefined> {
    try {
      const left = await this.look();
      this.#broken = '';
      return left;
    } catch (error) {
      const { code, path } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      const broken = say.unreadable(path === undefined ? code : basename(path));
      if (broken !== this.#broken) console.error(broken);
      this.#broken = broken;
      return undefined;
    }
  }

  /** How many files wait after this look. */
  async look(): Promise<number> {
    const residents = await this.#folder.residents();
    const { files, told } = await this.#folder.waiting();
    this.#note(files);
    this.#told = [...residents.told, ...told];
    const left = Date.now() < this.#notBefore ? files.length : files.length - (await this.#takeAll(files, residents.all));
    const state = say.state(left, this.#outage === '' ? this.#told : [this.#outage, ...this.#told]);
    if (state !== this.#state) await this.#folder.tell(state);
    this.#state = state;
    return left;
  }

  /** A document may be what the server stumbles on: it comes after the others. Two in a row, or all there is, and it is the server. */
  async #takeAll(files: readonly Waiting[], residents: readonly Resident[]): Promise<number> {
    const now = Date.now();
    const failures = ({ path }: Waiting): number => this.#seen.get(path)!.failures;
    const due = files.filter(({ path }) => this.#seen.get(path)!.notBefore <= now).toSorted((a, b) => failures(a) - failures(b) || (a.path < b.path ? -1 : 1));
    let filed = 0;
    let inARow = 0;
    let sent = false;
    for (const waiting of due) {
      const reached = await this.#take(waiting, residents);
      if (reached.kind === 'waits') continue;
      if (reached.kind === 'filed') {
        filed += 1;
        inARow = 0;
        sent = true;
        continue;
      }
      inARow += 1;
      const seen = this.#seen.get(waiting.path)!;
      seen.failures += 1;
      seen.notBefore = Date.now() + this.#after(seen.failures);
      this.#outage = reached.why;
      if (reached.all || inARow === 2) break;
    }
    if (inARow > 0 && (!sent || inARow > 1)) {
      this.#failures += 1;
      this.#notBefore = Date.now() + this.#after(this.#failures);
    } else if (sent) {
      this.#failures = 0;
      if (inARow === 0) this.#outage = '';
    }
    return filed;
  }

  readonly #after = (failures: number): number => Math.min(this.#pace.longest, this.#pace.again * 2 ** Math.min(failures - 1, 30));

  /** Since when each file is as it is; nothing is kept of those that are gone. */
  #note(files: readonly Waiting[]): void {
    const paths = new Set(files.map(({ path }) => path));
    for (const path of this.#seen.keys()) if (!paths.has(path)) this.#seen.delete(path);
    for (const { path, size, modified } of files) {
      const seen = this.#seen.get(path);
      if (seen?.size !== size || seen.modified !== modified) this.#seen.set(path, { size, modified, since: Date.now(), failures: 0, notBefore: 0 });
    }
  }

  async #take(waiting: Waiting, residents: readonly Resident[]): Promise<Reached> {
    const still = Date.now() - this.#seen.get(waiting.path)!.since;
    if (still < this.#pace.quiet) return waits;
    try {
      const drawn = await this.#draw(waiting, residents, still >= this.#pace.abandoned);
      if (drawn === undefined) return waits;
      if (drawn.kind === 'refused') return await this.#refuse(waiting, drawn);
      const outcome = await this.#send(drawn);
      return outcome.kind === 'failed' ? outcome : await this.#file(waiting, drawn, outcome);
    } catch (error) {
      const { code = '', path = waiting.path } = error as NodeJS.ErrnoException;
      if (gone.includes(code)) return waits;
      if (!heldByAnother.includes(code)) throw error;
      this.#told.push(say.unreadable(basename(path)));
      return waits;
    }
  }

  async #draw(waiting: Waiting, residents: readonly Resident[], abandoned: boolean): Promise<Drawn | undefined> {
    if (waiting.link) return refusedFor('FICHIER_LIEN');
    if (waiting.size > maximumBytes) return refusedFor('FICHIER_TROP_GRAND');
    const bytes = await bytesOf(waiting);
    // It grew, or shrank, as it was read.
    if (bytes.length !== waiting.size) return undefined;
    if ((bytes.length === 0 || !isWhole(bytes)) && !abandoned) return undefined;
    if (bytes.length > 0 && !isWhole(bytes)) return refusedFor('FICHIER_INCOMPLET');
    return draw({ file: waiting.file, folder: waiting.folder, bytes }, residents, this.#feeder, Date.now());
  }

  async #send({ declared }: Extract<Drawn, { kind: 'declared' }>): Promise<DepositOutcome | Failed> {
    const outcome = await deposit(this.#sender, declared).catch((error: NodeJS.ErrnoException) => error);
    if (outcome instanceof Error) return { kind: 'failed', why: say.unreachable(outcome.code ?? outcome.name), all: true };
    if (outcome.kind !== 'refused') return outcome;
    const { status, issues } = outcome;
    // What refuses without a word is not Carnet's door: a proxy, a wrong address.
    if (status >= 500 || status === 429 || status === 408 || issues.length === 0)
      return { kind: 'failed', why: say.unreachable(String(status)), all: status === 429 || issues.length === 0 };
    if (status === 401 || issues.some(({ code }) => ofTheSender.includes(code)))
      return { kind: 'failed', why: say.closed(issues[0]?.text ?? String(status)), all: true };
    return outcome;
  }

  async #file(waiting: Waiting, { declared }: Extract<Drawn, { kind: 'declared' }>, outcome: DepositOutcome): Promise<Reached> {
    if (outcome.kind === 'refused') {
      const pages = outcome.issues.map(({ code, text, field }) => ({ code, text, ...(field === undefined ? {} : { field }), page: this.#pageOf(code) }));
      return this.#refuse(waiting, { issues: pages }, declared.metadata.uniqueId);
    }
    const { uniqueId, type } = declared.metadata;
    const { day, time, journal } = stamped(uniqueId, say.outcomes[outcome.kind], '');
    const report = [
      outcome.kind === 'deposited' ? say.deposited : say.alreadyThere,
      ...(outcome.replacedUnknown ? [say.replacedUnknown] : []),
      '',
      say.facts(typeLabel('fr', type.code), uniqueId, `${day} ${time}`),
      '',
    ].join('\r\n');
    await this.#folder.file(waiting, 'deposited', { day, report, line: journal });
    return { kind: 'filed' };
  }

  async #refuse(waiting: Waiting, { issues }: Refused, uniqueId = ''): Promise<Reached> {
    const { day, journal } = stamped(uniqueId, say.outcomes.refused, issues[0]?.code ?? '');
    const told = issues.flatMap(({ code, text, field, fix, page }) => [
      say.issue(text, code, field),
      ...(fix === undefined ? [] : [say.fix(fix)]),
      ...(page === undefined ? [] : [say.page(page)]),
    ]);
    await this.#folder.file(waiting, 'refused', { day, report: [say.refused, '', ...told, '', say.again, ''].join('\r\n'), line: journal });
    return { kind: 'filed' };
  }

  readonly #pageOf = (code: string): string => `${new URL('/docs/erreurs', this.#sender.url).href}#${encodeURIComponent(code)}`;
}

function stamped(uniqueId: string, outcome: string, code: string): { readonly day: CivilDate; readonly time: string; readonly journal: string } {
  const now = instantOf(Date.now());
  const day = civilDateInParis(now);
  const time = new Date(now).toLocaleTimeString('fr-FR', { timeZone: 'Europe/Paris' });
  return { day, time, journal: [day, time, uniqueId, outcome, code].join(';') };
}
