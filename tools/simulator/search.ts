// The search a program of the DMP repeats (national guide, TD3.1a): first what is at most two years old and current; then only what submission
// sets brought since the last call, their members asked for by twenties. What is known between two calls is a small file.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type FoundEntry, type RegistryAnswer, registryAnswer } from './answers.ts';
import { dtm, statuses } from './ebrim.ts';
import { type Lps, findDocuments, patientIdOf, query } from './lps.ts';
import type { SoapReply } from './soap.ts';

/** Documents asked for at once. */
const batch = 20;
const firstYears = 2;

export interface Known {
  /** When the last search began: the lower bound of the next. */
  readonly lastCall: string;
  /** By lid. */
  readonly documents: Readonly<Record<string, KnownDocument>>;
}
export interface KnownDocument extends Pick<FoundEntry, 'entryUuid' | 'version' | 'status' | 'uniqueId' | 'title' | 'typeCode' | 'creationTime'> {
  readonly repositoryUniqueId: string | undefined;
  readonly confidentiality: readonly string[];
}
export interface Searched {
  /** Undefined: a call was refused; the last of `replies` says why. */
  readonly known: Known | undefined;
  /** Lids found by this search, new or changed. */
  readonly changed: readonly string[];
  readonly replies: readonly SoapReply[];
}

export const readKnown = async (file: string): Promise<Known | undefined> =>
  readFile(file, 'utf8').then(
    (json) => JSON.parse(json) as Known,
    () => undefined,
  );
export async function writeKnown(file: string, known: Known): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(known, undefined, 2)}\n`, { mode: 0o600 });
}

const summary = ({ entryUuid, version, status, uniqueId, title, typeCode, creationTime, repositoryUniqueId, confidentiality }: FoundEntry): KnownDocument => ({
  entryUuid,
  version,
  status,
  uniqueId,
  title,
  typeCode,
  creationTime,
  repositoryUniqueId,
  confidentiality,
});

/** `before`: what the last search left; undefined: this is the first. */
export async function search(lps: Lps, before: Known | undefined, now = new Date()): Promise<Searched> {
  const replies: SoapReply[] = [];
  const asked = async (reply: Promise<SoapReply>): Promise<RegistryAnswer | undefined> => {
    replies.push(await reply);
    const answer = registryAnswer(replies.at(-1)!);
    return answer.status === 'Success' ? answer : undefined;
  };
  const entries = before === undefined ? (await asked(findDocuments(lps, firstParameters(now))))?.entries : await changedSince(lps, before.lastCall, asked);
  if (entries === undefined) return { known: undefined, changed: [], replies };
  const found = Object.fromEntries(entries.map((entry) => [entry.lid, summary(entry)]));
  return { known: { lastCall: now.toISOString(), documents: { ...before?.documents, ...found } }, changed: Object.keys(found), replies };
}

const firstParameters = (now: Date): Readonly<Record<string, number>> => {
  const from = new Date(now);
  from.setUTCFullYear(from.getUTCFullYear() - firstYears);
  return { $XDSDocumentEntryCreationTimeFrom: Number(dtm(from)) };
};

type Asked = (reply: Promise<SoapReply>) => Promise<RegistryAnswer | undefined>;

async function changedSince(lps: Lps, since: string, asked: Asked): Promise<readonly FoundEntry[] | undefined> {
  const sets = await asked(
    query(lps, 'FindSubmissionSets', {
      $XDSSubmissionSetPatientId: patientIdOf(lps),
      $XDSSubmissionSetStatus: [statuses.Approved],
      $XDSSubmissionSetSubmissionTimeFrom: Number(dtm(new Date(since))),
    }),
  );
  if (sets === undefined) return undefined;
  if (sets.sets.length === 0) return [];
  const links = await asked(query(lps, 'GetAssociations', { $uuid: sets.sets.map(({ id }) => id) }));
  if (links === undefined) return undefined;
  const ids = new Set(sets.sets.map(({ id }) => id));
  const members = [...new Set(links.associations.filter(({ source }) => ids.has(source)).map(({ target }) => target))];
  const found: FoundEntry[] = [];
  for (let at = 0; at < members.length; at += batch) {
    const answer = await asked(query(lps, 'GetDocumentsAndAssociations', { $XDSDocumentEntryEntryUUID: members.slice(at, at + batch) }));
    if (answer === undefined) return undefined;
    found.push(...answer.entries);
  }
  return found;
}
