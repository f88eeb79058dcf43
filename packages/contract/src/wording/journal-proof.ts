// What npm run verify-journal says: the first thing that does not hold, in plain words, and what to do.

import type { Bilingual } from './labels-bilingual.ts';

export const proofCodes = [
  'LIGNE_MODIFIEE',
  'LIGNE_AJOUTEE',
  'LIGNES_MANQUANTES',
  'CHAINE_REECRITE',
  'FIN_DE_CHAINE_ABSENTE',
  'AUCUN_SCEAU',
  'SCEAU_MANQUANT',
  'SCEAU_MODIFIE',
  'SCEAU_DETACHE',
  'SCEAU_CLE_INCONNUE',
  'SCEAU_SANS_SES_FINS',
  'SCEAU_DIFFERENT',
  'COPIE_ANCIENNE',
  'COPIES_ABSENTES',
] as const;

export interface ProofFinding {
  readonly code: (typeof proofCodes)[number];
  /** Id of the dossier whose chain it is. */
  readonly chain?: string;
  /** Place of the line in its chain, from 1; the first, where there are several. */
  readonly sequence?: number;
  readonly upTo?: number;
  /** Of the trace, as the journal gives it. */
  readonly id?: string;
  /** ISO 8601. */
  readonly at?: string;
  /** Moment of the line that follows those missing. */
  readonly before?: string;
  readonly seal?: number;
}

type Sentence = (finding: ProofFinding) => Bilingual;
const place = ({ chain, sequence, upTo, id, at }: ProofFinding): Bilingual => {
  const identified = id === undefined ? '' : ` (${id})`;
  const from = `${sequence ?? ''}`;
  return {
    fr: `dossier ${chain}, ${upTo === undefined ? `ligne ${from}` : `lignes ${from} à ${upTo}`}${identified}${at === undefined ? '' : `, du ${at}`}`,
    en: `record ${chain}, ${upTo === undefined ? `line ${from}` : `lines ${from} to ${upTo}`}${identified}${at === undefined ? '' : `, of ${at}`}`,
  };
};

export const proofSentences: Readonly<Record<ProofFinding['code'], Sentence>> = {
  LIGNE_MODIFIEE: (finding) => ({
    fr: `Ligne modifiée : ${place(finding).fr}. Ce qu’elle dit n’est plus ce que son empreinte couvre.`,
    en: `Line altered: ${place(finding).en}. What it says is no longer what its hash covers.`,
  }),
  LIGNE_AJOUTEE: (finding) => ({
    fr: `Ligne ajoutée : ${place(finding).fr}. La chaîne ne passe pas par elle.`,
    en: `Line added: ${place(finding).en}. The chain does not go through it.`,
  }),
  LIGNES_MANQUANTES: (finding) => ({
    fr: `Il manque : ${place(finding).fr}${finding.before === undefined ? '' : `, avant celle du ${finding.before}`}${finding.seal === undefined ? '' : `, que le sceau ${finding.seal} couvre`}.`,
    en: `Missing: ${place(finding).en}${finding.before === undefined ? '' : `, before that of ${finding.before}`}${finding.seal === undefined ? '' : `, covered by seal ${finding.seal}`}.`,
  }),
  CHAINE_REECRITE: (finding) => ({
    fr: `Chaîne réécrite : ${place(finding).fr}. Elle se tient, mais n’est pas celle que le sceau ${finding.seal} a signée.`,
    en: `Chain rewritten: ${place(finding).en}. It holds by itself, and is not the one seal ${finding.seal} signed.`,
  }),
  FIN_DE_CHAINE_ABSENTE: ({ chain, sequence }) => ({
    fr: `Fin de chaîne absente : dossier ${chain}, ${sequence} lignes dont rien ne dit qu’elles sont toutes là.`,
    en: `End of chain missing: record ${chain}, ${sequence} lines that nothing says are all there.`,
  }),
  AUCUN_SCEAU: () => ({
    fr: 'Aucun sceau dans cette base : rien ne prouve que le journal n’a pas été réécrit. Le serveur scelle à son démarrage, puis chaque nuit.',
    en: 'No seal in this database: nothing proves that the journal was not rewritten. The server seals when it starts, then every night.',
  }),
  SCEAU_MANQUANT: ({ seal }) => ({
    fr: `Sceau manquant : un sceau au moins a disparu avant le sceau ${seal}.`,
    en: `Seal missing: at least one seal is gone before seal ${seal}.`,
  }),
  SCEAU_MODIFIE: ({ seal }) => ({
    fr: `Sceau ${seal} modifié : sa signature n’est pas celle de son texte.`,
    en: `Seal ${seal} altered: its signature is not that of its text.`,
  }),
  SCEAU_DETACHE: ({ seal }) => ({
    fr: `Sceau ${seal} détaché : il ne couvre pas le sceau qui le précède ici.`,
    en: `Seal ${seal} detached: it does not cover the seal before it here.`,
  }),
  SCEAU_CLE_INCONNUE: ({ seal }) => ({
    fr: `Sceau ${seal} signé par une clé que vous n’avez pas donnée. Donnez toutes les clés publiques qui ont servi : --public-key FICHIER, autant de fois qu’il le faut.`,
    en: `Seal ${seal} signed with a key you have not given. Give every public key that was in use: --public-key FILE, as many times as needed.`,
  }),
  SCEAU_SANS_SES_FINS: ({ seal }) => ({
    fr: `Sceau ${seal} : les fins de chaînes gardées avec lui ne sont pas celles qu’il a signées.`,
    en: `Seal ${seal}: the ends of chains kept with it are not those it signed.`,
  }),
  SCEAU_DIFFERENT: ({ seal }) => ({
    fr: `Sceau ${seal} : la copie gardée hors de la base dit autre chose. La base a été remplacée ou a divergé.`,
    en: `Seal ${seal}: the copy kept outside the database says something else. The database was replaced, or diverged.`,
  }),
  COPIE_ANCIENNE: ({ seal, at }) => ({
    fr: `Copie ancienne : le sceau ${seal} (jour ${at}) est gardé hors de la base et n’y est plus. Une copie d’avant ce jour a été remise en place.`,
    en: `Older copy: seal ${seal} (day ${at}) is kept outside the database and is no longer in it. A copy from before that day was put back.`,
  }),
  COPIES_ABSENTES: () => ({
    fr: 'Aucune copie des sceaux hors de la base : une copie ancienne ne se verrait pas. Donnez leur dossier (--seals), ou dites que vous n’en avez pas (--no-copies).',
    en: 'No copy of the seals outside the database: an older copy would not be seen. Give their directory (--seals), or say that you have none (--no-copies).',
  }),
};

const lines = (n: number): Bilingual => ({ fr: `${n.toLocaleString('fr-FR')} lignes`, en: `${n.toLocaleString('en-GB')} lines` });

export const proofWords = {
  progress: (chains: number, of: number, count: number): string => `${chains} / ${of} chaînes, ${lines(count).fr} · chains, lines`,
  sound: (chains: number, count: number, seals: number, through: string): Bilingual => ({
    fr: `Rien n’a été modifié, retiré ni ajouté : ${lines(count).fr} dans ${chains} chaînes, ${seals} sceaux, le dernier pour le ${through}. Ce qui a été écrit depuis n’est pas encore scellé.`,
    en: `Nothing was altered, removed or added: ${lines(count).en} in ${chains} chains, ${seals} seals, the last for ${through}. What was written since is not sealed yet.`,
  }),
  removed: (before: string): Bilingual => ({
    fr: `Les lignes d’avant le ${before} ont été retirées au terme de leur conservation ; les sceaux de cette période sont gardés.`,
    en: `Lines from before ${before} were removed at the end of their retention; the seals of that period are kept.`,
  }),
  removedNow: (count: number, before: string): Bilingual => ({
    fr: `${lines(count).fr} d’avant le ${before} retirées. Un sceau le dit ; ce qui reste est toujours prouvé.`,
    en: `${lines(count).en} from before ${before} removed. A seal says so; what is left is still proven.`,
  }),
  tooRecent: (earliest: string, years: number): Bilingual => ({
    fr: `Rien n’a été retiré : le journal est gardé ${years} ans (règle réglable journalYears). Au plus tard --before ${earliest}.`,
    en: `Nothing was removed: the journal is kept ${years} years (policy value journalYears). At the latest --before ${earliest}.`,
  }),
  notRemoved: {
    fr: 'Rien n’a été retiré : le journal n’est pas prouvé, ou ne le serait plus.',
    en: 'Nothing was removed: the journal is not proven, or would no longer be.',
  } satisfies Bilingual,
  faults: (count: number): Bilingual => ({
    fr: `${count} constat(s). Ne remettez rien en ordre vous-même : gardez cette base telle qu’elle est, et lisez docs/operations/journal.md.`,
    en: `${count} finding(s). Put nothing right yourself: keep this database as it is, and read docs/operations/journal.md.`,
  }),
} as const;
