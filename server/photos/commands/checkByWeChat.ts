import { accountOf, findOpenid, findPerson } from '../../people/index.ts'
import type { MediaToCheck, MediaVerdict } from '../../platform/mediaCheck.ts'
import type { Platform } from '../../platform/platform.ts'
import { beginMediaCheck } from '../../platform/wechat/index.ts'
import { PHOTOS } from '../photo.model.ts'

/**
 * Hands a photo to WeChat, whose verdict comes later by its push (WX-12, WX-13). WeChat judges only what people sent who came
 * through it; every other photo waits for a worker.
 */
export async function checkByWeChat(
  platform: Platform,
  { id, authorId, path }: MediaToCheck,
): Promise<MediaVerdict> {
  const author = await findPerson(platform, authorId)
  const account = author && accountOf(author)
  await beginMediaCheck(platform, {
    subject: { collection: PHOTOS, id },
    kind: 'image',
    scene: 'log',
    openid: account && (await findOpenid(platform, account)),
    url: `${platform.wechat?.settings.mediaBase ?? ''}${path}`,
  })
  return 'later'
}
