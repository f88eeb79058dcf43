// The heads of a record at a glance (features A149): allergies, treatments, problems, antecedents and acts, vaccines, results.

export const glanceHeads = ['allergies', 'treatments', 'problems', 'past', 'vaccines', 'results'] as const;
export type GlanceHead = (typeof glanceHeads)[number];
