import { DomainError } from '@yimin/shared/errors/domainError'
import { filledInWords } from '@yimin/shared/people/words'
import type { Platform } from '../../platform/platform.ts'
import type { Person } from '../person.model.ts'
import { judgeText } from '../queries/judgeText.ts'
import { accountOf } from '../queries/findWeChatAccount.ts'

/**
 * A name that somebody gives himself or his family is read by whoever helps: WeChat judges it first, of those who came
 * through it (WX-12). Throws `invalid_input` for one that may not be shown, `unavailable` where nobody could tell.
 */
export async function requireFitText(
  platform: Pick<Platform, 'db' | 'vault' | 'wechat'>,
  person: Person,
  text: string,
  path: string,
): Promise<void> {
  if (accountOf(person) === undefined) return
  const judgement = await judgeText(platform, person, text, 'profile')
  if (judgement?.verdict === 'risky')
    throw new DomainError('invalid_input', { fields: [{ path, message: filledInWords.notFit }] })
  if (judgement?.verdict === 'review') throw new DomainError('unavailable', { say: filledInWords.notJudged })
}
