// What the web door is composed with, and what one call carries once its session is known.

import type { PersonneId } from '@carnet/domain/dossier';
import type { InsOid } from '@carnet/domain/identity';
import type { LabelLanguage } from '@carnet/contract/wording';
import type { Caller } from '../../application/caller.ts';
import type { AccessLetter, LetterHolder } from '../../application/open-for.ts';
import type {
  Courier,
  DossierKey,
  Emergency,
  ExportBytes,
  Insi,
  Ports,
  PushAddress,
  PushSender,
  Session,
  SessionStore,
  UploadBytes,
} from '../../ports/index.ts';
import type { ByAssertion } from '../pipeline/air.ts';
import type { BearerDeps } from '../pipeline/bearer.ts';
import type { RateLimits } from '../pipeline/rate-limits.ts';
import type { Revocations } from '../pipeline/revocations.ts';
import type { ConnectClient } from './connect/connect-client.ts';
import type { SandboxCardReader } from './sandbox-card.ts';

export interface WebDeps {
  readonly ports: Ports;
  /** Where copies to take away wait. */
  readonly exportBytes: ExportBytes;
  /** Where files on their way wait. */
  readonly uploadBytes: UploadBytes;
  readonly sessions: SessionStore;
  readonly limits: RateLimits;
  readonly revocations: Revocations;
  readonly courier: Pick<Courier, 'sendInvitation'>;
  /** By which channels the people of the patient's side are told. */
  readonly told: {
    readonly push: PushSender;
    /** Of a browser's push service, reachable from outside, with keys that are keys. */
    readonly isPushAddress: (address: Omit<PushAddress, 'language'>) => boolean;
    readonly sendTrial: Courier['sendTrial'];
    readonly emailOf: (personne: PersonneId) => Promise<string | undefined>;
  };
  /** Draws and keeps an access letter. Undefined: this person has chosen a password already; `lost`, which is replaced: they have none. */
  readonly letters: (holder: LetterHolder, lost: boolean) => Promise<AccessLetter | undefined>;
  readonly insi: Insi;
  /** Authorities under which a matricule typed without its OID is sought, in this order: test ones in the sandbox only. */
  readonly insOids: readonly InsOid[];
  /** How browsers reach this server: where it is https, the session's cookies travel over TLS only. */
  readonly publicUrl: string;
  /** How a browser with a card in its reader reaches the TLS listener. */
  readonly cardUrl: string;
  /** What this process measured of its own answers. */
  readonly measured: () => Promise<ServiceMeasures>;
  /** Whom the software of a structure answers for. */
  readonly byAssertion: ByAssertion;
  /** Services patients connect, and what their tokens live by. */
  readonly bearer: BearerDeps;
  /** Undefined: this installation is not connected to Pro Santé Connect. */
  readonly connect?: ConnectClient | undefined;
  /** Sandbox only: the drawer of cards of the simulator. */
  readonly sandboxCards?: SandboxCardReader;
}

export interface ServiceMeasures {
  /** Since the start. */
  readonly minutes: number;
  readonly answers: number;
  /** With a status of 500 or more. */
  readonly failed: number;
  /** Stored bytes that were refused because they are not what was stored. */
  readonly alterations: number;
  /** Half of the answers, and nineteen in twenty, took no longer; undefined: nothing answered yet, or longer than is measured. */
  readonly medianMs?: number;
  readonly slowMs?: number;
}

export type DoorKind = 'patient' | CardDoor;
/** Doors one enters with a card: each app has its own session, whatever the card may do elsewhere. */
export type CardDoor = 'professionnel' | 'pilotage';

/** One call whose session was found: who acts, in which language they are answered. */
export interface Call {
  readonly token: string;
  readonly session: Session;
  readonly caller: Caller;
  readonly language: LabelLanguage;
}

/** A call about one record. */
export interface DossierCall extends Call {
  readonly dossier: DossierKey;
  /** Connexion secrète is on for this record; the caller above already says so. */
  readonly secret?: true;
  /** The session is in this record in an emergency; the caller above already says so. */
  readonly emergency?: Emergency;
}
