// The templates a professional is offered: those their profession writes, of a type they are offered; what is expected of them and what they write
// most comes first.

import { type TemplateName, templateNames, templateOf } from '../terminology/document-templates.ts';

/** Of the types offered to them; those of the usual types first, in their order, then as they are listed. */
export function offeredTemplates(profession: string, types: readonly string[], usual: readonly string[]): readonly TemplateName[] {
  const rank = (name: TemplateName): number => {
    const place = usual.indexOf(templateOf(name).typeCode);
    return place === -1 ? usual.length : place;
  };
  return templateNames
    .filter((name) => templateOf(name).writers.includes(profession) && types.includes(templateOf(name).typeCode))
    .toSorted((one, other) => rank(one) - rank(other));
}
