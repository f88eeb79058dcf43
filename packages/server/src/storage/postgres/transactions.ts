// One database transaction with every store on its client. Read committed: the rules' facts are read, and what is acted on is locked,
// in the same transaction. A deadlock is the database's to break and ours to try again: nothing of the attempt is left.

import type pg from 'pg';
import type { Stores, Transactions } from '../../ports/index.ts';
import { accessStore } from './access-store.ts';
import { assureStore } from './assure-store.ts';
import { type Alarm, UnknownKeyGeneration } from '../integrity-fault.ts';
import { clinicalStore } from './clinical-store.ts';
import { type Queryable, endTurnWith, gather } from './connection.ts';
import type { StoreContext } from './context.ts';
import { deadLetterStore } from './dead-letter-store.ts';
import { delegationStore } from './delegation-store.ts';
import { depositStore } from './deposit-store.ts';
import { deviceStore } from './device-store.ts';
import { directoryAtTheDoor, directoryStore } from './directory-store.ts';
import { documentStore } from './document-store.ts';
import { dossierStore } from './dossier-store.ts';
import { dueStore } from './due-store.ts';
import { emergencyCardStore } from './emergency-card-store.ts';
import { feedStore } from './feed-store.ts';
import { exportStore } from './export-store.ts';
import { fusionStore } from './fusion-store.ts';
import { misfilingStore } from './misfiling-store.ts';
import { factStore } from './fact-store.ts';
import { historyStore } from './history-store.ts';
import { identityStore } from './identity-store.ts';
import { indicatorStore } from './indicator-store.ts';
import { intakeStore } from './intake-store.ts';
import { keyStore } from './key-store.ts';
import { lawRegister } from './law-register.ts';
import { lookUpStore } from './look-up-store.ts';
import { measureStore } from './measure-store.ts';
import { masquageStore } from './masquage-store.ts';
import { noticeStore } from './notice-store.ts';
import { asOnePerson } from './one-person.ts';
import { openingStore } from './opening-store.ts';
import { patientListStore } from './patient-list.ts';
import { profileStore } from './profile-store.ts';
import { arrangementStore } from './arrangement-store.ts';
import { reminderStore } from './reminder-store.ts';
import { registryObjectStore } from './registry-filing.ts';
import { reportStore } from './report-store.ts';
import { roundStore } from './round-store.ts';
import { pairingStore } from './service-store.ts';
import { shareStore } from './share-store.ts';
import { soapMessageStore } from './soap-message-store.ts';
import { successionStore } from './succession-store.ts';
import { subscriptionStore } from './subscription-store.ts';
import { tieStore } from './tie-store.ts';
import { traceStore } from './trace-store.ts';
import { treatingStore } from './treating-store.ts';
import { uploadStore } from './upload-store.ts';
import { watchStore } from './watch-store.ts';

const attempts = 3;
/** serialization_failure, deadlock_detected. */
const retryable = new Set(['40001', '40P01']);
const mayTryAgain = (error: unknown): boolean => error instanceof UnknownKeyGeneration || retryable.has((error as { code?: string }).code ?? '');

/** `last`: the COMMIT goes out with what is asked in the present turn, and `act` writes nothing more. */
type Act<T> = (client: pg.PoolClient, last: () => void) => Promise<T>;

/** Runs `act` between BEGIN and COMMIT on one connection; rolls back when it rejects. */
export async function inTransaction<T>(pool: pg.Pool, act: Act<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(pool, act);
    } catch (error) {
      if (attempt === attempts || !mayTryAgain(error)) throw error;
    }
  }
}

async function once<T>(pool: pg.Pool, act: Act<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  let committing: Promise<pg.QueryResult> | undefined;
  const last = (): void => {
    committing ??= endTurnWith(client, 'COMMIT');
    // Looked at once `act` has its answers: a fault in between is not nobody's.
    committing.catch(() => undefined);
  };
  try {
    // Not waited for: it goes out with the first statement. Should it fail, so do all that follow.
    gather(client);
    const begun = client.query('BEGIN');
    const [value] = await Promise.all([act(client, last), begun]);
    // After a failed statement PostgreSQL answers COMMIT with ROLLBACK, and no error: whoever swallowed the failure would report what was never kept.
    const { command } = await (committing ?? client.query('COMMIT'));
    if (command !== 'COMMIT') throw new Error('the transaction had failed: nothing of it was kept');
    return value;
  } catch (error) {
    // A connection that cannot even roll back, or that no longer answers, is not given back to the pool.
    if (gaveNoAnswer(error)) broken = error;
    else
      await client.query('ROLLBACK').catch((fault: Error) => {
        broken = fault;
      });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** The driver's own time limit: the statement may still be running, and another would wait behind it. */
const gaveNoAnswer = (error: unknown): error is Error => error instanceof Error && error.message === 'Query read timeout';

export function transactions(pool: pg.Pool, shared: Omit<StoreContext, 'db'>, alarm: Alarm): Transactions {
  const directory = directoryAtTheDoor({ ...shared, db: pool });
  return {
    async run(act) {
      try {
        return await inTransaction(pool, (client, commit) => {
          const db = gathering(client);
          const last = (): void => {
            db.onlyReads();
            commit();
          };
          return act(storesOn({ ...shared, db }), last)
            .catch((error: unknown) => {
              // A row sealed after its dossier's key was rotated: the next attempt reads the key anew.
              if (error instanceof UnknownKeyGeneration) shared.keys.forget();
              throw (error as { code?: string }).code === inFailedTransaction ? db.faults[0] : error;
            })
            .finally(db.end);
        });
      } catch (error) {
        if (error instanceof UnknownKeyGeneration) alarm(error);
        throw error;
      }
    },
    look: (act) => act({ directory }),
  };
}

/** in_failed_sql_transaction: said of every statement after the one that failed. */
const inFailedTransaction = '25P02';

interface Gathering extends Queryable {
  /** In the order they were answered: the first is the cause. */
  readonly faults: readonly unknown[];
  /** After which nothing is sent: where several things are asked at once and one fails, what the others would ask next is none of the transaction's. */
  end(): void;
  /** From the end of the present turn on: what writes is not sent. */
  onlyReads(): void;
}

/** A query, with or without what it is made from; `FOR UPDATE` would hold nothing any more. */
const reads = (text: string): boolean => /^\s*(?:SELECT|WITH)\b/.test(text) && !/\b(?:INSERT|UPDATE|DELETE|MERGE)\b/.test(text);

/** Statements of one turn, in one packet. */
function gathering(client: pg.PoolClient): Gathering {
  const faults: unknown[] = [];
  let ended = false;
  let committed = false;
  return {
    faults,
    end: () => {
      ended = true;
    },
    onlyReads: () =>
      process.nextTick(() => {
        committed = true;
      }),
    async query(statement) {
      if (ended) throw new Error('its transaction has ended');
      if (committed && !reads(statement.text)) throw new Error('its transaction was committed: nothing is written after it');
      gather(client);
      try {
        return await client.query(statement);
      } catch (error) {
        faults.push(error);
        throw error;
      }
    },
  };
}

const storesOn = (context: StoreContext): Stores => asOnePerson(eachStore(context));

/** Of one record each. */
const eachStore = (context: StoreContext): Stores => ({
  directory: directoryStore(context),
  facts: factStore(context),
  dossiers: dossierStore(context),
  assures: assureStore(context),
  identities: identityStore(context),
  fusions: fusionStore(context),
  misfilings: misfilingStore(context),
  openings: openingStore(context),
  documents: documentStore(context),
  registry: registryObjectStore(context),
  clinical: clinicalStore(context),
  measures: measureStore(context),
  accesses: accessStore(context),
  treating: treatingStore(context),
  masquages: masquageStore(context),
  patients: patientListStore(context),
  traces: traceStore(context),
  notices: noticeStore(context),
  devices: deviceStore(context),
  deadLetters: deadLetterStore(context),
  profiles: profileStore(context),
  arrangements: arrangementStore(context),
  reminders: reminderStore(context),
  cards: emergencyCardStore(context),
  shares: shareStore(context),
  successions: successionStore(context),
  ties: tieStore(context),
  delegations: delegationStore(context),
  pairings: pairingStore(context),
  rounds: roundStore(context),
  due: dueStore(context),
  law: lawRegister(context),
  indicators: indicatorStore(context),
  lookUps: lookUpStore(context),
  reports: reportStore(context),
  watch: watchStore(context),
  keys: keyStore(context),
  soapMessages: soapMessageStore(context),
  subscriptions: subscriptionStore(context),
  intakes: intakeStore(context),
  feed: feedStore(context),
  history: historyStore(context),
  exports: exportStore(context),
  uploads: uploadStore(context),
  deposits: depositStore(context),
});
