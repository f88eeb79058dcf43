// Reads the multipart form of a deposit: its few fields first, then one file at most, held in memory up to its cap and no further.
// Whatever else comes is refused; a stream that lies about its length or stops half-way is a refusal, never a hang.

import type { Multipart } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { noteMaximum, patientDepositMaximumBytes, patientDepositSchema, professionalDepositSchema } from '@carnet/contract';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { z } from 'zod';
import { parseInput } from './parse-input.ts';

export interface DepositForm {
  readonly fields: z.output<typeof patientDepositSchema>;
  readonly bytes: Buffer;
}
export interface ProfessionalForm {
  readonly fields: z.output<typeof professionalDepositSchema>;
  readonly bytes: Buffer | undefined;
}

/** Passed to @fastify/multipart. One field more than the largest form has would be unknown anyway. */
const limitsFor = (schema: z.ZodObject, fieldSize: number) => {
  const fields = Object.keys(schema.shape).length + 2;
  return { fieldNameSize: 40, fieldSize, fields, fileSize: patientDepositMaximumBytes, files: 1, parts: fields + 1, headerPairs: 50 } as const;
};

const tooLarge = (): Result<never> => refuse('CONTENU_TROP_GRAND', [{ field: 'file', rule: 'TAILLE', expected: `≤ ${patientDepositMaximumBytes}` }]);
const fileAbsent = (): Result<never> => refuse('PARAMETRE_INVALIDE', [{ field: 'file', rule: 'CHAMP_ABSENT' }]);

export async function readDepositForm(request: FastifyRequest): Promise<Result<DepositForm>> {
  const form = await readForm(request, patientDepositSchema, 8 * 1024);
  if (!form.ok) return form;
  const { fields, bytes } = form.value;
  return bytes === undefined ? fileAbsent() : ok({ fields, bytes });
}

/** A file, a note, or the content that was there: one of them. A letter takes four bytes at most. */
export async function readProfessionalForm(request: FastifyRequest): Promise<Result<ProfessionalForm>> {
  const form = await readForm(request, professionalDepositSchema, 4 * noteMaximum);
  if (!form.ok) return form;
  const { fields, bytes } = form.value;
  const contents = [bytes, fields.note, fields.keepsContent].filter((one) => one !== undefined).length;
  if (contents === 0) return fileAbsent();
  if (contents > 1) return refuse('PARAMETRE_INVALIDE', [{ field: 'file', rule: 'CHAMP_REPETE' }]);
  if ((fields.corrects === undefined) !== (fields.correctsIn === undefined))
    return refuse('PARAMETRE_INVALIDE', [{ field: fields.corrects === undefined ? 'corrects' : 'correctsIn', rule: 'CHAMP_ABSENT' }]);
  if (fields.keepsContent !== undefined && fields.replaces === undefined && fields.corrects === undefined)
    return refuse('PARAMETRE_INVALIDE', [{ field: 'replaces', rule: 'CHAMP_ABSENT' }]);
  return form;
}

async function readForm<Schema extends z.ZodObject>(
  request: FastifyRequest,
  schema: Schema,
  fieldSize: number,
): Promise<Result<{ readonly fields: z.output<Schema>; readonly bytes: Buffer | undefined }>> {
  if (!request.isMultipart()) return refuse('REQUETE_MALFORMEE', [{ field: 'Content-Type', rule: 'MEDIA_TYPE', expected: 'multipart/form-data' }]);
  const fields = new Map<string, string>();
  let bytes: Buffer | undefined;
  try {
    for await (const part of request.parts({ limits: limitsFor(schema, fieldSize) })) {
      if (part.type === 'file') {
        if (part.fieldname !== 'file') return drained(part, refuse('PARAMETRE_INVALIDE', [{ field: part.fieldname.slice(0, 40), rule: 'CHAMP_INCONNU' }]));
        bytes = await part.toBuffer();
      } else {
        if (fields.has(part.fieldname)) return refuse('PARAMETRE_INVALIDE', [{ field: part.fieldname, rule: 'CHAMP_REPETE' }]);
        fields.set(part.fieldname, String(part.value));
      }
    }
  } catch (error) {
    return formRefusal(error);
  }
  const parsed = parseInput(schema, Object.fromEntries(fields));
  return parsed.ok ? ok({ fields: parsed.value, bytes }) : parsed;
}

/** Lets the rest of a refused file flow away, so that the connection can carry the answer. */
function drained(part: Extract<Multipart, { type: 'file' }>, result: Result<never>): Result<never> {
  part.file.resume();
  return result;
}

/** What the form parser says, in our words. Anything it did not foresee is a programmer's error and goes on. */
function formRefusal(error: unknown): Result<never> {
  const code = (error as { code?: unknown }).code;
  if (code === 'FST_REQ_FILE_TOO_LARGE') return tooLarge();
  if (code === 'FST_FILES_LIMIT' || code === 'FST_PARTS_LIMIT' || code === 'FST_FIELDS_LIMIT')
    return refuse('PARAMETRE_INVALIDE', [{ field: 'form', rule: 'TROP_DE_PARTIES' }]);
  if (isFormFault(error)) return refuse('REQUETE_MALFORMEE', [{ field: 'form', rule: 'MULTIPART_ILLISIBLE' }]);
  throw error;
}

const formFaults =
  /Unexpected end of (?:form|multipart data|file)|Malformed part header|Multipart: Boundary not found|Part terminated early|Premature close|aborted/i;
const isFormFault = (error: unknown): boolean =>
  error instanceof Error && (formFaults.test(error.message) || ('code' in error && typeof error.code === 'string' && error.code.startsWith('FST_')));
