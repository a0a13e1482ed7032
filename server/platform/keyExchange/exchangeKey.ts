import { sealsOf } from '../seal/index.ts'
import type { Alive, SealDoc } from '../seal/index.ts'
import { ExchangeFault } from './exchangeFault.ts'
import type { KeyRing } from './keyRing.ts'
import type { Keys } from './keys.ts'
import { lookThrough, sealRound } from './walk.ts'
import type { SealedHouse, Tell } from './walk.ts'

export interface ExchangeGround extends SealedHouse {
  keys: Keys
  now(): Date
  /** Who else works on the record just now. */
  othersAlive(): Promise<Alive[]>
  tell: Tell
}

export interface ExchangeWishes {
  /** Also where it was exchanged within the last day. */
  again?: boolean
  /** What neither key opens stays as it is. */
  leaveUnreadable?: boolean
}

/** `exchanged`: done now. `already`: done lately, or by the call before; nothing was changed. */
export type Outcome = { done: 'exchanged' } | { done: 'already'; at: Date }

const DAY_MS = 24 * 3_600_000
/** A round that changes nothing is the proof of the one before. */
const MOST_ROUNDS = 4

/**
 * Exchanges the master key: looks at everything, marks the record, seals everything anew, puts the next key in the old one's
 * place, and gives the record free under it. While it runs both keys open: at no moment is there a value that neither does.
 * Killed anywhere, the next call goes on where it was; called once more after that, it does nothing for a day. Throws ExchangeFault.
 */
export async function exchangeKey(ground: ExchangeGround, wishes: ExchangeWishes = {}): Promise<Outcome> {
  const seal = await sealOf(ground)
  const lately = doneLately(ground, seal, wishes)
  if (lately) return { done: 'already', at: lately }
  const ring = ground.keys.ring(seal)
  await requireAlone(ground)
  if (seal.exchange?.state !== 'sealing') await begin(ground, ring, wishes)
  await sealAll(ground, ring)
  const now = ground.now()
  ground.keys.settle(now.toISOString().slice(0, 10))
  await release(ground, ring, now)
  return { done: 'exchanged' }
}

/** A record that nobody opened yet is this key's from now on. */
async function sealOf({ db, keys }: ExchangeGround): Promise<SealDoc> {
  const fingerprint = keys.standing()
  if (fingerprint === undefined) throw new ExchangeFault('wrong_key')
  const seal = await sealsOf({ db }).findOneAndUpdate(
    { _id: 'vault' },
    { $setOnInsert: { fingerprint } },
    { upsert: true, returnDocument: 'after' },
  )
  if (!seal) throw new ExchangeFault('wrong_key')
  return seal
}

/** Whoever calls it twice wants one exchange, unless a further key is there already. */
function doneLately({ keys, now }: ExchangeGround, seal: SealDoc, { again }: ExchangeWishes): Date | undefined {
  const { exchange, exchangedAt, fingerprint, before } = seal
  if (exchange || !exchangedAt) return undefined
  const standing = keys.standing()
  // Settings that still name the old key and the next one: the record has been moved on.
  if (standing === before && keys.next() === fingerprint) return exchangedAt
  const isLate = now().getTime() - exchangedAt.getTime() >= DAY_MS
  const namesAnother = ![undefined, fingerprint].includes(keys.next())
  return standing !== fingerprint || isLate || again || namesAnother ? undefined : exchangedAt
}

async function requireAlone({ othersAlive }: ExchangeGround): Promise<void> {
  const alive = await othersAlive()
  if (alive.length > 0) throw new ExchangeFault('not_alone', { alive })
}

/** Marks the record, so that nobody opens it any more, and looks at all of it before anything is changed. */
async function begin(ground: ExchangeGround, ring: KeyRing, { leaveUnreadable }: ExchangeWishes): Promise<void> {
  const seals = sealsOf(ground)
  const [old, next] = [ring.from.fingerprint(), ring.to.fingerprint()]
  const mark = { exchange: { next, since: ground.now(), state: 'looking' as const } }
  await seals.updateOne({ _id: 'vault', fingerprint: old }, { $set: mark })
  try {
    // Once more: somebody may have come in before the mark.
    await requireAlone(ground)
    const faults = await lookThrough(ground, ring, ground.tell)
    if (faults.length > 0 && !leaveUnreadable) throw new ExchangeFault('faults', { faults })
  } catch (error) {
    const free = seals.updateOne({ _id: 'vault', 'exchange.state': 'looking' }, { $unset: { exchange: '' } })
    // Where the record is away the next call does it.
    await free.catch(() => undefined)
    throw error
  }
  const { matchedCount } = await seals.updateOne(
    { _id: 'vault', fingerprint: old, 'exchange.next': next, 'exchange.since': mark.exchange.since },
    { $set: { 'exchange.state': 'sealing' } },
  )
  // Somebody thought that this process was gone, and came in.
  if (matchedCount === 0) throw new ExchangeFault('not_alone', { alive: await ground.othersAlive() })
}

async function sealAll(ground: ExchangeGround, ring: KeyRing): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const phase = round === 0 ? 'sealing' : 'checking'
    if ((await sealRound(ground, ring, phase, ground.tell)) === 0) return
  }
  throw new ExchangeFault('restless')
}

/** The record is the next key's: from this write on the product starts with it, and with no other. */
async function release(ground: ExchangeGround, ring: KeyRing, now: Date): Promise<void> {
  const [old, next] = [ring.from.fingerprint(), ring.to.fingerprint()]
  await sealsOf(ground).updateOne(
    { _id: 'vault', fingerprint: old, 'exchange.next': next },
    { $set: { fingerprint: next, before: old, exchangedAt: now }, $unset: { exchange: '' } },
  )
}
