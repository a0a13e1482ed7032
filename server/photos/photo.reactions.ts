import { onEvent } from '../platform/events/events.ts'
import { mediaJudged } from '../platform/wechat/index.ts'
import { takeVerdict } from './commands/takeVerdict.ts'
import { PHOTOS } from './photo.model.ts'

export const photoReactions = [
  onEvent(mediaJudged, 'judgePhoto', async (platform, { collection, id, verdict }) => {
    if (collection === PHOTOS) await takeVerdict(platform, id, verdict)
  }),
]
