import type { Db } from 'mongodb'
import type { Logger } from 'pino'
import type { SecondOpinion } from '@yimin/shared/language/secondOpinion'
import type { Clock } from './clock.ts'
import type { Files } from './files/index.ts'
import type { EventBoard } from './events/events.ts'
import type { CheckMedia } from './mediaCheck.ts'
import type { Queues } from './queues/queues.ts'
import type { Vault } from './vault/index.ts'
import type { WeChat } from './wechat/weChat.ts'

/** The ground that every command stands on. It knows no business. */
export interface Platform {
  /** The record. */
  db: Db
  clock: Clock
  /** Seals and opens personal data. */
  vault: Vault
  /** Large sealed things that lie beside the record. */
  files: Files
  /** The muscle: jobs by id only. */
  queues: Queues
  /** Who listens to which announcement. */
  events: EventBoard
  log: Logger
  /** Absent: nobody outside looks at pictures. */
  checkMedia?: CheckMedia
  /** Absent unless it was switched on by settings. */
  secondOpinion?: SecondOpinion
  /** Absent unless an AppID is set. */
  wechat?: WeChat
}
