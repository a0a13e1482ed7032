import { CATEGORIES, GROUPS, INTENTS, type ReadFrame } from '@yimin/shared/language/frame'
import { z } from 'zod'
import { NO_WORDS, understand, understandAll, type CommunityWords } from '../../../language/index.ts'
import { hostileText, longTexts, seeded } from './hostileTexts.ts'
import { workedMs } from '../workedMs.ts'

/** No text may take longer, in ms. */
export const PATIENCE_MS = 50
const EACH_ALL = 10
/** Ends of months and years, a leap day, the eve of the farmers' new year, and no time at all. */
const NOWS = ['2026-11-22T10:00', '2026-12-31T23:59', '2028-02-29T00:00', '2026-01-31T12:30', '2026-02-16T20:00', 'now']

const exists = (minute: string): boolean =>
  !Number.isNaN(Date.parse(`${minute}Z`)) && new Date(`${minute}Z`).toISOString().startsWith(minute)
const minute = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/)
  .refine(exists, 'no such minute')
const said = z.string().min(1)
/** The contract, as strictly as it can be said; unknown fields are faults. */
const frameForm = z.strictObject({
  intent: z.enum(INTENTS),
  category: z.enum(CATEGORIES).optional(),
  items: z
    .array(z.strictObject({ name: said, quantity: z.number().positive().optional(), unit: said.optional() }))
    .min(1)
    .optional(),
  budget: z.number().nonnegative().optional(),
  address: z
    .strictObject({
      place: said.optional(),
      zone: said.optional(),
      building: said.optional(),
      unit: said.optional(),
      floor: said.optional(),
      room: said.optional(),
    })
    .refine((address) => Object.keys(address).length > 0, 'an empty address')
    .optional(),
  when: z
    .union([
      z.strictObject({ asap: z.literal(true) }),
      z.strictObject({ from: minute, to: minute }),
      z.strictObject({ from: minute }),
      z.strictObject({ to: minute }),
    ])
    .optional(),
  groups: z.array(z.enum(GROUPS)).min(1).optional(),
  phone: z.string().regex(/^\d+$/).optional(),
  code: said.optional(),
  rating: z.number().int().min(1).max(5).optional(),
  urgent: z.literal(true).optional(),
  confidence: z.number().min(0).max(1),
})

/** What is wrong with a frame by the contract; undefined where nothing is. */
export function faultOf(frame: ReadFrame): string | undefined {
  const parsed = frameForm.safeParse(frame)
  if (!parsed.success) return parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
  if (frame.intent === 'other' && Object.keys(frame).some((key) => key !== 'intent' && key !== 'confidence'))
    return 'other carries no slots'
  return undefined
}

export interface Finding {
  /** The text as JSON, cut. */
  text: string
  fault: string
}

export interface FuzzReport {
  texts: number
  /** Thrown or against the contract. */
  faults: Finding[]
  /** Longer than the patience, three times over. */
  slow: Finding[]
  /** The longest, in ms. */
  slowest: number
}

const MOST_FINDINGS = 20
const SHOWN = 200
const WORDS: CommunityWords = {
  estates: ['海威小区', '(*'],
  zones: ['6', '东'],
  nicknames: [{ name: '老红楼', address: { zone: '6', building: '9' } }],
  shopGoods: [{ name: '社区大馒头', category: 'meal' }],
}

/**
 * Reads `count` short hostile texts and every long one. The same seed gives the same texts.
 * @param progress told after every twentieth part
 */
export function fuzz(
  sentences: readonly string[],
  { count, seed, progress }: { count: number; seed: number; progress?: (done: number) => void },
): FuzzReport {
  const chance = seeded(seed)
  const report: FuzzReport = { texts: 0, faults: [], slow: [], slowest: 0 }
  const step = Math.max(1, Math.floor(count / 20))
  for (let done = 1; done <= count; done += 1) {
    tryText(report, hostileText(sentences, chance), chance)
    if (done % step === 0) progress?.(done)
  }
  for (const { text } of longTexts(sentences, chance)) tryText(report, text, chance)
  return report
}

function tryText(report: FuzzReport, text: string, chance: () => number): void {
  const chat = chance() < 0.5 ? 'group' : 'private'
  const words = chance() < 0.2 ? WORDS : NO_WORDS
  const now = NOWS[Math.floor(chance() * NOWS.length)] ?? ''
  const all = chance() < 1 / EACH_ALL
  const read = (): ReadFrame[] => (all ? understandAll(text, now, words, chat) : [understand(text, now, words, chat)])
  report.texts += 1
  try {
    const { frames, took } = patiently(read)
    report.slowest = Math.max(report.slowest, took)
    if (took > PATIENCE_MS) note(report.slow, text, `${took.toFixed(0)} ms`)
    if (frames.length === 0) note(report.faults, text, 'no frame')
    for (const frame of frames) {
      const fault = faultOf(frame)
      if (fault) note(report.faults, text, fault)
    }
  } catch (error) {
    note(report.faults, text, error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
}

/** The collector may come by for a moment: what seems slow gets two more chances. */
function patiently(read: () => ReadFrame[]): { frames: ReadFrame[]; took: number } {
  let took = Infinity
  let frames: ReadFrame[] = []
  for (let chances = 3; chances > 0 && took > PATIENCE_MS; chances -= 1) {
    const [start, began] = [workedMs(), performance.now()]
    frames = read()
    // The wall counts what others do meanwhile, the work what the compiler does beside: the reading is in both.
    took = Math.min(took, workedMs() - start, performance.now() - began)
  }
  return { frames, took }
}

function note(list: Finding[], text: string, fault: string): void {
  if (list.length < MOST_FINDINGS) list.push({ text: JSON.stringify(text).slice(0, SHOWN), fault })
}
