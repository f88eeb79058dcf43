// What each service does, in the words of a WSDL: operations of the national DMP, the action that calls each and the one that answers, the
// element in the body of either. Facts of the interface, in our own words: IHE ITI TF-2 appendix V, HL7 v3 and the paths and actions of the DMP.

import type { ServiceName } from './services.ts';

/** Namespaces of bodies, by the name their schema is served under (`?xsd=`). */
export const bodyNamespaces = {
  query: 'urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0',
  lcm: 'urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0',
  rs: 'urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0',
  ihe: 'urn:ihe:iti:xds-b:2007',
  hl7: 'urn:hl7-org:v3',
  gdp: 'asip:ci-sis:gdp:2010',
  habilitations: 'urn:si-dmp-habilitations',
  patient: 'urn:si-dmp-patients',
} as const;
export type BodyNamespace = keyof typeof bodyNamespaces;
/** `hl7:PRPA_IN201307UV02` */
export type BodyName = `${BodyNamespace}:${string}`;

export interface Operation {
  readonly name: string;
  readonly action: string;
  /** What programs in use write for the action, in the envelope or in HTTP, beside its name here: the `soapAction` of older WSDL. */
  readonly alsoCalled?: readonly string[];
  readonly input: BodyName;
  readonly answerAction: string;
  readonly output: BodyName;
}

const hl7 = (interaction: string, answer: string, name: string): Operation => ({
  name,
  action: `urn:hl7-org:v3:PRPA_IN${interaction}UV02`,
  alsoCalled: [`urn:hl7-org:v3:PRPA_IN${answer}UV02`],
  input: `hl7:PRPA_IN${interaction}UV02`,
  answerAction: `urn:hl7-org:v3:PRPA_IN${answer}UV02`,
  output: `hl7:PRPA_IN${answer}UV02`,
});

/** One of two interactions answers, inside an element of the DMP's own: an action and a name of neither. */
const gdp = (interaction: string, name: string): Operation => ({
  name,
  action: `urn:hl7-org:v3:PRPA_IN${interaction}UV02`,
  input: `hl7:PRPA_IN${interaction}UV02`,
  answerAction: `urn:hl7-org:v3:PRPA_IN${interaction}ResponseUV02`,
  output: `gdp:PRPA_IN${interaction}UV02_Response`,
});

/** `answers`: what the action of the answer ends with, where it is not the action itself. */
const ihe = (name: string, action: string, input: BodyName, output: BodyName, answers = 'Response'): Operation => ({
  name,
  action: `urn:ihe:iti:${action}`,
  alsoCalled: [`urn:ihe:iti:xds-b:2007:${action.slice(action.indexOf(':') + 1).replace(/-b$/, '')}-b`],
  input,
  answerAction: `urn:ihe:iti:${action}${answers}`,
  output,
});

const endPoint = (namespace: 'habilitations' | 'patient', place: string, name: string): Operation => ({
  name,
  action: `${place}:${name}`,
  alsoCalled: [`urn:hl7-org:v3:${name}`],
  input: `${namespace}:${name}`,
  answerAction: `${place}:${name}Response`,
  output: `${namespace}:${name}Response`,
});

export const operations: Readonly<Record<ServiceName, readonly Operation[]>> = {
  patients: [
    hl7('201305', '201306', 'findCandidatesQuery'),
    hl7('201307', '201308', 'PatientGetDemographics_PRPA_IN201307UV02'),
    gdp('201311', 'PatientAdd_PRPA_IN201311UV02'),
    gdp('201314', 'PatientRevise_PRPA_IN201314UV02'),
    endPoint('patient', 'urn:si-dmp-patients:PatientSpecificEndPoint', 'patientList'),
  ],
  habilitations: [
    endPoint('habilitations', 'urn:si-dmp-habilitations:HabilitationsEndPoint', 'setAuthorization'),
    endPoint('habilitations', 'urn:si-dmp-habilitations:HabilitationsEndPoint', 'listAuthorizationByPatient'),
  ],
  registry: [
    ihe('DocumentRegistry_RegistryStoredQuery', '2007:RegistryStoredQuery', 'query:AdhocQueryRequest', 'query:AdhocQueryResponse'),
    ihe('DocumentRegistry_UpdateDocumentSet', '2010:UpdateDocumentSet', 'lcm:SubmitObjectsRequest', 'rs:RegistryResponse', '-Response'),
  ],
  repository: [
    ihe(
      'DocumentRepository_ProvideAndRegisterDocumentSet-b',
      '2007:ProvideAndRegisterDocumentSet-b',
      'ihe:ProvideAndRegisterDocumentSetRequest',
      'rs:RegistryResponse',
    ),
    ihe('DocumentRepository_RetrieveDocumentSet', '2007:RetrieveDocumentSet', 'ihe:RetrieveDocumentSetRequest', 'ihe:RetrieveDocumentSetResponse'),
  ],
};

/**
 * The operation of this service that every one of these names; without any, the one whose element is in the body. Two that mean different ones
 * are told, the first that nobody knows too.
 */
export function operationCalled(
  service: ServiceName,
  actions: readonly string[],
  bodyName: string,
): { readonly operation: Operation } | { readonly unknown: string | undefined } | { readonly other: string; readonly operation: Operation } {
  const named = (action: string): Operation | undefined =>
    operations[service].find((one) => one.action === action || one.name === action || one.alsoCalled?.includes(action));
  const [first, ...others] = actions;
  const operation = first === undefined ? operations[service].find(({ input }) => input.slice(input.indexOf(':') + 1) === bodyName) : named(first);
  if (operation === undefined) return { unknown: first };
  const other = others.find((action) => named(action) !== operation);
  return other === undefined ? { operation } : { other, operation };
}
