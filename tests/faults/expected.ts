import { ASSISTANT, type Said, type Stack } from '../factories/stack.ts'
import type { PlayedOrder } from '../factories/firstOrder.ts'

/** What an order that went well says to whom, counted by template; offers besides. */
const WELL_DONE = {
  'request.readBack|g1': 1,
  'request.confirmed|g1': 1,
  'dispatch.assignment|helper': 1,
  'request.accepted|resident': 1,
  'request.delivered|helper': 1,
  'request.delivered|resident': 1,
  'request.done|g1': 1,
  'request.doneToHelper|helper': 1,
  'request.rated|g1': 1,
}

/** Everything that was said about an order, as in `WELL_DONE`; offers are counted by helper, one each. */
export async function saidAbout(
  stack: Stack,
  { code, resident, helper }: PlayedOrder,
): Promise<Record<string, number>> {
  const request = await stack.db.collection('requests').findOne({ code })
  const rows = await stack.db.collection('outgoing').find({ about: request?._id }).toArray()
  const said: Record<string, number> = {}
  const offered = new Map<string, number>()
  for (const { template, chatId } of rows) {
    if (template === 'dispatch.offer') offered.set(chatId, (offered.get(chatId) ?? 0) + 1)
    else {
      const who = chatId === resident ? 'resident' : chatId === helper ? 'helper' : chatId
      const key = `${template}|${who}`
      said[key] = (said[key] ?? 0) + 1
    }
  }
  for (const [chatId, count] of offered) if (count > 1) said[`offered ${count} times|${chatId}`] = count
  return said
}

/** The order stands in the record as done, by this helper, with the history of an order that went well; all was said once. */
export async function expectWellDone(stack: Stack, order: PlayedOrder): Promise<void> {
  const requests = await stack.db.collection('requests').find({ code: order.code }).toArray()
  expect(requests).toMatchObject([
    {
      status: 'done',
      requesterId: order.resident,
      assignee: { personId: order.helper },
      rating: 5,
      finishedBy: 'resident',
    },
  ])
  expect(requests[0]?.history.map((entry: { step: string; by: string }) => `${entry.step} ${entry.by}`)).toEqual([
    `write ${order.resident}`,
    `confirm ${order.resident}`,
    `accept ${order.helper}`,
    `deliver ${order.helper}`,
    `finish ${order.resident}`,
  ])
  expect(await saidAbout(stack, order)).toEqual(WELL_DONE)
}

/** The event that the bot sends to the server for a message of the sandbox. */
export function inboundEventOf(message: Said | undefined, text: string) {
  if (!message) throw new Error('nothing was said')
  return {
    adapter: 'sandbox',
    account: ASSISTANT,
    messageId: message.id,
    at: message.at,
    seq: 1_000_000,
    kind: 'text',
    room: { id: 'g1', topic: '海威益民一群' },
    from: message.from,
    self: false,
    text,
    mentionsMe: false,
  }
}
