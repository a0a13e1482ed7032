import { fireEvent, render, screen } from '@testing-library/react'
import type { ComponentType } from 'react'
import App from '../../../miniprogram/src/app.tsx'
import AskPage from '../../../miniprogram/src/pages/ask/index.tsx'
import { words } from '../../../miniprogram/src/words.ts'
import { server } from './server.ts'
import { phone } from './taro.ts'

/** Opens one page in the app as the phone does, with what stood in its address. */
export function openPage(Page: ComponentType, params: Record<string, string> = phone.params) {
  phone.params = params
  return render(
    <App>
      <Page />
    </App>,
  )
}

/** Taps the one button of this name. */
export function tap(name: string | RegExp): void {
  fireEvent.click(screen.getByRole('button', { name }))
}

/** Writes into the field of this name, or chooses from it. */
export function write(label: string, value: string): void {
  fireEvent.change(screen.getByLabelText(label), { target: { value } })
}

/** The first page, once 王阿姨 is inside. */
export async function openAsWang(): Promise<void> {
  phone.storage.set('yimin.token', 'secret')
  openPage(AskPage)
  await insideAsWang()
}

export const insideAsWang = () => screen.findByText('王阿姨，要帮什么忙？')

/** Where one writes what is needed, in one sentence. */
export const sentenceField = () => screen.getByLabelText<HTMLTextAreaElement>(words.field.label)
export const writeSentence = (text: string) => write(words.field.label, text)

/** What was asked of the server by one method, at addresses that begin so. */
export function knocksAt(method: string, path: string) {
  return server.knocks.filter((knock) => knock.method === method && knock.url.startsWith(path))
}
