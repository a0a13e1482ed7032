/** @jest-environment jsdom */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { cleanup, render, screen } from '@testing-library/react'
import { Dots } from '../../miniprogram/src/components/Dots.tsx'
import { Notice } from '../../miniprogram/src/components/Notice.tsx'
import { words } from '../../miniprogram/src/words.ts'

jest.mock('@tarojs/taro', () => jest.requireActual('./doubles/taro.ts'))
jest.mock('@tarojs/components', () => jest.requireActual('./doubles/components.tsx'))

afterEach(cleanup)

describe('a state', () => {
  it.each(['going', 'done', 'ended'] as const)('is words and shapes beside the colour: %s', (course) => {
    const { container } = render(<Dots step={2} course={course} stateWord="有人接" />)
    for (const word of words.steps) screen.getByText(word)
    const shapes = [...container.querySelectorAll('.dot')].map((dot) => dot.className.replace('dot ', ''))
    const here = { going: 'is-here', done: 'is-past', ended: 'is-ended' }[course]
    const ahead = course === 'done' ? 'is-past' : 'is-ahead'
    expect(shapes).toEqual(['is-past', 'is-past', here, ahead, ahead])
    screen.getByLabelText(words.stepsLabel(3, words.steps[2], '有人接'))
  })

  it.each(['wait', 'emergency'] as const)('of a notice has a sign of its own: %s', (tone) => {
    render(<Notice tone={tone} title="送得晚了" />)
    expect(screen.getByText('!').textContent).toBe('!')
  })
})

describe('the source of the pages', () => {
  const SOURCE = 'miniprogram/src'
  const sources = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => ({ file, text: readFileSync(path.join(SOURCE, file), 'utf8') }))

  it('knows no gesture of several fingers, and nothing that is only drawn or shaken', () => {
    const gestures = /onTouch(Start|Move|End)\b|onLongPress|\.touches\b|MovableView|onAccelerometer|startDeviceMotion/
    expect(sources.filter(({ text }) => gestures.test(text)).map(({ file }) => file)).toEqual([])
  })

  it('closes no sheet and leaves no page by time: every timer of a page waits for the line or the eye', () => {
    const leaving = /set(Timeout|Interval)\([^)]*(onClose|goTo|goBack|leave|openPage|navigate)/
    expect(sources.filter(({ text }) => leaving.test(text)).map(({ file }) => file)).toEqual([])
  })
})
