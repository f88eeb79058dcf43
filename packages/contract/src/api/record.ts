// What both doors offer about one record: its documents, its journal, its accesses, its measures.

import { accessesQuerySchema, accessesSchema } from '../accesses.ts';
import { documentDetailSchema, documentListSchema, documentListQuerySchema, versionLockSchema, versionQuerySchema } from '../document.ts';
import { journalQuerySchema, journalSchema, spacesSchema } from '../dossier.ts';
import { curvesSchema, measuresQuerySchema } from '../measures.ts';
import { reportMisfiledSchema } from '../misfilings.ts';
import { readingViewSchema } from '../reading.ts';
import { type ApiCalls, call } from './call.ts';

export const recordCalls: ApiCalls = {
  'GET /spaces': call('Les neuf espaces du dossier et ce qu’ils contiennent', 'The nine spaces of the record and what is in them', { answer: spacesSchema }),
  'GET /documents': call('Les documents que l’on peut voir, par pages', 'The documents one may see, in pages', {
    query: documentListQuerySchema,
    answer: documentListSchema,
  }),
  'GET /documents/:documentId': call('Un document et ce que l’on peut en faire', 'A document and what one may do with it', { answer: documentDetailSchema }),
  'GET /documents/:documentId/reading': call('Le contenu d’un document, à lire à l’écran', 'The content of a document, to be read on screen', {
    answer: readingViewSchema,
  }),
  'GET /documents/:documentId/media/:index': call('Une partie d’un document : PDF ou image', 'A part of a document: PDF or picture', {
    answer: 'application/octet-stream',
  }),
  'GET /documents/:documentId/original': call('Le document tel qu’il a été déposé', 'The document as it was deposited', { answer: 'application/octet-stream' }),
  'GET /documents/:documentId/pdf': call('Une copie du document en PDF', 'A copy of the document as a PDF', { answer: 'application/pdf' }),
  'POST /documents/:documentId/mask': call('Masquer un document', 'Mask a document', { body: versionLockSchema, answer: documentDetailSchema }),
  'POST /documents/:documentId/unmask': call('Ne plus masquer un document', 'Unmask a document', { body: versionLockSchema, answer: documentDetailSchema }),
  'POST /documents/:documentId/misfiled': call('Dire qu’un document n’est pas de cette personne', 'Say that a document is not of this person', {
    body: reportMisfiledSchema,
  }),
  'DELETE /documents/:documentId': call('Supprimer un document que l’on a déposé', 'Delete a document one deposited', { query: versionQuerySchema }),
  'GET /journal': call('Qui a fait quoi dans le dossier', 'Who did what in the record', { query: journalQuerySchema, answer: journalSchema }),
  'GET /accesses': call('Qui peut consulter le dossier', 'Who may consult the record', { query: accessesQuerySchema, answer: accessesSchema }),
  'GET /measures': call('Les mesures de santé, en courbes', 'Measures of health, as curves', { query: measuresQuerySchema, answer: curvesSchema }),
};
