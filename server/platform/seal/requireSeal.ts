import type { Db } from 'mongodb'
import { VaultError } from '../vault/index.ts'
import type { Vault } from '../vault/index.ts'
import { enter, EXCHANGE, listAlive } from './presence.ts'
import type { Presence } from './presence.ts'
import { sealsOf } from './seal.model.ts'
import type { SealDoc } from './seal.model.ts'

/** As `enter`, for whoever works with this key: refused as by `requireSeal`, and then nobody has entered. */
export async function enterWithKey(
  db: Db,
  vault: Vault,
  name: string,
  onExchange: () => void = () => undefined,
): Promise<Presence> {
  const presence = await enter(db, name, { fingerprint: vault.fingerprint(), onExchange })
  try {
    await dropStaleLook(db, presence.id)
    await requireSeal(db, vault)
    return presence
  } catch (error) {
    await presence.leave()
    throw error
  }
}

/** Whoever began an exchange and died while he only looked has changed nothing: the record is free again. */
async function dropStaleLook(db: Db, me: string): Promise<void> {
  const seal = await sealsOf({ db }).findOne({ _id: 'vault', 'exchange.state': 'looking' })
  if (!seal?.exchange || (await listAlive(db, me)).some(({ name }) => name === EXCHANGE)) return
  // Should he live after all, his next step finds that the mark is gone.
  await sealsOf({ db }).updateOne(
    { _id: 'vault', 'exchange.state': 'looking', 'exchange.since': seal.exchange.since },
    { $unset: { exchange: '' } },
  )
}

/**
 * The record is this key's from the first time on.
 * @throws VaultError `wrong_key` where another key has sealed it, `exchanging` while it is between two keys.
 */
export async function requireSeal(db: Db, vault: Vault): Promise<void> {
  const kept = await sealsOf({ db }).findOneAndUpdate(
    { _id: 'vault' },
    { $setOnInsert: { fingerprint: vault.fingerprint() } },
    { upsert: true, returnDocument: 'after' },
  )
  if (kept?.exchange) throw exchanging()
  if (kept?.before === vault.fingerprint()) throw retired(kept)
  vault.requireFingerprint(kept?.fingerprint ?? '')
}

function exchanging(): VaultError {
  return new VaultError(
    'exchanging',
    'the exchange of the master key is not done: run npm run exchange-key again where the keys lie, then start; nothing was changed',
  )
}

function retired({ exchangedAt }: SealDoc): VaultError {
  const day = exchangedAt?.toISOString().slice(0, 10) ?? ''
  return new VaultError(
    'wrong_key',
    `the master key was exchanged on ${day} and this is the old one; take the new master.key (or its MASTER_KEY), nothing was changed`,
  )
}
