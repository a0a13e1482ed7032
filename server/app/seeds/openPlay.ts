import { layGround } from './ground.ts'
import { playMoment } from './playMoment.ts'
import { playMorning } from './playMorning.ts'
import type { Played } from './playMorning.ts'
import { playRace, VOLUNTEERS } from './playRace.ts'
import type { Race } from './playRace.ts'
import { buildScene, buildScenes } from './scenes.ts'

/** What one seed is: a moment is short, a morning long, a race is many who accept at once. */
export const MODES = ['seed', 'morning', 'race'] as const
export type Mode = (typeof MODES)[number]

export type Play = (seed: number, traced?: boolean) => Promise<Played | Race>

/** Lays the ground once, for as many seeds as one likes. */
export async function openPlay(mode: Mode): Promise<Play> {
  const { record, ground } = await layGround(mode === 'race' ? VOLUNTEERS : 0)
  if (mode === 'morning') return (seed) => playMorning(seed, record, ground)
  if (mode === 'seed') {
    const scenes = await buildScenes(record, ground)
    return (seed, traced) => playMoment(seed, scenes, ground, traced)
  }
  const scene = await buildScene('searching', record, ground)
  return (seed, traced) => playRace(seed, scene, ground, traced)
}
