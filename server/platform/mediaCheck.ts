/** A picture that somebody outside has to look at before others see it. */
export interface MediaToCheck {
  id: string
  authorId: string
  /** Where the picture can be fetched, without the host: signed, for an hour at most. */
  path: string
}

/** `later`: the answer comes by itself; until then the picture stays in quarantine. */
export type MediaVerdict = 'shown' | 'refused' | 'later'

/** Asks whoever must look at pictures first. A failure leaves the picture in quarantine, for the station to decide. */
export type CheckMedia = (media: MediaToCheck) => Promise<MediaVerdict>
