/**
 * What residents write of times, and when the service is then wanted: `from~to`, `from~`, `~to`, one instant, or `-` where no time is asked
 * for. A month and day belong to the year of the moment at which it is written, or to the next one.
 */
export type Expression = readonly [text: string, when: string]
