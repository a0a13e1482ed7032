import { DomainError } from '@yimin/shared/errors/domainError'
import { buildingWord } from '@yimin/shared/organisations/words'
import { posterWords } from '@yimin/shared/posters/words'
import { findStation } from '../../organisations/index.ts'
import type { Station } from '../../organisations/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { makeScene, readScene, WeChatFault } from '../../platform/wechat/index.ts'

type Ground = Pick<Platform, 'db' | 'vault' | 'clock' | 'wechat'>

/** Paper hangs for long; an old one is torn off. */
const GOOD_MS = 365 * 24 * 3_600_000
const PURPOSE = 'poster'
const PAGE = 'pages/ask/index'

export interface Spot {
  zone?: string | undefined
  building?: string | undefined
}

/**
 * A mini code for this station or one of its buildings. The code carries a token by chance and nothing else (WX-21). Throws
 * DomainError `invalid_input` for a place that is not on the map, `not_found` while WeChat is off, `unavailable`.
 */
export async function drawPoster(platform: Ground, station: Station, spot: Spot): Promise<{ jpeg: Buffer; expiresAt: Date }> {
  checkSpot(station, spot)
  if (!platform.wechat) throw new DomainError('not_found', { say: posterWords.off })
  const expiresAt = new Date(platform.clock.now().getTime() + GOOD_MS)
  const subjectId = JSON.stringify([station.id, spot.zone ?? '', spot.building ?? ''])
  const scene = await makeScene(platform, { purpose: PURPOSE, subjectId, expiresAt })
  try {
    return { jpeg: await platform.wechat.drawMiniCode({ scene, page: PAGE }), expiresAt }
  } catch (error) {
    if (!(error instanceof WeChatFault)) throw error
    throw new DomainError('unavailable', { say: posterWords.later, cause: error })
  }
}

function checkSpot({ zones }: Station, { zone, building }: Spot): void {
  if (zone === undefined && building === undefined) return
  const known = zones.find(({ name }) => name === zone)
  if (!known) throw fault('zone', posterWords.noZone)
  const hasBuilding = building === undefined || known.buildings.some(({ name }) => name === building)
  if (!hasBuilding) throw fault('building', posterWords.noBuilding)
}

function fault(path: string, message: string): DomainError {
  return new DomainError('invalid_input', { fields: [{ path, message }] })
}

/** Where the poster of this token hangs; `undefined` for one that has ended or was never made. */
export async function findPoster(platform: Ground, scene: string): Promise<{ station: Station; spot: Spot } | undefined> {
  const subject = await readScene(platform, PURPOSE, scene)
  if (subject === undefined) return undefined
  const [stationId = '', zone = '', building = ''] = JSON.parse(subject) as string[]
  const station = await findStation(platform, stationId)
  return station && { station, spot: { ...(zone && { zone }), ...(building && { building }) } }
}

/** 6区9栋, or the station's name. */
export function wordOfSpot(station: Pick<Station, 'name'>, { zone, building }: Spot): string {
  return buildingWord({ ...(zone && { zone }), ...(building && { building }) }) || station.name
}
