import { workerWords } from '@yimin/shared/chat/words'
import { findHomeStation } from '../../organisations/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { listTroubles } from '../../platform/wechat/index.ts'
import { callWorker } from './callWorker.ts'

const HOUR_MS = 3_600_000

/** What WeChat refuses for good is a matter for a person: once a day for each call and fault. */
export async function sweepWeChat(platform: Platform): Promise<number> {
  const { wechat } = platform
  if (!wechat) return 0
  const since = new Date(platform.clock.now().getTime() - HOUR_MS)
  const troubles = await listTroubles(platform, wechat.settings.appId, since)
  const station = troubles.length > 0 ? await findHomeStation(platform) : undefined
  if (!station) return 0
  for (const { api, kind, code, field, day } of troubles) {
    await callWorker(platform, {
      station,
      kind: 'wechat_trouble',
      subjectId: `wechat.${api}`,
      key: `wechat/${api}/${code ?? kind}/${day}`,
      text: workerWords.weChatTrouble({ kind, api, code, field }),
    })
  }
  return troubles.length
}
