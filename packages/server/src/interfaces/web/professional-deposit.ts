// A professional's deposit by hand: what they are told before, then their form, a file or a note, as the body of a document in their name. The types
// are those that were offered.

import { type WrittenBody, fileBody, noteBody, parseCdaHeader } from '@carnet/codecs/cda';
import type { DepositOptions, DepositedDocument } from '@carnet/contract';
import { classLabel, professionLabel, templateWording, typeLabel } from '@carnet/contract/wording';
import { displayName } from '@carnet/domain/identity';
import { type Result, civilDateInParis, ok, parseCivilDate, refuse } from '@carnet/domain/kernel';
import type { FastifyRequest } from 'fastify';
import { type DepositPlace, prepareDeposit } from '../../application/prepare-deposit.ts';
import type { Ports } from '../../ports/index.ts';
import { nameOf } from '../pipeline/card-holder.ts';
import { type ProfessionalForm, readProfessionalForm } from './deposit-form.ts';
import { inspectFile } from './file-inspection.ts';
import { correctedBy, sayCorrected } from './misfilings.ts';
import type { DossierCall } from './web-deps.ts';
import { type Replaced, depositWritten, replacedBy } from './written-deposit.ts';

/** What a form may hold, and what the policy leaves of it once it is written in base64 within a CDA. */
const fileMaximumBytes = 20_000_000;
const headerMaximumBytes = 16 * 1024;
const maximumFor = ({ documentMaximumBytes }: DepositPlace): number =>
  Math.min(fileMaximumBytes, Math.floor(((documentMaximumBytes - headerMaximumBytes) * 3) / 4));

export async function showDepositOptions(ports: Ports, { caller, dossier, language }: DossierCall): Promise<Result<DepositOptions>> {
  const prepared = await prepareDeposit(ports, caller, dossier);
  if (!prepared.ok) return prepared;
  const { identity, may, author, types, usual, templates, represented, announcementDelayDays, hiddenFromBoth } = prepared.value;
  return ok({
    patient: { displayName: displayName(identity.traits), birthDate: identity.traits.birthDate, sexe: identity.traits.sexe },
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
    templates: templates.map((name) => ({ name, title: templateWording[name].title[language], help: templateWording[name].help[language] })),
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
  const replaced = await replacedBy(ports, call, fields.replaces);
  if (!replaced.ok) return replaced;
  const corrected = await correctedBy(ports, call, fields);
  if (!corrected.ok) return corrected;
  const body = bodyOf(form.value, replaced.value ?? corrected.value, maximumFor(prepared.value));
  if (!body.ok) return body;
  const { typeCode, title, attempt, masked, hiddenFromPatient, hiddenFromRepresentants } = fields;
  const deposited = await depositWritten(ports, call, {
    place: prepared.value,
    author,
    attempt,
    typeCode,
    title,
    act: act.value,
    now,
    body: body.value,
    visibilite: {
      masquePs: masked === 'true',
      invisiblePatient: hiddenFromPatient === 'true',
      invisibleRepresentants: hiddenFromRepresentants === 'true',
    },
    replaced: replaced.value,
  });
  return deposited.ok && corrected.value !== undefined ? sayCorrected(ports, call, corrected.value, prepared.value.identity.id, deposited.value) : deposited;
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
