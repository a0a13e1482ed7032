import { Box, Line, Paragraph } from './elements.tsx'

/** What is known, a line each: name and value. Lines without a value are left out. */
export function Facts({ facts }: { facts: readonly (readonly [name: string, value: string | undefined])[] }) {
  const known = facts.filter(([, value]) => value !== undefined && value !== '')
  if (known.length === 0) return null
  return (
    <Box className="facts">
      {known.map(([name, value]) => (
        <Paragraph key={name} className="fact fact-named">
          <Line className="fact-name">{name}</Line>
          <Line className="fact-value">{value}</Line>
        </Paragraph>
      ))}
    </Box>
  )
}
