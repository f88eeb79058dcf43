// What is called before anybody is signed in: sign-in, recovery, opening of a record, opposition, the question of a service.

import { codeSchema, credentialsSchema, newPasswordSchema, recoveryCompleteSchema, recoveryStartSchema, signInStateSchema } from '../account.ts';
import {
  openingAnnouncedSchema,
  openingCompleteSchema,
  openingDoneSchema,
  openingIdentitySchema,
  openingStartedSchema,
  openingStateSchema,
  openingVerifySchema,
  oppositionCodeSchema,
  oppositionRecordedSchema,
} from '../opening.ts';
import { passkeyAnswerSchema, passkeyQuestionSchema } from '../passkeys.ts';
import { pairingAnswerSchema, pairingDoneSchema, pairingQuestionSchema } from '../services.ts';
import { type ApiCalls, call, under } from './call.ts';

export const entryCalls: ApiCalls = under('/api', {
  'GET /sign-in/:uid': call('Où en est la connexion', 'Where the sign-in stands', { answer: signInStateSchema }),
  'POST /sign-in/:uid/identifier': call('Donner son identifiant et son mot de passe', 'Give one’s login and password', {
    body: credentialsSchema,
    answer: signInStateSchema,
  }),
  'POST /sign-in/:uid/password': call('Changer le mot de passe initial', 'Change the initial password', { body: newPasswordSchema, answer: signInStateSchema }),
  'POST /sign-in/:uid/resend': call('Recevoir un nouveau code', 'Get another code', { answer: signInStateSchema }),
  'POST /sign-in/:uid/code': call('Donner le code reçu', 'Give the code received', { body: codeSchema, answer: signInStateSchema }),
  'POST /sign-in/:uid/passkey/options': call('Commencer à se connecter avec une clé d’accès', 'Begin to sign in with a passkey', {
    answer: passkeyQuestionSchema,
  }),
  'POST /sign-in/:uid/passkey': call('Se connecter avec une clé d’accès', 'Sign in with a passkey', { body: passkeyAnswerSchema, answer: signInStateSchema }),
  'POST /recovery/start': call('Demander un code pour un mot de passe oublié', 'Ask for a code for a lost password', {
    body: recoveryStartSchema,
    status: 202,
  }),
  'POST /recovery/complete': call('Choisir un nouveau mot de passe', 'Choose a new password', { body: recoveryCompleteSchema }),
  'POST /opening/start': call('Demander à ouvrir son espace', 'Ask to open one’s space', {
    body: openingIdentitySchema,
    answer: openingStartedSchema,
    status: 202,
  }),
  'POST /opening/verify': call('Donner le code reçu', 'Give the code received', { body: openingVerifySchema, answer: openingStateSchema }),
  'POST /opening/complete': call('Ouvrir son espace', 'Open one’s space', { body: openingCompleteSchema, answer: openingDoneSchema }),
  'POST /opposition/find': call('À quoi mène le code d’une lettre d’information', 'What the code of a letter of information leads to', {
    body: oppositionCodeSchema,
    answer: openingAnnouncedSchema,
  }),
  'POST /opposition/record': call('S’opposer à l’ouverture de son dossier', 'Oppose the opening of one’s record', {
    body: oppositionCodeSchema,
    answer: oppositionRecordedSchema,
  }),
  'GET /pairing/:uid': call('Ce qu’un service demande', 'What a service asks for', { answer: pairingQuestionSchema }),
  'POST /pairing/:uid': call('Accepter ce qu’un service demande', 'Agree to what a service asks for', { body: pairingAnswerSchema, answer: pairingDoneSchema }),
  'POST /pairing/:uid/refuse': call('Refuser ce qu’un service demande', 'Refuse what a service asks for', { answer: pairingDoneSchema }),
});
