import type { Platform } from '../../platform/platform.ts'
import { peopleOf } from '../person.model.ts'
import type { PersonalField, ReadDoc } from '../reads.model.ts'
import { readsOf } from '../reads.model.ts'

/** Somebody whose sealed fields were opened in a span: which of them, how often, between when. */
export interface Affected {
  personId: string
  /** Absent: not in the record any more. */
  name?: string
  fields: PersonalField[]
  reads: number
  first: Date
  last: Date
}

export interface AffectedQuery {
  from: Date
  /** Not included. */
  to: Date
  /** Of this reader alone. */
  readerId?: string
}

/** Whose data was opened, most often first: what has to be told after an incident (PIPL 57). */
export async function listAffected(
  platform: Pick<Platform, 'db'>,
  { from, to, readerId }: AffectedQuery,
): Promise<Affected[]> {
  const found = new Map<string, Affected>()
  const rows = readsOf(platform).find({ at: { $gte: from, $lt: to }, ...(readerId && { 'reader.id': readerId }) })
  for await (const row of rows.sort({ at: 1 })) found.set(row.subject, addRow(found.get(row.subject), row))
  const people = await peopleOf(platform)
    .find({ _id: { $in: [...found.keys()] } }, { projection: { name: 1 } })
    .toArray()
  const names = new Map(people.map(({ _id, name }) => [_id, name]))
  const named = [...found.values()].map((one) => {
    const name = names.get(one.personId)
    return name === undefined ? one : { ...one, name }
  })
  return named.sort((a, b) => b.reads - a.reads || a.first.getTime() - b.first.getTime())
}

function addRow(known: Affected | undefined, { subject, fields, at }: ReadDoc): Affected {
  if (!known) return { personId: subject, fields: [...fields], reads: 1, first: at, last: at }
  return { ...known, fields: [...new Set([...known.fields, ...fields])], reads: known.reads + 1, last: at }
}
