// What `npm run keys` says to operators, in French then in English.

import type { Bilingual } from './labels-bilingual.ts';

const plural = (count: number): string => (count > 1 ? 's' : '');

export const keysWording = {
  wrappedBy: (name: string, dossiers: number, systemKeys: number, current: boolean): Bilingual => ({
    fr: `${name}${current ? ' (celle d’aujourd’hui)' : ''} : ${dossiers} dossier${plural(dossiers)}, ${systemKeys} clé${plural(systemKeys)} du système`,
    en: `${name}${current ? ' (the one of today)' : ''}: ${dossiers} record${plural(dossiers)}, ${systemKeys} system key${plural(systemKeys)}`,
  }),
  destroyed: (count: number): Bilingual => ({ fr: `Clés détruites : ${count}`, en: `Destroyed keys: ${count}` }),
  progress: (done: number, of: number): string => `${done} / ${of}`,
  masterRotated: (name: string, wrapped: number): Bilingual => ({
    fr: `Tout est enveloppé par ${name} ; ${wrapped} clé${plural(wrapped)} l’ont été à l’instant. Aucun contenu n’a été touché.`,
    en: `Everything is wrapped by ${name}; ${wrapped} key${plural(wrapped)} just now. No content was touched.`,
  }),
  masterRefused: (dossiers: readonly string[]): Bilingual => ({
    fr: `Aucune clé maîtresse connue n’ouvre la clé de : ${dossiers.join(', ')}. Rétablissez-la d’une sauvegarde, ou donnez la clé maîtresse manquante, puis recommencez.`,
    en: `No known master key opens the key of: ${dossiers.join(', ')}. Restore it from a backup, or give the missing master key, then try again.`,
  }),
  retired: (count: number): Bilingual => ({
    fr: `${count} ancienne${plural(count)} génération${plural(count)} retirée${plural(count)} du fichier. Une sauvegarde faite avant la rotation ne s’ouvre plus sans elle${plural(count)}.`,
    en: `${count} former generation${plural(count)} taken out of the file. A backup made before the rotation no longer opens without ${count > 1 ? 'them' : 'it'}.`,
  }),
  notRetired: {
    fr: 'Des clés sont encore enveloppées par une ancienne génération : lancez d’abord rotate-master. Rien n’a été retiré.',
    en: 'Some keys are still wrapped by a former generation: run rotate-master first. Nothing was taken out.',
  } as Bilingual,
  dossierRotated: (generation: number, rows: number, blobs: number): Bilingual => ({
    fr: `Clé du dossier : génération ${generation}. ${rows} ligne${plural(rows)} et ${blobs} document${plural(blobs)} scellés à nouveau ; le journal garde les générations de ses lignes.`,
    en: `Key of the record: generation ${generation}. ${rows} row${plural(rows)} and ${blobs} document${plural(blobs)} sealed anew; the journal keeps the generations of its lines.`,
  }),
  faults: (places: readonly string[]): Bilingual => ({
    fr: `Ne s’ouvre pas, et reste en l’état : ${places.join(', ')}. Voir docs/operations/keys.md, « Alarmes ».`,
    en: `Does not open, and was left as it is: ${places.join(', ')}. See docs/operations/keys.md, “Alarms”.`,
  }),
  unknownDossier: { fr: 'Aucun dossier de cet identifiant, ou sa clé est détruite.', en: 'No record of this id, or its key is destroyed.' } as Bilingual,
  dossierDestroyed: {
    fr: 'La clé du dossier est détruite : rien n’en est plus lisible. Pour qu’il en soit de même des sauvegardes, lancez rotate-master, puis retire-master quand elles ne servent plus.',
    en: 'The key of the record is destroyed: nothing of it can be read. For the same to hold of backups, run rotate-master, then retire-master once they are of no use.',
  } as Bilingual,
};
