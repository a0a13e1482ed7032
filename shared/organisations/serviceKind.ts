import type { Ladder, LadderName } from '../dispatch/ladder.ts'
import type { Category } from '../language/frame.ts'
import type { ServiceKind, StationSettings } from './contract.ts'

/** The kind of service that a category belongs to at this station. */
export function kindOf(category: Category, { dispatch }: Pick<StationSettings, 'dispatch'>): ServiceKind {
  const kinds = Object.entries(dispatch.kinds) as [ServiceKind, Category[]][]
  return kinds.find(([, categories]) => categories.includes(category))?.[0] ?? 'errand'
}

/** Which ladder a request climbs. */
export function ladderNameOf(
  { category, urgent }: { category: Category; urgent: boolean },
  settings: Pick<StationSettings, 'dispatch'>,
): LadderName {
  return `${kindOf(category, settings)}${urgent ? '_urgent' : ''}`
}

export function ladderOf(
  request: { category: Category; urgent: boolean },
  settings: Pick<StationSettings, 'dispatch'>,
): Ladder {
  return settings.dispatch.ladders[ladderNameOf(request, settings)]
}
