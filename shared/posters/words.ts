/** What staff are told when they make a poster. */
export const posterWords = {
  noZone: '站里没有这个片区。',
  noBuilding: '这个片区没有这一栋。',
  off: '小程序还没有接上微信，画不了小程序码。',
  later: '微信这会儿画不了，请过一会儿再试。',
} as const
