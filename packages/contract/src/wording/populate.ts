// What `npm run populate` says to whoever fills a sandbox, in French then in English.

import type { Bilingual } from './labels-bilingual.ts';

interface Populated {
  readonly dossiers: number;
  readonly documents: number;
  readonly already: number;
}
const grouped = (count: number, locale: 'fr-FR' | 'en-GB'): string => Math.round(count).toLocaleString(locale);

export const populateWording = {
  notRunning: (dataDir: string): string =>
    `Aucun bac à sable n’est démarré sur ${dataDir} : lancez npm start, ou donnez --data. / No sandbox is running on ${dataDir}: npm start, or give --data.`,
  stopped:
    'Une partie s’est arrêtée : lancez la même commande, elle reprend où elle en était. / A share stopped: run the same command, it goes on where it was.',
  otherRegion: (seed: number): string =>
    `Ce bac à sable a déjà la région ${seed} : donnez --seed ${seed}, ou videz-le. / This sandbox has the region ${seed} already: give --seed ${seed}, or empty it.`,
  progress: (dossiers: number, of: number, documents: number, perSecond: number): string =>
    `${grouped(dossiers, 'fr-FR')} / ${grouped(of, 'fr-FR')} dossiers, ${grouped(documents, 'fr-FR')} documents, ${perSecond.toFixed(0)} dossiers/s`,
  done: ({ dossiers, documents, already }: Populated, seconds: number): Bilingual => ({
    fr: `${grouped(dossiers, 'fr-FR')} dossiers, dont ${grouped(already, 'fr-FR')} déjà là ; ${grouped(documents, 'fr-FR')} documents écrits en ${seconds.toFixed(0)} s.`,
    en: `${grouped(dossiers, 'en-GB')} records, ${grouped(already, 'en-GB')} of them there already; ${grouped(documents, 'en-GB')} documents written in ${seconds.toFixed(0)} s.`,
  }),
};
