// What a service says of itself when it is registered (RFC 7591, and who answers for it and why): held here, whoever registers it.

import { purposesSchema } from '@carnet/contract';

const isLoopback = ({ hostname }: URL): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
const mayReceive = (uri: string, native: boolean): boolean => {
  if (!URL.canParse(uri)) return false;
  const url = new URL(uri);
  return url.protocol === 'https:' || (url.protocol === 'http:' ? isLoopback(url) : native);
};

export const originsOf = (uris: readonly string[] = []): readonly string[] =>
  uris.flatMap((uri) => (URL.canParse(uri) && /^https?:$/.test(new URL(uri).protocol) ? [new URL(uri).origin] : []));

/** Faults of a registration, the first one. Undefined: none. */
export function faultOfClient(metadata: Readonly<Record<string, unknown>>): string | undefined {
  const { client_name: name, carnet_publisher: publisher, carnet_purposes: purposes, redirect_uris: uris, grant_types: grants = [] } = metadata;
  if (typeof name !== 'string' || name.trim() === '' || name.length > 100) return 'client_name is required, 100 characters at most';
  if (typeof publisher !== 'string' || publisher.trim() === '' || publisher.length > 100) return 'carnet_publisher is required: who answers for the service';
  if (!purposesSchema.safeParse(purposes).success)
    return 'carnet_purposes is required: [{"code":"SUIVI","label":{"fr":"…","en":"…"},"reads":["analyses"],"writes":[]}], each with a space to read or to write';
  if (!Array.isArray(uris) || !uris.every((uri) => mayReceive(String(uri), metadata['application_type'] === 'native')))
    return 'redirect_uris must be https, or http on the loopback; a scheme of its own for application_type native';
  if (!(grants as unknown[]).every((grant) => grant === 'authorization_code' || grant === 'refresh_token'))
    return 'grant_types may be authorization_code and refresh_token';
  return undefined;
}
