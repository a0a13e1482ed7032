/** What a request takes (shared/photos/contract.ts). */
export const MOST_PHOTOS = 4
