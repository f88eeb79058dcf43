// The professional's door: /api/pro.

import { z } from 'zod';
import { actForSchema, leftSchema, professionalSessionSchema, signInMeansSchema } from '../account.ts';
import { depositOptionsSchema, depositedSchema, professionalDepositSchema } from '../depositing.ts';
import { depositsFileQuerySchema, depositsQuerySchema, depositsSchema } from '../deposits.ts';
import { documentCriteriaSchema, documentDetailSchema, versionLockSchema } from '../document.ts';
import { declareAutorisationSchema, dossierSchema, dossierSearchSchema, dossierStatusSchema, emergencySchema, enterEmergencySchema } from '../dossier.ts';
import { glanceSchema } from '../glance.ts';
import {
  beginRoundSchema,
  checkedResidentsSchema,
  giveAccessSchema,
  openForSchema,
  openResidentsSchema,
  openedSchema,
  presentedPersonSchema,
  presentedSchema,
  residentsDoneSchema,
  residentsListSchema,
  roundsSchema,
} from '../openings.ts';
import { answerMisfiledSchema, misfiledDocumentSchema, ownMisfiledSchema } from '../misfilings.ts';
import {
  blockForPatientSchema,
  declareMedecinTraitantSchema,
  directAccessSchema,
  ownMatrixSchema,
  patientsQuerySchema,
  patientsSchema,
  showToPatientSchema,
} from '../professional.ts';
import { givenShareSchema, offeredShareSchema } from '../share.ts';
import { sandboxCardSchema } from '../sandbox.ts';
import { careServicesSchema, launchRequestSchema, launchServiceSchema, launchedServiceSchema } from '../services.ts';
import { depositSynthesisSchema, synthesisDraftSchema } from '../synthesis.ts';
import { depositTemplateSchema, templateDraftSchema, templateFormSchema } from '../templates.ts';
import { type ApiCalls, call, under } from './call.ts';
import { recordCalls } from './record.ts';

const changed = { body: versionLockSchema, answer: documentDetailSchema };
const ofRecord: ApiCalls = {
  'GET ': call('Le dossier : de qui il est', 'The record: whose it is', { answer: dossierSchema }),
  ...recordCalls,
  'GET /glance': call('Le dossier en un coup d’œil, tiré de ce que disent les documents', 'The record at a glance, from what its documents say', {
    answer: glanceSchema,
  }),
  'GET /deposit': call('Ce qu’il faut savoir avant de déposer', 'What to know before depositing', { answer: depositOptionsSchema }),
  'POST /documents': call('Déposer un fichier ou une note, ou remplacer l’un des siens (TD2.1)', 'Deposit a file or a note, or replace one’s own (TD2.1)', {
    form: professionalDepositSchema,
    answer: depositedSchema,
    status: 201,
  }),
  'GET /vsm': call('De quoi commencer un volet de synthèse médicale', 'What a volet de synthèse médicale may be begun with', {
    answer: synthesisDraftSchema,
  }),
  'POST /vsm': call('Déposer un volet de synthèse médicale', 'Deposit a volet de synthèse médicale', {
    body: depositSynthesisSchema,
    answer: documentDetailSchema,
    status: 201,
  }),
  'GET /templates/:template': call('Le formulaire d’un modèle de document', 'The form of a model of document', { answer: templateFormSchema }),
  'GET /templates/:template/draft': call('De quoi commencer un document d’après un modèle', 'What a document may be begun with, by its model', {
    answer: templateDraftSchema,
  }),
  'POST /templates/:template': call('Déposer un document écrit d’après un modèle', 'Deposit a document written from a model', {
    body: depositTemplateSchema,
    answer: depositedSchema,
    status: 201,
  }),
  'GET /criteria': call('Ce par quoi les documents peuvent être cherchés', 'What documents may be sought by', { answer: documentCriteriaSchema }),
  'GET /status': call('Si le dossier est ouvert, et ce que l’on y peut (TD0.2)', 'Whether the record is open, and what one may do (TD0.2)', {
    answer: dossierStatusSchema,
  }),
  'POST /autorisations': call('Noter l’accord du patient (TD0.3)', 'Record the patient’s agreement (TD0.3)', {
    body: declareAutorisationSchema,
    answer: dossierStatusSchema,
    status: 201,
  }),
  'DELETE /autorisations': call('Mettre fin à sa propre autorisation', 'End one’s own authorisation', { answer: dossierStatusSchema }),
  'POST /medecin-traitant': call('Se déclarer médecin traitant', 'Declare oneself médecin traitant', {
    body: declareMedecinTraitantSchema,
    answer: dossierStatusSchema,
    status: 201,
  }),
  'DELETE /medecin-traitant': call('Ne plus être médecin traitant', 'Be médecin traitant no more', { answer: dossierStatusSchema }),
  'POST /accesses/block': call('Bloquer un professionnel à la demande du patient', 'Block a professional at the patient’s request', {
    body: blockForPatientSchema,
  }),
  'POST /launches': call('Ouvrir un service depuis ce dossier (SMART EHR launch)', 'Open a service from this record (SMART EHR launch)', {
    body: launchServiceSchema,
    answer: launchedServiceSchema,
    status: 201,
  }),
  'POST /secret': call('Entrer en connexion secrète', 'Enter a connexion secrète'),
  'DELETE /secret': call('Quitter la connexion secrète', 'Leave the connexion secrète'),
  'POST /emergency': call('Ouvrir le dossier en urgence', 'Open the record in an emergency', {
    body: enterEmergencySchema,
    answer: emergencySchema,
    status: 201,
  }),
  'DELETE /emergency': call('Quitter l’accès en urgence', 'Leave the emergency access'),
  'POST /documents/:documentId/show-to-patient': call('Montrer un document au patient, après l’annonce', 'Show a document to the patient, once announced', {
    body: showToPatientSchema,
    answer: documentDetailSchema,
  }),
  'POST /documents/:documentId/show-to-representants': call(
    'Montrer un document à qui représente le patient',
    'Show a document to who represents the patient',
    changed,
  ),
  'GET /documents/:documentId/misfiled': call('Un document de soi, mis à l’écart', 'A document of one’s own, put aside', { answer: misfiledDocumentSchema }),
  'GET /documents/:documentId/misfiled/media/:index': call(
    'Une partie d’un document mis à l’écart : PDF ou image',
    'A part of a document put aside: PDF or picture',
    {
      answer: 'application/octet-stream',
    },
  ),
  'GET /documents/:documentId/misfiled/original': call('Le même, tel qu’il a été déposé', 'The same, as it was deposited', {
    answer: 'application/octet-stream',
  }),
  'POST /documents/:documentId/misfiled/answer': call(
    'Dire ce que devient un document de soi mis à l’écart',
    'Say what becomes of a document of one’s own, put aside',
    {
      body: answerMisfiledSchema,
    },
  ),
  'POST /documents/:documentId/archive': call('Archiver un document', 'Archive a document', changed),
  'POST /documents/:documentId/unarchive': call('Désarchiver un document', 'Unarchive a document', changed),
};

/** A card opens a session: over mutual TLS, or from the drawer of cards of the sandbox. */
export const cardCalls = (answer: z.ZodType): ApiCalls => ({
  'POST /card-session': call('Ouvrir une session avec la carte présentée (TLS mutuel)', 'Open a session with the card presented (mutual TLS)', {
    answer,
    status: 201,
  }),
  'POST /sandbox-card': call('Présenter une carte du bac à sable', 'Present a card of the sandbox', { body: sandboxCardSchema, answer, status: 201 }),
  'GET /session': call('Qui est connecté', 'Who is signed in', { answer }),
  'DELETE /session': call('Se déconnecter', 'Sign out'),
});

export const professionalCalls: ApiCalls = under('/api/pro', {
  ...cardCalls(professionalSessionSchema),
  'GET /means': call('Comment l’on peut se connecter, outre la carte', 'How one may sign in, beside a card', { answer: signInMeansSchema }),
  'POST /logout': call('Se déconnecter, et de Pro Santé Connect aussi', 'Sign out, and of Pro Santé Connect too', { answer: leftSchema }),
  'POST /session/structure': call('Agir pour une de ses structures', 'Act for one of one’s structures', {
    body: actForSchema,
    answer: professionalSessionSchema,
  }),
  'POST /direct-access': call('Ce pour quoi un logiciel de soin a ouvert le navigateur', 'What a program of care opened the browser for', {
    answer: directAccessSchema,
  }),
  'GET /services': call('Les services que sa structure ouvre depuis un dossier', 'The services one’s structure opens from a record', {
    answer: careServicesSchema,
  }),
  'GET /authorize': call(
    'Où un service ouvert depuis un dossier demande son code (SMART App Launch 2.2)',
    'Where a service opened from a record asks for its code (SMART App Launch 2.2)',
    { query: launchRequestSchema, status: 303 },
  ),
  'GET /matrix': call('Ce que sa profession peut lire', 'What one’s profession may read', { answer: ownMatrixSchema }),
  'GET /deposits': call('Ce que sa structure a déposé, et ce qui lui a été refusé', 'What one’s structure deposited, and what was refused of it', {
    query: depositsQuerySchema,
    answer: depositsSchema,
  }),
  'GET /deposits/csv': call('Les mêmes lignes, pour un tableur', 'The same lines, for a spreadsheet', {
    query: depositsFileQuerySchema,
    answer: 'text/csv',
  }),
  'GET /misfiled': call('Ses documents mis à l’écart', 'One’s documents that were put aside', { answer: ownMisfiledSchema }),
  'GET /patients': call('Ses patients (TD0.4)', 'One’s patients (TD0.4)', { query: patientsQuerySchema, answer: patientsSchema }),
  'POST /dossiers/search': call('Chercher un dossier par l’INS ou le numéro de la structure', 'Look for a record by INS or by the structure’s number', {
    body: dossierSearchSchema,
    answer: dossierStatusSchema,
  }),
  'POST /shares/read': call('Lire le code que montre un patient', 'Read the code a patient shows', { body: givenShareSchema, answer: offeredShareSchema }),
  'POST /shares/redeem': call('Utiliser le code que montre un patient, une fois', 'Redeem the code a patient shows, once', {
    body: givenShareSchema,
    answer: dossierStatusSchema,
  }),
  'POST /openings/find': call('Qui se présente, et si son dossier est ouvert', 'Who is there, and whether their record is open', {
    body: presentedSchema,
    answer: presentedPersonSchema,
  }),
  'POST /openings': call('Ouvrir un dossier pour qui est là', 'Open a record for who is there', { body: openForSchema, answer: openedSchema, status: 201 }),
  'POST /openings/access': call('Donner à nouveau la lettre d’accès', 'Give the letter of access again', {
    body: giveAccessSchema,
    answer: openedSchema,
    status: 201,
  }),
  'POST /residents/check': call('Relire une liste de résidents', 'Read a list of residents over', {
    body: residentsListSchema,
    answer: checkedResidentsSchema,
  }),
  'GET /residents/rounds': call('Les listes déjà traitées', 'The lists that were gone through', { answer: roundsSchema }),
  'POST /residents/rounds': call('Commencer une liste', 'Begin a list', { body: beginRoundSchema, answer: z.object({ id: z.string() }), status: 201 }),
  'POST /residents/rounds/:roundId/lines': call('Ouvrir les dossiers de dix résidents au plus', 'Open the records of ten residents at most', {
    body: openResidentsSchema,
    answer: residentsDoneSchema,
  }),
  ...under('/dossiers/:dossierId', ofRecord),
});
