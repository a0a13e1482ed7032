import { z } from 'zod'
import { defineRoute } from '../route/route.ts'

/** Kinds of subscribe messages: news of a request, an offer to a helper, an alarm to a worker. */
export const SUBSCRIBE_TEMPLATES = ['progress', 'offer', 'alarm'] as const
export type SubscribeTemplate = (typeof SUBSCRIBE_TEMPLATES)[number]

/** What WeChat's pop-up answers for one template. */
export const CONSENTS = ['accept', 'reject', 'ban', 'filter'] as const

const subscriptions = z.strictObject({
  items: z.array(
    z.strictObject({
      template: z.enum(SUBSCRIBE_TEMPLATES),
      /** For wx.requestSubscribeMessage. */
      templateId: z.string(),
      /** How many messages may still be sent, as far as we know: WeChat does not tell. */
      credits: z.int().min(0),
    }),
  ),
})

export const listMySubscriptions = defineRoute({
  name: 'listMySubscriptions',
  method: 'GET',
  path: '/api/me/subscriptions',
  caller: 'person',
  summary: 'Which WeChat messages I may ask for, and how many are left; none outside WeChat',
  reply: subscriptions,
})

export const reportSubscriptions = defineRoute({
  name: 'reportSubscriptions',
  method: 'POST',
  path: '/api/me/subscriptions',
  caller: 'person',
  summary: 'What I answered when WeChat asked whether messages may be sent; each consent is one message',
  body: z.strictObject({
    answers: z
      .array(z.strictObject({ template: z.enum(SUBSCRIBE_TEMPLATES), answer: z.enum(CONSENTS) }))
      .min(1)
      .max(3)
      .refine((answers) => new Set(answers.map(({ template }) => template)).size === answers.length, {
        error: '同一种消息只报一次。',
      }),
  }),
  reply: subscriptions,
})

export const messagingContract = [listMySubscriptions, reportSubscriptions] as const
