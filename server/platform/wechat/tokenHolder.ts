import type { Document, Filter } from 'mongodb'
import { newId } from '../ids.ts'
import { isDuplicateKey } from '../mongo.ts'
import type { Platform } from '../platform.ts'
import type { WeChatAppDoc } from './app.model.ts'
import { tokenAt, weChatAppsOf } from './app.model.ts'
import type { StableToken } from './calls/takeToken.ts'
import { WeChatFault } from './faults.ts'
import type { Pace } from './patience.ts'

/** The one access token of an app. It lies in the record, sealed; whoever needs it looks there. */
export interface TokenHolder {
  current(): Promise<string>
  /** WeChat did not take this one: a newer one, fetched once for everybody. */
  replace(rejected: string): Promise<string>
}

type Ground = Pick<Platform, 'db' | 'vault'>

/** WeChat hands out a new token from five minutes before the old one ends; both are good until then. */
const OVERLAP_MS = 5 * 60_000
const JITTER_MS = 60_000
/** A token that comes with less time left than that is not asked for again at once. */
const LEAST_MS = 30_000
const LEASE_MS = 15_000
const LOOK_MS = 200
/** Longer than a lease: whoever holds it may have died. */
const LOOKS = 80

/**
 * Many processes, one token: a lease by compare-and-set lets one of them fetch; the others go on with the old token while
 * it is good, and wait for the new one when it is not.
 */
export function openTokenHolder(
  ground: Ground,
  appId: string,
  pace: Pace,
  fetchToken: () => Promise<StableToken>,
): TokenHolder {
  const holder = newId()
  const apps = weChatAppsOf(ground)
  const now = () => pace.clock.now()
  const openToken = (app: WeChatAppDoc): string => ground.vault.open(app.token ?? '', tokenAt(appId))

  async function begin(): Promise<null> {
    try {
      await apps.updateOne({ _id: appId }, { $setOnInsert: { refreshes: 0 } }, { upsert: true })
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
    }
    return null
  }

  /** Only one gets it, and nobody when the token is fresh by now. */
  async function lease(stale: Filter<WeChatAppDoc>): Promise<boolean> {
    const free = { $or: [{ lease: { $exists: false } }, { 'lease.until': { $lte: now() } }] }
    const mine = { lease: { holder, until: new Date(now().getTime() + LEASE_MS) } }
    const { modifiedCount } = await apps.updateOne({ $and: [{ _id: appId }, free, stale] }, { $set: mine })
    return modifiedCount === 1
  }

  async function refresh(): Promise<string> {
    try {
      const { access_token: token, expires_in: seconds } = await fetchToken()
      const at = now().getTime()
      const expiresAt = at + seconds * 1_000
      const refreshAt = Math.max(at + LEAST_MS, expiresAt - OVERLAP_MS + Math.floor(pace.chance() * JITTER_MS))
      const fresh = {
        token: ground.vault.seal(token, tokenAt(appId)),
        tokenHash: ground.vault.tokenHash(token),
        expiresAt: new Date(expiresAt),
        refreshAt: new Date(refreshAt),
      }
      await apps.updateOne(
        { _id: appId, 'lease.holder': holder },
        { $set: fresh, $unset: { lease: '' }, $inc: { refreshes: 1 } },
      )
      return token
    } catch (error) {
      await apps.updateOne({ _id: appId, 'lease.holder': holder }, { $unset: { lease: '' } } as Document)
      throw error
    }
  }

  async function look(isGood: (app: WeChatAppDoc) => boolean, stale: () => Filter<WeChatAppDoc>): Promise<string> {
    for (let i = 0; i < LOOKS; i += 1) {
      const app = (await apps.findOne({ _id: appId })) ?? (await begin())
      if (app && isGood(app)) return openToken(app)
      if (await lease(stale())) return refresh()
      // Somebody else fetches; the old one serves as long as it is good.
      const meanwhile = await apps.findOne({ _id: appId })
      if (meanwhile?.token && isGood({ ...meanwhile, refreshAt: meanwhile.expiresAt })) return openToken(meanwhile)
      await pace.wait(LOOK_MS)
    }
    throw new WeChatFault('stableToken', 'transient')
  }

  const isFresh = (app: WeChatAppDoc): boolean => app.refreshAt !== undefined && app.refreshAt > now()
  const shared = shareRuns()
  return {
    current: () =>
      shared('current', () =>
        look(isFresh, () => ({ $or: [{ refreshAt: { $exists: false } }, { refreshAt: { $lte: now() } }] })),
      ),
    replace: (rejected) => {
      const bad = ground.vault.tokenHash(rejected)
      const isNewer = (app: WeChatAppDoc) => isFresh(app) && app.tokenHash !== bad
      const stale = () => ({
        $or: [{ tokenHash: bad }, { refreshAt: { $exists: false } }, { refreshAt: { $lte: now() } }],
      })
      return shared(bad, () => look(isNewer, stale))
    },
  }
}

/** Askers of one process that come at the same moment share one look. */
function shareRuns(): (key: string, run: () => Promise<string>) => Promise<string> {
  const running = new Map<string, Promise<string>>()
  return (key, run) => {
    const known = running.get(key)
    if (known) return known
    const fresh = run().finally(() => running.delete(key))
    running.set(key, fresh)
    return fresh
  }
}
