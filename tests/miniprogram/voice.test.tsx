/** @jest-environment jsdom */
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { VoiceButton } from '../../miniprogram/src/voice/VoiceButton.tsx'
import { voiceWords } from '../../miniprogram/src/voice/words.ts'

jest.mock('@tarojs/taro', () => jest.requireActual('./doubles/taro.ts'))
jest.mock('@tarojs/components', () => jest.requireActual('./doubles/components.tsx'))

/** A browser that hears on the device. */
class Ears {
  static last: Ears
  static where = 'available'
  static available = () => Promise.resolve(Ears.where)
  processLocally = false
  lang = ''
  onresult?: (event: { results: { transcript: string }[][] }) => void
  onerror?: (event: { error: string }) => void
  onend?: () => void
  stopped = false
  start() {
    Ears.last = this
  }
  stop() {
    this.stopped = true
    this.onend?.()
  }
  hear(...parts: string[]) {
    act(() => this.onresult?.({ results: parts.map((transcript) => [{ transcript }]) }))
  }
}
const ears = globalThis as { SpeechRecognition?: unknown }

beforeEach(() => {
  process.env.TARO_ENV = 'h5'
  Ears.where = 'available'
  ears.SpeechRecognition = Ears
})
afterEach(() => {
  cleanup()
  delete ears.SpeechRecognition
})

function Page() {
  const [text, setText] = useState('您好，')
  return (
    <>
      <p data-testid="text">{text}</p>
      <VoiceButton text={text} onWrite={setText} />
    </>
  )
}
const text = () => screen.getByTestId('text').textContent
const tap = (name: string) => fireEvent.click(screen.getByRole('button', { name }))

async function open() {
  render(<Page />)
  await act(() => Promise.resolve())
  await act(() => Promise.resolve())
}

describe('speaking instead of writing', () => {
  it('puts what is heard behind what stands there, on the device alone', async () => {
    await open()
    tap(voiceWords.start)
    expect(Ears.last).toMatchObject({ processLocally: true, lang: 'zh-CN' })
    Ears.last.hear('家里没')
    Ears.last.hear('家里没有', '米了')
    expect(text()).toBe('您好，家里没有米了')
    tap(voiceWords.stop)
    expect(Ears.last.stopped).toBe(true)
    expect(screen.getByRole('button', { name: voiceWords.start })).toBeTruthy()
  })

  it('says what to do when the microphone is refused or nothing was heard', async () => {
    await open()
    tap(voiceWords.start)
    act(() => Ears.last.onerror?.({ error: 'not-allowed' }))
    expect(screen.getByText(voiceWords.refused)).toBeTruthy()
    tap(voiceWords.start)
    act(() => Ears.last.onerror?.({ error: 'no-speech' }))
    expect(screen.getByText(voiceWords.unheard)).toBeTruthy()
    expect(text()).toBe('您好，')
  })

  it('is not offered by a browser that would send the voice away', async () => {
    Ears.where = 'downloadable'
    await open()
    expect(screen.queryByRole('button')).toBeNull()
  })

  it('is not offered by a browser that cannot hear, nor in a WeChat build without the plugin', async () => {
    delete ears.SpeechRecognition
    await open()
    expect(screen.queryByRole('button')).toBeNull()
    cleanup()
    process.env.TARO_ENV = 'weapp'
    await open()
    expect(screen.queryByRole('button')).toBeNull()
  })
})
