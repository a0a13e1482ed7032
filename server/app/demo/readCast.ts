import type { readSandboxCast } from '@yimin/shared/chat/contract'
import type { z } from 'zod'
import { listStations } from '../../organisations/index.ts'
import { listDemoPeople } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'

export type SandboxCast = z.infer<typeof readSandboxCast.reply>

const PREFIX = 'sandbox:'
const ACCOUNT = { id: 'yimin', name: '益民助手' }

function contactOf(chatIds: readonly string[]): string | undefined {
  return chatIds.find((chatId) => chatId.startsWith(PREFIX))?.slice(PREFIX.length)
}

/** Rooms and people of the sandbox group: the demo people who have a chat identity there. */
export async function readCast(platform: Platform): Promise<SandboxCast> {
  const people = (await listDemoPeople(platform)).flatMap((person) => {
    const id = contactOf(person.chatIds)
    return id === undefined ? [] : [{ person, id }]
  })
  const rooms = (await listStations(platform)).flatMap((station) => station.rooms)
  return {
    account: ACCOUNT,
    rooms: rooms.flatMap(({ chatId, topic }) => {
      const id = contactOf([chatId])
      const members = people.filter(({ person }) => person.rooms.includes(chatId)).map((member) => member.id)
      return id === undefined ? [] : [{ id, topic, members }]
    }),
    people: people.map(({ person: { name, role, about = '', canBeWrittenTo }, id }) => ({
      id,
      name,
      role,
      about,
      canBeWrittenTo,
    })),
  }
}
