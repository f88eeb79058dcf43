// Whether a document with this content is there already, asked before anything is sent. Among what this person sees, and nothing else: of a document
// hidden from them, they learn nothing.

import { type Alike, alikeQuestionSchema } from '@carnet/contract';
import { type Result, ok, toIso } from '@carnet/domain/kernel';
import { listDocuments } from '../../application/list-documents.ts';
import type { Ports } from '../../ports/index.ts';
import { parseInput } from './parse-input.ts';
import type { DossierCall } from './web-deps.ts';

export async function findAlike(ports: Ports, { caller, dossier }: DossierCall, body: unknown): Promise<Result<Alike>> {
  const input = parseInput(alikeQuestionSchema, body);
  if (!input.ok) return input;
  const found = await listDocuments(ports, caller, dossier, { content: input.value.sha256, limit: 1 });
  if (!found.ok) return found;
  const [first] = found.value.rows;
  if (first === undefined) return ok({});
  const { logicalId: id, title, depositedAt } = first.entry;
  return ok({ document: { id, title, depositedAt: toIso(depositedAt) } });
}
