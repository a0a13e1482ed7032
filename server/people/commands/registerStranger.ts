import { newId } from '../../platform/ids.ts'
import { isDuplicateKey } from '../../platform/mongo.ts'
import type { Platform } from '../../platform/platform.ts'
import { nameKeys } from '../nameKeys.ts'
import type { Person, PersonDoc } from '../person.model.ts'
import { peopleOf, toPerson } from '../person.model.ts'

type Ground = Pick<Platform, 'db' | 'clock'>

export interface Stranger {
  stationId: string
  /** `wechaty:wxid_…` */
  chatId: string
  /** The nick name that the chat shows. */
  name: string
}

const SANDBOX = 'sandbox:'
const NAME_LENGTH = 100

/** In the sandbox a contact's id is the person's id; a real contact id stays out of our ids, which appear in logs. */
function idFor(chatId: string, taken: boolean): string {
  return chatId.startsWith(SANDBOX) && !taken ? chatId.slice(SANDBOX.length) : newId()
}

function nameOf(given: string): string {
  const name = Array.from(given.normalize('NFC').trim()).slice(0, NAME_LENGTH).join('')
  return name === '' ? '邻居' : name
}

async function findOrAdd(platform: Ground, stranger: Stranger, taken: boolean): Promise<PersonDoc | null> {
  const name = nameOf(stranger.name)
  const fresh: Omit<PersonDoc, 'chatIds'> = {
    _id: idFor(stranger.chatId, taken),
    v: 1,
    stationId: stranger.stationId,
    name,
    nameKeys: await nameKeys(name),
    role: 'resident',
    canBeWrittenTo: false,
    household: [],
    rooms: [],
    verified: false,
    createdAt: platform.clock.now(),
  }
  return peopleOf(platform).findOneAndUpdate(
    { chatIds: stranger.chatId },
    { $setOnInsert: { ...fresh, chatIds: [stranger.chatId] } },
    { upsert: true, returnDocument: 'after' },
  )
}

/**
 * The person behind a chat identity; whom nobody knows becomes a resident whom the station has not verified and who may not
 * be written to until he writes first. Two messages at once make one person.
 */
export async function registerStranger(platform: Ground, stranger: Stranger): Promise<Person> {
  for (const taken of [false, true]) {
    try {
      return toPerson((await findOrAdd(platform, stranger, taken)) as PersonDoc)
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
      const doc = await peopleOf(platform).findOne({ chatIds: stranger.chatId })
      if (doc) return toPerson(doc)
    }
  }
  throw new Error('a stranger could neither be found nor added')
}
