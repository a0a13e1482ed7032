/** What each named route of a contract answers. */
export type RepliesOf<Contract, Name extends keyof Contract> = {
  [K in Name]: Contract[K] extends { reply: { _output: infer Reply } } ? Reply : never
}
