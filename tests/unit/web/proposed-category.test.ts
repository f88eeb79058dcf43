// What a document probably is, by its name: right where a word tells, silent where none does.

import { expect, it } from 'vitest';
import { proposedCategory } from '../../../apps/patient/src/journeys/adding/proposed-category.ts';

it.each([
  ['Ordonnance_2024-05-02.pdf', 'DOCPAT02'],
  ['ORDONNANCE LUNETTES.PDF', 'DOCPAT02'],
  ['Radio du genou', 'DOCPAT04'],
  ['Échographie 2e trimestre.jpg', 'DOCPAT04'],
  ['IRM-cerveau.pdf', 'DOCPAT04'],
  ['Bilan sanguin de juin', 'DOCPAT05'],
  ['Vaccins de 2019', 'DOCPAT06'],
  ['Certificat médical sport.pdf', 'DOCPAT07'],
  ['Compte-rendu opératoire', 'DOCPAT03'],
  ['CR_consultation_cardio.pdf', 'DOCPAT03'],
  ['Attestation mutuelle 2026', 'DOCPAT09'],
  ['Mes directives anticipées', 'EXPPAT_3'],
  ['Compte rendu de radiographie', 'DOCPAT04'],
])('%s', (name, category) => {
  expect(proposedCategory(name)).toBe(category);
});
it.each(['IMG_0042.jpg', 'scan.pdf', 'papier-numerise.pdf', 'Secrétariat', 'Miroir.png', ''])('nothing of « %s »', (name) => {
  expect(proposedCategory(name)).toBeUndefined();
});
