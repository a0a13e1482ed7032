import type { FormKind } from '@yimin/shared/myRequests/contract'
import type { Me } from '../api/routes.ts'
import { sayAddress } from '../station/address.ts'
import { isBrought, whereOf } from './formDraft.ts'
import type { FormDraft } from './formDraft.ts'
import { genderOptions, kindWords, languageOptions, requestWords as words, timeWords } from './words.ts'

/** All that was chosen, as one would say it: 米1袋、鸡蛋2斤。今天，送到我家：6区9栋。20元以内。 */
export function sayDraft(draft: FormDraft, kind: FormKind, me: Me): string {
  const brought = isBrought(kind)
  const wanted = sayWanted(draft)
  const what = brought ? wanted || words.nothingYet : [kindWords[kind], wanted].filter(Boolean).join(words.comma)
  const place = placeOf(draft, me)
  const where = place === '' ? words.placeNeeded : brought ? words.bringTo(place) : words.comeTo(place)
  const whoComes = brought ? [] : [peopleOf(draft), wishOf(draft)]
  const rest = [whenOf(draft), forWhom(draft, me), where, ...whoComes].filter(Boolean)
  return [what, rest.join(words.comma)].join(words.stop) + words.stop
}

/** What, in which amounts, and what was said besides: 西红柿2斤、黄瓜1斤，要嫩的，20元以内. */
export function sayWanted({ items, phrases, note, budget }: FormDraft): string {
  const goods = items.map(({ name, quantity, unit }) => words.item(name, quantity, unit)).join(words.and)
  const yuan = budget.trim()
  return [goods, ...phrases, note.trim(), yuan === '' ? '' : words.within(yuan)].filter(Boolean).join(words.comma)
}

function whenOf({ time: { choice, day, hour } }: FormDraft): string {
  return choice === 'at' && day && hour ? words.ownTime(day, hour) : timeWords[choice]
}

function forWhom({ who, memberId, name }: FormDraft, me: Me): string {
  if (who === 'me') return ''
  const said = who === 'other' ? name.trim() : me.household.find(({ id }) => id === memberId)?.relation
  return said ? words.forOther(said) : ''
}

function placeOf(draft: FormDraft, me: Me): string {
  const where = whereOf(draft, me)
  if (where === 'home') return me.address ? words.home(sayAddress(me.address)) : words.homePlain
  if (where === 'other') return sayAddress(draft.address)
  const member = me.household.find(({ id }) => id === draft.memberId)
  return member ? words.theirHome(member.relation) : ''
}

function peopleOf({ helpers }: FormDraft): string {
  return helpers > 1 ? words.helperCount(helpers) : ''
}

function wishOf({ gender, language }: FormDraft): string {
  const who = gender === 'any' ? '' : genderOptions.find(({ value }) => value === gender)?.word
  const speech = language === 'any' ? '' : languageOptions.find(({ value }) => value === language)?.word
  const wished = [who, speech && words.speaking(speech)].filter(Boolean).join(words.and)
  return wished === '' ? '' : words.wishes(wished)
}
