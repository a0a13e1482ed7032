import type { Db } from 'mongodb'
import type { FaultKind } from './faults.ts'
import { sealedIn } from '../vault/index.ts'

/** What a person of the operator must look at; the same trouble is one a day. */
export interface Trouble {
  api: string
  kind: FaultKind | 'cap'
  code?: number
  /** Which value of a template WeChat did not take; its name only. */
  field?: string
  /** Day in Asia/Shanghai: 2026-11-22. */
  day: string
  at: Date
}

export interface Pause {
  until: Date
  kind: FaultKind
}

/** One mini program as all processes share it: its token, which calls rest, and what went wrong. */
export interface WeChatAppDoc {
  /** AppID. */
  _id: string
  /** Access token (sealed, S2). */
  token?: string
  /** Hash of the token, to tell whether somebody has fetched a newer one. */
  tokenHash?: string
  expiresAt?: Date
  /** From then on a new one is fetched. */
  refreshAt?: Date
  /** Who fetches now. */
  lease?: { holder: string; until: Date }
  /** How often a token was fetched. */
  refreshes?: number
  pauses?: { [api: string]: Pause }
  troubles?: { [key: string]: Trouble }
}

export const WECHAT_APPS = 'wechat_apps'

export function weChatAppsOf(platform: { db: Db }) {
  return platform.db.collection<WeChatAppDoc>(WECHAT_APPS)
}

export function tokenAt(appId: string) {
  return { collection: WECHAT_APPS, id: appId, field: 'token', class: 'S2' as const }
}

export const appSealed = sealedIn<WeChatAppDoc>({
  collection: WECHAT_APPS,
  fields: { token: ({ _id }) => tokenAt(_id) },
})
