import type { Document } from 'mongodb'
import { describeStack } from '../factories/describeStack.ts'
import { ASSISTANT, type Conversation, type Stack } from '../factories/stack.ts'
import { STATES_AND_STEPS } from '../../server/app/seeds/allowedMoves.ts'

/**
 * An independent look at what is left when all is over: it reads only the record and the sandbox's transcript, and knows nothing of how the
 * product came there. Every violation is one line; none is what it should be.
 */
function findViolations(state: State, stack: Stack): string[] {
  return [
    ...everythingWasHeard(state),
    ...requestsAreOwned(state),
    ...oneHelperEach(state),
    ...saidOnceEach(state, stack),
    ...historiesReplay(state),
    ...nothingPrivateInRooms(state),
    ...isQuiet(state),
  ]
}

interface State {
  conversations: Conversation[]
  inbound: Document[]
  outgoing: Document[]
  requests: Document[]
  searches: Document[]
  now: Date
}

async function readState(stack: Stack): Promise<State> {
  const all = (name: string) => stack.db.collection(name).find().toArray()
  const [conversations, inbound, outgoing, requests, searches] = await Promise.all([
    stack.sees('all'),
    all('inbound'),
    all('outgoing'),
    all('requests'),
    all('searches'),
  ])
  return { conversations, inbound, outgoing, requests, searches, now: new Date() }
}

/** I-01: what the chat took from a person stands in the record, once and handled. */
function everythingWasHeard({ conversations, inbound }: State): string[] {
  const rows = new Map<string, number>()
  for (const row of inbound) {
    const id = String(row._id).split('.').slice(2).join('.')
    rows.set(id, (rows.get(id) ?? 0) + 1)
  }
  const said = conversations.flatMap((one) => one.messages.filter((message) => message.from.id !== ASSISTANT))
  return [
    ...said.filter((message) => rows.get(message.id) !== 1).map((message) => `I-01 not heard once: ${message.id}`),
    ...inbound.filter((row) => row.state === 'dead').map((row) => `I-01 given up: ${row._id}`),
  ]
}

const ENDED = ['done', 'cancelled', 'rejected']

/** I-01: every request is over, or somebody answers for it by a time that has not passed. */
function requestsAreOwned({ requests, now }: State): string[] {
  return requests
    .filter((request) => !request.ownerId || (!ENDED.includes(request.status) && !(request.dueAt > now)))
    .map((request) => `I-01 nobody's matter: ${request.code} ${request.status}`)
}

/** I-02: nobody accepts what somebody has; who has it is who accepted last. */
function oneHelperEach({ requests, searches }: State): string[] {
  const wrong: string[] = []
  for (const request of requests) {
    let holder: string | undefined
    for (const entry of request.history) {
      if (entry.step === 'accept') {
        if (holder !== undefined) wrong.push(`I-02 accepted twice: ${request.code}`)
        holder = entry.by
      }
      if (entry.to === 'open') holder = undefined
    }
    if (holder !== undefined && request.assignee?.personId !== holder) wrong.push(`I-02 other helper: ${request.code}`)
  }
  for (const search of searches) {
    const winners = search.asked.filter((one: Document) => one.state === 'accepted')
    if (winners.length > 1) wrong.push(`I-02 two winners: ${search._id}`)
  }
  return wrong
}

/** I-04: each message of the record stands once in the transcript, and nothing else was said. */
function saidOnceEach({ conversations, outgoing }: State, stack: Stack): string[] {
  const vault = stack.vault
  const wrong: string[] = []
  const expected = new Map<string, number>()
  const keys = new Set<string>()
  for (const row of outgoing) {
    if (row.state !== 'sent') wrong.push(`I-04 ${row.state}: ${row.template} ${row._id} ${row.reason ?? ''}`)
    if (keys.has(row.key)) wrong.push(`I-04 two rows of one key: ${row.key}`)
    keys.add(row.key)
    const text = vault.open(row.text, { collection: 'outgoing', id: String(row._id), field: 'text', class: 'S2' })
    const place = `${row.channel === 'private' ? `private:${row.chatId}` : row.chatId}|${text}`
    expected.set(place, (expected.get(place) ?? 0) + 1)
  }
  const seen = new Map<string, number>()
  for (const { id, messages } of conversations) {
    for (const message of messages) {
      if (message.from.id !== ASSISTANT) continue
      const place = `${id}|${message.text}`
      seen.set(place, (seen.get(place) ?? 0) + 1)
    }
  }
  for (const [place, count] of expected) {
    if (seen.get(place) !== count) wrong.push(`I-04 said ${seen.get(place) ?? 0} times instead of ${count}: ${place}`)
  }
  for (const place of seen.keys()) if (!expected.has(place)) wrong.push(`I-04 said without a row: ${place}`)
  return [...wrong, ...sameWordsTwice(seen)]
}

/** Two rows may not say the same: every sentence about a request is said to a person once. */
function sameWordsTwice(seen: Map<string, number>): string[] {
  return [...seen]
    .filter(([place, count]) => count > 1 && /[A-Z]\d{3}/.test(place))
    .map(([place]) => `I-04 seen twice: ${place}`)
}

/** I-05 and I-06: the history has no holes, each step is allowed where it stands, and played again it ends where the request stands. */
function historiesReplay({ requests }: State): string[] {
  const wrong: string[] = []
  for (const { code, history, status, causeIds } of requests) {
    let at: string | undefined
    const acts = new Set<string>()
    history.forEach((entry: Document, index: number) => {
      const name = `${code}#${index + 1} ${entry.step}`
      if (entry.seq !== index + 1 || !entry.by || !entry.cause || !entry.at) wrong.push(`I-05 incomplete: ${name}`)
      if (acts.has(`${entry.step}/${entry.cause}`)) wrong.push(`I-05 taken twice: ${name}`)
      acts.add(`${entry.step}/${entry.cause}`)
      if (entry.from !== at) wrong.push(`I-05 hole before: ${name}`)
      const allowed = STATES_AND_STEPS[entry.step]
      if (!allowed?.some(([from, to]) => from === (at ?? '') && to === entry.to))
        wrong.push(`I-06 not allowed: ${name}`)
      at = entry.to
    })
    if (at !== status) wrong.push(`I-05 history ends elsewhere: ${code}`)
    if (new Set(causeIds).size !== causeIds.length) wrong.push(`I-05 a cause twice: ${code}`)
  }
  const causes = requests.map((request) => request.history[0]?.cause)
  if (new Set(causes).size !== causes.length) wrong.push('I-05 two requests of one sentence')
  return wrong
}

const PRIVATE = [/1[3-9]\d{9}/, /\d单元/, /\d+室/, /交接码\s*\d/, /孕妇|怀孕|残疾|低保|独居/]

/** I-09: what the assistant says in a room holds no number, door, handover code or group. */
function nothingPrivateInRooms({ conversations }: State): string[] {
  return conversations
    .filter((one) => one.kind === 'room')
    .flatMap((one) => one.messages)
    .filter((message) => message.from.id === ASSISTANT && PRIVATE.some((pattern) => pattern.test(message.text)))
    .map((message) => `I-09 private in a room: ${message.text}`)
}

/** I-10: nothing waits to be handled, said, announced or done. */
function isQuiet({ inbound, outgoing, requests, searches, now }: State): string[] {
  return [
    ...inbound.filter((row) => row.state === 'new').map((row) => `I-10 unhandled: ${row._id}`),
    ...outgoing
      .filter((row) => row.state === 'queued' || row.state === 'leased')
      .map((row) => `I-10 unsaid: ${row.template} ${row.state}`),
    ...[...requests, ...outgoing]
      .filter((holder) => (holder.outbox ?? []).length > 0)
      .map((holder) => `I-10 unannounced: ${holder._id}`),
    ...requests
      .filter((request) => request.dueAt && request.dueAt < now)
      .map((request) => `I-10 overdue: ${request.code}`),
    ...searches
      .filter((search) => search.nextAt && search.nextAt < now)
      .map((search) => `I-10 search overdue: ${search._id}`),
  ]
}

/**
 * Waits until nothing is left to do (I-10), within a minute unless told otherwise, and then looks at everything, as it stood when it
 * was last seen at rest: a rung may fall due in the very next moment.
 */
export async function settleAndCheck(stack: Stack, withinMs = 60_000): Promise<string[]> {
  const deadline = Date.now() + withinMs
  let quietTimes = 0
  for (;;) {
    const state = await readState(stack).catch((error: Error) => error)
    const isAtRest = !(state instanceof Error) && isQuiet(state).length === 0
    quietTimes = isAtRest ? quietTimes + 1 : 0
    // An echo may be on its way back between two looks.
    if (isAtRest && quietTimes === 3) return findViolations(state, stack)
    if (Date.now() > deadline) return [...findViolations(await readState(stack), stack), await describeStack(stack)]
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
}
