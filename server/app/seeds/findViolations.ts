import type { Db, Document } from 'mongodb'
import { STATES_AND_STEPS } from './allowedMoves.ts'
import type { ChatGroup } from './chatGroup.ts'
import type { Story } from './story.ts'

export interface Ending {
  /** The record, read without chance. */
  db: Db
  now: Date
  story: Story
  group: ChatGroup
  jobsWaiting: number
}

/** What must hold when all is over, whatever chance did (trust rules I-01, I-02, I-04, I-05, I-06, I-10). A line for each violation. */
export async function findViolations(ending: Ending): Promise<string[]> {
  const { db } = ending
  const all = (name: string): Promise<Document[]> => db.collection(name).find().toArray()
  const [requests, searches, outgoing] = await Promise.all([all('requests'), all('searches'), all('outgoing')])
  return [
    ...nothingIsLost(ending, requests),
    ...oneHelperEach(ending, requests, searches),
    ...saidOnceEach(ending, outgoing),
    ...requests.flatMap(historyReplays),
    ...isQuiet(ending, requests, outgoing),
  ]
}

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
function oneHelperEach({ story }: Ending, requests: readonly Document[], searches: readonly Document[]): string[] {
  const wrong: string[] = []
  for (const { code, history, assignee } of requests) {
    let holder: string | undefined
    for (const { step, by, to } of history as Document[]) {
      if (step === 'accept' && holder !== undefined) wrong.push(`I-02 accepted twice: ${code}`)
      if (step === 'accept') holder = String(by)
      if (step === 'assign') holder = 'assigned'
      if (to !== 'accepted' && to !== 'delivered' && to !== 'done') holder = undefined
    }
    if (holder !== undefined && holder !== 'assigned' && assignee?.personId !== holder)
      wrong.push(`I-02 another helper: ${code}`)
  }
  for (const { requestId, helperId, cause } of story.won) {
    const history = (requests.find(({ _id }) => _id === requestId)?.history ?? []) as Document[]
    const counted = history.filter((entry) => entry.step === 'accept' && entry.by === helperId)
    if (
      !counted.some((entry) => entry.cause === cause) &&
      !counted.length &&
      !history.some(({ step }) => step === 'assign')
    )
      wrong.push(`I-02 told that he has it, and has not: ${cause}`)
  }
  const winners = (asked: Document[]) => asked.filter(({ state }) => state === 'accepted').length
  return [...wrong, ...searches.filter(({ asked }) => winners(asked as Document[]) > 1).map(({ _id }) => `I-02 two winners: ${_id}`)] // prettier-ignore
}

/** I-04: each message was said once, and none that is not written down; no key has two. */
function saidOnceEach({ group }: Ending, outgoing: readonly Document[]): string[] {
  const ids = new Set(outgoing.map(({ _id }) => String(_id)))
  const keys = outgoing.map(({ key }) => String(key))
  return [
    ...outgoing
      .filter(({ _id, adapter }) => adapter === 'sandbox' && group.said.get(String(_id)) !== 1)
      .map(({ _id, template }) => `I-04 said ${group.said.get(String(_id)) ?? 0} times: ${template}`),
    ...[...group.said.keys()].filter((id) => !ids.has(id)).map((id) => `I-04 said and not written down: ${id}`),
    ...(new Set(keys).size < keys.length ? ['I-04 a key with two messages'] : []),
  ]
}

/** I-05 and I-06: each move is allowed where it stands, and all of them played again end where the request stands. */
function historyReplays({ code, history, status, causeIds }: Document): string[] {
  const wrong: string[] = []
  let at = ''
  const acts = new Set<string>()
  for (const [i, { seq, step, from, to, by, cause }] of (history as Document[]).entries()) {
    const name = `${code}#${i + 1} ${step}`
    if (seq !== i + 1 || !by || !cause) wrong.push(`I-05 incomplete: ${name}`)
    if (acts.has(`${step}/${cause}`)) wrong.push(`I-05 taken twice: ${name}`)
    acts.add(`${step}/${cause}`)
    if ((from ?? '') !== at) wrong.push(`I-05 hole before: ${name}`)
    if (!STATES_AND_STEPS[step as string]?.some(([before, after]) => before === at && after === to))
      wrong.push(`I-06 not allowed: ${name} from ${at}`)
    at = String(to)
  }
  if (at !== status) wrong.push(`I-05 history ends elsewhere: ${code}`)
  if (new Set(causeIds as string[]).size !== (causeIds as string[]).length) wrong.push(`I-05 a cause twice: ${code}`)
  return wrong
}

/** I-10: nothing waits any more: no announcement, no word, no job. */
function isQuiet({ jobsWaiting }: Ending, requests: readonly Document[], outgoing: readonly Document[]): string[] {
  const announced = [...requests, ...outgoing].filter(({ outbox }) => (outbox as Document[]).length > 0)
  return [
    ...announced.map(({ _id }) => `I-10 announced and not heard: ${_id}`),
    ...outgoing.filter(({ state }) => state !== 'sent').map(({ template, state }) => `I-10 ${state}: ${template}`),
    ...(jobsWaiting > 0 ? [`I-10 ${jobsWaiting} jobs wait`] : []),
  ]
}
