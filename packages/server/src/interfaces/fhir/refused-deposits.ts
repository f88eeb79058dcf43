// Which requests of the FHIR door are deposits, and what of a refused one is kept for the structure that sent it.

import { fhirPathOf, givenNumbers } from '@carnet/codecs/fhir';
import type { Refusal } from '@carnet/domain/kernel';
import { feederOf } from '../../application/refused-deposits.ts';
import type { DepositDoor } from '../../ports/index.ts';
import { keepRefused } from '../pipeline/refused-deposits.ts';
import type { FhirCall } from './call.ts';
import { isOfMeasures } from './measures.ts';

/** Undefined: it deposits no document. A transaction of measures of health comes by the address of ITI-65. */
function depositDoorOf({ method, routeOptions: { url = '' } }: FhirCall['request'], body: Buffer): DepositDoor | undefined {
  if (method !== 'POST') return undefined;
  if (url === '/fhir/DocumentReference') return 'ITI-105';
  return (url === '/fhir' || url === '/fhir/') && !isOfMeasures(body) ? 'ITI-65' : undefined;
}

export async function keepRefusedDocument({ ports, caller, request }: Pick<FhirCall, 'ports' | 'caller' | 'request'>, refusal: Refusal): Promise<void> {
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const door = depositDoorOf(request, body);
  if (door === undefined) return;
  // In the words of the answer.
  const findings = refusal.findings.map((finding) => ({ ...finding, field: fhirPathOf(finding.field) }));
  await keepRefused({ ports, log: request.log }, feederOf(caller), { door, numbers: givenNumbers(body) }, { ...refusal, findings });
}
