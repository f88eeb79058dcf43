// The whole record, to take away (RGPD 15 and 20; features A191): asked for by the patient or by who represents them, made by a job, downloaded by
// whoever asked and by nobody else, for some days. Asking, downloading and deleting are lines of the journal.

import type { PersonneId } from '@carnet/domain/dossier';
import { type Instant, type Result, ok, refuse } from '@carnet/domain/kernel';
import type { DossierKey, ExportBytes, Ports, RecordExport } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { withAccess } from './with-access.ts';

export type ExportPorts = Ports & { readonly exportBytes: ExportBytes };

/** The one that is being made where there is one. */
export const askExport = (ports: Ports, caller: Caller, dossier: DossierKey): Promise<Result<RecordExport>> =>
  withAccess(ports, caller, { action: 'export-record', dossier, subject: { act: 'export-asked' } }, async ({ permit, tx }) =>
    ok(await tx.exports.ask(permit, { id: ports.newId(), name: caller.context.actorName })),
  );

/** What a person asked for, of every record: their own doing, which they know already. One whose time has just passed is over. */
export async function ownExports({ clock, transactions }: Ports, personne: PersonneId): Promise<readonly RecordExport[]> {
  const now = clock.now();
  const own = await transactions.run(({ exports }) => exports.of(personne));
  return own.map((one) => (one.state === 'ready' && one.until !== undefined && one.until <= now ? { ...one, state: 'expired' } : one));
}

export interface ExportFile {
  readonly bytes: number;
  readonly readyAt: Instant;
  /** Piece by piece: the whole is never in memory. */
  readonly read: () => AsyncGenerator<Buffer>;
}

/** Decided again at each download: who lost the right since does not get what was made while they had it. */
export async function downloadExport(ports: ExportPorts, caller: Caller, dossier: DossierKey, id: string): Promise<Result<ExportFile>> {
  const asked = { action: 'export-record', dossier, subject: { act: 'export-downloaded' } } as const;
  // A line of the journal whether or not there is anything left to download.
  const allowed = await withAccess(ports, caller, asked, async ({ permit, tx }) => ok({ permit, found: await tx.exports.pieces(permit, id) }));
  if (!allowed.ok) return allowed;
  const { permit, found } = allowed.value;
  if (found === undefined) return refuse('DOCUMENT_INEXISTANT');
  const { bytes, readyAt, pieces } = found;
  async function* read(): AsyncGenerator<Buffer> {
    for (const piece of pieces) yield await ports.exportBytes.readPiece(permit, piece);
  }
  return ok({ bytes, readyAt, read });
}

/** Before its time; or given up while it is made. */
export const deleteExport = (ports: Ports, caller: Caller, dossier: DossierKey, id: string): Promise<Result<undefined>> =>
  withAccess(ports, caller, { action: 'export-record', dossier, subject: { act: 'export-deleted' } }, async ({ permit, tx }) =>
    (await tx.exports.remove(permit, id)) ? ok(undefined) : refuse('DOCUMENT_INEXISTANT'),
  );
