// HL7 v3 of the patient transactions of the DMP (TD0.2, TD0.5, TD1.1 to TD1.4): questions and answers, each read and written.

export * from './candidates.ts';
export {
  type AdministrativeTold,
  type DemographicsAnswer,
  type DemographicsQuery,
  type ExistenceTold,
  type ReadDemographics,
  parseDemographicsAnswer,
  parseDemographicsQuery,
  writeDemographicsAnswer,
  writeDemographicsQuery,
} from './demographics.ts';
export { type ReadPerson } from './person.ts';
export { type AnswerContext } from './record.ts';
export * from './registration.ts';
export { type Acknowledgement, type AcknowledgementDetail, type Device, type Sent, type Transmission } from './transmission.ts';
export { type InstanceId, parseUtc, writeDay, writeUtc } from './values.ts';
