import { Box, Heading, Item, List, Paragraph } from '../components/elements.tsx'
import { Button } from '../components/Button.tsx'
import { words } from './words.ts'

/** Shown this once; nobody goes on before saying that they are written down. */
export function RecoveryCodes({ codes, onCopied }: { codes: readonly string[]; onCopied(): void }) {
  return (
    <Box className="narrow">
      <Heading className="greeting">{words.recoveryTitle}</Heading>
      <Paragraph className="invitation">{words.recoveryText}</Paragraph>
      <List className="recovery-codes">
        {codes.map((code) => (
          <Item key={code} className="recovery-code">
            {code}
          </Item>
        ))}
      </List>
      <Button kind="main" onTap={onCopied}>
        {words.copied}
      </Button>
    </Box>
  )
}
