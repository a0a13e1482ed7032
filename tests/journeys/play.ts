import { openLog } from '../../server/app/log.ts'
import type { Spoken } from '../../server/app/replay/playLines.ts'
import { playScript } from '../../server/app/replay/playScript.ts'
import type { Summary } from '../../server/app/replay/summarise.ts'
import { borrowDatabase } from '../factories/databases.ts'
import { sceneOf } from '../factories/scenes.ts'
import { brokenRules } from './rules.ts'

/** What came of a scene. */
export interface Played extends Summary {
  said: Spoken[]
  /** What the desk refused. */
  refused: string[]
  /** Everything that was said in a room, in order. */
  inRoom(room?: string): string[]
  /** Everything that was said to one person alone, in order. */
  privately(to: string): string[]
  status(code?: string): string | undefined
}

/** Plays a scene on the real record and Redis and holds it against the rules that hold in every conversation. */
export async function play(lines: string, ...given: [people?: Parameters<typeof sceneOf>[1]]): Promise<Played> {
  const { MONGODB_URI, REDIS_URL } = process.env
  if (!MONGODB_URI || !REDIS_URL) throw new Error('no services: run the tests through npm test')
  const database = await borrowDatabase('house')
  const log = openLog('journey', 'fatal')
  const stage = { mongodbUri: MONGODB_URI, redisUrl: REDIS_URL, database: database.name, log }
  const said: Spoken[] = []
  const refused: string[] = []
  const script = sceneOf(lines, ...given)
  const summary = await playScript(
    script,
    stage,
    (line) => said.push(line),
    (fault) => refused.push(fault),
  )
  await database.giveBack()
  const played: Played = {
    ...summary,
    said,
    refused,
    inRoom: (room = 'g1') => said.filter((line) => line.room === room).map((line) => line.text),
    privately: (to) => said.filter((line) => line.private && line.to.includes(to)).map((line) => line.text),
    status: (code = 'A101') => summary.requests.find((request) => request.code === code)?.status,
  }
  expect(brokenRules(played, script)).toEqual([])
  return played
}
