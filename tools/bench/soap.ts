// The same deposit and the same question over SOAP, as software of the national DMP sends them: an assertion signed for each call, a signed
// submission set, the document beside the message (MTOM). Writing and signing them is the generator's work, and counted as such.

import { declareCda } from '../deposit/declare.ts';
import { readPersonas } from '../deposit/sandbox-files.ts';
import { asLotDocument, authorOf } from '../simulator/lps.ts';
import { type Sender, senderOf } from '../simulator/sender.ts';
import { type Message, type ServiceName, envelopeOf, pack } from '../simulator/soap.ts';
import { signedVihf } from '../simulator/vihf.ts';
import { actions, provideAndRegister, storedQuery } from '../simulator/xds.ts';
import type { BenchPatient } from './documents.ts';
import type { BenchRequest } from './load.ts';

const services = '/si-dmp-server/v2/services';

/** What the header of the bench's documents does not say. */
const where = {
  facilityType: { code: 'SA07', system: '1.2.250.1.71.4.2.4' },
  practiceSetting: { code: 'AMBULATOIRE', system: '1.2.250.1.213.1.1.4.9' },
};

export interface SoapBench {
  deposit(patient: BenchPatient, cda: Buffer): BenchRequest;
  query(patient: BenchPatient, atLeast: number): BenchRequest;
}

/** With the card the rest of the bench shows. */
export async function soapBench(tlsUrl: string, sandboxDir: string, card: string): Promise<SoapBench> {
  const sender = await senderOf(sandboxDir, await readPersonas(sandboxDir), { card });
  if (sender === undefined) throw new Error(`no card ${card}`);
  return {
    deposit(patient, cda) {
      const declared = declareCda(cda, false);
      if (!declared.ok) throw new Error(JSON.stringify(declared.findings));
      const described = { ...declared.value, metadata: { ...declared.value.metadata, ...where } };
      const { body, attachments } = provideAndRegister([asLotDocument(described)], { author: authorOf(sender), signing: sender.signing });
      return requestOf(tlsUrl, sender, patient, 'repository', { action: actions.provide, body, attachments }, succeeded);
    },
    query(patient, atLeast) {
      const body = storedQuery('FindDocuments', {
        $XDSDocumentEntryPatientId: `${patient.ins}^^^&${patient.oid}&ISO^NH`,
        $XDSDocumentEntryStatus: ['urn:oasis:names:tc:ebxml-regrep:StatusType:Approved'],
      });
      return requestOf(tlsUrl, sender, patient, 'registry', { action: actions.query, body }, (status, answer) => {
        const found = answer.split('<rim:ExtrinsicObject ').length - 1;
        return succeeded(status, answer) ?? (found < atLeast ? `${found} documents instead of ${atLeast}` : undefined);
      });
    },
  };
}

/** What was wrong in a few words: our code in a fault, IHE's in an answer that says no. */
function succeeded(status: number, body: string): string | undefined {
  if (status === 200 && body.includes('ResponseStatusType:Success')) return undefined;
  return `HTTP ${status} ${/ (?:code|errorCode)="(\w+)"/.exec(body)?.[1] ?? ''}`;
}

function requestOf(
  tlsUrl: string,
  sender: Sender,
  { ins, oid }: BenchPatient,
  service: ServiceName,
  message: Omit<Message, 'assertion'>,
  check: BenchRequest['check'],
): BenchRequest {
  const path = `${services}/${service}`;
  const assertion = signedVihf(sender, { patient: { ins, oid } });
  const { contentType, bytes } = pack(envelopeOf({ ...message, assertion }, `${tlsUrl}${path}`), message.action, message.attachments);
  return { method: 'POST', path, body: bytes, contentType, check };
}
