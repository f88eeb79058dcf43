// The types a professional is offered when they deposit by hand. The law lets an author feed whatever they wrote (rule 500); what is offered is
// narrower: nothing that is the patient's or the health insurance's to write, no manifest of images, and nothing the matrix of the day would not
// let them read again, since nobody can correct what they cannot open.

import { type HabilitationMatrix, openTypes } from '../access/habilitation.ts';
import { documentTypes, isInsurerType, isPatientType } from '../terminology/types.ts';

/** References to images, made by machines. */
const madeByMachines: readonly string[] = ['IMG-KOS'];

export function offeredTypes(matrix: HabilitationMatrix, profession: string): readonly string[] {
  const open = new Set(openTypes(matrix, profession));
  return Object.keys(documentTypes).filter(
    (typeCode) => open.has(typeCode) && !isPatientType(typeCode) && !isInsurerType(typeCode) && !madeByMachines.includes(typeCode),
  );
}
