// What the fictional Assurance Maladie has fed before anybody tries Carnet: Hortense's two years of care, and the histories that wait for the
// records of those who have none yet. A file as its software writes one, taken as the door takes it; three of its lines are wrong, to be seen.

import { type CivilDate, civilDateInParis, plusDays } from '@carnet/domain/kernel';
import type { Ins } from '@carnet/domain/identity';
import { Readable } from 'node:stream';
import { takeIntake } from '../application/take-intake.ts';
import { splitLines } from '../interfaces/feed/split-lines.ts';
import type { Ports } from '../ports/index.ts';
import type { People } from './people.ts';

export const historyPersona = 'hortense';
const fileName = 'historique-initial';

export async function feedSandbox({ patients, assures, structures }: People, ports: Ports): Promise<void> {
  const insurer = structures.find(({ assuranceMaladie }) => assuranceMaladie === true)!;
  const today = ports.clock.now();
  const dayBefore = (days: number): CivilDate => civilDateInParis(plusDays(today, -days));
  const hortense = patients.find(({ key }) => key === historyPersona)!;
  const lines = [
    ...careOf(hortense.ins, 'hortense', everythingOfHortense, dayBefore),
    ...assures.filter(({ opposed }) => !opposed).flatMap(({ ins, key }) => careOf(ins, key, ordinary, dayBefore)),
    ...wrong(hortense.ins, dayBefore),
  ];
  const text = [...lines, { type: 'fin', lignes: lines.length }].map((line) => `${JSON.stringify(line)}\n`).join('');
  const taken = await takeIntake(
    ports,
    { actor: { kind: 'assurance-maladie', id: insurer.id, active: true }, mode: 'normal', context: { door: 'sandbox', actorName: insurer.name } },
    fileName,
    () => splitLines(Readable.from([Buffer.from(text)]), { gzip: false, from: 1, latest: dayBefore(0) }),
  );
  if (!taken.ok || !taken.value.finished) throw new Error('the insurer’s file of the sandbox was not taken');
}

type Care = Readonly<Record<string, unknown>> & { readonly daysAgo: readonly number[] };

const careOf = ({ matricule, oid }: Ins, key: string, cares: readonly Care[], dayBefore: (days: number) => CivilDate): readonly object[] =>
  cares.flatMap(({ daysAgo, ...care }, index) =>
    daysAgo.map((days) => ({ type: 'remboursement', ins: matricule, oid, ligne: `${key}-${index + 1}-${days}`, date: dayBefore(days), ...care })),
  );

/** Every so many days, from the first to the last day ago. */
const every = (step: number, from: number, to: number): readonly number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);

const medicine = (libelle: string, composants: readonly string[], daysAgo: readonly number[], quantite = 1, hopital = false): Care => ({
  nature: 'pharmacie',
  libelle,
  composants,
  quantite,
  ...(hopital ? { hopital } : {}),
  daysAgo,
});
const visit = (acte: string, libelle: string, specialite: string, daysAgo: readonly number[], hopital = false): Care => ({
  nature: 'soins',
  acte,
  libelle,
  specialite,
  ...(hopital ? { hopital } : {}),
  daysAgo,
});
const test = (nabm: string, libelle: string, daysAgo: readonly number[]): Care => ({ nature: 'biologie', nabm, libelle, quantite: 1, daysAgo });

const generalPractice = 'MÉDECINE GÉNÉRALE';
/** Treated for high blood pressure and diabetes, operated on for a cataract. */
const everythingOfHortense: readonly Care[] = [
  medicine('METFORMINE 1000MG CPR 30', ['METFORMINE CHLORHYDRATE'], every(28, 9, 720), 3),
  medicine('RAMIPRIL 5MG CPR 30', ['RAMIPRIL'], every(28, 9, 720)),
  medicine('ATORVASTATINE 20MG CPR 90', ['ATORVASTATINE CALCIQUE TRIHYDRATEE'], every(90, 23, 720)),
  medicine('LECTEUR DE GLYCEMIE, BANDELETTES X100', [], every(120, 40, 700)),
  medicine('TRANKENE 10MG GELULE 30', ['CLORAZEPATE DIPOTASSIQUE'], [231], 1, true),
  medicine('BETADINE DERMIQUE 10% SOL FL 125ML', ['POVIDONE IODEE'], [230], 1, true),
  { nature: 'hospitalisation', duree: 1, sejour: 'Interventions sur le cristallin avec ou sans vitrectomie, en ambulatoire', daysAgo: [231] },
  { nature: 'hospitalisation', duree: 3, sejour: 'Diabète, âge supérieur à 35 ans, niveau 1', daysAgo: [540] },
  visit('G', 'CONSULTATION MÉDECINE GÉNÉRALE', generalPractice, every(90, 10, 720)),
  visit('CS', 'CONSULTATION SPÉCIALISTE', 'OPHTALMOLOGIE', [260, 200]),
  visit('BFGA004', 'Ext. extracaps. cristallin par phakoémulsification, implant ds chambre post. œil', 'OPHTALMOLOGIE', [231], true),
  visit('AMI', 'SOINS INFIRMIERS', 'INFIRMIER', [229, 228, 227]),
  visit('HBMD053', 'Restauration d’une prémolaire ou d’une molaire sur 1 face par matériau inséré en phase plastique', 'CHIRURGIEN-DENTISTE', [310]),
  {
    nature: 'radiologie',
    acte: 'BFGM001',
    libelle: 'Biométrie oculaire par échographie, avec calcul de la puissance de l’implant',
    hopital: true,
    daysAgo: [238],
  },
  { nature: 'radiologie', acte: 'NFQK004', libelle: 'Radiographie du genou selon 3 ou 4 incidences', daysAgo: [415] },
  test('1577', 'HÉMOGLOBINE GLYQUÉE (HBA1C)', every(90, 15, 720)),
  test('0552', 'GLUCOSE (GLYCÉMIE) (SANG)', every(90, 15, 720)),
  test('0592', 'CRÉATININE (SANG)', every(180, 15, 720)),
];
/** Of somebody in good health. */
const ordinary: readonly Care[] = [
  medicine('PARACETAMOL 1G CPR 8', ['PARACETAMOL'], [35, 300]),
  visit('G', 'CONSULTATION MÉDECINE GÉNÉRALE', generalPractice, [36, 301]),
  visit('CS', 'CONSULTATION SPÉCIALISTE', 'DERMATOLOGIE', [150]),
  test('1104', 'NUMÉRATION FORMULE SANGUINE', [152]),
];

/** A person nobody told of, a day that does not exist, a field that has no place in the format. */
function wrong({ matricule, oid }: Ins, dayBefore: (days: number) => CivilDate): readonly object[] {
  const line = { type: 'remboursement', ins: matricule, oid, date: dayBefore(5), nature: 'radiologie', acte: 'ZBQK002', libelle: 'Radiographie du thorax' };
  return [
    { ...line, ins: '250019900199969', ligne: 'inconnue' },
    { ...line, ligne: 'jour', date: '2026-02-30' },
    { ...line, ligne: 'montant', montant: 25.3 },
  ];
}
