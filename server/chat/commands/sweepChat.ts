import { workerWords } from '@yimin/shared/chat/words'
import { DomainError } from '@yimin/shared/errors/domainError'
import {
  closeAlarmsAbout,
  escalateAlarms,
  markTold,
  nextAlarmDue,
  noteFailure,
  readAlarmText,
} from '../../duty/index.ts'
import type { Alarm, Telling } from '../../duty/index.ts'
import { ILINK } from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import { gatewaysOf, sayToStaff } from '../../messaging/index.ts'
import { findHomeStation } from '../../organisations/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { inboundOf } from '../inbound.model.ts'
import { understandLaneJob } from '../jobs/understandLane.job.ts'
import { callWorker } from './callWorker.ts'

const WAITED_MS = 5_000
const SILENT_MS = 60_000

/** Gives every lane in which something waits a job: after a wiped Redis, or for a message whose next try is due. */
export async function sweepInbox(platform: Platform): Promise<number> {
  const now = platform.clock.now()
  const lanes = await inboundOf(platform).distinct('lane', {
    state: 'new',
    receivedAt: { $lte: new Date(now.getTime() - WAITED_MS) },
    $or: [{ nextTryAt: { $exists: false } }, { nextTryAt: { $lte: now } }],
  })
  for (const lane of lanes) await platform.queues.add(understandLaneJob, { lane }, { lane })
  return lanes.length
}

/** Alarms that nobody has seen in time are told to more people. One that cannot be told now keeps no other waiting. */
export async function sweepAlarms(platform: Platform): Promise<number> {
  const tellings = await escalateAlarms(platform)
  for (const telling of tellings) {
    try {
      await tellAgain(platform, telling)
    } catch (error) {
      // The code alone: what an error says may name somebody.
      const reason = error instanceof DomainError ? error.code : 'unexpected'
      const { alarm, level } = telling
      if (await noteFailure(platform, alarm.id, level))
        platform.log.warn({ alarmId: alarm.id, level, reason }, 'alarm left for the next sweep')
    }
  }
  return tellings.length
}

async function tellAgain(platform: Platform, { alarm, level, tell }: Telling): Promise<void> {
  for (const person of tell) {
    const text = await wordsFor(platform, alarm, person)
    await sayToStaff(platform, person, {
      key: `alarm.${alarm.id}.${level}.${person.id}`,
      stationId: alarm.stationId,
      template: `alarm.${alarm.kind}`,
      about: alarm.subjectId,
      urgent: alarm.kind === 'emergency',
      text: workerWords.again(text, level),
    })
  }
  await markTold(platform, alarm.id, level)
}

/** What is about somebody of another station this worker may not read; that somebody calls she hears all the same. */
async function wordsFor(platform: Platform, alarm: Alarm, worker: Person): Promise<string> {
  const reader = { id: worker.id, role: worker.role, reason: 'alarm', stationId: worker.stationId }
  try {
    return (await readAlarmText(platform, alarm.id, reader)) ?? ''
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'not_found') throw error
    return workerWords.notOurs
  }
}

/** A gateway that has not been heard of for a minute is a matter for a person, until it is back. */
export async function sweepGateways(platform: Platform): Promise<void> {
  const now = platform.clock.now()
  const silent = await gatewaysOf(platform)
    .find({
      $or: [
        { seenAt: { $lt: new Date(now.getTime() - SILENT_MS) } },
        { state: 'offline', since: { $lt: new Date(now.getTime() - SILENT_MS) } },
        { state: 'halted' },
      ],
    })
    .toArray()
  for (const { _id } of await gatewaysOf(platform)
    .find({ state: 'online', seenAt: { $gte: new Date(now.getTime() - SILENT_MS) } })
    .toArray()) {
    await closeAlarmsAbout(platform, _id, ['gateway_down'])
  }
  const station = silent.length > 0 ? await findHomeStation(platform) : undefined
  if (!station) return
  for (const gateway of silent) {
    await callWorker(platform, {
      station,
      kind: 'gateway_down',
      subjectId: gateway._id,
      key: `gateway/${gateway._id}/${gateway.since.getTime()}`,
      text: gateway.adapter === ILINK ? workerWords.privateGatewayDown : workerWords.gatewayDown,
    })
  }
}

/** The next moment at which something of the chat is due. */
export async function nextChatMoment(platform: Platform): Promise<Date | undefined> {
  const again = await inboundOf(platform).findOne(
    { state: 'new', nextTryAt: { $exists: true } },
    { sort: { nextTryAt: 1 }, projection: { nextTryAt: 1 } },
  )
  const moments = [again?.nextTryAt, await nextAlarmDue(platform)].filter((at) => at !== undefined)
  return moments.sort((a, b) => a.getTime() - b.getTime())[0]
}
