// The door of whoever runs the service: /api/pilotage.

import { z } from 'zod';
import {
  assureIdentitySchema,
  endHeirSchema,
  identitiesToReviewSchema,
  identitySchema,
  insiOutcomeSchema,
  proposeFusionSchema,
  registerHeirSchema,
  searchIdentitySchema,
  tellApartSchema,
} from '../identities.ts';
import { confirmMisfiledSchema, proposeMisfiledSchema } from '../misfilings.ts';
import { oppositionRecordedSchema } from '../opening.ts';
import { registerServiceSchema, serviceStateSchema, steeredServicesSchema } from '../services.ts';
import { letterRunSchema, recordOppositionSchema, steeredOpeningsSchema } from '../steering-openings.ts';
import {
  changePolicySchema,
  deadLettersSchema,
  indicatorsSchema,
  intakeDetailSchema,
  intakeQuerySchema,
  intakesSchema,
  loadMatrixSchema,
  matricesSchema,
  matrixDayQuerySchema,
  matrixInForceSchema,
  matrixPreviewSchema,
  matrixSummarySchema,
  pillarsSchema,
  policiesSchema,
  policySchema,
  previewMatrixSchema,
  sendAgainSchema,
  steeringSessionSchema,
  withdrawMatrixSchema,
  withdrawPolicySchema,
} from '../steering.ts';
import {
  concludeDaySchema,
  dayOfSchema,
  daysQuerySchema,
  liftStopSchema,
  reportCaseSchema,
  reportRowsQuerySchema,
  reportRowsSchema,
  reportStepSchema,
  stopsSchema,
  watchedDaySchema,
  watchedDaysSchema,
} from '../watch.ts';
import { type ApiCalls, call, under } from './call.ts';
import { cardCalls } from './professional.ts';

const csv = 'text/csv' as const;

export const steeringCalls: ApiCalls = under('/api/pilotage', {
  ...cardCalls(steeringSessionSchema),
  'GET /matrices': call('Les matrices d’habilitation, la dernière d’abord', 'The habilitation matrices, latest first', { answer: matricesSchema }),
  'GET /matrices/in-force': call('La matrice en vigueur un jour donné', 'The matrix in force on a day', {
    query: matrixDayQuerySchema,
    answer: matrixInForceSchema,
  }),
  'GET /matrices/in-force.csv': call('La même, en fichier', 'The same, as a file', { query: matrixDayQuerySchema, answer: csv }),
  'POST /matrices/preview': call('Ce qu’une matrice changerait', 'What a matrix would change', { body: previewMatrixSchema, answer: matrixPreviewSchema }),
  'POST /matrices': call('Mettre une matrice en vigueur à un jour donné', 'Put a matrix in force on a day', {
    body: loadMatrixSchema,
    answer: matrixSummarySchema,
    status: 201,
  }),
  'POST /matrices/withdraw': call('Retirer une matrice à venir', 'Withdraw a matrix to come', { body: withdrawMatrixSchema }),
  'GET /policies': call('Les règles réglables et leurs valeurs', 'The policies and their values', { answer: policiesSchema }),
  'POST /policies': call('Changer une valeur à un jour donné', 'Change a value on a day', { body: changePolicySchema, answer: policySchema, status: 201 }),
  'POST /policies/withdraw': call('Retirer un changement à venir', 'Withdraw a change to come', { body: withdrawPolicySchema, answer: policySchema }),
  'GET /intakes': call('Les fichiers des assureurs', 'The files of the insurers', { answer: intakesSchema }),
  'GET /intakes/one': call('Un fichier et ses premiers rejets', 'A file and its first rejects', { query: intakeQuerySchema, answer: intakeDetailSchema }),
  'GET /intakes/rejects.csv': call('Tous les rejets d’un fichier', 'All the rejects of a file', { query: intakeQuerySchema, answer: csv }),
  'GET /services': call('Les services qui peuvent être connectés', 'The services that may be connected', { answer: steeredServicesSchema }),
  'POST /services': call('Inscrire un service', 'Register a service', {
    body: registerServiceSchema,
    answer: steeredServicesSchema.shape.services.element,
    status: 201,
  }),
  'POST /services/:serviceId/state': call('Mettre en ligne, suspendre ou retirer un service', 'Put a service on line, suspend or withdraw it', {
    body: serviceStateSchema,
  }),
  'GET /dead-letters': call('Les messages abandonnés', 'The messages that were given up', { answer: deadLettersSchema }),
  'POST /dead-letters/send-again': call('Les envoyer à nouveau', 'Send them again', { body: sendAgainSchema, answer: z.object({ count: z.number().int() }) }),
  'GET /openings': call('Les dossiers qui vont s’ouvrir', 'The records about to open', { answer: steeredOpeningsSchema }),
  'POST /openings/letters': call('Éditer les lettres qui attendent', 'Print the letters that wait', {
    answer: z.object({ at: z.string(), count: z.number().int() }),
  }),
  'GET /openings/letters.csv': call('Les lettres d’une édition', 'The letters of one run', { query: letterRunSchema, answer: csv }),
  'POST /openings/oppositions': call('Noter une opposition reçue autrement', 'Record an opposition that came another way', {
    body: recordOppositionSchema,
    answer: oppositionRecordedSchema,
  }),
  'GET /indicators': call('Les indicateurs', 'The indicators', { answer: indicatorsSchema }),
  'GET /pillars': call('Les quatre piliers de la sécurité', 'The four pillars of security', { answer: pillarsSchema }),
  'GET /identities': call('Les identités à revoir', 'The identities to review', { answer: identitiesToReviewSchema }),
  'POST /identities/search': call('Chercher une identité par un de ses numéros', 'Look for an identity by one of its numbers', {
    body: searchIdentitySchema,
    answer: identitySchema,
  }),
  'GET /identities/:dossierId': call('Une identité', 'An identity', { answer: identitySchema }),
  'POST /identities/:dossierId/insi': call('Vérifier une identité auprès d’INSi', 'Verify an identity with INSi', { answer: insiOutcomeSchema }),
  'POST /identities/:dossierId/status': call('Dire une identité vérifiée, ou douteuse', 'Say that an identity is verified, or doubtful', {
    body: assureIdentitySchema,
  }),
  'POST /identities/:dossierId/apart': call('Dire que deux dossiers sont de deux personnes', 'Say that two records are of two people', {
    body: tellApartSchema,
  }),
  'POST /identities/:dossierId/heirs': call('Inscrire un ayant droit', 'Register an heir', { body: registerHeirSchema, answer: z.object({ id: z.string() }) }),
  'POST /identities/:dossierId/heirs/:heirId/end': call('Mettre fin à l’accès d’un ayant droit', 'End the access of an heir', { body: endHeirSchema }),
  'POST /identities/:dossierId/fusions': call('Proposer de réunir deux dossiers d’une même personne', 'Propose to join two records of one person', {
    body: proposeFusionSchema,
    answer: z.object({ id: z.string() }),
  }),
  'POST /identities/:dossierId/fusions/:fusionId/confirm': call('Confirmer qu’ils n’en font qu’un', 'Confirm that they are one'),
  'POST /identities/:dossierId/fusions/:fusionId/end': call('Y renoncer, ou les séparer à nouveau', 'Give it up, or part them again'),
  'POST /identities/:dossierId/misfiled/:documentId/propose': call(
    'Proposer ce que devient un document mis à l’écart',
    'Propose what becomes of a document put aside',
    {
      body: proposeMisfiledSchema,
    },
  ),
  'POST /identities/:dossierId/misfiled/:documentId/confirm': call('Confirmer ce qui est proposé', 'Confirm what is proposed', { body: confirmMisfiledSchema }),
  'POST /identities/:dossierId/misfiled/:documentId/reopen': call('Reprendre l’examen d’un document mis à l’écart', 'Take up again a document put aside'),
  'GET /reports': call('Les signalements', 'The reports', { query: reportRowsQuerySchema, answer: reportRowsSchema }),
  'GET /reports/:dossierId/:reportId': call('Un signalement', 'A report', { answer: reportCaseSchema }),
  'POST /reports/:dossierId/:reportId/steps': call('Avancer l’examen d’un signalement', 'Take a step with a report', { body: reportStepSchema }),
  'GET /days': call('Les journées qui sortent de l’ordinaire', 'The days that stand out', { query: daysQuerySchema, answer: watchedDaysSchema }),
  'GET /days.csv': call('Les mêmes, en fichier', 'The same, as a file', { query: daysQuerySchema, answer: csv }),
  'GET /days/one': call('Une journée', 'One day', { query: dayOfSchema, answer: watchedDaySchema }),
  'POST /days/conclude': call('Conclure sur une journée', 'Conclude on a day', { body: concludeDaySchema, answer: z.object({ told: z.number().int() }) }),
  'GET /stops': call('Les recherches arrêtées', 'The look-ups that were stopped', { answer: stopsSchema }),
  'POST /stops/lift': call('Lever un arrêt', 'Lift a stop', { body: liftStopSchema }),
});
