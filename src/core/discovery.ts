/** How a customer was heard. Talks are heard live; a survey and a support thread are read. */
export const conversationKinds = ['interview', 'usability', 'survey', 'support', 'sales_call'] as const
export type ConversationKind = (typeof conversationKinds)[number]
