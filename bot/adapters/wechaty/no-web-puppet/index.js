throw new Error(
  'The WeChat web protocol is not used by this product: choose a puppet with CHAT_PUPPET, or CHAT_ADAPTER=sandbox.',
)
