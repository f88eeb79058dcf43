// A program of a practice or a hospital, at work on one record: it writes a VIHF for each call, sends the transaction of the national guide
// and hands back the answer as it came. No rule of access lives here: the server decides, and its refusals are shown.

import type { Author, Coded } from '@carnet/domain/document';
import { type Ins, type PsIdNat, type StructIdNat, parseIns } from '@carnet/domain/identity';
import type { Declared } from '../deposit/declare.ts';
import type { PersonaPatient } from '../deposit/sandbox-files.ts';
import type { FoundEntry, Restriction } from './answers.ts';
import { type Status, patientCx, statuses as statusUrns } from './ebrim.ts';
import type { Sender } from './sender.ts';
import { type Message, type ServiceName, type SoapReply, sendSoap, serviceUrl } from './soap.ts';
import { type VihfChoices, type VihfFields, signedVihf } from './vihf.ts';
import {
  type LotChoices,
  type LotDocument,
  type QueryParameters,
  type UpdateSet,
  actions,
  provideAndRegister,
  type queries,
  retrieve,
  storedQuery,
  updateEntry,
  updateStatus,
} from './xds.ts';

export interface Lps {
  /** `https://localhost:8443/si-dmp-server/v2/services` */
  readonly base: string;
  readonly sender: Sender;
  /** Whom every call is about; undefined: nobody in particular (TD0.4, TD0.5). */
  readonly patient?: Pick<PersonaPatient, 'ins' | 'oid'>;
  /** Purpose, reason, secret, version: what the user chose. */
  readonly choices?: Omit<VihfChoices, 'patient'>;
  /** Put over the usual fields of the VIHF, for a test. */
  readonly changed?: Partial<VihfFields>;
}

/** One call: its VIHF is written now. */
export const call = ({ base, sender, patient, choices, changed }: Lps, service: ServiceName, message: Omit<Message, 'assertion'>): Promise<SoapReply> =>
  sendSoap(serviceUrl(base, service), sender, {
    ...message,
    assertion: signedVihf(sender, { ...choices, ...(patient === undefined ? {} : { patient }) }, changed),
  });

const insOf = ({ patient }: Lps): Ins => {
  if (patient === undefined) throw new Error('this transaction is about a patient');
  const ins = parseIns(patient.ins, patient.oid, 'patient');
  if (!ins.ok) throw new Error(JSON.stringify(ins.findings));
  return ins.value;
};

/** Who signs a submission: the person, or the structure as a system. */
export function authorOf({ person, structure }: Sender): Author {
  const institution = { id: structure.idNat as StructIdNat, name: structure.name };
  if (person === undefined || !('profession' in person))
    return { kind: 'systeme', id: `3${structure.idNat.slice(1)}/simulateur`, name: 'Carnet simulateur', institution };
  const code = person.specialty === undefined ? `G15_${person.profession}` : `G15_${person.profession}/${person.specialty}`;
  const specialty: Coded = { code, system: '1.2.250.1.213.1.1.4.5' };
  return { kind: 'professionnel', id: person.idNat as PsIdNat, familyName: person.familyName, givenName: person.givenName, institution, specialty };
}

/** TD2.1, TD2.2. Without `signing`, with the card's own signature; `{ signing: undefined }`: no signature. */
export function provide(lps: Lps, documents: readonly LotDocument[], choices: Partial<LotChoices> = {}): Promise<SoapReply> {
  const { body, attachments } = provideAndRegister(documents, { author: authorOf(lps.sender), signing: lps.sender.signing, ...choices });
  return call(lps, 'repository', { action: actions.provide, body, attachments });
}
export const asLotDocument = ({ metadata, bytes }: Declared, replaces?: string): LotDocument => ({
  metadata,
  bytes,
  ...(replaces === undefined ? {} : { replaces }),
});

/** TD3.1. The patient goes with the queries that ask for one. */
export const query = (
  lps: Lps,
  name: keyof typeof queries,
  parameters: QueryParameters,
  returnType: 'LeafClass' | 'ObjectRef' = 'LeafClass',
): Promise<SoapReply> => call(lps, 'registry', { action: actions.query, body: storedQuery(name, parameters, returnType) });

/** `$XDS…PatientId` of this record, for the queries that begin with Find. */
export const patientIdOf = (lps: Lps): string => patientCx(insOf(lps));
const listed = ['Approved'] as const satisfies readonly Status[];
export const findDocuments = (lps: Lps, parameters: QueryParameters = {}, statuses: readonly Status[] = listed): Promise<SoapReply> =>
  query(lps, 'FindDocuments', {
    $XDSDocumentEntryPatientId: patientIdOf(lps),
    $XDSDocumentEntryStatus: statuses.map((status) => statusUrns[status]),
    ...parameters,
  });
/** TD3.1b: the reference of one document. */
export const findReference = (lps: Lps, uniqueId: string): Promise<SoapReply> =>
  query(lps, 'GetDocuments', { $XDSDocumentEntryUniqueId: [uniqueId] }, 'ObjectRef');
export const getDocuments = (lps: Lps, uniqueIds: readonly string[]): Promise<SoapReply> =>
  query(lps, 'GetDocuments', { $XDSDocumentEntryUniqueId: uniqueIds });

/** TD3.2. `repositoryUniqueId` comes with the entry found. */
export const retrieveDocuments = (lps: Lps, repositoryUniqueId: string, uniqueIds: readonly string[]): Promise<SoapReply> =>
  call(lps, 'repository', { action: actions.retrieve, body: retrieve(repositoryUniqueId, uniqueIds) });

const updateSet = (lps: Lps): UpdateSet => ({ patient: insOf(lps), author: authorOf(lps.sender) });
/** TD3.3a, TD3.3b: the entry with these restrictions and no other. */
export const changeRestrictions = (lps: Lps, entry: FoundEntry, wanted: readonly Restriction[], previousVersion?: string): Promise<SoapReply> =>
  call(lps, 'registry', { action: actions.update, body: updateEntry(updateSet(lps), entry, wanted, previousVersion) });
/** TD3.3c, TD3.3d. */
export const changeStatus = (lps: Lps, entryUuid: string, from: Status, to: Status): Promise<SoapReply> =>
  call(lps, 'registry', { action: actions.update, body: updateStatus(updateSet(lps), entryUuid, from, to) });
