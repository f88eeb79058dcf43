// The delivery of notices as a process of its own, for the drill that kills it: on the database, the keys, the mail server and the push service
// it is told of. Its clock runs ahead by as much as it is told, so that what its predecessor had claimed is not waited for.

import { instantOf } from '@carnet/domain/kernel';
import { createMailer } from '@carnet/server/interfaces/mail/mailer';
import { createPushSender } from '@carnet/server/interfaces/push/push-sender';
import { vapid } from '@carnet/server/interfaces/push/web-push';
import { startNoticeDelivery } from '@carnet/server/jobs/deliver-notices';
import { fileMasterKey, openStorage } from '@carnet/server/storage/index';
import { postgresAccounts } from '@carnet/server/storage/postgres/account-store';
import { postgresOutbox } from '@carnet/server/storage/postgres/outbox-store';

export interface WorkerTold {
  readonly databaseUrl: string;
  readonly blobDir: string;
  readonly masterKeyFile: string;
  readonly smtpUrl: string;
  readonly vapidKey: string;
  readonly ca: string;
  readonly aheadMs: number;
}

const { databaseUrl, blobDir, masterKeyFile, smtpUrl, vapidKey, ca, aheadMs } = JSON.parse(process.env['NOTICE_WORKER'] ?? '') as WorkerTold;
const clock = { now: () => instantOf(Date.now() + aheadMs) };
const storage = await openStorage({ databaseUrl, blobDir, masterKey: fileMasterKey(masterKeyFile), alarm: () => undefined });
await startNoticeDelivery({
  outbox: postgresOutbox(storage.pool),
  accounts: postgresAccounts(storage.pool, storage.vault),
  transactions: storage.transactions,
  courier: createMailer({ smtpUrl, publicUrl: 'http://localhost', from: 'Carnet <a@carnet.test>', onFailure: () => undefined }),
  push: createPushSender({ vapid: vapid(vapidKey, 'mailto:securite@carnet.test'), clock, local: { ca } }),
  clock,
  onError: (error) => console.error(error),
});
