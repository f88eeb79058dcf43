// What a professional writes or brings, made into a CDA in their name, which goes the way every deposit goes: the rights are the use case's. What
// replaces a document is one's own, and says so in its header.

import { type CdaHeader, type CdaVersion, type WrittenBody, declaredOf, parseCdaHeader, toTheSecond, versionOf, writeCda } from '@carnet/codecs/cda';
import type { DepositedDocument } from '@carnet/contract';
import { professionLabel, typeLabel } from '@carnet/contract/wording';
import { type DocumentEntry, type DocumentMetadata, oidOfUuid } from '@carnet/domain/document';
import { type CivilDate, type Result, ok, refuse } from '@carnet/domain/kernel';
import { classOfType, systemOfType } from '@carnet/domain/terminology';
import { depositDocuments } from '../../application/deposit-documents.ts';
import { carnetSourceId, consultations } from '../../application/own-set.ts';
import type { DepositAuthor, DepositPlace } from '../../application/prepare-deposit.ts';
import { readDocument } from '../../application/read-document.ts';
import type { Ports } from '../../ports/index.ts';
import { recognisable } from '../pipeline/media.ts';
import { documentIdOf } from './documents.ts';
import type { DossierCall } from './web-deps.ts';

export interface Replaced {
  readonly entry: DocumentEntry;
  readonly bytes: Buffer;
}
export interface WrittenDocument {
  readonly place: DepositPlace;
  readonly author: DepositAuthor;
  /** UUID: what gives it its uniqueId. */
  readonly attempt: string;
  readonly typeCode: string;
  readonly title: string;
  readonly act: CivilDate;
  readonly now: ReturnType<Ports['clock']['now']>;
  readonly body: WrittenBody;
  readonly visibilite: DocumentMetadata['visibilite'];
  readonly replaced: Replaced | undefined;
}

export async function depositWritten(ports: Ports, { caller, dossier }: DossierCall, written: WrittenDocument): Promise<Result<DepositedDocument>> {
  const { body, typeCode, title, visibilite, replaced } = written;
  const header = headerOf(written);
  const bytes = writeCda(header, body.body);
  const read = parseCdaHeader(bytes);
  if (!read.ok) return refuse('CONTENU_REFUSE', read.findings);
  const metadata: DocumentMetadata = {
    ...declaredOf(header),
    classCode: classOfType(typeCode) ?? '',
    format: body.format,
    visibilite,
    sha1: ports.sha1(bytes),
    size: bytes.length,
  };
  const deposited = await depositDocuments(ports, caller, dossier, {
    set: { sourceId: carnetSourceId, contentType: consultations, author: header.author, patient: header.patient.ins, title },
    documents: [
      recognisable({
        metadata,
        bytes,
        contentHeader: read.value,
        ...(replaced === undefined ? {} : { replaces: { logicalId: replaced.entry.logicalId } }),
      }),
    ],
  });
  return deposited.ok ? ok({ id: deposited.value.entries[0]!.logicalId, alike: deposited.value.alike }) : deposited;
}

/** Read as its author reads it, with its trace: its version is in its header, and its file may be kept. */
export async function replacedBy(ports: Ports, { caller, dossier }: DossierCall, replaces: string | undefined): Promise<Result<Replaced | undefined>> {
  if (replaces === undefined) return ok(undefined);
  const id = documentIdOf(replaces);
  return id.ok ? readDocument(ports, caller, dossier, { logicalId: id.value }) : id;
}

const headerOf = ({ place: { identity }, author, attempt, typeCode, title, act, now, replaced, body }: WrittenDocument): CdaHeader => ({
  uniqueId: oidOfUuid(attempt),
  type: { code: typeCode, system: systemOfType(typeCode), display: typeLabel('fr', typeCode) },
  title,
  at: toTheSecond(now),
  models: body.models,
  patient: identity,
  author: signing(author),
  structure: author.structure,
  act,
  ...(replaced === undefined ? {} : { replaces: replaced.entry.uniqueId, version: after(replaced) }),
});

/** The next of its set; of what is no CDA, the second of a set that begins with it. */
function after({ entry, bytes }: Replaced): CdaVersion {
  const { setId, number } = versionOf(bytes) ?? { setId: entry.uniqueId, number: 1 };
  return { setId, number: number + 1 };
}

/** The professional as the registers say, in the words a document is written in. */
export const signing = ({ professionnel, structure, medecinTraitant }: DepositAuthor): CdaHeader['author'] => ({
  kind: 'professionnel',
  id: professionnel.id,
  familyName: professionnel.familyName,
  givenName: professionnel.givenName,
  institution: { id: structure.id, name: structure.name },
  specialty: {
    code: `G15_${professionnel.profession}${professionnel.specialty === undefined ? '' : `/${professionnel.specialty}`}`,
    system: '1.2.250.1.213.1.1.4.5',
    display: professionLabel('fr', professionnel.profession, professionnel.specialty),
  },
  ...(medecinTraitant ? { role: { code: 'PCP', system: '2.16.840.1.113883.5.88', display: 'Médecin traitant' } } : {}),
});
