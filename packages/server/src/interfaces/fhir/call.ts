// What one FHIR request carries once the card is known, and what every interaction needs of it.

import type { CdaSchema } from '@carnet/codecs/cda';
import { type DocumentAddress, type Sha1, documentResourceId, parseDocumentResourceId, writeDocumentReference } from '@carnet/codecs/fhir';
import type { DocumentEntry } from '@carnet/domain/document';
import type { DossierId } from '@carnet/domain/dossier';
import type { Ins, InsOid } from '@carnet/domain/identity';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../../application/caller.ts';
import type { HookCarrier, Ports } from '../../ports/index.ts';
import type { App } from '../pipeline/bearer.ts';
import type { LaunchDeps } from '../pipeline/launch.ts';
import type { RateLimits } from '../pipeline/rate-limits.ts';
import type { Revocations } from '../pipeline/revocations.ts';
import type { SmartAddresses } from './smart-configuration.ts';

export interface FhirDeps {
  readonly ports: Ports;
  /** Written in answers: `https://localhost:8443/fhir`. */
  readonly baseUrl: string;
  /** Authorities of the INS this server serves. */
  readonly insOids: readonly InsOid[];
  readonly limits: RateLimits;
  readonly revocations: Revocations;
  /** What deposited CDA documents are held against; undefined: nothing. */
  readonly cdaSchema: CdaSchema | undefined;
  /** Which addresses of receivers may be subscribed. */
  readonly hooks: Pick<HookCarrier, 'fault'>;
  /** What tokens are looked up in. */
  readonly bearer: LaunchDeps;
  /** Where tokens are had. */
  readonly smart: SmartAddresses;
  /** Of Carnet. */
  readonly version: string;
}

export interface FhirCall extends FhirDeps {
  readonly caller: Caller;
  /** A service that a patient paired: it knows one record, by an id of its own. */
  readonly app?: App;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Test matricules are for the sandbox, real ones for production: the wrong kind is told so rather than not found. */
export const servedIns = ({ insOids }: FhirDeps, ins: Ins, field: string): Result<Ins> =>
  insOids.includes(ins.oid) ? ok(ins) : refuse('INS_INVALIDE', [{ field, rule: 'INS_OID', given: ins.oid, expected: insOids.join(' | ') }]);

export const declarationContext = ({ ports }: FhirDeps): { readonly sha1: Sha1; readonly newId: () => string } => ({ sha1: ports.sha1, newId: ports.newId });

/** Who keeps this registry. */
const custodian = { display: 'Carnet' } as const;

/** What the record is called in what this caller reads: its id, or the service's own idPe. */
export const shownDossier = ({ app }: Pick<FhirCall, 'app'>, dossierId: DossierId): string => app?.idPe ?? dossierId;
/** The record this id names to this caller. Undefined: none; to a service, every record but its own. */
export const soughtDossier = ({ app }: Pick<FhirCall, 'app'>, id: DossierId): DossierId | undefined =>
  app === undefined ? id : app.idPe === id ? app.dossier : undefined;

/** The document this id names to this caller. */
export function soughtDocument(call: Pick<FhirCall, 'app'>, id: string): DocumentAddress | undefined {
  const address = parseDocumentResourceId(id);
  const dossierId = address === undefined ? undefined : soughtDossier(call, address.dossierId);
  return address === undefined || dossierId === undefined ? undefined : { ...address, dossierId };
}

/** `lies`: the record the document lies in, where that one is one with others: its id stays what it was. */
export function representation(
  call: FhirCall,
  entry: DocumentEntry,
  dossier: DossierId,
  lies = dossier,
): { readonly fullUrl: string; readonly resource: object } {
  const { baseUrl } = call;
  const dossierId = shownDossier(call, lies);
  const id = documentResourceId(dossierId, entry.logicalId);
  return {
    fullUrl: `${baseUrl}/DocumentReference/${id}`,
    resource: writeDocumentReference(entry, { dossierId, patientId: shownDossier(call, dossier), contentUrl: `${baseUrl}/Binary/${id}`, custodian }),
  };
}

/** Where a DocumentReference says the media type of its content. */
export const mediaTypeField = 'content[0].attachment.contentType';
