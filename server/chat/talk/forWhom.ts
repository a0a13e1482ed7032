import type { Address } from '@yimin/shared/language/frame'
import type { RequestForm } from '@yimin/shared/myRequests/contract'
import { formWords } from '@yimin/shared/requests/formWords'
import { checkedAddress, readHome, readMemberHome, speakableName } from '../../people/index.ts'
import type { Member } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { faulty } from '../../requests/index.ts'
import { FOR_FAMILY } from './askForHelp.ts'
import type { Utterance } from './utterance.ts'

/** The relative that was chosen. Throws `invalid_input` where she is no longer on the list. */
export function memberOf({ speaker }: Utterance, { who }: Pick<RequestForm, 'who'>): Member | undefined {
  if (who.kind !== 'member') return undefined
  const member = speaker.household.find(({ id }) => id === who.memberId)
  if (!member) throw faulty('who.memberId', formWords.noSuchMember)
  return member
}

/** 妈妈, 李大爷: for whom, as it is said to others; nothing for oneself. Throws `invalid_input` for what is no name. */
export function beneficiaryOf({ who }: Pick<RequestForm, 'who'>, member: Member | undefined): string | undefined {
  if (who.kind === 'me') return undefined
  if (member) return member.relation
  const name = speakableName(who.name ?? '')
  if (name === '') throw faulty('who.name', formWords.nameNeeded)
  return name
}

/** Where it goes: a home on record, or what was filled in. Throws `invalid_input` where none is known. */
export async function addressOf(
  platform: Platform,
  { speaker, station }: Utterance,
  { where }: Pick<RequestForm, 'where'>,
  member: Member | undefined,
): Promise<Address> {
  if (where.kind === 'home') {
    const home = await readHome(platform, speaker.id, { id: speaker.id, role: speaker.role, reason: '' })
    if (!home) throw faulty('where.kind', formWords.noHome)
    return home
  }
  if (where.kind === 'member') {
    const home = member && (await readMemberHome(platform, speaker.id, member.id, FOR_FAMILY))
    if (!home) throw faulty('where.kind', formWords.noMemberHome)
    return home
  }
  if (!where.address) throw faulty('where.address.building', formWords.addressNeeded)
  return checkedAddress(station, where.address, 'where.address')
}
