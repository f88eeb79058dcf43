// Identitovigilance: the operator looks at one identity, asks INSi what it knows of its traits, says that an identity document was checked, or
// that there is a doubt. Every look and every change is a line of the record's journal. Nothing of what the record holds is read.

import type { DossierId } from '@carnet/domain/dossier';
import { type IdentityAssurance, type IdentityStatus, type InsiAnswer, type Reconciliation, questionsOf, reconcile, sameIns } from '@carnet/domain/identity';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { DossierIdentity, DossierKey, Fusion, IdentitiesToReview, Insi, KnownIdentifier, Misfiling, Ports, WaitingMisfiling } from '../ports/index.ts';
import type { KeptSuccession } from '../ports/successions.ts';
import type { Caller } from './caller.ts';
import { withAccess, withAccessAcross } from './with-access.ts';

export interface ExaminedIdentity {
  readonly identity: DossierIdentity;
  readonly status: IdentityStatus;
  readonly localIdentifiers: readonly KnownIdentifier[];
  readonly heirs: readonly KeptSuccession[];
  readonly fusions: readonly Fusion[];
  readonly misfiled: readonly Misfiling[];
}

export const examineIdentity = (ports: Ports, caller: Caller, dossier: DossierKey): Promise<Result<ExaminedIdentity>> =>
  withAccess(ports, caller, { action: 'examine-identity', dossier }, async ({ permit, tx }) =>
    ok({
      identity: await tx.dossiers.identity(permit),
      status: permit.dossier.identity,
      localIdentifiers: await tx.identities.localIdentifiers(permit),
      heirs: await tx.successions.list(permit),
      fusions: await tx.fusions.list(permit),
      misfiled: await tx.misfilings.list(permit),
    }),
  );

/** What INSi made of the identity, and how sure it is since. */
export interface Verified {
  readonly outcome: Reconciliation['kind'];
}

/**
 * Asks INSi with the record's own traits, and does what its answer says. Between the question and the answer no row is held: where the identity
 * changed meanwhile, VERSION_PERIMEE. Refuses IDENTIFIANT_DEJA_UTILISE where the number INSi gives leads to another record: the same person
 * twice, for somebody to settle.
 */
export async function verifyByInsi(ports: Ports, insi: Insi, caller: Caller, dossier: DossierKey): Promise<Result<Verified>> {
  const examined = await examineIdentity(ports, caller, dossier);
  if (!examined.ok) return examined;
  const { identity: known } = examined.value;
  const answer = await ask(insi, known);
  const found = reconcile(known, answer);
  return withAccess(ports, caller, { action: 'keep-identity', dossier }, async ({ permit, tx }) => {
    const now = await tx.dossiers.identity(permit);
    if (!sameIns(now.ins, known.ins)) return refuse('VERSION_PERIMEE', [{ field: 'ins', rule: 'IDENTITE_CHANGEE' }]);
    if (found.kind === 'renumbered' || found.kind === 'corrected') {
      const revised = await tx.identities.revise(permit, found.identity);
      if (revised === 'taken') return refuse('IDENTIFIANT_DEJA_UTILISE', [{ field: 'ins', rule: 'INS_D_UN_AUTRE_DOSSIER' }]);
    }
    await tx.identities.assure(permit, assuranceAfter(found));
    return ok({ outcome: found.kind });
  });
}

async function ask(insi: Insi, { traits }: DossierIdentity): Promise<InsiAnswer> {
  const [first, ...narrower] = questionsOf(traits);
  let answer = await insi.search(first);
  for (const question of narrower) {
    if (answer.code !== '02') break;
    answer = await insi.search(question);
  }
  return answer;
}

/** Corrected traits are to be held against a document again; several answers say nothing. */
function assuranceAfter({ kind }: Reconciliation): Partial<IdentityAssurance> {
  switch (kind) {
    case 'confirmed':
    case 'renumbered':
      return { insVerified: true };
    case 'corrected':
      return { insVerified: true, documentChecked: false };
    case 'contradicted':
    case 'unknown':
      return { insVerified: false };
    case 'several':
      return {};
  }
}

/** A high-trust identity document was held against the traits; or there is a doubt, and nothing is sure any more. */
export const assureIdentity = (ports: Ports, caller: Caller, dossier: DossierKey, said: 'document-checked' | 'doubt'): Promise<Result<true>> =>
  withAccess(ports, caller, { action: 'keep-identity', dossier }, async ({ permit, tx }) => {
    await tx.identities.assure(permit, said === 'doubt' ? { insVerified: false, documentChecked: false } : { documentChecked: true });
    return ok(true as const);
  });

const mostToReview = 100;

export interface ToReview extends IdentitiesToReview {
  readonly fusions: readonly Pick<Fusion, 'id' | 'survivor' | 'absorbed' | 'proposedAt'>[];
  readonly misfiled: readonly WaitingMisfiling[];
}
export const reviewIdentities = (ports: Ports, caller: Caller): Promise<Result<ToReview>> =>
  withAccessAcross(ports, caller, 'review-identities', async ({ permit, tx }) =>
    ok({
      ...(await tx.identities.toReview(permit, mostToReview)),
      fusions: await tx.fusions.proposed(permit, mostToReview),
      misfiled: await tx.misfilings.waiting(permit, mostToReview),
    }),
  );

/** Two records that share their traits are two people: a line of the journal of each. */
export const tellApart = (ports: Ports, caller: Caller, dossier: DossierId, other: DossierId): Promise<Result<true>> =>
  withAccess(ports, caller, { action: 'keep-identity', dossier: { id: dossier } }, async ({ permit, tx, also }) => {
    if (dossier === other) return refuse('PARAMETRE_INVALIDE', [{ field: 'other', rule: 'MEME_DOSSIER' }]);
    const second = await also({ action: 'keep-identity', dossier: { id: other } });
    if (!second.ok) return second;
    await tx.identities.tellApart(permit, other);
    return ok(true as const);
  });
