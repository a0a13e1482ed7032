import type { Platform } from '../../platform/platform.ts'
import type { Judgement, Scene } from '../../platform/wechat/index.ts'
import type { Person } from '../person.model.ts'
import { accountOf, findOpenid } from './findWeChatAccount.ts'

/**
 * What WeChat thinks of a text of this person that others would see: `pass`, `review` (a person of the station looks first) or
 * `risky`. Whoever did not come through WeChat cannot be judged there: `review`. `undefined` while WeChat is off and the
 * house's own rules are all there is. An urgent cry for help never waits for this.
 */
export async function judgeText(
  platform: Pick<Platform, 'db' | 'vault' | 'wechat'>,
  person: Person,
  text: string,
  scene: Scene,
): Promise<Judgement | undefined> {
  if (!platform.wechat) return undefined
  const account = accountOf(person)
  const openid = account === undefined ? undefined : await findOpenid(platform, account)
  if (openid === undefined) return { verdict: 'review', unchecked: true }
  return platform.wechat.checkText({ text, openid, scene })
}
