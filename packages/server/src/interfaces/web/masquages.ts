// What the patient keeps from some only, and the record as one of them sees it (features N4).

import { type MasquageLine, type Masquages, type Preview, masquageOfSchema, previewQuerySchema } from '@carnet/contract';
import { type LabelLanguage, professionLabel, refusalWording } from '@carnet/contract/wording';
import { habilitationProfessions } from '@carnet/domain/access';
import { parseLogicalId } from '@carnet/domain/document';
import type { Masquage, MasquageFrom } from '@carnet/domain/dossier';
import { type ProfessionCode, parseStructIdNat } from '@carnet/domain/identity';
import { type Result, ok, refuse, toIso } from '@carnet/domain/kernel';
import { typesOfSpace } from '@carnet/domain/terminology';
import { type NamedMasquage, createMasquage, endMasquage, listMasquages } from '../../application/masquages.ts';
import { type PreviewedAs, type PreviewedRecord, previewRecord } from '../../application/preview-record.ts';
import type { DocumentQuery, Ports } from '../../ports/index.ts';
import { professionnelOf } from './accesses.ts';
import { presentSpaces } from './dossiers.ts';
import { parseInput } from './parse-input.ts';
import { labelOf, presentSummary } from './present-document.ts';
import type { DossierCall } from './web-deps.ts';

export async function showMasquages(ports: Ports, { caller, dossier, language }: DossierCall): Promise<Result<Masquages>> {
  const listed = await listMasquages(ports, caller, dossier);
  if (!listed.ok) return listed;
  return ok({
    masquages: listed.value.map((one) => presentMasquage(language, one)),
    professions: habilitationProfessions.map((code) => ({ code, label: professionLabel(language, code) })),
  });
}

export async function addMasquage(ports: Ports, { caller, dossier, language }: DossierCall, body: unknown): Promise<Result<MasquageLine>> {
  const masquage = masquageIn(body);
  if (!masquage.ok) return masquage;
  const created = await createMasquage(ports, caller, dossier, masquage.value);
  return created.ok ? ok(presentMasquage(language, created.value)) : created;
}

export async function removeMasquage(ports: Ports, { caller, dossier }: DossierCall, body: unknown): Promise<Result<undefined>> {
  const masquage = masquageIn(body);
  if (!masquage.ok) return masquage;
  const ended = await endMasquage(ports, caller, dossier, masquage.value);
  return ended.ok ? ok(undefined) : ended;
}

function masquageIn(body: unknown): Result<Omit<Masquage, 'id'>> {
  const input = parseInput(masquageOfSchema, body);
  if (!input.ok) return input;
  const { from, what } = input.value;
  const whom = fromOf(from.kind, from.id);
  if (!whom.ok) return whom;
  if (what.kind === 'space') return ok({ from: whom.value, what });
  const document = parseLogicalId(what.id);
  // An id that is not one names no document.
  return document.ok ? ok({ from: whom.value, what: { kind: 'document', id: document.value } }) : refuse('DOCUMENT_INEXISTANT');
}

function fromOf(kind: MasquageFrom['kind'], text: string): Result<MasquageFrom> {
  if (kind === 'profession') return ok({ kind, id: text as ProfessionCode });
  if (kind === 'professionnel') {
    const id = professionnelOf(text);
    return id.ok ? ok({ kind, id: id.value }) : id;
  }
  const id = parseStructIdNat(text, 'from.id');
  return id.ok ? ok({ kind, id: id.value }) : refuse('PARAMETRE_INVALIDE', [{ field: 'from.id', rule: 'STRUCT_IDNAT_FORME' }]);
}

const presentMasquage = (language: LabelLanguage, { id, since, from, what, named, document, exceptions }: NamedMasquage): MasquageLine => ({
  id,
  since: toIso(since),
  from: { ...from, label: labelOf(language, named) },
  what: { ...what, ...(document === undefined ? {} : { label: document.title }) },
  exceptions: exceptions.map((one) => ({ ...one })),
});

const asShape = /^(professionnel|profession):(.{1,80})$/;

function asOf(text: string, structure: string | undefined): Result<PreviewedAs> {
  const [, kind, id = ''] = asShape.exec(text) ?? [];
  if (kind === undefined) return refuse('PARAMETRE_INVALIDE', [{ field: 'as', rule: 'FORME' }]);
  const place = structure === undefined ? undefined : parseStructIdNat(structure, 'structure');
  if (place?.ok === false) return refuse('PARAMETRE_INVALIDE', [{ field: 'structure', rule: 'STRUCT_IDNAT_FORME' }]);
  const acting = place === undefined ? {} : { structure: place.value };
  if (kind === 'profession') return ok({ kind, id: id as ProfessionCode, ...acting });
  const professionnel = professionnelOf(id);
  return professionnel.ok ? ok({ kind: 'professionnel', id: professionnel.value, ...acting }) : professionnel;
}

export async function showPreview(ports: Ports, { caller, dossier, language }: DossierCall, query: unknown): Promise<Result<Preview>> {
  const input = parseInput(previewQuerySchema, query);
  if (!input.ok) return input;
  const { as: asked, structure, space, sort, cursor, limit } = input.value;
  const as = asOf(asked, structure);
  if (!as.ok) return as;
  const wanted: DocumentQuery = {
    ...(space === undefined ? {} : { types: typesOfSpace(space) }),
    ...(sort === undefined ? {} : { order: sort }),
    ...(cursor === undefined ? {} : { cursor }),
    ...(limit === undefined ? {} : { limit }),
    asLines: true,
  };
  const previewed = await previewRecord(ports, caller, dossier, as.value, wanted);
  return previewed.ok ? ok(await presentPreview(ports, language, as.value, previewed.value)) : previewed;
}

async function presentPreview(
  ports: Ports,
  language: LabelLanguage,
  as: PreviewedAs,
  { named, structureName, actor, seen, ifAuthorised }: PreviewedRecord,
): Promise<Preview> {
  const whom = { as: { kind: as.kind, id: as.id, label: labelOf(language, named), ...(structureName === undefined ? {} : { structureName }) }, ifAuthorised };
  if ('refused' in seen) {
    const { title, why } = refusalWording[seen.refused];
    return { ...whom, refused: { code: seen.refused, title: title[language], why: why[language] } };
  }
  const { rows, missing, total, masked, nextCursor } = seen.page;
  const { policy } = await ports.law.at(ports.clock.now());
  const reader = { language, actor, policy };
  return {
    ...whom,
    spaces: presentSpaces(seen.spaces),
    documents: { documents: rows.map((row) => presentSummary(reader, row)), missing, total, masked, ...(nextCursor === undefined ? {} : { nextCursor }) },
  };
}
