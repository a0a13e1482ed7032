import path from 'node:path'
import type { Db } from 'mongodb'
import type { Logger } from 'pino'
import { handlers, tags } from './jobs.ts'
import { chatIndexes, chatReactions } from '../chat/index.ts'
import { dispatchIndexes, dispatchReactions } from '../dispatch/index.ts'
import { dutyIndexes } from '../duty/index.ts'
import { messagingIndexes, messagingReactions } from '../messaging/index.ts'
import { organisationIndexes } from '../organisations/index.ts'
import { peopleIndexes } from '../people/index.ts'
import type { Clock } from '../platform/clock.ts'
import { systemClock } from '../platform/clock.ts'
import { folderFiles, s3Files } from '../platform/files/index.ts'
import type { S3Place } from '../platform/files/index.ts'
import { joiningReactions, joinIndexes, privacyIndexes } from '../privacy/index.ts'
import { openEventBoard } from '../platform/events/events.ts'
import { liveIndexes } from '../platform/live/index.ts'
import { ensureIndexes, openRecord } from '../platform/mongo.ts'
import type { Platform } from '../platform/platform.ts'
import { checkHandlers } from '../platform/queues/job.ts'
import { openQueues } from '../platform/queues/queues.ts'
import type { Queues } from '../platform/queues/queues.ts'
import { openVault } from '../platform/vault/index.ts'
import type { Vault } from '../platform/vault/index.ts'
import { checkByWeChat, photoIndexes, photoReactions } from '../photos/index.ts'
import { webIndexes } from '../platform/web/index.ts'
import { mediaReactions, openWeChat, weChatIndexes } from '../platform/wechat/index.ts'
import type { Pace, WeChatSettings } from '../platform/wechat/index.ts'
import { recurringIndexes, recurringReactions } from '../recurring/index.ts'
import { requestIndexes, requestReactions } from '../requests/index.ts'
import { openSecondOpinion } from '../secondOpinion/index.ts'
import type { Endpoint } from '../secondOpinion/index.ts'

export interface HouseSettings {
  mongodbUri: string
  database: string
  redisUrl: string
  redisPrefix: string
  dataDir: string
  masterKey?: string | undefined
  secondOpinion?: Endpoint | undefined
  wechat?: WeChatSettings | undefined
  /** Unset: the folder `photos` in the data folder. */
  photoStore?: S3Place | undefined
}

export interface House {
  platform: Platform
  close(): Promise<void>
}

/** Every index of the record. */
export const INDEXES = [
  ...organisationIndexes,
  ...peopleIndexes,
  ...dutyIndexes,
  ...messagingIndexes,
  ...requestIndexes,
  ...dispatchIndexes,
  ...recurringIndexes,
  ...chatIndexes,
  ...privacyIndexes,
  ...joinIndexes,
  ...webIndexes,
  ...weChatIndexes,
  ...liveIndexes,
  ...photoIndexes,
]
/** Who listens to what. */
export const REACTIONS = [
  ...mediaReactions,
  ...messagingReactions,
  ...photoReactions,
  ...requestReactions,
  ...dispatchReactions,
  ...recurringReactions,
  ...chatReactions,
  ...joiningReactions,
]

interface Seal {
  _id: 'vault'
  fingerprint: string
}

/** The record is this key's from the first time on. Throws VaultError where another key has sealed it. */
export async function requireSeal(db: Db, vault: Vault): Promise<void> {
  const kept = await db
    .collection<Seal>('seals')
    .findOneAndUpdate(
      { _id: 'vault' },
      { $setOnInsert: { fingerprint: vault.fingerprint() } },
      { upsert: true, returnDocument: 'after' },
    )
  vault.requireFingerprint(kept?.fingerprint ?? '')
}

/** Puts the house together: record, queues, keys, who listens to what. The same in every process. Refuses to run with another master key. */
export async function openHouse(
  settings: HouseSettings,
  log: Logger,
  parts: { clock?: Clock; wrapQueues?: (queues: Queues) => Queues; pace?: Partial<Pace> } = {},
): Promise<House> {
  checkHandlers(tags, handlers)
  const record = await openRecord(settings.mongodbUri, settings.database)
  const vault = openVault({ keyFile: path.join(settings.dataDir, 'keys', 'master.key'), key: settings.masterKey })
  await ensureIndexes(record.db, INDEXES)
  await requireSeal(record.db, vault)
  const opened = await openQueues({ redisUrl: settings.redisUrl, prefix: settings.redisPrefix, log })
  const queues = parts.wrapQueues ? parts.wrapQueues(opened) : opened
  const clock = parts.clock ?? systemClock
  const platform: Platform = {
    db: record.db,
    clock,
    vault,
    files: settings.photoStore ? s3Files(settings.photoStore) : folderFiles(path.join(settings.dataDir, 'photos')),
    queues,
    events: openEventBoard(REACTIONS),
    log,
    ...(settings.secondOpinion && { secondOpinion: openSecondOpinion(settings.secondOpinion, { log }) }),
    ...(settings.wechat && { wechat: openWeChat({ db: record.db, vault, clock, log }, settings.wechat, parts.pace) }),
  }
  if (settings.wechat?.mediaBase !== undefined) platform.checkMedia = (media) => checkByWeChat(platform, media)
  return {
    platform,
    async close() {
      await opened.close()
      await record.close()
    },
  }
}
