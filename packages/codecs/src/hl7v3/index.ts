export * from './candidates.ts';
export {
  type AdministrativeTold,
  type AnswerContext,
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
export * from './registration.ts';
export { type Acknowledgement, type AcknowledgementDetail, type Device, type Sent, type Transmission } from './transmission.ts';
export { type InstanceId, parseUtc, writeDay, writeUtc } from './values.ts';
