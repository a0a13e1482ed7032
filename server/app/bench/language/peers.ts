import type { Frame, Intent } from '@yimin/shared/language/frame'
import type { Utterance } from '../../utterances.ts'

/** Names in variables: the libraries are development dependencies, and carry no types. */
const NLP = '@nlpjs/nlp'
const CHINESE = '@nlpjs/lang-zh'

interface NlpManager {
  container: { use(plugin: unknown): void }
  addDocument(locale: string, text: string, intent: string): void
  train(): Promise<void>
  process(locale: string, text: string): Promise<{ intent: string }>
}
interface NlpLibrary {
  Nlp: new (settings: object) => NlpManager
}

/** A peer as it answers: intents alone. */
export interface Peer {
  name: string
  /** Trains and answers, in the order of the messages asked. */
  read(taught: readonly Utterance[], asked: readonly Utterance[]): Promise<Frame[]>
}

/**
 * NLP.js with its own Chinese tokeniser and stemmer, trained on the same sentences. Without its feature for unknown words, with which it
 * is right eight points less often: small talk is a label of its own among the sentences.
 */
export async function loadNlpJs(): Promise<Peer | undefined> {
  try {
    const [{ Nlp }, { LangZh }] = await Promise.all([load<NlpLibrary>(NLP), load<{ LangZh: unknown }>(CHINESE)])
    return { name: 'NLP.js', read: (taught, asked) => quietly(() => trainAndAsk(Nlp, LangZh, taught, asked)) }
  } catch {
    return undefined
  }
}

async function load<T>(name: string): Promise<T> {
  const loaded = (await import(name)) as { default?: T } & T
  return loaded.default ?? loaded
}

async function trainAndAsk(
  Nlp: NlpLibrary['Nlp'],
  chinese: unknown,
  taught: readonly Utterance[],
  asked: readonly Utterance[],
): Promise<Frame[]> {
  const nlp = new Nlp({
    languages: ['zh'],
    autoSave: false,
    autoLoad: false,
    calculateSentiment: false,
    nlu: { useNoneFeature: false },
  })
  nlp.container.use(chinese)
  for (const { text, intent } of taught) nlp.addDocument('zh', text, intent)
  await nlp.train()
  const frames: Frame[] = []
  for (const { text } of asked) {
    const { intent } = await nlp.process('zh', text)
    frames.push({ intent: intent === 'None' ? 'other' : (intent as Intent) })
  }
  return frames
}

/** The library tells of each round of its training on the console. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { log, info, debug, warn } = console
  const silent = (): void => undefined
  Object.assign(console, { log: silent, info: silent, debug: silent, warn: silent })
  try {
    return await work()
  } finally {
    Object.assign(console, { log, info, debug, warn })
  }
}
