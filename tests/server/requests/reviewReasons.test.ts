import { REASON_CODES } from '@yimin/shared/moderation/words'
import { sayReviewReason } from '@yimin/shared/requests/reviewReasons'
import { holdRequest } from '../../../server/requests/commands/holdRequest.ts'
import { openDeskScene } from './deskScene.ts'
import type { DeskScene } from './deskScene.ts'

const HELD_FOR = ['no_answer', 'many_requests', 'needs_person'] as const
/** Codes are for machines: no letter of them is read by a person. */
const PLAIN = /^[^a-z_]+$/i

test.each([...REASON_CODES, ...HELD_FOR, 'a_reason_of_tomorrow'])('%s is said in plain words', (reason) => {
  expect(sayReviewReason(reason)).toMatch(PLAIN)
})

describe('at the desk', () => {
  let scene: DeskScene
  beforeAll(async () => {
    scene = await openDeskScene()
  })
  afterAll(() => scene.close())

  it.each(HELD_FOR)('a request that is held for %s says why in words', async (reason) => {
    const { house, atDesk, draftOf, wang } = scene
    const request = await draftOf(wang)
    await holdRequest(house, request._id, { id: 'system', part: 'system' }, reason, `hold.${request._id}`)
    const { body } = await atDesk('GET', `/api/requests/${request.code}/card`)
    expect((body.request as { reviewReasons: string[] }).reviewReasons).toEqual([sayReviewReason(reason)])
  })
})
