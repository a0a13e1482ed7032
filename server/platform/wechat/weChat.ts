import { setTimeout as pause } from 'node:timers/promises'
import { askMediaCheck } from './calls/askMediaCheck.ts'
import { checkSession } from './calls/checkSession.ts'
import { checkText } from './calls/checkText.ts'
import { drawMiniCode } from './calls/drawMiniCode.ts'
import { exchangeLoginCode } from './calls/exchangeLoginCode.ts'
import { readPhoneNumber } from './calls/readPhoneNumber.ts'
import { sendCustomMessage } from './calls/sendCustomMessage.ts'
import { sendSubscribeMessage } from './calls/sendSubscribeMessage.ts'
import { noteTrouble } from './breaker.ts'
import type { Trouble } from './app.model.ts'
import type { Ground, Line } from './line.ts'
import { openLine } from './line.ts'
import type { Pace } from './patience.ts'
import type { WeChatSettings } from './settings.ts'

/** A call with its line left out. */
type Bound<F> = F extends (line: Line, ...rest: infer Rest) => infer Result ? (...rest: Rest) => Result : never

/** WeChat as the rooms see it: what it can be asked, nothing of how. Absent on the platform where no AppID is set. */
export interface WeChat {
  settings: Pick<WeChatSettings, 'appId' | 'push' | 'mediaBase' | 'templates' | 'phoneCallsPerDay'>
  exchangeLoginCode: Bound<typeof exchangeLoginCode>
  checkSession: Bound<typeof checkSession>
  readPhoneNumber: Bound<typeof readPhoneNumber>
  sendSubscribeMessage: Bound<typeof sendSubscribeMessage>
  sendCustomMessage: Bound<typeof sendCustomMessage>
  checkText(ask: Parameters<typeof checkText>[1]): ReturnType<typeof checkText>
  askMediaCheck: Bound<typeof askMediaCheck>
  drawMiniCode: Bound<typeof drawMiniCode>
  /** A person of the operator must look; for what only a room can notice, such as a cap that is reached. */
  noteTrouble(trouble: Pick<Trouble, 'api' | 'kind'>): Promise<void>
}

/** Opens the way to WeChat. Asks nothing of it yet. */
export function openWeChat(ground: Ground, settings: WeChatSettings, pace: Partial<Pace> = {}): WeChat {
  const line = openLine(ground, settings, { clock: ground.clock, wait: pause, chance: Math.random, ...pace })
  const { appId, push, mediaBase, templates, phoneCallsPerDay } = settings
  return {
    settings: { appId, push, mediaBase, templates, phoneCallsPerDay },
    exchangeLoginCode: (code) => exchangeLoginCode(line, code),
    checkSession: (login) => checkSession(line, login),
    readPhoneNumber: (ask) => readPhoneNumber(line, ask),
    sendSubscribeMessage: (message) => sendSubscribeMessage(line, message),
    sendCustomMessage: (message) => sendCustomMessage(line, message),
    checkText: (ask) => checkText(line, ask, (kind) => noteTrouble(ground, appId, { api: 'textCheck', kind })),
    askMediaCheck: (media) => askMediaCheck(line, media),
    drawMiniCode: (code) => drawMiniCode(line, code),
    noteTrouble: (trouble) => noteTrouble(ground, appId, trouble),
  }
}
