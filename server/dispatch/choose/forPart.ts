import { hasGoodsPart } from '@yimin/shared/requests/parts'
import type { RequestDoc } from '../../requests/index.ts'
import type { Person } from '../../people/index.ts'

type Shared = Pick<RequestDoc, 'part' | 'parts'>

/** Goods are a shop's part, what is sensitive a worker's; and where a shop has the goods ready, no shop carries them. */
export function suitsPart(request: Shared, { role }: Pick<Person, 'role'>): boolean {
  if (request.part === 'goods') return role === 'enterprise'
  if (request.part === 'sensitive') return role === 'station_worker'
  return role !== 'enterprise' || !hasGoodsPart(request)
}

export function suitingPart<One extends { person: Pick<Person, 'role'> }>(request: Shared, all: One[]): One[] {
  return request.part || request.parts ? all.filter(({ person }) => suitsPart(request, person)) : all
}
