import type { Enterprise } from '@yimin/shared/organisations/contract'
import type { Platform } from '../../platform/platform.ts'
import type { EnterpriseDoc } from '../station.model.ts'
import { enterprisesOf } from '../station.model.ts'

function toEnterprise({ _id, ...rest }: EnterpriseDoc): Enterprise {
  return { id: _id, ...rest }
}

export async function listEnterprises(platform: Pick<Platform, 'db'>, stationId: string): Promise<Enterprise[]> {
  const docs = await enterprisesOf(platform).find({ stationId }).sort({ name: 1, _id: 1 }).toArray()
  return docs.map(toEnterprise)
}

export async function findEnterprise(platform: Pick<Platform, 'db'>, id: string): Promise<Enterprise | undefined> {
  const doc = await enterprisesOf(platform).findOne({ _id: id })
  return doc ? toEnterprise(doc) : undefined
}
