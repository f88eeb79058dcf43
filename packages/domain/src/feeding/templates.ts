// The templates a professional is offered: those their profession writes, of a type they are offered; what is expected of them and what they write
// most comes first.

import { type TemplateName, templateNames, templateOf } from '../terminology/document-templates.ts';

/** `types`: those offered, the usual ones first. */
export function offeredTemplates(profession: string, types: readonly string[]): readonly TemplateName[] {
  const rank = (name: TemplateName): number => types.indexOf(templateOf(name).typeCode);
  return templateNames.filter((name) => templateOf(name).writers.includes(profession) && rank(name) !== -1).toSorted((one, other) => rank(one) - rank(other));
}
