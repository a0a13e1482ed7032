import { alarmWordsCleared } from '@yimin/shared/duty/words'
import { CONSENT_TEXTS } from '@yimin/shared/consent/texts'
import { answerWord, CONSENT_ACTS, consentWords } from '@yimin/shared/consent/words'
import { toLocal, toLocalIso } from '@yimin/shared/language/localTime'
import { buildingWord, zoneWord } from '@yimin/shared/organisations/words'
import { addressWord, GROUP_WORDS, ROLE_WORDS } from '@yimin/shared/people/words'
import { myData } from '@yimin/shared/privacy/contract'
import type { DataEntry, DataSection, MyData } from '@yimin/shared/privacy/contract'
import { FACT_WORDS, privacyWords, SECTION_WORDS } from '@yimin/shared/privacy/words'
import { RECURRING_STATE_WORDS, sayRhythm } from '@yimin/shared/recurring/words'
import { HELP_WORDS, sayDoor, sayNeed, sayWhen, STATUS_WORDS } from '@yimin/shared/requests/words'
import type { Gathered } from './queries/gatherData.ts'

type Fact = readonly [name: keyof typeof FACT_WORDS, value: string | undefined]

/** All that is kept of a person, in plain words: read on the phone, and taken away as it stands. */
export function presentData(gathered: Gathered, now: Date): MyData {
  const { said, heard, calls } = gathered
  return myData.parse({
    takenAt: toLocalIso(now),
    station: gathered.station,
    sections: [
      section('person', [entry(whoOf(gathered))]),
      section('family', familyOf(gathered)),
      section('requests', gathered.requests.map((one) => requestOf(one))),
      section('recurring', gathered.recurring.map((one) => recurringOf(one))),
      section('helped', gathered.helped.map((request) => entry([['kept', HELP_WORDS[request.category]]], request.createdAt, request.code))),
      section('said', said.items.map(wordsOf), said.all - said.items.length),
      section('heard', heard.items.map(wordsOf), heard.all - heard.items.length),
      section('calls', calls.items.map(({ at, text }) => entry([['text', text || alarmWordsCleared]], at)), calls.all - calls.items.length),
      section('consents', consentsOf(gathered)),
      section('devices', gathered.devices.map(({ createdAt, lastSeenAt }) => entry([['lastSeen', timeOf(lastSeenAt)]], createdAt))),
    ].filter(({ entries }) => entries.length > 0),
  }) // prettier-ignore
}

function section(key: DataSection['key'], entries: DataEntry[], leftOut = 0): DataSection {
  return { key, ...SECTION_WORDS[key], entries, leftOut: Math.max(leftOut, 0) }
}

function entry(facts: Fact[], at?: Date, title?: string): DataEntry {
  const known = facts.flatMap(([name, value]) => (value ? [{ name: FACT_WORDS[name], value }] : []))
  return { ...(at ? { at: toLocalIso(at) } : {}), ...(title ? { title } : {}), facts: known }
}

function whoOf({ person, personal }: Gathered): Fact[] {
  const { helper } = person
  return [
    ['since', timeOf(person.createdAt)],
    ['name', person.name],
    ['role', ROLE_WORDS[person.role]],
    ['verified', person.verified ? privacyWords.yes : privacyWords.notYet],
    ['phone', personal.phone],
    ['home', personal.address && addressWord(personal.address)],
    ['groups', personal.groups?.map((group) => GROUP_WORDS[group]).join('、')],
    ['chats', person.chatIds.length > 0 ? privacyWords.count(person.chatIds.length) : undefined],
    ['rooms', person.rooms.length > 0 ? privacyWords.count(person.rooms.length) : undefined],
    ['skills', helper?.skills.map((skill) => HELP_WORDS[skill]).join('、')],
    ['zones', helper?.zones.map(zoneWord).join('、')],
  ]
}

function familyOf({ person, homes }: Gathered): DataEntry[] {
  return person.household.map(({ id, relation, name }) => {
    const home = homes.get(id)
    return entry([
      ['relation', relation],
      ['name', name],
      ['home', home && addressWord(home)],
    ])
  })
}

function recurringOf({ task, opened }: Gathered['recurring'][number]): DataEntry {
  const facts: Fact[] = [
    ['state', RECURRING_STATE_WORDS[task.state]],
    ['need', sayNeed(task, 'private')],
    ['when', sayRhythm(task.rhythm, task.part)],
    ['place', buildingWord(task.place)],
    ['door', task.beneficiary ? undefined : sayDoor(opened.door)],
    ['phone', opened.phone],
    ['for', task.beneficiary],
    ['groups', opened.groups.map((group) => GROUP_WORDS[group]).join('、')],
    ['words', opened.text],
  ]
  return entry(facts, task.createdAt)
}

function requestOf({ request, opened }: Gathered['requests'][number]): DataEntry {
  const facts: Fact[] = [
    ['state', STATUS_WORDS[request.status]],
    ['need', sayNeed(request, 'private')],
    ['when', sayWhen(request.when, toLocal(request.createdAt))],
    ['place', buildingWord(request.place)],
    // The door of a relative that was looked up for the helper is hers: the asker hears the building only.
    ['door', request.beneficiary ? undefined : sayDoor(opened.address)],
    ['phone', opened.phone],
    ['for', request.beneficiary],
    ['groups', opened.groups.map((group) => GROUP_WORDS[group]).join('、')],
    ['words', opened.text],
    ['photos', request.photos?.length ? privacyWords.pictures(request.photos.length) : undefined],
    ['rating', request.rating === undefined ? undefined : privacyWords.stars(request.rating)],
  ]
  return entry(facts, request.createdAt, request.code)
}

function wordsOf({ at, alone, text }: { at: Date; alone: boolean; text: string }): DataEntry {
  const where = alone ? privacyWords.alone : privacyWords.inGroup
  return entry([['where', where], ['text', text]], at) // prettier-ignore
}

function consentsOf({ person: { consents } }: Gathered): DataEntry[] {
  return consents.map((answer) => {
    const text = CONSENT_TEXTS[answer.kind].find(({ version }) => version === answer.version)
    return entry(
      [
        ['answer', answerWord(consents, answer)],
        ['act', CONSENT_ACTS[answer.act]],
        ['version', consentWords.version(answer.version)],
      ],
      answer.at,
      text?.title,
    )
  })
}

const timeOf = (at: Date) => toLocal(at).replace('T', ' ')
