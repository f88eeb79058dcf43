// Reads the multipart form of a patient's deposit: its few fields first, then one file, held in memory up to its cap and no further.
// Whatever else comes is refused; a stream that lies about its length or stops half-way is a refusal, never a hang.

import type { Multipart } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { patientDepositMaximumBytes, patientDepositSchema } from '@carnet/contract';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { z } from 'zod';
import { parseInput } from './parse-input.ts';

export interface DepositForm {
  readonly fields: z.output<typeof patientDepositSchema>;
  readonly bytes: Buffer;
}

/** Passed to @fastify/multipart. One field more than the schema has would be unknown anyway. */
export const depositFormLimits = {
  fieldNameSize: 40,
  fieldSize: 8 * 1024,
  fields: 9,
  fileSize: patientDepositMaximumBytes,
  files: 1,
  parts: 10,
  headerPairs: 50,
} as const;

const tooLarge = (): Result<never> => refuse('CONTENU_TROP_GRAND', [{ field: 'file', rule: 'TAILLE', expected: `≤ ${patientDepositMaximumBytes}` }]);

export async function readDepositForm(request: FastifyRequest): Promise<Result<DepositForm>> {
  if (!request.isMultipart()) return refuse('REQUETE_MALFORMEE', [{ field: 'Content-Type', rule: 'MEDIA_TYPE', expected: 'multipart/form-data' }]);
  const fields = new Map<string, string>();
  let bytes: Buffer | undefined;
  try {
    for await (const part of request.parts({ limits: depositFormLimits })) {
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
  const parsed = parseInput(patientDepositSchema, Object.fromEntries(fields));
  if (!parsed.ok) return parsed;
  if (bytes === undefined) return refuse('PARAMETRE_INVALIDE', [{ field: 'file', rule: 'CHAMP_ABSENT' }]);
  return ok({ fields: parsed.value, bytes });
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
