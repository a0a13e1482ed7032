import { DomainError } from '@yimin/shared/errors/domainError'
import { toLocalIso } from '@yimin/shared/language/localTime'
import { nextChatMoment, receiveMessages } from '../../chat/index.ts'
import { nextRung } from '../../dispatch/index.ts'
import { claimOutgoing, settleOutgoing } from '../../messaging/index.ts'
import type { VirtualClock } from '../../platform/clock.ts'
import type { Platform } from '../../platform/platform.ts'
import {
  approveRequest,
  assignRequest,
  findRequestByCode,
  nextDeadline,
  nextNudge,
  rejectRequest,
  requestsOf,
} from '../../requests/index.ts'
import { sweep } from '../sweep.ts'
import { REPLAY_STATION } from './settleSetup.ts'
import type { Directs, Line, Said, Script } from './script.ts'

/** One thing that the assistant said. */
export interface Spoken {
  at: string
  room?: string
  private?: true
  to: string[]
  text: string
}

type Print = (line: Spoken) => void
/** What the desk would answer to a wrong command of staff: the play goes on, as it does at a station. */
type Complain = (fault: string) => void

const ACCOUNT = 'yimin'

/** Plays line after line. Between two lines the clock jumps from one due moment to the next, and everything due is done. */
export async function playLines(
  platform: Platform,
  clock: VirtualClock,
  script: Script,
  print: Print,
  complain: Complain,
): Promise<void> {
  for (const [i, line] of script.lines.entries()) {
    await passTime(platform, clock, timeOf(line), print)
    if (line.kind === 'said') await say(platform, script, line.said, i)
    if (line.kind === 'directs') await direct(platform, line.directs, complain)
    await settle(platform, print)
  }
}

function timeOf(line: Line): Date {
  if (line.kind === 'said') return line.said.at
  return line.kind === 'directs' ? line.directs.at : line.at
}

async function passTime(platform: Platform, clock: VirtualClock, until: Date, print: Print): Promise<void> {
  for (;;) {
    const next = await nextMoment(platform)
    if (!next || next > until) break
    // What stays due after a sweep is looked at again a second later: time never stands still.
    clock.turnTo(new Date(Math.max(next.getTime(), clock.now().getTime() + 1_000)))
    await sweep(platform)
    await settle(platform, print)
  }
  clock.turnTo(until)
}

async function nextMoment(platform: Platform): Promise<Date | undefined> {
  const moments = await Promise.all([nextDeadline(platform), nextNudge(platform), nextRung(platform), nextChatMoment(platform)])
  return moments.filter((at) => at !== undefined).sort((a, b) => a.getTime() - b.getTime())[0]
}

/** Waits until every queue is empty and everything that was to be said is said. */
async function settle(platform: Platform, print: Print): Promise<void> {
  for (;;) {
    while (!(await platform.queues.idle())) await new Promise((resolve) => setTimeout(resolve, 2))
    const words = await claimOutgoing(platform, 'sandbox', 'replay', 100)
    if (words.length === 0 && (await platform.queues.idle())) return
    for (const message of words) {
      print({
        at: toLocalIso(platform.clock.now()),
        ...(message.room ? { room: message.room.id } : { private: true as const }),
        to: message.to.map((one) => one.contactId),
        text: message.text,
      })
      await settleOutgoing(platform, {
        id: message.id,
        fence: message.fence,
        outcome: 'sent',
        at: platform.clock.now(),
      })
    }
  }
}

async function say(platform: Platform, script: Script, line: Said, i: number): Promise<void> {
  const person = script.setup.people.find((one) => one.id === line.from)
  const topic = script.setup.rooms.find((room) => room.id === line.room)?.topic ?? line.room ?? ''
  await receiveMessages(platform, [
    {
      adapter: 'sandbox',
      account: ACCOUNT,
      messageId: line.id ?? `line${line.line}`,
      at: line.at.toISOString(),
      seq: i,
      kind: line.kind ?? (line.recalls ? 'recalled' : 'text'),
      ...(line.room ? { room: { id: line.room, topic } } : {}),
      from: { id: line.from, name: person?.name ?? line.from },
      self: false,
      text: await withCodes(platform, line.text),
      mentionsMe: line.mention === true || line.private === true,
      ...(line.recalls ? { recalledId: line.recalls } : {}),
    },
  ])
}

/** $1 is the code of the first request of this conversation. */
async function withCodes(platform: Platform, text: string): Promise<string> {
  if (!text.includes('$')) return text
  const requests = await requestsOf(platform)
    .find({}, { projection: { code: 1 } })
    .sort({ createdAt: 1, _id: 1 })
    .toArray()
  const inOrder = requests.map((request) => request.code).sort()
  return text.replace(/\$(\d+)/g, (whole, n: string) => inOrder[Number(n) - 1] ?? whole)
}

async function direct(platform: Platform, line: Directs, complain: Complain): Promise<void> {
  const code = await withCodes(platform, line.request)
  const request = await findRequestByCode(platform, REPLAY_STATION, code)
  if (!request) return complain(`line ${line.line}: no request ${line.request}`)
  const cause = `line${line.line}`
  try {
    if (line.do === 'approve') await approveRequest(platform, request._id, line.staff, cause, line.reason)
    else if (line.do === 'reject')
      await rejectRequest(platform, request._id, line.staff, cause, line.reason ?? '站里的规定')
    else await assignRequest(platform, request, line.to ?? '', line.staff, cause, line.reason)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    complain(`line ${line.line}: ${line.do} ${code}: ${error.code}, the request is ${request.status}`)
  }
}
