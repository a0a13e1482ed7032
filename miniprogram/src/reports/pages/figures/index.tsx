import { SignedIn } from '../../../session/SignedIn.tsx'
import { FigureBoard } from '../../FigureBoard.tsx'

/** The station's figures and papers. */
export default function FiguresPage() {
  return (
    <SignedIn place="reports" wide>
      <FigureBoard />
    </SignedIn>
  )
}
