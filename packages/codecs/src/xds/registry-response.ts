// RegistryResponse of ebRS 3.0 and its RegistryErrorList (ITI TF-3 §4.2.4): how every XDS transaction says what came of it. Each error says its
// IHE code, where, and in its context the rule, what was given, what was expected and the page that explains.

import { type Content, type Markup, element } from '../xml/write.ts';
import { namespaces } from './vocabulary.ts';

export const responseStatuses = {
  Success: 'urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success',
  Failure: 'urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Failure',
  PartialSuccess: 'urn:ihe:iti:2007:ResponseStatusType:PartialSuccess',
} as const;
export type ResponseStatus = keyof typeof responseStatuses;

/** ITI TF-3 §4.2.4.1: those Carnet answers with. */
export const xdsErrorCodes = [
  'XDSUnknownPatientId',
  'XDSPatientIdDoesNotMatch',
  'XDSDuplicateUniqueIdInRegistry',
  'XDSRepositoryDuplicateUniqueIdInMessage',
  'XDSNonIdenticalHash',
  'XDSMissingDocument',
  'XDSMissingDocumentMetadata',
  'XDSRepositoryMetadataError',
  'XDSRegistryMetadataError',
  'XDSExtraMetadataNotSaved',
  'XDSRegistryDeprecatedDocumentError',
  'XDSDocumentUniqueIdError',
  'XDSUnknownRepositoryId',
  'XDSUnknownStoredQuery',
  'XDSStoredQueryMissingParam',
  'XDSStoredQueryParamNumber',
  'XDSTooManyResults',
  'XDSMetadataUpdateError',
  'XDSMetadataUpdateOperationError',
  'XDSMetadataVersionError',
  'UnresolvedReferenceException',
  'InvalidDocumentContent',
  'XDSRegistryBusy',
  'XDSRegistryOutOfResources',
  'XDSRepositoryOutOfResources',
  'XDSRegistryNotAvailable',
  'XDSRegistryError',
  'XDSRepositoryError',
] as const;
export type XdsErrorCode = (typeof xdsErrorCodes)[number];

export interface RegistryError {
  readonly code: XdsErrorCode;
  readonly severity: 'Error' | 'Warning';
  /** In words, for whoever reads the frame. */
  readonly context: string;
  readonly location?: string;
}

const severityUrn = (severity: RegistryError['severity']): string => `urn:oasis:names:tc:ebxml-regrep:ErrorSeverityType:${severity}`;

export function writeErrorList(errors: readonly RegistryError[]): Markup | undefined {
  if (errors.length === 0) return undefined;
  const highest = errors.some(({ severity }) => severity === 'Error') ? 'Error' : 'Warning';
  return element(
    'rs:RegistryErrorList',
    { 'xmlns:rs': namespaces.rs, 'highestSeverity': severityUrn(highest) },
    ...errors.map(({ code, severity, context, location }) =>
      element('rs:RegistryError', { errorCode: code, codeContext: context, severity: severityUrn(severity), location }),
    ),
  );
}

/** Status, errors, then what else an element of this name holds. */
export const responseOf = (
  name: string,
  namespace: Readonly<Record<string, string>>,
  status: ResponseStatus,
  errors: readonly RegistryError[],
  ...content: readonly Content[]
): Markup => element(name, { ...namespace, status: responseStatuses[status] }, writeErrorList(errors), ...content);

export const writeRegistryResponse = (status: ResponseStatus, errors: readonly RegistryError[] = []): Markup =>
  responseOf('rs:RegistryResponse', { 'xmlns:rs': namespaces.rs }, status, errors);
