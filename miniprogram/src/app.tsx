import type { PropsWithChildren } from 'react'
import { TextSizeProvider } from './hooks/TextSizeProvider.tsx'
import { SessionProvider } from './session/SessionProvider.tsx'
import './app.scss'

export default function App({ children }: PropsWithChildren) {
  return (
    <TextSizeProvider>
      <SessionProvider>{children}</SessionProvider>
    </TextSizeProvider>
  )
}
