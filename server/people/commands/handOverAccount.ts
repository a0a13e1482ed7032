import { isDuplicateKey } from '../../platform/mongo.ts'
import type { Platform } from '../../platform/platform.ts'
import type { HomeDoc, PersonChange, PersonDoc } from '../person.model.ts'
import { mayKeepFor } from '../consent/consent.policy.ts'
import { peopleOf, sealedAt, toPerson } from '../person.model.ts'

type Ground = Pick<Platform, 'db' | 'vault' | 'clock'>

/** A person as the record held him when his account went to another one. */
export type FormerPerson = PersonDoc
/** What the other one did not have and got. */
export type Copied = 'phone' | 'home' | 'consents'

const TRIES = 5

export function readFormer(platform: Pick<Platform, 'db'>, personId: string): Promise<FormerPerson | null> {
  return peopleOf(platform).findOne({ _id: personId })
}

/**
 * Takes a chat identity from whoever has it and gives it to this person, with the line in her changes. A message in the very
 * moment may have made a stranger of it: he gives it back. Harmless the second time.
 */
export async function handOverAccount(
  platform: Ground,
  chatId: string,
  toId: string,
  change: PersonChange,
): Promise<void> {
  const people = peopleOf(platform)
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    await people.updateOne({ _id: { $ne: toId }, chatIds: chatId }, { $pull: { chatIds: chatId }, $inc: { v: 1 } })
    try {
      await people.updateOne(
        { _id: toId, chatIds: { $ne: chatId } },
        { $push: { chatIds: chatId, changes: change }, $inc: { v: 1 } },
      )
      return
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
    }
  }
  throw new Error('a chat identity would not stand still')
}

/** Gives her the phone and home that only the other one told; sealed anew, for her own place. Tells what she got. */
export async function fillUpFrom(platform: Ground, former: FormerPerson, toId: string): Promise<Copied[]> {
  const person = await peopleOf(platform).findOne({ _id: toId })
  if (!person || !mayKeepFor(toPerson(person))) return []
  const parts = {
    ...(person.phone === undefined && phoneFrom(platform, former, toId)),
    ...(person.home === undefined && former.home && { home: homeFrom(platform, former._id, former.home, toId) }),
  }
  if (person.consents === undefined && former.consents) Object.assign(parts, { consents: former.consents })
  if (Object.keys(parts).length === 0) return []
  await peopleOf(platform).updateOne({ _id: toId, v: person.v }, { $set: parts, $inc: { v: 1 } })
  return (['phone', 'home', 'consents'] as const).filter((part) => part in parts)
}

function phoneFrom({ vault }: Ground, { _id, phone, phoneIndex, phoneFrom: from }: FormerPerson, toId: string) {
  if (phone === undefined || phoneIndex === undefined) return {}
  const sealed = vault.seal(vault.open(phone, sealedAt(_id, 'phone')), sealedAt(toId, 'phone'))
  return { phone: sealed, phoneIndex, ...(from && { phoneFrom: from }) }
}

function homeFrom({ vault }: Ground, fromId: string, { door, ...area }: HomeDoc, toId: string): HomeDoc {
  if (door === undefined) return area
  return { ...area, door: vault.seal(vault.open(door, sealedAt(fromId, 'home.door')), sealedAt(toId, 'home.door')) }
}

/** Everything of him has gone over to another one. */
export async function removeFormer(platform: Pick<Platform, 'db'>, personId: string): Promise<void> {
  await peopleOf(platform).deleteOne({ _id: personId, chatIds: [] })
}

/** The way back: the account is his again, as he was, and what the other one got from him goes. Harmless the second time. */
export async function takeBackAccount(
  platform: Ground,
  former: FormerPerson,
  { toId, chatId, copied }: { toId: string; chatId: string; copied: readonly Copied[] },
  change: PersonChange,
): Promise<void> {
  const got = { phone: ['phone', 'phoneIndex', 'phoneFrom'], home: ['home'], consents: ['consents'] } as const
  const unset = Object.fromEntries(copied.flatMap((part) => got[part]).map((field) => [field, '']))
  await peopleOf(platform).updateOne(
    { _id: toId, chatIds: chatId },
    {
      $pull: { chatIds: chatId },
      $push: { changes: change },
      $inc: { v: 1 },
      ...(copied.length > 0 && { $unset: unset as Record<string, ''> }),
    },
  )
  await peopleOf(platform).updateOne(
    { _id: { $nin: [toId, former._id] }, chatIds: chatId },
    { $pull: { chatIds: chatId } },
  )
  const { _id, ...parts } = former
  await peopleOf(platform).updateOne(
    { _id },
    { $set: { chatIds: [chatId] }, $setOnInsert: withoutChats(parts) },
    { upsert: true },
  )
}

function withoutChats<T extends { chatIds: string[] }>({ chatIds: _, ...rest }: T): Omit<T, 'chatIds'> {
  return rest
}
