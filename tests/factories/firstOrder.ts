import type { Said, Stack } from './stack.ts'

/** The first order of the station's own records, word for word. */
export const FIRST_ORDER =
  '您好，能帮我送点西红柿、青椒和黄瓜吗？一共要15块钱的就行，我在六区九栋二单元，因为我是孕妇，不太方便下楼，麻烦您帮我送到四楼吧！'

/** The moments of an order at which something may go wrong: right after these words were said, before they are answered. */
export const MOMENTS = ['asked', 'confirmed', 'offered', 'accepted', 'delivered', 'received'] as const
export type Moment = (typeof MOMENTS)[number]

export interface OrderPlay {
  resident: string
  /** Called at every moment; what it does happens in mid-flow. */
  at?: (moment: Moment) => Promise<void>
  /** How long each answer may take. */
  withinMs?: number
}

export interface PlayedOrder {
  code: string
  resident: string
  helper: string
}

/** Plays the first order from the sentence in the group to the stars, through the chat alone. */
export async function playFirstOrder(stack: Stack, play: OrderPlay): Promise<PlayedOrder> {
  const { resident, at = () => Promise.resolve(), withinMs = 60_000 } = play
  const asked = await stack.say(resident, FIRST_ORDER)
  await at('asked')
  const words = new RegExp(`^${asked.from.name}，记下了：西红柿、青椒、黄瓜，共15元内，送到6区9栋`)
  const readBack = await stack.untilHeard(resident, 'g1', words, { after: asked.seq, withinMs })
  const code = codeIn(readBack)
  const hears = (who: string, where: string, words: string) =>
    stack.untilHeard(who, where, new RegExp(`${words}.*${code}`), { after: asked.seq, withinMs })
  await stack.say(resident, `对${code}`)
  await at('confirmed')
  await hears(resident, 'g1', '正在找人')
  const helper = await whoIsOffered(stack, code, withinMs)
  const out = helpersOut(stack)
  out.add(helper)
  await at('offered')
  await stack.say(helper, `接${code}`, { in: 'private' })
  await at('accepted')
  await hears(helper, 'private', '交接码问对方要')
  await hears(resident, 'private', '接了')
  await stack.say(helper, `送到了${code}`, { in: 'private' })
  await at('delivered')
  await hears(helper, 'private', '辛苦了')
  out.delete(helper)
  await hears(resident, 'private', '说送到了')
  await stack.say(resident, `收到${code}`)
  await at('received')
  await hears(resident, 'g1', '办好了')
  await hears(helper, 'private', '说收到了')
  await stack.say(resident, '5')
  await hears(resident, 'g1', '谢谢您')
  return { code, resident, helper }
}

export function codeIn(message: Pick<Said, 'text'>): string {
  const code = /[A-Z]{1,2}\d{3,4}/.exec(message.text)?.[0]
  if (!code) throw new Error(`no code in: ${message.text}`)
  return code
}

const out = new WeakMap<Stack, Set<string>>()

/** Who is on the way just now, over all orders that are played at once. */
function helpersOut(stack: Stack): Set<string> {
  const known = out.get(stack) ?? new Set()
  out.set(stack, known)
  return known
}

/** The first of those who were asked that is not out already; a shop can be out twice. */
async function whoIsOffered(stack: Stack, code: string, withinMs: number): Promise<string> {
  const isShop = (id: string) => id === 'qin' || id === 'lao'
  let helper: string | undefined
  await stack.until(`somebody is asked for ${code}`, async () => {
    const chats = (await stack.sees('all')).filter((one) => one.kind === 'private')
    const asked = chats
      .filter((one) => one.messages.some((message) => message.text.includes(`接就回“接${code}”`)))
      .map((one) => one.id.replace('private:', ''))
    helper = asked.find((id) => !helpersOut(stack).has(id)) ?? asked.find(isShop)
    return helper !== undefined
  }, withinMs) // prettier-ignore
  return helper ?? ''
}
