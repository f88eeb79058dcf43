// Easy French of the emergency card.

import { of } from '../of-name.ts';
import type { Some } from '../over.ts';
import type { PatientWords } from '../patient.ts';

export const patientCard: Some<PatientWords['card']> = {
  lead: 'C’est une page à garder sur vous. Elle dit vos allergies, vos médicaments et qui appeler. On la lit en sept langues, sans mot de passe.',
  titleOf: (name) => `La carte d’urgence ${of(name)}`,
  how: [
    'La carte a un code QR. Il montre le plus important : allergies, implants, personnes à appeler.',
    'Pour lire la suite, il faut un code de 4 à 6 chiffres. Vous choisissez ce code. Après cinq codes faux, la carte se ferme.',
    'Le journal écrit chaque ouverture de la carte. Carnet vous prévient.',
    'Ce que vous avez caché n’est pas sur la carte. Vous pouvez choisir de l’ajouter.',
    'Vous pouvez retirer la carte quand vous voulez. Elle ne s’ouvre plus.',
  ],
  make: {
    title: 'Ce que dit la carte',
    lead: 'Enlevez ce que vous ne voulez pas montrer. Le nom, la date de naissance et le sexe restent toujours.',
    masked: 'Caché aux professionnels dans le dossier. Ce sera sur la carte seulement si vous le cochez.',
    nothing: 'Il n’y a rien d’écrit. La carte le dira.',
    complete: 'Ajouter des informations de santé',
    codeHelp: '4 à 6 chiffres. Dites ce code à un proche. Ne prenez pas le code de votre téléphone ou de votre banque.',
    codeMissing: 'Écrivez 4 à 6 chiffres. Sans ce code, on ne peut pas lire la suite de la carte.',
    codePlain: 'Ce code est trop facile à trouver. Ne prenez pas 1234, ni quatre fois le même chiffre.',
    days: 'Pour combien de temps ?',
    again: 'Refaire la carte',
  },
  current: {
    until: 'La carte marche jusqu’au',
    expired: { title: 'Cette carte ne marche plus', body: 'Son temps est passé. Refaites la carte : le même code QR marchera encore.' },
    locked: { title: 'La suite de la carte est fermée', body: 'Quelqu’un a donné cinq codes faux. Refaites la carte et choisissez un nouveau code.' },
    withCode: 'La suite s’ouvre avec votre code.',
    withoutCode: 'La carte montre seulement le plus important. Elle n’a pas de code.',
    dated: 'La carte dit ce que disait le dossier ce jour-là. Refaites la carte si une chose change.',
    printSmall: 'Imprimer en petit (A6)',
    printPage: 'Imprimer en grand (A4)',
    image: 'Image pour l’écran du téléphone',
    imageFailed: 'L’image n’a pas marché. Imprimez la carte, ou essayez encore.',
    kept: 'La carte est sur cet appareil. Vous la lisez sans internet et sans mot de passe. Elle s’efface quand vous quittez Carnet.',
    keptNow: 'La carte est maintenant sur cet appareil.',
    keepFailed: 'Cet appareil ne veut pas garder la carte.',
    forget: 'Ne plus garder la carte ici',
    see: 'Lire sans internet',
    change: 'Refaire la carte',
    withdrawBody: 'Le code QR ne marchera plus. On peut encore lire la carte en papier et l’image : détruisez-les.',
  },
  kept: {
    absentTitle: 'Il n’y a pas de carte sur cet appareil',
    absent: 'Vous ne l’avez pas gardée ici. Ou elle s’est effacée quand vous avez quitté Carnet.',
    signIn: 'Entrer dans Carnet pour la voir',
    open: 'Lire la carte d’urgence gardée ici',
  },
};
