// What a file is known by: asked after in the record, and held against what arrived.

const hex = (digest: ArrayBuffer): string => [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Undefined: this browser does not reckon it here. */
export const digestOf = async (file: File): Promise<string | undefined> =>
  globalThis.isSecureContext ? hex(await crypto.subtle.digest('SHA-256', await file.arrayBuffer())) : undefined;
