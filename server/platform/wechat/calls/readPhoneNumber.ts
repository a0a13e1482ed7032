import { z } from 'zod'
import { QUICK } from '../exchange.ts'
import { WeChatFault } from '../faults.ts'
import type { Line } from '../line.ts'

const phone = z.object({
  phone_info: z.object({
    phoneNumber: z.string().min(1).max(40),
    purePhoneNumber: z.string().min(1).max(40),
    /** A text by the table of the documents, a number by their example. */
    countryCode: z.coerce.string().max(10),
    watermark: z.object({ timestamp: z.coerce.number(), appid: z.string() }),
  }),
})

const OLDEST_MS = 10 * 60_000

/**
 * The phone number behind a code of the phone button. `openid` lets WeChat check that it is this person's code.
 * Each good answer costs money. Never tried twice after a lost answer, for the code is spent then.
 * Throws WeChatFault `code` (used, expired, somebody else's, of another app, too old), or one of the line.
 */
export async function readPhoneNumber(
  { settings, now, ask }: Line,
  { code, openid }: { code: string; openid: string },
): Promise<string> {
  const { phone_info: found } = await ask({
    api: 'phone',
    method: 'POST',
    path: '/wxa/business/getuserphonenumber',
    body: { code, openid },
    reply: phone,
    withToken: true,
    patience: { ...QUICK, tries: 1 },
  })
  const ageMs = now().getTime() - found.watermark.timestamp * 1_000
  if (found.watermark.appid !== settings.appId || Math.abs(ageMs) > OLDEST_MS) throw new WeChatFault('phone', 'code')
  return found.countryCode === '86' ? found.purePhoneNumber : found.phoneNumber
}
