// Lines of the insurer's feed, as its software writes them, and the intake of them without a door.

import type { Ins } from '@carnet/domain/identity';
import type { CivilDate } from '@carnet/domain/kernel';
import type { FeedLines } from '@carnet/server/application/take-intake';
import { splitLines } from '@carnet/server/interfaces/feed/split-lines';
import { Readable } from 'node:stream';

type Line = Readonly<Record<string, unknown>>;
const of = ({ matricule, oid }: Ins): Line => ({ ins: matricule, oid });

export const insuredLine = (ins: Ins, over: Line = {}): Line => ({
  type: 'assure',
  ...of(ins),
  nomNaissance: 'MARCHAND',
  prenoms: 'CLAIRE',
  dateNaissance: '1985-05-12',
  sexe: 'F',
  lieuNaissance: '78006',
  regime: 'general',
  droitsOuverts: '2003-09-01',
  ...over,
});
export const contentOf = {
  pharmacie: { nature: 'pharmacie', libelle: 'ASPEGIC 1G AD POR ORALE SACHET', composants: ['ACETYLSALICYLATE DL LYSINE'], quantite: 1 },
  hospitalisation: { nature: 'hospitalisation', duree: 1, sejour: 'Endoscopie digestive diagnostique et anesthésie, en ambulatoire' },
  soins: { nature: 'soins', acte: 'CS', libelle: 'CONSULTATION SPE', specialite: 'PNEUMOLOGIE' },
  radiologie: { nature: 'radiologie', acte: 'NFQK004', libelle: 'Rx genou selon incidence' },
  biologie: { nature: 'biologie', nabm: '0514', libelle: 'PHOSPHATASES ALCALINES (PH. ALC.) (SANG)', quantite: 1 },
} as const;
export const careLine = (ins: Ins, ligne: string, date: string, nature: keyof typeof contentOf = 'soins', over: Line = {}): Line => ({
  type: 'remboursement',
  ...of(ins),
  ligne,
  date,
  ...contentOf[nature],
  ...over,
});
export const cancelLine = (ins: Ins, ligne: string, date: string, version: number): Line => ({ type: 'annulation', ...of(ins), ligne, date, version });
export const treatingLine = (ins: Ins, rpps: string | undefined, depuis: string): Line => ({
  type: 'medecin-traitant',
  ...of(ins),
  ...(rpps === undefined ? {} : { rpps }),
  depuis,
});

/** With the line that ends a file. */
export const fileOf = (lines: readonly (Line | string)[]): string =>
  [...lines, { type: 'fin', lignes: lines.length }].map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('');
export const linesOf = (text: string, from = 1, latest = '2026-11-21'): FeedLines =>
  splitLines(Readable.from([Buffer.from(text)]), { gzip: false, from, latest: latest as CivilDate });
