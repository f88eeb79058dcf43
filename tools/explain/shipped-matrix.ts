// The habilitation matrix shipped with the program: the one a case is explained with, as a database of its own has none.

import { type HabilitationMatrix, parseHabilitationFile } from '@carnet/domain/access';
import { readFileSync } from 'node:fs';
import path from 'node:path';

export const shippedMatrixFile = path.resolve(import.meta.dirname, '../../packages/server/data/habilitation/2023-10-29.csv');

function readShippedMatrix(): HabilitationMatrix {
  const read = parseHabilitationFile(readFileSync(shippedMatrixFile, 'utf8'));
  if (!read.ok) throw new Error(`${shippedMatrixFile}: ${JSON.stringify(read.findings[0])}`);
  return read.value;
}

export const shippedMatrix: HabilitationMatrix = readShippedMatrix();
