// Answers in plain French for whoever tries: what was done, or why not, with each finding and the page that explains.

import { simulatorWording as say } from '@carnet/contract/wording';
import { type RegistryAnswer, registryAnswer } from './answers.ts';
import { type SoapReply, type Tree, all } from './soap.ts';

const french = (texts: readonly Tree[]): string => (texts.find(({ attributes }) => attributes['lang'] === 'fr') ?? texts[0])?.text ?? '';

export function tellFrames(frames: SoapReply['frames']): void {
  console.log(`${say.request}\n${frames.request}\n\n${say.response}\n${frames.response}\n`);
}

/** True when the answer is one: no fault, and an envelope. */
export function isAnswered(reply: SoapReply): boolean {
  const { fault, body, status } = reply;
  if (fault === undefined && body !== undefined) return true;
  if (fault === undefined) console.error(say.notSoap(status));
  else {
    console.error(`${say.fault(fault.codes.join(' / '))}\n${fault.reason}`);
    for (const finding of all(fault.detail, 'finding')) {
      const { field = '', given, expected } = finding.attributes;
      console.error(say.finding(field, french(finding.children), given, expected));
    }
    const page = all(fault.detail, 'refusal')[0]?.attributes['page'];
    if (page !== undefined) console.error(say.page(page));
  }
  return false;
}

/** The registry's answer when it says Success (or PartialSuccess); undefined once its errors are told. */
export function succeeded(reply: SoapReply): RegistryAnswer | undefined {
  if (!isAnswered(reply)) return undefined;
  const answer = registryAnswer(reply);
  const failed = answer.status === undefined || answer.status === 'Failure';
  if (failed) console.error(say.registryFailed);
  for (const { code, context, location } of answer.errors) console.error(say.registryError(code, context, location));
  return failed ? undefined : answer;
}
