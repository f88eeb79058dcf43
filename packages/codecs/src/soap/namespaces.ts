// Namespaces of the SOAP door, and the prefixes its answers write them with.

export const namespaces = {
  /** SOAP 1.2. */
  env: 'http://www.w3.org/2003/05/soap-envelope',
  /** WS-Addressing 1.0. */
  wsa: 'http://www.w3.org/2005/08/addressing',
  wsse: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd',
  wsu: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd',
  xop: 'http://www.w3.org/2004/08/xop/include',
  saml: 'urn:oasis:names:tc:SAML:2.0:assertion',
  /** Ours: what a fault says beside its code. */
  carnet: 'urn:carnet:soap:1',
} as const;
export type Prefix = keyof typeof namespaces;

export const soap11 = 'http://schemas.xmlsoap.org/soap/envelope/';

/** WS-Addressing 1.0 Core §2.1, §3.2.1; SOAP binding §6. */
export const addressing = {
  anonymous: `${namespaces.wsa}/anonymous`,
  none: `${namespaces.wsa}/none`,
  /** `RelatesTo` of an answer to a message whose id could not be read. */
  unspecified: `${namespaces.wsa}/unspecified`,
  faultAction: `${namespaces.wsa}/fault`,
  soapFaultAction: `${namespaces.wsa}/soap/fault`,
} as const;
