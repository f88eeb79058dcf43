// What a SOAP 1.2 message is once read, and what an answer is before it is written. Every codec of the door reads `body` and writes `body`;
// none of them knows of envelopes, of parts or of HTTP.

import type { Markup } from '../xml/write.ts';
import type { XmlElement } from 'libxml2-wasm';

/** Bodies of the parts of a multipart/related message by their Content-ID, without brackets. */
export type Parts = ReadonlyMap<string, Uint8Array>;

/** The elements belong to one document that the door owns and disposes of: nobody keeps them after the answer. */
export interface SoapMessage {
  /** WS-Addressing 1.0 §3.2. */
  readonly action: string;
  readonly messageId: string;
  readonly to?: string;
  /** `saml:Assertion` of `wsse:Security`; at most one. */
  readonly assertion?: XmlElement;
  /** The one child of `soap:Body`. */
  readonly body: XmlElement;
  readonly parts: Parts;
}

export interface SoapAnswer {
  readonly action: string;
  readonly body: Markup;
  /** Bytes the body refers to by `xop:Include`; with any, the answer is multipart (MTOM). Keys are Content-IDs without brackets. */
  readonly parts?: ReadonlyMap<string, { readonly bytes: Uint8Array; readonly contentType: string }>;
}
