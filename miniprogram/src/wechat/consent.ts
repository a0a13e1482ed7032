import Taro from '@tarojs/taro'

/** What WeChat wants to hear of the person; a button of ours must have been tapped for a yes. */
type Answer = { event: 'exposureAuthorization' } | { event: 'agree'; buttonId: string } | { event: 'disagree' }
type Resolve = (answer: Answer) => void

/** The one button that may say yes, by its id on the page. */
export const AGREE_ID = 'agree-privacy'

let waiting: Resolve[] = []
let listeners: ((isAsked: boolean) => void)[] = []
let isListening = false

const tell = () => listeners.forEach((listener) => listener(waiting.length > 0))

/**
 * WeChat calls before the first use of an API that touches something personal, and waits for the person's word (WX-15).
 * Older WeChat knows no such call and asks nothing.
 */
function listen(): void {
  if (isListening || typeof Taro.onNeedPrivacyAuthorization !== 'function') return
  isListening = true
  Taro.onNeedPrivacyAuthorization((resolve) => {
    waiting.push(resolve as unknown as Resolve)
    tell()
  })
}

/** Hears whether somebody must be asked now; gives the way to stop hearing. */
export function onConsentNeeded(listener: (isAsked: boolean) => void): () => void {
  listen()
  listeners.push(listener)
  listener(waiting.length > 0)
  return () => {
    listeners = listeners.filter((one) => one !== listener)
  }
}

/** The question stands before the person's eyes. */
export function consentShown(): void {
  for (const resolve of waiting) resolve({ event: 'exposureAuthorization' })
}

/** Answers all that wait. Whoever says no goes on without what was asked for, and is asked at the next use, by a tap, again. */
export function answerConsent(agrees: boolean): void {
  const asked = waiting
  waiting = []
  for (const resolve of asked) resolve(agrees ? { event: 'agree', buttonId: AGREE_ID } : { event: 'disagree' })
  tell()
}

/** The station's whole 用户隐私保护指引, as the platform keeps it. */
export function openGuide(): void {
  Taro.openPrivacyContract({})
}
