// The patient's door: /api/patient.

import { z } from 'zod';
import {
  administrateurSchema,
  authoriseSchema,
  autorisationSchema,
  blockProfessionnelSchema,
  blockedSchema,
  changeChoicesSchema,
  choicesSchema,
  chooseMedecinTraitantSchema,
  directoryQuerySchema,
  directorySchema,
  masquageOfSchema,
  masquageSchema,
  masquagesSchema,
  namedProfessionnelSchema,
  previewQuerySchema,
  previewSchema,
  unblockProfessionnelSchema,
  withdrawSchema,
} from '../accesses.ts';
import { arrangeSchema, arrangementSchema } from '../arrangement.ts';
import { closeSessionsSchema, openSessionsSchema, passwordChangeSchema, patientSessionSchema } from '../account.ts';
import { alikeQuestionSchema, alikeSchema, documentDetailSchema, patientDepositSchema } from '../document.ts';
import {
  addDeviceSchema,
  closeRecordSchema,
  closedByPatientSchema,
  markReadSchema,
  noticePreferencesSchema,
  noticeQuerySchema,
  noticesSchema,
  profileSchema,
  pushDevicesSchema,
  trialSchema,
} from '../dossier.ts';
import {
  cardCodeSchema,
  cardOfferSchema,
  madeCardSchema,
  makeCardSchema,
  openCardSchema,
  openWholeCardSchema,
  openedCardSchema,
  ownCardSchema,
} from '../emergency-card.ts';
import { exportSchema, exportsSchema } from '../exports.ts';
import { beginUploadSchema, uploadDepositSchema, uploadSchema } from '../uploads.ts';
import {
  acceptedInvitationSchema,
  aidantSchema,
  aidantsSchema,
  changeAidantSchema,
  invitationCodeSchema,
  invitationSchema,
  inviteAidantSchema,
  patientDossierSchema,
  recordsSchema,
} from '../family.ts';
import { correctMeasureSchema, enterMeasureSchema, measureSettingsSchema, withdrawMeasureSchema } from '../measures.ts';
import { addPasskeySchema, askPasskeySchema, newPasskeyQuestionSchema, ownPasskeySchema, passkeysSchema, renamePasskeySchema } from '../passkeys.ts';
import { ayantsDroitSchema, openChildSchema } from '../openings.ts';
import { answerReminderSchema, remindersSchema } from '../reminders.ts';
import { connectedServicesSchema } from '../services.ts';
import { askShareStateSchema, madeShareSchema, makeShareSchema, shareStateSchema, shownShareSchema } from '../share.ts';
import { reportAccessSchema, reportSchema, reportsSchema } from '../watch.ts';
import { type ApiCalls, call, under } from './call.ts';
import { recordCalls } from './record.ts';

const ofRecord: ApiCalls = {
  'GET ': call('Le dossier : de qui il est, ce que l’on peut y faire', 'The record: whose it is, what one may do in it', { answer: patientDossierSchema }),
  ...recordCalls,
  'POST /documents': call('Déposer un document : PDF, JPEG ou PNG', 'Deposit a document: PDF, JPEG or PNG', {
    form: patientDepositSchema,
    answer: documentDetailSchema,
    status: 201,
  }),
  'GET /journal/export': call('Tout le journal, en un fichier que l’on peut vérifier', 'The whole journal, as a file that can be verified', {
    answer: 'application/octet-stream',
  }),
  'POST /close': call('Fermer le dossier', 'Close the record', { body: closeRecordSchema, answer: closedByPatientSchema }),
  'POST /reopen': call('Rouvrir le dossier', 'Reopen the record', { answer: z.literal(true) }),
  'POST /accesses/authorise': call('Autoriser un professionnel ou une structure', 'Authorise a professional or a structure', {
    body: authoriseSchema,
    answer: autorisationSchema,
    status: 201,
  }),
  'POST /accesses/withdraw': call('Retirer une autorisation', 'Withdraw an authorisation', { body: withdrawSchema }),
  'POST /accesses/block': call('Bloquer un professionnel', 'Block a professional', { body: blockProfessionnelSchema, answer: blockedSchema }),
  'POST /accesses/unblock': call('Ne plus bloquer un professionnel', 'Unblock a professional', { body: unblockProfessionnelSchema }),
  'PUT /medecin-traitant': call('Choisir son médecin traitant', 'Choose one’s médecin traitant', { body: chooseMedecinTraitantSchema }),
  'DELETE /medecin-traitant': call('Ne plus avoir de médecin traitant', 'Have no médecin traitant any more', { query: namedProfessionnelSchema }),
  'POST /administrateurs': call('Nommer un professionnel administrateur du dossier', 'Make a professional an administrator of the record', {
    body: administrateurSchema,
  }),
  'DELETE /administrateurs': call('Retirer un administrateur', 'Take an administrator away', { query: namedProfessionnelSchema }),
  'GET /masquages': call('Ce qui est masqué à certains', 'What is masked to some', { answer: masquagesSchema }),
  'POST /masquages': call('Masquer un document ou un espace à quelqu’un', 'Mask a document or a space to somebody', {
    body: masquageOfSchema,
    answer: masquageSchema,
    status: 201,
  }),
  'POST /masquages/end': call('Ne plus masquer à quelqu’un', 'Mask to somebody no more', { body: masquageOfSchema }),
  'GET /preview': call('Le dossier tel qu’un autre le verrait', 'The record as another would see it', { query: previewQuerySchema, answer: previewSchema }),
  'GET /choices': call('Ce que l’on a choisi pour l’urgence et les nouveaux documents', 'What was chosen for emergencies and new documents', {
    answer: choicesSchema,
  }),
  'PUT /choices': call('Changer ces choix', 'Change these choices', { body: changeChoicesSchema, answer: choicesSchema }),
  'GET /reports': call('Les accès que l’on a signalés', 'The accesses one reported', { answer: reportsSchema }),
  'POST /reports': call('Signaler un accès', 'Report an access', { body: reportAccessSchema, answer: reportSchema, status: 201 }),
  'GET /notices': call('Les nouvelles du dossier', 'The news of the record', { query: noticeQuerySchema, answer: noticesSchema }),
  'POST /notices/read': call('Marquer des nouvelles comme lues', 'Mark news as read', { body: markReadSchema }),
  'GET /notices/preferences': call('Comment on est prévenu', 'How one is told', { answer: noticePreferencesSchema }),
  'PUT /notices/preferences': call('Changer comment on est prévenu', 'Change how one is told', {
    body: noticePreferencesSchema,
    answer: noticePreferencesSchema,
  }),
  'GET /card': call('Sa carte d’urgence', 'One’s emergency card', { answer: ownCardSchema }),
  'GET /card/offer': call('Ce que la carte d’urgence peut dire', 'What the emergency card may say', { answer: cardOfferSchema }),
  'POST /card': call('Faire sa carte d’urgence, ou la refaire', 'Make one’s emergency card, or make it again', {
    body: makeCardSchema,
    answer: madeCardSchema,
    status: 201,
  }),
  'DELETE /card': call('Retirer sa carte d’urgence', 'Withdraw one’s emergency card'),
  'GET /share': call('Le code que l’on montre à un professionnel', 'The code one shows to a professional', { answer: shownShareSchema }),
  'POST /share': call('Faire un code à montrer à un professionnel', 'Make a code to show to a professional', {
    body: makeShareSchema,
    answer: madeShareSchema,
    status: 201,
  }),
  'DELETE /share': call('Retirer le code que l’on montre', 'Withdraw the code one shows'),
  'GET /profile': call('Ce que le patient dit de lui-même', 'What patients say of themselves', { answer: profileSchema }),
  'PUT /profile': call('Changer ce que le patient dit de lui-même', 'Change what patients say of themselves', { body: profileSchema, answer: profileSchema }),
  'GET /arrangement': call('Les documents que l’on a épinglés, et ses classeurs', 'The documents one pinned, and one’s binders', { answer: arrangementSchema }),
  'POST /arrangement': call('Épingler, ranger dans un classeur, défaire', 'Pin, put in a binder, undo', { body: arrangeSchema, answer: arrangementSchema }),
  'GET /reminders': call('Ce que la santé demande à cet âge, et pourquoi', 'What is due for one’s health, and why', { answer: remindersSchema }),
  'PUT /reminders/:code': call('Répondre à un rappel', 'Answer a reminder', { body: answerReminderSchema }),
  'POST /measures': call('Saisir une mesure', 'Enter a measure', { body: enterMeasureSchema, answer: z.object({ id: z.string() }), status: 201 }),
  'PUT /measures/settings': call('Choisir ce que les professionnels voient des mesures', 'Choose what professionals see of measures', {
    body: measureSettingsSchema,
  }),
  'PUT /measures/:measureId': call('Corriger une mesure', 'Correct a measure', { body: correctMeasureSchema }),
  'DELETE /measures/:measureId': call('Retirer une mesure', 'Withdraw a measure', { query: withdrawMeasureSchema }),
  'POST /documents/alike': call('Si l’on voit déjà un document de ce contenu', 'Whether one sees a document with this content already', {
    body: alikeQuestionSchema,
    answer: alikeSchema,
  }),
  'POST /uploads': call('Commencer l’envoi d’un document, partie par partie', 'Begin to send a document, part by part', {
    body: beginUploadSchema,
    answer: uploadSchema,
    status: 201,
  }),
  'PATCH /uploads/:uploadId': call(
    'Envoyer la partie suivante ; un 409 dit où elle commence (Upload-Offset)',
    'Send the next part; a 409 says where it begins (Upload-Offset)',
    { bytes: 'application/partial-upload', answer: uploadSchema },
  ),
  'DELETE /uploads/:uploadId': call('Renoncer à un envoi', 'Give up what is being sent'),
  'POST /uploads/:uploadId/deposit': call('Déposer ce qui est arrivé en entier', 'Deposit what has arrived whole', {
    body: uploadDepositSchema,
    answer: documentDetailSchema,
    status: 201,
  }),
  'POST /exports': call('Demander une copie du dossier', 'Ask for a copy of the record', { answer: exportSchema, status: 201 }),
  'GET /exports/:exportId': call('Télécharger la copie', 'Download the copy', { answer: 'application/zip' }),
  'DELETE /exports/:exportId': call('Renoncer à la copie, ou la supprimer', 'Give up the copy, or delete it'),
  'GET /aidants': call('Les aidants du dossier', 'The carers of the record', { answer: aidantsSchema }),
  'POST /aidants': call('Inviter un aidant', 'Invite a carer', { body: inviteAidantSchema, answer: aidantSchema, status: 201 }),
  'PUT /aidants/:aidantId': call('Changer ce qui est partagé avec un aidant', 'Change what is shared with a carer', {
    body: changeAidantSchema,
    answer: aidantSchema,
  }),
  'DELETE /aidants/:aidantId': call('Mettre fin à un partage', 'End a share', {}),
  'GET /services': call('Les services connectés', 'The services that are connected', { answer: connectedServicesSchema }),
  'DELETE /services/:serviceId': call('Déconnecter un service', 'Disconnect a service', {}),
  'DELETE /delegation': call('Renoncer à être aidant', 'Give up being a carer', {}),
};

export const patientCalls: ApiCalls = under('/api/patient', {
  'GET /session': call('Qui est connecté', 'Who is signed in', { answer: patientSessionSchema }),
  'DELETE /session': call('Se déconnecter', 'Sign out'),
  'POST /logout': call('Se déconnecter aussi du fournisseur d’identité', 'Sign out of the identity provider too'),
  'GET /sessions': call('Les sessions ouvertes', 'The open sessions', { answer: openSessionsSchema }),
  'POST /sessions/close-others': call('Fermer les autres sessions', 'Close the other sessions', { body: closeSessionsSchema }),
  'POST /password': call('Changer de mot de passe', 'Change one’s password', { body: passwordChangeSchema }),
  'GET /passkeys': call('Ses clés d’accès', 'One’s passkeys', { answer: passkeysSchema }),
  'POST /passkeys/options': call('Commencer à ajouter une clé d’accès', 'Begin to add a passkey', { body: askPasskeySchema, answer: newPasskeyQuestionSchema }),
  'POST /passkeys': call('Ajouter une clé d’accès', 'Add a passkey', { body: addPasskeySchema, answer: ownPasskeySchema, status: 201 }),
  'PUT /passkeys/:passkeyId': call('Renommer une clé d’accès', 'Rename a passkey', { body: renamePasskeySchema }),
  'POST /passkeys/:passkeyId/remove': call('Retirer une clé d’accès', 'Remove a passkey', { body: askPasskeySchema }),
  'GET /records': call('Les dossiers que l’on peut ouvrir', 'The records one may open', { answer: recordsSchema }),
  'GET /directory': call('Chercher un professionnel ou une structure', 'Look for a professional or a structure', {
    query: directoryQuerySchema,
    answer: directorySchema,
  }),
  'GET /exports': call('Les copies que l’on a demandées', 'The copies one asked for', { answer: exportsSchema }),
  'GET /push': call('Les appareils qui préviennent', 'The devices that ring', { answer: pushDevicesSchema }),
  'POST /push': call('Ajouter un appareil', 'Add a device', { body: addDeviceSchema }),
  'DELETE /push/:mark': call('Retirer un appareil', 'Take a device away'),
  'POST /push/trial': call('Essayer tous les moyens d’être prévenu', 'Try every way of being told', { answer: trialSchema }),
  'POST /invitations/look': call('À quoi mène une invitation', 'What an invitation leads to', { body: invitationCodeSchema, answer: invitationSchema }),
  'POST /invitations/accept': call('Accepter une invitation', 'Accept an invitation', { body: invitationCodeSchema, answer: acceptedInvitationSchema }),
  'POST /invitations/refuse': call('Refuser une invitation', 'Decline an invitation', { body: invitationCodeSchema }),
  'GET /ayants-droit': call('Les enfants couverts par sa propre assurance', 'The children covered through one’s own insurance', { answer: ayantsDroitSchema }),
  'POST /ayants-droit/:dossierId': call('Ouvrir le dossier d’un enfant', 'Open the record of a child', {
    body: openChildSchema,
    answer: acceptedInvitationSchema,
    status: 201,
  }),
  'POST /emergency-card/open': call('Ouvrir le minimum d’une carte d’urgence', 'Open the minimum of an emergency card', {
    body: openCardSchema,
    answer: openedCardSchema,
  }),
  'POST /emergency-card/code': call('Ouvrir le reste d’une carte d’urgence, avec son code', 'Open the rest of an emergency card, with its code', {
    body: openWholeCardSchema,
    answer: cardCodeSchema,
  }),
  'POST /shares/state': call('Si le code que l’on montre attend encore', 'Whether the code one shows still waits', {
    body: askShareStateSchema,
    answer: shareStateSchema,
  }),
  ...under('/dossiers/:dossierId', ofRecord),
});
