// The journal to take away: one FHIR Bundle of AuditEvents, newest first. Written and compressed as it is read, so that a journal of a hundred
// thousand lines is some megabytes here, and no connection to the database waits for a slow reader.

import { writeAuditEvent } from '@carnet/codecs/fhir';
import { journalFileName, missingLines } from '@carnet/contract/wording';
import { type Result, ok, toIso } from '@carnet/domain/kernel';
import { once } from 'node:events';
import { createGzip } from 'node:zlib';
import { exportJournal } from '../../application/export-journal.ts';
import type { Ports } from '../../ports/index.ts';
import { FileAnswer } from './answer.ts';
import type { DossierCall } from './web-deps.ts';

const incompleteOutcome = (missing: number): object => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'warning', code: 'incomplete', details: { text: missingLines(missing) } }],
});

export async function downloadJournal(ports: Ports, { caller, dossier, language }: DossierCall): Promise<Result<FileAnswer>> {
  const now = ports.clock.now();
  const gzip = createGzip();
  const compressed: Buffer[] = [];
  gzip.on('data', (chunk: Buffer) => compressed.push(chunk));
  const ended = new Promise<void>((resolve, reject) => gzip.once('end', resolve).once('error', reject));
  gzip.write(`{"resourceType":"Bundle","type":"collection","timestamp":"${toIso(now)}","entry":[`);
  let first = true;
  const taken = await exportJournal(ports, caller, dossier, async (lines) => {
    for (const line of lines) {
      const more = gzip.write(`${first ? '' : ','}\n${JSON.stringify({ fullUrl: `urn:uuid:${line.id}`, resource: writeAuditEvent(line) })}`);
      if (!more) await once(gzip, 'drain');
      first = false;
    }
  });
  // A copy that is not whole says so itself.
  if (taken.ok && taken.value > 0) gzip.write(`${first ? '' : ','}\n${JSON.stringify({ resource: incompleteOutcome(taken.value) })}`);
  gzip.end('\n]}\n');
  await ended;
  return taken.ok ? ok(new FileAnswer(Buffer.concat(compressed), 'application/fhir+json', journalFileName(language, toIso(now).slice(0, 10)), 'gzip')) : taken;
}
