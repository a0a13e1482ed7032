import type { StationSettings } from '@yimin/shared/organisations/contract'
import { kindOf } from '@yimin/shared/organisations/serviceKind'
import type { RequestDoc } from './request.model.ts'

type Splittable = Pick<RequestDoc, 'category' | 'items' | 'urgent' | 'partOf' | 'history' | 'helpersNeeded'>

/**
 * By the station's own rule: goods that its shops sell and do not carry. Once only, and never what is urgent: two who are asked
 * one after the other take longer than one.
 */
export function isSplitByRule(request: Splittable, settings: StationSettings): boolean {
  const { category, items, urgent, partOf, history, helpersNeeded } = request
  if (settings.dispatch.shopsCarry || urgent || helpersNeeded || partOf !== undefined || items.length === 0)
    return false
  return kindOf(category, settings) === 'goods' && !history.some(({ step }) => step === 'split')
}
