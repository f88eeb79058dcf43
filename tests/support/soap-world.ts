// A started sandbox with its SOAP door, and programs of the national DMP that knock at it: the simulator's messages with its signed assertions, or
// bytes put together by hand. One server for a test file.

import type { Markup } from '@carnet/codecs/xml';
import { type Answer, send } from '../../tools/deposit/send.ts';
import { type Sender, type SenderKeys, senderOf } from '../../tools/simulator/sender.ts';
import { type Message, type ServiceName, type SoapReply, type Tree, all, sendSoap } from '../../tools/simulator/soap.ts';
import { type VihfChoices, type VihfFields, signedVihf } from '../../tools/simulator/vihf.ts';
import { type FhirServer, startFhirServer } from './fhir-server.ts';

interface Call extends Omit<Message, 'assertion'> {
  readonly vihf?: VihfChoices;
  /** Put over the usual fields of the assertion. */
  readonly changed?: Partial<VihfFields>;
  /** Instead of the one the sender signs; `null`: none. */
  readonly assertion?: Markup | null;
}
export interface SoapWorld {
  readonly server: FhirServer;
  /** `https://localhost:…/si-dmp-server/v2/services` */
  readonly base: string;
  sender(keys: SenderKeys): Promise<Sender>;
  /** A whole message with the sender's own assertion. */
  ask(keys: SenderKeys, service: ServiceName, call: Call): Promise<SoapReply>;
  /** Bytes as they are. `card`: as in `FhirServer.material`. */
  post(card: string, path: string, contentType: string | undefined, body: string | Buffer, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  close(): Promise<void>;
}

export async function startSoapWorld(told: Readonly<Record<string, string>> = {}, ...log: [log?: Parameters<typeof startFhirServer>[1]]): Promise<SoapWorld> {
  const server = await startFhirServer(told, ...log);
  const base = `${new URL(server.url).origin}/si-dmp-server/v2/services`;
  const sender: SoapWorld['sender'] = async (keys) => {
    const found = await senderOf(server.sandbox, server.personas, keys);
    if (found === undefined) throw new Error(`nobody speaks so: ${JSON.stringify(keys)}`);
    return found;
  };
  return {
    server,
    base,
    sender,
    async ask(keys, service, { vihf = {}, changed = {}, assertion, ...message }) {
      const from = await sender(keys);
      const spoken = assertion === null ? undefined : (assertion ?? signedVihf(from, vihf, changed));
      return sendSoap(`${base}/${service}`, from, { ...message, assertion: spoken });
    },
    async post(card, path, contentType, body, headers = {}) {
      const type = contentType === undefined ? {} : { 'content-type': contentType };
      return send({ method: 'POST', url: `${base}${path}`, tls: await server.material(card), headers: { ...type, ...headers }, body });
    },
    close: () => server.close(),
  };
}

/** Our own words in the detail of a fault: the refusal's code, then the rules of its findings. */
export function refusalIn(
  tree: Tree | undefined,
): { readonly code: string; readonly page: string; readonly request: string; readonly rules: readonly string[] } | undefined {
  const found = all(tree, 'refusal')[0];
  if (found === undefined) return undefined;
  const { code = '', page = '', request = '' } = found.attributes;
  return { code, page, request, rules: all(found, 'finding').map(({ attributes }) => attributes['rule'] ?? '') };
}
