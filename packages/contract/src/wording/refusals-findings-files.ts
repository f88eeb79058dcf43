// What may be wrong with a file that somebody sends by hand.

import type { Bilingual } from './labels-bilingual.ts';

export const fileFindings: Readonly<Record<string, Bilingual>> = {
  CONTENU_NON_REPRIS: {
    fr: 'Ce document n’est pas un fichier : son contenu ne peut pas être repris tel quel. Joignez un fichier ou écrivez une note.',
    en: 'This document is not a file: its content cannot be taken again as it is. Attach a file or write a note.',
  },
  DECALAGE_FAUX: {
    fr: 'Cette partie ne commence pas où l’envoi s’est arrêté : reprenez à l’octet indiqué.',
    en: 'This part does not begin where the sending stopped: go on from the byte given.',
  },
  ENVOI_INCONNU: {
    fr: 'Cet envoi n’existe pas, ou son temps est passé : recommencez-le.',
    en: 'This sending does not exist, or its time is over: begin again.',
  },
  ENVOI_INCOMPLET: {
    fr: 'Le document n’est pas arrivé en entier : envoyez la suite avant de le déposer.',
    en: 'The document has not arrived whole: send the rest before depositing it.',
  },
  PARTIE_TROP_PETITE: {
    fr: 'Cette partie est trop petite : seule la dernière peut l’être.',
    en: 'This part is too small: only the last one may be.',
  },
  FICHIER_TYPE: {
    fr: 'Ce fichier n’est ni un PDF, ni une photo JPEG ou PNG. Son contenu décide, pas son nom.',
    en: 'This file is neither a PDF nor a JPEG or PNG picture. Its content decides, not its name.',
  },
  FICHIER_VIDE: { fr: 'Le fichier est vide.', en: 'The file is empty.' },
  IMAGE_TRONQUEE: { fr: 'L’image est incomplète ou abîmée : envoyez-la de nouveau.', en: 'The picture is incomplete or damaged: send it again.' },
  IMAGE_TROP_GRANDE: {
    fr: 'L’image a trop de pixels : réduisez-la, 100 mégapixels au plus.',
    en: 'The picture has too many pixels: reduce it, 100 megapixels at most.',
  },
  PDF_ACTIF: {
    fr: 'Ce PDF contient un programme. Imprimez-le en PDF, puis envoyez la copie.',
    en: 'This PDF contains a program. Print it to PDF, then send the copy.',
  },
  PDF_CHIFFRE: {
    fr: 'Ce PDF est protégé par un mot de passe. Enregistrez-le sans protection, puis recommencez.',
    en: 'This PDF is protected by a password. Save it without protection, then try again.',
  },
  PDF_ENTETE: { fr: 'Le début de ce PDF n’est pas lisible.', en: 'The beginning of this PDF cannot be read.' },
  PDF_ILLISIBLE: {
    fr: 'Ce PDF est construit de façon anormale : imprimez-le en PDF, puis envoyez la copie.',
    en: 'This PDF is built abnormally: print it to PDF, then send the copy.',
  },
  PDF_TRONQUE: { fr: 'Ce PDF est incomplet : envoyez-le de nouveau.', en: 'This PDF is incomplete: send it again.' },
};
