import type { ConversationKind } from '../../core/discovery.ts'

/** How a customer was heard, in the product's words. */
export const conversationWords: Record<ConversationKind, string> = {
  interview: 'Interview',
  usability: 'Usability test',
  sales_call: 'Sales call',
  support: 'Support case',
  survey: 'Survey',
}
