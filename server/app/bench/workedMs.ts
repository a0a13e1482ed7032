/** What this process has worked so far, in ms. Unlike the time on the wall it does not grow while others use the machine. */
export function workedMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}
