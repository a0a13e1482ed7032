import type { CollectionIndexes } from '../mongo.ts'
import type { Platform } from '../platform.ts'

/** What a mini code opens. The code itself carries a token by chance, which says nothing and ends. */
export interface WeChatSceneDoc {
  /** Hash of the token. */
  _id: string
  /** A room's own word for what it opens, such as `event`. */
  purpose: string
  /** Of what. */
  subjectId: string
  createdAt: Date
  expiresAt: Date
}

export const WECHAT_SCENES = 'wechat_scenes'

export function scenesOf(platform: Pick<Platform, 'db'>) {
  return platform.db.collection<WeChatSceneDoc>(WECHAT_SCENES)
}

export const sceneIndexes: CollectionIndexes[] = [
  { collection: WECHAT_SCENES, indexes: [{ key: { expiresAt: 1 }, expireAfterSeconds: 0 }] },
]
