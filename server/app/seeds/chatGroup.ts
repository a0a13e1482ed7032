import { claimOutgoing, settleOutgoing } from '../../messaging/index.ts'
import type { World } from './world.ts'
import { isOfTheLine } from './world.ts'

/** The chat group and the gateway that speaks in it; it can be cut off between saying and telling that it was said. */
export class ChatGroup {
  /** How often each message was said, by its id. */
  readonly said = new Map<string, number>()
  private readonly world: World

  constructor(world: World) {
    this.world = world
  }

  /** Says what waits. What was in doubt is looked for in the group first: its reference stands there if it was said. */
  async speak(): Promise<void> {
    try {
      for (const { id, fence, inDoubt } of await claimOutgoing(this.world.platform, 'sandbox', 'bot', MOST)) {
        if (!(inDoubt && this.said.has(id))) this.said.set(id, (this.said.get(id) ?? 0) + 1)
        const at = this.world.platform.clock.now()
        await settleOutgoing(this.world.platform, { id, fence, outcome: 'sent', at })
      }
    } catch (error) {
      if (!isOfTheLine(error)) throw error
    }
  }
}

const MOST = 50
