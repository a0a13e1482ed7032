import { talkWords } from '@yimin/shared/chat/words'
import { drawEntryCode, mayComeByCode } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { bare } from './utterance.ts'
import type { Reply, Utterance } from './utterance.ts'

const ASKS_CODE = /^(我)?(想|要|给|发|来)*(我)?(一?个)?(登录码|登陆码)(吧|呢|谢谢|发我|给我)*$/u

/**
 * A code by which the speaker comes in by a browser, or joins the WeChat account: only in a private chat, where nobody else
 * hears it. `undefined` where nobody asks for one.
 */
export async function giveCode(platform: Platform, utterance: Utterance): Promise<Reply[] | undefined> {
  const { speaker, where, cause } = utterance
  if (!ASKS_CODE.test(bare(utterance.text))) return undefined
  if (where.channel !== 'private') return [{ text: talkWords.codeInPrivate, template: 'talk.codeInPrivate' }]
  if (!mayComeByCode(speaker)) return [{ text: talkWords.codeNotForStaff, template: 'talk.codeNotForStaff' }]
  const { code } = await drawEntryCode(platform, speaker, { id: 'system', reason: talkWords.codeReason, cause })
  const spoken = code.replace(/^(\d{4})/, '$1 ')
  return [{ text: talkWords.code(spoken), template: 'talk.code', privately: true }]
}
