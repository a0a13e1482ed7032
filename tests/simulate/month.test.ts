import type { ReadFrame } from '@yimin/shared/language/frame'
import type { Sentence } from '../../server/chat/index.ts'
import { NO_WORDS, understandAll } from '../../server/language/index.ts'
import type { CommunityWords } from '../../server/language/index.ts'
import { audit } from '../../server/app/simulate/audit.ts'
import { barsOf } from '../../server/app/simulate/bars.ts'
import type { Cast } from '../../server/app/simulate/cast.ts'
import { measure } from '../../server/app/simulate/measure.ts'
import type { Figures } from '../../server/app/simulate/measure.ts'
import { playMonth } from '../../server/app/simulate/playMonth.ts'
import type { Play } from '../../server/app/simulate/playMonth.ts'
import { ReadAhead } from '../../server/app/simulate/readAhead.ts'
import { tableOf } from '../../server/app/simulate/report/table.ts'

const SMALL: Play = {
  seed: 5,
  policy: 'ladder',
  days: 1,
  residents: 40,
  volunteers: 10,
  enterprises: 2,
  requestsPerDay: 16,
}

async function played(changes: Partial<Play> = {}): Promise<{ cast: Cast; figures: Figures }> {
  const play = { ...SMALL, ...changes }
  const cast = await playMonth(play)
  return { cast, figures: await measure(cast, play) }
}

/** Reads in the same thread, a moment after it was asked to. */
function readerWho(understands: (sentence: Sentence, words: CommunityWords) => ReadFrame[]) {
  const read: string[] = []
  let words = NO_WORDS
  const ahead = new ReadAhead({
    learn: (own) => (words = own),
    read: (sentences) => {
      read.push(...sentences.map(({ text }) => text))
      setImmediate(() => ahead.hear(sentences.map((sentence) => understands(sentence, words))))
    },
  })
  return { ahead, read }
}

const said = ({ month }: Cast) => month.demands.map(({ id, at, text }) => `${id} ${at} ${text}`)

describe('a simulated community', () => {
  let ladder: Awaited<ReturnType<typeof played>>
  beforeAll(async () => {
    ladder = await played()
  })

  it('brings what was asked for, and loses nobody', () => {
    const { figures } = ladder
    expect(figures.needs).toBeGreaterThan(8)
    expect(figures.done).toBeGreaterThan(0.6)
    expect([figures.lost, figures.double, figures.ownedAtOnce]).toEqual([0, 0, 1])
    expect(ladder.cast.town.faults).toEqual([])
  })

  it('is the same for the same seed, byte for byte', async () => {
    const again = await played()
    expect(JSON.stringify(again.figures)).toBe(JSON.stringify(ladder.figures))
  })

  it('is the same where its sentences are read before they are said, on documents handed out on trust', async () => {
    const { ahead, read } = readerWho((sentence, words) =>
      understandAll(sentence.text, sentence.now, words, sentence.chat),
    )
    const cast = await playMonth(SMALL, { ahead, handsOut: 'onTrust' })
    expect(JSON.stringify(await measure(cast, SMALL))).toBe(JSON.stringify(ladder.figures))
    expect(read).toEqual(expect.arrayContaining(cast.month.demands.map(({ text }) => text)))
  })

  it('hears of a sentence what was read beforehand', async () => {
    const { ahead } = readerWho(() => [{ intent: 'other', confidence: 1 }])
    const cast = await playMonth(SMALL, { ahead })
    const again = ({ ledger }: Cast) => [...ledger.needs.values()].filter((need) => need.said > 1).length
    expect(again(cast)).toBeGreaterThan(again(ladder.cast) + 8)
  })

  it('hears the same wishes under every policy, and policies differ in whom they ask', async () => {
    const broadcast = await played({ policy: 'broadcast' })
    expect(said(broadcast.cast)).toEqual(said(ladder.cast))
    expect(broadcast.figures.asks).toBeGreaterThan(ladder.figures.asks)
    expect(broadcast.figures.lost + broadcast.figures.double).toBe(0)
    const table = tableOf([ladder.figures, broadcast.figures])
    expect(table).toContain('broadcast')
    expect(table.split('\n').length).toBeGreaterThan(20)
  })

  it('answers for each request where there is nobody to help', async () => {
    const { figures, cast } = await played({ volunteers: 0, enterprises: 0 })
    expect([figures.lost, figures.double, figures.ownedAtOnce]).toEqual([0, 0, 1])
    expect(cast.town.faults).toEqual([])
  })
})

describe('the audit', () => {
  it('finds a request that two people had, one that nobody answers for, and a need that was never answered', async () => {
    const { cast } = await played({ requestsPerDay: 6 })
    expect(await audit(cast)).toEqual({ lost: [], double: [] })
    const requests = cast.town.platform.db.collection('requests')
    const taken = await requests.findOne({ status: 'done', 'history.step': 'accept' })
    const twice = (taken?.history as { step: string }[]).flatMap((entry) =>
      entry.step === 'accept' ? [entry, { ...entry, by: 'v9' }] : [entry],
    )
    await requests.updateOne({ _id: taken?._id }, { $set: { history: twice, ownerId: '' } })
    for (const need of cast.ledger.needs.values()) {
      delete need.answeredAt
      delete need.requestId
      break
    }
    const { lost, double } = await audit(cast)
    expect(double.join()).toContain(`accepted twice: ${String(taken?.code)}`)
    expect(lost.join()).toContain(`nobody's: ${String(taken?.code)}`)
    expect(lost.join()).toContain('no answer')
  })
})

describe('the bars', () => {
  const figures = (policy: Figures['policy'], changes: Partial<Figures>): Figures => ({
    policy, needs: 100, requests: 100, ownedAtOnce: 1, acceptedIn: { ten: 1, thirty: 1, sixty: 1 }, toAccept: { median: 3, p90: 9 },
    asksPerAcceptance: 3, asks: 300, groupCalls: 0, byWorker: 0, done: 0.97, topTenth: { volunteers: 0.2, everybody: 0.4 }, volunteersAtWork: 10,
    newcomers: { count7: 4, in7: 1, count14: 4, in14: 1 }, promises: { made: 90, kept: 0.9 }, buildings: { count: 4, doneLow: 1, doneHigh: 1, waitLow: 1, waitHigh: 2 },
    saidAgain: { said: 1, known: 1 }, writtenByHand: 0, mutes: 0, noShows: 0, lost: 0, double: 0, faults: 0, waits: [], waitByDay: [], load: [], ...changes,
  }) // prettier-ignore
  const missed = (ladder: Partial<Figures>, broadcast: Partial<Figures>) =>
    barsOf([figures('ladder', ladder), figures('broadcast', { asksPerAcceptance: 12, ...broadcast })])
      .filter(({ held }) => !held)
      .map(({ name }) => name)

  it('are held by a ladder that asks few, soon and fairly', () => {
    expect(missed({}, {})).toEqual([])
  })

  it('are missed one by one', () => {
    expect(missed({ asksPerAcceptance: 4.1 }, { asksPerAcceptance: 20 })).toEqual(['asks'])
    expect(missed({}, { asksPerAcceptance: 8 })).toEqual(['asksOfBroadcast'])
    expect(missed({}, { toAccept: { median: 2, p90: 9 } })).toEqual(['time'])
    expect(missed({ topTenth: { volunteers: 0.36, everybody: 0.4 } }, {})).toEqual(['top'])
    expect(missed({ done: 0.9 }, {})).toEqual(['done'])
    expect(missed({ newcomers: { count7: 9, in7: 1, count14: 9, in14: 0.94 } }, {})).toEqual(['newcomers'])
    expect(missed({ ownedAtOnce: 0.999 }, {})).toEqual(['owned'])
    expect(missed({}, { double: 1 })).toEqual(['whole'])
  })

  it('are not spoken of where there is nothing to compare with', () => {
    expect(barsOf([figures('ladder', {})])).toEqual([])
  })
})
