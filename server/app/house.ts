import path from 'node:path'
import type { Logger } from 'pino'
import { handlers, tags } from './jobs.ts'
import { chatIndexes, chatReactions, chatSealed } from '../chat/index.ts'
import { dispatchIndexes, dispatchReactions } from '../dispatch/index.ts'
import { alarmSealed, dutyIndexes } from '../duty/index.ts'
import { messagingIndexes, messagingReactions, outgoingSealed } from '../messaging/index.ts'
import { organisationIndexes } from '../organisations/index.ts'
import { peopleIndexes, peopleSealed } from '../people/index.ts'
import type { Clock } from '../platform/clock.ts'
import { systemClock } from '../platform/clock.ts'
import { folderFiles, s3Files } from '../platform/files/index.ts'
import type { Files, S3Place } from '../platform/files/index.ts'
import { joiningReactions, joinIndexes, joinSealed, privacyIndexes } from '../privacy/index.ts'
import { openEventBoard } from '../platform/events/events.ts'
import { liveIndexes } from '../platform/live/index.ts'
import { ensureIndexes, openRecord } from '../platform/mongo.ts'
import type { Platform } from '../platform/platform.ts'
import { checkHandlers } from '../platform/queues/job.ts'
import { enterWithKey, sealIndexes } from '../platform/seal/index.ts'
import { openQueues } from '../platform/queues/queues.ts'
import type { Queues } from '../platform/queues/queues.ts'
import { openVault } from '../platform/vault/index.ts'
import type { SealedKind } from '../platform/vault/index.ts'
import { checkByWeChat, photoIndexes, photoReactions, photoSealed } from '../photos/index.ts'
import { answerSealed, webIndexes } from '../platform/web/index.ts'
import { mediaReactions, openWeChat, weChatIndexes, weChatSealed } from '../platform/wechat/index.ts'
import type { Pace, WeChatSettings } from '../platform/wechat/index.ts'
import { recurringIndexes, recurringReactions, recurringSealed } from '../recurring/index.ts'
import { requestIndexes, requestReactions, requestSealed } from '../requests/index.ts'
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

/** Where large sealed things lie. */
export function openFiles({ photoStore, dataDir }: Pick<HouseSettings, 'photoStore' | 'dataDir'>): Files {
  return photoStore ? s3Files(photoStore) : folderFiles(path.join(dataDir, 'photos'))
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
  ...sealIndexes,
]
/** Everything that is sealed with the master key, and every index that is made with it. */
export const SEALED: SealedKind[] = [
  ...peopleSealed,
  alarmSealed,
  ...outgoingSealed,
  photoSealed,
  requestSealed,
  recurringSealed,
  ...chatSealed,
  joinSealed,
  answerSealed,
  ...weChatSealed,
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

/** The key was exchanged while this process stood still: what it seals from now on nobody could open. */
function endAtOnce(log: Logger): void {
  log.fatal('the master key was exchanged without this process; it ends')
  process.exit(1)
}

/**
 * Puts the house together: record, queues, keys, who listens to what. The same in every process. Refuses to run with another
 * master key, and while the key is being exchanged. `name`: as whom an operator finds it.
 */
export async function openHouse(
  settings: HouseSettings,
  log: Logger,
  parts: { name?: string; clock?: Clock; wrapQueues?: (queues: Queues) => Queues; pace?: Partial<Pace> } = {},
): Promise<House> {
  checkHandlers(tags, handlers)
  const record = await openRecord(settings.mongodbUri, settings.database)
  const vault = openVault({ keyFile: path.join(settings.dataDir, 'keys', 'master.key'), key: settings.masterKey })
  await ensureIndexes(record.db, INDEXES)
  const presence = await enterWithKey(record.db, vault, parts.name ?? 'house', () => endAtOnce(log))
  const opened = await openQueues({ redisUrl: settings.redisUrl, prefix: settings.redisPrefix, log })
  const queues = parts.wrapQueues ? parts.wrapQueues(opened) : opened
  const clock = parts.clock ?? systemClock
  const platform: Platform = {
    db: record.db,
    clock,
    vault,
    files: openFiles(settings),
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
      await presence.leave()
      await record.close()
    },
  }
}
