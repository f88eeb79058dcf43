// What Carnet's answers hold that no guide defines, each once: extensions, codes, operations, parameters of searches. The doors publish them
// (write-definitions.ts), and a test finds none in an answer that is not here. Their URLs name no server: Carnet is run by many, and means the
// same thing everywhere (ADR 40).

import type { Actor } from '@carnet/domain/access';
import type { MedicationFact } from '@carnet/domain/clinical';
import type { AutorisationStatus } from '@carnet/domain/dossier';
import type { EnteredBy } from '@carnet/domain/measure';
import { type AgreementKind, agreementSystem, lastAddedUrl, lastConsultedUrl } from './agreements.ts';
import { secretUrl } from './subscription.ts';
import { actorSystem } from './write-audit-event.ts';
import { medicationUseSystem, resourceTypes, sectionUrl } from './write-clinical.ts';
import { measureOriginSystem } from './write-measure.ts';
import { type Sentence, pageUrl } from './write-operation-outcome.ts';
import { autorisationUrl, compteOuvertUrl } from './write-patient.ts';

export interface DefinedExtension {
  readonly url: string;
  /** Elements it stands on. */
  readonly on: readonly string[];
  readonly value: 'boolean' | 'code' | 'CodeableConcept' | 'dateTime' | 'uri' | 'base64Binary';
  /** A code is one of this system. */
  readonly from?: string;
  readonly says: Sentence;
}
export interface DefinedCodes {
  readonly url: string;
  readonly says: Sentence;
  readonly codes: Readonly<Record<string, Sentence>>;
}
export interface DefinedOperation {
  readonly url: string;
  readonly code: string;
  readonly on: 'DocumentReference' | 'Subscription';
  /** Of one resource, by its id; of the type otherwise. */
  readonly ofOne: boolean;
  readonly changes: boolean;
  readonly says: Sentence;
  readonly takes: readonly { readonly name: string; readonly required?: true; readonly says: Sentence }[];
  readonly gives: { readonly name: string; readonly type: 'Bundle' | 'integer' };
}
export interface DefinedParameter {
  readonly url: string;
  readonly name: string;
  readonly type: 'date' | 'special';
  readonly on: readonly string[];
  readonly expression?: string;
  readonly says: Sentence;
}

const say = (fr: string, en: string): Sentence => ({ fr, en });

const autorisationStatusSystem = 'urn:carnet:etat-autorisation';
export const changesOperation = 'urn:carnet:operation:changes';
export const failedEventsOperation = 'urn:carnet:operation:failed-events';
export const replayOperation = 'urn:carnet:operation:replay';

export const extensions: readonly DefinedExtension[] = [
  {
    url: autorisationUrl,
    on: ['Patient'],
    value: 'code',
    from: autorisationStatusSystem,
    says: say('Où en est l’autorisation de qui demande, sur ce dossier', 'Where the authorisation of whoever asks stands, on this record'),
  },
  {
    url: compteOuvertUrl,
    on: ['Patient'],
    value: 'boolean',
    says: say('Quelqu’un du côté du patient a reçu un compte', 'Somebody of the patient’s side was given an account'),
  },
  {
    url: lastConsultedUrl,
    on: ['Consent'],
    value: 'dateTime',
    says: say('Quand qui demande a ouvert ce dossier pour la dernière fois', 'When whoever asks last opened this record'),
  },
  {
    url: lastAddedUrl,
    on: ['Consent'],
    value: 'dateTime',
    says: say('Quand le dernier document visible est arrivé dans ce dossier', 'When the last document to be seen came to this record'),
  },
  {
    url: secretUrl,
    on: ['Subscription'],
    value: 'base64Binary',
    says: say('Secret qui signe les appels : dans la réponse à la création seulement', 'Secret that signs the calls: in the answer to the creation only'),
  },
  {
    url: sectionUrl,
    on: Object.values(resourceTypes),
    value: 'CodeableConcept',
    says: say('Section du document d’où vient ce qui est dit', 'Section of the document that what is said comes from'),
  },
  {
    url: pageUrl,
    on: ['OperationOutcome.issue'],
    value: 'uri',
    says: say('Page de ce serveur qui explique le refus', 'Page of this server that explains the refusal'),
  },
];

const agreementCodes: Readonly<Record<AgreementKind, Sentence>> = {
  'autorisation': say('Le patient autorise', 'The patient authorises'),
  'blocage': say('Le patient bloque', 'The patient blocks'),
  'opposition': say('Ce que le patient a décidé pour l’urgence', 'What the patient decided for emergencies'),
  'medecin-traitant': say('Médecin traitant', 'Médecin traitant, the doctor who follows the patient'),
};
const statusCodes: Readonly<Record<AutorisationStatus, Sentence>> = {
  VALIDE: say('En vigueur', 'In force'),
  EXPIREE: say('Expirée', 'Expired'),
  INTERDIT: say('Le patient a bloqué qui demande', 'The patient blocked whoever asks'),
  NON_EXISTE: say('Aucune', 'None'),
};
const originCodes: Readonly<Record<EnteredBy['kind'], Sentence>> = {
  'titulaire': say('Le patient', 'The patient'),
  'representant': say('Qui représente le patient', 'Who represents the patient'),
  'professionnel': say('Un professionnel', 'A professional'),
  'service-tiers': say('Un service connecté par le patient', 'A service the patient connected'),
};
const useCodes: Readonly<Record<MedicationFact['use'], Sentence>> = {
  prescribed: say('Prescrit', 'Prescribed'),
  dispensed: say('Délivré', 'Dispensed'),
  taken: say('Pris, selon le document', 'Taken, as the document says'),
  administered: say('Administré', 'Administered'),
};
const actorCodes: Readonly<Record<Actor['kind'], Sentence>> = {
  'titulaire': say('Le patient', 'The patient'),
  'representant': say('Qui représente le patient', 'Who represents the patient'),
  'aidant': say('Un aidant', 'A carer'),
  'ayant-droit': say('Un ayant droit, après le décès', 'An heir, after the death'),
  'professionnel': say('Un professionnel', 'A professional'),
  'structure': say('Le certificat d’une structure', 'The certificate of a structure'),
  'secretariat': say('Un secrétariat', 'A secretariat'),
  'pilotage': say('Le pilotage du service', 'The steering of the service'),
  'exploitation': say('L’exploitation du service', 'The operation of the service'),
  'controle': say('Le contrôle', 'The auditors'),
  'guichet': say('Un guichet', 'A counter'),
  'assurance-maladie': say('L’assurance maladie', 'The health insurance'),
  'service-tiers': say('Un service connecté par le patient', 'A service the patient connected'),
  'systeme': say('Carnet lui-même', 'Carnet itself'),
};

export const codes: readonly DefinedCodes[] = [
  { url: agreementSystem, says: say('Ce qu’un patient a accordé ou refusé', 'What a patient agreed to or opposed'), codes: agreementCodes },
  { url: autorisationStatusSystem, says: say('État d’une autorisation (TD0.2)', 'State of an authorisation (TD0.2)'), codes: statusCodes },
  { url: measureOriginSystem, says: say('Qui a saisi une mesure', 'Who entered a measure'), codes: originCodes },
  { url: medicationUseSystem, says: say('Par quel acte un médicament est connu', 'By which act a medicine is known'), codes: useCodes },
  { url: actorSystem, says: say('À quel titre on agit sur un dossier', 'As what one acts on a record'), codes: actorCodes },
];

const patient = {
  name: 'patient.identifier',
  required: true,
  says: say('De qui est le dossier : urn:oid:…|matricule', 'Whose record: urn:oid:…|matricule'),
} as const;
const since = { name: 'eventsSinceNumber', says: say('Du numéro', 'From this number') };
const until = { name: 'eventsUntilNumber', says: say('Au numéro', 'To this number') };
export const operations: readonly DefinedOperation[] = [
  {
    url: changesOperation,
    code: 'changes',
    on: 'DocumentReference',
    ofOne: false,
    changes: false,
    says: say('Ce qui est nouveau dans un dossier depuis un curseur', 'What is new in a record since a cursor'),
    takes: [
      patient,
      { name: 'cursor', says: say('Donné par le lien « monitor » de l’appel précédent', 'Given by the link « monitor » of the call before') },
      { name: '_count', says: say('0 : le curseur seul', '0: the cursor alone') },
    ],
    gives: { name: 'return', type: 'Bundle' },
  },
  {
    url: failedEventsOperation,
    code: 'failed-events',
    on: 'Subscription',
    ofOne: true,
    changes: false,
    says: say('Événements qui n’ont pu être remis', 'Events that could not be delivered'),
    takes: [since, until],
    gives: { name: 'return', type: 'Bundle' },
  },
  {
    url: replayOperation,
    code: 'replay',
    on: 'Subscription',
    ofOne: true,
    changes: true,
    says: say('Remettre à nouveau ce qui n’a pu l’être', 'Deliver again what could not be'),
    takes: [],
    gives: { name: 'events', type: 'integer' },
  },
];

export const parameters: readonly DefinedParameter[] = [
  {
    url: 'urn:carnet:recherche:cursor',
    name: 'cursor',
    type: 'special',
    on: ['DocumentReference', 'List', 'Consent', 'AuditEvent', ...Object.values(resourceTypes)],
    says: say('Place d’une page, donnée par le lien « next »', 'Place of a page, given by the link « next »'),
  },
  {
    url: 'urn:carnet:recherche:since',
    name: '_since',
    type: 'date',
    on: ['DocumentReference', 'List'],
    expression: 'DocumentReference.meta.lastUpdated | List.meta.lastUpdated',
    says: say('Changé depuis cet instant', 'Changed since this moment'),
  },
];
