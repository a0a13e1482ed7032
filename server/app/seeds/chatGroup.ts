import { claimOutgoing, settleOutgoing } from '../../messaging/index.ts'
import type { World } from './world.ts'

/** The chat group and the gateway that speaks in it; it can be cut off between saying and telling that it was said. */
export class ChatGroup {
  /** How often each message was said, by its id. */
  readonly said: Map<string, number>
  private readonly world: World

  constructor(world: World, said: ReadonlyMap<string, number> = new Map()) {
    this.world = world
    this.said = new Map(said)
  }

  /** Says what waits. What was in doubt is looked for in the group first: its reference stands there if it was said. */
  speak(): Promise<void> {
    return this.world.attempt('web', async (platform) => {
      for (const { id, fence, inDoubt } of await claimOutgoing(platform, 'sandbox', 'bot', MOST)) {
        if (!(inDoubt && this.said.has(id))) this.said.set(id, (this.said.get(id) ?? 0) + 1)
        await settleOutgoing(platform, { id, fence, outcome: 'sent', at: platform.clock.now() })
      }
    })
  }
}

const MOST = 50
