import type { StationSettings } from '@yimin/shared/organisations/contract'
import { chanceOf, fitOdds, numberOf, reachOf } from './chance.ts'
import type { HelpingRole, Odds, Tally } from './chance.ts'
import type { Way } from './communityMap.ts'
import { kindOf } from '@yimin/shared/organisations/serviceKind'
import { wayTo } from './suitable.ts'
import type { Candidate, Errand } from './suitable.ts'

/** A candidate with what was weighed. */
export interface Weighed {
  candidate: Candidate
  way: Way
  /** The number of the circumstances under which his answer is counted. */
  cell: number
  /** That he accepts if he is asked now, 0 to 1. */
  chance: number
  /** Errands that helpers of his role took in four weeks, on average. */
  usualWork: number
  /** Has not brought his first errands to an end yet. */
  isNew: boolean
  score: number
}

/** What each consideration is worth, in points; ten points are one place in the station's order of who is asked first. */
const POINTS = {
  role: 10,
  /** For each e-fold of the chance that he accepts; twice that where whoever asks comes first. */
  chance: 6,
  /** At the same door, and the metres over which it falls to a third. */
  near: 6,
  nearMetres: 250,
  skill: 3,
  /** For carrying as much again as others do; whoever carries nothing gets as much. */
  share: 4,
  shareAtMost: 3,
  /** For each errand in hand, each one taken today, each ask of this week. */
  inHand: 2,
  today: 1,
  ask: 0.7,
  /** They know each other; and after three times in a row it is somebody else's turn. */
  knows: 2,
  inARow: 3,
  /** A newcomer and no easy errand. */
  hard: 6,
} as const

const OTHER_ROLES = ['volunteer', 'enterprise', 'station_worker']

/** Weighs those who may be asked; `everybody` are all helpers of the station, whose answers tell how people answer here. */
export function weigh(
  errand: Errand,
  suitable: readonly Candidate[],
  everybody: readonly Candidate[],
  settings: StationSettings,
): Weighed[] {
  const kind = kindOf(errand.category, settings)
  const order: readonly string[] = settings.dispatch.askFirst[kind] ?? OTHER_ROLES
  const isEasy = settings.dispatch.easyKinds.includes(errand.category)
  const groups = new Map<string, Group>()
  return suitable.map((candidate) => {
    const { person, standing, band = 'afternoon' } = candidate
    const group = groups.get(person.role) ?? groupOf(person.role, suitable, everybody)
    groups.set(person.role, group)
    const way = wayTo(errand, candidate)
    const cell = numberOf({ kind, band, reach: reachOf(way.near) })
    const chance = chanceOf(group.odds, standing?.tally ?? [], cell)
    const isNew = isNewcomer(candidate, settings)
    const rank = order.indexOf(person.role)
    const weighed: Weighed = { candidate, way, cell, chance, usualWork: group.usualWork, isNew, score: 0 }
    weighed.score = POINTS.role * (rank < 0 ? -10 : order.length - rank) + pointsOf(errand, weighed, isEasy)
    return weighed
  })
}

interface Group {
  odds: Odds
  usualWork: number
}

function groupOf(role: string, suitable: readonly Candidate[], everybody: readonly Candidate[]): Group {
  const tallies: Tally[] = []
  for (const { person, standing } of everybody) if (person.role === role && standing) tallies.push(standing.tally)
  let work = 0
  let count = 0
  for (const { person, standing } of suitable) {
    if (person.role !== role) continue
    work += standing?.work ?? 0
    count += 1
  }
  return { odds: fitOdds(role as HelpingRole, tallies), usualWork: work / Math.max(1, count) }
}

/** A volunteer who has not brought the first errands to their end. */
export function isNewcomer({ person, standing }: Candidate, { dispatch }: StationSettings): boolean {
  return person.role === 'volunteer' && standing !== undefined && standing.done < dispatch.newcomerTasks
}

function pointsOf(errand: Errand, { candidate, way, chance, usualWork, isNew }: Weighed, isEasy: boolean): number {
  const { person, inHand, today, standing, knows } = candidate
  const isSkilled = person.helper?.skills.includes(errand.category) ?? false
  const carries = standing ? (standing.work - usualWork) / (usualWork + 1) : 0
  return (
    POINTS.chance * (errand.comesFirst ? 2 : 1) * Math.log(chance) +
    POINTS.near * Math.exp(-way.metres / POINTS.nearMetres) +
    (isSkilled ? POINTS.skill : 0) -
    POINTS.share * Math.min(POINTS.shareAtMost, carries) -
    POINTS.inHand * Math.min(inHand, 4) -
    POINTS.today * Math.min(today, 4) -
    POINTS.ask * (standing?.asksThisWeek ?? 0) +
    (knows && knows.times > 0 ? (knows.inARow < POINTS.inARow ? POINTS.knows : -POINTS.knows) : 0) -
    (isNew && !isEasy && !isSkilled ? POINTS.hard : 0)
  )
}
