// Which measures answer a search for observations, and where they stand among the facts of documents.

import type { FactPosition, SoughtFacts } from '../clinical/seek.ts';
import type { LogicalId } from '../document/ids.ts';
import { type MeasureKind, rowOfKind } from '../terminology/measure-kinds.ts';
import type { Measure } from './measure.ts';

/** The guide puts every measure among the vital signs. */
export const measureCategory = 'vital-signs';

export const kindIsSought = (kind: MeasureKind, { codes, categories }: Pick<SoughtFacts, 'codes' | 'categories'>): boolean =>
  rowOfKind(kind).computed !== true &&
  (categories === undefined || categories.includes(measureCategory)) &&
  (codes === undefined ||
    rowOfKind(kind).codings.some((known) => codes.some(({ code, system }) => code === known.code && (system === undefined || system === known.system))));

/** Among facts, a measure stands at the place no statement of a document has. */
export const measurePlace = 0;
export const positionOfMeasure = ({ id, at }: Pick<Measure, 'id' | 'at'>): FactPosition => ({ at, document: id as string as LogicalId, place: measurePlace });
