// Body mass index: weight over the square of the height (WHO). Computed each time it is shown, from a weight and the last height known on its
// day; never entered, never kept. A child grows: their height is worth something for six months.

import type { CivilDate, Instant } from '../kernel/instant.ts';
import { civilDateInParis, millisecondsPerDay } from '../kernel/instant.ts';
import { measureKinds } from '../terminology/measure-kinds.ts';
import { rounded } from './measure.ts';

interface Dated {
  readonly at: Instant;
  readonly value: number;
}
const childHeightDays = 183;

/** One index for each weight (kg) that has a height (cm), in the order of the weights, with the weight it is of. */
export function bodyMassIndexes<W extends Dated>(
  weights: readonly W[],
  heights: readonly Dated[],
  birthDate: CivilDate,
): readonly (Dated & { readonly of: W })[] {
  const known = heights.toSorted((a, b) => b.at - a.at);
  const majority = `${Number(birthDate.slice(0, 4)) + 18}${birthDate.slice(4)}`;
  return weights.flatMap((weight) => {
    const day = civilDateInParis(weight.at);
    const height = known.find(({ at }) => civilDateInParis(at) <= day);
    if (height === undefined || (day < majority && weight.at - height.at > childHeightDays * millisecondsPerDay)) return [];
    return [{ at: weight.at, value: rounded(weight.value / (height.value / 100) ** 2, measureKinds.bmi.decimals), of: weight }];
  });
}
