// Lines of the insurer's feed for measures and drills: fictional, all different, of the sizes of real ones (250 bytes), spread over the history.

import type { BenchPatient } from './documents.ts';

type Person = Pick<BenchPatient, 'ins' | 'oid' | 'birthName' | 'firstNames' | 'birthDate' | 'sex'>;

export const assureLine = ({ ins, oid, birthName, firstNames, birthDate, sex }: Person): string =>
  JSON.stringify({
    type: 'assure',
    ins,
    oid,
    nomNaissance: birthName,
    prenoms: firstNames,
    dateNaissance: birthDate,
    sexe: sex,
    lieuNaissance: '75056',
    regime: 'general',
    droitsOuverts: '2000-01-01',
  });

const contents = [
  { nature: 'pharmacie', libelle: 'PARACETAMOL 1G CPR 8', composants: ['PARACETAMOL'], quantite: 2, code: '3400936403114' },
  { nature: 'soins', acte: 'G', libelle: 'CONSULTATION MEDECINE GENERALE', specialite: 'MEDECINE GENERALE' },
  { nature: 'biologie', nabm: '1104', libelle: 'NUMERATION FORMULE SANGUINE (HEMOGRAMME)', quantite: 1 },
  { nature: 'pharmacie', libelle: 'AMOXICILLINE 1G CPR DISPERSIBLE 14', composants: ['AMOXICILLINE TRIHYDRATEE'], quantite: 1 },
  { nature: 'radiologie', acte: 'NFQK004', libelle: 'Radiographie du genou selon 3 ou 4 incidences' },
] as const;

const dayMs = 86_400_000;
/** `days`: over how many days before today the lines go round. */
export const careLineOf = ({ ins, oid }: Pick<Person, 'ins' | 'oid'>, ligne: string, index: number, today: Date, days = 700): string =>
  JSON.stringify({
    type: 'remboursement',
    ins,
    oid,
    ligne,
    date: new Date(today.getTime() - ((index * 7) % days) * dayMs).toISOString().slice(0, 10),
    ...contents[index % contents.length]!,
  });
