import Taro from '@tarojs/taro'
import { ApiError } from '../api/apiError.ts'
import { call } from '../api/call.ts'
import { words } from '../words.ts'

/** The mini program itself, not the page in a browser. */
export function isInWeChat(): boolean {
  return process.env.TARO_ENV === 'weapp'
}

/**
 * Signs in as whom WeChat knows here; gives the token. One code, one try: a code works once.
 * @throws ApiError with a sentence for the person
 */
export async function signInByWeChat(): Promise<string> {
  const { code } = await Taro.login().catch(() => {
    throw new ApiError('offline', words.notSent)
  })
  const scene = launchScene()
  return (await call('openWeChatSession', { body: { code, ...(scene === undefined ? {} : { scene }) } })).token
}

/** Of the poster that was scanned to come here; WeChat hands it over as it would stand in an address. */
export function launchScene(): string | undefined {
  const scene = Taro.getLaunchOptionsSync?.().query?.scene
  return typeof scene === 'string' && scene !== '' ? decodeURIComponent(scene) : undefined
}

/** WeChat takes three at once. */
const AT_ONCE = 3

const CONSENTS = ['accept', 'reject', 'ban', 'filter']

/**
 * Lets WeChat ask the person; only from a tap. What she answered for each template; none where she was not asked, such as when
 * messages are switched off for this mini program.
 */
export async function askForConsent<Asked extends { templateId: string }>(
  templates: readonly Asked[],
): Promise<{ asked: Asked; answer: string }[]> {
  const some = templates.slice(0, AT_ONCE)
  try {
    const tmplIds = some.map(({ templateId }) => templateId)
    const answers = (await Taro.requestSubscribeMessage({ tmplIds, entityIds: [] })) as Record<string, unknown>
    return some.flatMap((asked) => {
      const answer = answers[asked.templateId]
      return typeof answer === 'string' && CONSENTS.includes(answer) ? [{ asked, answer }] : []
    })
  } catch {
    return []
  }
}
