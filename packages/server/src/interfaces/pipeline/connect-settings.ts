// How this installation is connected to Pro Santé Connect, and where its browsers come back. The sandbox is connected to its own simulator.

export interface ConnectSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** What Carnet proves who it is with: a secret, or a certificate (mutual TLS). */
  readonly secretFile?: string | undefined;
  readonly certFile?: string | undefined;
  readonly keyFile?: string | undefined;
  /** Undefined: the system's authorities. */
  readonly caFile?: string | undefined;
  /** The sandbox's own simulator. */
  readonly simulated: boolean;
}

export const connectCallback = (publicUrl: string): string => `${publicUrl}/auth/psc/callback`;
/** Where the provider leads once its own session is over: both are declared to it, to the letter. */
export const afterLeaving = (publicUrl: string): string => `${publicUrl}/pro/connexion?parti=oui`;

/** Where the provider says that a session of its own has ended; its server calls it, no browser. */
export const connectLogout = (publicUrl: string): string => `${publicUrl}/auth/psc/backchannel-logout`;

/** As the real one is laid out: the realm of a Keycloak. */
export const simulatorPath = '/sandbox/psc/auth/realms/esante-wallet';
/** Known to the simulator alone, which knows no other. */
export const simulatorClient = { id: 'carnet-bac-a-sable', secret: 'bac-a-sable' } as const;
export const simulatedConnect = (publicUrl: string): ConnectSettings => ({
  issuer: `${publicUrl}${simulatorPath}`,
  clientId: simulatorClient.id,
  simulated: true,
});
