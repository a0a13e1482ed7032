/** The Taro build object as far as this plugin touches it. */
interface Build {
  registerMethod(method: { name: string; fn(platform: WeappPlatform): void }): void
}
interface WeappPlatform {
  template?: { mergeComponents(build: Build, patch: Record<string, Record<string, string>>): void }
}

const ARIA = { 'aria-label': 'i.ariaLabel', 'aria-role': 'i.ariaRole', 'aria-hidden': 'i.ariaHidden' }

/** Taro's weapp templates have no binding for aria attributes; without them a screen reader hears nothing of ours. */
export default function aria(build: Build): void {
  build.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      platform.template?.mergeComponents(build, { View: ARIA, Text: ARIA, Button: ARIA, Textarea: ARIA, Input: ARIA })
    },
  })
}
