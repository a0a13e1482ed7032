import { randomBytes } from 'node:crypto'
import { pino } from 'pino'
import { virtualClock } from '../../server/platform/clock.ts'
import { openEventBoard } from '../../server/platform/events/events.ts'
import type { Reaction } from '../../server/platform/events/events.ts'
import { memoryFiles } from '../../server/platform/files/index.ts'
import type { MemoryRecord } from '../../server/platform/memoryRecord/index.ts'
import { openVault } from '../../server/platform/vault/index.ts'
import type { Ground } from './people.ts'

/** Lays platforms over records in memory, one key for all of them: copies of a record open as their original does. */
export function onMemory(reactions: Reaction[] = []): (record: MemoryRecord, now: Date) => Ground {
  const vault = openVault({ key: randomBytes(32).toString('base64') })
  const events = openEventBoard(reactions)
  const log = pino({ level: 'silent' })
  return (record, now) => ({
    db: record.open(),
    clock: virtualClock(now),
    vault,
    files: memoryFiles(),
    queues: {
      add: () => Promise.resolve(),
      idle: () => Promise.resolve(true),
      ping: () => Promise.resolve(),
      close: () => Promise.resolve(),
    },
    events,
    log,
    close: () => Promise.resolve(),
  })
}
