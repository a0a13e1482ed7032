import type { Platform } from '../platform.ts'
import { SCENE_FORM } from './calls/drawMiniCode.ts'
import { scenesOf } from './scene.model.ts'
import { drawBytes } from '../random.ts'

type Ground = Pick<Platform, 'db' | 'vault' | 'clock'>

/** 144 bits as 24 characters; WeChat takes 32. */
const TOKEN_BYTES = 18

/** Makes a token for a mini code: opaque, good until `expiresAt`, kept as a hash (WX-21). */
export async function makeScene(
  platform: Ground,
  what: { purpose: string; subjectId: string; expiresAt: Date },
): Promise<string> {
  const token = drawBytes(TOKEN_BYTES).toString('base64url')
  const { purpose, subjectId, expiresAt } = what
  await scenesOf(platform).insertOne({
    _id: platform.vault.tokenHash(token),
    purpose,
    subjectId,
    createdAt: platform.clock.now(),
    expiresAt,
  })
  return token
}

/** The subject behind a scanned code of this purpose; `undefined` for one that has ended or was never made. */
export async function readScene(platform: Ground, purpose: string, token: string): Promise<string | undefined> {
  if (!SCENE_FORM.test(token)) return undefined
  const scene = await scenesOf(platform).findOne({ _id: platform.vault.tokenHash(token), purpose })
  return scene && scene.expiresAt > platform.clock.now() ? scene.subjectId : undefined
}
