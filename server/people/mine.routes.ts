import {
  addMyMember, changeMyGroups, changeMyHome, changeMyMember, changeMyName, changeMyPhone, forgetMyHome, forgetMyPhone, readMyStation,
  removeMyMember,
} from '@yimin/shared/me/contract' // prettier-ignore
import { consentWords } from '@yimin/shared/consent/words'
import { DomainError } from '@yimin/shared/errors/domainError'
import type { OwnerView } from '@yimin/shared/people/contract'
import { buildingWord, zoneWord } from '@yimin/shared/organisations/words'
import { stationOf } from '../organisations/index.ts'
import type { Platform } from '../platform/platform.ts'
import { serve } from '../platform/web/serve.ts'
import type { MountedRoute, RouteInput } from '../platform/web/serve.ts'
import { addMember } from './commands/addMember.ts'
import { changeGroups } from './commands/changeGroups.ts'
import { changeHome } from './commands/changeHome.ts'
import { changeMember } from './commands/changeMember.ts'
import { changeName } from './commands/changeName.ts'
import { changePhone } from './commands/changePhone.ts'
import { forgetHome } from './commands/forgetHome.ts'
import { forgetPhone } from './commands/forgetPhone.ts'
import { removeMember } from './commands/removeMember.ts'
import { mayKeepFor } from './consent/consent.policy.ts'
import { requireFitText } from './commands/requireFitText.ts'
import { requireFreshStaff } from './freshSession.ts'
import type { Person } from './person.model.ts'
import { showMe } from './people.routes.ts'
import { whoCalls } from './queries/whoCalls.ts'

/** What a person tells and corrects about himself; every answer is the whole of it, as it is now. */
export function mineRoutes(platform: Platform): MountedRoute[] {
  const change = async (call: Pick<RouteInput, 'caller'>, how: (me: Person) => Promise<void>): Promise<OwnerView> => {
    await how(await whoCalls(platform, call))
    return showMe(platform, call)
  }
  /** The same for what is kept for the next time: not against her own word. */
  const keep = (call: Pick<RouteInput, 'caller'>, how: (me: Person) => Promise<void>): Promise<OwnerView> =>
    change(call, (me) => {
      if (!mayKeepFor(me)) throw new DomainError('forbidden', { say: consentWords.notKept })
      return how(me)
    })
  return [
    serve(readMyStation, [], async (call) => {
      const { stationId } = await whoCalls(platform, call)
      const { name, community, phone, words, zones } = await stationOf(platform, stationId)
      return {
        name,
        community,
        phone,
        estates: words.estates,
        zones: zones.map((zone) => ({
          name: zone.name,
          word: zoneWord(zone.name),
          buildings: zone.buildings.map((building) => ({
            name: building.name,
            word: buildingWord({ building: building.name }),
          })),
        })),
      }
    }),
    serve(changeMyName, [], (call) =>
      change(call, async (me) => {
        requireFreshStaff(platform, call.caller)
        await requireFitText(platform, me, call.body.name, 'name')
        return changeName(platform, me, call.body.version, call.body.name)
      }),
    ),
    serve(changeMyHome, [], (call) => keep(call, (me) => changeHome(platform, me, call.body.version, call.body.home))),
    serve(forgetMyHome, [], (call) => change(call, (me) => forgetHome(platform, me))),
    serve(changeMyPhone, [], (call) =>
      keep(call, (me) => {
        requireFreshStaff(platform, call.caller)
        return changePhone(platform, me, call.body.version, call.body.phone)
      }),
    ),
    serve(forgetMyPhone, [], (call) =>
      change(call, (me) => {
        requireFreshStaff(platform, call.caller)
        return forgetPhone(platform, me)
      }),
    ),
    serve(changeMyGroups, [], (call) =>
      keep(call, (me) => changeGroups(platform, me, call.body.version, call.body.groups)),
    ),
    serve(addMyMember, [], (call) =>
      keep(call, async (me) => {
        await requireFitText(platform, me, sayMember(call.body), 'name')
        return addMember(platform, me, call.body.version, call.body)
      }),
    ),
    serve(changeMyMember, [], (call) =>
      keep(call, async (me) => {
        await requireFitText(platform, me, sayMember(call.body), 'name')
        return changeMember(platform, me, call.body.version, call.params.memberId, call.body)
      }),
    ),
    serve(removeMyMember, [], (call) => change(call, (me) => removeMember(platform, me, call.params.memberId))),
  ]
}

const sayMember = ({ relation, name }: { relation: string; name: string }) => `${relation}，${name}`
