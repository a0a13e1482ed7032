import { partWords } from '@yimin/shared/requests/partWords'
import { closeAlarmsAbout } from '../../duty/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { findRequest } from '../../requests/index.ts'
import type { RequestDoc, RequestMoved } from '../../requests/index.ts'
import { nameOf } from './nameOf.ts'
import { tellOfSwapInVain } from './tellSwap.ts'
import { tellHelper } from './tellHelper.ts'

/** 备好了: whoever carries it may fetch it now. Who is found later reads it with the address. */
export async function tellGoodsReady(
  platform: Platform,
  part: RequestDoc,
  _moved: RequestMoved,
  ref: string,
): Promise<void> {
  await closeAlarmsAbout(platform, part._id, ['late', 'no_show'])
  if (part.part !== 'goods') return
  const shop = await nameOf(platform, part.assignee?.personId)
  await tellCarrier(platform, part, 'dispatch.goodsReady', ref, (code) => partWords.goodsReady({ shop, code }))
}

/** A shop gave its part back, and another one is sought: whoever carries need not set out yet. */
export async function tellGoodsLater(
  platform: Platform,
  part: RequestDoc,
  moved: RequestMoved,
  ref: string,
): Promise<void> {
  if (moved.by === 'system') await tellOfSwapInVain(platform, part, moved, ref)
  if (part.part === 'goods') await tellCarrier(platform, part, 'dispatch.goodsLater', ref, partWords.goodsLater)
}

async function tellCarrier(
  platform: Platform,
  { partOf }: RequestDoc,
  template: string,
  ref: string,
  say: (code: string) => string,
): Promise<void> {
  const whole = await findRequest(platform, partOf ?? '')
  if (whole?.status !== 'accepted' || !whole.assignee) return
  await tellHelper(platform, whole, whole.assignee.personId, {
    key: `carrier.${ref}`,
    template,
    text: say(whole.code),
    needed: true,
  })
}

/** The whole is over, and his part with it; whose it was he need not know. */
export async function tellPartDone(
  platform: Platform,
  part: RequestDoc,
  _moved: RequestMoved,
  ref: string,
): Promise<void> {
  await closeAlarmsAbout(platform, part._id, ['late', 'no_show', 'nobody_accepted', 'needs_person'])
  if (!part.assignee) return
  const whole = await findRequest(platform, part.partOf ?? '')
  const say = part.part === 'goods' && whole?.status === 'cancelled' ? partWords.goodsNotNeeded : partWords.partDone
  await tellHelper(platform, part, part.assignee.personId, {
    key: `helper.${ref}`,
    template: 'request.doneToHelper',
    text: say(part.code),
  })
}
