import type { Hearing, Listener } from './listener.ts'

const LANGUAGE = 'zh-CN'

interface Recognition {
  lang: string
  continuous: boolean
  interimResults: boolean
  /** On this device: nothing that is said leaves it. */
  processLocally: boolean
  onresult: ((event: { results: ArrayLike<ArrayLike<{ transcript: string }>> }) => void) | null
  onerror: ((event: { error: string }) => void) | null
  onend: (() => void) | null
  start(): void
  stop(): void
}
interface RecognitionMaker {
  new (): Recognition
  available?(options: { langs: string[]; processLocally: boolean }): Promise<string>
}

/**
 * The browser's own ears, where it understands Chinese on the device itself. Browsers that send a voice to a company's
 * servers are not used: what a resident says at home is nobody else's.
 */
export async function browserListener(): Promise<Listener | undefined> {
  const Maker = (globalThis as { SpeechRecognition?: RecognitionMaker }).SpeechRecognition
  const state = await Maker?.available?.({ langs: [LANGUAGE], processLocally: true }).catch(() => undefined)
  if (Maker === undefined || state !== 'available') return undefined
  let recognition: Recognition | undefined
  return {
    start(hearing) {
      recognition = new Maker()
      listenBy(recognition, hearing)
      recognition.start()
    },
    stop: () => recognition?.stop(),
  }
}

function listenBy(recognition: Recognition, { onHeard, onEnd, onFault }: Hearing): void {
  recognition.lang = LANGUAGE
  recognition.continuous = true
  recognition.interimResults = true
  recognition.processLocally = true
  recognition.onresult = ({ results }) => onHeard(Array.from(results, (result) => result[0]?.transcript ?? '').join(''))
  recognition.onerror = ({ error }) => onFault(error === 'not-allowed' ? 'refused' : 'unheard')
  recognition.onend = onEnd
}
