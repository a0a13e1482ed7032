/** Yuan as written to fen; nothing for what is no sum. */
export function fenOf(yuan: string): number | undefined {
  const sum = Number(yuan.trim())
  return yuan.trim() === '' || !Number.isFinite(sum) || sum < 0 ? undefined : Math.round(sum * 100)
}

export function yuanOf(fen: number | undefined): string {
  return fen === undefined ? '' : String(fen / 100)
}
