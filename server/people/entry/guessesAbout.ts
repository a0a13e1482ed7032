import { stationOf } from '../../organisations/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { nameKeys } from '../nameKeys.ts'
import type { Person } from '../person.model.ts'

/** What every station is called: 昆北街道社工站 is told from others by 昆北 alone. */
const EVERY_STATION = /街道|社区|社会工作|社工|服务|中心|站/

/** What somebody who knows her and where she works tries first: both names, whole and in parts, as characters, pinyin and initials. */
export async function guessesAbout(platform: Pick<Platform, 'db'>, person: Person): Promise<string[]> {
  const { name, community } = await stationOf(platform, person.stationId)
  const places = [name, community].flatMap((each) => [each, ...each.split(EVERY_STATION)]).filter((each) => each !== '')
  const names = [person.name, ...places]
  return [...new Set([...names, ...(await Promise.all(names.map(nameKeys))).flat()])]
}
