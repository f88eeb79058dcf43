// What may be wrong with a line of the insurer's feed, or with its file, and how to put it right (docs/integrators/feed.md).

import type { Bilingual } from './labels-bilingual.ts';

export const feedFindingWording: Readonly<Record<string, Bilingual>> = {
  ACTE_SECRET: {
    fr: 'Cet acte est secret par la loi : sa ligne ne doit pas être transmise. Retirez-la de vos envois ; rien n’en a été gardé.',
    en: 'This act is secret by law: its line must not be sent. Leave it out of what you send; nothing of it was kept.',
  },
  ARCHIVE_DEMESUREE: {
    fr: 'Le contenu décompressé dépasse deux cents fois ce qui a été envoyé : la lecture a été arrêtée. Envoyez le fichier sans compression.',
    en: 'What comes out is more than two hundred times what was sent: reading was stopped. Send the file uncompressed.',
  },
  ASSURE_INCONNU: {
    fr: 'Cette personne n’a pas encore été transmise : envoyez d’abord une ligne « assure » pour cet INS, puis cette ligne.',
    en: 'This person was not sent yet: first send a line “assure” for this INS, then this line.',
  },
  CHAMP_FORME: { fr: 'La valeur n’a pas la forme attendue.', en: 'The value does not have the expected form.' },
  COMPTE_FAUX: {
    fr: 'Le nombre de lignes annoncé n’est pas celui qui a été reçu, ou des lignes suivent la fin : l’envoi reste ouvert. Envoyez ce qui manque, puis une ligne « fin » juste.',
    en: 'The count of lines announced is not what was received, or lines follow the end: the file stays open. Send what is missing, then a right line “fin”.',
  },
  ENVOI_INCONNU: { fr: 'Aucun envoi ne porte ce nom.', en: 'No file was sent under this name.' },
  FICHIER_DIFFERENT: {
    fr: 'Un autre fichier est en cours sous ce nom : reprenez le même, ou donnez un autre nom.',
    en: 'Another file is under way under this name: resume that one, or give another name.',
  },
  FICHIER_ILLISIBLE: {
    fr: 'Deux mille lignes de suite ne sont pas des objets JSON : ce n’est pas un fichier de ce format, ou il a été altéré. Rien de ces lignes n’a été pris.',
    en: 'Two thousand lines in a row are no JSON objects: this is no file of this format, or it was altered. Nothing of these lines was taken.',
  },
  GZIP_ALTERE: {
    fr: 'La compression gzip est altérée ou incomplète : les lignes lues avant sont prises. Renvoyez le fichier sous le même nom, ou sous un autre s’il est dit différent.',
    en: 'The gzip is damaged or incomplete: the lines read before are taken. Send the file again under the same name, or under another if it is said to be different.',
  },
  LIGNES_MANQUANTES: {
    fr: 'Des lignes manquent entre ce qui a été pris et ce qui est envoyé : reprenez à la ligne indiquée.',
    en: 'Lines are missing between what was taken and what is sent: resume at the line given.',
  },
  LIGNE_TROP_LONGUE: { fr: 'Cette ligne est trop longue : une ligne est un seul objet JSON.', en: 'This line is too long: a line is one JSON object.' },
  NATURE_INCONNUE: { fr: 'Cette nature de ligne n’existe pas.', en: 'There is no such nature of line.' },
  RATTACHEMENT_INCONNU: {
    fr: 'L’assuré de rattachement n’a pas encore été transmis : envoyez-le d’abord, puis cette ligne.',
    en: 'The insured this person is attached to was not sent yet: send them first, then this line.',
  },
  VERSION_REPETEE: {
    fr: 'Cette version de la ligne a déjà été reçue avec un autre contenu : une correction ou une annulation porte le numéro de version suivant.',
    en: 'This version of the line was already received with another content: a correction or a cancelling bears the next version number.',
  },
};
