// A professional's deposit by hand: what they are told before, then their form made into a CDA in their name, which goes the way every deposit
// goes. The rights are the use case's; the types are those that were offered. What replaces a document is one's own, and says so in its header.

import {
  type CdaHeader,
  type CdaVersion,
  type WrittenBody,
  declaredOf,
  fileBody,
  noteBody,
  parseCdaHeader,
  toTheSecond,
  versionOf,
  writeCda,
} from '@carnet/codecs/cda';
import type { DepositOptions, DepositedDocument } from '@carnet/contract';
import { classLabel, professionLabel, typeLabel } from '@carnet/contract/wording';
import { type DocumentEntry, type DocumentMetadata, type LogicalId, oidOfUuid } from '@carnet/domain/document';
import { type CivilDate, type Result, civilDateInParis, ok, parseCivilDate, refuse } from '@carnet/domain/kernel';
import { classOfType, systemOfType } from '@carnet/domain/terminology';
import type { FastifyRequest } from 'fastify';
import { depositDocuments } from '../../application/deposit-documents.ts';
import { carnetSourceId, consultations } from '../../application/own-set.ts';
import { type DepositAuthor, type DepositPlace, prepareDeposit } from '../../application/prepare-deposit.ts';
import { readDocument } from '../../application/read-document.ts';
import type { Ports } from '../../ports/index.ts';
import { nameOf } from '../pipeline/card-holder.ts';
import { recognisable } from '../pipeline/media.ts';
import { type ProfessionalForm, readProfessionalForm } from './deposit-form.ts';
import { documentIdOf } from './documents.ts';
import { inspectFile } from './file-inspection.ts';
import type { DossierCall } from './web-deps.ts';

/** What a form may hold, and what the policy leaves of it once it is written in base64 within a CDA. */
const fileMaximumBytes = 20_000_000;
const headerMaximumBytes = 16 * 1024;
const maximumFor = ({ documentMaximumBytes }: DepositPlace): number =>
  Math.min(fileMaximumBytes, Math.floor(((documentMaximumBytes - headerMaximumBytes) * 3) / 4));

export async function showDepositOptions(ports: Ports, { caller, dossier, language }: DossierCall): Promise<Result<DepositOptions>> {
  const prepared = await prepareDeposit(ports, caller, dossier);
  if (!prepared.ok) return prepared;
  const { may, author, types, usual, represented, announcementDelayDays, hiddenFromBoth } = prepared.value;
  return ok({
    may,
    ...(author === undefined
      ? {}
      : {
          author: {
            displayName: nameOf(author.professionnel),
            professionLabel: professionLabel(language, author.professionnel.profession, author.professionnel.specialty),
            structure: author.structure.name,
          },
        }),
    types: types.map((code) => ({ code, label: typeLabel(language, code), classLabel: classLabel(language, code) })),
    usual: usual.length,
    represented,
    announcementDelayDays,
    hiddenFromBoth,
    maximumBytes: maximumFor(prepared.value),
  });
}

/** Rights first: a stranger's form is refused before its bytes are looked at. */
export async function depositByProfessional(ports: Ports, call: DossierCall, request: FastifyRequest): Promise<Result<DepositedDocument>> {
  const prepared = await prepareDeposit(ports, call.caller, call.dossier);
  if (!prepared.ok) return prepared;
  const { may, author } = prepared.value;
  const form = await readProfessionalForm(request);
  if (!form.ok) return form;
  // Who may not is refused by the use case, with its trace: here only what it cannot say, that nobody signs.
  if (author === undefined)
    return may.allowed ? refuse('STRUCTURE_INCOHERENTE', [{ field: 'structure', rule: 'CHAMP_ABSENT' }]) : refuse(may.because ?? 'FONCTION_INTERDITE');
  const { fields } = form.value;
  if (!prepared.value.types.includes(fields.typeCode)) return refuse('PARAMETRE_INVALIDE', [{ field: 'typeCode', rule: 'VALEUR_HORS_LISTE' }]);
  const now = ports.clock.now();
  const act = parseCivilDate(fields.serviceDate, 'serviceDate');
  if (!act.ok) return refuse('PARAMETRE_INVALIDE', act.findings);
  if (act.value > civilDateInParis(now)) return refuse('PARAMETRE_INVALIDE', [{ field: 'serviceDate', rule: 'DATE_FUTURE' }]);
  const replaced = await replacedBy(ports, call, form.value);
  if (!replaced.ok) return replaced;
  const body = bodyOf(form.value, replaced.value, maximumFor(prepared.value));
  if (!body.ok) return body;
  const header = headerOf({ place: prepared.value, author, form: form.value, act: act.value, now, replaced: replaced.value, body: body.value });
  const bytes = writeCda(header, body.value.body);
  const read = parseCdaHeader(bytes);
  if (!read.ok) return refuse('CONTENU_REFUSE', read.findings);
  const metadata: DocumentMetadata = {
    ...declaredOf(header),
    classCode: classOfType(fields.typeCode) ?? '',
    format: body.value.format,
    visibilite: {
      masquePs: fields.masked === 'true',
      invisiblePatient: fields.hiddenFromPatient === 'true',
      invisibleRepresentants: fields.hiddenFromRepresentants === 'true',
    },
    sha1: ports.sha1(bytes),
    size: bytes.length,
  };
  const deposited = await depositDocuments(ports, call.caller, call.dossier, {
    set: { sourceId: carnetSourceId, contentType: consultations, author: header.author, patient: header.patient.ins, title: fields.title },
    documents: [
      recognisable({
        metadata,
        bytes,
        contentHeader: read.value,
        ...(replaced.value === undefined ? {} : { replaces: { logicalId: replaced.value.entry.logicalId } }),
      }),
    ],
  });
  if (!deposited.ok) return deposited;
  return ok({ id: deposited.value.entries[0]!.logicalId, alike: deposited.value.alike });
}

interface Replaced {
  readonly entry: DocumentEntry;
  readonly bytes: Buffer;
}
/** Read as its author reads it, with its trace: its version is in its header, and its file may be kept. */
async function replacedBy(ports: Ports, { caller, dossier }: DossierCall, { fields: { replaces } }: ProfessionalForm): Promise<Result<Replaced | undefined>> {
  if (replaces === undefined) return ok(undefined);
  const id: Result<LogicalId> = documentIdOf(replaces);
  return id.ok ? readDocument(ports, caller, dossier, { logicalId: id.value }) : id;
}

function bodyOf({ fields, bytes }: ProfessionalForm, replaced: Replaced | undefined, maximum: number): Result<WrittenBody> {
  if (fields.note !== undefined) return ok(noteBody(fields.note));
  const file = bytes ?? (replaced === undefined ? undefined : fileIn(replaced));
  if (file === undefined) return refuse('CONTENU_REFUSE', [{ field: 'keepsContent', rule: 'CONTENU_NON_REPRIS' }]);
  if (file.length > maximum) return refuse('CONTENU_TROP_GRAND', [{ field: 'file', rule: 'TAILLE', expected: `≤ ${maximum}` }]);
  const inspected = inspectFile(file);
  return inspected.ok ? ok(fileBody(inspected.value, file)) : inspected;
}

/** The file a document is, or carries; undefined: what it says is written in it, and would not be a file of one's own. */
function fileIn({ entry, bytes }: Replaced): Buffer | undefined {
  if (entry.mimeType !== 'text/xml') return bytes;
  const header = parseCdaHeader(bytes);
  const file = header.ok ? header.value.carriedFile : undefined;
  return file === undefined ? undefined : Buffer.from(file.buffer, file.byteOffset, file.byteLength);
}

interface Writing {
  readonly place: DepositPlace;
  readonly author: DepositAuthor;
  readonly form: ProfessionalForm;
  readonly act: CivilDate;
  readonly now: ReturnType<Ports['clock']['now']>;
  readonly replaced: Replaced | undefined;
  readonly body: WrittenBody;
}
const headerOf = ({ place: { identity }, author, form: { fields }, act, now, replaced, body }: Writing): CdaHeader => ({
  uniqueId: oidOfUuid(fields.attempt),
  type: { code: fields.typeCode, system: systemOfType(fields.typeCode), display: typeLabel('fr', fields.typeCode) },
  title: fields.title,
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
