import type { Hearing, Listener } from './listener.ts'

interface Manager {
  start(options: { lang: string; duration: number }): void
  stop(): void
  onRecognize(tell: (heard: { result: string }) => void): void
  onStop(tell: (heard: { result: string }) => void): void
  onError(tell: (fault: { retcode: number }) => void): void
}
declare const requirePlugin: (name: string) => { getRecordRecognitionManager(): Manager }

const LONGEST_MS = 60_000
/** The plugin's number for a microphone that the person has not allowed. */
const NOT_ALLOWED = -30002

/**
 * WeChat's own speech plugin (微信同声传译). It needs the station's consent in WeChat's console, so that it is in the package
 * only where the build was told so (TARO_APP_VOICE=WechatSI; see app.config.ts).
 */
export function weappListener(): Listener | undefined {
  if (process.env.TARO_APP_VOICE !== 'WechatSI') return undefined
  const manager = requirePlugin('WechatSI').getRecordRecognitionManager()
  return {
    start(hearing) {
      listenBy(manager, hearing)
      manager.start({ lang: 'zh_CN', duration: LONGEST_MS })
    },
    stop: () => manager.stop(),
  }
}

function listenBy(manager: Manager, { onHeard, onEnd, onFault }: Hearing): void {
  manager.onRecognize(({ result }) => onHeard(result))
  manager.onStop(({ result }) => {
    if (result === '') onFault('unheard')
    else onHeard(result)
    onEnd()
  })
  manager.onError(({ retcode }) => {
    onFault(retcode === NOT_ALLOWED ? 'refused' : 'unheard')
    onEnd()
  })
}
