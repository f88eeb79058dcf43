// Every column sealed with a record's key, and the place each is bound to: what a rotation of that key goes through. The journal is not
// here: its lines are never changed, their chain covers the sealed bytes, and their generation of the key is kept for them.

import type { EntryUuid } from '@carnet/domain/document';
import type { DossierId, PersonneId } from '@carnet/domain/dossier';
import { autorisationBinding } from '../postgres/access-store.ts';
import { assureBinding } from '../postgres/assure-store.ts';
import { contentBinding } from '../postgres/clinical-store.ts';
import { closingBinding, contactBinding, identityBinding } from '../postgres/dossier-bindings.ts';
import { entryBinding } from '../postgres/document-row.ts';
import { cardBinding } from '../postgres/emergency-card-store.ts';
import { exportBinding } from '../postgres/export-store.ts';
import { fusionBinding } from '../postgres/fusion-store.ts';
import { misfilingBinding } from '../postgres/misfiling-store.ts';
import { folderBinding } from '../postgres/folder-row.ts';
import { localIdentifierBinding } from '../postgres/identity-store.ts';
import { informationBinding, oppositionBinding } from '../postgres/opening-store.ts';
import { deviceBinding, measureBinding, measureSettingsBinding } from '../postgres/measure-store.ts';
import { noticeBinding } from '../postgres/notice-lines.ts';
import { historyBinding } from '../postgres/history-block.ts';
import { profileBinding } from '../postgres/profile-store.ts';
import { arrangementBinding } from '../postgres/arrangement-store.ts';
import { answersBinding } from '../postgres/reminder-store.ts';
import { reportBinding, stepBinding } from '../postgres/report-store.ts';
import { shareBinding } from '../postgres/share-store.ts';
import { subscriptionBinding } from '../postgres/subscription-store.ts';
import { setBinding } from '../postgres/submission-set.ts';
import { uploadPartBinding } from '../postgres/upload-store.ts';
import { successionBinding } from '../postgres/succession-store.ts';
import { delegationBinding, representationBinding } from '../postgres/tie-store.ts';

export interface SealedPlace {
  readonly table: string;
  /** Columns of the primary key after dossier_id, with their type. */
  readonly key: readonly (readonly [column: string, type: string])[];
  /** Read with the key, for the binding. */
  readonly also?: readonly string[];
  readonly binding: (dossier: DossierId, row: Readonly<Record<string, string>>) => string;
}

const id = [['id', 'uuid']] as const;

export const sealedPlaces: readonly SealedPlace[] = [
  { table: 'dossier', key: [], binding: (dossier) => identityBinding(dossier) },
  { table: 'assure', key: [], binding: (dossier) => assureBinding(dossier) },
  { table: 'opening_information', key: [], binding: (dossier) => informationBinding(dossier) },
  { table: 'opposition', key: id, binding: (dossier, row) => oppositionBinding(dossier, row['id']!) },
  { table: 'contact_details', key: [], binding: (dossier) => contactBinding(dossier) },
  { table: 'closing', key: id, binding: (dossier, row) => closingBinding(dossier, row['id']!) },
  { table: 'health_profile', key: [], binding: (dossier) => profileBinding(dossier) },
  {
    table: 'document_entry',
    key: [['entry_uuid', 'uuid']],
    also: ['version'],
    binding: (dossier, { entry_uuid: entryUuid, version }) => entryBinding(dossier, { entryUuid: entryUuid as EntryUuid, version: Number(version) }),
  },
  { table: 'reimbursement_month', key: [['month', 'date']], binding: (dossier, row) => historyBinding(dossier, row['month']!) },
  { table: 'clinical_content', key: [['logical_id', 'uuid']], binding: (dossier, row) => contentBinding(dossier, row['logical_id']!) },
  { table: 'measure', key: id, binding: (dossier, row) => measureBinding(dossier, row['id']!) },
  { table: 'measure_device', key: id, binding: (dossier, row) => deviceBinding(dossier, row['id']!) },
  { table: 'measure_settings', key: [], binding: (dossier) => measureSettingsBinding(dossier) },
  { table: 'arrangement', key: [['personne', 'uuid']], binding: (dossier, row) => arrangementBinding(dossier, row['personne']!) },
  { table: 'reminder_answers', key: [['personne', 'uuid']], binding: (dossier, row) => answersBinding(dossier, row['personne']!) },
  { table: 'emergency_card', key: [['personne', 'uuid']], binding: (dossier, row) => cardBinding(dossier, row['personne']!) },
  { table: 'share_code', key: id, binding: (dossier, row) => shareBinding(dossier, row['id']!) },
  { table: 'folder', key: id, binding: (dossier, row) => folderBinding(dossier, row['id']!) },
  { table: 'submission_set', key: id, binding: (dossier, row) => setBinding(dossier, row['id']!) },
  { table: 'fusion', key: id, binding: (dossier, row) => fusionBinding(dossier, row['id']!) },
  { table: 'misfiling', key: id, binding: (dossier, row) => misfilingBinding(dossier, row['id']!) },
  { table: 'autorisation', key: id, binding: (dossier, row) => autorisationBinding(dossier, row['id']!) },
  { table: 'local_identifier', key: id, binding: (dossier, row) => localIdentifierBinding(dossier, row['id']!) },
  { table: 'subscription', key: id, binding: (dossier, row) => subscriptionBinding(dossier, row['id']!) },
  { table: 'record_export', key: id, binding: (dossier, row) => exportBinding(dossier, row['id']!) },
  {
    table: 'record_upload_part',
    key: [
      ['upload_id', 'uuid'],
      ['number', 'integer'],
    ],
    binding: (dossier, { upload_id: upload, number }) => uploadPartBinding(dossier, upload!, Number(number)),
  },
  { table: 'notice', key: id, binding: (dossier, row) => noticeBinding(dossier, row['id']!) },
  { table: 'delegation', key: id, binding: (dossier, row) => delegationBinding(dossier, row['id']!) },
  { table: 'access_report', key: id, binding: (dossier, row) => reportBinding(dossier, row['id']!) },
  {
    table: 'access_report_step',
    key: [
      ['report_id', 'uuid'],
      ['number', 'integer'],
    ],
    binding: (dossier, { report_id: report, number }) => stepBinding(dossier, report!, Number(number)),
  },
  {
    table: 'succession',
    key: [
      ['personne', 'uuid'],
      ['since', 'timestamptz'],
    ],
    also: ['id'],
    binding: (dossier, row) => successionBinding(dossier, row['id']!),
  },
  {
    table: 'representation',
    key: [
      ['personne', 'uuid'],
      ['since', 'timestamptz'],
    ],
    binding: (dossier, row) => representationBinding(dossier, row['personne'] as PersonneId),
  },
];
