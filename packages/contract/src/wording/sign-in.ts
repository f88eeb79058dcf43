// What the server says when a sign-in or a recovery cannot go on, French first.
// Nothing here tells whether an identifier exists: a wrong identifier and a wrong password get the same sentence.

import type { Bilingual } from './labels-bilingual.ts';
import { openingRules } from './opening.ts';

export const signInCodes = [
  'SAISIE_REFUSEE',
  'CONNEXION_EXPIREE',
  'ETAPE_INATTENDUE',
  'TROP_DE_DEMANDES',
  'REQUETE_MALFORMEE',
  'COURRIEL_NON_ENVOYE',
  'NON_AUTHENTIFIE',
  'SERVICE_INDISPONIBLE',
] as const;
export type SignInCode = (typeof signInCodes)[number];

export interface SignInSentence {
  readonly title: Bilingual;
  readonly detail: Bilingual;
}

export const signInSentences: Readonly<Record<SignInCode, SignInSentence>> = {
  SAISIE_REFUSEE: {
    title: { fr: 'Ces informations ne conviennent pas', en: 'These details were not accepted' },
    detail: { fr: 'Vérifiez ce qui est signalé, puis recommencez.', en: 'Check what is marked, then try again.' },
  },
  CONNEXION_EXPIREE: {
    title: { fr: 'Cette page de connexion n’est plus valable', en: 'This sign-in page is no longer valid' },
    detail: {
      fr: 'Elle a été ouverte il y a trop longtemps, a déjà servi, ou vient d’un autre navigateur. Recommencez la connexion.',
      en: 'It was opened too long ago, was already used, or comes from another browser. Start signing in again.',
    },
  },
  ETAPE_INATTENDUE: {
    title: { fr: 'Cette étape n’est pas celle attendue', en: 'This is not the expected step' },
    detail: {
      fr: 'La connexion en est à une autre étape. Rechargez la page pour la reprendre.',
      en: 'The sign-in is at another step. Reload the page to go on.',
    },
  },
  TROP_DE_DEMANDES: {
    title: { fr: 'Trop d’essais', en: 'Too many tries' },
    detail: {
      fr: 'Par sécurité, il faut attendre un peu. Votre compte n’est pas fermé.',
      en: 'For safety, you have to wait a little. Your account is not closed.',
    },
  },
  REQUETE_MALFORMEE: {
    title: { fr: 'Demande illisible', en: 'Unreadable request' },
    detail: {
      fr: 'Ce qui a été envoyé n’a pas la forme attendue. Rechargez la page et recommencez.',
      en: 'What was sent does not have the expected form. Reload the page and try again.',
    },
  },
  COURRIEL_NON_ENVOYE: {
    title: { fr: 'Le courriel n’a pas pu partir', en: 'The e-mail could not be sent' },
    detail: {
      fr: 'Votre saisie est bonne, mais le code n’a pas pu être envoyé. Réessayez dans une minute.',
      en: 'Your details are right, but the code could not be sent. Try again in a minute.',
    },
  },
  NON_AUTHENTIFIE: {
    title: { fr: 'Vous n’êtes pas connecté', en: 'You are not signed in' },
    detail: { fr: 'Connectez-vous pour continuer.', en: 'Sign in to go on.' },
  },
  SERVICE_INDISPONIBLE: {
    title: { fr: 'La connexion est momentanément indisponible', en: 'Signing in is not available at the moment' },
    detail: { fr: 'Rien n’a été perdu. Réessayez dans quelques minutes.', en: 'Nothing was lost. Try again in a few minutes.' },
  },
};

/** When a refused try may be made again. */
export function retrySentence(seconds: number): Bilingual {
  if (seconds <= 90) return { fr: `Réessayez dans ${seconds} secondes.`, en: `Try again in ${seconds} seconds.` };
  const minutes = Math.ceil(seconds / 60);
  return { fr: `Réessayez dans ${minutes} minutes.`, en: `Try again in ${minutes} minutes.` };
}

/** The rule a field broke, as a finding names it. */
export const signInRules: Readonly<Record<string, Bilingual>> = {
  ...openingRules,
  IDENTIFIANTS_REFUSES: { fr: 'Identifiant ou mot de passe incorrect.', en: 'Wrong identifier or password.' },
  AGE_INSUFFISANT: {
    fr: 'Vous n’avez pas encore l’âge d’avoir votre propre espace : vos parents ouvrent votre dossier depuis le leur.',
    en: 'You are not old enough yet for a space of your own: your parents open your record from theirs.',
  },
  CODE_REFUSE: {
    fr: 'Ce code est faux, expiré ou déjà utilisé. Vous pouvez en demander un nouveau.',
    en: 'This code is wrong, expired or already used. You can ask for a new one.',
  },
  RENVOI_TROP_TOT: {
    fr: 'Un code vient de partir : regardez aussi les courriers indésirables.',
    en: 'A code was just sent: look in your spam folder too.',
  },
  CLE_REFUSEE: {
    fr: 'Cette clé d’accès n’ouvre rien ici. Elle a peut-être été retirée. Connectez-vous avec votre identifiant et votre mot de passe.',
    en: 'This passkey opens nothing here. It may have been removed. Sign in with your identifier and your password.',
  },
  CLE_EXPIREE: {
    fr: 'Trop de temps est passé, ou cette demande a déjà servi. Recommencez.',
    en: 'Too much time has passed, or this request was already used. Start again.',
  },
  CLE_SANS_VERIFICATION: {
    fr: 'L’appareil n’a pas vérifié que c’était vous, par un code, une empreinte ou un visage. Réglez un code de verrouillage sur cet appareil, ou utilisez votre mot de passe.',
    en: 'The device did not check that it was you, by a code, a fingerprint or a face. Set a screen lock on this device, or use your password.',
  },
  CLE_COMPTEUR: {
    fr: 'Cette clé d’accès a peut-être été copiée : elle est refusée. Connectez-vous avec votre mot de passe, puis retirez-la dans « Mon compte ».',
    en: 'This passkey may have been copied: it is refused. Sign in with your password, then remove it in “My account”.',
  },
  CLE_ILLISIBLE: {
    fr: 'Cet appareil n’a pas répondu comme attendu : la clé d’accès n’est pas ajoutée. Recommencez, ou essayez un autre appareil.',
    en: 'This device did not answer as expected: the passkey is not added. Start again, or try another device.',
  },
  CLE_DEJA_AJOUTEE: { fr: 'Cette clé d’accès est déjà ajoutée.', en: 'This passkey is already added.' },
  CLE_INCONNUE: { fr: 'Cette clé d’accès n’est plus dans votre liste.', en: 'This passkey is no longer in your list.' },
  CLES_TROP_NOMBREUSES: { fr: 'Vous avez déjà 20 clés d’accès : retirez-en une d’abord.', en: 'You have 20 passkeys already: remove one first.' },
  MOT_DE_PASSE_LONGUEUR: { fr: 'Au moins 12 caractères.', en: 'At least 12 characters.' },
  MOT_DE_PASSE_MINUSCULE: { fr: 'Au moins une minuscule.', en: 'At least one lower-case letter.' },
  MOT_DE_PASSE_MAJUSCULE: { fr: 'Au moins une majuscule.', en: 'At least one capital letter.' },
  MOT_DE_PASSE_CHIFFRE: { fr: 'Au moins un chiffre.', en: 'At least one digit.' },
  MOT_DE_PASSE_SIGNE: { fr: 'Au moins un signe (ponctuation, symbole).', en: 'At least one sign (punctuation, symbol).' },
  MOT_DE_PASSE_COURANT: { fr: 'Ce mot de passe est trop courant : choisissez-en un autre.', en: 'This password is too common: choose another.' },
  MOT_DE_PASSE_PERSONNEL: {
    fr: 'Le mot de passe ne doit contenir ni votre identifiant, ni votre nom, ni votre année de naissance.',
    en: 'The password must not contain your identifier, your name or your year of birth.',
  },
  MOT_DE_PASSE_ACTUEL_REFUSE: { fr: 'Ce n’est pas votre mot de passe actuel.', en: 'This is not your current password.' },
  MOT_DE_PASSE_IDENTIQUE: { fr: 'Choisissez un mot de passe différent de l’actuel.', en: 'Choose a password different from the current one.' },
  MOT_DE_PASSE_INCHANGE: {
    fr: 'Choisissez un mot de passe différent de celui que vous avez reçu.',
    en: 'Choose a password different from the one you received.',
  },
};

/** Pages the OIDC provider shows by itself: an error before any screen of ours, the end of a session. */
export const signInPages = {
  error: {
    title: { fr: 'La connexion n’a pas abouti', en: 'Signing in did not complete' },
    detail: {
      fr: 'La demande de connexion a expiré ou n’est pas valable. Rien n’a été modifié.',
      en: 'The sign-in request has expired or is not valid. Nothing was changed.',
    },
  },
  launchRefused: {
    title: { fr: 'Ce service n’a pas pu s’ouvrir', en: 'This service could not be opened' },
    detail: {
      fr: 'Sa demande n’est pas celle d’un service inscrit. Rien n’a été lu. Fermez cet onglet et ouvrez le service depuis le dossier.',
      en: 'Its request is not that of a registered service. Nothing was read. Close this tab and open the service from the record.',
    },
  },
  leaving: {
    title: { fr: 'Se déconnecter', en: 'Sign out' },
    detail: { fr: 'Votre espace sera fermé sur tous vos appareils.', en: 'Your space will be closed on all your devices.' },
  },
  left: {
    title: { fr: 'Vous êtes déconnecté', en: 'You are signed out' },
    detail: { fr: 'Votre espace est fermé sur tous vos appareils.', en: 'Your space is closed on all your devices.' },
  },
  startAgain: { fr: 'Recommencer la connexion', en: 'Start signing in again' },
  leave: { fr: 'Oui, me déconnecter', en: 'Yes, sign me out' },
  stay: { fr: 'Non, rester connecté', en: 'No, stay signed in' },
  home: { fr: 'Revenir à l’accueil', en: 'Back to the home page' },
} as const satisfies Record<string, Bilingual | SignInSentence>;
