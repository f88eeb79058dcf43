// What one transaction of the SOAP door is given, once the card, the assertion and what it says have been held against one another.

import type { CdaSchema } from '@carnet/codecs/cda';
import type { Parts, SoapAnswer } from '@carnet/codecs/soap';
import type { Ins, InsOid } from '@carnet/domain/identity';
import type { Refusal, Result } from '@carnet/domain/kernel';
import type { XmlElement } from '@carnet/codecs/xml';
import type { Caller } from '../../application/caller.ts';
import type { GivenNumbers, Ports } from '../../ports/index.ts';
import type { SigningTrust } from './signing-certificate.ts';

/** What signatures are checked against: assertions by the door, submission sets by ITI-41. */
export interface SoapDeps extends SigningTrust {
  readonly ports: Ports;
  /** Authorities of the INS this server serves. */
  readonly insOids: readonly InsOid[];
  /** OID of this repository: `repositoryUniqueId` of every document (ITI TF-3 §4.2.3.2.18). */
  readonly repositoryOid: string;
  /** Written in WSDL and answers: `https://localhost:8443/si-dmp-server/v2/services`. */
  readonly baseUrl: string;
  /** What deposited CDA documents are held against; undefined: nothing. */
  readonly cdaSchema: CdaSchema | undefined;
}

export interface SoapCall extends SoapDeps {
  readonly caller: Caller;
  /** Whom the assertion is about (`resource-id` of the VIHF): the only patient this call may concern. Undefined: it names none (TD0.4, TD0.5). */
  readonly patient: Ins | undefined;
  readonly body: XmlElement;
  readonly parts: Parts;
  /** Keeps for the structure of the caller that this deposit was refused, once it is known how it is answered. */
  readonly keepRefused: (refusal: Refusal, numbers: GivenNumbers) => Promise<void>;
  /** Takes room for bytes that wait to be sent. False: the door holds as much as it may, and they are to be asked for again. */
  readonly hold: (bytes: number) => boolean;
}

/**
 * One transaction. A refusal it returns becomes a SOAP fault; what the transaction's own standard has words for (RegistryErrorList, an HL7v3
 * refusal, `queryResponseCode` NF) it answers itself.
 */
export type Transaction = (call: SoapCall) => Promise<Result<SoapAnswer>>;
/** By `wsa:Action`. */
export type Service = Readonly<Record<string, Transaction>>;
