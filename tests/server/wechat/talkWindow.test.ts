import { openTalkWindow, takeTalkWord } from '../../../server/messaging/commands/keepTalkWindow.ts'
import { openGround } from '../../factories/people.ts'
import type { Ground } from '../../factories/people.ts'

let ground: Ground
beforeAll(async () => (ground = await openGround()))
afterAll(() => ground.close())

let causes = 0
const opens = (account: string, spoke: boolean, cause = `push-${(causes += 1)}`) =>
  openTalkWindow(ground, account, { spoke, at: ground.clock.now(), cause })
const later = (minutes: number) => ground.clock.turnTo(new Date(ground.clock.now().getTime() + minutes * 60_000))
async function words(account: string, tries = 9): Promise<number> {
  const taken: boolean[] = []
  for (let i = 0; i < tries; i += 1) taken.push(await takeTalkWord(ground, account))
  return taken.filter(Boolean).length
}

describe('the customer-service talk', () => {
  it('takes five words within 48 hours after a message, and no sixth', async () => {
    await opens('a', true)
    expect(await words('a')).toBe(5)
    await opens('b', true)
    later(48 * 60)
    expect(await words('b')).toBe(0)
  })

  it('takes two within a minute after somebody came in', async () => {
    await opens('c', false)
    expect(await words('c')).toBe(2)
    await opens('d', false)
    later(1)
    expect(await words('d')).toBe(0)
  })

  it('is opened once by the same push, and coming in takes nothing from what a message opened', async () => {
    await opens('e', true, 'the-same')
    expect(await words('e', 3)).toBe(3)
    await opens('e', true, 'the-same')
    await opens('e', false)
    expect(await words('e')).toBe(2)
  })

  it('never gives one word to two who take in the same moment', async () => {
    await opens('f', true)
    const taken = await Promise.all(Array.from({ length: 12 }, () => takeTalkWord(ground, 'f')))
    expect(taken.filter(Boolean)).toHaveLength(5)
  })
})
