import { readFileSync, readlinkSync } from 'node:fs'
import os from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from 'mongodb'
import { newId } from '../ids.ts'
import { processesOf, sealsOf } from './seal.model.ts'
import type { ProcessDoc } from './seal.model.ts'

/** How long a process counts as alive that has not been heard of. */
export const ALIVE_MS = 60_000
const BEAT_MS = 10_000
/** As whom the exchange of the key enters. */
export const EXCHANGE = 'exchange-key'
/** A record that is away must not keep a process from ending. */
const FAREWELL_MS = 1_000

export interface Presence {
  id: string
  leave(): Promise<void>
}

/** A process that still works on the record, as an operator can find it. */
export interface Alive {
  name: string
  machine: string
  pid: number
}

/** By which key a process works. */
export interface Held {
  fingerprint: string
  /** The record is or goes over to another key: the process must end, for what it seals could not be opened later. */
  onExchange(): void
}

/**
 * Writes down that this process works on the record, and renews it. Call it before the seal is looked at: whoever exchanges the key
 * marks the seal first and counts the processes then, so that one of the two sees the other.
 */
export async function enter(db: Db, name: string, held?: Held, beatMs = BEAT_MS): Promise<Presence> {
  const id = newId()
  const processes = processesOf({ db })
  const beat = () =>
    processes.updateOne(
      { _id: id },
      // The record's own clock: those of the machines may differ.
      [{ $set: { name, machine: machineName(), pid: process.pid, until: { $add: ['$$NOW', ALIVE_MS] } } }],
      { upsert: true },
    )
  const look = async () => {
    await beat()
    const seal = held && (await sealsOf({ db }).findOne({ _id: 'vault' }))
    if (!left && seal && (seal.exchange || seal.fingerprint !== held.fingerprint)) held.onExchange()
  }
  let left = false
  await beat()
  // While the record is away nobody can exchange its key either.
  const timer = setInterval(() => void look().catch(() => undefined), beatMs).unref()
  return {
    id,
    leave: async () => {
      left = true
      clearInterval(timer)
      // Without the record it counts as alive for a minute more.
      const gone = processes.deleteOne({ _id: id }).catch(() => undefined)
      await Promise.race([gone, sleep(FAREWELL_MS, undefined, { ref: false })])
    },
  }
}

/** Who else works on the record. One of this machine that is gone by now does not count, even if it could not say so. */
export async function listAlive(db: Db, but: string): Promise<Alive[]> {
  const heard = await processesOf({ db })
    .find({ _id: { $ne: but }, $expr: { $gt: ['$until', '$$NOW'] } })
    .toArray()
  return heard.filter(lives).map(({ name, machine, pid }) => ({ name, machine, pid }))
}

function lives({ machine, pid }: ProcessDoc): boolean {
  if (machine === '' || machine !== machineName()) return true
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

/**
 * Two machines may bear one name, and two containers of one machine number their processes each for itself: what runs since this
 * start of the system, and within this numbering. Empty where the system does not tell.
 */
function machineName(): string {
  try {
    const start = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return `${os.hostname()} ${start} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return ''
  }
}
