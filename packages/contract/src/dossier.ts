// The record around its documents: spaces, journal, notices, what patients say of themselves. Who sees it: accesses.ts.

import { accessActs, comingMeans, spaces } from '@carnet/domain/terminology';
import { z } from 'zod';

export const spaceSchema = z.enum(spaces);

/** GET /dossiers/:id/spaces : always nine, in their order. */
export const spacesSchema = z.object({
  spaces: z.array(z.object({ space: spaceSchema, total: z.number().int(), unseen: z.number().int() })),
  total: z.number().int(),
  unseen: z.number().int(),
});
export type Spaces = z.infer<typeof spacesSchema>;

/** POST /api/pro/dossiers/:id/emergency : until DELETE of the same, the end of the session, or `until`. */
export const enterEmergencySchema = z.object({ mode: z.enum(['bris_de_glace', 'centre_15']), reason: z.string().max(500).optional() });
export const emergencySchema = z.object({ mode: z.enum(['bris_de_glace', 'centre_15']), reason: z.string().optional(), until: z.string() });
export type EmergencyAccess = z.infer<typeof emergencySchema>;

/** GET /dossiers/:id : the identity shown at the top of the record. */
export const dossierSchema = z.object({
  id: z.string(),
  displayName: z.string(),
  birthName: z.string(),
  birthFirstNames: z.string(),
  birthDate: z.string(),
  sexe: z.enum(['F', 'M', 'I']),
  ins: z.string(),
  insOid: z.string(),
  formerIns: z.array(z.string()),
  openedAt: z.string(),
  medecinTraitant: z.string().optional(),
  /** Professional door only: the identity is not qualified, and nothing may be deposited. */
  identityToConfirm: z.boolean().optional(),
  /** Professional door only: another record has the same five strict traits. */
  namesake: z.boolean().optional(),
  /** Professional door only: the patient is a minor today, and may ask for a connexion secrète. */
  minor: z.boolean().optional(),
  /** Professional door only: connexion secrète is on for this record (R.1111-50 CSP). */
  secret: z.boolean().optional(),
  /** Professional door only: this session is in the record in an emergency (the banner shows it all along). */
  emergency: emergencySchema.optional(),
});
export type Dossier = z.infer<typeof dossierSchema>;

export const careActs = ['declare-autorisation', 'withdraw-autorisation', 'declare-medecin-traitant', 'end-medecin-traitant', 'block-professionnel'] as const;
export type CareAct = (typeof careActs)[number];
/** POST /api/pro/dossiers/search {ins} or {ipp}: the number the structure one acts for gives its patients; GET /api/pro/dossiers/:id/status: TD0.2. Says nothing of the person. */
export const dossierSearchSchema = z.object({
  ins: z.string().max(40).optional(),
  oid: z.string().max(40).optional(),
  ipp: z.string().min(1).max(64).optional(),
});
export const dossierStatusSchema = z.object({
  found: z.boolean(),
  dossierId: z.string().optional(),
  /** Of a record found by a former number: the one its person has today. */
  currentIns: z.string().optional(),
  life: z.enum(['ouvert', 'ferme']).optional(),
  autorisation: z.enum(['VALIDE', 'EXPIREE', 'INTERDIT', 'NON_EXISTE']).optional(),
  medecinTraitant: z.boolean().optional(),
  /** The caller's own autorisation in force, and whether it is a structure's. */
  until: z.string().optional(),
  byStructure: z.boolean().optional(),
  /** What the caller may do about who enters this record, of what this door offers. */
  may: z.array(z.enum(careActs)).optional(),
});
export type DossierStatus = z.infer<typeof dossierStatusSchema>;

/** POST /api/pro/dossiers/:id/autorisations : the patient's agreement, recorded by the professional (TD0.3). No tick, no autorisation (A014). */
export const declareAutorisationSchema = z.object({
  consentCollected: z.literal(true),
  for: z.enum(['me', 'my-structure']).default('me'),
  /** Care team only: last day of the stay, where it is known (YYYY-MM-DD). Otherwise the policy's days. */
  stayEndsOn: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional(),
});

/** GET /dossiers/:id/journal?cursor&from&until&actor&outcome&what=consultation|depot|visibilite|acces|profil */
export const journalGroups = ['consultation', 'depot', 'visibilite', 'acces', 'profil'] as const;
export const journalQuerySchema = z.object({
  cursor: z.string().min(1).max(512).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
  from: z.string().max(40).optional(),
  until: z.string().max(40).optional(),
  actor: z.string().min(1).max(80).optional(),
  outcome: z.enum(['granted', 'refused']).optional(),
  what: z.enum(journalGroups).optional(),
});
export const journalSchema = z.object({
  lines: z.array(
    z.object({
      id: z.string(),
      at: z.string(),
      action: z.string(),
      outcome: z.enum(['granted', 'refused']),
      rule: z.string().optional(),
      mode: z.string(),
      reason: z.string().optional(),
      actorKind: z.string(),
      actorId: z.string(),
      actorName: z.string(),
      professionLabel: z.string().optional(),
      structureName: z.string().optional(),
      /** The service of care they opened from the record, which read with their rights. */
      serviceName: z.string().optional(),
      /** By which means a professional or a structure came. Absent: nobody of theirs, or a line older than what tells it. */
      means: z.enum(comingMeans).optional(),
      /** Done by somebody who acts for the patient: the patient's name ("Mme X pour M. Y"). */
      forName: z.string().optional(),
      documentId: z.string().optional(),
      documentTitle: z.string().optional(),
      typeLabel: z.string().optional(),
      /** Acts on who sees the record: what was done, about whom, and which space. Names as they were on that day. */
      about: z
        .object({
          act: z.enum(accessActs),
          name: z.string().optional(),
          professionLabel: z.string().optional(),
          space: spaceSchema.optional(),
          /** Last moment chosen for it, exclusive. */
          until: z.string().optional(),
          /** Switches as they were set by this act. */
          choices: z.record(z.string(), z.boolean()).optional(),
        })
        .optional(),
      /** A sign-in, with a passkey. */
      byPasskey: z.literal(true).optional(),
      /** It was the reader of the journal. */
      self: z.boolean(),
    }),
  ),
  /** Of this page: lines that do not open, because they were altered since they were written. Left out, and said. */
  missing: z.number().int(),
  total: z.number().int(),
  nextCursor: z.string().optional(),
});
export type Journal = z.infer<typeof journalSchema>;
export type JournalLine = Journal['lines'][number];

export const noticeKinds = [
  'dossier-cree',
  'document-nouveau',
  'premier-acces',
  'bris-de-glace',
  'centre-15',
  /** A document that waited is shown from now on: to the patient, or to those who represent them. */
  'document-annonce',
  /** A document the patient saw was deleted by a professional. */
  'document-supprime',
  /** The médecin traitant was declared, changed or ended by somebody else. */
  'medecin-traitant',
  /** An aidant accepted, declined or gave up; or a person one helped took their access back. */
  'partage',
  /** On the new adult's record: nobody else opens it any more. */
  'majorite',
  /** On the record of who represented, and of who was: it has ended. */
  'fin-representation',
  /** A report of the patient was answered. */
  'signalement-repondu',
  /** A reviewer found an access unjustified that nobody had reported. */
  'acces-injustifie',
  /** The record was closed: by the patient, who represents them, or a professional for them. */
  'dossier-ferme',
  /** The copy somebody asked for can be downloaded, by them alone. */
  'copie-prete',
  /** Somebody who holds the emergency card opened it. */
  'carte-ouverte',
  /** A professional used the code somebody had made to show this record. */
  'code-utilise',
  /** Two records of the person are one from now on; or are two again. */
  'dossiers-reunis',
  'dossiers-separes',
  /** A document is put aside, its author says that it is another's; it was not theirs; it was; one of theirs had first been put elsewhere. */
  'document-ecarte',
  'document-retire',
  'document-remis',
  'document-corrige',
] as const;
/** GET /dossiers/:id/notices  POST /dossiers/:id/notices/read {id?}  GET, PUT /dossiers/:id/notices/preferences */
export const noticeQuerySchema = z.object({ cursor: z.string().min(1).max(512).optional(), limit: z.coerce.number().int().min(1).max(100).default(30) });
export const noticesSchema = z.object({
  notices: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(noticeKinds),
      at: z.string(),
      read: z.boolean(),
      /** Documents it stands for: many new ones of a day are one line. */
      count: z.number().int(),
      actorName: z.string().optional(),
      reason: z.string().optional(),
      documentId: z.string().optional(),
      documentTitle: z.string().optional(),
      typeLabel: z.string().optional(),
    }),
  ),
  /** Of this page: what does not open, because it was altered since it was written. Left out, and said. */
  missing: z.number().int(),
  unread: z.number().int(),
  nextCursor: z.string().optional(),
});
export type Notices = z.infer<typeof noticesSchema>;
export const markReadSchema = z.object({ id: z.string().max(64).optional() });
export const noticeChoices = ['document-nouveau', 'premier-acces', 'dossier-cree'] as const;
export const emailChoices = ['now', 'daily', 'weekly', 'off'] as const;
const chosen = z.object({ email: z.enum(emailChoices), push: z.boolean() });
const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);
/**
 * Chosen by each person for each record; quiet hours for all their records. Emergency accesses are not among them: they are told at once by every
 * channel (R.1111-48 CSP); so is who may enter the record from now on (médecin traitant, aidants, majority, end of a measure). A document that
 * waited follows what was chosen for new ones.
 */
export const noticePreferencesSchema = z.object({
  choices: z.object({ 'document-nouveau': chosen, 'premier-acces': chosen, 'dossier-cree': chosen }),
  /** In Paris; null: none. */
  quiet: z.object({ from: timeOfDay, to: timeOfDay }).nullable(),
});
export type NoticePreferences = z.infer<typeof noticePreferencesSchema>;

/** GET /push  POST /push  DELETE /push/:mark  POST /push/trial : the devices that ring for the person who is signed in. */
export const pushDevicesSchema = z.object({
  /** For `PushManager.subscribe`. */
  publicKey: z.string(),
  /** Hex SHA-256 of a subscription's address: how a browser finds itself. */
  devices: z.array(z.object({ mark: z.string(), since: z.string() })),
  /** Where e-mails go, enough of it to be known again. Absent: no address is known. */
  email: z.string().optional(),
});
export type PushDevices = z.infer<typeof pushDevicesSchema>;
const base64url = z.string().regex(/^[\w-]{16,120}={0,2}$/);
/** As `PushSubscription.toJSON` says it. */
export const addDeviceSchema = z.object({ endpoint: z.string().max(1_000), keys: z.object({ p256dh: base64url, auth: base64url }) });
/** What became of the trial: whether the mail server took it, and on how many devices a push service did. */
export const trialSchema = z.object({ email: z.enum(['taken', 'failed', 'unknown']), devices: z.number().int(), taken: z.number().int() });
export type Trial = z.infer<typeof trialSchema>;

/** GET, PUT /dossiers/:id/profile : what patients say of themselves (A036). Absent: not said. `none`: they say there is none. */
const statements = z.union([z.literal('none'), z.array(z.string().trim().min(1).max(200)).min(1).max(50)]);
export const profileSchema = z.object({
  bloodGroup: z.enum(['A+', 'A-', 'B+', 'B-', 'AB+', 'AB-', 'O+', 'O-']).optional(),
  allergies: statements.optional(),
  familyHistory: statements.optional(),
  /** `no` keeps quiet the reminders that suppose one. */
  diabetes: z.enum(['yes', 'no']).optional(),
  visionAid: z.enum(['none', 'glasses', 'lenses', 'both']).optional(),
  /** People to call, one a line: who, what they are to the patient, their number (A037). */
  emergencyContacts: statements.optional(),
  changedAt: z.string().optional(),
});
export type Profile = z.infer<typeof profileSchema>;

/** POST /dossiers/:id/close {reason?} -> ClosedByPatient. POST /dossiers/:id/reopen: as it was. By the patient, or who represents them. */
export const closeRecordSchema = z.object({ reason: z.string().trim().min(1).max(500).optional() });
export const closedByPatientSchema = z.object({ at: z.string(), /** First day on which it may be destroyed. */ keptUntil: z.string() });
export type ClosedByPatient = z.infer<typeof closedByPatientSchema>;
