import type { Db, Document } from 'mongodb'
import { STATES_AND_STEPS } from './allowedMoves.ts'
import { manyHands } from './manyHands.ts'
import type { Story } from './story.ts'

export interface Ending {
  /** The record, read without chance. */
  db: Db
  now: Date
  story: Story
  /** How often each message was said in the group, by its id. */
  said: ReadonlyMap<string, number>
  jobsWaiting: number
}

/** Whether anything still waits to be done: as long as it does, nothing else need be looked at. */
export async function isAtRest(ending: Ending): Promise<boolean> {
  const [requests, searches, outgoing] = await readEnding(ending)
  return isQuiet(ending, requests, searches, outgoing).length === 0
}

function readEnding({ db }: Ending): Promise<[Document[], Document[], Document[]]> {
  const all = (name: string): Promise<Document[]> => db.collection(name).find().toArray()
  return Promise.all([all('requests'), all('searches'), all('outgoing')])
}

/** What must hold when all is over, whatever chance did (trust rules I-01, I-02, I-04, I-05, I-06, I-10). A line for each violation. */
export async function findViolations(ending: Ending): Promise<string[]> {
  const [requests, searches, outgoing] = await readEnding(ending)
  return [
    ...nothingIsLost(ending, requests),
    ...oneHelperEach(ending, requests),
    ...oneAskedOnce(requests, searches),
    ...saidOnceEach(ending, outgoing),
    ...requests.flatMap(historyReplays),
    ...requestedOnce(requests),
    ...everybodyKnows(requests, searches, outgoing),
    ...isQuiet(ending, requests, searches, outgoing),
    ...manyHands(ending, requests, outgoing),
  ]
}

/** In these somebody has it, or had it to the end. */
const HELD = ['accepted', 'delivered', 'done']
/** Whoever takes these steps has it by his own word. */
const TAKING = ['accept', 'join', 'relieve', 'exchange']
const ENDED = ['done', 'cancelled', 'rejected']

/** I-01: what somebody was told is written down is there, and over, or somebody's matter until a time to come. */
function nothingIsLost({ story, now }: Ending, requests: readonly Document[]): string[] {
  const ids = new Set(requests.map(({ _id }) => String(_id)))
  return [
    ...story.acknowledged.filter((id) => !ids.has(id)).map((id) => `I-01 lost: ${id}`),
    ...requests
      .filter(({ ownerId, status, dueAt }) => !ownerId || (!ENDED.includes(String(status)) && !(dueAt > now)))
      .map(({ code, status }) => `I-01 nobody's matter: ${code} ${status}`),
  ]
}

/** I-02: nobody accepts what somebody has; whoever was told that he has it stands in the history, the others were told otherwise. */
function oneHelperEach({ story }: Ending, requests: readonly Document[]): string[] {
  // Several at once have rules of their own.
  const wrong = requests.filter(({ helpersNeeded }) => !helpersNeeded).flatMap(oneHelper)
  for (const { requestId, helperId, cause } of story.won) {
    const history = (requests.find(({ _id }) => _id === requestId)?.history ?? []) as Document[]
    const tookIt = history.some(({ step, by }) => [...TAKING, 'keep'].includes(String(step)) && by === helperId)
    if (!tookIt && !history.some(({ step }) => step === 'assign' || step === 'seat'))
      wrong.push(`I-02 told that he has it, and has not: ${cause}`)
  }
  return wrong
}

/** As the history tells it, one after the other. */
function oneHelper({ code, history, assignee }: Document): string[] {
  const wrong: string[] = []
  let holder: string | undefined
  for (const { step, by, to } of history as Document[]) {
    if (step === 'accept' && holder !== undefined) wrong.push(`I-02 accepted twice: ${code}`)
    if (TAKING.includes(String(step))) holder = String(by)
    if (step === 'assign') holder = 'assigned'
    if (!HELD.includes(String(to))) holder = undefined
  }
  const isAnother = holder !== undefined && holder !== 'assigned' && assignee?.personId !== holder
  return isAnother ? [...wrong, `I-02 another helper: ${code}`] : wrong
}

/** I-02: one winner at most in each search, nobody asked twice, and nothing in the hands of somebody who need not go. */
function oneAskedOnce(requests: readonly Document[], searches: readonly Document[]): string[] {
  const winners = (asked: Document[]) => asked.filter(({ state }) => state === 'accepted').length
  const needed = new Map(requests.map(({ _id, helpersNeeded }) => [String(_id), Number(helpersNeeded ?? 1)]))
  const people = (asked: Document[]) => new Set(asked.map(({ personId }) => String(personId))).size
  return [
    ...searches
      .filter(({ _id, asked }) => winners(asked as Document[]) > (needed.get(String(_id)) ?? 1))
      .map(({ _id }) => `I-02 two winners: ${_id}`),
    ...searches
      .filter(({ asked }) => people(asked as Document[]) < (asked as Document[]).length)
      .map(({ _id }) => `I-02 one helper asked twice: ${_id}`),
    ...requests
      .filter(({ assignee, status }) => assignee && !HELD.includes(String(status)))
      .map(({ code, status }) => `I-02 ${status} and still in somebody's hands: ${code}`),
  ]
}

/** I-04: each message was said once, and none that is not written down; no key has two. */
function saidOnceEach({ said }: Ending, outgoing: readonly Document[]): string[] {
  const ids = new Set(outgoing.map(({ _id }) => String(_id)))
  const keys = outgoing.map(({ key }) => String(key))
  return [
    ...outgoing
      .filter(({ _id, adapter }) => adapter === 'sandbox' && said.get(String(_id)) !== 1)
      .map(({ _id, template }) => `I-04 said ${said.get(String(_id)) ?? 0} times: ${template}`),
    ...[...said.keys()].filter((id) => !ids.has(id)).map((id) => `I-04 said and not written down: ${id}`),
    ...(new Set(keys).size < keys.length ? ['I-04 a key with two messages'] : []),
  ]
}

/** I-05: a sentence that is heard twice is one request. */
function requestedOnce(requests: readonly Document[]): string[] {
  const causes = requests.map(({ history }) => String((history as Document[])[0]?.cause))
  return new Set(causes).size < causes.length ? ['I-05 two requests of one sentence'] : []
}

/** I-05 and I-06: each move is allowed where it stands, and all of them played again end where the request stands. */
function historyReplays({ code, history, status, causeIds }: Document): string[] {
  const wrong: string[] = []
  let at = ''
  const acts = new Set<string>()
  for (const [i, { seq, step, from, to, by, cause, at: when }] of (history as Document[]).entries()) {
    const name = `${code}#${i + 1} ${step}`
    if (seq !== i + 1 || !by || !cause) wrong.push(`I-05 incomplete: ${name}`)
    if (acts.has(`${step}/${cause}`)) wrong.push(`I-05 taken twice: ${name}`)
    acts.add(`${step}/${cause}`)
    const due = /^due\/(\d+)$/.exec(String(cause))?.[1]
    if (Number(due) > (when as Date).getTime()) wrong.push(`I-05 before its time: ${name}`)
    if ((from ?? '') !== at) wrong.push(`I-05 hole before: ${name}`)
    if (!STATES_AND_STEPS[step as string]?.some(([before, after]) => before === at && after === to))
      wrong.push(`I-06 not allowed: ${name} from ${at}`)
    at = String(to)
  }
  if (at !== status) wrong.push(`I-05 history ends elsewhere: ${code}`)
  if (new Set(causeIds as string[]).size !== (causeIds as string[]).length) wrong.push(`I-05 a cause twice: ${code}`)
  return wrong
}

/** Whoever is being asked has heard of it, and so have both sides of an errand in hand. */
function everybodyKnows(
  requests: readonly Document[],
  searches: readonly Document[],
  outgoing: readonly Document[],
): string[] {
  const heard = new Set(
    outgoing.flatMap(({ about, template, to }) =>
      (to as Document[]).map(({ personId }) => `${template} ${about} ${personId}`),
    ),
  )
  const open = new Set(requests.filter(({ status }) => status === 'open').map(({ _id }) => String(_id)))
  const swapping = new Set(requests.filter(({ swap }) => swap).map(({ _id }) => String(_id)))
  const asking = searches.filter(
    ({ _id, state }) => (state === 'swapping' ? swapping : open).has(String(_id)) && state !== 'over',
  )
  return [
    ...asking.flatMap(({ _id, asked }) =>
      (asked as Document[])
        .filter(({ state, personId }) => state === 'asked' && !heard.has(`dispatch.offer ${_id} ${personId}`))
        .map(({ personId }) => `I-04 asked and not told: ${personId}`),
    ),
    ...requests
      .filter(({ status }) => status === 'accepted')
      .filter(({ _id, assignee, companions = [] }) =>
        [assignee, ...(companions as Document[])].some(
          (one) => !heard.has(`dispatch.assignment ${_id} ${one?.personId}`),
        ),
      )
      .map(({ code }) => `I-04 has it and was not told: ${code}`),
  ]
}

/** I-10: nothing waits any more: no announcement, no word, no job; who is looked for is looked for, and nobody else is. */
function isQuiet(
  { jobsWaiting, now }: Ending,
  requests: readonly Document[],
  searches: readonly Document[],
  outgoing: readonly Document[],
): string[] {
  const announced = [...requests, ...outgoing].filter(({ outbox }) => (outbox as Document[]).length > 0)
  const states = new Map(searches.map(({ _id, state }) => [String(_id), String(state)]))
  const is = ({ _id }: Document) => states.get(String(_id)) ?? 'over'
  const shouldBe = ({ status, gathering, swap }: Document) =>
    status === 'open' && !gathering ? 'running' : swap ? 'swapping' : 'over'
  return [
    ...announced.map(({ _id }) => `I-10 announced and not heard: ${_id}`),
    ...outgoing.filter(({ state }) => state !== 'sent').map(({ template, state }) => `I-10 ${state}: ${template}`),
    ...(jobsWaiting > 0 ? [`I-10 ${jobsWaiting} jobs wait`] : []),
    ...requests
      .filter((request) => is(request) !== shouldBe(request))
      .map((request) => `I-10 ${request.status} and the search is ${is(request)}: ${request.code}`),
    ...searches
      .filter(({ state, nextAt, unsaid }) => state !== 'over' && (nextAt <= now || unsaid))
      .map(({ nextAt }) => `I-10 a rung is ${nextAt <= now ? 'overdue' : 'not said'}`),
  ]
}
