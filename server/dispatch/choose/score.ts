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
  /** For a wish that he fulfils: of gender, of language. */
  wish: 8,
  /** A newcomer and no easy errand. */
  hard: 6,
} as const

const OTHER_ROLES = ['volunteer', 'enterprise', 'station_worker']

/** A candidate with all that is weighed but his chance, which takes longest to say. */
export interface Sketch {
  candidate: Candidate
  way: Way
  cell: number
  isNew: boolean
  /** His score if he were certain to accept: no chance makes more of it. */
  atBest: number
}

/** For one errand: what is alike for all candidates is found once. */
export interface Scales {
  sketch(candidate: Candidate): Sketch
  weigh(sketch: Sketch): Weighed
}

/** @param everybody all helpers of the station, whose answers tell how people answer here */
export function scalesFor(
  errand: Errand,
  suitable: readonly Candidate[],
  everybody: readonly Candidate[],
  settings: StationSettings,
): Scales {
  const kind = kindOf(errand.category, settings)
  const order: readonly string[] = settings.dispatch.askFirst[kind] ?? OTHER_ROLES
  const isEasy = settings.dispatch.easyKinds.includes(errand.category)
  const eFold = POINTS.chance * (errand.comesFirst ? 2 : 1)
  const groups = new Map<string, Group>()
  const groupOfRole = (role: string): Group => {
    const known = groups.get(role)
    if (known) return known
    const rank = order.indexOf(role)
    const rolePoints = POINTS.role * (rank < 0 ? -10 : order.length - rank)
    const group = { ...groupOf(role, suitable, everybody), rolePoints }
    groups.set(role, group)
    return group
  }
  return {
    sketch: (candidate) => {
      const { usualWork, rolePoints } = groupOfRole(candidate.person.role)
      const way = wayTo(errand, candidate)
      const cell = numberOf({ kind, band: candidate.band ?? 'afternoon', reach: reachOf(way.near) })
      const isNew = isNewcomer(candidate, settings)
      const atBest = rolePoints + pointsOf(errand, candidate, way, usualWork, isNew && !isEasy)
      return { candidate, way, cell, isNew, atBest }
    },
    weigh: ({ candidate, way, cell, isNew, atBest }) => {
      const { odds, usualWork } = groupOfRole(candidate.person.role)
      const chance = chanceOf(odds, candidate.standing?.tally ?? [], cell)
      return { candidate, way, cell, chance, usualWork, isNew, score: atBest + eFold * Math.log(chance) }
    },
  }
}

/** Weighs all of them, in their order. @param everybody as for `scalesFor` */
export function weigh(
  errand: Errand,
  candidates: readonly Candidate[],
  everybody: readonly Candidate[],
  settings: StationSettings,
): Weighed[] {
  const scales = scalesFor(errand, candidates, everybody, settings)
  return candidates.map((candidate) => scales.weigh(scales.sketch(candidate)))
}

interface Group {
  odds: Odds
  usualWork: number
  rolePoints: number
}

function groupOf(
  role: string,
  suitable: readonly Candidate[],
  everybody: readonly Candidate[],
): Omit<Group, 'rolePoints'> {
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

/** All but the role and the chance. */
function pointsOf(
  errand: Errand,
  { person, inHand, today, standing, knows }: Candidate,
  way: Way,
  usualWork: number,
  isHard: boolean,
): number {
  const isSkilled = person.helper?.skills.includes(errand.category) ?? false
  const carries = standing ? (standing.work - usualWork) / (usualWork + 1) : 0
  return (
    POINTS.near * Math.exp(-way.metres / POINTS.nearMetres) +
    (isSkilled ? POINTS.skill : 0) +
    POINTS.wish * wishesMet(errand, person) -
    POINTS.share * Math.min(POINTS.shareAtMost, carries) -
    POINTS.inHand * Math.min(inHand, 4) -
    POINTS.today * Math.min(today, 4) -
    POINTS.ask * (standing?.asksThisWeek ?? 0) +
    (knows && knows.times > 0 ? (knows.inARow < POINTS.inARow ? POINTS.knows : -POINTS.knows) : 0) -
    (isHard && !isSkilled ? POINTS.hard : 0)
  )
}

/** How many of what is wished he said of himself: gender, language. */
function wishesMet({ wish }: Errand, { helper }: Candidate['person']): number {
  if (!wish) return 0
  const isGender = wish.gender !== undefined && helper?.gender === wish.gender
  const speaks = wish.language !== undefined && (helper?.languages?.includes(wish.language) ?? false)
  return Number(isGender) + Number(speaks)
}
