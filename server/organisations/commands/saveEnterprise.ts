import type { Enterprise } from '@yimin/shared/organisations/contract'
import { enterprise } from '@yimin/shared/organisations/contract'
import type { Platform } from '../../platform/platform.ts'
import { enterprisesOf } from '../station.model.ts'

/** Writes a community enterprise as given. Throws ZodError when it is not one. */
export async function saveEnterprise(platform: Pick<Platform, 'db'>, given: Enterprise): Promise<void> {
  const { id, ...rest } = enterprise.parse(given)
  await enterprisesOf(platform).replaceOne({ _id: id }, rest, { upsert: true })
}
