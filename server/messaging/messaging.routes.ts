import { DomainError } from '@yimin/shared/errors/domainError'
import { listMySubscriptions, reportSubscriptions, SUBSCRIBE_TEMPLATES } from '@yimin/shared/messaging/contract'
import { accountOf, whoCalls } from '../people/index.ts'
import type { Person } from '../people/index.ts'
import type { Platform } from '../platform/platform.ts'
import { serve } from '../platform/web/index.ts'
import type { MountedRoute } from '../platform/web/index.ts'
import { reportConsent } from './commands/keepLedger.ts'
import { maySubscribe } from './messaging.policy.ts'
import { presentSubscriptions } from './messaging.presenter.ts'
import { readCredits } from './queries/wayByWeChat.ts'

/** The templates that this person may ask for: none outside WeChat. */
function subscriptionsOfPerson(platform: Platform, person: Person) {
  const account = accountOf(person)
  const templates = platform.wechat?.settings.templates ?? {}
  if (account === undefined) return []
  return SUBSCRIBE_TEMPLATES.flatMap((template) => {
    const templateId = templates[template]?.id
    return templateId !== undefined && maySubscribe(person, template) ? [{ template, templateId, account }] : []
  })
}

async function show(platform: Platform, person: Person) {
  const mine = subscriptionsOfPerson(platform, person)
  return presentSubscriptions(
    await Promise.all(mine.map(async (one) => ({ ...one, credits: await readCredits(platform, one) }))),
  )
}

/** Which WeChat messages somebody asked for. */
export function messagingRoutes(platform: Platform): MountedRoute[] {
  return [
    serve(listMySubscriptions, [], async (input) => show(platform, await whoCalls(platform, input))),
    serve(reportSubscriptions, [], async (input) => {
      const person = await whoCalls(platform, input)
      const mine = subscriptionsOfPerson(platform, person)
      for (const { template, answer } of input.body.answers) {
        const subscription = mine.find((one) => one.template === template)
        if (!subscription) throw new DomainError('not_found')
        // A refusal changes nothing of what was allowed before; WeChat tells when that is taken back.
        if (answer === 'accept') await reportConsent(platform, subscription, input.request.key ?? input.request.id)
      }
      return show(platform, person)
    }),
  ]
}
